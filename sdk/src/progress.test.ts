/** Where a subscription continues, by what it has heard. */
import { describe, expect, test } from '@jest/globals';
import { ArbiterError } from './error.ts';
import { createProgress } from './progress.ts';
import { quick } from './testing/waiting.ts';

const query = `subscription ($after: String) { workflowEvents(after: $after) { cursor } }`;
const settings = { retry: quick, reconnect: quick } as Parameters<typeof createProgress>[2];
const away = (cursor?: string) =>
  new ArbiterError('UNAVAILABLE', 'Later.', cursor === undefined ? {} : { cursor });

function connected(given: Readonly<Record<string, unknown>> = {}) {
  const progress = createProgress(query, given, settings);
  progress.connected();
  return progress;
}

describe('a stream that a server ends for now', () => {
  test('continues where the server says, when no event has come yet', () => {
    const progress = connected();
    expect(progress.brokeOff(away('c3'))).toMatchObject({ cursor: 'c3' });
    expect(progress.variables()).toEqual({ after: 'c3' });
  });

  test('continues after the last event, when one has come', () => {
    const progress = connected();
    progress.isNew({ workflowEvents: { cursor: 'c1' } });
    progress.brokeOff(away('c3'));
    expect(progress.variables()).toEqual({ after: 'c1' });
  });

  test('begins where it was to begin, when the server says nothing', () => {
    for (const given of [{}, { after: 'c0' }]) {
      const progress = connected(given);
      progress.brokeOff(away());
      expect(progress.variables()).toEqual(given);
    }
  });

  test('is not continued by the place of a gap, which the caller has to know', () => {
    const progress = connected();
    progress.brokeOff(new ArbiterError('SUBSCRIPTION_GAP', 'Gap.', { cursor: 'c9' }));
    expect(progress.variables()).toEqual({});
  });
});
