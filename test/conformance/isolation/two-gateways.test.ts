/**
 * Goal: what gateways keep for each other in Redis (persisted queries, counters, events) and each for
 * itself (tokens, plans, streams that are shared) brings nothing of one tenant to another. Method: people
 * of two tenants, who are called the same, send the same documents with the same variables through two
 * gateways, the first as a text, every other one by its hash alone. Documents are those of the schema.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type GraphQLSchema, getNamedType, isRequiredArgument } from 'graphql';
import { readFileSync } from 'node:fs';
import { ownSupergraphFile } from '@arbiter/gateway/app.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { walkArguments } from '../../support/argument-walk.ts';
import { askerOf, fillEveryTable } from '../../support/fill-tables.ts';
import { type GraphqlAnswer, postBody } from '../../support/http.ts';
import { type Stream, openEventStreamAs } from '../../support/streams.ts';
import { type TwoGateways, startTwoGateways } from '../../support/two-gateways.ts';
import { until } from '../../support/until.ts';
import { firstIds } from './ids-of-each-kind.ts';
import { subscriptionsOf } from './schema-cases.ts';
import { selectNear } from './selection.ts';
import { isId, textsOf, unknownId, withoutUuids } from './tenants-apart.ts';

// Two processes that start; a bound for hangs, no expectation.
jest.setTimeout(120_000);

const tenants = ['alpha', 'beta'] as const;
type Tenant = (typeof tenants)[number];

/** Of one operation, so that few requests use it up. */
const allowedPerMinute = 4;
const limited = 'createPlaybook';

describeWith(['redis-server'], 'two gateways with one Redis', () => {
  let gateways: TwoGateways;
  let schema: GraphQLSchema;
  const tokens = {} as Record<Tenant, string>;

  beforeAll(async () => {
    schema = loadSupergraph(readFileSync(ownSupergraphFile, 'utf8')).apiSchema;
    gateways = await startTwoGateways({
      RATE_LIMITS: 'on',
      RATE_LIMIT_PER_MINUTE: '100000',
      RATE_LIMIT_PER_HOUR: '100000',
      RATE_LIMIT_PER_DAY: '100000',
      RATE_LIMIT_OPERATIONS: `${limited}=${allowedPerMinute}`,
      // However busy the machine is.
      RATE_LIMIT_WAIT_MS: '20000',
      // Documents that ask for everything are larger than those of people.
      LIMIT_ALIASES: '10000',
      LIMIT_COST: '100000000',
    });
    for (const tenant of tenants) {
      tokens[tenant] = await gateways.token(tenant);
      await fillEveryTable(gateways.world, tenant);
      // Its own limit is less than what is asked here.
      const operator = testIdentity(tenant, { accessLevel: 'ADMIN' });
      const administer = askerOf(gateways.world, 'registry', operator);
      const limits = { tenantId: tenant, perMinute: 100_000 };
      await administer('updateRateLimitConfig { config { version } }', limits);
    }
  });
  afterAll(async () => {
    await gateways[Symbol.asyncDispose]();
  });

  const post = (url: string, tenant: Tenant, body: object) =>
    postBody(`${url}/graphql`, JSON.stringify(body), { authorization: `Bearer ${tokens[tenant]}` });

  /** By the document's hash, which is known here from somebody else. */
  async function askByHash(url: string, tenant: Tenant, { query, variables }: Asked) {
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const body = { variables, extensions: { persistedQuery: { version: 1, sha256Hash } } };
    return until('the gateway knows the document', async () => {
      const answer = await post(url, tenant, body);
      const [code] = (answer.errors ?? []).map(({ extensions }) => extensions['code']);
      return code === 'PERSISTED_QUERY_NOT_FOUND' ? null : answer;
    });
  }

  /** The first gateway is sent the text with its hash, by alpha. */
  async function askByText(tenant: Tenant, { query, variables }: Asked) {
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    return post(gateways.urls[0], tenant, { query, variables, extensions });
  }

  const shown = ({ status, data, errors }: GraphqlAnswer) =>
    withoutUuids(JSON.stringify({ status, data, errors }));

  test('lists that one tenant has asked for give another its own, by the hash alone', async () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    let filled = 0;
    for (const field of fields.filter(({ args }) => !args.some(isRequiredArgument))) {
      const query = `{ ${field.name} ${selectNear(schema, getNamedType(field.type))} }`;
      const first = await askByText('alpha', { query });
      const ofAlpha = new Set(idsOf(first));
      for (const url of gateways.urls) {
        const ofBeta = idsOf(await askByHash(url, 'beta', { query }));
        const shared = ofBeta.filter((id) => ofAlpha.has(id));
        expect({ field: field.name, shared }).toEqual({ field: field.name, shared: [] });
        const again = idsOf(await askByHash(url, 'alpha', { query }));
        const strange = again.filter((id) => ofBeta.includes(id));
        expect({ field: field.name, strange }).toEqual({ field: field.name, strange: [] });
        expect({ field: field.name, isEmpty: again.length === 0 }).toEqual({
          field: field.name,
          isEmpty: ofAlpha.size === 0,
        });
        if (ofBeta.length > 0 && ofAlpha.size > 0) filled += 1;
      }
    }
    expect(filled).toBeGreaterThan(10);
  });

  test('an id that one tenant has just read is to another one of nothing', async () => {
    const root = schema.getQueryType();
    if (!root) throw new Error('There is no Query.');
    const ids = await idsOfTenant('alpha');
    let found = 0;
    for (const asked of walkArguments(root, (type) => selectNear(schema, type))) {
      const { field, path, type, document: query } = asked;
      if (type !== 'ID' || path !== 'id') continue;
      const nothing = shown(
        await askByText('beta', { query, variables: asked.variables(unknownId()) }),
      );
      for (const id of ids) {
        const variables = asked.variables(id);
        const own = await askByText('alpha', { query, variables });
        if (shown(own) === nothing) continue;
        expect({ field, errors: own.errors }).toEqual({ field, errors: undefined });
        found += 1;
        for (const url of gateways.urls) {
          const seen = shown(await askByHash(url, 'beta', { query, variables }));
          expect({ field, id, seen }).toEqual({ field, id, seen: nothing });
        }
        break;
      }
    }
    expect(found).toBeGreaterThan(5);
  });

  test('equal subscriptions of two tenants have nothing in common', async () => {
    for (const { name, document, needsId } of subscriptionsOf(schema)) {
      if (needsId) continue;
      const streams = gateways.urls.flatMap((url) =>
        tenants.map((tenant) => {
          const stream = openEventStreamAs(tokens[tenant])(url, document, { after: '0' });
          return { tenant, stream };
        }),
      );
      const read = await Promise.all(
        streams.map(async ({ tenant, stream }) => ({ tenant, ids: await idsUntilQuiet(stream) })),
      );
      await Promise.all(streams.map(({ stream }) => stream.close()));
      const idsBy = (tenant: Tenant) =>
        new Set(read.filter((each) => each.tenant === tenant).flatMap(({ ids }) => ids));
      for (const { tenant, ids } of read) {
        expect({ name, tenant, isSilent: ids.length === 0 }).toEqual({
          name,
          tenant,
          isSilent: false,
        });
      }
      const shared = [...idsBy('alpha').intersection(idsBy('beta'))];
      expect({ name, shared }).toEqual({ name, shared: [] });
    }
  });

  test('what one tenant has used up, by two gateways, is not counted for its namesake in another', async () => {
    const query = `mutation { ${limited}(input: { name: "", jsonSpec: {} }) { playbook { id } } }`;
    const statusesOf = async (tenant: Tenant, count: number) => {
      const statuses: number[] = [];
      for (let asked = 0; asked < count; asked += 1) {
        statuses.push((await post(gateways.urls[asked % 2]!, tenant, { query })).status);
      }
      return statuses;
    };
    const used = await statusesOf('alpha', allowedPerMinute * 3);
    expect(used).toContain(429);
    expect(await statusesOf('beta', allowedPerMinute)).not.toContain(429);
  });

  /** An id of each kind in the lists of the tenant that need no argument. */
  async function idsOfTenant(tenant: Tenant): Promise<string[]> {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    const lists = fields.filter(({ args }) => !args.some(isRequiredArgument));
    const answers = await Promise.all(
      lists.map((field) => {
        const query = `{ ${field.name} ${selectNear(schema, getNamedType(field.type))} }`;
        return askByText(tenant, { query });
      }),
    );
    return firstIds(answers.map(({ data }) => data));
  }
});

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const idsOf = ({ data }: { readonly data?: unknown }) => textsOf(data).filter(isId);

/** Nothing for so long, of what has happened already, is nothing. */
const quietMs = 1_000;

/** Of what has happened; waits for the first of it as long as a busy machine may need. */
async function idsUntilQuiet(stream: Stream): Promise<string[]> {
  const ids = idsOf(await stream.next());
  for (;;) {
    const result = await stream.next(quietMs).catch(() => null);
    if (result === null) return ids;
    ids.push(...idsOf(result));
  }
}
