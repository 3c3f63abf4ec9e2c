/**
 * The matrix of access levels from end to end: every level, in its own tenant, in one that it is
 * allowed and in a foreign one, reads by id and in lists, creates and changes; then what the ledgers
 * say of it. What may not be read does not exist; what may be read and not written is FORBIDDEN.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccessLevel, accessLevels } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Answer, type AskAs, askAs } from '../support/ask-as.ts';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { textsOf } from './isolation/tenants-apart.ts';
import { until } from '../support/until.ts';

const tenants = ['own', 'friend', 'foreign'] as const;
type Tenant = (typeof tenants)[number];

/** What P-105 gives: whether a level reads and writes in a tenant. */
const matrix: Record<AccessLevel, Record<Tenant, 'none' | 'read' | 'write'>> = {
  ISOLATED: { own: 'write', friend: 'none', foreign: 'none' },
  READ_CROSS: { own: 'write', friend: 'read', foreign: 'none' },
  WRITE_CROSS: { own: 'write', friend: 'write', foreign: 'none' },
  ADMIN: { own: 'write', friend: 'write', foreign: 'write' },
};

let world: Constellation;
let ask: AskAs;
const ids = {} as Record<Tenant, string>;
const tournamentIds = {} as Record<Tenant, string>;
const cup = `mutation { createTournament(input: { name: "a cup", gameType: "go" }) {
  tournament { id } } }`;
const create = `mutation ($name: String!, $tenantId: String) {
  createWorkflow(input: { name: $name, tenantId: $tenantId }) { workflow { id tenantId } } }`;

beforeAll(async () => {
  world = await startConstellation();
  ask = askAs(world);
  for (const tenantId of tenants) {
    const { data } = await ask({ tenantId, id: 'local' }, create, { name: `of ${tenantId}` });
    ids[tenantId] = (
      data as { createWorkflow: { workflow: { id: string } } }
    ).createWorkflow.workflow.id;
    const made = await ask({ tenantId, id: 'local' }, cup);
    tournamentIds[tenantId] = (
      made.data as { createTournament: { tournament: { id: string } } }
    ).createTournament.tournament.id;
  }
  await world.settle();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** A person of `own` who is allowed to reach `friend`, as far as the level lets them. */
const person = (accessLevel: AccessLevel) => ({
  tenantId: 'own',
  id: `person-${accessLevel}`,
  accessLevel,
  scopes: ['workflow:write'],
  allowedTenants: ['friend'],
});

const identityOf = (level: AccessLevel) => testIdentity('own', person(level));

function subgraph(name: string) {
  const found = world.server.subgraphs.find((each) => each.name === name);
  if (!found) throw new Error(`There is no subgraph ${name}.`);
  return found;
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions['code'] ?? 'OK';

const cells = accessLevels.flatMap((level) =>
  tenants.map((tenant) => ({ level, tenant, access: matrix[level][tenant] })),
);

describe.each(cells)('$level in the tenant $tenant: $access', ({ level, tenant, access }) => {
  const reads = access !== 'none';
  const writes = access === 'write';

  test('reads by id', async () => {
    const query = 'query ($id: ID!) { workflow(id: $id) { tenantId } }';
    const answer = await ask(person(level), query, { id: ids[tenant] });
    expect(codeOf(answer)).toBe(reads ? 'OK' : 'NOT_FOUND');
    expect(answer.data).toEqual({ workflow: reads ? { tenantId: tenant } : null });
  });

  test('reads in lists', async () => {
    const query =
      'query ($tenants: [ID!]) { workflows(tenants: $tenants, first: 200) { nodes { id tenantId } } }';
    const answer = await ask(person(level), query, { tenants: [tenant] });
    expect(answer.errors).toBeUndefined();
    const { nodes } = (answer.data as { workflows: { nodes: { id: string; tenantId: string }[] } })
      .workflows;
    expect(nodes.map(({ id }) => id).includes(ids[tenant])).toBe(reads);
    expect([...new Set(nodes.map((node) => node.tenantId))]).toEqual(reads ? [tenant] : []);
  });

  test('creates', async () => {
    const answer = await ask(person(level), create, { name: `by ${level}`, tenantId: tenant });
    expect(codeOf(answer)).toBe(writes ? 'OK' : 'FORBIDDEN');
    expect(answer.data).toEqual({
      createWorkflow: writes ? { workflow: { id: expect.any(String), tenantId: tenant } } : null,
    });
  });

  test('reads as an entity, asked of the subgraphs themselves', async () => {
    const query = `query ($of: [_Any!]!) {
      _entities(representations: $of) { ... on Workflow { id } } }`;
    const variables = { of: [{ __typename: 'Workflow', id: ids[tenant] }] };
    const { data, errors } = await subgraph('registry').execute({
      query,
      variables,
      identity: identityOf(level),
    });
    expect({ data: JSON.parse(JSON.stringify(data)), errors }).toEqual({
      data: { _entities: [reads ? { id: ids[tenant] } : null] },
      errors: undefined,
    });
  });

  test('reads what another subgraph keeps about it', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Workflow { auditTrail { nodes { resourceId } } } } }`;
    const { data } = await subgraph('audit').execute({
      query,
      variables: { of: [{ __typename: 'Workflow', id: ids[tenant] }] },
      identity: identityOf(level),
    });
    const trails = textsOf(data).filter((text) => text === ids[tenant]);
    expect(trails.length > 0).toBe(reads);
  });

  test('reads an entity that no query of its subgraph has named', async () => {
    const { data } = await subgraph('tournaments').execute({
      query:
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Tournament { id } } }',
      variables: { of: [{ __typename: 'Tournament', id: tournamentIds[tenant] }] },
      identity: identityOf(level),
    });
    const found = reads ? { id: tournamentIds[tenant] } : null;
    expect(JSON.parse(JSON.stringify(data))).toEqual({ _entities: [found] });
  });

  test('follows', async () => {
    const outcome = await subgraph('tournaments').subscribe({
      query:
        'subscription ($id: ID!) { tournamentEvents(tournamentId: $id, after: "0") { cursor } }',
      variables: { id: tournamentIds[tenant] },
      identity: identityOf(level),
    });
    if (!(Symbol.asyncIterator in outcome)) {
      expect(reads).toBe(false);
      return expect(outcome.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    }
    const first = await outcome.next();
    await outcome.return?.();
    expect(reads).toBe(true);
    expect(first).toMatchObject({ done: false, value: { data: { tournamentEvents: {} } } });
  });

  test('changes', async () => {
    const change = `mutation ($id: ID!, $text: String!) {
      updateWorkflow(input: { id: $id, description: $text }) { workflow { tenantId } } }`;
    const answer = await ask(person(level), change, { id: ids[tenant], text: `by ${level}` });
    expect(codeOf(answer)).toBe(writes ? 'OK' : reads ? 'FORBIDDEN' : 'NOT_FOUND');
  });
});

test('a list of several tenants has the rows of each that may be read, page by page', async () => {
  const query = `query ($after: String, $tenants: [ID!]) {
    workflows(tenants: $tenants, first: 1, after: $after) {
      nodes { tenantId } pageInfo { endCursor hasNextPage } } }`;
  const seen = new Set<string>();
  for (let after: string | null = null, more = true; more;) {
    const answer: Answer = await ask(person('READ_CROSS'), query, { after, tenants });
    const page = (answer.data as { workflows: Page }).workflows;
    for (const { tenantId } of page.nodes) seen.add(tenantId);
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  expect(seen).toEqual(new Set(['own', 'friend']));
});

interface Page {
  readonly nodes: readonly { readonly tenantId: string }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

test('without tenants a list has those of the own alone, whatever the level', async () => {
  for (const level of accessLevels) {
    const { data } = await ask(person(level), '{ workflows(first: 200) { nodes { tenantId } } }');
    const { nodes } = (data as { workflows: { nodes: { tenantId: string }[] } }).workflows;
    expect(new Set(nodes.map(({ tenantId }) => tenantId))).toEqual(new Set(['own']));
  }
});

describe('the ledger of a tenant', () => {
  interface Act {
    readonly eventType: string;
    readonly tenantId: string;
    readonly data: { readonly what?: string };
    readonly actor: { readonly id: string; readonly tenantId: string };
  }

  /** Acts of others, newest first. */
  async function actsOfOthers(tenantId: Tenant): Promise<Act[]> {
    await world.settle();
    const query = `{ auditRecords(first: 200) { nodes {
      eventType tenantId data actor { id tenantId } } } }`;
    const { data, errors } = await ask({ tenantId }, query);
    expect(errors).toBeUndefined();
    const { nodes } = (data as { auditRecords: { nodes: Act[] } }).auditRecords;
    return nodes.filter(({ actor }) => actor.tenantId !== tenantId);
  }

  test('tells of each reading and writing from outside, with both tenants', async () => {
    const acts = await actsOfOthers('friend');
    expect(acts.every((act) => act.tenantId === 'friend' && act.actor.tenantId === 'own')).toBe(
      true,
    );
    const told = (eventType: string, level: AccessLevel) =>
      acts.filter((act) => act.eventType === eventType && act.actor.id === `person-${level}`);
    const places = [
      'Query.workflows',
      'Subscription.tournamentEvents',
      'Tournament',
      'Workflow',
      'Workflow.auditTrail',
    ];
    for (const level of ['READ_CROSS', 'WRITE_CROSS', 'ADMIN'] as const) {
      const what = told('CROSS_TENANT_READ', level).map(({ data }) => data.what);
      // Several pages of one list within a minute are one act.
      expect(what.toSorted()).toEqual(places);
    }
    for (const level of ['WRITE_CROSS', 'ADMIN'] as const) {
      expect(told('WORKFLOW_CREATED', level)).toHaveLength(1);
      expect(told('WORKFLOW_UPDATED', level)).toHaveLength(1);
    }
    expect(told('WORKFLOW_CREATED', 'READ_CROSS')).toEqual([]);
  });

  test('says nothing of who has come to nothing', async () => {
    const actors = new Set((await actsOfOthers('foreign')).map(({ actor }) => actor.id));
    expect(actors).toEqual(new Set(['person-ADMIN']));
  });

  test('of who is refused tells of that, by the gateway as by a service, once a minute', async () => {
    const mallory = { ...person('READ_CROSS'), id: 'mallory' };
    const change = `mutation ($id: ID!) {
      a: updateWorkflow(input: { id: $id, description: "x" }) { workflow { id } }
      b: updateWorkflow(input: { id: $id, description: "y" }) { workflow { id } } }`;
    const agent =
      'mutation { createAgent(input: { name: "x", type: GENERAL_PURPOSE }) { agent { id } } }';
    expect(codeOf(await ask(mallory, change, { id: ids.friend }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(mallory, agent))).toBe('FORBIDDEN');
    const query = 'query ($id: ID!) { workflow(id: $id) { id } }';
    expect(codeOf(await ask(mallory, query, { id: ids.foreign }))).toBe('NOT_FOUND');
    const refused = await until('all refusals are recorded', async () => {
      const records = `{ auditRecords(first: 200) { nodes {
        eventType resourceId data actor { id tenantId } } } }`;
      const { data } = await ask({ tenantId: 'own' }, records);
      const { nodes } = (data as { auditRecords: { nodes: Refused[] } }).auditRecords;
      const found = nodes.filter(({ actor }) => actor.id === 'mallory');
      return found.length >= 3 ? found : null;
    });
    expect(refused.toSorted((a, b) => (a.resourceId < b.resourceId ? -1 : 1))).toMatchObject([
      {
        eventType: 'PERMISSION_DENIED',
        resourceId: 'createAgent',
        data: { required: [{ scopes: [['agent:write']] }], repeated: 0 },
        actor: { tenantId: 'own' },
      },
      { eventType: 'PERMISSION_DENIED', resourceId: 'updateWorkflow', data: { repeated: 0 } },
      { eventType: 'OBJECT_NOT_FOUND', resourceId: 'workflow', data: { repeated: 0 } },
    ]);
    expect((await actsOfOthers('friend')).map(({ actor }) => actor.id)).not.toContain('mallory');
  });

  interface Refused {
    readonly eventType: string;
    readonly resourceId: string;
    readonly data: object;
    readonly actor: { readonly id: string; readonly tenantId: string };
  }

  test('is not filled by reading the own', async () => {
    const query = '{ auditRecords(first: 200) { nodes { eventType } } }';
    const { data } = await ask({ tenantId: 'own' }, query);
    const { nodes } = (data as { auditRecords: { nodes: { eventType: string }[] } }).auditRecords;
    expect(nodes.map(({ eventType }) => eventType)).not.toContain('CROSS_TENANT_READ');
  });
});
