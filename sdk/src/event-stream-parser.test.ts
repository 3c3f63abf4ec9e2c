/** The examples of the specification, and any way of cutting a stream into pieces. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type StreamEvent, createEventStreamParser } from './event-stream-parser.ts';

function parse(...pieces: readonly string[]): StreamEvent[] {
  const parser = createEventStreamParser(() => {});
  return pieces.flatMap((piece) => parser(piece));
}

const message = (data: string) => ({ event: 'message', data });

describe('examples of WHATWG HTML, section 9.2', () => {
  test.each<[string, string, StreamEvent[]]>([
    [
      'several lines of data are one event',
      'data: YHOO\ndata: +2\ndata: 10\n\n',
      [message('YHOO\n+2\n10')],
    ],
    [
      'comments and ids',
      ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
      [message('first event'), message('second event'), message(' third event')],
    ],
    ['empty data', 'data\n\ndata\ndata\n\ndata:', [message(''), message('\n')]],
    [
      'one space after the colon does not count',
      'data:test\n\ndata: test\n\n',
      [message('test'), message('test')],
    ],
    [
      'named events',
      'event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n',
      [
        { event: 'add', data: '73857293' },
        { event: 'remove', data: '2153' },
      ],
    ],
    [
      'an event without data is none, and its name is forgotten',
      'event: add\n\ndata: x\n\n',
      [message('x')],
    ],
    ['all three line ends', 'data: a\r\n\r\ndata: b\r\rdata: c\n\n', ['a', 'b', 'c'].map(message)],
    ['unknown fields', 'retry: 10\nfoo: bar\ndata: x\n\n', [message('x')]],
  ])('%s', (_name, text, events) => {
    expect(parse(text)).toEqual(events);
  });
});

test('a line end cut in two is one', () => {
  expect(parse('data: a\r', '\n\r', '\ndata: b\r', '\rdata: c\r\n', '\r\n')).toEqual(
    ['a', 'b', 'c'].map(message),
  );
});

test('comments are told', () => {
  let comments = 0;
  const parser = createEventStreamParser(() => (comments += 1));
  expect(parser(':\n\n: still here\n')).toEqual([]);
  expect(comments).toBe(2);
});

test('however a stream is cut, it has the same events', () => {
  const line = fc.constantFrom('data: a', 'data:b', 'event: next', ':', 'id: 7', 'data', '');
  const end = fc.constantFrom('\n', '\r\n', '\r');
  const stream = fc.array(fc.tuple(line, end)).map((lines) => lines.flat().join(''));
  fc.assert(
    fc.property(stream, fc.array(fc.nat(8)), (text, lengths) => {
      const pieces: string[] = [];
      let at = 0;
      for (const length of lengths) {
        pieces.push(text.slice(at, at + length));
        at += length;
      }
      expect(parse(...pieces, text.slice(at))).toEqual(parse(text));
    }),
  );
});
