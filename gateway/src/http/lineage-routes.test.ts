/** Reports of lineage on their way to the registry: passed on as they are, and reported when refused. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { Refusal } from '../authorization/refusal-reporter.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { mountLineageRoutes } from './lineage-routes.ts';
import { setRequestIdentity } from './request-context.ts';

const identity = { ...testIdentity('alpha'), expiresAt: null };
let http: FastifyInstance;
let status: number;
let reported: Refusal[];

beforeEach(() => {
  [status, reported] = [201, []];
  const source = {
    rest: async () => ({ status, headers: { 'x-from': 'the registry' }, body: 'as it came' }),
  } as unknown as SubgraphSource;
  http = fastify();
  http.addHook('onRequest', async (request) => setRequestIdentity(request, identity));
  const report = (_: unknown, refusal: Refusal) => void reported.push(refusal);
  mountLineageRoutes(http, () => source, { report });
});
afterEach(() => http.close());

test.each(['/api/v1/lineage', '/api/v1/lineage/batch'])('%s', async (url) => {
  const post = () => http.inject({ method: 'POST', url, payload: '{}' });
  for (status of [201, 400, 429, 503]) {
    const answer = await post();
    expect([answer.statusCode, answer.headers['x-from'], answer.body]).toEqual([
      status,
      'the registry',
      'as it came',
    ]);
  }
  expect(reported).toEqual([]);
  status = 403;
  await post();
  expect(reported).toEqual([{ kind: 'Endpoint', name: `POST ${url}`, code: 'FORBIDDEN' }]);
});
