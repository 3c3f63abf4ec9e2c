/** Refusals of plain HTTP as problem details (RFC 9457), with the same facts as GraphQL errors. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import {
  type Problem,
  problemAnswer,
  refusalAnswer,
} from '@arbiter/server/subgraph/rest-answers.ts';

export function sendProblem(reply: FastifyReply, requestId: string, error: AppError): FastifyReply {
  const { status, headers, body } = refusalAnswer(error, requestId);
  return reply.status(status).headers(headers).send(body);
}

/** A refusal whose status is one of HTTP itself, such as 405. */
export function sendRefusal(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, headers, body } = problemAnswer(problem);
  return reply.status(status).headers(headers).send(body);
}

/** For paths that do not exist. */
export function unknownPath(request: FastifyRequest): AppError {
  return new AppError(
    'NOT_FOUND',
    `There is nothing at ${request.method} ${request.url.split('?')[0]}; GraphQL is at /graphql.`,
  );
}
