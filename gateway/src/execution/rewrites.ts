/**
 * What the planner asks to change in representations before they are sent and in answers before
 * they are merged: values set and keys renamed along a path.
 */
import type { FetchNode } from './plan.ts';
import { type Data, getOwn, isObject, setOwn } from './data.ts';
import type { TypeTest } from './plan.ts';

type Rewrite = NonNullable<FetchNode['inputRewrites']>[number];

const fragmentPrefix = '... on ';

export function applyRewrites(
  rewrites: readonly Rewrite[] | undefined,
  value: unknown,
  isOfType: TypeTest,
): void {
  for (const rewrite of rewrites ?? []) {
    const field = rewrite.path.at(-1);
    if (field === undefined) continue;
    const change = (object: Data) => applyChange(rewrite, object, field);
    visit(value, rewrite.path.slice(0, -1), { isOfType, change });
  }
}

/** A path of the answer as it came, with the keys renamed that the planner gave names of its own. */
export function renamePath(
  rewrites: readonly Rewrite[] | undefined,
  path: readonly (string | number)[],
): readonly (string | number)[] {
  const names = new Map<string | number, string>();
  for (const rewrite of rewrites ?? []) {
    const key = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && key !== undefined) names.set(key, rewrite.renameKeyTo);
  }
  return names.size === 0 ? path : path.map((step) => names.get(step) ?? step);
}

function applyChange(rewrite: Rewrite, object: Data, field: string): void {
  if (rewrite.kind === 'ValueSetter') {
    setOwn(object, field, rewrite.setValueTo);
    return;
  }
  const value = getOwn(object, field);
  if (value === undefined) return;
  setOwn(object, rewrite.renameKeyTo, value);
  delete object[field];
}

interface Visitor {
  readonly isOfType: TypeTest;
  readonly change: (object: Data) => void;
}

function visit(value: unknown, path: readonly string[], visitor: Visitor): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, path, visitor);
    return;
  }
  if (!isObject(value)) return;
  const [step, ...rest] = path;
  if (step === undefined) visitor.change(value);
  else if (!step.startsWith(fragmentPrefix)) visit(getOwn(value, step), rest, visitor);
  else if (visitor.isOfType(value, step.slice(fragmentPrefix.length), true)) {
    visit(value, rest, visitor);
  }
}
