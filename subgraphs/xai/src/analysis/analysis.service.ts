/** Recording analyses: authorize, decide, store, emit. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { type GivenSubjects, requireSubjects } from '../analysis-subject/analysis-subject.rules.ts';
import { AttributionVectors } from '../attribution/attribution.entity.ts';
import { checkCompleteness } from '../attribution/completeness.rules.ts';
import { analysisRecorded } from '../events.ts';
import { Analysis, AnalysisResults, type AnalysisRow } from './analysis.entity.ts';
import {
  type AnalysisContent,
  type GivenAnalysis,
  hashContent,
  requireContent,
  requireDuration,
} from './analysis.rules.ts';

export interface RecordAnalysis extends GivenAnalysis, GivenSubjects {
  readonly durationMs?: number | null | undefined;
  readonly metadata?: unknown;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Records an analysis in the actor's tenant, with its result if it has one.
 * Errors: FORBIDDEN; BAD_USER_INPUT naming the value, of an attribution all faulty ones; NOT_FOUND
 * for a subject that is no id. Whether subjects exist is not asked: they belong to other subgraphs.
 * Effects: the analysis, its vectors or results, event XAI_ANALYSIS_RECORDED. Idempotent per key.
 */
export async function recordAnalysis(
  deps: Deps,
  identity: RequestIdentity,
  command: RecordAnalysis,
): Promise<AnalysisRow> {
  authorize(identity.actor, 'analysis:write');
  const { tenantId } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const content = requireContent(command);
  const values = {
    ...storedValues(content),
    ...requireSubjects(command),
    durationMs: requireDuration(command.durationMs),
    metadata: requireObject(command.metadata, 'input.metadata'),
  };
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = { schema: 'xai', tenantId, operation: 'recordAnalysis', key, request };
    const { id } = await createOnce(tx, once, async () => {
      const analysis = { ...values, id: deps.newId(), tenantId, createdAt: deps.clock() };
      await insertAnalysis(tx, analysis, content);
      await analysisRecorded({ deps, tx, identity }, analysis);
      return analysis.id;
    });
    const recorded = await selectRow(tx, Analysis, { id });
    invariant(recorded, 'an analysis is never removed');
    return recorded;
  });
}

function storedValues(content: AnalysisContent) {
  const { results: _, attribution, ...values } = content;
  return {
    ...values,
    featureCount: attribution?.values.length ?? null,
    target: attribution?.target ?? null,
    output: attribution?.output ?? null,
    baselineOutput: attribution?.baselineOutput ?? null,
    additivity: attribution && checkCompleteness(attribution),
    contentHash: hashContent(content),
  };
}

/** Inserts rows as they are: an analysis never changes, so nothing needs to track it. */
async function insertAnalysis(
  tx: Transaction,
  analysis: AnalysisRow,
  { attribution, results }: AnalysisContent,
): Promise<void> {
  const { id: analysisId, tenantId } = analysis;
  await tx.insert(Analysis, analysis);
  if (results) await tx.insert(AnalysisResults, { analysisId, tenantId, results });
  if (!attribution) return;
  const { values, featureNames, input, baseline } = attribution;
  await tx.insert(AttributionVectors, {
    analysisId,
    tenantId,
    featureValues: [...values],
    featureNames: featureNames && [...featureNames],
    input: input && [...input],
    baseline: baseline && [...baseline],
  });
}
