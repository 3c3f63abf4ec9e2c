/**
 * Goal: whatever the schema lets one change, the access levels decide where. Method: the mutations of the
 * schema are walked, so that a new one is covered without being listed; each is told ids of rows of a
 * tenant that the caller may read, and of one that it may not. Then OpenLineage's endpoint, which takes
 * ids from outside.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ExecutionResult, getNamedType, isCompositeType } from 'graphql';
import { type AccessLevel, type Actor, accessLevels } from '@arbiter/kernel/actor/actor.ts';
import { newId } from '@arbiter/kernel/ids.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { administeringMutations } from '../support/administering-mutations.ts';
import type { ArgumentCase } from '../support/argument-walk.ts';
import { subgraphDefinitions } from '../support/definitions.ts';
import { askerOf, fillEveryTable, postLineage } from '../support/fill-tables.ts';
import { smallestInput } from '../support/smallest-input.ts';
import { idsOfEachKind } from './isolation/ids-of-each-kind.ts';
import { argumentsOf } from './isolation/schema-cases.ts';
import { rowsOf } from './isolation/tenant-rows.ts';
import {
  type TenantsApart,
  startTenantsApart,
  unknownId,
  withoutIds,
} from './isolation/tenants-apart.ts';

// As many questions as mutations have ids, times rows; a bound for hangs, no expectation.
jest.setTimeout(120_000);

const others = ['friend', 'foreign'] as const;
type Other = (typeof others)[number];

let apart: TenantsApart;
const ids = {} as Record<Other, readonly string[]>;

beforeAll(async () => {
  apart = await startTenantsApart();
  for (const tenant of others) {
    await fillEveryTable(apart.world, tenant);
    ids[tenant] = await idsOfEachKind(apart, tenant);
  }
});
afterAll(async () => {
  await apart[Symbol.asyncDispose]();
});

/** A person of `own` who is allowed to reach `friend`, as far as the level lets them. */
const person = (accessLevel: AccessLevel): Partial<Actor> => ({
  id: `person-${accessLevel}`,
  accessLevel,
  allowedTenants: ['friend'],
});

const shown = (answer: ExecutionResult) => JSON.stringify(withoutIds(answer));

function call({ document, variables }: ArgumentCase, level: AccessLevel, id: string) {
  return apart.ask('own', { document, variables: variables(id) }, person(level));
}

const codeOf = ({ errors }: ExecutionResult): unknown =>
  errors ? errors[0]?.extensions['code'] : 'OK';

/** What is in the tenant, the records and positions of who has read it left out. */
async function stateOf(tenant: Other): Promise<Record<string, string>> {
  await apart.world.settle();
  const rows = Object.entries(await rowsOf(apart.world, tenant));
  return Object.fromEntries(rows.filter(([table]) => !ofEvents.test(table)));
}
const ofEvents = /^audit\.|\.(outbox\w*|log_\w+)$/;

describe('a mutation that names a row', () => {
  /** Which mutations find which rows of `friend`, as READ_CROSS may see and not change them. */
  let finds: { readonly asked: ArgumentCase; readonly id: string }[];

  test('of a tenant that may be read is FORBIDDEN, in every subgraph that has such mutations', async () => {
    const before = await stateOf('friend');
    finds = [];
    for (const asked of argumentsOf(apart.schema, 'Mutation', ['ID'])) {
      const unknown = await call(asked, 'READ_CROSS', unknownId());
      for (const id of ids.friend) {
        const answer = await call(asked, 'READ_CROSS', id);
        if (shown(answer) === shown(unknown)) continue;
        const { field, path } = asked;
        expect({ field, path, code: codeOf(answer) }).toEqual({ field, path, code: 'FORBIDDEN' });
        finds.push({ asked, id });
      }
    }
    expect(await stateOf('friend')).toEqual(before);
    const found = new Set(finds.map(({ asked }) => subgraphWith(asked.field)));
    expect([...found].toSorted()).toEqual(['registry', 'tournaments']);
  });

  test.each(['READ_CROSS', 'WRITE_CROSS'] as const)(
    'of a tenant that %s may not read is answered as one of nothing',
    async (level) => {
      const before = await stateOf('foreign');
      for (const asked of new Set(finds.map((each) => each.asked))) {
        const unknown = [unknownId(), unknownId()].map((id) => call(asked, level, id));
        const known = (await Promise.all(unknown)).map(shown);
        for (const id of ids.foreign) {
          const answer = shown(await call(asked, level, id));
          const { field, path } = asked;
          expect({ field, path, id, answer: known.includes(answer) ? 'the same' : answer }).toEqual(
            { field, path, id, answer: 'the same' },
          );
        }
      }
      expect(await stateOf('foreign')).toEqual(before);
    },
  );

  test('of an allowed tenant is FORBIDDEN to WRITE_CROSS where it administers', async () => {
    const before = await stateOf('friend');
    const administering = administeringMutations();
    const refused = new Set<string>();
    for (const { asked, id } of finds) {
      if (!administering.has(asked.field)) continue;
      const { field, path } = asked;
      const code = codeOf(await call(asked, 'WRITE_CROSS', id));
      expect({ field, path, code }).toEqual({ field, path, code: 'FORBIDDEN' });
      refused.add(field);
    }
    expect(refused.size).toBeGreaterThan(0);
    expect(await stateOf('friend')).toEqual(before);
  });

  // Last, as what is changed here may be gone or closed for whoever comes next.
  test.each(['WRITE_CROSS', 'ADMIN'] as const)('goes beyond who may for %s', async (level) => {
    // A CONFLICT with the state of the row, say, is told to those alone who may change it.
    const refusals = ['FORBIDDEN', 'NOT_FOUND'];
    const reached = new Set<string | undefined>();
    for (const { asked, id } of finds) {
      const code = codeOf(await call(asked, level, id));
      if (!refusals.includes(code as string)) reached.add(subgraphWith(asked.field));
    }
    expect([...reached].toSorted()).toEqual(['registry', 'tournaments']);
  });
});

const mutations = subgraphDefinitions.flatMap(({ name, resolvers }) =>
  Object.values(buildSchema(name, resolvers).getMutationType()?.getFields() ?? {}).map((field) => ({
    name,
    field,
  })),
);

const subgraphWith = (mutation: string) =>
  mutations.find(({ field }) => field.name === mutation)?.name;

test.each(accessLevels)('what %s makes without naming a tenant is of its own', async (level) => {
  const before = await Promise.all(others.map(stateOf));
  const made = new Set<string>();
  for (const { name, field } of mutations) {
    const declared = field.args.map((each) => `$${each.name}: ${String(each.type)}`).join(', ');
    const given = field.args.map((each) => `${each.name}: $${each.name}`).join(', ');
    const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
    const document = `mutation (${declared}) { ${field.name}(${given}) ${selection} }`;
    const smallest = field.args.map((each) => [each.name, smallestInput(each.type)]);
    const variables = Object.fromEntries(smallest) as Record<string, unknown>;
    const answer = await apart.ask('own', { document, variables }, person(level));
    if (codeOf(answer) === 'OK') made.add(name);
  }
  // What the smallest analysis says is refused.
  const record = askerOf(apart.world, 'xai', testIdentity('own', person(level)));
  await record('recordAnalysis { analysis { id } }', {
    analysisType: 'COUNTERFACTUAL',
    method: 'nearest',
    results: { changed: ['a'] },
  });
  expect([...made].toSorted()).toEqual(['registry', 'tournaments']);
  expect(await Promise.all(others.map(stateOf))).toEqual(before);
});

describe("OpenLineage's endpoint", () => {
  const tenantsOf = async (runId: string) => {
    const rows = await apart.world.database.query<{ tenant_id: string }>(
      'select tenant_id from registry.lineage_runs where run_id = $1',
      [runId],
    );
    return rows.map(({ tenant_id: tenant }) => tenant);
  };

  test.each(accessLevels)('stores what %s reports in its own tenant', async (level) => {
    const runId = newId();
    await postLineage(apart.world, testIdentity('own', person(level)), runId);
    expect(await tenantsOf(runId)).toEqual(['own']);
  });

  test.each(accessLevels)(
    'takes what %s says of a run of others for one of its own',
    async (level) => {
      const before = await Promise.all(others.map(stateOf));
      for (const tenant of others) {
        const runId = newId();
        await postLineage(apart.world, testIdentity(tenant), runId);
        const untouched = await stateOf(tenant);
        await postLineage(apart.world, testIdentity('own', person(level)), runId);
        expect((await tenantsOf(runId)).toSorted()).toEqual([tenant, 'own'].toSorted());
        expect(await stateOf(tenant)).toEqual(untouched);
      }
      expect(await Promise.all(others.map(stateOf))).not.toEqual(before);
    },
  );
});
