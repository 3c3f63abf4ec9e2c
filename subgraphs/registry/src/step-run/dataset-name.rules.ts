/** Datasets by their names in OpenLineage, as runs of steps say what they read and wrote. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';

/** Source: OpenLineage specification, Naming Conventions: a data source, and a dataset in it. */
export interface DatasetName {
  readonly namespace: string;
  readonly name: string;
}

/** Every event of the run repeats them, so they stay few. */
export const maxDatasets = 100;
const maxLength = 1_000;

/**
 * The names trimmed, each dataset once, in the order given; `[]` for null and undefined.
 * Errors: BAD_USER_INPUT naming `field`, or the part of a name as `field[index].name`.
 */
export function requireDatasets(
  datasets: readonly DatasetName[] | null | undefined,
  field: string,
): DatasetName[] {
  const given = datasets ?? [];
  if (given.length > maxDatasets) {
    const range = `at most ${maxDatasets}`;
    throw badInput(field, `${field} names ${range} datasets; it has ${given.length}.`, {
      allowed: [range],
    });
  }
  const named = given.map(({ namespace, name }, index) => ({
    namespace: requireText(namespace, `${field}[${index}].namespace`, { max: maxLength }),
    name: requireText(name, `${field}[${index}].name`, { max: maxLength }),
  }));
  const known = new Map(named.map((dataset) => [JSON.stringify(dataset), dataset]));
  return [...known.values()];
}
