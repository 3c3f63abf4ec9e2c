/**
 * What is wrong with an array or record that a client sent: every fault with the path of the value,
 * so that a program can be corrected in one go. Checks are generators, and only as many faults as
 * fit into an answer are ever made.
 */
import { type AppError, badInput, invariant } from '@arbiter/kernel/errors/app-error.ts';

/** One fault. `path` is relative to the checked input, e.g. `values[3]`. */
export interface InputFault {
  readonly path: string;
  /** A clause that follows the path, e.g. `is not finite`. */
  readonly message: string;
}

/** Past this many an answer says only that there are more: a vector can have a million values. */
export const MAX_FAULTS = 100;

/**
 * The first `MAX_FAULTS` faults in order; if there are more, one last entry with an empty path says
 * so. Empty means that the input is sound.
 */
export function collectFaults(faults: Iterable<InputFault>): InputFault[] {
  const collected: InputFault[] = [];
  for (const fault of faults) {
    if (collected.length === MAX_FAULTS) {
      return [...collected, { path: '', message: `has more faults; ${MAX_FAULTS} are listed` }];
    }
    collected.push(fault);
  }
  return collected;
}

/**
 * The refusal that lists the faults, at least one, each by its path in the request. `root` is the
 * path of the checked input there; none when the paths are those of arguments.
 */
export function refusalOf(faults: readonly InputFault[], root = ''): AppError {
  const listed = faults.map(({ path, message }) => {
    const field = [root, path].filter((part) => part !== '').join('.');
    return { field, message: `${field} ${message}.` };
  });
  const [first] = listed;
  invariant(first, 'a refusal has a fault');
  const others = listed.length > 1 ? ` ${listed.length - 1} more in extensions.faults.` : '';
  return badInput(first.field, `${first.message}${others}`, { faults: listed });
}

/** A fault for each entry that is not a finite number, and for a list without entries. */
export function* numberListFaults(path: string, values: readonly unknown[]): Generator<InputFault> {
  if (values.length === 0) yield { path, message: 'is empty' };
  for (let index = 0; index < values.length; index += 1) {
    if (!Number.isFinite(values[index])) yield* numberFaults(`${path}[${index}]`, values[index]);
  }
}

/** At most one fault: the value is not a number, is NaN, or is infinite. */
export function* numberFaults(path: string, value: unknown): Generator<InputFault> {
  if (typeof value !== 'number') yield { path, message: 'is not a number' };
  else if (Number.isNaN(value)) yield { path, message: 'is NaN' };
  else if (!Number.isFinite(value)) yield { path, message: 'is infinite' };
}

/**
 * Faults of a JSON value that must be an object of finite numbers by name: not an object, no
 * members, blank names, values that are no finite numbers. Paths as in `path.name`.
 */
export function* numberMapFaults(path: string, map: unknown): Generator<InputFault> {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    yield { path, message: 'is not an object of numbers' };
    return;
  }
  const entries = Object.entries(map);
  if (entries.length === 0) yield { path, message: 'is empty' };
  for (const [name, value] of entries) {
    if (name.trim() === '') yield { path, message: 'has a blank name' };
    else yield* numberFaults(`${path}.${name}`, value);
  }
}

/** At most one fault: the list is not as long as `expected`, the length of `other`. */
export function* lengthFaults(
  path: string,
  list: readonly unknown[],
  { other, expected }: { readonly other: string; readonly expected: number },
): Generator<InputFault> {
  if (list.length === expected) return;
  yield { path, message: `has ${list.length} entries, but ${other} has ${expected}` };
}

/** A fault for each name that is blank or repeats an earlier one. */
export function* nameFaults(
  names: readonly string[],
  pathOf: (index: number) => string,
): Generator<InputFault> {
  const firstIndex = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const earlier = firstIndex.get(name);
    if (name.trim() === '') yield { path: pathOf(index), message: 'is blank' };
    else if (earlier === undefined) firstIndex.set(name, index);
    else yield { path: pathOf(index), message: `repeats ${pathOf(earlier)}` };
  }
}
