/** The four subgraphs, for tests that go through all of them. */
import { registry } from '@arbiter/registry/definition.ts';

export const subgraphDefinitions = [registry] as const;
