/**
 * What a field, or a type, asks of whoever wants to see it, as a supergraph says it with
 * `@authenticated`, `@requiresScopes` and `@policy`; and whether an actor has it.
 */
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { RequiredAccess } from '@arbiter/kernel/errors/app-error.ts';

/** One condition. Of `anyOf`, one inner list must be held whole: OR of ANDs. */
export type AccessRule =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** Equal for equal rules. */
export function keyOfRule(rule: AccessRule): string {
  return rule.kind === 'authenticated' ? rule.kind : `${rule.kind} ${JSON.stringify(rule.anyOf)}`;
}

/** Whether the actor has what the rule asks for. Nobody in particular has nothing. */
export function isMet(rule: AccessRule, actor: Actor): boolean {
  if (actor.isAnonymous) return false;
  if (rule.kind === 'authenticated') return true;
  const holds = rule.kind === 'scopes' ? holdsScope : meetsPolicy;
  return rule.anyOf.some((all) => all.every((name) => holds(actor, name)));
}

/** As services decide (`authorize`): who has all scopes has each, whatever the access level. */
function holdsScope({ scopes }: Actor, scope: string): boolean {
  return scopes.includes('*') || scopes.includes(scope);
}

/** The policies there are; one that nobody here can judge is met by nobody. */
const policies: ReadonlyMap<string, (actor: Actor) => boolean> = new Map([
  ['admin', ({ accessLevel }) => accessLevel === 'ADMIN'],
  ['cross_tenant_read', ({ accessLevel }) => accessLevel !== 'ISOLATED'],
  [
    'cross_tenant_write',
    ({ accessLevel }) => accessLevel === 'WRITE_CROSS' || accessLevel === 'ADMIN',
  ],
]);

function meetsPolicy(actor: Actor, name: string): boolean {
  return policies.get(name)?.(actor) ?? false;
}

/** The rule as clients are told of it. */
export function shownRule(rule: AccessRule): RequiredAccess {
  if (rule.kind === 'authenticated') return { authenticated: true };
  return rule.kind === 'scopes' ? { scopes: rule.anyOf } : { policies: rule.anyOf };
}

/** The rule in words that go on after "This needs". */
export function wordsOfRule(rule: AccessRule): string {
  if (rule.kind === 'authenticated') return 'an authenticated caller';
  const what = rule.kind === 'scopes' ? 'scope' : 'policy';
  return rule.anyOf
    .map((all) => all.map((name) => `the ${what} ${name}`).join(' and '))
    .join(', or ');
}
