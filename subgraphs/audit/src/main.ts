/** Starts the audit subgraph alone. The only file of it that reads the environment. */
import { runSubgraphProcess } from '@arbiter/server/subgraph/subgraph-process.ts';
import { audit } from './definition.ts';

await runSubgraphProcess(audit, process);
