/**
 * Arbiter as several tenants use it, each through the gateway's own executor: what one of them is
 * answered, and what a second one could learn from it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { defaultOperationLimits } from '@arbiter/gateway/limits/operation-limits.ts';
import { localSource } from '@arbiter/gateway/subgraphs/local-source.ts';
import { ownSupergraphFile } from '@arbiter/gateway/app.ts';
import { createSupergraphManager } from '@arbiter/gateway/supergraph/manager.ts';
import { readSupergraph } from '@arbiter/gateway/supergraph/read-supergraph.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import { createSourceRegistry } from '@arbiter/gateway/supergraph/source-registry.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Constellation, startConstellation } from '../../support/constellation.ts';

export interface Question {
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export type Stream = AsyncIterableIterator<ExecutionResult>;

export interface TenantsApart extends AsyncDisposable {
  readonly world: Constellation;
  /** What clients see of the schema. */
  readonly schema: GraphQLSchema;
  /** As a user of the tenant with every scope; `change` for other rights. */
  ask(tenant: string, question: Question, change?: Partial<Actor>): Promise<ExecutionResult>;
  /** One answer when the subscription is refused. */
  follow(
    tenant: string,
    question: Question,
    change?: Partial<Actor>,
  ): Promise<Stream | ExecutionResult>;
}

export async function startTenantsApart(): Promise<TenantsApart> {
  await using starting = new AsyncDisposableStack();
  const world = starting.use(await startConstellation());
  const supergraph = await readSupergraph(ownSupergraphFile, loadSupergraph);
  const logger = testLogger();
  const finder = {
    locate: () => 'in this process',
    open: ({ name }: { name: string }) => localSource(subgraphOf(world, name)),
  };
  const registry = createSourceRegistry(finder, logger);
  // Questions that ask for everything cost more than those of people; one refused would prove nothing.
  const limits = { ...defaultOperationLimits, cost: Number.MAX_SAFE_INTEGER };
  const manager = starting.use(createSupergraphManager({ supergraph, registry, logger, limits }));
  const { executor } = manager.current();
  const requestOf = ({ document, variables }: Question, identity: RequestIdentity) => {
    const parsed = parse(document);
    const faults = validate(supergraph.apiSchema, parsed);
    if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${document}`);
    return { document: parsed, variables, identity };
  };
  const resources = starting.move();
  return {
    world,
    schema: supergraph.apiSchema,
    ask: (tenant, question, change = {}) =>
      executor.execute(requestOf(question, testIdentity(tenant, change))),
    follow: (tenant, question, change = {}) =>
      executor.subscribe(requestOf(question, testIdentity(tenant, change))),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

export function subgraphOf(world: Constellation, name: string) {
  const subgraph = world.server.subgraphs.find((each) => each.name === name);
  if (!subgraph) throw new Error(`The subgraph ${name} runs elsewhere.`);
  return subgraph;
}

/** Every text in an answer, however deep, keys left out. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

const numberCursor = /^\["\w+","?\d{1,9}"?\]$/;

/** Whether it is a cursor of a number that each tenant counts by itself: the other has the same ones. */
export const isNumberInTenant = (text: string): boolean =>
  numberCursor.test(Buffer.from(text, 'base64url').toString());

/** The list that a cursor is of; undefined for other words. */
export const listOf = (text: string): string | undefined =>
  /^\["(\w+)"/.exec(Buffer.from(text, 'base64url').toString())?.[1];

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const instants = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** An answer with ids and times as mere words: two that differ in them alone are the same one. */
export function withoutIds(answer: ExecutionResult): unknown {
  const { data, errors } = answer;
  const shown = {
    data,
    errors: errors?.map(({ message, path, extensions }) => ({ message, path, extensions })),
  };
  return JSON.parse(withoutUuids(JSON.stringify(shown)).replaceAll(instants, 'a time'));
}

/** A text with ids as mere words. */
export const withoutUuids = (text: string): string => text.replaceAll(uuids, 'an id');

/** An answer with what is told by the clock, not by a row, as a mere word: instants from `asked` on. */
export function withoutClock(answer: unknown, asked: Date): unknown {
  if (answer instanceof Date) return answer >= asked ? 'now or later' : answer;
  if (Array.isArray(answer)) return answer.map((each) => withoutClock(each, asked));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, withoutClock(value, asked)]),
  );
}

/** An id of the form that all have, of nothing. */
export const unknownId = (): string => {
  const random = randomUUID();
  return `${random.slice(0, 14)}7${random.slice(15)}`;
};

/** So often the database has answered, with pauses between, while a stream that is quiet said nothing. */
const quietLooks = 10;
const lookPauseMs = 30;
/** A bound for hangs: an event that there must be comes within it on any machine. */
export const expectedWithinMs = 30_000;

/**
 * What a stream gives until it is quiet; ends it. Nothing of a refused one. The first event is waited for
 * as long as `firstWithinMs` says, for streams that must have one.
 */
export async function takeUntilQuiet(
  world: Constellation,
  stream: Stream | ExecutionResult,
  firstWithinMs = 0,
): Promise<ExecutionResult[]> {
  if (!(Symbol.asyncIterator in stream)) return [];
  const taken: ExecutionResult[] = [];
  for (;;) {
    using waiting = abortedAtEnd();
    const leastMs = taken.length === 0 ? firstWithinMs : 0;
    const next = await Promise.race([stream.next(), quiet(world, leastMs, waiting.signal)]);
    if (!next || next.done) break;
    taken.push(next.value);
  }
  void stream.return?.();
  return taken;
}

/** Resolves after a time that is longer where the database, and so each event, takes longer. */
async function quiet(world: Constellation, leastMs: number, signal: AbortSignal): Promise<void> {
  await delay(leastMs, undefined, { ref: false });
  for (let look = 0; look < quietLooks && !signal.aborted; look += 1) {
    await world.database.query('select 1');
    await delay(lookPauseMs, undefined, { ref: false });
  }
}

function abortedAtEnd() {
  const controller = new AbortController();
  return { signal: controller.signal, [Symbol.dispose]: () => controller.abort() };
}

export const isId = (text: string): boolean => text.match(uuids)?.[0] === text;
