/** Refusals of plain HTTP as problem details (RFC 9457), with the same facts as GraphQL errors. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import {
  type Problem,
  problemAnswer,
  refusalAnswer,
} from '@arbiter/server/subgraph/rest-answers.ts';
import { isGraphqlResponseChosen } from './media-types.ts';

export function sendProblem(reply: FastifyReply, requestId: string, error: AppError): FastifyReply {
  const { status, headers, body } = refusalAnswer(error, requestId);
  return reply.status(status).headers(headers).send(body);
}

/** A refusal whose status is one of HTTP itself, such as 405. */
export function sendRefusal(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, headers, body } = problemAnswer(problem);
  return reply.status(status).headers(headers).send(body);
}

/** Paths that answer in the form of GraphQL, whatever they have to say. */
const graphqlPaths: ReadonlySet<string | undefined> = new Set(['/graphql', '/graphql/stream']);

/**
 * For whoever has not shown who it is: 401 with a challenge (RFC 6750, section 3), and to clients of
 * GraphQL an error of GraphQL.
 */
export function refuseUnknown(
  { headers, routeOptions }: FastifyRequest,
  reply: FastifyReply,
  error: AppError,
): FastifyReply {
  const requestId = String(reply.getHeader('x-request-id'));
  const isShown = headers.authorization !== undefined || headers.cookie !== undefined;
  void reply.header(
    'www-authenticate',
    isShown ? 'Bearer realm="arbiter", error="invalid_token"' : 'Bearer realm="arbiter"',
  );
  if (!graphqlPaths.has(routeOptions.url)) return sendProblem(reply, requestId, error);
  const { message, code, details } = error;
  const type = isGraphqlResponseChosen(headers.accept) ? 'graphql-response+json' : 'json';
  return reply
    .status(errorCatalogue[code].httpStatus)
    .type(`application/${type}; charset=utf-8`)
    .send(JSON.stringify({ errors: [{ message, extensions: { code, ...details, requestId } }] }));
}

/** For paths that do not exist. */
export function unknownPath(request: FastifyRequest): AppError {
  return new AppError(
    'NOT_FOUND',
    `There is nothing at ${request.method} ${request.url.split('?')[0]}; GraphQL is at /graphql.`,
  );
}
