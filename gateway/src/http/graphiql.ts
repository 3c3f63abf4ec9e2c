/** GraphiQL at `/`, bundled: nothing is loaded from elsewhere, so it works without a network. */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

const welcome = `# Arbiter: what ran, what can be proved, who won, and why.
# Queries, mutations and live subscriptions of one graph; press Ctrl+Space for what fits.

query Latest {
  workflows(first: 5) {
    nodes { name state agent { name ratings { rating gameType } } auditTrail(first: 3) { nodes { eventType hash } } }
  }
}
`;

/** The page is one file with its scripts and styles in it, and asks nobody but us. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  'worker-src blob: data:',
  "connect-src 'self' ws: wss: data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A foreign supergraph gets no example: what it holds is not known. */
export function mountGraphiql(http: FastifyInstance, isForeign: boolean): void {
  const page = renderGraphiQL({
    title: isForeign ? 'GraphiQL' : 'Arbiter',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: isForeign ? '{ __typename }' : welcome,
  });
  http.get('/', async (_request, reply) =>
    reply
      .header('content-security-policy', contentPolicy)
      .type('text/html; charset=utf-8')
      .send(page),
  );
}
