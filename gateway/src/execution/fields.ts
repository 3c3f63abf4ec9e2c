/**
 * Which fields a selection asks of an object of a given type: fragments resolved, fields of one
 * response name merged (GraphQL specification, section 6.3.2). Conditions are decided before.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  isAbstractType,
} from 'graphql';
import { type Denial, denialAt } from '../authorization/denial.ts';

export interface CollectedField {
  readonly responseName: string;
  readonly name: string;
  /** The selections below it, of all fields with this response name. */
  readonly selectionSets: readonly SelectionSetNode[];
  /** Why it may not be seen; absent when any of the selections may. */
  readonly denial?: Denial | undefined;
}

export type FieldCollector = (
  type: GraphQLObjectType | GraphQLInterfaceType,
  selectionSets: readonly SelectionSetNode[],
) => CollectedField[];

export interface CollectorOptions {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export function createFieldCollector(options: CollectorOptions): FieldCollector {
  return (type, selectionSets) => {
    const fields = new Map<string, Collecting>();
    for (const set of selectionSets) collect(options, type, set, fields);
    return [...fields].map(([responseName, field]) => ({ responseName, ...field }));
  };
}

interface Collecting {
  readonly name: string;
  readonly selectionSets: SelectionSetNode[];
  denial: Denial | undefined;
}

function collect(
  options: CollectorOptions,
  type: GraphQLObjectType | GraphQLInterfaceType,
  { selections }: SelectionSetNode,
  fields: Map<string, Collecting>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const responseName = selection.alias?.value ?? selection.name.value;
      const denial = denialAt(selection);
      const field = fields.get(responseName) ?? {
        name: selection.name.value,
        selectionSets: [],
        denial,
      };
      if (!denial) field.denial = undefined;
      if (selection.selectionSet) field.selectionSets.push(selection.selectionSet);
      fields.set(responseName, field);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : options.fragments.get(selection.name.value);
    const condition = fragment?.typeCondition?.name.value;
    if (fragment && applies(options.schema, condition, type)) {
      collect(options, type, fragment.selectionSet, fields);
    }
  }
}

function applies(
  schema: GraphQLSchema,
  condition: string | undefined,
  type: GraphQLObjectType | GraphQLInterfaceType,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}

/** The fragments of a document, by name. */
export function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
