/** Which events can be recorded, and what is recorded of them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EventChange, testEvent } from '../testing/run-audit.ts';
import { sealRecord } from './canonical-record.rules.ts';
import {
  type SourceEvent,
  categoryOf,
  contentOf,
  faultOfEvent,
  personalValuesOf,
} from './source-event.rules.ts';

const aggregate = { type: 'Workflow', id: 'w1' };

describe('faultOfEvent', () => {
  test('finds none in an event of a subgraph', () => {
    expect(faultOfEvent(testEvent())).toBeNull();
  });

  const malformed: readonly (readonly [string, unknown])[] = [
    ['no object', null],
    ['no object', 'text'],
    ['no object', []],
    ['id', testEvent({ id: 'seven' })],
    ['tenantId', { ...testEvent(), tenantId: undefined }],
    ['tenantId', testEvent({ tenantId: '' })],
    ['tenantId', testEvent({ tenantId: 'a b', origin: { actorTenantId: 'alpha' } })],
    ['tenantId', testEvent({ tenantId: '*', origin: { actorTenantId: 'alpha' } })],
    ['topic', testEvent({ topic: '' })],
    ['type', testEvent({ type: '' })],
    ['type', testEvent({ type: 'X'.repeat(101) })],
    ['type', { ...testEvent(), type: undefined }],
    ['aggregate.type', testEvent({ aggregate: { type: '', id: 'w1' } })],
    ['aggregate.type', { ...testEvent(), aggregate: 'Workflow' }],
    ['aggregate.id', testEvent({ aggregate: { type: 'Workflow', id: 'x'.repeat(256) } })],
    ['aggregate.id', testEvent({ aggregate: { type: 'Workflow', id: 'nul\0' } })],
    ['occurredAt', testEvent({ occurredAt: 'yesterday' })],
    ['occurredAt', testEvent({ occurredAt: '+275760-09-13T00:00:00.000Z' })],
    ['occurredAt', testEvent({ occurredAt: '0000-01-01T00:00:00.000Z' })],
    ['actorKind', testEvent({ origin: { actorKind: 'GHOST' as never } })],
    ['actorId', testEvent({ origin: { actorId: '' } })],
    ['actorTenantId', testEvent({ origin: { actorTenantId: 'a,b' } })],
    ['data', { ...testEvent(), data: undefined }],
    ['data', { ...testEvent(), data: [] }],
    ['change', { ...testEvent(), change: { action: 'RENAME' } }],
    ['change', { ...testEvent(), change: { action: 'UPDATE', before: 'old' } }],
  ];
  test.each(malformed)('names %s', (member, event) => {
    expect(faultOfEvent(event)).toContain(member);
  });

  test('refuses a service of another tenant, but not a user who may act there', () => {
    const origin = { actorTenantId: 'beta', actorId: 'someone' };
    const by = (actorKind: 'SERVICE' | 'USER' | 'AGENT') =>
      faultOfEvent(testEvent({ origin: { ...origin, actorKind } }));
    expect(by('SERVICE')).toContain('another tenant');
    expect(by('USER')).toBeNull();
    expect(by('AGENT')).toBeNull();
  });

  test('never fails itself, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (event) => {
        expect(typeof faultOfEvent(event)).toBe('string');
      }),
    );
  });
});

describe('categoryOf', () => {
  const byAgent = { origin: { actorKind: 'AGENT', actorId: 'a1' } } as const;
  const changed = { change: { action: 'UPDATE' } } as const;
  const cases: readonly (readonly [string, EventChange, string])[] = [
    ['a change', changed, 'RESOURCE_CHANGE'],
    ['a change by an agent', { ...changed, ...byAgent }, 'RESOURCE_CHANGE'],
    ['a reading', { change: { action: 'READ' as never } }, 'ACCESS'],
    ['a login', { type: 'LOGIN' }, 'ACCESS'],
    ['a login of an agent', { type: 'LOGIN_FAILED', ...byAgent }, 'ACCESS'],
    ['an assistant', { type: 'ASSISTANT_ACTION' }, 'ASSISTANT'],
    ['a deed of an agent', byAgent, 'AGENT_EVENT'],
    ['something about an agent', { aggregate: { type: 'Agent', id: 'a1' } }, 'AGENT_EVENT'],
    ['something that names an agent', { data: { agentId: 'a1' } }, 'AGENT_EVENT'],
    ['anything else', {}, 'SYSTEM'],
  ];
  test.each(cases)('%s', (_, change, category) => {
    expect(categoryOf(testEvent(change))).toBe(category);
  });
});

describe('contentOf', () => {
  test('says what the event says, and leaves out what it does not', () => {
    const event = testEvent({
      id: '01930000-0000-7000-8000-00000000000A',
      aggregate,
      occurredAt: '2026-01-01T02:00:00+02:00',
      data: { note: null },
    });
    expect(contentOf(event)).toEqual({
      tenantId: 'alpha',
      category: 'SYSTEM',
      eventType: 'WORKFLOW_STARTED',
      occurredAt: '2026-01-01T00:00:00.000Z',
      source: { eventId: '01930000-0000-7000-8000-00000000000a', topic: 'registry' },
      actor: { kind: 'USER', id: 'user-of-alpha', tenantId: 'alpha' },
      resource: aggregate,
      data: { note: null },
      requestId: 'request-1',
    });
  });

  test('says what changed, the session and the trace', () => {
    const change = { action: 'UPDATE', before: { a: 1 }, after: { a: null } } as const;
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const event: SourceEvent = {
      ...testEvent({ change }),
      origin: { ...testEvent({ origin: { traceparent } }).origin, sessionId: 's1' },
    };
    expect(contentOf(event)).toMatchObject({
      action: 'UPDATE',
      oldValues: { a: 1 },
      newValues: { a: null },
      sessionId: 's1',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  });

  const agents: readonly (readonly [string, EventChange, string | undefined])[] = [
    [
      'the actor',
      { origin: { actorKind: 'AGENT', actorId: 'doer' }, data: { agentId: 'x' } },
      'doer',
    ],
    [
      'the aggregate',
      { aggregate: { type: 'Agent', id: 'object' }, data: { agentId: 'x' } },
      'object',
    ],
    ['the data', { data: { agentId: 'named' } }, 'named'],
    [
      'what was created',
      { change: { action: 'CREATE', after: { agentId: 'analysed' } } },
      'analysed',
    ],
    [
      'what it was before, where none is left',
      { change: { action: 'UPDATE', before: { agentId: 'gone' }, after: { agentId: null } } },
      'gone',
    ],
    ['nobody for another type', { data: { agentId: 7 } }, undefined],
    ['nobody for a text that is too long', { data: { agentId: 'x'.repeat(101) } }, undefined],
  ];
  test.each(agents)('takes the agent from %s', (_, change, agentId) => {
    expect(contentOf(testEvent(change)).agentId).toBe(agentId);
  });

  test.each(['', 'nonsense', '00-XYZ-b7ad6b7169203331-01'])(
    'has no trace for the traceparent %j',
    (traceparent) => {
      expect(contentOf(testEvent({ origin: { traceparent } }))).not.toHaveProperty('traceId');
    },
  );

  test('holds no personal value', () => {
    const secret = 'Ada Lovelace';
    const origin = {
      actorName: secret,
      actorEmail: secret,
      clientAddress: secret,
      userAgent: secret,
    };
    expect(JSON.stringify(contentOf(testEvent({ origin })))).not.toContain(secret);
  });

  test('of any JSON has exactly one canonical form', () => {
    const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());
    fc.assert(
      fc.property(json, json, (data, after) => {
        const event = testEvent({ data, change: { action: 'CREATE', after } });
        fc.pre(faultOfEvent(event) === null);
        const stamp = { id: event.id, recordedAt: new Date(0), personal: null };
        const sealed = sealRecord({ seq: 0, hash: null }, contentOf(event), stamp);
        const again = JSON.parse(sealed.canonicalForm) as Record<string, unknown>;
        expect(again['data']).toEqual(JSON.parse(JSON.stringify(data)));
        expect(again['newValues']).toEqual(JSON.parse(JSON.stringify(after)));
      }),
    );
  });
});

describe('personalValuesOf', () => {
  test('takes what the origin says of the actor and its client', () => {
    const origin = {
      actorName: 'Ada',
      actorEmail: 'ada@example.org',
      clientAddress: '192.0.2.1',
      userAgent: 'curl/8',
    };
    expect(personalValuesOf(testEvent({ origin }))).toEqual({
      name: 'Ada',
      email: 'ada@example.org',
      clientAddress: '192.0.2.1',
      userAgent: 'curl/8',
    });
  });

  test('is null when there is nothing to protect', () => {
    expect(personalValuesOf(testEvent({ origin: { actorName: '' } }))).toBeNull();
  });
});
