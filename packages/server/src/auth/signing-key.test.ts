/** The signing key: its forms, its file, and the race of processes that make it. */
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigError } from '../config/env.ts';
import {
  type VerifyKey,
  developmentSigningKey,
  parseSigningKey,
  parseSigningKeys,
  parseVerifyKeys,
} from './signing-key.ts';

const publicPart = ({ publicKey }: VerifyKey) => publicKey.export({ format: 'jwk' }).x;

describe('parseSigningKey', () => {
  test('takes 32 bytes in base64 or base64url, with white space around', () => {
    const seed = Buffer.from('fb'.repeat(32), 'hex');
    const [plain, url] = [seed.toString('base64'), seed.toString('base64url')];
    expect(plain).not.toBe(url);
    const keys = [plain, url, ` ${plain}\n`].map(parseSigningKey).map(publicPart);
    expect(new Set(keys).size).toBe(1);
  });

  test('takes a PKCS #8 PEM, and finds the public part of a known seed', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    expect(publicPart(parseSigningKey(pem))).toBe(publicKey.export({ format: 'jwk' }).x);
    // RFC 8032, section 7.1, test 1.
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
    const expected = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
    const parsed = parseSigningKey(Buffer.from(seed, 'hex').toString('base64'));
    expect(publicPart(parsed)).toBe(Buffer.from(expected, 'hex').toString('base64url'));
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey;
  test.each([
    ['nothing', ''],
    ['a word', 'secret-that-must-not-be-repeated'],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['a key of another kind', rsa.export({ type: 'pkcs8', format: 'pem' })],
    ['half a PEM', '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw'],
  ])('refuses %s without repeating it', (_, text) => {
    const parse = () => parseSigningKey(text);
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(/^ARBITER_SIGNING_KEY: must be 32 bytes in base64/);
    if (text) expect(parse).not.toThrow(text.slice(0, 20));
  });
});

test('the id of a key is its thumbprint', () => {
  // RFC 8037, appendix A.3, for the key of appendix A.1.
  const seed = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A';
  expect(parseSigningKey(seed).kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

describe('several keys', () => {
  const pairs = [1, 2, 3].map(() => generateKeyPairSync('ed25519'));
  const privatePems = pairs.map(({ privateKey }) =>
    privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  const publicPems = pairs.map(({ publicKey }) =>
    publicKey.export({ type: 'spki', format: 'pem' }),
  );

  test('the first signs; their public parts are found in either form', () => {
    const seed = randomBytes(32).toString('base64');
    const keys = parseSigningKeys(` ${privatePems[0]},${seed} , ${privatePems[1]}`);
    expect(keys.map(({ kid }) => kid)).toEqual(
      [privatePems[0]!, seed, privatePems[1]!].map((text) => parseSigningKey(text).kid),
    );
    const raw = String(keys[1]!.publicKey.export({ format: 'jwk' }).x);
    const verifying = parseVerifyKeys(`${publicPems[0]},${raw},${publicPems[1]}`);
    expect(verifying.map(({ kid }) => kid)).toEqual(keys.map(({ kid }) => kid));
  });

  test.each([
    ['nothing', ''],
    ['only commas', ' , ,'],
    ['a word', 'secret-that-must-not-be-repeated'],
    ['a private key', privatePems[0]!],
    ['a good key and a bad one', `${publicPems[0]},hush`],
    ['nine keys', Array.from({ length: 9 }, () => publicPems[0]).join(',')],
  ])('to verify by are not %s', (_, text) => {
    expect(() => parseVerifyKeys(text)).toThrow(
      /^ARBITER_VERIFY_KEYS: must be Ed25519 public keys/,
    );
  });

  test.each(['', ',', `${'A'.repeat(43)},hush`, Array(9).fill('A'.repeat(43)).join(',')])(
    'to sign with are not %j',
    (text) => {
      expect(() => parseSigningKeys(text)).toThrow(/^ARBITER_SIGNING_KEY: must be 32 bytes/);
    },
  );
});

describe('developmentSigningKey', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'arbiter key '));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test('is made once, in a file for its owner only, also where the folder is missing', () => {
    const folder = join(dataDir, 'a', 'b');
    const first = developmentSigningKey(folder);
    expect(publicPart(developmentSigningKey(folder))).toBe(publicPart(first));
    expect(readdirSync(folder)).toEqual(['signing.key']);
    expect(statSync(join(folder, 'signing.key')).mode & 0o777).toBe(0o600);
  });

  test('a file that is damaged is refused, not replaced', () => {
    writeFileSync(join(dataDir, 'signing.key'), 'damaged');
    expect(() => developmentSigningKey(dataDir)).toThrow(ConfigError);
  });

  test('of processes that start at once all get the same', async () => {
    const script = `
      import { developmentSigningKey } from ${JSON.stringify(new URL('signing-key.ts', import.meta.url).href)};
      process.stdin.once('data', () => {
        const { publicKey } = developmentSigningKey(${JSON.stringify(dataDir)});
        console.log(publicKey.export({ format: 'jwk' }).x);
        process.exit();
      });
      console.log('ready');`;
    const processes = Array.from({ length: 4 }, () => startScript(script));
    await Promise.all(processes.map(({ ready }) => ready));
    for (const { go } of processes) go();
    const keys = await Promise.all(processes.map(({ answer }) => answer));
    expect(keys[0]).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new Set(keys)).toEqual(new Set([publicPart(developmentSigningKey(dataDir))]));
    expect(readdirSync(dataDir)).toEqual(['signing.key']);
  });
});

/** A process that waits for `go`, so that several can act in the same moment. */
function startScript(script: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  const ready = Promise.withResolvers<void>();
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.startsWith('ready\n')) ready.resolve();
  });
  const answer = new Promise<string | undefined>((resolve) =>
    child.once('close', () => resolve(output.split('\n')[1])),
  );
  return { ready: ready.promise, answer, go: () => child.stdin.end('go\n') };
}
