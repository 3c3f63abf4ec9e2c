/** Rate limits as the API takes and shows them, and as they are stored. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

export interface OperationLimit {
  readonly name: string;
  readonly limit: number;
}

/** Limits by the name of a mutation. Errors: BAD_USER_INPUT for a name that is there twice. */
export function limitsByName(operations: readonly OperationLimit[]): Record<string, number> {
  const limits = new Map<string, number>();
  for (const [index, { name, limit }] of operations.entries()) {
    if (limits.has(name)) {
      throw badInput(`input.operations[${index}].name`, `${name} is there twice.`);
    }
    limits.set(name, limit);
  }
  return Object.fromEntries(limits);
}

/** The same as a list, sorted by name. */
export function limitsAsList(limits: Readonly<Record<string, number>>): OperationLimit[] {
  return Object.entries(limits)
    .map(([name, limit]) => ({ name, limit }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
