/**
 * One composed supergraph, ready to answer: the schema that clients see, and the planner that splits
 * an operation over the subgraphs. Immutable; a new composition makes a new one, and requests finish
 * on the one they began with.
 */
import { createHash } from 'node:crypto';
import {
  Supergraph as ComposedSupergraph,
  operationFromDocument,
} from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { toClientSchema } from './api-schema.ts';
import { type ArgumentTwins, withArgumentTwins } from './argument-twins.ts';
import { type InterfaceObjects, interfaceObjectsOf } from './interface-objects.ts';
import { overrideLabelsOf } from './override-labels.ts';
import { resolvableKeysFirst } from './resolvable-keys-first.ts';
import { type TreeNames, createTreeNames } from './tree-names.ts';
import {
  accessFeaturesOf,
  requireSupportedFeatures,
  supportedFeatures,
} from './supported-features.ts';

export interface Supergraph {
  /** SHA-256 of the SDL. */
  readonly id: string;
  readonly sdl: string;
  /** What clients see: no federation machinery, nothing inaccessible. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, to know the types inside answers of subgraphs. */
  readonly fullSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Labels of progressive overrides, sorted. */
  readonly overrideLabels: readonly string[];
  /** Linked features that say who may ask for what, e.g. `authenticated`; nothing enforces them. */
  readonly accessFeatures: readonly string[];
  /** Fields that only plans have; see argument-twins.ts. */
  readonly twins: ArgumentTwins;
  /** What fields of interfaces require that are objects in a subgraph. */
  readonly interfaceObjects: InterfaceObjects;
  /** Under which names the values of an operation are planned and fetched. */
  readonly treeNames: TreeNames;
  /** Plans one operation of a document that is valid for apiSchema. */
  plan(document: DocumentNode, options: PlanOptions): QueryPlan;
}

export interface PlanOptions {
  readonly operationName?: string | undefined;
  /** The labels whose overrides apply. */
  readonly activeLabels?: ReadonlySet<string> | undefined;
}

/**
 * Errors: those of composition, with their messages, when the SDL is no valid supergraph;
 * UnsupportedSupergraphError when it uses what this gateway does not do.
 */
export function loadSupergraph(sdl: string): Supergraph {
  const document = parse(sdl);
  requireSupportedFeatures(document);
  const composed = build(document, { isOurs: false });
  const { document: planned, twins } = withArgumentTwins(resolvableKeysFirst(document));
  const overrideLabels = overrideLabelsOf(document);
  const interfaceObjects = interfaceObjectsOf(planned);
  const fullSchema = composed.schema.toGraphQLJSSchema();
  return {
    id: createHash('sha256').update(sdl).digest('hex'),
    sdl,
    apiSchema: toClientSchema(composed.apiSchema()),
    fullSchema,
    subgraphs: composed.subgraphsMetadata(),
    overrideLabels,
    accessFeatures: accessFeaturesOf(document),
    twins,
    interfaceObjects,
    treeNames: createTreeNames(fullSchema, twins),
    plan: createPlan(planned === document ? composed : build(planned, { isOurs: true }), {
      reuseQueryFragments: twins.originals.size === 0 && interfaceObjects.isEmpty,
      overrideLabels,
    }),
  };
}

/** A supergraph that we have changed is right by construction, but not by the rules of composition. */
function build(document: DocumentNode, { isOurs }: { isOurs: boolean }): ComposedSupergraph {
  const composed = ComposedSupergraph.build(document, {
    supportedFeatures: new Set(supportedFeatures),
    validateSupergraph: !isOurs,
  });
  // Extracting the subgraphs is what finds fault with their field sets.
  composed.subgraphs();
  return composed;
}

interface PlannerOptions {
  /** Fetches that may have to be split must hold all of their selections themselves. */
  readonly reuseQueryFragments: boolean;
  readonly overrideLabels: readonly string[];
}

function createPlan(
  composed: ComposedSupergraph,
  { reuseQueryFragments, overrideLabels }: PlannerOptions,
): Supergraph['plan'] {
  const planner = new QueryPlanner(composed, {
    reuseQueryFragments,
    incrementalDelivery: { enableDefer: true },
  });
  const schema = composed.apiSchema();
  return (document, { operationName, activeLabels }) => {
    const options = operationName === undefined ? {} : { operationName };
    const operation = operationFromDocument(schema, document, { ...options, validate: false });
    const overrideConditions = new Map(
      overrideLabels.map((label) => [label, activeLabels?.has(label) ?? false]),
    );
    return planner.buildQueryPlan(operation, { overrideConditions });
  };
}
