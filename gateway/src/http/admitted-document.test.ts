/**
 * Goal: what is admitted is what is executed, in whatever way a request says it. Method: random requests,
 * nearly right ones among them; what admission has let pass is compared with what the executor is given,
 * under a limit and where only trusted documents run. `FUZZ_SEED` looks at other requests, `FUZZ_RUNS` at
 * more.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, print } from 'graphql';
import type { OperationRequest } from '../execution/executor.ts';
import type { IncomingOperation } from '../limits/incoming-operation.ts';
import {
  type GatewayWatch,
  type LimitedGateway,
  startLimitedGateway,
} from '../limits/limited-gateway.fixture.ts';
import { createPersistedDocuments } from '../limits/persisted-documents.ts';
import { createMemoryDocuments, hashOf } from '../limits/seen-documents.ts';
import {
  greedyText,
  maxAliases,
  oddRequests,
  sendOdd,
  trustedText,
} from './odd-request.fixture.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 20261129);
const runs = Number(process.env['FUZZ_RUNS'] ?? 1_500);

interface Admitted {
  readonly operation: IncomingOperation;
  readonly query: string | undefined;
}

/** Both ends of what has passed since the last request. */
function createWatch() {
  const admitted: Admitted[] = [];
  const executed: OperationRequest[] = [];
  const watch: GatewayWatch = {
    onAdmitted: (operation, query) => void admitted.push({ operation, query }),
    onExecuted: (request) => void executed.push(request),
  };
  const clear = () => void (admitted.length = executed.length = 0);
  return { admitted, executed, watch, clear };
}

/** Nothing for what is no GraphQL: it may pass, but nothing can come of it. */
function printed(text: string): string {
  try {
    return print(parse(text));
  } catch {
    return '';
  }
}

/** What decides over what runs, in one form for both ends. */
const sayAdmitted = ({ operation: { operationName, variables }, query = '' }: Admitted) =>
  JSON.stringify([printed(query), operationName ?? null, variables ?? {}]);
const sayExecuted = ({ document, operationName, variables }: OperationRequest) =>
  JSON.stringify([print(document), operationName ?? null, variables ?? {}]);

const trusted = {
  isOnly: true,
  textOf: (id: string) => (id === hashOf(trustedText) ? trustedText : undefined),
  hasText: (text: string) => text === trustedText,
};

describe.each([
  ['under a limit', undefined],
  ['where only trusted documents run', trusted],
])('%s', (_, only) => {
  const { admitted, executed, watch, clear } = createWatch();
  let gateway: LimitedGateway;
  beforeAll(async () => {
    gateway = await startLimitedGateway({
      operation: { aliases: maxAliases },
      edge: { batch: 2 },
      documents: createPersistedDocuments({ seen: createMemoryDocuments(), trusted: only }),
      watch,
    });
  });
  afterAll(async () => gateway[Symbol.asyncDispose]());

  test('the admitted operation is the executed one', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(oddRequests, async (request) => {
        clear();
        const { status } = await sendOdd(gateway.url, request);
        expect(status).toBeLessThan(500);
        const allowed = admitted.map(sayAdmitted);
        for (const each of executed) {
          expect(allowed).toContain(sayExecuted(each));
          if (only) expect(print(each.document)).toBe(print(parse(trustedText)));
        }
        expect(executed.length).toBeLessThanOrEqual(admitted.length);
        count += executed.length;
      }),
      { seed, numRuns: runs },
    );
    // The requests are not all refused at once.
    expect(count).toBeGreaterThan(runs / 40);
  });

  test.each([
    ['a fragment', `/graphql?query=${encodeURIComponent(greedyText)}#&query=x`],
    ['a fragment before the parameters', `/graphql#?query=${encodeURIComponent(greedyText)}`],
    ['a fragment at the end', `/graphql?query=${encodeURIComponent(trustedText)}#`],
  ])('a request target with %s is refused', async (_name, target) => {
    clear();
    for (const path of [target, target.replace('/graphql', '/graphql/stream')]) {
      const answer = await get(path);
      expect([answer.status, answer.type]).toEqual([400, expect.stringMatching(/problem/)]);
      expect(JSON.parse(answer.text)).toMatchObject({
        code: 'BAD_USER_INPUT',
        detail: expect.stringContaining('fragment'),
        requestId: expect.any(String),
      });
    }
    expect(executed).toEqual([]);
  });

  test.each(['query', 'operationName', 'variables', 'extensions', 'documentId', 'id'])(
    'the parameter %s is refused when it is given twice',
    async (name) => {
      clear();
      const query = `query=${encodeURIComponent(trustedText)}`;
      for (const twice of [
        `${name}=a&${name}=a`,
        `${name}=&%${hexOf(name[0]!)}${name.slice(1)}=`,
      ]) {
        for (const path of ['/graphql', '/graphql/stream']) {
          const answer = await get(`${path}?${name === 'query' ? '' : `${query}&`}${twice}`);
          expect(answer.status).toBe(400);
          expect(JSON.parse(answer.text)).toMatchObject({
            code: 'BAD_USER_INPUT',
            field: name,
            requestId: expect.any(String),
          });
        }
      }
      expect(executed).toEqual([]);
    },
  );

  test('a comment that is not UTF-8 hides nothing', async () => {
    clear();
    await get(`/graphql?query=%23%FF%0A${encodeURIComponent(greedyText)}`);
    expect(executed).toEqual([]);
  });

  test('a HEAD runs nothing, nor does what names another method in a header', async () => {
    clear();
    const target = `/graphql?query=${encodeURIComponent(trustedText)}`;
    const headers = { 'apollo-require-preflight': '1', 'x-http-method-override': 'POST' };
    expect(await sendOdd(gateway.url, { method: 'HEAD', target, headers, body: '' })).toMatchObject(
      { status: 405, text: '' },
    );
    expect(executed).toEqual([]);
  });

  const hexOf = (letter: string) => letter.charCodeAt(0).toString(16);
  const get = (target: string) =>
    sendOdd(gateway.url, {
      method: 'GET',
      target,
      headers: { 'apollo-require-preflight': '1' },
      body: '',
    });
});

describe('a query that is no text', () => {
  test.each([[[greedyText]], [{ kind: 'Document' }], [7], [true]])(
    '%j is refused',
    async (query) => {
      await using gateway = await startLimitedGateway({ edge: { batch: 2 } });
      for (const body of [{ query }, [{ query: trustedText }, { query }]]) {
        const answer = await sendOdd(gateway.url, {
          method: 'POST',
          target: '/graphql',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        expect(answer.status).toBe(400);
        expect(JSON.parse(answer.text)).toMatchObject({
          code: 'BAD_USER_INPUT',
          field: 'query',
          requestId: expect.any(String),
        });
      }
      expect(gateway.asked()).toBe(0);
    },
  );
});
