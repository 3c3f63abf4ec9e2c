/** Operations of which random parts are deferred, and answers in parts put together again. */
import { expect } from '@jest/globals';
import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { IncrementalResults } from '@arbiter/gateway/execution/deferred.ts';

/** How selections are treated, in the order of the document; used again from its start when it ends. */
export const choices: fc.Arbitrary<readonly string[]> = fc.array(
  fc.constantFrom('keep', 'keep', 'keep', 'defer', 'defer', 'defer if true', 'defer if false'),
  { minLength: 3, maxLength: 40 },
);

/** Defers random selections, fields and fragments, at every depth; the answer means the same. */
export function deferSome(document: DocumentNode, chosen: readonly string[]): DocumentNode {
  let position = 0;
  const next = () => chosen[position++ % chosen.length] ?? 'keep';
  return visit(document, {
    SelectionSet: {
      leave: (node: SelectionSetNode) => ({
        ...node,
        selections: node.selections.map((selection) => deferOne(selection, next(), position)),
      }),
    },
  });
}

function deferOne(selection: SelectionNode, choice: string, number: number): SelectionNode {
  if (choice === 'keep') return selection;
  const label = { kind: Kind.STRING, value: `label${number}` } as const;
  const condition = { kind: Kind.BOOLEAN, value: choice === 'defer if true' } as const;
  return {
    kind: Kind.INLINE_FRAGMENT,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] },
    directives: [
      {
        kind: Kind.DIRECTIVE,
        name: { kind: Kind.NAME, value: 'defer' },
        arguments: [
          { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'label' }, value: label },
          ...(choice === 'defer'
            ? []
            : [
                {
                  kind: Kind.ARGUMENT,
                  name: { kind: Kind.NAME, value: 'if' },
                  value: condition,
                } as const,
              ]),
        ],
      },
    ],
  };
}

export interface Merged {
  readonly data: unknown;
  /** How many parts came after the first. */
  readonly parts: number;
  /** How many of them came to nothing. */
  readonly nulls: number;
  readonly failed: boolean;
  /** Parts for an object that another part has made null. */
  readonly orphans: number;
}

type Path = readonly (string | number)[];

/** What a client has when everything has come. */
export async function mergeParts(answer: ExecutionResult | IncrementalResults): Promise<Merged> {
  if (!('initialResult' in answer)) {
    return {
      data: copy(answer.data),
      parts: 0,
      nulls: 0,
      orphans: 0,
      failed: answer.errors !== undefined,
    };
  }
  const { initialResult, subsequentResults } = answer;
  const awaited = new Map(answer.pending.map((pending) => [pending.id, pending]));
  const data = copy(initialResult.data);
  const seen = new Set<string>();
  let [parts, nulls, orphans] = [0, 0, 0];
  let [failed, hasNext] = [initialResult.errors !== undefined, true];
  for await (const result of subsequentResults) {
    if (!hasNext) throw new Error('A part came after the last.');
    ({ hasNext } = result);
    for (const pending of result.pending) awaited.set(pending.id, pending);
    for (const part of result.incremental) {
      expect(awaited.get(part.id)).toMatchObject({ path: part.path });
      awaited.delete(part.id);
      parts += 1;
      const key = JSON.stringify([part.path, part.label]);
      if (seen.has(key)) throw new Error(`A part came twice: ${key}.`);
      seen.add(key);
      failed ||= part.errors !== undefined;
      if (part.data === null) nulls += 1;
      else if (!mergeAt(data, part.path, copy(part.data))) orphans += 1;
    }
  }
  if (awaited.size > 0) throw new Error('A part that was announced did not come.');
  if (hasNext) throw new Error('The last part did not come.');
  return { data, parts, nulls, failed, orphans };
}

/** As JSON makes it. */
function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null)) as unknown;
}

/** Whether there is an object at the path. */
function mergeAt(data: unknown, path: Path, part: unknown): boolean {
  let target: unknown = data;
  for (const step of path) target = (target as Record<string | number, unknown> | null)?.[step];
  if (typeof target !== 'object' || target === null) return false;
  merge(target as Record<string | number, unknown>, part as Record<string | number, unknown>);
  return true;
}

function merge(
  target: Record<string | number, unknown>,
  part: Record<string | number, unknown>,
): void {
  for (const [key, value] of Object.entries(part)) {
    // An alias may be `__proto__`: only own properties are the answer's.
    const ours = Object.hasOwn(target, key) ? target[key] : undefined;
    const isBoth = [ours, value].every((each) => typeof each === 'object' && each !== null);
    if (isBoth) merge(ours as typeof target, value as typeof part);
    else Object.defineProperty(target, key, { value, enumerable: true, writable: true });
  }
}

/** Whether each value of the whole is in the parts; where the whole is null they may hold anything. */
export function holds(parts: unknown, whole: unknown): boolean {
  if (whole === null || typeof whole !== 'object') return whole === null || parts === whole;
  if (parts === null || parts === undefined) return false;
  return Object.entries(whole).every(([key, value]) =>
    holds((parts as Record<string, unknown>)[key], value),
  );
}
