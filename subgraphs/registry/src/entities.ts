/** Every entity of this subgraph, for MikroORM and for the check of the migrations. */
import { AgentSchema } from './agent/agent.entity.ts';
import { ExperimentSchema } from './experiment/experiment.entity.ts';
import { LineageEdgeSchema } from './lineage/lineage-edge.entity.ts';
import {
  LineageDatasetSchema,
  LineageDatasetVersionSchema,
} from './lineage-dataset/lineage-dataset.entity.ts';
import { LineageEventSchema } from './lineage-event/lineage-event.entity.ts';
import { LineageJobSchema } from './lineage-job/lineage-job.entity.ts';
import { LineageRunSchema } from './lineage-run/lineage-run.entity.ts';
import { PlaybookSchema } from './playbook/playbook.entity.ts';
import { RunSchema } from './run/run.entity.ts';
import { StepSchema } from './step/step.entity.ts';
import { StepRunSchema } from './step-run/step-run.entity.ts';
import { ApiKeySchema } from './api-key/api-key.entity.ts';
import { InvitationSchema } from './invitation/invitation.entity.ts';
import { MembershipSchema } from './membership/membership.entity.ts';
import { SessionSchema } from './session/session.entity.ts';
import { TenantSchema } from './tenant/tenant.entity.ts';
import { UserPreferenceSchema } from './user-preference/user-preference.entity.ts';
import { UserIdentitySchema, UserSchema } from './user/user.entity.ts';
import { WorkflowSchema } from './workflow/workflow.entity.ts';
import { WorkflowEventSchema } from './workflow-event/workflow-event.entity.ts';

export const entities = [
  AgentSchema,
  ExperimentSchema,
  RunSchema,
  PlaybookSchema,
  WorkflowSchema,
  StepSchema,
  StepRunSchema,
  WorkflowEventSchema,
  LineageJobSchema,
  LineageDatasetSchema,
  LineageDatasetVersionSchema,
  LineageEdgeSchema,
  LineageRunSchema,
  LineageEventSchema,
  TenantSchema,
  UserSchema,
  UserIdentitySchema,
  MembershipSchema,
  ApiKeySchema,
  SessionSchema,
  InvitationSchema,
  UserPreferenceSchema,
];
