/** Labels whose values come from outside: only so many get a series of their own. */

/** Longer values count as `other`: a label is part of every sample that is sent. */
const maxLength = 60;

/** The value itself for the first `max` values that come, first come, first served; else `other`. */
export function boundedLabels(max: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= max || value.length > maxLength) return 'other';
    known.add(value);
    return value;
  };
}
