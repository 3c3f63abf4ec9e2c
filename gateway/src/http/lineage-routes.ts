/**
 * The HTTP endpoints of the OpenLineage API, passed on to the registry, with the identity of the
 * request and the body just as it came.
 */
import type { FastifyInstance } from 'fastify';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import type { RefusalReporter } from '../authorization/refusal-reporter.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { requestIdentity } from './request-context.ts';

const paths = ['/api/v1/lineage', '/api/v1/lineage/batch'];

/** As the registry's own limit: what is larger is refused before it is read to its end. */
const maxBodyBytes = 10 * 1024 * 1024;
/** A supergraph that lost a subgraph is put right by an operator. */
const retrySeconds = 30;
const forbidden = errorCatalogue.FORBIDDEN.httpStatus;

export function mountLineageRoutes(
  http: FastifyInstance,
  registry: () => SubgraphSource | undefined,
  refusals: RefusalReporter | undefined,
): void {
  http.register(async (scope) => {
    // Whatever the content type and encoding, the bytes are the registry's to read.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: maxBodyBytes },
      (_request, body, done) => done(null, body),
    );
    for (const path of paths) {
      scope.post(path, { bodyLimit: maxBodyBytes }, async (request, reply) => {
        const source = registry();
        if (!source)
          throw unavailable('The supergraph has no registry subgraph now.', retrySeconds);
        const identity = requestIdentity(request);
        const answer = await source.rest(path, {
          identity,
          headers: request.headers,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        });
        if (answer.status === forbidden) {
          refusals?.report(identity, { kind: 'Endpoint', name: `POST ${path}`, code: 'FORBIDDEN' });
        }
        return reply.status(answer.status).headers(answer.headers).send(answer.body);
      });
    }
  });
}
