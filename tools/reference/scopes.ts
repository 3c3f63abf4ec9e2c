/** docs/reference/scopes.md from the map of actions that need a scope, and from the supergraph. */
import { readFileSync } from 'node:fs';
import { type Action, actions, isAdministration } from '@arbiter/kernel/actor/authorize.ts';
import { wordsOfRule } from '@arbiter/gateway/authorization/access-rule.ts';
import { ownSupergraphFile } from '@arbiter/gateway/app.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import type { Supergraph } from '@arbiter/gateway/supergraph/supergraph.ts';
import { code, table } from './markdown.ts';

/** The page's text. */
export function scopesPage(): string {
  const rows = Object.entries(actions).map(([scope, meaning]) => [
    code(scope),
    meaning,
    isAdministration(scope as Action) ? ownTenant : writable,
  ]);
  return `
# Scopes

Reading within the caller's tenants needs no scope. A change needs the scope that its description in
the schema names; without it the answer is \`FORBIDDEN\` with the scope in \`extensions.allowed\`, before
anything is read. The scope \`*\` includes all of them; the access level includes none, and says where.

${table(['Scope', 'Allows to', 'Where'], rows)}

## Every mutation, and who may call it

In the caller's own tenant, and in others as the table above says of the scope. The gateway
refuses without asking a subgraph; the service behind it decides again.

${mutationTable()}
`;
}

const writable = 'wherever the caller may write';
const ownTenant = "the caller's own tenant; with the access level `ADMIN` every tenant";

/** Every mutation with what it needs, from the supergraph. */
export function mutationTable(): string {
  return table(['Mutation', 'Needs'], mutationRows());
}

function mutationRows(): string[][] {
  const supergraph = loadSupergraph(readFileSync(ownSupergraphFile, 'utf8'));
  const type = supergraph.apiSchema.getMutationType();
  if (!type) return [];
  return Object.keys(type.getFields())
    .toSorted()
    .map((name) => [code(name), needsOf(supergraph, name)]);
}

function needsOf({ accessRules }: Supergraph, name: string): string {
  return accessRules.of(`Mutation.${name}`).map(wordsOfRule).join('; and ') || 'nothing';
}
