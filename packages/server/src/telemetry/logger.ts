/** Structured logs: fixed messages, the facts in attributes, secrets never. */
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { readBaggage } from '@arbiter/kernel/trace/work-baggage.ts';

export type Logger = PinoLogger;

/** Attributes that are never written; the URLs of databases and buses hold passwords. */
const secretNames = [
  ...['authorization', 'Authorization', 'cookie', 'set-cookie', 'x-arbiter-actor'],
  ...['password', 'secret', 'token', 'apiKey', 'url', 'connectionString'],
];
/** At the top of a line and one level below. */
const secretPaths = secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`]);

/** A logger for one program; lines are JSON on standard output unless a destination is given. */
export function createLogger(
  { level, service }: { level: string; service: string },
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { service },
    redact: { paths: secretPaths, censor: '[redacted]' },
    serializers: { err: (error: unknown) => describeError(error) },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * A logger for one request: every line has request id, tenant, user and, when known, trace id and the
 * workflow that the request is part of.
 */
export function requestLogger(logger: Logger, identity: RequestIdentity): Logger {
  const traceId = identity.traceparent?.split('-')[1];
  const { workflowId } = readBaggage(identity.baggage);
  return logger.child({
    requestId: identity.requestId,
    tenant: identity.actor.tenantId,
    user: identity.actor.id,
    ...(traceId ? { traceId } : {}),
    ...(workflowId ? { workflowId } : {}),
  });
}

/** Causes shown below an error; deeper ones add nothing. */
const maxCauses = 3;

/**
 * What is logged of an error: its kind, text, code and origin, and the same of its causes. Its other
 * properties are left out, as libraries hang whole connections on their errors.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    type: name,
    message,
    ...(code === undefined ? {} : { code }),
    stack,
    ...(cause === undefined || depth >= maxCauses
      ? {}
      : { cause: describeError(cause, depth + 1) }),
  };
}
