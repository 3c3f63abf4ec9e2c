/**
 * One composed supergraph, ready to answer: the schema that clients see, and the planner that splits
 * an operation over the subgraphs. Immutable; a new composition makes a new one, and requests finish
 * on the one they began with.
 */
import { createHash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { type AccessRules, toAccessRules } from '../authorization/access-rules.ts';
import { type SelectionRules, createSelectionRules } from '../authorization/selection-rules.ts';
import type { Planner } from '../planning/planner.ts';
import type { SupergraphFacts } from './compile-supergraph.ts';
import { type TreeNames, createTreeNames } from './tree-names.ts';

export interface Supergraph extends Pick<
  SupergraphFacts,
  'subgraphs' | 'overrideLabels' | 'costs'
> {
  /** SHA-256 of the SDL. */
  readonly id: string;
  readonly sdl: string;
  /** What clients see: no federation machinery, nothing inaccessible. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, to know the types inside answers of subgraphs. */
  readonly fullSchema: GraphQLSchema;
  /** Who may ask for what. */
  readonly accessRules: AccessRules;
  readonly selectionRules: SelectionRules;
  /** Under which names the values of an operation are planned and fetched. */
  readonly treeNames: TreeNames;
  /** Splits operations over the subgraphs. */
  readonly planner: Planner;
}

/** What has been made of an SDL, in this thread or in another one. */
export interface SupergraphParts extends Pick<
  Supergraph,
  'sdl' | 'apiSchema' | 'fullSchema' | 'planner'
> {
  readonly facts: SupergraphFacts;
}

export function assembleSupergraph({ facts, ...parts }: SupergraphParts): Supergraph {
  const { subgraphs, overrideLabels, costs, twinOriginals } = facts;
  const accessRules = toAccessRules(facts.accessRules);
  return {
    ...parts,
    id: supergraphId(parts.sdl),
    subgraphs,
    overrideLabels,
    costs,
    accessRules,
    selectionRules: createSelectionRules(parts.apiSchema, accessRules),
    treeNames: createTreeNames(parts.fullSchema, twinOriginals),
  };
}

/** SHA-256 of the SDL. */
export function supergraphId(sdl: string): string {
  return createHash('sha256').update(sdl).digest('hex');
}
