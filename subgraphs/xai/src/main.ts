/** Starts the xai subgraph alone. The only file of it that reads the environment. */
import { runSubgraphProcess } from '@arbiter/server/subgraph/subgraph-process.ts';
import { xai } from './definition.ts';

await runSubgraphProcess(xai, process);
