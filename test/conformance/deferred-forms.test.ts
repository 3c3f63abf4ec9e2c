/** The later form of an answer in parts (incremental delivery v0.2), byte by byte and part by part. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type HeldFederation, startHeldFederation } from '../support/held-federation.ts';

const v02 = 'multipart/mixed;incrementalSpec=v0.2, application/json';

let world: HeldFederation;
beforeEach(async () => {
  world = await startHeldFederation();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

async function ask(query: string, accept = v02) {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
  return { type: response.headers.get('content-type'), text: await response.text() };
}

type Part = Readonly<Record<string, unknown>>;

async function parts(query: string): Promise<Part[]> {
  const { text } = await ask(query);
  return text
    .split('\r\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Part);
}

const deferredMotto = '{ person(id: "bob") { name ... @defer(label: "later") { motto } } }';

test('the bytes', async () => {
  const { type, text } = await ask(deferredMotto);
  expect(type).toBe('multipart/mixed; boundary="-"; incrementalSpec=v0.2');
  const head = 'content-type: application/json; charset=utf-8\r\n\r\n';
  expect(text).toBe(
    `\r\n---\r\n${head}{"data":{"person":{"name":"Bob"}},` +
      '"pending":[{"id":"0","path":["person"],"label":"later"}],"hasNext":true}' +
      `\r\n---\r\n${head}{"incremental":[{"id":"0","data":{"motto":"On."}}],` +
      '"completed":[{"id":"0"}],"hasNext":false}\r\n-----\r\n',
  );
});

test.each([
  ['it alone', v02, 'v0.2'],
  [
    'both, it first',
    'multipart/mixed;incrementalSpec=v0.2, multipart/mixed;deferSpec=20220824',
    'v0.2',
  ],
  [
    'both, it second',
    'multipart/mixed;deferSpec=20220824, multipart/mixed;incrementalSpec=v0.2',
    '20220824',
  ],
  [
    'both, it by preference',
    'multipart/mixed;deferSpec=20220824;q=0.5, multipart/mixed;incrementalSpec=v0.2',
    'v0.2',
  ],
  ['neither by name', 'multipart/mixed, application/json', '20220824'],
])('a client that names %s', async (_what, accept, form) => {
  expect((await ask(deferredMotto, accept)).type).toContain(form);
});

test('an operation that defers nothing is answered in one', async () => {
  const { type, text } = await ask('{ person(id: "bob") { name } }');
  expect(type).toMatch(/^application\/json/);
  expect(JSON.parse(text)).toEqual({ data: { person: { name: 'Bob' } } });
});

describe('parts', () => {
  test('are announced with what they are inside of, each object under an id of its own', async () => {
    world.hold('scores');
    const asked = parts(`{
      person(id: "ada") {
        ... @defer(label: "works") { works { title ... @defer(label: "scores") { score } } }
      }
    }`);
    world.release('scores');
    const [first, ...rest] = await asked;
    expect(first).toEqual({
      data: { person: {} },
      pending: [{ id: '0', path: ['person'], label: 'works' }],
      hasNext: true,
    });
    const announced = rest.flatMap(({ pending }) => (pending as Part[] | undefined) ?? []);
    expect(announced).toEqual([
      { id: '1', path: ['person', 'works', 0], label: 'scores' },
      { id: '2', path: ['person', 'works', 1], label: 'scores' },
    ]);
    const arrived = rest.flatMap(({ incremental }) => (incremental as Part[] | undefined) ?? []);
    expect(arrived).toEqual([
      { id: '0', data: { works: [{ title: 'Notes' }, { title: null }] } },
      { id: '1', data: { score: 5 } },
      { id: '2', data: { score: 3 } },
    ]);
    const completed = rest.flatMap((part) => part['completed'] as Part[]);
    expect(completed).toEqual([{ id: '0' }, { id: '1' }, { id: '2' }]);
  });

  test('that came to nothing are completed with their errors', async () => {
    const [, ...rest] = await parts(
      '{ person(id: "bob") { works { title ... @defer { score } } } }',
    );
    expect(rest).toEqual([
      {
        completed: [
          {
            id: '0',
            errors: [expect.objectContaining({ path: ['person', 'works', 0, 'score'] })],
          },
        ],
        hasNext: false,
      },
    ]);
  });

  test('that lack something have their errors beside the data', async () => {
    world.takeAway('works');
    const [, ...rest] = await parts(deferredMotto);
    expect(rest).toEqual([
      {
        incremental: [
          {
            id: '0',
            data: { motto: null },
            errors: [expect.objectContaining({ path: ['person', 'motto'] })],
          },
        ],
        completed: [{ id: '0' }],
        hasNext: false,
      },
    ]);
  });
});
