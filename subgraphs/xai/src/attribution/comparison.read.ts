/** Comparing recorded attributions: which are comparable, and how far they agree. */
import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { badInput, notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import type { Reading } from '@arbiter/server/graphql/found.ts';
import type { Loader } from '@arbiter/server/graphql/loader.ts';
import { recordedRows } from '@arbiter/server/graphql/recorded-rows.ts';
import type { AnalysisRow } from '../analysis/analysis.entity.ts';
import { type InputFault, refusalOf } from '../fault/fault.rules.ts';
import {
  type AttributionComparison,
  type PairAgreement,
  compareAttributions,
} from './agreement.rules.ts';
import type { LoadVectors, Vectors } from './attribution.read.ts';
import { MAX_COMPARED, workFaults } from './comparison-fault.rules.ts';
import { type FeatureAttribution, describeFeatures, requireTopCount } from './feature.rules.ts';

/** A comparison with the analyses that its ids stand for. */
export interface ComparedAnalyses extends Pick<AttributionComparison, 'topK' | 'featureCount'> {
  readonly comparison: AttributionComparison;
  readonly attributions: readonly {
    readonly analysis: AnalysisRow;
    readonly topFeatures: readonly FeatureAttribution[];
  }[];
  readonly pairs: readonly (PairAgreement & {
    readonly first: AnalysisRow;
    readonly second: AnalysisRow;
  })[];
}

interface Comparing extends Reading {
  readonly load: {
    readonly analysis: Loader<AnalysisRow | null>;
    readonly vectors: LoadVectors;
  };
}

/**
 * Compares the attributions of 2 to `MAX_COMPARED` analyses. `topK` is 1 to `MAX_TOP_FEATURES`;
 * above the number of features it means all of them.
 * Errors: NOT_FOUND naming the index of an id that is not known, e.g. `analysisIds[1]`;
 * BAD_USER_INPUT naming the index of one that cannot be compared with the others, or `topK`.
 * Effects: event CROSS_TENANT_READ where they are another tenant's, before anything of them is told.
 */
export async function compareAnalyses(
  context: Comparing,
  analysisIds: readonly string[],
  topK: number,
): Promise<ComparedAnalyses> {
  const top = requireTopCount(topK, 'topK');
  const analyses = await loadAttributions(context, analysisIds);
  const vectors = await Promise.all(analyses.map(context.load.vectors));
  const compared = analyses.map(({ id, target }, index) => ({ ...vectors[index]!, id, target }));
  const smallest = Math.min(...vectors.map(({ values }) => values.length));
  const comparison = await politely(compareAttributions(compared, Math.min(top, smallest)));
  if (comparison.kind === 'refused') throw refusalOf(comparison.faults.map(faultOfId));
  return describe(comparison, { analyses, vectors });
}

/** The analyses, in the order asked for, each an attribution of one tenant with values of its own. */
async function loadAttributions(
  context: Comparing,
  analysisIds: readonly string[],
): Promise<AnalysisRow[]> {
  const count = analysisIds.length;
  if (count < 2 || count > MAX_COMPARED) {
    const message = `analysisIds has ${count} entries; 2 to ${MAX_COMPARED} can be compared.`;
    throw badInput('analysisIds', message, { allowed: [`2 to ${MAX_COMPARED} ids`] });
  }
  const fieldOf = (index: number) => `analysisIds[${index}]`;
  const ids = analysisIds.map((id, index) => requireUuid(id, 'Analysis', fieldOf(index)));
  const found = await Promise.all(ids.map((id) => context.load.analysis.load(id)));
  const analyses = found.map((analysis, index) => {
    if (!analysis) throw notFound('Analysis', fieldOf(index));
    return analysis;
  });
  await recordedRows(context, 'Query.compareAttributions', analyses);
  for (const [index, analysis] of analyses.entries()) {
    const fault = faultOfAnalysis(analysis, analyses[0]!);
    if (fault) throw badInput(fieldOf(index), `${fieldOf(index)} ${fault}.`);
  }
  refuseWork(analyses);
  return analyses;
}

function faultOfAnalysis(analysis: AnalysisRow, first: AnalysisRow): string | null {
  const { analysisType, status, featureCount, tenantId } = analysis;
  if (analysisType !== 'ATTRIBUTION') return `is of kind ${analysisType}, not ATTRIBUTION`;
  if (status === 'FAILED') return 'has failed and has no values';
  if (featureCount === null) return 'has its values stored elsewhere; only recorded ones compare';
  if (tenantId !== first.tenantId) return 'belongs to another tenant than analysisIds[0]';
  return null;
}

/** Before anything large is loaded. */
function refuseWork(analyses: readonly AnalysisRow[]): void {
  const featureCounts = analyses.map(({ featureCount }) => featureCount ?? 0);
  const faults = [...workFaults(analyses.length, Math.max(...featureCounts))];
  if (faults.length > 0) throw refusalOf(faults.map(faultOfId));
}

/** Runs a long computation step by step, with room for other requests between the steps. */
async function politely<T>(steps: Generator<void, T, void>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await letOthersGoOn();
  }
}

/** The rules speak of attributions, the client of ids. */
function faultOfId({ path, message }: InputFault): InputFault {
  const [, index = '', part = ''] = /^attributions(\[\d+\])?\.?(.*)$/.exec(path) ?? [];
  const said = message.replaceAll('attributions[', 'analysisIds[');
  return {
    path: `analysisIds${index}`,
    message: part === '' ? said : `cannot be compared: ${part} ${said}`,
  };
}

function describe(
  comparison: AttributionComparison,
  { analyses, vectors }: { analyses: readonly AnalysisRow[]; vectors: readonly Vectors[] },
): ComparedAnalyses {
  const { topK, featureCount } = comparison;
  const byId = new Map(analyses.map((analysis) => [analysis.id, analysis]));
  // Those that name their features name them alike, so the names hold for all.
  const names = vectors.find(({ featureNames }) => featureNames)?.featureNames ?? null;
  return {
    ...{ comparison, topK, featureCount },
    attributions: comparison.attributions.map(({ topFeatures }, place) => ({
      analysis: analyses[place]!,
      topFeatures: describeFeatures(topFeatures, vectors[place]!.values, names),
    })),
    pairs: comparison.pairs.map((pair) => ({
      ...pair,
      first: byId.get(pair.firstId)!,
      second: byId.get(pair.secondId)!,
    })),
  };
}
