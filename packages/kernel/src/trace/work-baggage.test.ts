/** Goal: what is written is read again, and nothing else is taken over, whatever a client sends. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { namesWork, readBaggage, workMembers, writeBaggage } from './work-baggage.ts';

const id = '019f0000-0000-7000-8000-000000000001';
const other = '019f0000-0000-7000-8000-000000000002';

const uuid = fc.uuid();
const scopes = fc.record(
  {
    workflowId: uuid,
    tenantId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/),
    stepId: uuid,
    stepRunId: uuid,
  },
  { requiredKeys: [] },
);

test('what is written is read again', () => {
  fc.assert(
    fc.property(scopes, (scope) => {
      const text = writeBaggage(scope);
      expect(text === undefined).toBe(Object.keys(scope).length === 0);
      expect(readBaggage(text)).toEqual(scope);
    }),
  );
});

test('whatever is sent, only known members of their own form are taken over', () => {
  const keys = Object.values(workMembers).map(({ key }) => key as string);
  const part = fc.oneof(fc.string(), fc.constantFrom(...keys), fc.constantFrom('=', ',', ';', '%'));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const scope = readBaggage(parts.join(''));
      for (const [name, value] of Object.entries(scope)) {
        expect(workMembers[name as keyof typeof workMembers].isValid(value)).toBe(true);
      }
    }),
  );
});

describe('a header', () => {
  test.each<[string, object]>([
    [`workflow.id=${id}`, { workflowId: id }],
    [` workflow.id = ${id} ; secure , userId=7 `, { workflowId: id }],
    [`workflow.id=${id},workflow.id=${other}`, { workflowId: other }],
    ['workflow.tenant_id=lab%2D1', { tenantId: 'lab-1' }],
    ['workflow.tenant_id=%E0%A4%A', {}],
    ['workflow.id=7', {}],
    ['workflow.step.id', {}],
    [`${'a=b,'.repeat(3_000)}workflow.id=${id}`, {}],
    ['', {}],
  ])('%s', (header, scope) => expect(readBaggage(header)).toEqual(scope));

  test('that is absent names nothing', () => {
    expect([readBaggage(undefined), readBaggage(null), writeBaggage({})]).toEqual([
      {},
      {},
      undefined,
    ]);
  });
});

test('a tenant alone is no work', () => {
  expect([namesWork({ tenantId: 'lab' }), namesWork({ tenantId: 'lab', stepId: id })]).toEqual([
    false,
    true,
  ]);
});
