/** Keys of subjects: one each, and what their destruction leaves of a ledger. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testActor, testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';
import { verifyLedger } from '../testing/verify-ledger.ts';
import { eraseSubject, takeSubjectKeys } from './subject-key.service.ts';

const query = /* GraphQL */ `
  {
    auditRecords {
      nodes {
        eventType
        actor {
          id
          name
          email
        }
        clientAddress
        userAgent
        personalValuesErased
        canonicalForm
        hash
      }
    }
  }
`;

interface RecordData {
  readonly eventType: string;
  readonly actor: { readonly id: string; readonly name: string | null };
  readonly personalValuesErased: boolean;
  readonly canonicalForm: string;
  readonly hash: string;
}

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit();
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

/** The tenant's records, oldest first. */
const recordsOf = async (tenantId: string) => {
  const answer = await run.ask<{ auditRecords: { nodes: RecordData[] } }>(
    query,
    {},
    testIdentity(tenantId),
  );
  return answer.auditRecords.nodes.toReversed();
};

const keysOf = (tenantId: string) =>
  run.database.query<{ subject_id: string; destroyed: boolean; key: Buffer | null }>(
    `select subject_id, destroyed_at is not null as destroyed, key from audit.subject_keys
     where tenant_id = $1 order by created_at, id`,
    [tenantId],
  );

const deedOf = (tenantId: string, actorId: string, values: object = { actorName: 'Ada' }) =>
  testEvent({ tenantId, origin: { actorId, ...values } });

describe('a key', () => {
  test('is made with the first personal value of a subject, and only then', async () => {
    await run.bus.publish([deedOf('first', 'nameless', {})]);
    expect(await keysOf('first')).toEqual([]);
    await run.bus.publish([deedOf('first', 'ada'), deedOf('first', 'ada'), deedOf('first', 'bob')]);
    const keys = await keysOf('first');
    expect(keys.map(({ subject_id }) => subject_id).toSorted()).toEqual(['ada', 'bob']);
    expect(new Set(keys.map(({ key }) => key?.toString('hex'))).size).toBe(2);
  });

  test('is one, however many transactions meet at a new subject', async () => {
    const take = () =>
      run.deps.database.transaction(testActor('race'), async (tx) => {
        const keys = await takeSubjectKeys(tx, run.deps, [
          { tenantId: 'race', subjectId: 'ada' },
          { tenantId: 'race', subjectId: 'bob' },
        ]);
        return keys({ tenantId: 'race', subjectId: 'ada' });
      });
    const taken = await Promise.all(Array.from({ length: 8 }, take));
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
    expect(await keysOf('race')).toHaveLength(2);
  });

  test('belongs to a tenant: the same subject has another one elsewhere', async () => {
    await run.bus.publish([deedOf('here', 'ada'), deedOf('there', 'ada')]);
    const keys = (await Promise.all(['here', 'there'].map(keysOf))).flat();
    expect(keys.map(({ subject_id }) => subject_id)).toEqual(['ada', 'ada']);
    expect(keys[0]?.key).not.toEqual(keys[1]?.key);
  });
});

describe('eraseSubject', () => {
  test('leaves hashes valid and values unreadable, of this subject only', async () => {
    const values = {
      actorName: 'Ada',
      actorEmail: 'ada@example.org',
      clientAddress: '192.0.2.1',
      userAgent: 'curl/8',
    };
    await run.bus.publish([
      deedOf('erase', 'ada', values),
      deedOf('erase', 'bob', { actorName: 'Bob' }),
      deedOf('erase', 'ada', {}),
    ]);
    const before = await recordsOf('erase');
    expect(await eraseSubject(run.deps, testIdentity('erase'), 'ada')).toBe(true);
    const after = (await recordsOf('erase')).slice(0, 3);
    expect(after.map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
    verifyLedger('erase', after);
    const shown = (id: string) => after.filter(({ actor }) => actor.id === id);
    expect(shown('ada').toSorted((a, b) => a.hash.localeCompare(b.hash))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          actor: { id: 'ada', name: null, email: null },
          clientAddress: null,
          userAgent: null,
          personalValuesErased: true,
        }),
        // Nothing was recorded here, so nothing was erased.
        expect.objectContaining({ personalValuesErased: false }),
      ]),
    );
    expect(shown('bob')).toEqual([
      expect.objectContaining({
        actor: expect.objectContaining({ name: 'Bob' }),
        personalValuesErased: false,
      }),
    ]);
    expect((await keysOf('erase')).filter(({ destroyed }) => destroyed)).toEqual([
      { subject_id: 'ada', destroyed: true, key: null },
    ]);
  });

  test('is recorded itself, without the values of who erases itself', async () => {
    await run.bus.publish([deedOf('self', 'ada')]);
    const identity = {
      ...testIdentity('self', { id: 'ada', name: 'Ada', email: 'ada@example.org' }),
      clientAddress: '192.0.2.1',
      userAgent: 'curl/8',
    };
    await eraseSubject(run.deps, identity, 'ada');
    await run.subgraph.drainEvents();
    expect((await recordsOf('self')).at(-1)).toMatchObject({
      eventType: 'SUBJECT_ERASED',
      actor: { id: 'ada', name: null },
      personalValuesErased: false,
    });
    expect(await keysOf('self')).toHaveLength(1);
  });

  test('of nobody known changes nothing and tells of nothing', async () => {
    expect(await eraseSubject(run.deps, testIdentity('nobody'), 'ada')).toBe(false);
    await run.subgraph.drainEvents();
    expect(await recordsOf('nobody')).toEqual([]);
  });

  test('of another tenant’s subject changes nothing', async () => {
    await run.bus.publish([deedOf('victim', 'ada')]);
    expect(await eraseSubject(run.deps, testIdentity('intruder'), 'ada')).toBe(false);
    expect((await recordsOf('victim'))[0]?.actor.name).toBe('Ada');
  });

  test('needs the scope', async () => {
    await run.bus.publish([deedOf('scope', 'ada')]);
    const identity = testIdentity('scope', { scopes: ['workflow:write'] });
    await expect(eraseSubject(run.deps, identity, 'ada')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await recordsOf('scope'))[0]?.actor.name).toBe('Ada');
  });

  test('lets what is recorded later have a key of its own', async () => {
    await run.bus.publish([deedOf('again', 'ada')]);
    await eraseSubject(run.deps, testIdentity('again'), 'ada');
    await run.bus.publish([deedOf('again', 'ada')]);
    const deeds = (await recordsOf('again')).filter(({ actor }) => actor.id === 'ada');
    expect(deeds.map(({ personalValuesErased }) => personalValuesErased)).toEqual([true, false]);
    expect(deeds.at(-1)?.actor.name).toBe('Ada');
  });
});
