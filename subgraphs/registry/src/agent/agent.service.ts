/** Commands on agents: authorize, load, decide, change, emit. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText } from '@arbiter/kernel/text/text.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import { flushUnique } from '@arbiter/server/db/unique.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import { changeOf } from '@arbiter/server/events/change.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { agentChanged, agentRegistered } from '../events.ts';
import { Agent, type AgentRow } from './agent.entity.ts';
import {
  type AgentStatus,
  type AgentType,
  requireAgentName,
  requireCapabilities,
  requireCapacity,
  requirePerformanceScore,
  requireTransition,
} from './agent.rules.ts';

export interface CreateAgent {
  readonly name: string;
  readonly type: AgentType;
  readonly capabilities?: readonly string[] | null | undefined;
  readonly modelProvider?: string | null | undefined;
  readonly modelName?: string | null | undefined;
  readonly modelConfig?: unknown;
  readonly capacity?: number | null | undefined;
  readonly enhancedFeaturesEnabled?: boolean | null | undefined;
  readonly metadata?: unknown;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Registers an agent in the actor's tenant; it starts INITIALIZING.
 * Errors: FORBIDDEN, BAD_USER_INPUT, CONFLICT when the name is taken.
 * Effects: the agent, event AGENT_REGISTERED. Idempotent per key.
 */
export async function createAgent(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateAgent,
): Promise<AgentRow> {
  authorize(identity.actor, 'agent:write');
  const { tenantId } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const values = storedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = { schema: 'registry', tenantId, operation: 'createAgent', key, request };
    const { id } = await createOnce(tx, once, async () => {
      const now = deps.clock();
      const agent = tx.create(Agent, {
        ...values,
        id: deps.newId(),
        tenantId,
        status: 'INITIALIZING',
        createdAt: now,
        updatedAt: now,
      });
      await flushUnique(tx, nameTaken(agent.name));
      await agentRegistered({ deps, tx, identity }, agent);
      return agent.id;
    });
    return tx.findOneOrFail(Agent, { id });
  });
}

export interface UpdateAgent {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly status?: AgentStatus | null | undefined;
  readonly capabilities?: readonly string[] | null | undefined;
  readonly performanceScore?: number | null | undefined;
  readonly enhancedFeaturesEnabled?: boolean | null | undefined;
  readonly metadata?: unknown;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Changes the fields that are given. A change of nothing succeeds and leaves no trace.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for a taken name, a stale version or a
 * status that the agent's life does not allow.
 * Effects: the agent, event AGENT_STATUS_CHANGED or AGENT_UPDATED.
 */
export async function updateAgent(
  deps: Deps,
  identity: RequestIdentity,
  command: UpdateAgent,
): Promise<AgentRow> {
  authorize(identity.actor, 'agent:write');
  const id = requireUuid(command.id, 'Agent', 'input.id');
  const wanted = wantedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const agent = await lockRow(tx, identity.actor, {
      entity: Agent,
      where: { id, deletedAt: null },
      action: 'agent:write',
      field: 'input.id',
    });
    requireVersion('Agent', agent, command.expectedVersion);
    if (wanted.status) requireTransition(agent.status, wanted.status);
    const change = changeOf(agent, wanted);
    if (!change) return agent;
    tx.assign(agent, { ...wanted, updatedAt: deps.clock() });
    await flushUnique(tx, nameTaken(agent.name));
    await agentChanged({ deps, tx, identity }, agent, change);
    return agent;
  });
}

function storedValues(command: CreateAgent) {
  return {
    name: requireAgentName(command.name),
    type: command.type,
    capabilities: requireCapabilities(command.capabilities ?? []),
    modelProvider: optionalText(command.modelProvider, 'input.modelProvider', { max: 100 }),
    modelName: optionalText(command.modelName, 'input.modelName', { max: 255 }),
    modelConfig:
      command.modelConfig == null ? null : requireObject(command.modelConfig, 'input.modelConfig'),
    capacity: requireCapacity(command.capacity ?? 1),
    performanceScore: 0,
    learningMetrics: {},
    optimizationSuggestions: [],
    aiMetadata: {},
    enhancedFeaturesEnabled: command.enhancedFeaturesEnabled ?? true,
    metadata: requireObject(command.metadata, 'input.metadata'),
  };
}

/** The given fields, checked; what is null or absent is left out and stays as it is. */
function wantedValues(command: UpdateAgent) {
  const { name, status, capabilities, performanceScore, enhancedFeaturesEnabled, metadata } =
    command;
  return {
    ...(name == null ? {} : { name: requireAgentName(name) }),
    ...(status == null ? {} : { status }),
    ...(capabilities == null ? {} : { capabilities: requireCapabilities(capabilities) }),
    ...(performanceScore == null
      ? {}
      : { performanceScore: requirePerformanceScore(performanceScore) }),
    ...(enhancedFeaturesEnabled == null ? {} : { enhancedFeaturesEnabled }),
    ...(metadata == null ? {} : { metadata: requireObject(metadata, 'input.metadata') }),
  };
}

function nameTaken(name: string) {
  return conflict(`There is an agent named ${JSON.stringify(name)} already.`, {
    field: 'input.name',
  });
}
