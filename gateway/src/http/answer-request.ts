/**
 * Apollo Server behind fastify: hands over a request whose operations have been admitted, and writes the
 * answer. Not the integration that there is: it reads the request target a second time, in its own way.
 */
import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { asksForCost } from '../limits/show-costs.ts';
import type { AdmittedRequest } from './admit-request.ts';
import { clientGone } from './client-gone.ts';
import type { AnswerContext } from './multipart.ts';
import { requestIdentity } from './request-context.ts';

/** Runs the operations of the request and answers it. */
export async function answerRequest(
  server: ApolloServer<AnswerContext>,
  admitted: AdmittedRequest,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
): Promise<FastifyReply> {
  const { method, headers } = request;
  const identity = requestIdentity(request);
  const {
    status = 200,
    headers: answered,
    body,
  } = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: headerMap(headers), ...admitted },
    context: async () => ({
      identity,
      showsCost: asksForCost(headers),
      signal: clientGone(reply),
      onClosed: (listener) => void reply.raw.once('close', listener),
    }),
  });
  void reply.status(status).headers(Object.fromEntries(answered));
  if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator));
  const { requestId } = identity;
  return reply.send(status >= 400 ? withRequestId(body.string, requestId) : body.string);
}

function headerMap(headers: FastifyRequest['headers']): HTTPGraphQLRequest['headers'] {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

interface Refused {
  readonly errors?: readonly GraphQLFormattedError[];
}

/** What Apollo Server refuses before it is an operation passes no plugin that could say whose it is. */
function withRequestId(text: string, requestId: string): string {
  const complete = ({ errors = [], ...rest }: Refused) => ({
    errors: errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } })),
    ...rest,
  });
  const answer = JSON.parse(text) as Refused | readonly Refused[];
  return JSON.stringify('length' in answer ? answer.map(complete) : complete(answer));
}
