/** docs/reference/scopes.md from the map of actions that need a scope. */
import { accessLevels } from '@arbiter/kernel/actor/actor.ts';
import { actions } from '@arbiter/kernel/actor/authorize.ts';
import { code, table } from './markdown.ts';

/** The page's text. */
export function scopesPage(): string {
  const rows = Object.entries(actions).map(([scope, meaning]) => [code(scope), meaning]);
  return `
# Scopes

Reading within the caller's tenants needs no scope. A change needs the scope that its description in
the schema names; without it the answer is \`FORBIDDEN\` with the scope in \`extensions.allowed\`, before
anything is read. The access level ${code(accessLevels.at(-1)!)} and the scope \`*\` include all of them.

${table(['Scope', 'Allows to'], rows)}
`;
}
