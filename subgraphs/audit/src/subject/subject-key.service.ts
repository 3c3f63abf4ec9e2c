/**
 * The life of subjects' keys: made with the first personal value, destroyed to erase all of them.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { subjectErased } from '../events.ts';
import type { SubjectKey } from './personal-envelope.ts';

/** An actor of a tenant, whose personal values have a key of their own there. */
export interface Subject {
  readonly tenantId: string;
  readonly subjectId: string;
}

/** The living key of a subject that was asked for. */
export type SubjectKeys = (subject: Subject) => SubjectKey;

/**
 * The living keys of the subjects, made now for those that have none. Transactions that meet at a
 * new subject end up with one key. Needs a transaction that may write for the tenants.
 */
export async function takeSubjectKeys(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock'>,
  subjects: readonly Subject[],
): Promise<SubjectKeys> {
  const wanted = new Map(subjects.map((subject) => [nameOf(subject), subject]));
  let keys = await takeKnownOrNew(tx, deps, [...wanted.values()]);
  // Another transaction may have made a key after this statement began; the next one sees it.
  if (keys.size < wanted.size) keys = await takeKnownOrNew(tx, deps, [...wanted.values()]);
  return (subject) => {
    const key = keys.get(nameOf(subject));
    invariant(key, 'every subject has a key');
    return key;
  };
}

/** Tenant ids contain no space. */
function nameOf({ tenantId, subjectId }: Subject): string {
  return `${tenantId} ${subjectId}`;
}

async function takeKnownOrNew(
  tx: Transaction,
  { newId, clock }: Pick<Deps, 'newId' | 'clock'>,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, SubjectKey>> {
  if (subjects.length === 0) return new Map();
  const wanted = subjects.map((subject) => ({ ...subject, id: newId() }));
  // The database makes the key (SHA-256 over 366 bits of its strong random source), so that no key
  // ever stands in the text of a statement, which servers log when it fails. The limit keeps the
  // search for known keys a look-up in the index for each subject.
  const rows = await tx.execute<(Subject & { id: string; key: string })[]>(
    `with wanted as (
       select * from json_to_recordset(?::json) as w("tenantId" text, "subjectId" text, id uuid)
     ), made as (
       insert into audit.subject_keys (id, tenant_id, subject_id, key, created_at)
       select id, "tenantId", "subjectId", sha256(uuid_send(gen_random_uuid())
         || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), ?
       from wanted on conflict (tenant_id, subject_id) where destroyed_at is null do nothing
       returning id, tenant_id, subject_id, key
     ), known as (
       select living.* from wanted cross join lateral (
         select id, tenant_id, subject_id, key from audit.subject_keys
         where tenant_id = wanted."tenantId" and subject_id = wanted."subjectId"
           and destroyed_at is null limit 1
       ) as living
     )
     select id, tenant_id as "tenantId", subject_id as "subjectId", encode(key, 'hex') as key
     from (select * from known union all select * from made) as living`,
    [JSON.stringify(wanted), clock().toISOString()],
  );
  // Of a key that was just destroyed and its successor, the later in the list is the living one.
  return new Map(
    rows.map((row) => [nameOf(row), { id: row.id, key: Buffer.from(row.key, 'hex') }]),
  );
}

/**
 * Destroys the subject's key in the actor's tenant: names, addresses and clients recorded of it can
 * never be read again, while every hash stays valid. What is recorded of it later gets a new key.
 * Returns whether there was a key. Errors: FORBIDDEN.
 * Effects: the key, event SUBJECT_ERASED when there was one.
 */
export async function eraseSubject(
  deps: Pick<Deps, 'database' | 'outbox' | 'clock'>,
  identity: RequestIdentity,
  subjectId: string,
): Promise<boolean> {
  authorize(identity.actor, 'subject:erase');
  return deps.database.transaction(identity.actor, async (tx) => {
    const destroyed = await tx.execute(
      `update audit.subject_keys set key = null, destroyed_at = ?
       where tenant_id = ? and subject_id = ? and destroyed_at is null returning id`,
      [deps.clock().toISOString(), identity.actor.tenantId, subjectId],
    );
    if (destroyed.length === 0) return false;
    await subjectErased({ deps, tx, identity: tellerOf(identity, subjectId) }, subjectId);
    return true;
  });
}

/** Whoever erases itself must not be recorded again, by name, for having done so. */
function tellerOf(identity: RequestIdentity, subjectId: string): RequestIdentity {
  if (identity.actor.id !== subjectId) return identity;
  const { name: _name, email: _email, ...actor } = identity.actor;
  const { clientAddress: _address, userAgent: _agent, ...request } = identity;
  return { ...request, actor };
}
