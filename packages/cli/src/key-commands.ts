/** `arbiter key …` */
import { isUuid } from '@arbiter/kernel/ids.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { CliError } from './cli-error.ts';
import type { CliOutput } from './cli-streams.ts';
import { pageThrough } from './page-through.ts';
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
  { show, note }: CliOutput,
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
  const until = instant(apiKey.expiresAt);
  show(secret, { key: secret, id: apiKey.id, tenantId, userId, expiresAt: until });
  note(`Key ${apiKey.id}, until ${until}. It is not shown again.`);
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

async function userNamed(
  target: Target,
  tenantId: string,
  username: string,
): Promise<string | undefined> {
  const wanted = username.toLowerCase();
  const list = { field: 'memberships', node: 'user { id username }', tenantId };
  type Member = { readonly user: Readonly<Record<'id' | 'username', string>> };
  for await (const { user } of pageThrough<Member>(target, list)) {
    if (user.username.toLowerCase() === wanted) return user.id;
  }
  return undefined;
}

/** Prints the new key. */
export async function rotateKey(
  target: Target,
  { id, overlap: overlapSeconds }: { readonly id: string; readonly overlap: number },
  { show, note }: CliOutput,
): Promise<void> {
  const { rotateApiKey } = await target.run<{
    rotateApiKey: { secret: string; apiKey: { id: string } };
  }>(
    'mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret apiKey { id } } }',
    { input: { id, overlapSeconds } },
  );
  const { secret, apiKey } = rotateApiKey;
  show(secret, { key: secret, id: apiKey.id, replaces: id, overlapSeconds });
  note(`Key ${apiKey.id}; ${id} ends in ${overlapSeconds} s.`);
}

/** Ends the key. */
export async function revokeKey(
  target: Target,
  input: { readonly id: string },
  { show }: CliOutput,
): Promise<void> {
  await target.run(
    'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }',
    { input },
  );
  show(`${input.id}\trevoked`, { id: input.id, isRevoked: true });
}

interface Key extends Readonly<Record<'id' | 'prefix' | 'name' | 'expiresAt' | 'userId', string>> {
  readonly scopes: readonly string[];
  readonly revokedAt: string | null;
}

/** Prints id, prefix, name and end of each key of the tenant, the caller's own when none is given. */
export async function listKeys(
  target: Target,
  { tenant: tenantId }: { readonly tenant?: string },
  { show }: CliOutput,
): Promise<void> {
  const node = 'id prefix name scopes userId expiresAt revokedAt';
  for await (const key of pageThrough<Key>(target, { field: 'apiKeys', node, tenantId })) {
    const { id, prefix, name, revokedAt } = key;
    const end = instant(revokedAt ?? key.expiresAt);
    show([id, prefix, name, end].join('\t'), { ...key });
  }
}

/** A server answers with text, the registry in this process with a date. */
function instant(value: string | Date): string {
  return new Date(value).toISOString();
}
