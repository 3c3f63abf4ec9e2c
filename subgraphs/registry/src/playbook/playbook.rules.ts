/** How versions of a playbook are numbered. */
import { badInput, conflict } from '@arbiter/kernel/errors/app-error.ts';

/** Highest number that GraphQL's Int and the column can hold. */
const maxVersion = 2_147_483_647;

/**
 * The number of a new version: the one asked for, else the one after `highest` (0 when there is
 * none yet). Errors: BAD_USER_INPUT for a number below 1; CONFLICT when numbers have run out.
 */
export function numberVersion(asked: number | null | undefined, highest: number): number {
  if (asked != null) {
    if (Number.isInteger(asked) && asked >= 1 && asked <= maxVersion) return asked;
    throw badInput('input.version', `input.version must be 1 to ${maxVersion}.`, {
      allowed: [`1 to ${maxVersion}`],
    });
  }
  if (highest < maxVersion) return highest + 1;
  throw conflict('No version can follow the highest one.', { field: 'input.version' });
}
