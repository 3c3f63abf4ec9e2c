/** What the registry is made of; how it runs is the same for every subgraph. */
import type { SubgraphDefinition } from '@arbiter/server/subgraph/start-subgraph.ts';
import { agentResolvers } from './agent/agent.resolvers.ts';
import { type RegistryLoaders, createLoaders } from './context.ts';
import { entities } from './entities.ts';
import { experimentResolvers } from './experiment/experiment.resolvers.ts';
import { lineageResolvers } from './lineage/lineage.resolvers.ts';
import { createLineageRoutes } from './lineage/lineage.routes.ts';
import { warmUpLineage } from './lineage/warm-up.ts';
import { lineageDatasetResolvers } from './lineage-dataset/lineage-dataset.resolvers.ts';
import { lineageEventResolvers } from './lineage-event/lineage-event.resolvers.ts';
import { lineageJobResolvers } from './lineage-job/lineage-job.resolvers.ts';
import { lineageRunResolvers } from './lineage-run/lineage-run.resolvers.ts';
import { apiKeyResolvers } from './api-key/api-key.resolvers.ts';
import { invitationResolvers } from './invitation/invitation.resolvers.ts';
import { membershipResolvers } from './membership/membership.resolvers.ts';
import { sessionResolvers } from './session/session.resolvers.ts';
import { ensureDefaultTenant } from './tenant/default-tenant.ts';
import { tenantResolvers } from './tenant/tenant.resolvers.ts';
import { userResolvers } from './user/user.resolvers.ts';
import { userPreferenceResolvers } from './user-preference/user-preference.resolvers.ts';
import { createAccountRoutes } from './account/account.routes.ts';
import { migrations } from './migrations.ts';
import { playbookResolvers } from './playbook/playbook.resolvers.ts';
import { rateLimitResolvers } from './rate-limit/rate-limit.resolvers.ts';
import { runResolvers } from './run/run.resolvers.ts';
import { stepResolvers } from './step/step.resolvers.ts';
import { stepRunResolvers } from './step-run/step-run.resolvers.ts';
import { workflowResolvers } from './workflow/workflow.resolvers.ts';
import { workflowEventResolvers } from './workflow-event/workflow-event.resolvers.ts';

export const registry: SubgraphDefinition<RegistryLoaders> = {
  name: 'registry',
  resolvers: [
    agentResolvers,
    experimentResolvers,
    runResolvers,
    playbookResolvers,
    workflowResolvers,
    stepResolvers,
    stepRunResolvers,
    workflowEventResolvers,
    lineageResolvers,
    lineageEventResolvers,
    lineageJobResolvers,
    lineageDatasetResolvers,
    lineageRunResolvers,
    apiKeyResolvers,
    invitationResolvers,
    membershipResolvers,
    sessionResolvers,
    tenantResolvers,
    userResolvers,
    userPreferenceResolvers,
    rateLimitResolvers,
  ],
  entities,
  migrations,
  createLoaders,
  prepareDevelopment: ensureDefaultTenant,
  onStart: () => void setImmediate(warmUpLineage),
  routes: (deps, logger) => [...createLineageRoutes(deps, logger), ...createAccountRoutes(deps)],
};
