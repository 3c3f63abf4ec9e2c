/** Every entity of this subgraph, for MikroORM and for the check of the migrations. */
import { AgentSchema } from './agent/agent.entity.ts';
import { ExperimentSchema } from './experiment/experiment.entity.ts';
import { PlaybookSchema } from './playbook/playbook.entity.ts';
import { RunSchema } from './run/run.entity.ts';

export const entities = [AgentSchema, ExperimentSchema, RunSchema, PlaybookSchema];
