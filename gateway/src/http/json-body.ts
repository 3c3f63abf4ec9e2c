/** Bodies of JSON: as fastify reads them, but for those that are nested too deep, which nobody reads. */
import type { FastifyInstance } from 'fastify';
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
      } catch (error) {
        return done(error as Error);
      }
      return parse(request, body.toString(), done);
    },
  );
}
