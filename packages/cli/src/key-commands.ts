/** `arbiter key …` */
import { isUuid } from '@arbiter/kernel/ids.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { CliError } from './cli-error.ts';
import type { CliStreams } from './cli-streams.ts';
import type { Target } from './target.ts';

export interface CreateKeyOptions {
  readonly tenant: string;
  readonly scopes: readonly string[];
  readonly user?: string;
  readonly name: string;
  readonly accessLevel: string;
  readonly expires?: (now: Date) => string;
}

/** The service account of keys that are made for nobody in particular. */
const trainingAccount = 'training';

/** Prints the key, once, and nothing else, so that it can be put into a variable. */
export async function createKey(
  target: Target,
  { tenant: tenantId, scopes, user, name, accessLevel, expires }: CreateKeyOptions,
  { print, note }: CliStreams,
): Promise<void> {
  const userId = await findUser(target, tenantId, user);
  const expiresAt = expires?.(systemClock());
  const input = { tenantId, scopes, name, accessLevel, userId, expiresAt };
  const { createApiKey } = await target.run<{
    createApiKey: { secret: string; apiKey: { id: string; expiresAt: string } };
  }>(
    `mutation ($input: CreateApiKeyInput!) {
      createApiKey(input: $input) { secret apiKey { id expiresAt } } }`,
    { input },
  );
  const { secret, apiKey } = createApiKey;
  print(secret);
  note(`Key ${apiKey.id}, until ${instant(apiKey.expiresAt)}. It is not shown again.`);
}

async function findUser(
  target: Target,
  tenantId: string,
  user: string | undefined,
): Promise<string> {
  if (user !== undefined && isUuid(user)) return user;
  const username = user ?? trainingAccount;
  const found = await userNamed(target, tenantId, username);
  if (found) return found;
  if (user !== undefined) {
    throw new CliError(
      `${tenantId} has no user ${user}: arbiter user create --tenant ${tenantId} --email ${user}`,
    );
  }
  const { createUser } = await target.run<{ createUser: { user: { id: string } } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input: { tenantId, username, role: 'SERVICE' } },
  );
  return createUser.user.id;
}

/** Members are few enough for a page; a larger group gives ids. */
async function userNamed(
  target: Target,
  tenantId: string,
  username: string,
): Promise<string | undefined> {
  const { memberships } = await target.run<{
    memberships: { nodes: { user: { id: string; username: string } }[] };
  }>(
    `query ($tenantId: ID) {
      memberships(first: 200, tenantId: $tenantId) { nodes { user { id username } } } }`,
    { tenantId },
  );
  const wanted = username.toLowerCase();
  return memberships.nodes.find(({ user }) => user.username.toLowerCase() === wanted)?.user.id;
}

/** Prints the new key. */
export async function rotateKey(
  target: Target,
  { id, overlap: overlapSeconds }: { readonly id: string; readonly overlap: number },
  { print, note }: CliStreams,
): Promise<void> {
  const { rotateApiKey } = await target.run<{
    rotateApiKey: { secret: string; apiKey: { id: string } };
  }>(
    'mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret apiKey { id } } }',
    { input: { id, overlapSeconds } },
  );
  print(rotateApiKey.secret);
  note(`Key ${rotateApiKey.apiKey.id}; ${id} ends in ${overlapSeconds} s.`);
}

/** Ends the key. */
export async function revokeKey(
  target: Target,
  input: { readonly id: string },
  { print }: CliStreams,
): Promise<void> {
  await target.run(
    'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }',
    { input },
  );
  print(`${input.id}\trevoked`);
}

/** Prints id, prefix, name and end of each key of the caller's tenant. */
export async function listKeys(
  target: Target,
  _options: object,
  { print }: CliStreams,
): Promise<void> {
  const { apiKeys } = await target.run<{
    apiKeys: { nodes: Readonly<Record<'id' | 'prefix' | 'name' | 'expiresAt', string>>[] };
  }>('{ apiKeys(first: 200) { nodes { id prefix name expiresAt } } }', {});
  for (const { id, prefix, name, expiresAt } of apiKeys.nodes) {
    print([id, prefix, name, instant(expiresAt)].join('\t'));
  }
}

/** A server answers with text, the registry in this process with a date. */
function instant(value: string | Date): string {
  return new Date(value).toISOString();
}
