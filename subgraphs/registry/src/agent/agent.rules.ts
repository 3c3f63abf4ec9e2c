/** What an agent may be called and which changes of its state its life allows. */
import { badInput, conflict } from '@arbiter/kernel/errors/app-error.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';
import { requireWords } from '@arbiter/kernel/text/words.ts';

export const agentTypes = [
  'BACKEND_ENGINEER',
  'QA_TEST_GUARDIAN',
  'DEVOPS_DEPLOYER',
  'GENERAL_PURPOSE',
] as const;
export type AgentType = (typeof agentTypes)[number];

export const agentStatuses = [
  'INITIALIZING',
  'ACTIVE',
  'IDLE',
  'BUSY',
  'ERROR',
  'SHUTDOWN',
] as const;
export type AgentStatus = (typeof agentStatuses)[number];

const nextStatuses: Readonly<Record<AgentStatus, readonly AgentStatus[]>> = {
  INITIALIZING: ['ACTIVE', 'ERROR', 'SHUTDOWN'],
  ACTIVE: ['IDLE', 'BUSY', 'ERROR', 'SHUTDOWN'],
  IDLE: ['ACTIVE', 'BUSY', 'ERROR', 'SHUTDOWN'],
  BUSY: ['ACTIVE', 'IDLE', 'ERROR', 'SHUTDOWN'],
  ERROR: ['INITIALIZING', 'SHUTDOWN'],
  SHUTDOWN: [],
};

/** Errors: CONFLICT naming the present state and those it may become. Staying is always allowed. */
export function requireTransition(from: AgentStatus, to: AgentStatus): void {
  if (from === to || nextStatuses[from].includes(to)) return;
  throw conflict(`An agent that is ${from} cannot become ${to}.`, {
    field: 'input.status',
    state: from,
    allowed: nextStatuses[from],
  });
}

/** The name as stored: trimmed, 1 to 100 characters. Errors: BAD_USER_INPUT. */
export function requireAgentName(name: string): string {
  return requireText(name, 'input.name', { max: 100 });
}

/** Trimmed, each once, in the order given. Errors: BAD_USER_INPUT naming the word. */
export function requireCapabilities(capabilities: readonly string[]): string[] {
  return requireWords(capabilities, 'input.capabilities', { maxWords: 100, maxLength: 100 });
}

/** 0 (worst) to 100 (best). Errors: BAD_USER_INPUT. */
export function requirePerformanceScore(score: number): number {
  return requireInteger(score, 'input.performanceScore', { min: 0, max: 100 });
}

/** Pieces of work in hand at once. Errors: BAD_USER_INPUT. */
export function requireCapacity(capacity: number): number {
  return requireInteger(capacity, 'input.capacity', { min: 1, max: 10_000 });
}

function requireInteger(
  value: number,
  field: string,
  { min, max }: { min: number; max: number },
): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw badInput(field, `${field} must be ${min} to ${max}.`, { allowed: [`${min} to ${max}`] });
}

/** Efficiency from the last insights, 0 when there are none or they are no number. */
export function efficiencyRating(aiMetadata: Readonly<Record<string, unknown>>): number {
  const insights = aiMetadata['last_insights'];
  const score = (insights as { efficiency_score?: unknown } | undefined)?.efficiency_score;
  return typeof score === 'number' && Number.isFinite(score) ? score : 0;
}

/** Whether an analysis has left insights. */
export function hasInsights(aiMetadata: Readonly<Record<string, unknown>>): boolean {
  return aiMetadata['last_insights'] != null;
}
