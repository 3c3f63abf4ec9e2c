/**
 * Goal: nobody learns of another tenant through anything that the schema offers. Method: the schema is
 * walked, so that new types, fields and arguments are covered without being listed.
 * - What beta is answered is the same before and after alpha has filled every table: no row, no count,
 *   no cursor, no order depends on it.
 * - Every argument is given what alpha's rows have (ids, names, cursors), by beta. The answer is that
 *   for something that does not exist, to the letter, after the same number of SQL statements; and
 *   nothing of alpha has changed.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { ArgumentCase } from '../../support/argument-walk.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';
import { fillEveryTable, idempotencyKeyOf, postLineage } from '../../support/fill-tables.ts';
import { walkNestedArguments } from './nested-arguments.ts';
import { selectAll } from './selection.ts';
import { answersTo, idsIn } from './answers.ts';
import { type KnownWords, knownWords, wordsFor } from './known-words.ts';
import { argumentsOf, entitiesOf, subscriptionsOf } from './schema-cases.ts';
import { rowsOf, textsStoredFor } from './tenant-rows.ts';
import {
  type Question,
  type Stream,
  type TenantsApart,
  expectedWithinMs,
  isId,
  isNumberInTenant,
  startTenantsApart,
  subgraphOf,
  takeUntilQuiet,
  textsOf,
  unknownId,
  withoutIds,
} from './tenants-apart.ts';

// Walks grow with the schema; a bound for hangs, no expectation.
jest.setTimeout(300_000);

let apart: TenantsApart;
/** What beta was answered before there was an alpha. */
let before: ReadonlyMap<string, unknown>;
/** Ids and other words by which alpha's rows can be told, which beta's rows do not have. */
let alphas: {
  readonly ids: readonly string[];
  readonly words: readonly string[];
  readonly byField: KnownWords;
};

beforeAll(async () => {
  apart = await startTenantsApart();
  await fillEveryTable(apart.world, 'beta');
  before = await answersTo(apart, 'beta');
  await fillEveryTable(apart.world, 'alpha');
  const ofAlpha = await answersTo(apart, 'alpha');
  // Of beta's ledger the first page alone was answered, and what is on it depends on the order of events.
  const ofBeta = new Set([
    ...textsOf([...before.values()]),
    ...(await textsStoredFor(apart.world, 'beta')),
  ]);
  const words = [...new Set(textsOf([...ofAlpha.values()]))].filter(
    (text) => text.length >= minWordLength && !isNumberInTenant(text) && !ofBeta.has(text),
  );
  const known = new Set(words);
  const byField = knownWords([...ofAlpha.values()], (word) => known.has(word));
  alphas = { ids: words.filter(isId), words, byField };
});
afterAll(async () => {
  await apart[Symbol.asyncDispose]();
});

/** Shorter texts are words of the language, not of a row. */
const minWordLength = 12;

/** The answer as text, with how many SQL statements it took. */
async function observe(question: Question): Promise<string> {
  const { statements } = apart.world;
  statements.length = 0;
  const answer = withoutIds(await apart.ask('beta', question));
  return JSON.stringify({ answer, statements: statements.length });
}

/** The words of alpha in the answer, where the given one is left out: it may be said back. */
function leaksIn(answer: unknown, given: string | undefined): string[] {
  const texts = textsOf(answer).join('\n');
  const rest = given === undefined ? texts : texts.replaceAll(given, '');
  return alphas.words.filter((word) => rest.includes(word));
}

test('alpha has rows of many kinds, by which it could be told', () => {
  expect(alphas.ids.length).toBeGreaterThan(20);
  expect(alphas.words.length).toBeGreaterThan(alphas.ids.length);
});

test('whoever may read alpha is brought its rows by the same questions', async () => {
  const reader = { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] } as const;
  for (const { document, variables, field, path } of argumentsOf(apart.schema, 'Query', ['ID'])) {
    if (path !== 'id') continue;
    // A tenant's id is its name. One after the other: all at once a busy machine refuses some.
    let isFound = false;
    for (const id of [...alphas.ids, 'alpha']) {
      const { data } = await apart.ask('beta', { document, variables: variables(id) }, reader);
      isFound ||= Boolean(data?.[field]);
      if (isFound) break;
    }
    expect({ field, isFound }).toEqual({ field, isFound: true });
  }
});

test('the walk itself fails where row level security is gone', async () => {
  const { database } = apart.world;
  const tables = Object.keys(await rowsOf(apart.world, 'alpha'));
  const onEach = (sql: (table: string) => string) => database.query(tables.map(sql).join(';'));
  await onEach((table) => `create policy open on ${table} for select using (true)`);
  try {
    const unnoticed: string[] = [];
    for (const { document, variables, field, path } of argumentsOf(apart.schema, 'Query', ['ID'])) {
      if (path !== 'id') continue;
      const finds = async (id: string) =>
        Boolean((await apart.ask('beta', { document, variables: variables(id) })).data?.[field]);
      // A tenant's id is its name.
      if (!(await anyHolds([...alphas.ids, 'alpha'], finds))) unnoticed.push(field);
    }
    expect(unnoticed).toEqual([]);
  } finally {
    await onEach((table) => `drop policy open on ${table}`);
  }
});

async function anyHolds<T>(all: readonly T[], holds: (one: T) => Promise<boolean>) {
  for (const one of all) if (await holds(one)) return true;
  return false;
}

test('no question was refused for what it costs, which would prove nothing', () => {
  const refused = [...before].filter(([, answer]) => /"limit":"/.test(JSON.stringify(answer)));
  expect(refused.map(([question]) => question)).toEqual([]);
});

test('what beta is answered does not depend on there being an alpha', async () => {
  const after = await answersTo(apart, 'beta');
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [question, answer] of after)
    expect({ question, answer }).toEqual({ question, answer: before.get(question) });
});

describe('queries', () => {
  test('an id of alpha is answered as one of nothing', async () => {
    for (const { document, variables, field, path } of argumentsOf(apart.schema, 'Query', ['ID'])) {
      const unknown = await observe({ document, variables: variables(unknownId()) });
      for (const id of alphas.ids) {
        const seen = await observe({ document, variables: variables(id) });
        expect({ field, path, id, seen }).toEqual({ field, path, id, seen: unknown });
      }
    }
  });

  test('a word of alpha, be it a name or a cursor, brings nothing of it', async () => {
    for (const each of argumentsOf(apart.schema, 'Query', ['String'])) await expectNothingFor(each);
  });

  test('by which alpha itself is brought what it has', async () => {
    const reached: string[] = [];
    for (const { document, variables, field, path } of argumentsOf(apart.schema, 'Query', [
      'String',
    ])) {
      const brings = async (word: string) =>
        leaksIn(await apart.ask('alpha', { document, variables: variables(word) }), word).length >
        0;
      if (await anyHolds(wordsFor(path, alphas.byField), brings)) reached.push(`${field} ${path}`);
    }
    // Not those whose words are the same in both tenants, nor lists of one page.
    const some = ['experiments filter.name', 'lineageDatasets filter.name', 'lineage nodeId'];
    expect(reached).toEqual(expect.arrayContaining(some));
  });

  test('nor does a word or an id in a filter, or a cursor, of what is inside of objects', async () => {
    const cases = walkNestedArguments(apart.schema);
    expect(cases.length).toBeGreaterThan(20);
    const texts = cases.filter(({ type }) => ['ID', 'String'].includes(type));
    for (const each of texts) await expectNothingFor(each);
  });

  async function expectNothingFor(asked: ArgumentCase): Promise<void> {
    const { document, variables, field, path } = asked;
    for (const word of wordsFor(path, alphas.byField)) {
      const answer = await apart.ask('beta', { document, variables: variables(word) });
      expect({ field, path, leaks: leaksIn(answer, word) }).toEqual({ field, path, leaks: [] });
    }
  }
});

test('entities: a reference to a row of alpha is answered as one to nothing', async () => {
  for (const { name, resolvers } of subgraphDefinitions) {
    const schema = buildSchema(name, resolvers);
    for (const type of entitiesOf(schema)) {
      const selection = selectAll(schema, schema.getType(type) as never);
      const resolve = async (id: string) => {
        const { statements } = apart.world;
        statements.length = 0;
        const answer = await subgraphOf(apart.world, name).execute({
          query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} ${selection} } }`,
          variables: { of: [{ __typename: type, id }] },
          identity: testIdentity('beta'),
        });
        return JSON.stringify({ answer: withoutIds(answer), statements: statements.length });
      };
      const unknown = await resolve(unknownId());
      for (const id of alphas.ids) {
        const seen = await resolve(id);
        expect({ name, type, id, seen }).toEqual({ name, type, id, seen: unknown });
      }
    }
  }
});

describe('subscriptions', () => {
  test('from the first event on, beta gets its own and none of alpha', async () => {
    for (const { name, document, needsId } of subscriptionsOf(apart.schema)) {
      const ids = needsId ? idsIn(before) : [undefined];
      const all: unknown[] = [];
      for (const id of ids) {
        const stream = await apart.follow('beta', { document, variables: { id, after: '0' } });
        all.push(...(await takeUntilQuiet(apart.world, stream, expectedWithinMs)));
      }
      expect({ name, leaks: leaksIn(all, undefined) }).toEqual({ name, leaks: [] });
      expect({ name, isEmpty: all.length === 0 }).toEqual({ name, isEmpty: false });
    }
  });

  test('of an id of alpha is refused as that of an id of nothing', async () => {
    for (const { document } of subscriptionsOf(apart.schema).filter(({ needsId }) => needsId)) {
      const ask = async (id: string) => {
        const outcome = await apart.follow('beta', { document, variables: { id, after: '0' } });
        return Symbol.asyncIterator in outcome ? 'taken' : JSON.stringify(withoutIds(outcome));
      };
      const unknown = await ask(unknownId());
      expect(unknown).toContain('NOT_FOUND');
      for (const id of alphas.ids)
        expect({ id, seen: await ask(id) }).toEqual({ id, seen: unknown });
    }
  });

  test('live, two tenants who act at the same time get nothing of each other', async () => {
    const tenants = ['gamma', 'delta'];
    const open = subscriptionsOf(apart.schema).filter(({ needsId }) => !needsId);
    const streams = await Promise.all(
      open.map(({ document }) =>
        Promise.all(tenants.map((tenant) => apart.follow(tenant, { document }))),
      ),
    );
    await Promise.all(tenants.map((tenant) => fillEveryTable(apart.world, tenant)));
    for (const [index, { name }] of open.entries()) {
      const [ofGamma = [], ofDelta = []] = await Promise.all(
        (streams[index] ?? []).map(idsUntilQuiet),
      );
      expect({ name, isSilent: [ofGamma, ofDelta].some(({ length }) => length === 0) }).toEqual({
        name,
        isSilent: false,
      });
      expect({ name, shared: ofGamma.filter((id) => ofDelta.includes(id)) }).toEqual({
        name,
        shared: [],
      });
    }
  });
});

async function idsUntilQuiet(stream: Stream | ExecutionResult): Promise<string[]> {
  return textsOf(await takeUntilQuiet(apart.world, stream, expectedWithinMs)).filter(isId);
}

// Last, because what beta writes here are words of alpha.
test('OpenLineage: an event that names a run of alpha is about one of beta', async () => {
  const untouched = await rowsOf(apart.world, 'alpha');
  for (const id of alphas.ids) await postLineage(apart.world, testIdentity('beta'), id);
  await apart.world.settle();
  expect(await rowsOf(apart.world, 'alpha')).toEqual(untouched);
});

describe('mutations', () => {
  test('an id of alpha is refused, or taken, as one of nothing', async () => {
    const untouched = await rowsOf(apart.world, 'alpha');
    for (const { document, variables, field, path } of argumentsOf(apart.schema, 'Mutation', [
      'ID',
    ])) {
      const ask = async (id: string) =>
        JSON.stringify(withoutIds(await apart.ask('beta', { document, variables: variables(id) })));
      // A second call of one that was taken may be a CONFLICT, whatever the id.
      const unknown = [await ask(unknownId()), await ask(unknownId())];
      for (const id of alphas.ids) {
        const seen = await ask(id);
        expect({ field, path, id, seen: unknown.includes(seen) ? 'the same' : seen }).toEqual({
          field,
          path,
          id,
          seen: 'the same',
        });
      }
    }
    await apart.world.settle();
    expect(await rowsOf(apart.world, 'alpha')).toEqual(untouched);
  });

  test('a word of alpha is refused, or taken, as one of nobody', async () => {
    const untouched = await rowsOf(apart.world, 'alpha');
    for (const each of argumentsOf(apart.schema, 'Mutation', ['String'])) {
      const { document, variables, field, path } = each;
      const ask = async (word: string) => {
        const answer = await apart.ask('beta', { document, variables: variables(word) });
        if (!answer.data?.[field])
          return JSON.stringify(withoutIds(answer)).replaceAll(word, 'a word');
        return `taken ${leaksIn(answer, word).join()}`;
      };
      // Also what is in no answer: the tenant's name, and a key of its own.
      const given = [...wordsFor(path, alphas.byField), 'alpha', idempotencyKeyOf('alpha')];
      for (const word of given.filter((one) => one.includes('alpha'))) {
        // Of the same form. A second call of one that was taken may be a CONFLICT, whatever the word.
        const strange = word.replaceAll('alpha', 'omega');
        const unknown = [await ask(strange), await ask(strange)];
        const seen = await ask(word);
        expect({ field, path, word, seen: unknown.includes(seen) ? 'the same' : seen }).toEqual({
          ...{ field, path, word },
          seen: 'the same',
        });
      }
    }
    await apart.world.settle();
    expect(await rowsOf(apart.world, 'alpha')).toEqual(untouched);
  });
});
