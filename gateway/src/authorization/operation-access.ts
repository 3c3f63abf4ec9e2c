/**
 * What one operation asks for, found out once, and compared with each actor that asks it. Actors that
 * lack the same get the same plan.
 */
import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { DecidedDocument } from '../execution/planned-document.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type AccessRule, isMet, keyOfRule } from './access-rule.ts';
import { denialError, denialOf } from './denial.ts';
import { type DeniedDocument, denySelections } from './deny-selections.ts';

export interface OperationAccess {
  /** What the actor lacks; null when that is nothing, which costs no more than to look. */
  lackOf(actor: Actor): Lack | null;
}

/** What an actor may not see of an operation. */
export interface Lack {
  /** Equal for actors to whom the same is denied, in the same words. */
  readonly key: string;
  /** Marks what is denied in an outcome of the operation's conditions. */
  deny(decided: DecidedDocument): DeniedDocument;
}

const unrestricted: OperationAccess = { lackOf: () => null };

/** `document` holds the operation with all its conditions. */
export function operationAccess(
  { apiSchema: schema, accessRules, selectionRules }: Supergraph,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationAccess {
  if (accessRules.isEmpty) return unrestricted;
  const asked = new Map<string, AccessRule>();
  const collect = (rules: readonly AccessRule[]) => {
    for (const rule of rules) asked.set(keyOfRule(rule), rule);
    return undefined;
  };
  denySelections({ document, operation }, { schema, selectionRules, judge: collect });
  const rules = [...asked].map(([key, rule]) => ({ key, rule }));
  if (rules.length === 0) return unrestricted;
  return {
    lackOf(actor) {
      if (rules.every(({ rule }) => isMet(rule, actor))) return null;
      const unmet = new Set(rules.filter(({ rule }) => !isMet(rule, actor)).map(({ key }) => key));
      const judge = (needed: readonly AccessRule[]) => {
        const missing = needed.filter((rule) => unmet.has(keyOfRule(rule)));
        return missing.length === 0 ? undefined : denialOf(missing, actor);
      };
      return {
        key: `${actor.isAnonymous ? 'anonymous' : ''} ${JSON.stringify([...unmet])}`,
        deny: (decided) => denySelections(decided, { schema, selectionRules, judge }),
      };
    },
  };
}

/** Errors told of an operation that is rejected whole; more say nothing new. */
const maxRejections = 20;

/** The reasons for which an operation is rejected, at the places that need more than there is. */
export function rejections({ denied }: DeniedDocument): GraphQLError[] {
  return denied.slice(0, maxRejections).map(({ denial, path }) => denialError(denial, path));
}
