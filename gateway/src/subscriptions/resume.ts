/**
 * Continuing a subscription after a cursor that came beside the operation (`Last-Event-ID`): the
 * root field's `after` argument becomes a variable with that value, whatever it was before.
 */
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  getOperationAST,
  parse,
  print,
  visit,
} from 'graphql';
import type { OperationPayload } from './run-operation.ts';

const variableName = 'arbiterLastEventId';

/** The payload changed to continue after the cursor; unchanged when it is no subscription. */
export function resumeAfter(payload: OperationPayload, cursor: string): OperationPayload {
  const query = withAfterVariable(payload);
  if (query === null) return payload;
  return { ...payload, query, variables: { ...payload.variables, [variableName]: cursor } };
}

function withAfterVariable({ query, operationName }: OperationPayload): string | null {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch {
    // What is wrong with it is said by whoever runs it.
    return null;
  }
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return null;
  return print(
    visit(document, {
      OperationDefinition: (node) => (node === operation ? resumed(node) : undefined),
    }),
  );
}

function resumed(operation: OperationDefinitionNode): OperationDefinitionNode {
  const { selections } = operation.selectionSet;
  const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variableName } } as const;
  const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } } as const;
  return {
    ...operation,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      { kind: Kind.VARIABLE_DEFINITION, variable, type },
    ],
    selectionSet: {
      ...operation.selectionSet,
      selections: selections.map((node) => (node.kind === Kind.FIELD ? withAfter(node) : node)),
    },
  };

  function withAfter(field: FieldNode): FieldNode {
    const others = field.arguments?.filter(({ name }) => name.value !== 'after') ?? [];
    const after = {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'after' },
      value: variable,
    } as const;
    return { ...field, arguments: [...others, after] };
  }
}
