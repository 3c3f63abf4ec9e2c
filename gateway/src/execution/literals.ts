/**
 * Numbers in a document that are larger than any double: GraphQL's grammar has them, its Float and
 * JSON have not, and the planner cannot write them down again.
 */
import {
  type ASTNode,
  BREAK,
  type DocumentNode,
  GraphQLError,
  Kind,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

/** Faults told of one document; more say nothing new, and each is looked for in its text. */
const maxFaults = 20;

/**
 * BAD_USER_INPUT for each, up to a number, naming the argument and the place in it, e.g.
 * `input.metadata.n[0]`.
 */
export function faultsOfLiterals(document: DocumentNode): GraphQLError[] {
  const faults: GraphQLError[] = [];
  visit(document, {
    enter(node, ...[, , steps]) {
      const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
      if (isNumber && !Number.isFinite(Number(node.value))) {
        faults.push(endless(node, placeOf(document, steps)));
      }
      return faults.length === maxFaults ? BREAK : undefined;
    },
  });
  return faults;
}

function endless(node: ASTNode, field: string): GraphQLError {
  const originalError = badInput(field, `${field} must be a finite number.`);
  return new GraphQLError(originalError.message, { nodes: node, originalError });
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
