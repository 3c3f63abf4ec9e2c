/** The migrations of this subgraph in their order. Names never change once released. */
import { Ledger } from '../migrations/0002-ledger.ts';

export const migrations = [{ name: '0002-ledger', class: Ledger }];
