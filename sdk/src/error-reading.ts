/**
 * Reads refusals of the server: errors of GraphQL answers, problem details (RFC 9457), and bare HTTP
 * statuses of whatever stands before the server. What does not have the expected type is left out.
 */
import { ArbiterError, type ErrorFacts, type GraphQLFault, type InputFault } from './error.ts';

/** The first error of an answer, with everything else that the answer said. */
export function errorOfAnswer(
  errors: readonly GraphQLFault[],
  rest: Pick<ErrorFacts, 'data' | 'requestId' | 'retryAfter'> = {},
): ArbiterError {
  const [first = { message: 'The server says that something failed, but not what.' }] = errors;
  const { message, path, extensions = {} } = first;
  return new ArbiterError(textOr(extensions['code'], 'INTERNAL'), message, {
    ...rest,
    ...factsOf(extensions),
    ...(path ? { path } : {}),
    errors,
  });
}

/** The error that an answer with a refusing status and this body stands for. */
export function errorOfStatus(
  status: number,
  body: string,
  rest: Pick<ErrorFacts, 'requestId' | 'retryAfter'>,
): ArbiterError {
  const problem = parseObject(body);
  const errors = readErrors(problem);
  if (errors) return errorOfAnswer(errors, rest);
  const code = textOr(problem?.['code'], codeOfStatus(status));
  const message = textOr(problem?.['detail'], `The server answered with HTTP status ${status}.`);
  return new ArbiterError(code, message, { ...rest, ...factsOf(problem ?? {}), status });
}

/** The errors of a GraphQL answer, null when it has none. */
export function readErrors(answer: Record<string, unknown> | null): readonly GraphQLFault[] | null {
  const errors = answer?.['errors'];
  if (!Array.isArray(errors) || errors.length === 0) return null;
  return errors.every((each) => isObject(each) && typeof each['message'] === 'string')
    ? (errors as GraphQLFault[])
    : null;
}

/** JSON whose top is an object, else null. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value has members by name. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Seconds of a `Retry-After` header, which is a number or a date (RFC 9110, section 10.2.3). */
export function secondsOfRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const time = Date.parse(header);
  return Number.isNaN(time) ? undefined : Math.max(0, Math.ceil((time - nowMs) / 1000));
}

function codeOfStatus(status: number): string {
  if (status === 400 || status === 422) return 'BAD_USER_INPUT';
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 408 || status === 504) return 'TIMEOUT';
  if (status === 409) return 'CONFLICT';
  if (status === 413) return 'PAYLOAD_TOO_LARGE';
  if (status === 429) return 'RATE_LIMITED';
  if (status === 502 || status === 503) return 'UNAVAILABLE';
  // Nothing else is an answer of Arbiter's paths; most often the URL is wrong.
  return status >= 500 ? 'INTERNAL' : 'PROTOCOL';
}

function factsOf(said: Readonly<Record<string, unknown>>): ErrorFacts {
  const faults = readFaults(said['faults']) ?? readPointers(said['errors']);
  return {
    ...pick(said, 'string', ['field', 'requestId', 'cursor', 'state']),
    ...pick(said, 'number', ['retryAfter', 'currentVersion']),
    ...pickTexts(said, ['allowed', 'reasons']),
    ...(faults ? { faults } : {}),
  };
}

function pick(
  said: Readonly<Record<string, unknown>>,
  type: 'string' | 'number',
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => typeof said[name] === type).map((name) => [name, said[name]]),
  );
}

function pickTexts(
  said: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, readonly string[]> {
  const lists: Record<string, readonly string[]> = {};
  for (const name of names) {
    const list = said[name];
    if (Array.isArray(list)) lists[name] = list.filter((text) => typeof text === 'string');
  }
  return lists;
}

function readFaults(list: unknown): readonly InputFault[] | null {
  if (!Array.isArray(list)) return null;
  return list
    .filter(isObject)
    .map(({ field, message }) => ({ field: textOr(field, ''), message: textOr(message, '') }));
}

/** Faults of a JSON body as problem details list them: `errors: [{pointer, detail}]`. */
function readPointers(list: unknown): readonly InputFault[] | null {
  if (!Array.isArray(list)) return null;
  return list
    .filter(isObject)
    .map(({ pointer, detail }) => ({ field: textOr(pointer, ''), message: textOr(detail, '') }));
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
