/** Which mutations administer, as the schema says it: those that ask for a scope of administration. */
import { readFileSync } from 'node:fs';
import { ownSupergraphFile } from '@arbiter/gateway/app.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import { type Action, isAdministration } from '@arbiter/kernel/actor/authorize.ts';

/** Names of mutations. */
export function administeringMutations(): ReadonlySet<string> {
  const { apiSchema, accessRules } = loadSupergraph(readFileSync(ownSupergraphFile, 'utf8'));
  const scopesOf = (mutation: string) =>
    accessRules
      .of(`Mutation.${mutation}`)
      .flatMap((rule) => (rule.kind === 'scopes' ? rule.anyOf.flat() : []));
  const mutations = Object.keys(apiSchema.getMutationType()?.getFields() ?? {});
  return new Set(
    mutations.filter((mutation) =>
      scopesOf(mutation).some((scope) => isAdministration(scope as Action)),
    ),
  );
}
