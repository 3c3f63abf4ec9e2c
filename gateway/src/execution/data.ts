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

/**
 * Merges `source` into `target`: objects field by field, lists item by item, anything else replaces
 * what was there, unless it is null or undefined (a later fetch that failed takes nothing away). What
 * is equal already is not written: values of JSON scalars may be a resolver's own, even frozen.
 */
export function mergeInto(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const theirs = source[key];
    const ours = getOwn(target, key);
    if (theirs === undefined || (theirs === null && ours !== undefined)) continue;
    const merged = mergeValues(ours, theirs);
    if (merged !== ours) setOwn(target, key, merged);
  }
}

function mergeValues(ours: unknown, theirs: unknown): unknown {
  if (ours === theirs) return ours;
  if (isObject(ours) && isObject(theirs)) {
    mergeInto(ours, theirs);
    return ours;
  }
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    for (const [index, item] of theirs.entries()) {
      const merged = mergeValues(ours[index], item);
      if (merged !== ours[index]) ours[index] = merged;
    }
    return ours;
  }
  return theirs;
}
