/**
 * Continuing a subscription: its root field's `after` argument becomes a variable with the cursor,
 * whatever it was before. The cursor comes from a client (`Last-Event-ID`) or from the last event of
 * a subgraph, which the gateway always asks for its cursor, whether the client has or not.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  getNamedType,
  getOperationAST,
  isObjectType,
  parse,
  print,
  visit,
} from 'graphql';
import type { OperationPayload } from './run-operation.ts';

/** Under this name the root field's cursor travels from the subgraph to the gateway. */
const cursorAlias = 'arbiterCursor';

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

/**
 * The operation with its root field's cursor selected under a name of the gateway's own, where the
 * field's type has a `cursor`. Planned in place of the client's; the answer is shaped by the
 * client's, so nothing of it shows.
 */
export function withCursor(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): OperationDefinitionNode {
  const rootFields = schema.getSubscriptionType()?.getFields() ?? {};
  const cursor: FieldNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: 'cursor' },
    alias: { kind: Kind.NAME, value: cursorAlias },
  };
  const selections = operation.selectionSet.selections.map((node) => {
    if (node.kind !== Kind.FIELD || !node.selectionSet) return node;
    const type = getNamedType(rootFields[node.name.value]?.type);
    if (!isObjectType(type) || !type.getFields()['cursor']) return node;
    return {
      ...node,
      selectionSet: {
        ...node.selectionSet,
        selections: [...node.selectionSet.selections, cursor],
      },
    };
  });
  return { ...operation, selectionSet: { ...operation.selectionSet, selections } };
}

/** The cursor that withCursor() has asked for, in an event of a subgraph. */
export function resumeCursorOf({ data }: ExecutionResult): string | null {
  for (const delivery of Object.values(data ?? {})) {
    const cursor = (delivery as Record<string, unknown> | null)?.[cursorAlias];
    if (typeof cursor === 'string') return cursor;
  }
  return null;
}
