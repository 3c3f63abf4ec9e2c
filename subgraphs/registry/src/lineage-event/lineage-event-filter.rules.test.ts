import { expect, test } from '@jest/globals';
import { lineageEventMatcher, maxFilterValues } from './lineage-event-filter.rules.ts';

const runId = '3f5e83fa-3480-44ff-99c5-ff943904e5e8';
const event = { namespace: 'ns', name: 'job', eventType: 'START', runId } as const;

test.each<[object | null, boolean]>([
  [null, true],
  [{}, true],
  [{ namespaces: ['other', 'ns'] }, true],
  [{ namespaces: [] }, false],
  [{ namespaces: ['ns'], names: ['other'] }, false],
  [{ eventTypes: ['COMPLETE', 'START'] }, true],
  [{ eventTypes: ['FAIL'] }, false],
  [{ runIds: [runId.toUpperCase()] }, true],
  [{ runIds: [runId.replace('3', '4')] }, false],
])('%j', (filter, expected) => {
  expect(lineageEventMatcher(filter)(event)).toBe(expected);
});

test('what an event does not have is not asked for', () => {
  const about = { namespace: 'ns', name: 'dataset', eventType: null, runId: null };
  expect(lineageEventMatcher({ names: ['dataset'] })(about)).toBe(true);
  expect(lineageEventMatcher({ eventTypes: ['OTHER'] })(about)).toBe(false);
  expect(lineageEventMatcher({ runIds: [runId] })(about)).toBe(false);
});

test('lists are bounded, and ids are ids', () => {
  const values = Array.from({ length: maxFilterValues + 1 }, String);
  lineageEventMatcher({ names: values.slice(1) });
  for (const [filter, field] of [
    [{ names: values }, 'filter.names'],
    [{ runIds: [runId, 'x'] }, 'filter.runIds[1]'],
  ] as const) {
    expect(() => lineageEventMatcher(filter)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field }),
      }),
    );
  }
});
