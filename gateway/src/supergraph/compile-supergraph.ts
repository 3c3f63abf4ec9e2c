/**
 * The costly half of a supergraph: what Apollo's packages make of its SDL, schemas and the planner with
 * its graph of all subgraphs. Runs where it does not keep requests waiting (see planning/), and says
 * the rest of the gateway in plain data what that has to know.
 */
import {
  Supergraph as ComposedSupergraph,
  operationFromDocument,
} from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import type { AccessRule } from '../authorization/access-rule.ts';
import { readAccessRules } from '../authorization/read-access-rules.ts';
import { type CostTable, readCostTable } from '../limits/cost-table.ts';
import { apiSchemaSdl, toClientSchema } from './api-schema.ts';
import { type ArgumentTwins, withArgumentTwins } from './argument-twins.ts';
import { type InterfaceObjects, interfaceObjectsOf } from './interface-objects.ts';
import { overrideLabelsOf } from './override-labels.ts';
import { resolvableKeysFirst } from './resolvable-keys-first.ts';
import { requireSupportedFeatures, supportedFeatures } from './supported-features.ts';
import { type TreeNames, createTreeNames } from './tree-names.ts';

/** What is said of a supergraph to who has not compiled it; can be sent between threads. */
export interface SupergraphFacts {
  /** SDL of the API schema. */
  readonly apiSdl: string;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Labels of progressive overrides, sorted. */
  readonly overrideLabels: readonly string[];
  /** Who may ask for what, by coordinate; see ../authorization. */
  readonly accessRules: ReadonlyMap<string, readonly AccessRule[]>;
  /** What it says of the costs of fields and lists. */
  readonly costs: CostTable;
  /** Twins and what they are twins of; see argument-twins.ts. */
  readonly twinOriginals: ReadonlyMap<string, string>;
}

/** A supergraph that operations can be planned on. */
export interface CompiledSupergraph {
  readonly facts: SupergraphFacts;
  /** What clients see: no federation machinery, nothing inaccessible. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, to know the types inside answers of subgraphs. */
  readonly fullSchema: GraphQLSchema;
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
export function compileSupergraph(sdl: string): CompiledSupergraph {
  const document = parse(sdl);
  requireSupportedFeatures(document);
  const composed = build(document, { isOurs: false });
  const { document: planned, twins } = withArgumentTwins(resolvableKeysFirst(document));
  const overrideLabels = overrideLabelsOf(document);
  const interfaceObjects = interfaceObjectsOf(planned);
  const fullSchema = composed.schema.toGraphQLJSSchema();
  const apiSdl = apiSchemaSdl(composed.apiSchema());
  return {
    facts: {
      apiSdl,
      subgraphs: composed.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
      overrideLabels,
      accessRules: readAccessRules(composed.schema, document),
      costs: readCostTable(document),
      twinOriginals: twins.originals,
    },
    apiSchema: toClientSchema(apiSdl),
    fullSchema,
    twins,
    interfaceObjects,
    treeNames: createTreeNames(fullSchema, twins.originals),
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
): CompiledSupergraph['plan'] {
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
