/** `arbiter tenant …` */
import type { CliStreams } from './cli-streams.ts';
import type { Target } from './target.ts';

/** Prints the tenant's id. */
export async function createTenant(
  target: Target,
  { id, name }: { readonly id: string; readonly name?: string },
  { print, note }: CliStreams,
): Promise<void> {
  await target.run(
    'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }',
    { input: { id, name } },
  );
  print(id);
  note(`Next: arbiter user create --tenant ${id} --email you@example.org --role ADMIN`);
}

/** Prints id, state and name of each. */
export async function listTenants(
  target: Target,
  _options: object,
  { print }: CliStreams,
): Promise<void> {
  const { tenants } = await target.run<{
    tenants: { nodes: { id: string; name: string; isActive: boolean }[] };
  }>('{ tenants(first: 200) { nodes { id name isActive } } }', {});
  for (const { id, name, isActive } of tenants.nodes) {
    print([id, isActive ? 'open' : 'closed', name].join('\t'));
  }
}

/** Opens or closes the tenant. */
export async function setTenantActive(
  target: Target,
  input: { readonly id: string; readonly isActive: boolean },
  { print }: CliStreams,
): Promise<void> {
  await target.run(
    'mutation ($input: UpdateTenantInput!) { updateTenant(input: $input) { tenant { id } } }',
    { input },
  );
  print(`${input.id}\t${input.isActive ? 'open' : 'closed'}`);
}
