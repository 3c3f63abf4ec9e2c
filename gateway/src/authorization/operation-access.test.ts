/**
 * What is told of a denial, to whom; that actors who lack the same share a plan; that plans for those
 * who lack something are bounded; and that streams are shared by equals in rights only.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { type ExecutionResult, parse } from 'graphql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type GatewayExecutor, createExecutor } from '../execution/executor.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { createLackLimit, maxPlansOfLacks } from './lack-limit.ts';

const names = Array.from({ length: 6 }, (_, index) => `f${index}`);

const sdl = composeServices([
  {
    name: 'a',
    url: 'http://a.test',
    typeDefs: parse(`
      extend schema @link(
        url: "https://specs.apollo.dev/federation/v2.9"
        import: ["@key", "@authenticated", "@requiresScopes", "@policy"]
      )
      type Query {
        open: Int
        both: Int @authenticated @requiresScopes(scopes: [["a"]]) @policy(policies: [["x"], ["y", "z"]])
        one: Int @requiresScopes(scopes: [["a"], ["b"]])
        never: Int @requiresScopes(scopes: [[]])
        ${names.map((name) => `${name}: Int @requiresScopes(scopes: [["${name}"]])`).join('\n')}
      }
      type Event { count: Int, secret: Int @requiresScopes(scopes: [["a"]]) }
      type Subscription {
        events: Event
        hidden: Event @requiresScopes(scopes: [["a"]])
      }`),
  },
]).supergraphSdl!;

const supergraph = loadSupergraph(sdl);
let plans = 0;
let asked: string[] = [];
const counting: Supergraph = {
  ...supergraph,
  planner: {
    ...supergraph.planner,
    plan(...given) {
      plans += 1;
      return supergraph.planner.plan(...given);
    },
  },
};

const answerTo = (query: string): ExecutionResult => ({
  data: Object.fromEntries([...query.matchAll(/\w+/g)].map(([name]) => [name, 1])),
});

const source: SubgraphSource = {
  name: 'a',
  async fetch({ query }) {
    asked.push(query);
    return answerTo(query);
  },
  async subscribe({ query }) {
    asked.push(query);
    return (async function* () {
      yield { data: { events: { count: 1, __typename: 'Event' } } };
    })();
  },
  rest: async () => ({ status: 404, headers: {}, body: '' }),
  check: async () => undefined,
  close: async () => undefined,
};

let executor: GatewayExecutor;

beforeEach(() => {
  [plans, asked] = [0, []];
  const logger = testLogger();
  executor = createExecutor({ supergraph: counting, sources: new Map([['a', source]]), logger });
});

const documents = new Map<string, ReturnType<typeof parse>>();

function ask(query: string, actor: Partial<Actor>) {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  return executor.execute({ document, identity: testIdentity('alpha', actor) });
}

describe('an error', () => {
  test('names all that is missing, and nothing that is there', async () => {
    const { errors } = await ask('{ both }', { scopes: [] });
    expect(errors?.[0]?.toJSON()).toMatchObject({
      path: ['both'],
      message: 'This needs the scope a; and the policy x, or the policy y and the policy z.',
      extensions: {
        code: 'FORBIDDEN',
        required: [{ scopes: [['a']] }, { policies: [['x'], ['y', 'z']] }],
        requestId: 'test-alpha',
      },
    });
  });

  test('to nobody in particular asks who they are', async () => {
    const { errors } = await ask('{ both }', { isAnonymous: true });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      required: [{ authenticated: true }, { scopes: [['a']] }, { policies: [['x'], ['y', 'z']] }],
    });
  });

  test('names the scopes of which any is enough as services do', async () => {
    const { errors } = await ask('{ one }', { scopes: [] });
    expect(errors?.[0]?.extensions).toMatchObject({ allowed: ['a', 'b'] });
  });

  test('is not there for a condition that always holds', async () => {
    expect(await ask('{ never }', { scopes: [] })).toEqual({ data: { never: 1 } });
  });
});

describe('plans', () => {
  const query = `{ open ${names.join(' ')} }`;

  test('are shared by actors who lack the same, whoever they are', async () => {
    await ask(query, { scopes: ['f0', 'x'], id: 'u1' });
    await ask(query, { scopes: ['y', 'f0'], id: 'u2', tenantId: 'beta' });
    expect(plans).toBe(1);
    await ask(query, { scopes: ['f1'] });
    expect(plans).toBe(2);
    await ask(query, { scopes: ['*'] });
    await ask(query, { scopes: ['*'], accessLevel: 'ADMIN' });
    expect(plans).toBe(3);
  });

  test('of one operation are bounded, whatever actors lack', async () => {
    const scopesOf = (bits: number) => names.filter((_, index) => (bits >> index) % 2 === 1);
    for (let bits = 0; bits < 63; bits += 1) await ask(query, { scopes: scopesOf(bits) });
    expect(plans).toBe(63);
    // The last ones are kept, those before are not.
    await ask(query, { scopes: scopesOf(62) });
    await ask(query, { scopes: scopesOf(63 - maxPlansOfLacks) });
    expect(plans).toBe(63);
    await ask(query, { scopes: scopesOf(62 - maxPlansOfLacks) });
    expect(plans).toBe(64);
  });

  test('that fall out of the bound are those not used for longest', () => {
    const dropped: string[] = [];
    const note = createLackLimit((key) => dropped.push(key));
    for (let index = 0; index < maxPlansOfLacks; index += 1) note(String(index));
    note('0');
    note('new');
    expect(dropped).toEqual(['1']);
  });

  test('hold no field that may not be seen', async () => {
    expect(await ask('{ open f0 f1 }', { scopes: ['f1'] })).toMatchObject({
      data: { open: 1, f0: null, f1: 1 },
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain('f0');
  });
});

describe('a subscription', () => {
  const prepare = (query: string, actor: Partial<Actor>) =>
    executor.prepareSubscription({
      document: parse(query),
      identity: testIdentity('alpha', actor),
    });

  test('to what may not be seen is refused before it is opened', async () => {
    expect(await prepare('subscription { hidden { count } }', { scopes: [] })).toMatchObject({
      errors: [{ path: ['hidden'], extensions: { code: 'FORBIDDEN' } }],
    });
    expect(asked).toEqual([]);
  });

  test('asks for what may be seen of its events, and says so with each', async () => {
    const prepared = await prepare('subscription { events { count secret } }', { scopes: [] });
    if ('errors' in prepared) throw prepared.errors[0]!;
    const events = await prepared.open();
    if ('errors' in events) throw events.errors[0]!;
    const { value } = await events.next();
    expect(asked[0]).not.toContain('secret');
    expect(await prepared.complete(value as ExecutionResult)).toMatchObject({
      data: { events: { count: 1, secret: null } },
      errors: [{ path: ['events', 'secret'], extensions: { code: 'FORBIDDEN' } }],
    });
  });
});
