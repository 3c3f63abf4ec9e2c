/**
 * Codegen plugin of the SDK: each operation as a typed constant of compact text, and one client
 * method for each, with the words of the schema or of the comment above the operation. Stops the
 * generation when an operation breaks the rules that the methods rely on.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TokenKind,
  isNonNullType,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

interface SourceDocument {
  readonly document?: DocumentNode;
}

interface SdkOperation {
  /** As written, e.g. `CreateAgent`. */
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Name of its one root field. */
  readonly root: string;
  readonly isNullable: boolean;
  /** Said of its method. */
  readonly comment: string;
  readonly text: string;
  /** All fragments it needs, directly or through others, sorted. */
  readonly fragments: readonly string[];
  /** Whether it can be called without variables. */
  readonly needsNothing: boolean;
}

const header = `
import type { RequestOptions, SubscribeOptions } from '../options.ts';
import type { OperationInfo, TypedDocument } from '../document.ts';
import type { Subscription } from '../subscription.ts';
`;

/** Called by codegen; the types come from the plugin typescript-operations before this one. */
export function plugin(
  schema: GraphQLSchema,
  documents: readonly SourceDocument[],
): { prepend: string[]; content: string } {
  const definitions = documents.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const operations = definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((node) => describe(node, schema, fragments))
    .sort((left, right) => left.name.localeCompare(right.name, 'en'));
  return {
    prepend: [header.trim()],
    content: [
      ...[...fragments.values()].map(printFragment),
      ...operations.map(printDocument),
      printOperations(operations),
      printMethods(operations),
    ].join('\n\n'),
  };
}

function describe(
  node: OperationDefinitionNode,
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SdkOperation {
  const name = node.name?.value ?? '';
  if (!/^[A-Z][A-Za-z]*$/.test(name))
    throw new Error(`Operation "${name}": name it in PascalCase.`);
  const [root, ...others] = node.selectionSet.selections;
  if (root?.kind !== Kind.FIELD || root.alias || others.length > 0) {
    throw new Error(`Operation ${name}: select one root field, under its own name.`);
  }
  const field = schema.getRootType(node.operation)?.getFields()[root.name.value];
  if (!field?.description) throw new Error(`Operation ${name}: its root field has no words.`);
  const variables = node.variableDefinitions ?? [];
  if (node.operation === 'mutation' && variables.map(variableName).join() !== 'input') {
    throw new Error(`Mutation ${name}: take one variable, $input.`);
  }
  if (node.operation === 'subscription') requireCursor(name, node, root);
  return {
    name,
    kind: node.operation,
    root: root.name.value,
    isNullable: !isNonNullType(field.type),
    comment: commentAbove(node) ?? field.description,
    text: stripIgnoredCharacters(print(node)),
    fragments: neededFragments(node, fragments),
    needsNothing: variables.every(
      ({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined,
    ),
  };
}

/** Without `after` and `cursor` a subscription could not be continued when its connection breaks. */
function requireCursor(
  name: string,
  { variableDefinitions = [] }: OperationDefinitionNode,
  root: FieldNode,
): void {
  const hasCursor = root.selectionSet?.selections.some(
    (node) => node.kind === Kind.FIELD && node.name.value === 'cursor' && !node.alias,
  );
  if (!variableDefinitions.some((node) => variableName(node) === 'after') || !hasCursor) {
    throw new Error(`Subscription ${name}: take $after and select cursor.`);
  }
}

function variableName({ variable }: { variable: { name: { value: string } } }): string {
  return variable.name.value;
}

/** The lines of comment directly above the operation, as one text. */
function commentAbove({ loc }: OperationDefinitionNode): string | null {
  const lines: string[] = [];
  let token = loc?.startToken.prev;
  while (token?.kind === TokenKind.COMMENT) {
    lines.unshift(token.value.trim());
    token = token.prev;
  }
  return lines.length > 0 ? lines.join(' ') : null;
}

function neededFragments(
  start: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const found = new Set<string>();
  const search = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        if (found.has(name)) return;
        found.add(name);
        const fragment = fragments.get(name);
        if (!fragment) throw new Error(`There is no fragment ${name}.`);
        search(fragment);
      },
    });
  };
  search(start);
  return [...found].sort((left, right) => left.localeCompare(right, 'en'));
}

function printFragment(node: FragmentDefinitionNode): string {
  const text = stripIgnoredCharacters(print(node));
  return `const ${fragmentConstant(node.name.value)} =\n  '${quoted(text)}';`;
}

function printDocument({ name, kind, text, fragments }: SdkOperation): string {
  const result = `${name}${capital(kind)}`;
  const parts = fragments.map((fragment) => `\${${fragmentConstant(fragment)}}`).join('');
  return [
    `export const ${name}Document: TypedDocument<${result}, ${result}Variables> =`,
    `  \`${text}${parts}\`;`,
  ].join('\n');
}

function printOperations(operations: readonly SdkOperation[]): string {
  const lines = operations.map(
    ({ name, kind, root }) =>
      `  ${methodName(name)}: { kind: '${kind}', root: '${root}', document: ${name}Document },`,
  );
  return [
    '/** What the methods of a client send, by method. */',
    'export const operations: Readonly<Record<keyof Operations, OperationInfo>> = {',
    ...lines,
    '};',
  ].join('\n');
}

function printMethods(operations: readonly SdkOperation[]): string {
  return [
    '/** A method for each operation of the SDK. */',
    'export interface Operations {',
    operations.map(printMethod).join('\n\n'),
    '}',
  ].join('\n');
}

function printMethod({
  name,
  kind,
  root,
  isNullable,
  comment,
  needsNothing,
}: SdkOperation): string {
  const type = `${name}${capital(kind)}`;
  const value = `${type}['${root}']`;
  // An error says why it is null; it is thrown.
  const result = isNullable ? `NonNullable<${value}>` : value;
  const argument =
    kind === 'mutation'
      ? `input: ${type}Variables['input']`
      : `variables${needsNothing ? '?' : ''}: ${type}Variables`;
  const options = kind === 'subscription' ? 'SubscribeOptions' : 'RequestOptions';
  const returned = kind === 'subscription' ? `Subscription<${result}>` : `Promise<${result}>`;
  return [
    `  /** ${comment.replaceAll(/\s+/g, ' ').trim()} */`,
    `  ${methodName(name)}(${argument}, options?: ${options}): ${returned};`,
  ].join('\n');
}

function fragmentConstant(name: string): string {
  return `${methodName(name)}Text`;
}

function methodName(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

function capital(kind: string): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

function quoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
