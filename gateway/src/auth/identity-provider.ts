/**
 * The identity provider over HTTP: its metadata (OpenID Connect Discovery 1.0, section 4) and its keys
 * (RFC 7517). What it says is bounded in time and size, and redirects are not followed.
 */
import { z } from 'zod';
import { keyAddress } from './key-address.ts';
import { type TokenKey, jwksShape, usableKeys } from './token-keys.ts';

const answerTimeoutMs = 5_000;
/** Metadata and key sets are some kilobytes. */
const maxAnswerBytes = 512 * 1024;

const metadataShape = z.object({ issuer: z.string(), jwks_uri: keyAddress });

/**
 * Reads the keys of the issuer, where its metadata says that they are. Errors: an Error, also when the
 * metadata is another issuer's.
 */
export async function discoverKeys(issuer: string): Promise<TokenKey[]> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = metadataShape.parse(await readJson(address));
  // Section 4.3: else any issuer could give out another one's keys.
  if (metadata.issuer !== issuer) {
    throw new Error(`The issuer at ${address} calls itself ${JSON.stringify(metadata.issuer)}.`);
  }
  return readKeys(metadata.jwks_uri);
}

/** Reads the keys at the address. Errors: an Error, also when there is no usable one. */
export async function readKeys(address: string): Promise<TokenKey[]> {
  const keys = usableKeys(jwksShape.parse(await readJson(address)));
  if (keys.length === 0) throw new Error(`There is no usable key at ${address}.`);
  return keys;
}

async function readJson(address: string): Promise<unknown> {
  const answer = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  if (answer.status !== 200 || !answer.body) {
    await answer.body?.cancel();
    throw new Error(`${address} answers ${answer.status}.`);
  }
  return JSON.parse(await readText(answer.body));
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop gives the connection up.
    if (size > maxAnswerBytes) throw new Error('The answer is longer than any set of keys.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
