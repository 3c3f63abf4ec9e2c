/** The migrations of this subgraph in their order. Names never change once released. */
import { forcedTenancyMigration } from '@arbiter/server/db/forced-tenancy.ts';
import { Ledger } from '../migrations/0002-ledger.ts';

export const migrations = [
  { name: '0002-ledger', class: Ledger },
  { name: '0003-forced-tenancy', class: forcedTenancyMigration('audit') },
];
