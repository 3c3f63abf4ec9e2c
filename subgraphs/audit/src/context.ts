/** What the resolvers of this subgraph get with every request. */
import type { ReadScope, SubgraphContext } from '@arbiter/server/subgraph/context.ts';
import { createAuditRecordLoaders } from './audit-record/audit-record.read.ts';
import { createAuditTrailLoaders } from './audit-trail/audit-trail.read.ts';
import { createSubjectLoaders } from './subject/subject-key.read.ts';

export type AuditLoaders = ReturnType<typeof createLoaders>;
export type AuditContext = SubgraphContext<AuditLoaders>;

/** The dataloaders of one request. */
export function createLoaders(scope: ReadScope) {
  return {
    ...createAuditRecordLoaders(scope),
    ...createAuditTrailLoaders(scope),
    ...createSubjectLoaders(scope),
  };
}
