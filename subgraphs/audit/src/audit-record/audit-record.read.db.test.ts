/** The ledger as the API shows it: single records, lists with filters, personal values. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { encodeCursor } from '@arbiter/kernel/pagination/cursor.ts';
import type { DomainEvent } from '@arbiter/server/events/domain-event.ts';
import { steppingClock, testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';
import { verifyLedger } from '../testing/verify-ledger.ts';

const recordFields = /* GraphQL */ `
  fragment All on AuditRecord {
    __typename
    id
    seq
    tenantId
    category
    eventType
    occurredAt
    recordedAt
    sourceEventId
    serviceName
    actor {
      kind
      id
      tenantId
      name
      email
    }
    resourceType
    resourceId
    agentId
    agent {
      id
    }
    sessionId
    requestId
    traceId
    clientAddress
    userAgent
    personalValuesErased
    data
    isImmutable
    schemaVersion
    previousHash
    hash
    canonicalForm
    ... on AuditEvent {
      coherenceScore
      policyViolations
    }
    ... on AuditLogEntry {
      action
      oldValues
      newValues
    }
  }
`;
const list = /* GraphQL */ `
  ${recordFields}
  query ($first: Int, $after: String, $filter: AuditRecordFilter) {
    auditRecords(first: $first, after: $after, filter: $filter) {
      nodes {
        ...All
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const single = /* GraphQL */ `
  ${recordFields}
  query ($id: ID!) {
    auditRecord(id: $id) {
      ...All
    }
  }
`;

interface RecordData {
  readonly id: string;
  readonly seq: number;
  readonly sourceEventId: string;
  readonly canonicalForm: string;
  readonly hash: string;
}
interface Page {
  readonly auditRecords: {
    readonly nodes: readonly RecordData[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit({ clock: steppingClock('2026-03-01T00:00:00.000Z') });
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const recordsOf = async (tenantId: string, variables: object = {}) => {
  const { auditRecords } = await run.ask<Page>(list, variables, testIdentity(tenantId));
  return auditRecords.nodes;
};

const agentId = newId();
const traceId = '0af7651916cd43dd8448eb211c80319c';
const personal = {
  actorName: 'Ada Lovelace',
  actorEmail: 'ada@example.org',
  clientAddress: '192.0.2.1',
  userAgent: 'curl/8',
};

describe('a record', () => {
  test('of an event says what happened, whose values only the tenant reads', async () => {
    const data = { coherenceScore: 0.5, policyViolations: [{ rule: 'no-secrets' }], note: 'é' };
    const event = testEvent({
      tenantId: 'events',
      topic: 'xai',
      type: 'COHERENCE_BREACH',
      aggregate: { type: 'Analysis', id: newId() },
      data,
      origin: {
        actorKind: 'AGENT',
        actorId: agentId,
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
        ...personal,
      },
    });
    await run.bus.publish([event]);
    expect(await recordsOf('events')).toEqual([
      {
        __typename: 'AuditEvent',
        id: expect.any(String),
        seq: 1,
        tenantId: 'events',
        category: 'AGENT_EVENT',
        eventType: 'COHERENCE_BREACH',
        occurredAt: new Date('2026-01-01T00:00:00.000Z'),
        recordedAt: expect.any(Date),
        sourceEventId: event.id,
        serviceName: 'xai',
        actor: {
          kind: 'AGENT',
          id: agentId,
          tenantId: 'events',
          name: 'Ada Lovelace',
          email: 'ada@example.org',
        },
        resourceType: 'Analysis',
        resourceId: event.aggregate.id,
        agentId,
        agent: { id: agentId },
        sessionId: null,
        requestId: 'request-1',
        traceId,
        clientAddress: '192.0.2.1',
        userAgent: 'curl/8',
        personalValuesErased: false,
        data,
        isImmutable: true,
        schemaVersion: 1,
        previousHash: null,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        canonicalForm: expect.any(String),
        coherenceScore: 0.5,
        policyViolations: [{ rule: 'no-secrets' }],
      },
    ]);
  });

  test('of a change says what was there before and after', async () => {
    const change = {
      action: 'UPDATE',
      before: { status: 'IDLE' },
      after: { status: null },
    } as const;
    await run.bus.publish([testEvent({ tenantId: 'changes', change })]);
    const [entry] = await recordsOf('changes');
    expect(entry).toMatchObject({
      __typename: 'AuditLogEntry',
      category: 'RESOURCE_CHANGE',
      action: 'UPDATE',
      oldValues: { status: 'IDLE' },
      newValues: { status: null },
      actor: { name: null, email: null },
      clientAddress: null,
      personalValuesErased: false,
      agentId: null,
      agent: null,
    });
    expect(entry).not.toHaveProperty('coherenceScore');
  });

  test('can be checked by whoever has the answer of the API', async () => {
    await run.bus.publish(
      Array.from({ length: 5 }, () => testEvent({ tenantId: 'checked', origin: personal })),
    );
    const records = (await recordsOf('checked')).toReversed();
    expect(verifyLedger('checked', records)).toHaveLength(5);
    for (const { canonicalForm, hash, ...shown } of records) {
      expect(createHash('sha256').update(canonicalForm).digest('hex')).toBe(hash);
      expect(JSON.parse(canonicalForm)).toMatchObject({ id: shown.id, seq: shown.seq });
      expect(canonicalForm).not.toContain('Ada');
    }
  });

  test('is found by its id, by its tenant only', async () => {
    await run.bus.publish([testEvent({ tenantId: 'mine' })]);
    const [record] = await recordsOf('mine');
    const found = await run.ask(single, { id: record?.id }, testIdentity('mine'));
    expect(found).toEqual({ auditRecord: record });
    for (const [id, tenantId] of [
      [record?.id, 'theirs'],
      [newId(), 'mine'],
      ['nonsense', 'mine'],
    ] as const) {
      const { extensions } = await run.refuse(single, { id }, testIdentity(tenantId));
      expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('is an entity of its own type only', async () => {
    const change = { action: 'CREATE' } as const;
    await run.bus.publish([
      testEvent({ tenantId: 'keys' }),
      testEvent({ tenantId: 'keys', change }),
    ]);
    const ids = (await recordsOf('keys')).map(({ id }) => id);
    const representations = ['AuditEvent', 'AuditLogEntry'].flatMap((__typename) =>
      ids.map((id) => ({ __typename, id })),
    );
    const query = `query ($of: [_Any!]!) {
      _entities(representations: $of) {
        ... on AuditEvent { id eventType }
        ... on AuditLogEntry { id action }
      }
    }`;
    const before = run.statements.length;
    const { _entities } = await run.ask<{ _entities: unknown[] }>(
      query,
      { of: representations },
      testIdentity('keys'),
    );
    expect(_entities.filter((entity) => entity !== null)).toEqual([
      { id: expect.any(String), eventType: 'WORKFLOW_STARTED' },
      { id: expect.any(String), action: 'CREATE' },
    ]);
    expect(run.statements.slice(before).filter((sql) => sql.includes('"ledger"'))).toHaveLength(1);
  });
});

describe('auditRecords', () => {
  test('pages through all of them once, newest first', async () => {
    await run.bus.publish(Array.from({ length: 7 }, () => testEvent({ tenantId: 'pages' })));
    const seen: number[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await run.ask<Page>(list, { first: 3, after }, testIdentity('pages'));
      seen.push(...page.auditRecords.nodes.map(({ seq }) => seq));
      if (!page.auditRecords.pageInfo.hasNextPage) break;
      after = page.auditRecords.pageInfo.endCursor;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('with personal values costs the same statements for one record as for many', async () => {
    const tenantId = 'statements';
    const events = Array.from({ length: 60 }, (_, index) =>
      testEvent({ tenantId, origin: { ...personal, actorId: `person-${index}` } }),
    );
    await run.bus.publish(events);
    const cost = async (first: number) => {
      const before = run.statements.length;
      expect(await recordsOf(tenantId, { first })).toHaveLength(first);
      return run.statements.length - before;
    };
    expect(await cost(60)).toBe(await cost(1));
  });

  test.each([0, -1, 201])('refuses a page of %d', async (first) => {
    const { extensions } = await run.refuse(list, { first });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  test.each([
    'bm9wZQ',
    '0',
    encodeCursor('agents', ['1']),
    encodeCursor('auditRecords', ['one']),
    encodeCursor('auditRecords', [1.5]),
    encodeCursor('auditRecords', [true]),
    encodeCursor('auditRecords', [null]),
    encodeCursor('auditRecords', ['99999999999999999999']),
    encodeCursor('auditRecords', ['1', '2']),
  ])('refuses the cursor %s', async (after) => {
    const { extensions } = await run.refuse(list, { after });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  test('refuses a time that ends before it begins', async () => {
    const filter = { from: '2026-01-02T00:00:00Z', to: '2026-01-01T23:59:59.999Z' };
    const { extensions } = await run.refuse(list, { filter });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'filter.from' });
  });

  test('refuses NUL in a filter', async () => {
    const { extensions } = await run.refuse(list, { filter: { actorId: 'a\0' } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'filter.actorId' });
  });
});

describe('a filter', () => {
  const at = (second: number) => `2026-02-01T00:00:0${second}.000Z`;
  const shared = newId();
  const events: readonly DomainEvent[] = [
    testEvent({ occurredAt: at(0), type: 'LOGIN', origin: { actorId: 'ada' } }),
    testEvent({ occurredAt: at(1), aggregate: { type: 'Match', id: shared } }),
    testEvent({ occurredAt: at(2), aggregate: { type: 'Tournament', id: shared } }),
    testEvent({ occurredAt: at(3), origin: { actorKind: 'AGENT', actorId: 'bot' } }),
    testEvent({ occurredAt: at(4), type: 'AGENT_UPDATED', change: { action: 'UPDATE' } }),
    testEvent({ occurredAt: at(5), origin: { requestId: 'request-2' } }),
    testEvent({ occurredAt: at(6), type: 'ASSISTANT_ACTION', data: { agentId: 'bot' } }),
  ].map((event) => ({
    ...event,
    tenantId: 'filters',
    origin: { ...event.origin, actorTenantId: 'filters' },
  }));
  beforeAll(() => run.bus.publish(events));

  const cases: readonly (readonly [object, readonly number[]])[] = [
    [{}, [6, 5, 4, 3, 2, 1, 0]],
    [{ categories: ['ACCESS', 'ASSISTANT'] }, [6, 0]],
    [{ categories: ['RESOURCE_CHANGE'] }, [4]],
    [{ categories: [] }, []],
    [{ eventTypes: ['LOGIN', 'AGENT_UPDATED', 'UNHEARD_OF'] }, [4, 0]],
    [{ resourceType: 'Match' }, [1]],
    [{ resourceId: shared }, [2, 1]],
    [{ resourceType: 'Tournament', resourceId: shared }, [2]],
    [{ actorId: 'ada' }, [0]],
    [{ agentId: 'bot' }, [6, 3]],
    [{ requestId: 'request-2' }, [5]],
    [{ from: at(5) }, [6, 5]],
    [{ to: at(1) }, [1, 0]],
    [{ from: at(2), to: at(3) }, [3, 2]],
    [{ from: at(2), to: at(2) }, [2]],
    [{ from: '2026-02-01T01:00:06+01:00' }, [6]],
    [{ agentId: 'bot', to: at(3) }, [3]],
    [{ actorId: null, from: null }, [6, 5, 4, 3, 2, 1, 0]],
  ];
  test.each(cases)('%j takes what it says', async (filter, expected) => {
    const found = (await recordsOf('filters', { filter })).map(({ sourceEventId }) =>
      events.findIndex(({ id }) => id === sourceEventId),
    );
    // Events of different aggregates may be recorded in any order; lists go by that of the records.
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  test.each(['9223372036854775807', '-9223372036854775808'])(
    'works with a cursor at %s, where no record is',
    async (seq) => {
      const after = encodeCursor('auditRecords', [seq]);
      const count = seq.startsWith('-') ? 0 : events.length;
      expect(await recordsOf('filters', { after })).toHaveLength(count);
      const filter = { from: at(0), to: at(9) };
      expect(await recordsOf('filters', { after, filter })).toHaveLength(count);
    },
  );

  test('finds nothing in another tenant', async () => {
    expect(await recordsOf('elsewhere', { filter: { resourceId: shared } })).toEqual([]);
  });
});
