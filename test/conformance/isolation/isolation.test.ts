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
import {
  type ExecutionResult,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { migrationsTable } from '@arbiter/server/db/migrate.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type ArgumentCase, walkArguments } from '../../support/argument-walk.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';
import { fillEveryTable, postLineage } from '../../support/fill-tables.ts';
import { selectAll } from './selection.ts';
import {
  type Question,
  type Stream,
  type TenantsApart,
  isId,
  isNumberInTenant,
  startTenantsApart,
  subgraphOf,
  takeUntilQuiet,
  textsOf,
  unknownId,
  withoutClock,
  withoutIds,
} from './tenants-apart.ts';

// Walks grow with the schema; a bound for hangs, no expectation.
jest.setTimeout(240_000);

let apart: TenantsApart;
/** What beta was answered before there was an alpha. */
let before: ReadonlyMap<string, unknown>;
/** Ids and other words by which alpha's rows can be told, which beta's rows do not have. */
let alphas: { readonly ids: readonly string[]; readonly words: readonly string[] };

beforeAll(async () => {
  apart = await startTenantsApart();
  await fillEveryTable(apart.world, 'beta');
  before = await answersTo('beta');
  await fillEveryTable(apart.world, 'alpha');
  const [ofAlpha, ofBeta] = [await answersTo('alpha'), new Set(textsOf([...before.values()]))];
  const words = [...new Set(textsOf([...ofAlpha.values()]))].filter(
    (text) => text.length >= minWordLength && !isNumberInTenant(text) && !ofBeta.has(text),
  );
  alphas = { ids: words.filter(isId), words };
});
afterAll(async () => {
  await apart[Symbol.asyncDispose]();
});

/** Shorter texts are words of the language, not of a row. */
const minWordLength = 12;

/** Everything that the tenant can read: lists first, then each object whose id was in them. */
async function answersTo(tenant: string): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  const { schema } = apart;
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  for (const field of fields.filter(({ args }) => !args.some(isRequiredArgument))) {
    const document = `{ ${field.name} ${selectAll(schema, getNamedType(field.type))} }`;
    answers.set(field.name, await askApart(tenant, { document }));
  }
  const ids = idsIn(answers);
  for (const { document, field, path, variables } of argumentsOf('Query', ['ID'])) {
    for (const id of ids) {
      const answer = await askApart(tenant, { document, variables: variables(id) });
      answers.set(`${field}(${path}: ${id})`, answer);
    }
  }
  return answers;
}

/** An answer in which the clock is no difference. */
async function askApart(tenant: string, question: Question): Promise<unknown> {
  const asked = new Date();
  return withoutClock(await apart.ask(tenant, question), asked);
}

const idsIn = (answers: ReadonlyMap<string, unknown>) => [
  ...new Set(textsOf([...answers.values()]).filter(isId)),
];

function argumentsOf(root: 'Query' | 'Mutation', types: readonly string[]): ArgumentCase[] {
  const type = apart.schema.getType(root);
  if (!isObjectType(type)) throw new Error(`There is no ${root}.`);
  return walkArguments(type).filter((each) => types.includes(each.type));
}

/** The answer as text, with how many SQL statements it took. */
async function observe(question: Question): Promise<string> {
  const { statements } = apart.world;
  statements.length = 0;
  const answer = withoutIds(await apart.ask('beta', question));
  return JSON.stringify({ answer, statements: statements.length });
}

/** The words of alpha in the text but for the given one. */
function leaksIn(answer: unknown, given: unknown): string[] {
  const texts = textsOf(answer).join('\n');
  return alphas.words.filter((word) => texts.includes(word) && word !== given);
}

test('alpha has rows of many kinds, by which it could be told', () => {
  expect(alphas.ids.length).toBeGreaterThan(20);
  expect(alphas.words.length).toBeGreaterThan(alphas.ids.length);
});

test('whoever may read alpha is brought its rows by the same questions', async () => {
  const reader = { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] } as const;
  for (const { document, variables, field, path } of argumentsOf('Query', ['ID'])) {
    if (path !== 'id') continue;
    // A tenant's id is its name.
    const answers = await Promise.all(
      [...alphas.ids, 'alpha'].map((id) =>
        apart.ask('beta', { document, variables: variables(id) }, reader),
      ),
    );
    expect({ field, isFound: answers.some(({ data }) => data?.[field]) }).toEqual({
      field,
      isFound: true,
    });
  }
});

test('what beta is answered does not depend on there being an alpha', async () => {
  const after = await answersTo('beta');
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [question, answer] of after)
    expect({ question, answer }).toEqual({ question, answer: before.get(question) });
});

describe('queries', () => {
  test('an id of alpha is answered as one of nothing', async () => {
    for (const { document, variables, field, path } of argumentsOf('Query', ['ID'])) {
      const unknown = await observe({ document, variables: variables(unknownId()) });
      for (const id of alphas.ids) {
        const seen = await observe({ document, variables: variables(id) });
        expect({ field, path, id, seen }).toEqual({ field, path, id, seen: unknown });
      }
    }
  });

  test('a word of alpha, be it a name or a cursor, brings nothing of it', async () => {
    for (const { document, variables, field, path } of argumentsOf('Query', ['String'])) {
      for (const word of someOfEachForm(alphas.words)) {
        const answer = await apart.ask('beta', { document, variables: variables(word) });
        expect({ field, path, leaks: leaksIn(answer, word) }).toEqual({ field, path, leaks: [] });
      }
    }
  });
});

/** Words of one form (ids, hashes, cursors of one list, names) are as good as each other. */
function someOfEachForm(words: readonly string[]): string[] {
  const forms = Map.groupBy(
    words,
    (word) => word.replaceAll(/[0-9a-f]+/g, 'x').slice(0, 8) + word.length,
  );
  return [...forms.values()].flatMap((each) => each.slice(0, 3));
}

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

/** Names of the types that the subgraph resolves references of, by id. */
function entitiesOf(schema: GraphQLSchema): string[] {
  const union = schema.getType('_Entity');
  return union && 'getTypes' in union ? union.getTypes().map(({ name }) => name) : [];
}

describe('subscriptions', () => {
  test('from the first event on, beta gets its own and none of alpha', async () => {
    for (const { name, document, needsId } of subscriptions()) {
      const ids = needsId ? idsIn(before) : [undefined];
      const all: unknown[] = [];
      for (const id of ids) {
        const stream = await apart.follow('beta', { document, variables: { id, after: '0' } });
        all.push(...(await takeUntilQuiet(stream)));
      }
      expect({ name, leaks: leaksIn(all, undefined) }).toEqual({ name, leaks: [] });
      expect({ name, isEmpty: all.length === 0 }).toEqual({ name, isEmpty: false });
    }
  });

  test('of an id of alpha is refused as that of an id of nothing', async () => {
    for (const { document } of subscriptions().filter(({ needsId }) => needsId)) {
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
    const open = subscriptions().filter(({ needsId }) => !needsId);
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

/** Every subscription, asked for everything: behind `$after`, and of `$id` where one is needed. */
function subscriptions() {
  const { schema } = apart;
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {}).map((field) => {
    const [needed, ...others] = field.args.filter(isRequiredArgument);
    expect({ subscription: field.name, others }).toEqual({ subscription: field.name, others: [] });
    const [variable, argument] = needed ? ['$id: ID!, ', `${needed.name}: $id, `] : ['', ''];
    const selection = selectAll(schema, getNamedType(field.type));
    const document = `subscription (${variable}$after: String) { ${field.name}(${argument}after: $after) ${selection} }`;
    return { name: field.name, document, needsId: needed !== undefined };
  });
}

async function idsUntilQuiet(stream: Stream | ExecutionResult): Promise<string[]> {
  return textsOf(await takeUntilQuiet(stream)).filter(isId);
}

// Last, because what beta writes here are words of alpha.
test('OpenLineage: an event that names a run of alpha is about one of beta', async () => {
  const untouched = await rowsOf('alpha');
  for (const id of alphas.ids) await postLineage(apart.world, testIdentity('beta'), id);
  await apart.world.settle();
  expect(await rowsOf('alpha')).toEqual(untouched);
});

describe('mutations', () => {
  test('an id of alpha is refused, or taken, as one of nothing', async () => {
    const untouched = await rowsOf('alpha');
    for (const { document, variables, field, path } of argumentsOf('Mutation', ['ID'])) {
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
    expect(await rowsOf('alpha')).toEqual(untouched);
  });
});

/** Number and hash of the tenant's rows in every table. */
async function rowsOf(tenant: string): Promise<Record<string, string>> {
  const tables = await apart.world.database.query<{ name: string }>(
    `select distinct table_schema || '.' || table_name as name from information_schema.columns
     where table_schema = any($1) and table_name <> $2 and column_name = 'tenant_id'`,
    [subgraphDefinitions.map(({ name }) => name), migrationsTable],
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await apart.world.database.query<{ rows: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as rows
       from ${name} t where tenant_id = $1`,
      [tenant],
    );
    found[name] = row?.rows ?? '';
  }
  return found;
}
