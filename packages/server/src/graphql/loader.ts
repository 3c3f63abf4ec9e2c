/**
 * Dataloaders that cannot mix answers up: rows are matched to keys by the key they carry, so a
 * batch may return them in any order, and every key gets exactly one answer.
 */
import DataLoader from 'dataloader';

/** Keys of one SQL statement; more are split, so that statements stay bounded. */
const maxBatchSize = 1_000;

export type Loader<T> = DataLoader<string, T>;

/** One row or null a key. `fetch` returns at most one row for each of the distinct keys. */
export function loadOne<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): Loader<Row | null> {
  return batched(async (keys) => {
    const byKey = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => byKey.get(key) ?? null);
  });
}

/** The list of rows a key, in the order in which `fetch` returns them; an empty list for none. */
export function loadMany<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): Loader<readonly Row[]> {
  return batched(async (keys) => {
    const byKey = Map.groupBy(await fetch(keys), keyOf);
    return keys.map((key) => byKey.get(key) ?? []);
  });
}

/** Answers a key at a time are computed by `fetch` itself, one for each key, in order. */
export function batched<T>(fetch: (keys: readonly string[]) => Promise<readonly T[]>): Loader<T> {
  return new DataLoader(
    async (keys: readonly string[]) => {
      const answers = await fetch(keys);
      if (answers.length !== keys.length) {
        throw new Error(`A loader answered ${keys.length} keys with ${answers.length} values.`);
      }
      return answers;
    },
    { maxBatchSize },
  );
}

/**
 * Loaders of fields with arguments: one loader for each distinct set of arguments, made on demand.
 */
export function perArguments<Args, T>(
  create: (args: Args) => Loader<T>,
): (args: Args) => Loader<T> {
  const loaders = new Map<string, Loader<T>>();
  return (args) => {
    const key = JSON.stringify(args);
    const known = loaders.get(key);
    if (known) return known;
    const created = create(args);
    loaders.set(key, created);
    return created;
  };
}
