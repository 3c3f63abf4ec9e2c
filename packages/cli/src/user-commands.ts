/** `arbiter user …` */
import type { CliOutput } from './cli-streams.ts';
import { pageThrough } from './page-through.ts';
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
  { show, note }: CliOutput,
): Promise<void> {
  const input = { tenantId, email, username, displayName, role, accessLevel };
  const { createUser: made } = await target.run<{ createUser: { user: { id: string } } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input },
  );
  show(made.user.id, { id: made.user.id, tenantId, role });
  note(`Next: arbiter key create --tenant ${tenantId} --user ${made.user.id} --scopes '*'`);
}

/** Prints the invitation's token. */
export async function inviteUser(
  target: Target,
  { email, tenant: tenantId, role }: Readonly<Record<'email' | 'tenant' | 'role', string>>,
  { show, note }: CliOutput,
): Promise<void> {
  const { inviteUser: made } = await target.run<{
    inviteUser: { secret: string; invitation: { expiresAt: string } };
  }>(
    `mutation ($input: InviteUserInput!) {
      inviteUser(input: $input) { secret invitation { expiresAt } } }`,
    { input: { email, tenantId, role } },
  );
  const { secret, invitation } = made;
  show(secret, { token: secret, email, tenantId, role, expiresAt: invitation.expiresAt });
  note(`Good once, for ${email}; sign in with /auth/login/oidc?invitation=…`);
}

/** Deletes the account for good. */
export async function deleteUser(
  target: Target,
  input: { readonly id: string },
  { show }: CliOutput,
): Promise<void> {
  await target.run('mutation ($input: DeleteUserInput!) { deleteUser(input: $input) { userId } }', {
    input,
  });
  show(`${input.id}\tdeleted`, { id: input.id, isDeleted: true });
}

interface Member {
  readonly role: string;
  readonly accessLevel: string;
  readonly user: { readonly id: string; readonly username: string; readonly isActive: boolean };
}

/** Prints id, name, role and state of each member of the tenant, the caller's own when none is given. */
export async function listUsers(
  target: Target,
  { tenant: tenantId }: { readonly tenant?: string },
  { show }: CliOutput,
): Promise<void> {
  const node = 'role accessLevel user { id username isActive }';
  const list = { field: 'memberships', node, tenantId };
  for await (const { user, role, accessLevel } of pageThrough<Member>(target, list)) {
    const { id, username, isActive } = user;
    const line = [id, username, role, isActive ? 'active' : 'not active'].join('\t');
    show(line, { id, username, role, accessLevel, isActive });
  }
}
