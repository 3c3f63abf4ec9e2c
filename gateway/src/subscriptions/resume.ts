/**
 * Continuing a subscription: its root field's `after` argument gets the cursor, whatever it was
 * before. The cursor comes from a client (`Last-Event-ID`) or from the last event of a subgraph, which
 * the gateway always asks for its cursor, whether the client has or not.
 */
import {
  type ArgumentNode,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  GraphQLString,
  type GraphQLType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  isListType,
  isObjectType,
  isRequiredArgument,
  parse,
  print,
  visit,
} from 'graphql';
import type { OperationPayload } from './operation-payload.ts';

/** Under this name the root field's cursor travels from the subgraph to the gateway. */
const cursorAlias = 'arbiterCursor';

/** Carries the cursor where the client's own document has no variable for it. */
const cursorVariable = 'arbiterAfter';

/** The payload changed to continue after the cursor; unchanged when it is no subscription. */
export function resumeAfter(payload: OperationPayload, cursor: string): OperationPayload {
  const document = parseOrNull(payload.query);
  if (!document) return payload;
  const operation = getOperationAST(document, payload.operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return payload;
  const own = afterVariableOf(document, operation);
  if (own !== null) return { ...payload, variables: { ...payload.variables, [own]: cursor } };
  return {
    ...payload,
    query: print(withAfterVariable(document, operation)),
    variables: { ...payload.variables, [cursorVariable]: cursor },
  };
}

/** What is wrong with a document is said by whoever runs it. */
function parseOrNull(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null;
  }
}

/** Where a subscription begins, and the variables apart from that. */
export interface Beginning {
  /** A cursor, `"0"`, or null: what happens from now on. */
  readonly after: string | null;
  /** Without the one that says `after` and nothing else. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a subscription's root field says of where it begins. */
export function beginningOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Beginning {
  const value = afterValueOf(document, operation);
  if (value?.kind === Kind.STRING) return { after: value.value, variables };
  if (value?.kind !== Kind.VARIABLE) return { after: null, variables };
  const name = value.name.value;
  const { defaultValue } = operation.variableDefinitions?.find(
    ({ variable }) => variable.name.value === name,
  ) ?? { defaultValue: undefined };
  const fallback = defaultValue?.kind === Kind.STRING ? defaultValue.value : null;
  const given = variables[name] === undefined ? fallback : variables[name];
  const { [name]: _after, ...others } = variables;
  return {
    after: typeof given === 'string' ? given : null,
    variables: usesOf(document, name) === 1 ? others : variables,
  };
}

/** The variable that gives `after`, when it gives nothing else. */
function afterVariableOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string | null {
  const value = afterValueOf(document, operation);
  if (value?.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  return usesOf(document, name) === 1 ? name : null;
}

function afterValueOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ValueNode | undefined {
  let found: ValueNode | undefined;
  mapRootFields(document, operation, (field) => {
    found ??= field.arguments?.find(isAfter)?.value;
    return field;
  });
  return found;
}

function usesOf(document: DocumentNode, variable: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => void (uses += node.name.value === variable ? 1 : 0),
  });
  return uses;
}

function withAfterVariable(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const variable = { kind: Kind.VARIABLE, name: nameNode(cursorVariable) } as const;
  const type = { kind: Kind.NAMED_TYPE, name: nameNode('String') } as const;
  const after = { kind: Kind.ARGUMENT, name: nameNode('after'), value: variable } as const;
  const resumed = mapRootFields(document, operation, (field) => {
    const others = field.arguments?.filter((argument) => !isAfter(argument)) ?? [];
    return { ...field, arguments: [...others, after] };
  });
  const declared = { kind: Kind.VARIABLE_DEFINITION, variable, type } as const;
  return visit(resumed, {
    OperationDefinition: (node) =>
      node.operation === OperationTypeNode.SUBSCRIPTION &&
      node.name?.value === operation.name?.value
        ? { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), declared] }
        : undefined,
  });
}

const isAfter = ({ name }: ArgumentNode) => name.value === 'after';
const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

/**
 * The document with its root field's cursor selected under a name of the gateway's own, where the
 * field can be continued by it. Planned in place of the client's; the answer is shaped by the client's,
 * so nothing of it shows.
 */
export function withCursor(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const rootFields = schema.getSubscriptionType()?.getFields() ?? {};
  const cursor: FieldNode = {
    kind: Kind.FIELD,
    name: nameNode('cursor'),
    alias: nameNode(cursorAlias),
  };
  return mapRootFields(document, operation, (field) => {
    const definition = rootFields[field.name.value];
    if (!field.selectionSet || !definition || !isResumable(definition)) return field;
    const selections = [...field.selectionSet.selections, cursor];
    return { ...field, selectionSet: { ...field.selectionSet, selections } };
  });
}

/**
 * Whether a root field keeps our convention: `after: String` continues behind the `cursor` of an event.
 * Fields of other people's schemas may have a `cursor` that means something else.
 */
function isResumable({ args, type }: GraphQLField<unknown, unknown>): boolean {
  const payload = getNamedType(type);
  const cursor = isObjectType(payload) ? payload.getFields()['cursor'] : undefined;
  const isText = (of: GraphQLType | undefined) =>
    getNamedType(of) === GraphQLString && !isListType(of);
  return (
    cursor !== undefined &&
    isText(getNullableType(cursor.type)) &&
    !cursor.args.some(isRequiredArgument) &&
    isText(args.find(({ name }) => name === 'after')?.type)
  );
}

/** The cursor that withCursor() has asked for, in an event of a subgraph. */
export function resumeCursorOf({ data }: ExecutionResult): string | null {
  for (const delivery of Object.values(data ?? {})) {
    const cursor = (delivery as Record<string, unknown> | null)?.[cursorAlias];
    if (typeof cursor === 'string') return cursor;
  }
  return null;
}

const cursors = new WeakMap<ExecutionResult, string>();

/** Keeps with an answer, unseen by the client, where the stream continues after it. */
export function keepCursor(answer: ExecutionResult, event: ExecutionResult): ExecutionResult {
  const cursor = resumeCursorOf(event);
  if (cursor !== null) cursors.set(answer, cursor);
  return answer;
}

/** Where the stream continues after this answer; null for answers that are no events of a log. */
export function keptCursor(answer: ExecutionResult): string | null {
  return cursors.get(answer) ?? null;
}

/** Changes the fields at an operation's root, which may stand in fragments. */
function mapRootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  change: (field: FieldNode) => FieldNode,
): DocumentNode {
  const rootFragments = new Set<string>();
  const mapSet = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map(mapSelection),
  });
  const mapSelection = (node: SelectionNode): SelectionNode => {
    if (node.kind === Kind.FIELD) return change(node);
    if (node.kind === Kind.INLINE_FRAGMENT)
      return { ...node, selectionSet: mapSet(node.selectionSet) };
    rootFragments.add(node.name.value);
    return node;
  };
  const root = mapSet(operation.selectionSet);
  const definitions = document.definitions.map((node) =>
    node === operation ? { ...operation, selectionSet: root } : node,
  );
  return { ...document, definitions: mapFragments(definitions, rootFragments, mapSet) };
}

/** Fragments of the root may spread others, wherever those stand in the document. */
function mapFragments(
  definitions: readonly DocumentNode['definitions'][number][],
  rootFragments: ReadonlySet<string>,
  mapSet: (set: SelectionSetNode) => SelectionSetNode,
): DocumentNode['definitions'][number][] {
  const mapped = new Map<string, DocumentNode['definitions'][number]>();
  for (const name of rootFragments) {
    // The set grows while it is walked: mapping a fragment may name further ones.
    const fragment = definitions.find(
      (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) continue;
    mapped.set(name, { ...fragment, selectionSet: mapSet(fragment.selectionSet) });
  }
  return definitions.map((node) =>
    node.kind === Kind.FRAGMENT_DEFINITION ? (mapped.get(node.name.value) ?? node) : node,
  );
}
