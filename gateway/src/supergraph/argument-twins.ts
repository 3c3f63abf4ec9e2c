/**
 * Fields with arguments inside @requires. The planner fetches them under their own name, where they
 * meet what the client asks of the same field with other arguments, and what other @requires do; the
 * last one wins. So for planning, `reviews(first: 3)` in a @requires becomes a field of its own,
 * `reviews__r1(first: 3)`, resolvable wherever `reviews` is: its twin. In what is sent to subgraphs
 * twins go by their real names (twin-fetches.ts). Clients' schemas have no twins.
 */
import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  parse,
  print,
} from 'graphql';
import {
  type FieldsTypeNode,
  fieldsTypesOf,
  joinFieldsOf,
  subgraphNames,
  textArgument,
} from './join-directives.ts';

/** Which twins there are and who needs them. */
export interface ArgumentTwins {
  /** The real names of twins. */
  readonly originals: ReadonlyMap<string, string>;
  /** The twins that a subgraph needs in representations of a type to answer one of its fields. */
  neededFor(subgraph: string, type: string, field: string): ReadonlySet<string>;
}

/** The supergraph with twins; the same object when it needs none. */
export function withArgumentTwins(supergraph: DocumentNode): {
  readonly document: DocumentNode;
  readonly twins: ArgumentTwins;
} {
  const types = new Map(fieldsTypesOf(supergraph).map((type) => [type.name.value, type]));
  const pass: Pass = {
    types,
    names: new Map(),
    additions: new Map(),
    taken: new Set([...types.values()].flatMap(({ fields = [] }) => fields.map(nameOf))),
    needed: new Map(),
    subgraphs: subgraphNames(supergraph),
  };
  const rewritten = supergraph.definitions.map((node) =>
    isFieldsType(node) ? rewriteType(pass, node) : node,
  );
  const twins: ArgumentTwins = {
    originals: new Map([...pass.names.values()].map(({ twin, original }) => [twin, original])),
    neededFor: (...place) => pass.needed.get(keyOf(place)) ?? none,
  };
  if (pass.names.size === 0) return { document: supergraph, twins };
  const definitions = rewritten.map((node) => (isFieldsType(node) ? addTwins(pass, node) : node));
  return { document: { ...supergraph, definitions }, twins };
}

interface Twin {
  readonly twin: string;
  readonly original: string;
}

interface Pass {
  readonly types: ReadonlyMap<string, FieldsTypeNode>;
  /** By field name and arguments. */
  readonly names: Map<string, Twin>;
  /** The twins of each type, by the type's name. */
  readonly additions: Map<string, Set<Twin>>;
  /** Field names that are in use. */
  readonly taken: Set<string>;
  /** Names of twins by subgraph, type and field. */
  readonly needed: Map<string, Set<string>>;
  readonly subgraphs: ReadonlyMap<string, string>;
}

const none: ReadonlySet<string> = new Set();
const keyOf = (parts: readonly string[]) => parts.join(' ');
const nameOf = ({ name }: FieldDefinitionNode) => name.value;
const isFieldsType = (node: DocumentNode['definitions'][number]): node is FieldsTypeNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

function rewriteType(pass: Pass, type: FieldsTypeNode): FieldsTypeNode {
  const fields = type.fields?.map((field) => {
    const directives = field.directives?.map((directive) =>
      directive.name.value === 'join__field'
        ? rewriteRequires(pass, directive, [type.name.value, nameOf(field)])
        : directive,
    );
    return { ...field, directives: directives ?? [] };
  });
  return { ...type, fields: fields ?? [] };
}

function rewriteRequires(
  pass: Pass,
  directive: ConstDirectiveNode,
  [type, field]: readonly [type: string, field: string],
): ConstDirectiveNode {
  const requires = textArgument(directive, 'requires');
  if (requires === undefined) return directive;
  const { definitions } = parse(`{ ${requires} }`, { noLocation: true });
  const { selectionSet } = definitions[0] as OperationDefinitionNode;
  const used = new Set<string>();
  const rewritten = rewriteSelections({ ...pass, used }, type, selectionSet);
  if (used.size === 0) return directive;
  const graph = textArgument(directive, 'graph') ?? '';
  pass.needed.set(keyOf([pass.subgraphs.get(graph) ?? graph, type, field]), used);
  // A field set is written without the braces around it.
  const value = { kind: Kind.STRING, value: print(rewritten).slice(1, -1).trim() } as const;
  const args = directive.arguments?.map((argument) =>
    argument.name.value === 'requires' ? { ...argument, value } : argument,
  );
  return { ...directive, arguments: args ?? [] };
}

interface FieldSetPass extends Pass {
  /** Names of the twins in this field set. */
  readonly used: Set<string>;
}

function rewriteSelections(
  pass: FieldSetPass,
  typeName: string,
  { selections, ...set }: SelectionSetNode,
): SelectionSetNode {
  const rewrite = (node: SelectionNode): SelectionNode => {
    if (node.kind === Kind.FIELD) return rewriteField(pass, typeName, node);
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    const below = node.typeCondition?.name.value ?? typeName;
    return { ...node, selectionSet: rewriteSelections(pass, below, node.selectionSet) };
  };
  return { ...set, selections: selections.map(rewrite) };
}

function rewriteField(pass: FieldSetPass, typeName: string, node: FieldNode): FieldNode {
  const field = pass.types
    .get(typeName)
    ?.fields?.find((each) => each.name.value === node.name.value);
  if (!field) return node;
  const below = node.selectionSet
    ? { selectionSet: rewriteSelections(pass, namedType(field), node.selectionSet) }
    : {};
  if (!field.arguments || field.arguments.length === 0) return { ...node, ...below };
  const twin = twinOf(pass, node);
  for (const holder of holdersOf(pass, typeName)) {
    const additions = pass.additions.get(holder) ?? new Set();
    pass.additions.set(holder, additions.add(twin));
  }
  pass.used.add(twin.twin);
  return { ...node, ...below, name: { kind: Kind.NAME, value: twin.twin } };
}

function namedType({ type }: FieldDefinitionNode): string {
  let node = type;
  while (node.kind !== Kind.NAMED_TYPE) node = node.type;
  return node.name.value;
}

/** One twin for each field name and arguments, whatever the type: interfaces share it with members. */
function twinOf(pass: Pass, { name: { value: original }, arguments: args = [] }: FieldNode): Twin {
  const key = keyOf([original, ...args.map(printArgument).sort()]);
  const known = pass.names.get(key);
  if (known) return known;
  let index = 1;
  while (pass.taken.has(`${original}__r${index}`)) index += 1;
  const twin = { twin: `${original}__r${index}`, original };
  pass.taken.add(twin.twin);
  pass.names.set(key, twin);
  return twin;
}

const printArgument = (argument: ArgumentNode) => print(argument);

/** The type itself and, of an interface, all that implement it. */
function holdersOf({ types }: Pass, typeName: string): string[] {
  const members = [...types.values()].filter(({ interfaces = [] }) =>
    interfaces.some(({ name }) => name.value === typeName),
  );
  return [typeName, ...members.map(({ name }) => name.value)];
}

function addTwins({ additions }: Pass, type: FieldsTypeNode): FieldsTypeNode {
  const twins = [...(additions.get(type.name.value) ?? [])];
  const fields = type.fields ?? [];
  const added = twins.flatMap(({ twin, original }) => {
    const field = fields.find((each) => nameOf(each) === original);
    if (!field) return [];
    return [{ ...field, name: { ...field.name, value: twin }, directives: joinFieldsOf(field) }];
  });
  return { ...type, fields: [...fields, ...added] };
}
