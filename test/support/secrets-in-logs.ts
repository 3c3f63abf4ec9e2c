/** Looks for secrets in all that was logged in a run: those that tests used, and what looks like one. */
import { createReadStream } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { linesSuffix, secretsSuffix } from '@arbiter/testkit/test-logs.ts';

/** Of a secret that was logged, everything but itself. */
export interface LoggedSecret {
  readonly kind: string;
  /** The line's message, so that its place in the code can be found. */
  readonly message: string;
}

/** What no log may hold, whoever made it. */
const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['API key, session or invitation', /\ba[ksi]_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/],
  ['JSON web token', /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/],
  ['private key', /BEGIN (?:[A-Z]+ )?PRIVATE KEY/],
  ['URL with a password', /\b[a-z]+:\/\/[^\s/:@"]*:[^\s/:@"*[\]]+@/],
  ['credential of a header', /\b(?:Bearer|Basic) +[A-Za-z0-9\-._~+/]{16,}/i],
];

/** Shorter ones are words that stand in logs for other reasons. */
const minSecretLength = 8;

/** Secrets by their first characters, so that a line is gone through once, however many there are. */
type SecretIndex = ReadonlyMap<string, readonly (readonly [secret: string, kind: string])[]>;

/** Every line of the folder that holds a secret. */
export async function findLoggedSecrets(folder: string): Promise<LoggedSecret[]> {
  const files = await readdir(folder);
  const secrets = await readSecrets(
    files.filter((file) => file.endsWith(secretsSuffix)),
    folder,
  );
  const found: LoggedSecret[] = [];
  for (const file of files.filter((each) => each.endsWith(linesSuffix))) {
    for await (const line of createInterface({ input: createReadStream(join(folder, file)) })) {
      const kind = secretIn(line, secrets);
      if (kind !== null) found.push({ kind, message: messageOf(line) });
    }
  }
  return found;
}

async function readSecrets(files: readonly string[], folder: string): Promise<SecretIndex> {
  const kinds = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const line of text.split('\n').filter(Boolean)) {
      const { kind, secret } = JSON.parse(line) as { kind: string; secret: string };
      if (secret.length >= minSecretLength) kinds.set(secret, kind);
    }
  }
  return Map.groupBy(kinds, ([secret]) => secret.slice(0, minSecretLength));
}

function secretIn(line: string, secrets: SecretIndex): string | null {
  for (const [kind, pattern] of patterns) if (pattern.test(line)) return kind;
  for (let at = 0; secrets.size > 0 && at + minSecretLength <= line.length; at += 1) {
    const candidates = secrets.get(line.slice(at, at + minSecretLength)) ?? [];
    for (const [secret, kind] of candidates) if (line.startsWith(secret, at)) return kind;
  }
  return null;
}

/** The fixed text of a line of ours; of others nothing, as it could be the secret. */
function messageOf(line: string): string {
  const message = /"msg":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  if (message === undefined) return 'a line that is no log line of Arbiter';
  return secretIn(message, new Map()) === null ? message : 'the message itself';
}
