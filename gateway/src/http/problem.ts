/** Refusals of plain HTTP as problem details (RFC 9457), with the same facts as GraphQL errors. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { ErrorCode } from '@arbiter/kernel/errors/catalogue.ts';
import { refusalAnswer } from '@arbiter/server/subgraph/rest-answers.ts';

export function sendProblem(reply: FastifyReply, requestId: string, error: AppError): FastifyReply {
  const { status, headers, body } = refusalAnswer(error, requestId);
  return reply.status(status).headers(headers).send(body);
}

/** Whatever a route or fastify itself has thrown, as something that may be shown. */
export function toAppError(error: FastifyError | Error): AppError {
  if (error instanceof AppError) return error;
  const status = 'statusCode' in error ? error.statusCode : undefined;
  const code = codeOfStatus(status);
  if (code === null) {
    return new AppError('INTERNAL', 'Something went wrong in Arbiter.', { cause: error });
  }
  return new AppError(code, messageOf(code, error));
}

function codeOfStatus(status: number | undefined): ErrorCode | null {
  if (status === 413) return 'PAYLOAD_TOO_LARGE';
  if (status === 404) return 'NOT_FOUND';
  return status !== undefined && status >= 400 && status < 500 ? 'BAD_USER_INPUT' : null;
}

function messageOf(code: ErrorCode, error: Error): string {
  if (code === 'PAYLOAD_TOO_LARGE') return 'The body is larger than this path accepts.';
  return error.message;
}

/** For paths that do not exist. */
export function unknownPath(request: FastifyRequest): AppError {
  return new AppError(
    'NOT_FOUND',
    `There is nothing at ${request.method} ${request.url.split('?')[0]}; GraphQL is at /graphql.`,
  );
}
