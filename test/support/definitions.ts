/** The four subgraphs, for tests that go through all of them. */
import { audit } from '@arbiter/audit/definition.ts';
import { registry } from '@arbiter/registry/definition.ts';
import { tournaments } from '@arbiter/tournaments/definition.ts';
import { xai } from '@arbiter/xai/definition.ts';

export const subgraphDefinitions = [registry, audit, tournaments, xai] as const;
