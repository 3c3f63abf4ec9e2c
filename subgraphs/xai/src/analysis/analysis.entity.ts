/**
 * Analyses as they are stored: written once, never changed. What can be large has tables of its own,
 * so that lists of analyses do not read it.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { Additivity } from '../additivity/additivity.rules.ts';
import {
  type AnalysisStatus,
  type AnalysisType,
  analysisStatuses,
  analysisTypes,
} from './analysis.rules.ts';

export const AnalysisSchema = defineEntity({
  name: 'Analysis',
  schema: 'xai',
  tableName: 'analyses',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    analysisType: p.enum(analysisTypes).$type<AnalysisType>(),
    method: p.string().length(100),
    status: p.enum(analysisStatuses).$type<AnalysisStatus>(),
    failureReason: p.text().nullable(),
    fallbackFrom: p.string().length(100).nullable(),
    durationMs: p.double().$type<number>().nullable(),
    config: p.json().$type<JsonObject>(),
    metadata: p.json().$type<JsonObject>(),
    artifactsPath: p.text().nullable(),
    experimentId: p.uuid().nullable(),
    runId: p.uuid().nullable(),
    agentId: p.uuid().nullable(),
    matchId: p.uuid().nullable(),
    workflowId: p.uuid().nullable(),
    /** The next five are of attributions whose vectors are stored; the count is null for all others. */
    featureCount: p.integer().nullable(),
    target: p.string().length(255).nullable(),
    output: p.double().$type<number>().nullable(),
    baselineOutput: p.double().$type<number>().nullable(),
    additivity: p.json().$type<Additivity>().nullable(),
    contentHash: p.character().length(64),
    createdAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Analysis extends AnalysisSchema.class {}
AnalysisSchema.setClass(Analysis);

export type AnalysisRow = Row<Analysis>;

/** Results in the form of their method. */
export const AnalysisResultsSchema = defineEntity({
  name: 'AnalysisResults',
  schema: 'xai',
  tableName: 'analysis_results',
  properties: {
    analysisId: p.uuid().primary(),
    tenantId: tenantColumn(),
    results: p.json().$type<object>(),
  },
  policies: tenantPolicies,
});

export class AnalysisResults extends AnalysisResultsSchema.class {}
AnalysisResultsSchema.setClass(AnalysisResults);
