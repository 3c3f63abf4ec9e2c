/** Records in their place: numbers and hashes that depend on everything before them. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { testEvent } from '../testing/run-audit.ts';
import { type PublishedRecord, verifyLedger } from '../testing/verify-ledger.ts';
import { type LedgerHead, readRecord, sealRecord } from './canonical-record.rules.ts';
import { contentOf } from './source-event.rules.ts';

const recordedAt = new Date('2026-01-01T00:00:01.000Z');

function sealAll(count: number) {
  let head: LedgerHead = { seq: 0, hash: null };
  return Array.from({ length: count }, (_, index) => {
    const stamp = { id: `id-${index}`, recordedAt, personal: null };
    const sealed = sealRecord(head, contentOf(testEvent({ data: { index } })), stamp);
    head = sealed;
    return sealed;
  });
}

describe('sealRecord', () => {
  test('numbers from 1 and chains each record to the one before', () => {
    const sealed = sealAll(2);
    const [first, second] = sealed.map(({ canonicalForm }) => readRecord(canonicalForm));
    expect(first).toMatchObject({ seq: 1, schemaVersion: 1 });
    expect(first).not.toHaveProperty('previousHash');
    expect(second).toMatchObject({ seq: 2, previousHash: sealed[0]?.hash });
  });

  test('hashes the UTF-8 bytes of the canonical form', () => {
    const stamp = { id: 'id', recordedAt, personal: null };
    const content = contentOf(testEvent({ data: { word: 'Müller €' } }));
    const { canonicalForm, hash } = sealRecord({ seq: 0, hash: null }, content, stamp);
    expect(createHash('sha256').update(Buffer.from(canonicalForm, 'utf8')).digest('hex')).toBe(
      hash,
    );
  });

  test('gives the same text whatever the order of members', () => {
    const content = contentOf(testEvent());
    const reversed = Object.fromEntries(Object.entries(content).toReversed()) as typeof content;
    const seal = (what: typeof content) =>
      sealRecord({ seq: 4, hash: 'ab' }, what, { id: 'id', recordedAt, personal: null });
    expect(seal(reversed)).toEqual(seal(content));
  });
});

describe('an outsider', () => {
  test('accepts a ledger as it was written', () => {
    expect(verifyLedger('alpha', sealAll(5))).toHaveLength(5);
  });

  type Forgery = (records: PublishedRecord[]) => PublishedRecord[];
  const rehash = (canonicalForm: string): PublishedRecord => ({
    canonicalForm,
    hash: createHash('sha256').update(canonicalForm).digest('hex'),
  });
  const forgeries: readonly (readonly [string, Forgery])[] = [
    ['removed', (records) => records.toSpliced(2, 1)],
    ['removed from the start', (records) => records.slice(1)],
    ['doubled', (records) => records.toSpliced(2, 0, ...records.slice(2, 3))],
    ['swapped', ([a, b, ...rest]) => [b, a, ...rest].filter((record) => record !== undefined)],
    [
      'altered',
      (records) =>
        records.map((record) => ({
          ...record,
          canonicalForm: record.canonicalForm.replace('"index":2', '"index":7'),
        })),
    ],
    [
      'altered and hashed again',
      (records) =>
        records.map(({ canonicalForm }) => rehash(canonicalForm.replace('"index":2', '"index":7'))),
    ],
  ];
  test.each(forgeries)('notices a record that was %s', (_, forge) => {
    expect(() => verifyLedger('alpha', forge(sealAll(5)))).toThrow(/^record \d of alpha/);
  });
});
