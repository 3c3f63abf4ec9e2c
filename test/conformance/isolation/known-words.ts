/** What a tenant has written, by where it stands, so that each argument is given what it may mean. */
import { isId, listOf } from './tenants-apart.ts';

/** Words by the fields that hold them, as `Type.field`. */
export type KnownWords = ReadonlyMap<string, readonly string[]>;

/** The words in answers that say `__typename` of everything. */
export function knownWords(answers: unknown, isKnown: (word: string) => boolean): KnownWords {
  const found = new Map<string, Set<string>>();
  const walk = (value: unknown, kind: string): void => {
    if (typeof value === 'string' && isKnown(value))
      found.set(kind, (found.get(kind) ?? new Set()).add(value));
    if (typeof value !== 'object' || value === null) return;
    const type = '__typename' in value ? String(value.__typename) : kind;
    for (const [name, child] of Object.entries(value)) {
      walk(child, Array.isArray(value) ? kind : `${type}.${name}`);
    }
  };
  walk(answers, '');
  return new Map([...found].map(([kind, words]) => [kind, [...words]]));
}

/**
 * Words to give to an argument: those of fields that are called as it is (`filter.jobNames[0]`: `name`),
 * one of each field, and two of each kind of word besides: ids, cursors of each list, and others.
 */
export function wordsFor(path: string, words: KnownWords): string[] {
  const argument = (path.split('.').at(-1) ?? '').replace(/(s?)\[0\]$/, '').toLowerCase();
  const meant = [...words].flatMap(([kind, [first = '']]) => {
    const field = (kind.split('.').at(-1) ?? '').replace(/^.*_/, '').toLowerCase();
    return argument.endsWith(field) ? [first] : [];
  });
  const kindOf = (word: string) => (isId(word) ? 'id' : (listOf(word) ?? 'other'));
  const byKind = Map.groupBy(new Set([...words.values()].flat()), kindOf);
  const some = [...byKind.values()].flatMap((each) => each.slice(0, 2));
  return [...new Set([...meant, ...some])];
}
