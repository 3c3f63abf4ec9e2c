/**
 * Why a field may not be seen, kept on the selection itself: the planner gets the document without
 * such selections, the shaper gets it with them and answers null and the reason in their place.
 */
import { type FieldNode, GraphQLError } from 'graphql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { ErrorCode } from '@arbiter/kernel/errors/catalogue.ts';
import { type AccessRule, shownRule, wordsOfRule } from './access-rule.ts';

export interface Denial {
  /** Equal for equal denials. */
  readonly key: string;
  readonly code: ErrorCode & ('UNAUTHENTICATED' | 'FORBIDDEN');
  readonly message: string;
  /** What is asked for and not there, all of it. */
  readonly unmet: readonly AccessRule[];
}

/** Who is not known at all is asked to say who they are, whatever else it takes. */
export function denialOf(
  unmet: readonly AccessRule[],
  { isAnonymous }: Pick<Actor, 'isAnonymous'>,
): Denial {
  const needs = unmet.map(wordsOfRule).join('; and ');
  return {
    key: needs,
    code: isAnonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN',
    message: `This needs ${needs}.`,
    unmet,
  };
}

/** The error of a place that is denied. */
export function denialError(
  { code, message, unmet }: Denial,
  path: readonly (string | number)[],
): GraphQLError {
  const required = unmet.map(shownRule);
  const allowed = singleScopes(unmet);
  return new GraphQLError(message, {
    path: [...path],
    extensions: { code, required, ...(allowed.length > 0 ? { allowed } : {}) },
  });
}

/** Where of scopes any one is enough: as services name the scope that is missing. */
function singleScopes(unmet: readonly AccessRule[]): string[] {
  const scopes = unmet.flatMap((rule) => (rule.kind === 'scopes' ? [rule.anyOf] : []));
  const [only = []] = scopes;
  return scopes.length === 1 && only.every((all) => all.length === 1) ? only.flat() : [];
}

/** Whether the error tells of a denial of ours. */
export function isDenial({ extensions }: GraphQLError): boolean {
  return 'required' in extensions;
}

/** Survives copying: syntax trees are rewritten several times before they are planned. */
const mark = Symbol('denial');

interface Marked {
  readonly [mark]?: Denial;
}

export function withDenial(node: FieldNode, denial: Denial): FieldNode {
  return { ...node, [mark]: denial } as FieldNode;
}

/** Undefined for what may be seen. */
export function denialAt(node: FieldNode): Denial | undefined {
  return (node as Marked)[mark];
}
