/** Over HTTP: nulls with errors are 200; an operation that is refused whole is 401 or 403. */
import { afterEach, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { createSupergraphManager } from '../supergraph/manager.ts';
import { people } from '../supergraph/people.fixture.ts';
import { createSourceRegistry } from '../supergraph/source-registry.ts';
import { createAdmission } from '../limits/admission.ts';
import { defaultLimits } from '../limits/settings.ts';
import { mountApollo } from './apollo.ts';
import { setRequestIdentity } from './request-context.ts';

const supergraph = people({ petFields: 'age: Int @requiresScopes(scopes: [["age"]])' });
const logger = testLogger();
const nobody = { isAnonymous: true } as const;
const stranger = { scopes: [] };

let http: FastifyInstance;
let stop: () => Promise<void>;
afterEach(async () => {
  await http.close();
  await stop();
});

async function ask(actor: Partial<Actor>, rejectsDenied: boolean, accept = 'application/json') {
  const person = { __typename: 'Person', id: '1', name: 'Ada' };
  const open = ({ name }: { name: string }) => ({
    name,
    fetch: async () => ({ data: { person: { ...person } } }),
    subscribe: async () => ({ errors: [] }),
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  });
  const registry = createSourceRegistry({ locate: ({ url }) => url, open }, logger);
  http = fastify();
  http.addHook('onRequest', async (request) =>
    setRequestIdentity(request, testIdentity('alpha', actor)),
  );
  const manager = createSupergraphManager({ supergraph, registry, logger, rejectsDenied });
  const admission = createAdmission({ limits: defaultLimits.operation });
  const serving = {
    supergraphs: manager,
    logger,
    showsSchema: true,
    admission,
    maxBatch: 1,
    jsonDepth: 100,
  };
  stop = await mountApollo(http, serving);
  const answer = await http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', accept },
    payload: { query: '{ person { name age } }' },
  });
  return { status: answer.statusCode, body: answer.json<object>() };
}

test('what may not be seen is null, and the answer a good one', async () => {
  const { status, body } = await ask(stranger, false);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    data: { person: { name: 'Ada', age: null } },
    errors: [
      {
        path: ['person', 'age'],
        extensions: { code: 'FORBIDDEN', required: [{ scopes: [['age']] }] },
      },
    ],
  });
});

test.each([
  ['application/json', stranger, 403, 'FORBIDDEN'],
  ['application/json', nobody, 401, 'UNAUTHENTICATED'],
  ['application/graphql-response+json', stranger, 403, 'FORBIDDEN'],
  ['application/graphql-response+json', nobody, 401, 'UNAUTHENTICATED'],
] as const)('refused whole, for %s', async (accept, actor, status, code) => {
  const answer = await ask(actor, true, accept);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({
    errors: [{ path: ['person', 'age'], extensions: { code } }],
  });
  expect(answer.body).not.toHaveProperty('data');
});

test('nothing is refused of who may see it all', async () => {
  expect((await ask({ scopes: ['age'] }, true)).status).toBe(200);
});
