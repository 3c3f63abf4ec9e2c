/**
 * The parameters in a URL, read once: what decides whether an operation may run and what runs it are
 * given the same. Two readers would differ in fragments, repeated names and broken encodings.
 */
import { AppError, badInput } from '@arbiter/kernel/errors/app-error.ts';

import { requireJsonDepth } from '../limits/json-depth-limit.ts';

/** Values by name; several for a name that is given several times. */
export type RequestQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads what follows the `?` as the URL standard does, in time that grows as the text does, as nobody has
 * shown yet who it is; never throws. For fastify.
 */
export function parseQuery(text: string): Record<string, string | string[]> {
  const values = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = values[name];
    if (before === undefined) values[name] = value;
    else if (typeof before === 'string') values[name] = [before, value];
    else before.push(value);
  }
  return values;
}

/**
 * Whether the request target has a fragment, which is no part of one (RFC 9112, section 3.2): the
 * readers of URLs end the parameters there, or begin them.
 */
export function hasFragment(target: string | undefined): boolean {
  return target?.includes('#') === true;
}

export function fragmentRefused(): AppError {
  const message = 'A request target has no fragment; write # as %23.';
  return new AppError('BAD_USER_INPUT', message);
}

/** What of the parameters of a GET says which operation to run (GraphQL over HTTP, section 5.1). */
export type OperationParameters = { readonly [name in (typeof operationNames)[number]]?: string };

const operationNames = [
  ...(['query', 'operationName', 'variables', 'extensions'] as const),
  ...(['documentId', 'id'] as const),
];

/** Picks them. Errors: BAD_USER_INPUT for one that is given several times, or is nested too deep. */
export function operationParameters(query: RequestQuery, jsonDepth: number): OperationParameters {
  const given: Record<string, string> = {};
  for (const name of operationNames) {
    const value = query[name];
    if (value === undefined) continue;
    if (typeof value !== 'string') throw badInput(name, `Give the parameter ${name} once.`);
    given[name] = value;
  }
  for (const field of ['variables', 'extensions'] as const) {
    requireJsonDepth(Buffer.from(given[field] ?? ''), { maximum: jsonDepth, what: field, field });
  }
  return given;
}
