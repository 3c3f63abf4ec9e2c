/** Documents of subscriptions, changed to continue after a cursor. */
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print, validate } from 'graphql';
import { resumeAfter, resumeCursorOf, withCursor } from './resume.ts';

const schema = buildSchema(`
  type Query { a: Int }
  type Delivery { cursor: String! value: Int }
  type Foreign { cursor(of: Int!): String! value: Int }
  type Subscription {
    events(filter: String, after: String): Delivery
    bare: Int
    once: Delivery
    page(after: Int): Delivery
    foreign(after: String): Foreign
  }
`);

function resume(query: string, variables: Record<string, unknown> = {}) {
  const resumed = resumeAfter({ query, variables }, 'c7');
  expect(validate(schema, parse(resumed.query)).map(({ message }) => message)).toEqual([]);
  return resumed;
}

describe('resumeAfter', () => {
  test('sets the variable that the document has for it', () => {
    const query = 'subscription ($from: String) { events(after: $from) { value } }';
    expect(resume(query, { from: '0' })).toEqual({ query, variables: { from: 'c7' } });
  });

  test.each([
    'subscription { events { value } }',
    'subscription { events(after: "0", filter: "x") { value } }',
    'subscription ($x: String) { events(after: $x, filter: $x) { value } }',
    'subscription { ... on Subscription { events { value } } }',
    'subscription { ...F } fragment F on Subscription { ...G } fragment G on Subscription { events { value } }',
    'subscription S { e: events(after: null) { value } } query Q { a }',
  ])('adds a variable to %s', (query) => {
    const payload = resumeAfter(
      { query, operationName: query.includes(' S ') ? 'S' : null, variables: { x: '1' } },
      'c7',
    );
    expect(payload.query).toContain('after: $arbiterAfter');
    expect(payload.query).toContain('$arbiterAfter: String');
    expect(payload.variables).toEqual({ x: '1', arbiterAfter: 'c7' });
    expect(validate(schema, parse(payload.query)).map(({ message }) => message)).toEqual([]);
  });

  test.each(['query { a }', 'subscription {', '', '{ a }'])('leaves %j alone', (query) =>
    expect(resumeAfter({ query }, 'c7')).toEqual({ query }),
  );
});

describe('withCursor', () => {
  const planned = (query: string) => {
    const document = parse(query);
    return print(withCursor(schema, document, document.definitions[0] as never));
  };

  test('asks for the cursor at the root, also inside fragments', () => {
    expect(planned('subscription { events { value } }')).toContain('arbiterCursor: cursor');
    expect(
      planned('subscription { ...F } fragment F on Subscription { events { value } }'),
    ).toContain('arbiterCursor: cursor');
  });

  test.each(['bare', 'once { value }', 'page { value }', 'foreign { value }'])(
    'leaves %s alone, which no cursor continues',
    (field) => expect(planned(`subscription { ${field} }`)).not.toContain('arbiterCursor'),
  );
});

test('resumeCursorOf finds what was asked for', () => {
  expect(resumeCursorOf({ data: { events: { arbiterCursor: 'c1', value: 1 } } })).toBe('c1');
  expect(resumeCursorOf({ data: { events: { value: 1 } } })).toBeNull();
  expect(resumeCursorOf({ data: { events: null } })).toBeNull();
  expect(resumeCursorOf({ errors: [] })).toBeNull();
});
