/** Every entity of this subgraph, for MikroORM and for the check of the migrations. */
import { AgentSchema } from './agent/agent.entity.ts';

export const entities = [AgentSchema];
