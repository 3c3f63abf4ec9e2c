import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxFilterValues, requireEventFilter, toMatcher } from './event-filter.rules.ts';
import { lineageEventTypes, eventTypeOf, workflowEventKinds } from './workflow-event.rules.ts';

const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('requireEventFilter', () => {
  test('keeps each value once, ids in lower case', () => {
    const filter = requireEventFilter({
      workflowIds: [id(1), id(1).toUpperCase()],
      eventTypes: ['START', 'START'],
      eventKinds: null,
    });
    expect(filter).toEqual({ workflowIds: [id(1)], eventTypes: ['START'] });
    expect(requireEventFilter(null)).toEqual({});
  });

  test.each([
    [{ workflowIds: Array.from({ length: maxFilterValues + 1 }, (_, n) => id(n)) }, 'workflowIds'],
    [{ eventTypes: Array(maxFilterValues + 1).fill('START') }, 'eventTypes'],
    [{ eventKinds: Array(maxFilterValues + 1).fill('STEP_ADDED') }, 'eventKinds'],
    [{ workflowIds: [id(1), 'x'] }, 'workflowIds[1]'],
  ])('refuses what is no filter', (filter, field) => {
    expect(() => requireEventFilter(filter)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field: `filter.${field}` }),
      }),
    );
  });
});

describe('toMatcher', () => {
  const event = fc
    .record({ workflow: fc.nat({ max: 3 }), eventKind: fc.constantFrom(...workflowEventKinds) })
    .map(({ workflow, eventKind }) => ({
      workflowId: id(workflow),
      eventKind,
      eventType: eventTypeOf(eventKind),
    }));
  const filter = fc.record(
    {
      workflowIds: fc.array(fc.nat({ max: 3 }).map(id), { maxLength: 3 }),
      eventTypes: fc.array(fc.constantFrom(...lineageEventTypes), { maxLength: 3 }),
      eventKinds: fc.array(fc.constantFrom(...workflowEventKinds), { maxLength: 4 }),
    },
    { requiredKeys: [] },
  );

  test('asks for events that meet every condition given', () => {
    fc.assert(
      fc.property(filter, event, (given, one) => {
        const expected =
          (given.workflowIds?.includes(one.workflowId) ?? true) &&
          (given.eventTypes?.includes(one.eventType) ?? true) &&
          (given.eventKinds?.includes(one.eventKind) ?? true);
        expect(toMatcher(requireEventFilter(given))(one)).toBe(expected);
      }),
    );
  });

  test('an empty list asks for nothing, no filter for everything', () => {
    fc.assert(
      fc.property(event, (one) => {
        expect(toMatcher({ eventTypes: [] })(one)).toBe(false);
        expect(toMatcher({})(one)).toBe(true);
      }),
    );
  });
});
