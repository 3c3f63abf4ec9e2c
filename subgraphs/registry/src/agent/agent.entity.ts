/**
 * Agents as they are stored. The entity keeps its own invariants (states, version); who may change
 * it, and the events of a change, are the service's.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import { type AgentStatus, type AgentType, agentStatuses, agentTypes } from './agent.rules.ts';

export const AgentSchema = defineEntity({
  name: 'Agent',
  schema: 'registry',
  tableName: 'agents',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    name: p.string().length(100),
    type: p.enum(agentTypes).$type<AgentType>(),
    status: p.enum(agentStatuses).$type<AgentStatus>(),
    capabilities: p.array(),
    modelProvider: p.string().length(100).nullable(),
    modelName: p.string().length(255).nullable(),
    modelConfig: p.json().$type<unknown>().nullable(),
    capacity: p.integer(),
    performanceScore: p.integer(),
    learningMetrics: p.json().$type<Record<string, unknown>>(),
    optimizationSuggestions: p.array(),
    aiMetadata: p.json().$type<Record<string, unknown>>(),
    enhancedFeaturesEnabled: p.boolean().default(false),
    lastAiAnalysis: p.datetime().nullable(),
    metadata: p.json().$type<unknown>(),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  },
  policies: tenantPolicies,
});

export class Agent extends AgentSchema.class {}
AgentSchema.setClass(Agent);

export type AgentRow = Row<Agent>;
