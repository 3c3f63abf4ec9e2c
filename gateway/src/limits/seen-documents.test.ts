/** Documents in a Redis that hangs: what waits for it is bounded. */
import { expect, test } from '@jest/globals';
import { createClient } from 'redis';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createSharedDocuments, hashOf, maxPendingDocuments } from './seen-documents.ts';

describeWith(['redis-server'], 'documents in a Redis that hangs', () => {
  test('wait for it up to a number, and are forgotten beyond', async () => {
    await using redis = await startRedis();
    await using documents = createSharedDocuments(redis.url, testLogger());
    const client = await createClient({ url: redis.url }).connect();
    /** Until what is kept now gets there; earlier ones are there then, too. */
    const settled = async (text: string) => {
      for (let kept = 0; kept === 0;) {
        documents.set(hashOf(text), text);
        kept = await client.exists(`arbiter:document:${hashOf(text)}`);
      }
    };
    await settled('{ before }');
    redis.freeze();
    for (let index = 0; index < 3 * maxPendingDocuments; index += 1) {
      documents.set(hashOf(`{ f${index} }`), `{ f${index} }`);
    }
    expect(await documents.get(hashOf('{ unknown }'))).toBeUndefined();
    redis.thaw();
    await settled('{ after }');
    const kept = await client.dbSize();
    expect(kept).toBeGreaterThan(maxPendingDocuments / 2);
    expect(kept).toBeLessThanOrEqual(maxPendingDocuments + 2);
    client.destroy();
  });
});
