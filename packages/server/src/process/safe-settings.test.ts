/** Goal: production has no database whose password strangers know, wherever a URL can say it, or not. */
import { expect, test } from '@jest/globals';
import { databaseNeed } from './safe-settings.ts';

const isGiven = (url: string | undefined) => databaseNeed('DATABASE_URL', url).isGiven;

test.each([
  'postgres://ada:hushhush@db.lab.example/arbiter',
  'postgres://ada:hush%20hush@db.lab.example/arbiter',
  'postgres://ada@db.lab.example/arbiter?password=hushhush',
  'postgres://ada:hushhush@/arbiter?host=/var/run/postgresql',
  'postgres://ada:arbiter%20@db.lab.example/arbiter',
])('%s has a password of its own', (url) => {
  expect(isGiven(url)).toBe(true);
});

test.each([
  'postgres://arbiter:arbiter@127.0.0.1/arbiter',
  'postgres://ada:%61rbiter@127.0.0.1/arbiter',
  'postgres://ada@127.0.0.1/arbiter?password=arbiter',
  'postgres://ada:hushhush@127.0.0.1/arbiter?password=arbiter',
  'postgres://ada@127.0.0.1/arbiter?password=%61rbiter',
  'postgres://ada:arbiter@/arbiter?host=/var/run/postgresql',
])('%s has the one of the examples', (url) => {
  expect(isGiven(url)).toBe(false);
});

// PGPASSWORD or a password file would be used then; those of the roles would be derived from nothing.
test.each([
  'postgres://ada@127.0.0.1/arbiter',
  'postgres://ada:@127.0.0.1/arbiter',
  'postgres://ada@127.0.0.1/arbiter?password=',
  'postgres://ada@/arbiter?host=/var/run/postgresql',
  'postgres:///arbiter',
])('%s has none', (url) => {
  expect(isGiven(url)).toBe(false);
});

test('no database is none', () => {
  expect(isGiven(undefined)).toBe(false);
});
