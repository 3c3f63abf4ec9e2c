/**
 * The body of a request as it was before the sender compressed it, within a limit that no
 * compression gets around. Decompression runs beside the event loop.
 */
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';

/** Of a body, compressed or not. Real events are a few kilobytes; large ones hold query plans. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * The names that `Content-Encoding` may have. Source: RFC 9110, section 8.4.1. Brotli is none of them, as its
 * decoder in Node before 26.12.1 writes past its memory (CVE-2026-111497); clients of OpenLineage send gzip.
 */
export const BODY_ENCODINGS = ['gzip', 'deflate', 'identity'] as const;

export type DecodedBody =
  | { readonly kind: 'decoded'; readonly body: Buffer }
  | { readonly kind: 'unknown-encoding' }
  /** Not what the encoding says; a sentence for the sender. */
  | { readonly kind: 'broken'; readonly detail: string };

/** Errors: PAYLOAD_TOO_LARGE when the body is, or decompressed becomes, larger than the limit. */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string | undefined,
): Promise<DecodedBody> {
  if (body.length > MAX_BODY_BYTES) throw tooLarge();
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return { kind: 'decoded', body };
  const decompress = decompressors.get(encoding);
  if (!decompress) return { kind: 'unknown-encoding' };
  try {
    // Decompression stops at the limit, so that a small body cannot fill the memory.
    const decoded = await decompress(body, { maxOutputLength: MAX_BODY_BYTES });
    return { kind: 'decoded', body: decoded };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'broken', detail: `The body is no complete ${encoding} data: ${reason}.` };
  }
}

const decompressors = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
]);

function tooLarge(): AppError {
  const limit = `${MAX_BODY_BYTES / 1024 / 1024} MiB`;
  return new AppError('PAYLOAD_TOO_LARGE', `The body is larger than ${limit}, decompressed.`);
}
