/**
 * The texts of automatic persisted queries, bounded: in this process, and in Redis where there is one, so
 * that what one gateway was sent another knows.
 */
import { createHash } from 'node:crypto';
import { createTextCache, operationLimits } from '@arbiter/server/graphql/text-cache.ts';
import { startDeadline } from '@arbiter/server/resilience/deadline.ts';
import { createForgetfulRedis } from '@arbiter/server/resilience/forgetful-redis.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';

export interface SeenDocuments extends AsyncDisposable {
  /** Never rejects: what cannot be asked for was not seen. */
  get(hash: string): Promise<string | undefined>;
  set(hash: string, text: string): void;
}

/** The id of a document: SHA-256 of its text, in hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether there can be a document of that id. */
export function isHash(id: string): boolean {
  return /^[0-9a-f]{64}$/.test(id);
}

/** A client that goes on using a document sends it again after this, at no cost that matters. */
const keptSeconds = 24 * 60 * 60;
/** Longer ones are few, and sent each time; so Redis holds no more than its memory policy expects. */
const maxKeptCharacters = 100_000;
/** The text sent again costs the client a round trip; waiting longer would cost more. */
const answerTimeoutMs = 250;
/** So many texts of full length are 20 MB, kept while a Redis hangs. */
export const maxPendingDocuments = 200;

/** For one process. */
export function createMemoryDocuments(): SeenDocuments {
  const texts = createTextCache<{ readonly text: string }>(operationLimits);
  return {
    get: async (hash) => texts.get(hash)?.text,
    set: (hash, text) => texts.set(hash, text.length, { text }),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** In Redis, with those used last in memory as well. */
export function createSharedDocuments(redisUrl: string, logger: Logger): SeenDocuments {
  const own = createMemoryDocuments();
  const client = createForgetfulRedis({
    url: redisUrl,
    name: 'arbiter-documents',
    maxPending: maxPendingDocuments,
  });
  client.on('error', (error: Error) => logger.debug({ err: error }, 'no documents in Redis'));
  void client.connect().catch(() => undefined);
  const keyOf = (hash: string) => `arbiter:document:${hash}`;
  return {
    async get(hash) {
      const known = await own.get(hash);
      if (known !== undefined) return known;
      const text = await inTime(client.get(keyOf(hash)));
      // Others write into Redis too.
      if (text === null || hashOf(text) !== hash) return undefined;
      own.set(hash, text);
      return text;
    },
    set(hash, text) {
      own.set(hash, text);
      if (text.length > maxKeptCharacters) return;
      const options = { expiration: { type: 'EX', value: keptSeconds } } as const;
      void client.set(keyOf(hash), text, options).catch(() => undefined);
    },
    [Symbol.asyncDispose]: async () => client.destroy(),
  };
}

async function inTime(asked: Promise<string | null>): Promise<string | null> {
  const expired = () => new Error(`Redis did not answer within ${answerTimeoutMs} ms.`);
  const deadline = startDeadline({ timeoutMs: answerTimeoutMs, expired });
  try {
    return await deadline.race(asked);
  } catch {
    return null;
  } finally {
    deadline.end();
  }
}
