/** The example of the README: what it says is what the code does, and what an outsider computes. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openPersonal, sealPersonal } from '../subject/personal-envelope.ts';
import { readRecord, schemaVersion, sealRecord } from './canonical-record.rules.ts';
import {
  type SourceEvent,
  contentOf,
  faultOfEvent,
  personalValuesOf,
} from './source-event.rules.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

function exampleOf(name: string): string {
  const found = new RegExp(`<!-- example: ${name} -->\\s+\`\`\`\\w+\\n([^]*?)\\n\`\`\``).exec(
    readme,
  );
  return found?.[1] ?? `no example of ${name}`;
}

const bytesFrom0 = (count: number) => Uint8Array.from({ length: count }, (_, index) => index);

const key = { id: '01930000-0000-7000-8000-0000000000b1', key: bytesFrom0(32) };
const canonicalForm = exampleOf('canonical form');

test('the event becomes the canonical form and the hash', () => {
  const event = JSON.parse(exampleOf('event')) as SourceEvent;
  expect(faultOfEvent(event)).toBeNull();
  const sealed = sealRecord({ seq: 1, hash: '0123456789abcdef'.repeat(4) }, contentOf(event), {
    id: '01930000-0000-7000-8000-0000000000c1',
    recordedAt: new Date('2026-01-01T00:00:01.000Z'),
    personal: sealPersonal(personalValuesOf(event) ?? {}, key, bytesFrom0(12)),
  });
  expect(sealed).toEqual({ seq: 2, canonicalForm, hash: exampleOf('hash') });
});

test('the hash is that of the text', () => {
  expect(createHash('sha256').update(canonicalForm).digest('hex')).toBe(exampleOf('hash'));
});

test('the personal values are those of the event', () => {
  expect(openPersonal(readRecord(canonicalForm).personal ?? '', key.key)).toEqual({
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    clientAddress: '192.0.2.1',
  });
});

test('the layout lists every member of the form', () => {
  expect(readme).toContain(`The canonical form, schema version ${schemaVersion}`);
  for (const member of Object.keys(readRecord(canonicalForm))) {
    expect(readme).toMatch(new RegExp(`^\\| \`${member}\` +\\|`, 'm'));
  }
});
