/**
 * Goal: clients decide how many documents there are and how long, not how much memory they take: a
 * flood of documents that are never repeated leaves the gateway up, answering, and within its heap.
 * Method: the real program with a small heap, which what it is sent would fill several times over.
 */
import { expect, jest, test } from '@jest/globals';
import { startFaultySubgraph } from '../support/faulty-subgraph.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { postGraphql } from '../support/http.ts';

jest.setTimeout(600_000);

const heapMib = 192;
/** Requests at once; the order of what is kept and dropped is nobody's. */
const senders = 8;

test('20,000 documents, of which each is new, and long ones among them, do not fill the heap', async () => {
  await using subgraph = await startFaultySubgraph();
  await subgraph.behave({ kind: 'answer', body: '{"data":{"agent":null}}' });
  // So that the long ones are planned and kept, too.
  const env = { LIMIT_ALIASES: '1000' };
  await using gateway = await startGatewayProcess({ subgraphUrl: subgraph.url, heapMib, env });
  const documents = [...short(20_000), ...long(200)];
  let next = 0;
  const send = async () => {
    for (let index = next; index < documents.length; index = next) {
      next += 1;
      const { status, errors } = await postGraphql(gateway.url, documents[index] ?? '');
      expect([index, status, errors]).toEqual([index, 200, undefined]);
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  const used = await heapUsed(gateway.url);
  expect(used).toBeLessThan(heapMib * 1024 * 1024);
  gateway.signal('SIGTERM');
  expect((await gateway.ended).code).toBe(0);
});

function* short(count: number): Generator<string, void> {
  for (let index = 0; index < count; index += 1) {
    yield `query Q${index} { agent(id: "1") { a${index}: name status capabilities } }`;
  }
}

/** Some 25,000 characters each, several times as many in all as may be kept. */
function* long(count: number): Generator<string, void> {
  for (let index = 0; index < count; index += 1) {
    const fields = Array.from({ length: 1_000 }, (_, field) => `long${index}_${field}: name`);
    yield `{ agent(id: "1") { ${fields.join(' ')} } }`;
  }
}

async function heapUsed(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]);
}
