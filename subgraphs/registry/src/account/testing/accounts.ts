/** Tenants, people and keys for tests, made as users make them. */
import { type Actor, type RequestIdentity, gatewayActor } from '@arbiter/kernel/actor/actor.ts';
import { type AccountRole, scopesOf } from '../role.rules.ts';
import { hashOfSecret } from '../secret.rules.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { RunningSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';

/** Who administers the installation. */
export const operator = testIdentity('default', { id: 'operator', accessLevel: 'ADMIN' });

/** Reaches every tenant, for the work of a MANAGER: no administration of tenants, no erasing. */
export const narrowOperator = testIdentity('alpha', {
  id: 'narrow-operator',
  accessLevel: 'ADMIN',
  scopes: scopesOf('MANAGER'),
});

/** The gateway itself. */
export const gateway: RequestIdentity = {
  actor: gatewayActor('default'),
  requestId: 'test-gateway',
};

export interface Member {
  readonly userId: string;
  readonly membershipId: string;
  /** Acts as the member, with what its role allows. */
  readonly identity: RequestIdentity;
}

/** Creates the tenant. */
export async function createTenant(run: RunningSubgraph, id: string): Promise<string> {
  await run.ask(
    'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }',
    { input: { id } },
    operator,
  );
  return id;
}

/** A person of the tenant, with the rights of the role. */
export async function createMember(
  run: RunningSubgraph,
  tenantId: string,
  role: AccountRole,
): Promise<Member> {
  nameCount += 1;
  const name = `${role.toLowerCase()}-${nameCount}`;
  const who = role === 'SERVICE' ? { username: name } : { email: `${name}@lab.example` };
  const { createUser } = await run.ask<{
    createUser: { user: { id: string }; membership: { id: string } };
  }>(
    `mutation ($input: CreateUserInput!) {
      createUser(input: $input) { user { id } membership { id } } }`,
    { input: { ...who, role, tenantId } },
    operator,
  );
  const userId = createUser.user.id;
  const identity = testIdentity(tenantId, { id: userId, scopes: scopesOf(role) });
  return { userId, membershipId: createUser.membership.id, identity };
}

let nameCount = 0;

export interface Answered<T> {
  readonly status: number;
  readonly body: T | null;
}

/** Asks one of the registry's own endpoints, as the gateway does. */
export async function askRoute<T = unknown>(
  subgraph: Pick<Subgraph, 'routes'>,
  path: string,
  {
    identity = gateway,
    ...body
  }: Readonly<Record<string, unknown>> & { identity?: RequestIdentity },
): Promise<Answered<T>> {
  const route = subgraph.routes.find((each) => each.path === path);
  if (!route) throw new Error(`There is no ${path}.`);
  const answer = await route.handle({
    identity,
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
  });
  return { status: answer.status, body: answer.body ? (JSON.parse(answer.body) as T) : null };
}

/** What the gateway would answer for a key: its actor, or null. */
export async function actorOf(
  run: RunningSubgraph,
  kind: 'API_KEY' | 'SESSION',
  secret: string,
): Promise<Actor | null> {
  const tokenHash = hashOfSecret(secret);
  const { body } = await askRoute<{ actor?: Actor }>(run.subgraph, '/internal/credentials', {
    kind,
    tokenHash,
  });
  return body?.actor ?? null;
}

/** Types of the events in the outbox that name the id, oldest first. */
export async function eventsOf(run: RunningSubgraph, id: string): Promise<string[]> {
  const rows = await run.database.query<{ type: string }>(
    `select envelope ->> 'type' as type from registry.outbox where aggregate_id = $1 order by ordinal`,
    [id],
  );
  return rows.map(({ type }) => type);
}
