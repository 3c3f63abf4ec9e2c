/** What the resolvers of this subgraph get with every request. */
import type { ReadScope, SubgraphContext } from '@arbiter/server/subgraph/context.ts';
import { createAgentLoaders } from './agent/agent.read.ts';
import { createExperimentLoaders } from './experiment/experiment.read.ts';
import { createLineageDatasetLoaders } from './lineage-dataset/lineage-dataset.read.ts';
import { createLineageEventLoaders } from './lineage-event/lineage-event.read.ts';
import { createLineageJobLoaders } from './lineage-job/lineage-job.read.ts';
import { createLineageRunLoaders } from './lineage-run/lineage-run.read.ts';
import { createPlaybookLoaders } from './playbook/playbook.read.ts';
import { createRunLoaders } from './run/run.read.ts';
import { createStepLoaders } from './step/step.read.ts';
import { createStepRunLoaders } from './step-run/step-run.read.ts';
import { createTenantLoaders } from './tenant/tenant.read.ts';
import { createUserLoaders } from './user/user.read.ts';
import { createMembershipLoaders } from './membership/membership.read.ts';
import { createApiKeyLoaders } from './api-key/api-key.read.ts';
import { createSessionLoaders } from './session/session.read.ts';
import { createInvitationLoaders } from './invitation/invitation.read.ts';
import { createUserPreferenceLoaders } from './user-preference/user-preference.read.ts';
import { createWorkflowLoaders } from './workflow/workflow.read.ts';
import { createWorkflowEventLoaders } from './workflow-event/workflow-event.read.ts';

export type RegistryLoaders = ReturnType<typeof createLoaders>;
export type RegistryContext = SubgraphContext<RegistryLoaders>;

/** The dataloaders of one request. */
export function createLoaders(scope: ReadScope) {
  return {
    ...createAgentLoaders(scope),
    ...createExperimentLoaders(scope),
    ...createRunLoaders(scope),
    ...createPlaybookLoaders(scope),
    ...createWorkflowLoaders(scope),
    ...createStepLoaders(scope),
    ...createStepRunLoaders(scope),
    ...createWorkflowEventLoaders(scope),
    ...createLineageJobLoaders(scope),
    ...createLineageDatasetLoaders(scope),
    ...createLineageRunLoaders(scope),
    ...createLineageEventLoaders(scope),
    ...createTenantLoaders(scope),
    ...createUserLoaders(scope),
    ...createMembershipLoaders(scope),
    ...createApiKeyLoaders(scope),
    ...createSessionLoaders(scope),
    ...createInvitationLoaders(scope),
    ...createUserPreferenceLoaders(scope),
  };
}
