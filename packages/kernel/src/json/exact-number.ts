/**
 * The one spelling of a number that JSON can write in many ways (100, 1e2, 100.0), chosen by its
 * exact decimal value. Nothing is rounded to a double, so two different 64-bit integers keep two
 * different spellings.
 */

/**
 * Longest number that is read. The smallest double written out in full has 1,076 characters;
 * longer texts exist only to be expensive.
 */
export const MAX_NUMBER_CHARS = 1_100;

/**
 * The spelling of a JSON number: ECMAScript's Number::toString applied to the number's own decimal
 * digits, so it equals the RFC 8785 form wherever that form loses nothing. -0 is `0`.
 * `token` must follow the JSON grammar. Returns null when the number is longer than
 * MAX_NUMBER_CHARS or outside the range of a double (it would be read as infinity, or as 0).
 * Source: ECMA-262, Number::toString; RFC 8785, section 3.2.2.3.
 */
export function exactNumber(token: string): string | null {
  if (token.length > MAX_NUMBER_CHARS) return null;
  const negative = token.startsWith('-');
  const exponentAt = token.search(/e/i);
  const mantissa = token.slice(negative ? 1 : 0, exponentAt < 0 ? undefined : exponentAt);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const allDigits = whole + fraction;
  const significant = allDigits.replace(/^0+/, '');
  const digits = withoutTrailingZeros(significant);
  if (digits === '') return '0';
  const rounded = Number(token);
  if (!Number.isFinite(rounded) || rounded === 0) return null;
  const exponent = exponentAt < 0 ? 0 : Number(token.slice(exponentAt + 1));
  const pointAt = whole.length - (allDigits.length - significant.length) + exponent;
  return (negative ? '-' : '') + layOut(digits, pointAt);
}

/** A loop, because a regular expression would try every zero anew: quadratic on hostile digits. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end -= 1;
  return digits.slice(0, end);
}

/** Writes 0.`digits` × 10^`pointAt` the way ECMAScript lays a number out. */
function layOut(digits: string, pointAt: number): string {
  const count = digits.length;
  if (count <= pointAt && pointAt <= 21) return digits + '0'.repeat(pointAt - count);
  if (0 < pointAt && pointAt <= 21) return `${digits.slice(0, pointAt)}.${digits.slice(pointAt)}`;
  if (-6 < pointAt && pointAt <= 0) return `0.${'0'.repeat(-pointAt)}${digits}`;
  const exponent = pointAt - 1;
  const mantissa = count === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
