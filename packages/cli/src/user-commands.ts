/** `arbiter user …` */
import type { CliStreams } from './cli-streams.ts';
import type { Target } from './target.ts';

export interface CreateUserOptions {
  readonly tenant: string;
  readonly email?: string;
  readonly username?: string;
  readonly name?: string;
  readonly role: string;
  readonly accessLevel: string;
}

/** Prints the user's id. */
export async function createUser(
  target: Target,
  { tenant: tenantId, email, username, name: displayName, role, accessLevel }: CreateUserOptions,
  { print, note }: CliStreams,
): Promise<void> {
  const input = { tenantId, email, username, displayName, role, accessLevel };
  const { createUser: made } = await target.run<{ createUser: { user: { id: string } } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input },
  );
  print(made.user.id);
  note(`Next: arbiter key create --tenant ${tenantId} --user ${made.user.id} --scopes '*'`);
}

/** Prints the invitation's token. */
export async function inviteUser(
  target: Target,
  { email, tenant: tenantId, role }: Readonly<Record<'email' | 'tenant' | 'role', string>>,
  { print, note }: CliStreams,
): Promise<void> {
  const { inviteUser: made } = await target.run<{
    inviteUser: { secret: string; invitation: { expiresAt: string } };
  }>(
    `mutation ($input: InviteUserInput!) {
      inviteUser(input: $input) { secret invitation { expiresAt } } }`,
    { input: { email, tenantId, role } },
  );
  print(made.secret);
  note(`Good once, for ${email}; sign in with /auth/login/oidc?invitation=…`);
}

/** Prints id, name and state of each in the caller's tenant. */
export async function listUsers(
  target: Target,
  _options: object,
  { print }: CliStreams,
): Promise<void> {
  const { users } = await target.run<{
    users: { nodes: { id: string; username: string; isActive: boolean }[] };
  }>('{ users(first: 200) { nodes { id username isActive } } }', {});
  for (const { id, username, isActive } of users.nodes) {
    print([id, username, isActive ? 'active' : 'not active'].join('\t'));
  }
}
