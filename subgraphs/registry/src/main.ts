/** Starts the registry subgraph alone. The only file of it that reads the environment. */
import { runSubgraphProcess } from '@arbiter/server/subgraph/subgraph-process.ts';
import { registry } from './definition.ts';

await runSubgraphProcess(registry, process);
