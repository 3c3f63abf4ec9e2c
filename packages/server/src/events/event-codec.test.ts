import { describe, expect, test } from '@jest/globals';
import { decodeEvent, encodeEvent } from './event-codec.ts';
import { eventOf } from './testing/events.ts';

describe('events as text', () => {
  test('come back as they were', () => {
    const event = { ...eventOf('topic', 'a'), data: { text: '\u2028"é🙂', list: [1, null] } };
    expect(decodeEvent(encodeEvent(event))).toEqual(event);
  });

  test.each(['', 'x', '{', 'null', '7', '"text"', '[]', '{}', '{"id":"a","topic":"b","type":"c"}'])(
    'what no Arbiter wrote is none: %s',
    (text) => {
      expect(decodeEvent(text)).toBeNull();
    },
  );
});
