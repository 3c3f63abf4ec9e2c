/**
 * Goal: whoever is brought anything of another tenant leaves a record there, whatever way of the schema
 * they took. Method: each place of the schema (an argument, a field of a type that has a key, a
 * subscription) is asked for alpha's rows by a reader of its own, who may read alpha. A place whose
 * answer differs from that for nothing has brought something; then alpha's ledger must name that reader,
 * with both tenants, and no others. New fields are covered without being listed.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ExecutionResult, GraphQLObjectType } from 'graphql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { walkArguments } from '../../support/argument-walk.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';
import { fillEveryTable } from '../../support/fill-tables.ts';
import { idsOfEachKind } from './ids-of-each-kind.ts';
import { entitiesOf, subscriptionsOf } from './schema-cases.ts';
import { selectEach, selectRows } from './selection.ts';
import {
  type TenantsApart,
  expectedWithinMs,
  isId,
  startTenantsApart,
  subgraphOf,
  takeUntilQuiet,
  unknownId,
  withoutIds,
} from './tenants-apart.ts';

// Walks grow with the schema; a bound for hangs, no expectation.
jest.setTimeout(120_000);

let apart: TenantsApart;
/** One id of each kind that alpha's rows have; a tenant's id is its name. */
let ids: readonly string[];

beforeAll(async () => {
  apart = await startTenantsApart();
  await fillEveryTable(apart.world, 'alpha');
  ids = [...(await idsOfEachKind(apart, 'alpha')), 'alpha'];
});
afterAll(async () => {
  await apart[Symbol.asyncDispose]();
});

const levels = ['READ_CROSS', 'ADMIN'] as const;

/** Somebody of gamma, which has no rows, who reads at this place alone. */
const readerAt = (level: (typeof levels)[number], place: string): Partial<Actor> => ({
  id: `${level} at ${place}`,
  accessLevel: level,
  allowedTenants: level === 'ADMIN' ? [] : ['alpha'],
});

/** An answer but for ids, also those it was asked for. */
function shown(answer: ExecutionResult, asked: readonly string[]): string {
  const text = JSON.stringify(withoutIds(answer));
  return asked.reduce((all, id) => all.replaceAll(`"${id}"`, '"an id"'), text);
}

/** As that id, but of nothing. */
const unknownFor = (id: string) => (isId(id) ? unknownId() : 'omega');

/** Who has read, as alpha's ledger says; each must stand there as of gamma. */
async function recordedReaders(): Promise<Set<string>> {
  await apart.world.settle();
  const records = await apart.world.database.query<{ reader: string; tenant: string }>(
    `select canonical_form::json -> 'actor' ->> 'id' as reader,
       canonical_form::json -> 'actor' ->> 'tenantId' as tenant
     from audit.ledger where tenant_id = 'alpha' and event_type = 'CROSS_TENANT_READ'`,
  );
  expect(new Set(records.map(({ tenant }) => tenant))).toEqual(new Set(['gamma']));
  return new Set(records.map(({ reader }) => reader));
}

/** Fails with the names of readers who are missing in the ledger, or stand there for nothing. */
async function expectRecorded(brought: readonly string[], asked: readonly string[]) {
  const recorded = await recordedReaders();
  expect(asked.filter((reader) => recorded.has(reader)).toSorted()).toEqual(brought.toSorted());
}

describe.each(levels)('with %s', (level) => {
  test('queries', async () => {
    const query = apart.schema.getQueryType();
    if (!query) throw new Error('There is no Query.');
    const cases = walkArguments(query, (type) => selectRows(apart.schema, type));
    const [asked, brought] = [[] as string[], [] as string[]];
    for (const { field, path, type, document, variables } of cases) {
      if (type !== 'ID') continue;
      const change = readerAt(level, `${field}(${path})`);
      const ask = async (id: string) =>
        shown(await apart.ask('gamma', { document, variables: variables(id) }, change), [id]);
      asked.push(String(change.id));
      const [nothing, nobody] = [await ask(unknownId()), await ask('omega')];
      const finds = async (id: string) => (await ask(id)) !== (isId(id) ? nothing : nobody);
      if (await someHolds(ids, finds)) {
        brought.push(String(change.id));
      }
    }
    expect(brought.length).toBeGreaterThan(10);
    await expectRecorded(brought, asked);
  });

  test('entities, asked of each subgraph', async () => {
    const [asked, brought] = [[] as string[], [] as string[]];
    for (const { name, resolvers } of subgraphDefinitions) {
      const schema = buildSchema(name, resolvers);
      for (const type of entitiesOf(schema)) {
        // One by one: what a subgraph keeps of the objects of another is recorded field by field.
        for (const field of selectEach(schema, schema.getType(type) as GraphQLObjectType)) {
          const place = `${type}.${/^\w+/.exec(field)?.[0]} of ${name}`;
          const change = readerAt(level, place);
          const ask = async (of: readonly string[]) =>
            shown(
              await subgraphOf(apart.world, name).execute({
                query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${field} } } }`,
                variables: { of: of.map((id) => ({ __typename: type, id })) },
                identity: testIdentity('gamma', change),
              }),
              of,
            );
          asked.push(String(change.id));
          if ((await ask(ids)) !== (await ask(ids.map(unknownFor))))
            brought.push(String(change.id));
        }
      }
    }
    expect(brought.length).toBeGreaterThan(10);
    await expectRecorded(brought, asked);
  });

  test('subscriptions', async () => {
    const [asked, brought] = [[] as string[], [] as string[]];
    for (const { name, document, needsId } of subscriptionsOf(apart.schema)) {
      const change = readerAt(level, name);
      asked.push(String(change.id));
      const delivers = async (id: string) => {
        const question = { document, variables: { id, after: '0' } };
        const stream = await apart.follow('gamma', question, change);
        // An object of alpha that was found has events; a list without one may have none.
        const firstWithinMs = needsId ? expectedWithinMs : 0;
        return (await takeUntilQuiet(apart.world, stream, firstWithinMs)).length > 0;
      };
      if (await someHolds(needsId ? ids : ['none'], delivers)) brought.push(String(change.id));
    }
    expect(brought).not.toEqual([]);
    await expectRecorded(brought, asked);
  });
});

async function someHolds<T>(all: readonly T[], holds: (one: T) => Promise<boolean>) {
  for (const one of all) if (await holds(one)) return true;
  return false;
}
