/**
 * Idempotency keys of mutations that create. The key is stored in the transaction of the creation,
 * so a repeat finds either both or neither; two racing requests with one key are serialised by the
 * key's row. Keys live for a day (see the pruning job), within which a repeat gets the first answer.
 */
import { createHash } from 'node:crypto';
import { canonicalize } from '@arbiter/kernel/json/canonical-json.ts';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { faultOfText } from '@arbiter/kernel/text/text.ts';
import type { Transaction } from './database.ts';

/** How long a repeat is recognised. */
export const idempotencyKeyLifetimeMs = 24 * 60 * 60 * 1000;

const maxKeyLength = 255;

export interface IdempotentCommand {
  readonly schema: string;
  readonly tenantId: string;
  /** The mutation's name; a key belongs to one operation of one tenant. */
  readonly operation: string;
  readonly key: string | null | undefined;
  /** What was asked, to tell a repeat from another use of the same key. Plain JSON. */
  readonly request: unknown;
}

/**
 * Runs `create` and returns the new object's id, or returns the id that the first use of the key
 * created. Without a key it always creates. Needs a transaction.
 * Errors: BAD_USER_INPUT naming `input.idempotencyKey` when the key was used for another request.
 */
export async function createOnce(
  tx: Transaction,
  command: IdempotentCommand,
  create: () => Promise<string>,
): Promise<{ id: string; replayed: boolean }> {
  const { key } = command;
  if (key == null) return { id: await create(), replayed: false };
  requireKey(key);
  const requestHash = createHash('sha256').update(canonicalize(command.request)).digest('hex');
  const known = await claimKey(tx, { ...command, key }, requestHash);
  if (known) return { id: known, replayed: true };
  const id = await create();
  await tx.execute(
    `update ${command.schema}.idempotency_keys set result_id = ?
     where tenant_id = ? and operation = ? and key = ?`,
    [id, command.tenantId, command.operation, key],
  );
  return { id, replayed: false };
}

/** Takes the key, or returns the id it already stands for (after its creator has committed). */
async function claimKey(
  tx: Transaction,
  command: IdempotentCommand & { key: string },
  requestHash: string,
): Promise<string | null> {
  const { schema, tenantId, operation, key } = command;
  const claimed = await tx.execute(
    `insert into ${schema}.idempotency_keys (tenant_id, operation, key, request_hash)
     values (?, ?, ?, ?) on conflict do nothing returning key`,
    [tenantId, operation, key, requestHash],
  );
  if (claimed.length > 0) return null;
  const [first] = await tx.execute<{ request_hash: string; result_id: string }[]>(
    `select request_hash, result_id from ${schema}.idempotency_keys
     where tenant_id = ? and operation = ? and key = ?`,
    [tenantId, operation, key],
  );
  // It was pruned in between.
  if (!first) return claimKey(tx, command, requestHash);
  if (first.request_hash === requestHash) return first.result_id;
  throw badInput('input.idempotencyKey', 'This key was used for another request.');
}

function requireKey(key: string): void {
  const fault = faultOfText(key);
  if (key.length >= 1 && key.length <= maxKeyLength && !fault) return;
  throw badInput('input.idempotencyKey', `A key has 1 to ${maxKeyLength} characters.`);
}
