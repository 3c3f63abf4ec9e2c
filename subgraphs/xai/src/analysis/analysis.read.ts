/** Reading analyses: by id and their results (batched), and as a list. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { type Row, selectPage, selectRows } from '@arbiter/server/db/rows.ts';
import { loadOne } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import {
  type GivenSubjects,
  type SubjectField,
  subjectFields,
} from '../analysis-subject/analysis-subject.rules.ts';
import { Analysis, AnalysisResults } from './analysis.entity.ts';
import type { AnalysisStatus, AnalysisType } from './analysis.rules.ts';

export interface AnalysisFilter extends GivenSubjects {
  readonly types?: readonly AnalysisType[] | null | undefined;
  readonly methods?: readonly string[] | null | undefined;
  readonly statuses?: readonly AnalysisStatus[] | null | undefined;
  readonly fallbackUsed?: boolean | null | undefined;
  /** Inclusive. */
  readonly createdFrom?: Date | null | undefined;
  /** Exclusive. */
  readonly createdBefore?: Date | null | undefined;
}

export function createAnalysisLoaders(scope: ReadScope) {
  return {
    analysis: loadById(scope, Analysis),
    /** By id of the analysis; null for one without results of its own. */
    analysisResults: loadOne<Row<AnalysisResults>>(
      async (ids) =>
        selectRows(await scope.em(), AnalysisResults, { analysisId: { $in: [...ids] } }),
      ({ analysisId }) => analysisId,
    ),
  };
}

/**
 * Analyses of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first`, `after` and a
 * filter that says too much.
 */
export async function listAnalyses(
  { em, identity }: ReadScope,
  args: PageArgs & { readonly filter?: AnalysisFilter | null | undefined },
) {
  requireFilterLimits(args.filter);
  const { types, methods, statuses, fallbackUsed, ...rest } = args.filter ?? {};
  const where: FilterQuery<Analysis> = {
    tenantId: identity.actor.tenantId,
    ...(types ? { analysisType: { $in: [...types] } } : {}),
    ...(methods ? { method: { $in: [...methods] } } : {}),
    ...(statuses ? { status: { $in: [...statuses] } } : {}),
    ...(fallbackUsed == null ? {} : { fallbackFrom: fallbackUsed ? { $ne: null } : null }),
    ...aboutSubjects(rest),
    ...withinTime(rest),
  };
  return selectPage(await em(), Analysis, { list: 'analyses', where, args });
}

/** An id that cannot exist matches nothing, like one that does not. */
function aboutSubjects(filter: GivenSubjects): { [Field in SubjectField]?: { $in: string[] } } {
  const given = subjectFields.filter((field) => filter[field] != null);
  return Object.fromEntries(
    given.map((field) => [field, { $in: [filter[field] ?? ''].filter(isUuid) }]),
  );
}

function withinTime({ createdFrom, createdBefore }: AnalysisFilter) {
  if (createdFrom == null && createdBefore == null) return {};
  return {
    createdAt: {
      ...(createdFrom == null ? {} : { $gte: createdFrom }),
      ...(createdBefore == null ? {} : { $lt: createdBefore }),
    },
  };
}
