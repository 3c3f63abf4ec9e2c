/**
 * Settings from the environment, checked once at start. A program describes its settings as a zod
 * object; a malformed value or an unknown `ARBITER_*` name stops it with one line that names the
 * setting and what would fit. Nothing else in the tree reads `process.env`.
 */
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Stops the start. The message is one line for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Every `ARBITER_*` setting of the product; others are taken for typing errors. */
export const knownArbiterSettings = [
  'ARBITER_MODE',
  'ARBITER_DATA_DIR',
  'ARBITER_SIGNING_KEY',
  'ARBITER_VERIFY_KEYS',
] as const;

/**
 * Reads and checks the settings that `shape` describes. Empty values count as absent, so that
 * `NAME=` in an env file unsets. Errors: ConfigError naming the first setting at fault.
 */
export function readEnvironment<T extends z.ZodRawShape>(
  env: Environment,
  shape: z.ZodObject<T>,
): z.infer<z.ZodObject<T>> {
  refuseUnknownSettings(env);
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in shape.shape && value !== ''),
  );
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0] ?? 'environment');
  throw new ConfigError(`${name}: ${issue?.message ?? 'is not valid'}`);
}

function refuseUnknownSettings(env: Environment): void {
  const known = new Set<string>(knownArbiterSettings);
  const given = Object.keys(env).filter((name) => env[name] !== undefined && env[name] !== '');
  const unknown = given.find((name) => name.startsWith('ARBITER_') && !known.has(name));
  if (unknown === undefined) return;
  throw new ConfigError(
    `${unknown}: no such setting; the settings are ${knownArbiterSettings.join(', ')}`,
  );
}

/** A whole number in a range, from text. `unit` only explains the number in the message. */
export function integerSetting(min: number, max: number) {
  const range = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, range)
    .transform(Number)
    .refine((value) => value >= min && value <= max, range);
}

/** A URL with one of the given protocols, kept as text. */
export function urlSetting(...protocols: string[]) {
  const starts = protocols.map((protocol) => `${protocol}//`);
  return z
    .string()
    .refine(
      (value) => URL.canParse(value) && starts.some((start) => value.startsWith(start)),
      `must be a URL starting with ${starts.join(' or ')}`,
    );
}

/** Origins of web pages between commas, as browsers write them; empty items are dropped. */
export const originsSetting = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .refine(
    (items) => items.every((item) => originOf(item) !== null),
    'must be origins between commas, such as https://lab.example or http://lab.example:8080',
  )
  .transform((items) => items.map((item) => originOf(item) ?? item));

/** Scheme, host and port, the scheme's own left out; null for what says more or less than these. */
function originOf(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  return url.href === `${url.origin}/` ? url.origin : null;
}
