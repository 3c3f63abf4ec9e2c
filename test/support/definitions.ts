/** The four subgraphs, for tests that go through all of them. */
import { registry } from '@arbiter/registry/definition.ts';
import { xai } from '@arbiter/xai/definition.ts';

export const subgraphDefinitions = [registry, xai] as const;
