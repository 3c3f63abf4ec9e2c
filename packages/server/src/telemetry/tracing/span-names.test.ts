/** Goal: spans are named after a part of the system and what it does, and after nothing else. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSpanName, moduleBoundaries, operationTypes, spanName } from './span-names.ts';

test('a name has a part, what it does, and what it does that to', () => {
  expect(spanName('gateway', 'plan')).toBe('gateway.plan');
  expect(spanName('bus', 'send', 'registry')).toBe('bus.send registry');
  expect(spanName('database', 'execute', 'SELECT registry.runs')).toBe(
    'database.execute SELECT registry.runs',
  );
  // @ts-expect-error the database sends nothing: the check of the types refuses what is not known.
  expect(isSpanName(spanName('database', 'send'))).toBe(false);
});

test('the combinations are these, and no others', () => {
  const names = moduleBoundaries.flatMap((part) =>
    operationTypes.map((operation) => `${part}.${operation}`).filter(isSpanName),
  );
  const ofSubgraph = (name: string) =>
    ['serve', 'query', 'mutation', 'subscription', 'deliver'].map((each) => `${name}.${each}`);
  const ofGateway = [
    ...['serve', 'query', 'mutation', 'subscription', 'unknown', 'deliver'],
    ...['plan', 'fetch', 'subscribe', 'call'],
  ];
  expect(names).toEqual([
    ...ofGateway.map((each) => `gateway.${each}`),
    ...['registry', 'audit', 'tournaments', 'xai'].flatMap(ofSubgraph),
    ...['database.execute', 'bus.send', 'bus.process', 'redis.execute', 'jobs.run'],
  ]);
});

test.each([
  '',
  'gateway',
  'gateway.',
  'gateway.plan ',
  'toString.call',
  'POST /graphql',
  'deliver',
])('"%s" is none', (text) => expect(isSpanName(text)).toBe(false));

test('whatever it is done to, it is a name', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (target) => {
      fc.pre(/^\S[^\n\r\u2028\u2029]*$/.test(target));
      expect(isSpanName(spanName('gateway', 'fetch', target))).toBe(true);
    }),
  );
});
