/** Walking parsed sources: every node with its parent, functions by the name people know them by. */
import { type Node, type Function as FunctionNode, visitorKeys } from 'oxc-parser';
import type { ArrowFunctionExpression } from 'oxc-parser';
import type { SourceFile } from './source-files.ts';

export type AnyFunction = FunctionNode | ArrowFunctionExpression;

/** A function with what surrounds it. */
export interface FoundFunction {
  readonly node: AnyFunction;
  readonly parent: Node;
  /** Its own name, that of the constant, member or test it is, or else its line. */
  readonly name: string;
  /** Whether it has a declaration of its own, so that its parameters are its author's choice. */
  readonly isDeclared: boolean;
}

/** Calls back for every node under the given one, parents first. */
export function walk(node: Node, visit: (node: Node, parent: Node) => void): void {
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue;
      visit(child, node);
      walk(child, visit);
    }
  }
}

/** All functions with a body. */
export function functionsOf(source: SourceFile): FoundFunction[] {
  const found: FoundFunction[] = [];
  walk(source.program, (node, parent) => {
    if (!isFunction(node)) return;
    const name = nameOf(node, parent) ?? `line ${lineOf(source, node.start)}`;
    const isDeclared =
      node.type === 'FunctionDeclaration' ||
      parent.type === 'VariableDeclarator' ||
      parent.type === 'MethodDefinition';
    found.push({ node, parent, name, isDeclared });
  });
  return found;
}

/** Line of an offset, counted from 1. */
export function lineOf({ text }: SourceFile, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Lines that a node spans. */
export function lengthOf(
  source: SourceFile,
  { start, end }: { start: number; end: number },
): number {
  return lineOf(source, end) - lineOf(source, start) + 1;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isFunction(node: Node): node is AnyFunction {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

function nameOf(node: AnyFunction, parent: Node): string | null {
  if (node.type !== 'ArrowFunctionExpression' && node.id) return node.id.name;
  if (parent.type === 'VariableDeclarator') return identifier(parent.id);
  if (parent.type === 'MethodDefinition' || parent.type === 'Property') {
    return identifier(parent.key);
  }
  return parent.type === 'CallExpression' ? titleOf(parent.arguments[0]) : null;
}

/** `test('adds', () => …)` is known as `adds`. */
function titleOf(argument: Node | undefined): string | null {
  const value = argument?.type === 'Literal' ? argument.value : null;
  return typeof value === 'string' ? value : null;
}

function identifier(node: Node): string | null {
  return node.type === 'Identifier' ? node.name : null;
}
