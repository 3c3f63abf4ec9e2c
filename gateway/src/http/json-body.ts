/**
 * Bodies of JSON: as fastify reads them, but for those that are nested too deep, which nobody reads, and
 * those that are no UTF-8 (RFC 8259, section 8.1), which would be stored with U+FFFD in place of what
 * was meant.
 */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { requireJsonDepth } from '../limits/json-depth-limit.ts';

/** For every route of the server that has no parser of its own. */
export function parseJsonWithin(http: FastifyInstance, jsonDepth: number): void {
  // Names that would change a prototype are refused.
  const parse = http.getDefaultJsonParser('error', 'error');
  http.removeContentTypeParser('application/json');
  http.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      try {
        requireJsonDepth(body, { maximum: jsonDepth, what: 'body' });
        if (!isUtf8(body)) throw new AppError('BAD_USER_INPUT', 'The body is not valid UTF-8.');
      } catch (error) {
        return done(error as Error);
      }
      return parse(request, body.toString(), done);
    },
  );
}
