/**
 * Numbers in a document that are larger than any double: GraphQL's grammar has them, its Float and
 * JSON have not, and the planner cannot write them down again.
 */
import {
  type ASTNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

/** BAD_USER_INPUT for each, naming the argument and the place in it, e.g. `input.metadata.n[0]`. */
export function faultsOfLiterals(document: DocumentNode): GraphQLError[] {
  const faults: GraphQLError[] = [];
  const check = (
    node: ASTNode & { readonly value: string },
    _key: unknown,
    _parent: unknown,
    steps: readonly (string | number)[],
  ) => {
    if (Number.isFinite(Number(node.value))) return;
    const field = placeOf(document, steps);
    const originalError = badInput(field, `${field} must be a finite number.`);
    faults.push(new GraphQLError(originalError.message, { nodes: node, originalError }));
  };
  visit(document, { [Kind.INT]: check, [Kind.FLOAT]: check });
  return faults;
}

/** The place of a node within the argument, or the variable's default, that it is in. */
function placeOf(document: DocumentNode, steps: readonly (string | number)[]): string {
  let place = '';
  let node: unknown = document;
  for (const [index, step] of steps.entries()) {
    node = (node as Record<string | number, unknown>)[step];
    if ((node as ASTNode).kind === Kind.VARIABLE_DEFINITION) {
      place = (node as VariableDefinitionNode).variable.name.value;
      continue;
    }
    const { kind, name } = node as { readonly kind?: Kind; readonly name?: { value: string } };
    if (kind === Kind.ARGUMENT) place = name?.value ?? '';
    else if (kind === Kind.OBJECT_FIELD) place += `.${name?.value}`;
    else if (steps[index - 1] === 'values') place += `[${step}]`;
  }
  return place;
}
