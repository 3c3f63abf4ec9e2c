/** The trail as a field of types that other subgraphs own: here they are an id and its records. */
import { type PageArgs, mapConnection } from '@arbiter/kernel/pagination/connection.ts';
import { recordedPage } from '@arbiter/server/graphql/recorded-rows.ts';
import { toAuditRecord } from '../audit-record/audit-record.read.ts';
import type { AuditContext } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { TrailedObject, TrailedType } from './audit-trail.read.ts';

function trailOf(type: TrailedType) {
  return {
    __resolveReference: ({ id }: TrailedObject) => ({ id }),
    auditTrail: async ({ id }: TrailedObject, args: PageArgs, context: AuditContext) => {
      const page = await context.load.auditTrail[type](args).load(id);
      return mapConnection(await recordedPage(context, `${type}.auditTrail`, page), toAuditRecord);
    },
  };
}

export const auditTrailResolvers: Resolvers = {
  Agent: trailOf('Agent'),
  Analysis: trailOf('Analysis'),
  Match: trailOf('Match'),
  Tournament: trailOf('Tournament'),
  User: trailOf('User'),
  Workflow: trailOf('Workflow'),
};
