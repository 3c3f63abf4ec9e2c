/** `arbiter tenant …` */
import type { CliOutput } from './cli-streams.ts';
import { pageThrough } from './page-through.ts';
import type { Target } from './target.ts';

/** Prints the tenant's id. */
export async function createTenant(
  target: Target,
  { id, name }: { readonly id: string; readonly name?: string },
  { show, note }: CliOutput,
): Promise<void> {
  await target.run(
    'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }',
    { input: { id, name } },
  );
  show(id, { id });
  note(`Next: arbiter user create --tenant ${id} --email you@example.org --role ADMIN`);
}

/** Prints id, state and name of each. */
export async function listTenants(
  target: Target,
  _options: object,
  { show }: CliOutput,
): Promise<void> {
  type Tenant = { readonly id: string; readonly name: string; readonly isActive: boolean };
  const list = { field: 'tenants', node: 'id name isActive' };
  for await (const { id, name, isActive } of pageThrough<Tenant>(target, list)) {
    show([id, isActive ? 'open' : 'closed', name].join('\t'), { id, name, isActive });
  }
}

/** Opens or closes the tenant. */
export async function setTenantActive(
  target: Target,
  input: { readonly id: string; readonly isActive: boolean },
  { show }: CliOutput,
): Promise<void> {
  await target.run(
    'mutation ($input: UpdateTenantInput!) { updateTenant(input: $input) { tenant { id } } }',
    { input },
  );
  show(`${input.id}\t${input.isActive ? 'open' : 'closed'}`, input);
}
