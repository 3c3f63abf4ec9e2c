/**
 * Answers of subgraphs as they are merged into one tree. Keys come from outside, so they are only
 * ever own properties: `__proto__` is a legal alias.
 */
export type Data = Record<string, unknown>;

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function getOwn(object: Data, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function setOwn(object: Data, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}

/** The result with data that nobody else holds, so that it can be merged into. */
export function ownCopy<T extends { readonly data?: unknown }>(result: T): T {
  return { ...result, data: copyValue(result.data) };
}

function copyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyValue);
  if (!isObject(value)) return value;
  const copy: Data = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copyValue(value[key]));
  return copy;
}

/** Which fields of an object are objects, with theirs, and which are values (null). */
export interface ObjectFields extends ReadonlyMap<string, ObjectFields | null> {}

/**
 * Merges `source` into `target`: objects field by field, lists of them item by item, anything else
 * replaces what was there, unless it is null or undefined (a later fetch that failed takes nothing
 * away). What `fields` says is a value is replaced, too: one of a JSON scalar may look like an object,
 * and may be a resolver's own, even frozen. What `fields` does not know is what it looks like.
 */
export function mergeInto(target: Data, source: Data, fields?: ObjectFields): void {
  for (const key of Object.keys(source)) {
    const theirs = source[key];
    const ours = getOwn(target, key);
    if (theirs === undefined || (theirs === null && ours !== undefined)) continue;
    const merged = mergeValues(ours, theirs, fields?.get(key));
    if (merged !== ours) setOwn(target, key, merged);
  }
}

function mergeValues(ours: unknown, theirs: unknown, fields?: ObjectFields | null): unknown {
  if (ours === theirs || fields === null) return theirs;
  if (isObject(ours) && isObject(theirs)) {
    mergeInto(ours, theirs, fields);
    return ours;
  }
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    for (const [index, item] of theirs.entries()) {
      const merged = mergeValues(ours[index], item, fields);
      if (merged !== ours[index]) ours[index] = merged;
    }
    return ours;
  }
  return theirs;
}
