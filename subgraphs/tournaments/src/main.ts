/** Starts the tournaments subgraph alone. The only file of it that reads the environment. */
import { runSubgraphProcess } from '@arbiter/server/subgraph/subgraph-process.ts';
import { tournaments } from './definition.ts';

await runSubgraphProcess(tournaments, process);
