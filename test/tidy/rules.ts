/**
 * The style that can be counted. Each rule gives its faults as lines `path: what is wrong`, worded so
 * that they stay equal while the file around them changes.
 */
import type { Node } from 'oxc-parser';
import type { SourceFile, TextFile } from './source-files.ts';
import { type FoundFunction, functionsOf, lengthOf, walk } from './syntax.ts';

const maxFunctionLines = 70;
const maxFileLines = 400;
const maxResolverLines = 120;
const maxParameters = 3;

const isTest = (path: string) => /\.(test|contract)\.ts$/.test(path);
const isForTests = (path: string) =>
  isTest(path) || /^test\/|^packages\/testkit\/|\/testing\/|\.fixture\.ts$/.test(path);

/** Functions of at most 70 lines; what holds the tests of a subject may be longer. */
export function longFunctions(source: SourceFile): string[] {
  if (source.path.includes('/migrations/')) return [];
  return functionsOf(source)
    .filter(({ node }) => !(isTest(source.path) && holdsTests(node)))
    .map(({ node, name }) => ({ name, lines: lengthOf(source, node) }))
    .filter(({ lines }) => lines > maxFunctionLines)
    .map(({ name, lines }) => `${source.path}: ${name} has ${lines} lines`);
}

/** Files of at most 400 lines, resolvers of at most 120. */
export function longFiles({ path, text }: TextFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  const limit = path.endsWith('.resolvers.ts') ? maxResolverLines : maxFileLines;
  return lines > limit ? [`${path}: has ${lines} lines`] : [];
}

/** At most three positional parameters; the signature of a callback is its caller's choice. */
export function manyParameters(source: SourceFile): string[] {
  const countOf = ({ node }: FoundFunction) => node.params.filter(isPositional).length;
  return functionsOf(source)
    .filter((each) => each.isDeclared && countOf(each) > maxParameters)
    .map((each) => `${source.path}: ${each.name} has ${countOf(each)} parameters`);
}

/** A file begins with a comment on what it is for; that of a test has its name. */
export function noPurpose({ path, text, comments, program }: SourceFile): string[] {
  if (isTest(path)) return [];
  const first = comments[0];
  const code = program.body[0]?.start ?? 0;
  const isFirst =
    first !== undefined &&
    first.start < code &&
    !withoutHashbang(text.slice(0, first.start)).trim();
  return isFirst ? [] : [`${path}: does not begin with a comment on its purpose`];
}

/** How a command's file says what runs it. */
const withoutHashbang = (text: string) => text.replace(/^#!.*/, '');

/** What others build upon says what it promises: functions and classes of these files. */
const documented = /^packages\/(kernel|server)\/src\/|^sdk\/src\/|\.(service|rules|read)\.ts$/;

/** Exported functions and classes have a docstring; `createXLoaders` are named after their parts. */
export function undocumented({ path, text, comments, program }: SourceFile): string[] {
  if (!documented.test(path) || isForTests(path)) return [];
  const hasDoc = (start: number) =>
    comments.some(
      ({ type, value, end }) =>
        type === 'Block' && value.startsWith('*') && end <= start && !text.slice(end, start).trim(),
    );
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || hasDoc(statement.start)) return [];
    const name = promisingName(statement.declaration);
    if (name === null || /^create\w+Loaders$/.test(name)) return [];
    return [`${path}: ${name} has no docstring`];
  });
}

/** Where the machine may be asked for the time: the clock itself, ids, and programs apart from it. */
const mayReadTime = /^packages\/kernel\/src\/(clock|ids)\.ts$|^(sdk|tools)\//;

/** The time comes from a Clock, so that tests can fix it. */
export function ownClocks({ path, program }: SourceFile): string[] {
  if (isForTests(path) || mayReadTime.test(path)) return [];
  const found: string[] = [];
  walk(program, (node) => {
    const isDate = node.type === 'NewExpression' && isNamed(node.callee, 'Date');
    if (isDate && node.arguments.length === 0) found.push(`${path}: reads the time by new Date()`);
    const isMember = node.type === 'MemberExpression' && isNamed(node.object, 'Date');
    if (isMember && isNamed(node.property, 'now'))
      found.push(`${path}: reads the time by Date.now`);
  });
  return found;
}

/** Patterns of what no text of the project says, each with the reason. */
const banned: readonly (readonly [RegExp, string])[] = [
  [/\b(TO[D]O|FIX[M]E|XX[X])\b/, 'unfinished work belongs in the tracker'],
  [/\bissues?\s+#?\d+/i, 'the project explains itself without a tracker'],
  [/\b[RATXM]-\d{2,3}\b/, 'the project explains itself without a specification beside it'],
  [/\/work\/\w|\/tmp\/\w+\.(md|sh)/, 'a path of one machine'],
  [/(ox|es)lint-disable(?!.* -- \S)/, 'a switched-off rule says why after --'],
  [/@ts-(ignore|nocheck)/, 'the types can be said'],
];

/** Words that do not occur. */
export function bannedWords({ path, text }: TextFile): string[] {
  return banned.flatMap(([pattern, reason]) => {
    const found = pattern.exec(text);
    return found ? [`${path}: says ${JSON.stringify(found[0])}; ${reason}`] : [];
  });
}

/**
 * One concept has one name: `schema/<subgraph>/<concept>.graphql` and a `<concept>.resolvers.ts` of
 * that subgraph stand for each other. A folder may hold several concepts, or one without SDL.
 */
export function missingMirrors(paths: readonly string[]): string[] {
  const concepts = (pattern: RegExp) =>
    new Map(paths.flatMap((path) => conceptOf(path, pattern).map((concept) => [concept, path])));
  const schema = concepts(/^schema\/([^/]+)\/([^/]+)\.graphql$/);
  const code = concepts(/^subgraphs\/([^/]+)\/src\/.*?([^/]+)\.resolvers\.ts$/);
  return [
    ...[...schema].filter(([concept]) => !code.has(concept) && !concept.startsWith('shared/')),
    ...[...code].filter(([concept]) => !schema.has(concept)),
  ].map(([concept, path]) => `${path}: ${concept} has no file of the other kind`);
}

function conceptOf(path: string, pattern: RegExp): string[] {
  const [, subgraph, concept] = pattern.exec(path) ?? [];
  return subgraph && concept ? [`${subgraph}/${concept}`] : [];
}

/** Whether the function is a suite: it defines tests or other suites. */
function holdsTests(node: Node): boolean {
  let isSuite = false;
  walk(node, (child) => {
    if (child.type !== 'CallExpression') return;
    isSuite ||= isNamed(child.callee, 'test') || isNamed(child.callee, 'describe');
  });
  return isSuite;
}

/** Not so members of an options object, which are given by name. */
function isPositional(parameter: Node): boolean {
  const { type } = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return type !== 'ObjectPattern';
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** Name of an exported function or class; null for constants and types, which show what they are. */
function promisingName(declaration: Node | null): string | null {
  if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') {
    return declaration.id?.name ?? null;
  }
  if (declaration?.type !== 'VariableDeclaration') return null;
  const [first] = declaration.declarations;
  return first?.init?.type === 'ArrowFunctionExpression' && first.id.type === 'Identifier'
    ? first.id.name
    : null;
}
