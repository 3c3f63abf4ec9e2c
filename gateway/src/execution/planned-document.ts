/**
 * What is planned in place of a client's document: the same with @skip and @include decided, so that
 * neither planner nor subgraphs ever see a condition. (The planner loses fields behind conditions:
 * an object whose selections can all be skipped, keys that are fetched under a condition only.) Each
 * outcome of the conditions is an operation of its own, planned when it is first asked for.
 */
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Variables of @skip and @include anywhere in the document, in a fixed order. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = isCondition(node) ? conditionOf(node) : undefined;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

/** The document without conditions, for one outcome of them, and the operation in it. */
export interface DecidedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export function decideConditions(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isTrue: (variable: string) => boolean,
): DecidedDocument {
  const position = document.definitions.indexOf(operation);
  const decided = visit(document, {
    SelectionSet: (node) => decideSelections(node, isTrue),
  });
  return {
    document: decided,
    operation: decided.definitions[position] as OperationDefinitionNode,
  };
}

function decideSelections(
  { selections, ...set }: SelectionSetNode,
  isTrue: (variable: string) => boolean,
): SelectionSetNode {
  const asked = selections.filter((selection) => isAsked(selection, isTrue));
  return { ...set, selections: asked.map(withoutConditions) };
}

function withoutConditions<T extends SelectionNode>(node: T): T {
  if (!node.directives?.some(isCondition)) return node;
  return { ...node, directives: node.directives.filter((directive) => !isCondition(directive)) };
}

/** Asks for the type of an object, whatever it is. */
export const typename: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
};

/**
 * The document to plan: an object of which nothing is asked any more still exists, or is null, so
 * its type is asked for. Only for planning; the answer is shaped without it.
 */
export function anchorObjects(document: DocumentNode): DocumentNode {
  return visit(document, { Field: anchor, InlineFragment: anchor, FragmentDefinition: anchor });
}

function anchor<T extends { readonly selectionSet?: SelectionSetNode | undefined }>(
  node: T,
): T | undefined {
  if (!node.selectionSet || node.selectionSet.selections.length > 0) return undefined;
  return { ...node, selectionSet: { ...node.selectionSet, selections: [typename] } };
}

function isAsked(node: SelectionNode, isTrue: (variable: string) => boolean): boolean {
  return (node.directives ?? []).every((directive) => {
    if (!isCondition(directive)) return true;
    const value = conditionOf(directive);
    const isOn =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE && isTrue(value.name.value);
    return directive.name.value === 'include' ? isOn : !isOn;
  });
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function conditionOf({ arguments: args }: DirectiveNode) {
  return args?.find(({ name }) => name.value === 'if')?.value;
}
