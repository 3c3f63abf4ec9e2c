/** How deep the JSON that a client sends may be nested, told from its bytes before it is read. */
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { isNestedDeeper } from '@arbiter/kernel/json/json-depth.ts';

export interface JsonDepth {
  /** Arrays and objects inside each other. */
  readonly maximum: number;
  /** What the text is, for the refusal. */
  readonly what: string;
  /** Of the request, where the text is only a part of it. */
  readonly field?: string;
}

/** Errors: BAD_USER_INPUT that names the limit. */
export function requireJsonDepth(text: Buffer, { maximum, what, field }: JsonDepth): void {
  if (!isNestedDeeper(text, maximum)) return;
  const message = `The ${what} is nested too deep: LIMIT_JSON_DEPTH is ${maximum}.`;
  const details = { limit: 'jsonDepth', maximum };
  throw new AppError(
    'BAD_USER_INPUT',
    message,
    field === undefined ? details : { field, ...details },
  );
}
