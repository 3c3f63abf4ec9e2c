/**
 * Which fields a selection asks of an object of a given type: fragments resolved, @skip and
 * @include decided, fields of one response name merged (GraphQL specification, section 6.3.2).
 */
import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  isAbstractType,
} from 'graphql';

export interface CollectedField {
  readonly responseName: string;
  readonly name: string;
  /** The selections below it, of all fields with this response name. */
  readonly selectionSets: readonly SelectionSetNode[];
}

export type FieldCollector = (
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
) => CollectedField[];

export interface CollectorOptions {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly isTrue: (variable: string) => boolean;
}

export function createFieldCollector(options: CollectorOptions): FieldCollector {
  return (type, selectionSets) => {
    const fields = new Map<string, { name: string; selectionSets: SelectionSetNode[] }>();
    for (const set of selectionSets) collect(options, type, set, fields);
    return [...fields].map(([responseName, field]) => ({ responseName, ...field }));
  };
}

function collect(
  options: CollectorOptions,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  fields: Map<string, { name: string; selectionSets: SelectionSetNode[] }>,
): void {
  for (const selection of selections) {
    if (!isIncluded(selection, options.isTrue)) continue;
    if (selection.kind === Kind.FIELD) {
      const responseName = selection.alias?.value ?? selection.name.value;
      const field = fields.get(responseName) ?? { name: selection.name.value, selectionSets: [] };
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
  type: GraphQLObjectType,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}

function isIncluded({ directives }: SelectionNode, isTrue: (variable: string) => boolean): boolean {
  for (const directive of directives ?? []) {
    if (directive.name.value === 'skip' && isOn(directive, isTrue)) return false;
    if (directive.name.value === 'include' && !isOn(directive, isTrue)) return false;
  }
  return true;
}

function isOn({ arguments: args }: DirectiveNode, isTrue: (variable: string) => boolean): boolean {
  const value = args?.find(({ name }) => name.value === 'if')?.value;
  if (value?.kind === Kind.BOOLEAN) return value.value;
  return value?.kind === Kind.VARIABLE && isTrue(value.name.value);
}
