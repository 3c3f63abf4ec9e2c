/** What happened to objects of other subgraphs: a page of records each, batched over the objects. */
import type { Connection, PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadChildPages } from '@arbiter/server/db/loaders.ts';
import type { Loader } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { LedgerRecord, type LedgerRow } from '../audit-record/audit-record.entity.ts';

/** Types of this graph that show their trail; events name their aggregates the same way. */
export const trailedTypes = [
  'Agent',
  'Analysis',
  'Match',
  'Tournament',
  'User',
  'Workflow',
] as const;
export type TrailedType = (typeof trailedTypes)[number];

/** An object of another subgraph, as far as it is known here. */
export interface TrailedObject {
  readonly id: string;
}

type TrailLoader = (args: PageArgs) => Loader<Connection<LedgerRow>>;

/** Pages of the records whose resource is the object, newest first, one statement a type. */
export function createAuditTrailLoaders(scope: ReadScope): {
  auditTrail: Readonly<Record<TrailedType, TrailLoader>>;
} {
  const trailOf = (type: TrailedType): TrailLoader =>
    loadChildPages(scope, LedgerRecord, {
      list: 'auditTrail',
      parentColumn: 'resource_id',
      parentType: 'text',
      condition: `child.resource_type = '${type}'`,
      orderColumn: 'seq',
      orderProperty: 'seq',
      direction: 'desc',
    });
  return {
    auditTrail: {
      Agent: trailOf('Agent'),
      Analysis: trailOf('Analysis'),
      Match: trailOf('Match'),
      Tournament: trailOf('Tournament'),
      User: trailOf('User'),
      Workflow: trailOf('Workflow'),
    },
  };
}
