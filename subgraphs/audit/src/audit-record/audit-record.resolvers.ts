/** Names of the schema → reads of the ledger. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { AuditContext } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { OpenedValues } from '../subject/subject-key.read.ts';
import {
  type AppendedRecord,
  type AuditRecordModel,
  followLedger,
  listAuditRecords,
} from './audit-record.read.ts';
import { coherenceScoreOf, policyViolationsOf } from './audit-record.rules.ts';

/** The actor's personal values; an empty object when none were recorded, null when erased. */
async function personalValues(
  { personal }: AuditRecordModel,
  { load }: AuditContext,
): Promise<OpenedValues> {
  return personal === null ? {} : load.personalValues.load(personal);
}

const record = {
  actor: (parent: AuditRecordModel) => parent,
  agent: ({ agentId }: AuditRecordModel) => (agentId === null ? null : { id: agentId }),
  clientAddress: async (parent: AuditRecordModel, _: unknown, context: AuditContext) =>
    (await personalValues(parent, context))?.clientAddress ?? null,
  userAgent: async (parent: AuditRecordModel, _: unknown, context: AuditContext) =>
    (await personalValues(parent, context))?.userAgent ?? null,
  personalValuesErased: async (parent: AuditRecordModel, _: unknown, context: AuditContext) =>
    (await personalValues(parent, context)) === null,
  isImmutable: () => true,
};

export const auditRecordResolvers: Resolvers = {
  Query: {
    auditRecord: async (_, { id }, context) =>
      requireRead(
        context,
        'AuditRecord',
        await context.load.auditRecord.load(requireUuid(id, 'AuditRecord')),
      ),
    auditRecords: (_, args, context) => listAuditRecords(context, args),
  },
  Subscription: {
    auditRecordAppended: {
      subscribe: (_, args, { deps, identity: { actor } }) => followLedger(deps, actor, args),
      resolve: (appended: AppendedRecord) => appended,
    },
  },
  AuditRecordAppended: {
    record: ({ value }) => value,
  },
  AuditRecord: {
    __resolveType: ({ action }) => (action === null ? 'AuditEvent' : 'AuditLogEntry'),
  },
  AuditEvent: {
    ...record,
    __resolveReference: async ({ id }, { load }) => {
      const found = await load.auditRecord.load(id);
      return found?.action === null ? found : null;
    },
    coherenceScore: ({ data }) => coherenceScoreOf(data),
    policyViolations: ({ data }) => policyViolationsOf(data),
  },
  AuditLogEntry: {
    ...record,
    __resolveReference: async ({ id }, { load }) => {
      const found = await load.auditRecord.load(id);
      return found && found.action !== null ? found : null;
    },
  },
  AuditActor: {
    kind: ({ actorKind }) => actorKind,
    id: ({ actorId }) => actorId,
    tenantId: ({ actorTenantId }) => actorTenantId,
    name: async (parent, _, context) => (await personalValues(parent, context))?.name ?? null,
    email: async (parent, _, context) => (await personalValues(parent, context))?.email ?? null,
  },
};
