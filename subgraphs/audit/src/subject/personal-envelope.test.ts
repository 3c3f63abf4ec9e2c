/** The envelope of personal values, opened by another implementation too. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyIdOf, nonceBytes, openPersonal, sealPersonal } from './personal-envelope.ts';

const key = { id: '01930000-0000-7000-8000-000000000001', key: randomBytes(32) };
const ada = { name: 'Ada Lovelace', email: 'ada@example.org', userAgent: 'curl/8 (Ünïcode)' };
const seal = (values: object) => sealPersonal(values, key, randomBytes(nonceBytes));

/** Decrypts by RFC 7516, section 5.2, with the Web Crypto API. */
async function openByTheBook(jwe: string, rawKey: Uint8Array): Promise<unknown> {
  const [header = '', encryptedKey, iv = '', ciphertext = '', tag = ''] = jwe.split('.');
  expect(encryptedKey).toBe('');
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const secret = await crypto.subtle.importKey('raw', new Uint8Array(rawKey), 'AES-GCM', false, [
    'decrypt',
  ]);
  const plaintext = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: bytes(iv),
      additionalData: new TextEncoder().encode(header),
      tagLength: 128,
    },
    secret,
    new Uint8Array([...bytes(ciphertext), ...bytes(tag)]),
  );
  return JSON.parse(new TextDecoder().decode(plaintext));
}

describe('sealPersonal', () => {
  test('makes a compact JWE that names algorithm and key', () => {
    const [header = ''] = seal(ada).split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: key.id,
    });
    expect(keyIdOf(seal(ada))).toBe(key.id);
  });

  test('is opened by Web Crypto', async () => {
    expect(await openByTheBook(seal(ada), key.key)).toEqual(ada);
  });

  test('shows nothing of the values and never the same text twice', () => {
    const [one, other] = [seal(ada), seal(ada)];
    expect(one).not.toBe(other);
    for (const part of one.split('.')) {
      expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('Ada');
    }
  });
});

describe('openPersonal', () => {
  test('gives back any values', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.record({ name: text, email: text }, { requiredKeys: [] }), (values) => {
        expect(openPersonal(seal(values), key.key)).toEqual(values);
      }),
    );
  });

  test('refuses another key', () => {
    expect(() => openPersonal(seal(ada), randomBytes(32))).toThrow();
  });

  test.each([0, 2, 3, 4])('refuses an envelope whose part %d was altered', (altered) => {
    const parts = seal(ada).split('.');
    const bytes = Buffer.from(parts[altered] ?? '', 'base64url');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const forged = parts.with(altered, bytes.toString('base64url')).join('.');
    expect(() => openPersonal(forged, key.key)).toThrow();
  });

  test('refuses a shortened tag', () => {
    const parts = seal(ada).split('.');
    const short = Buffer.from(parts[4] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(() => openPersonal(parts.with(4, short).join('.'), key.key)).toThrow();
  });
});
