/** What the audit subgraph is made of; how it runs is the same for every subgraph. */
import type { SubgraphDefinition } from '@arbiter/server/subgraph/start-subgraph.ts';
import { auditRecordResolvers } from './audit-record/audit-record.resolvers.ts';
import { auditTrailResolvers } from './audit-trail/audit-trail.resolvers.ts';
import { type AuditLoaders, createLoaders } from './context.ts';
import { entities } from './entities.ts';
import { createLedgerConsumer } from './ledger/ledger.consumer.ts';
import { recordRefusedWrites } from './ledger/refused-writes.ts';
import { migrations } from './migrations.ts';
import { createRefusalRoutes } from './refusal/refusal.routes.ts';

export const audit: SubgraphDefinition<AuditLoaders> = {
  name: 'audit',
  resolvers: [auditRecordResolvers, auditTrailResolvers],
  entities,
  migrations,
  createLoaders,
  onStart: recordRefusedWrites,
  routes: createRefusalRoutes,
  consumers: (deps) => [createLedgerConsumer(deps)],
};
