/** What fastify and its routes throw, as something that may be shown. */
import type { FastifyError } from 'fastify';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { ErrorCode } from '@arbiter/kernel/errors/catalogue.ts';

/** The error itself when it is ours; the caller's mistake that fastify found; INTERNAL for all else. */
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
