/**
 * SQL as it may be shown: every value in its text replaced by `?`, since the ORM writes values there.
 * Follows the lexical rules of PostgreSQL (manual, 4.1); what cannot be told from a value is taken
 * for one.
 */

/** Longer texts are cut; enough for every statement of ours without its values. */
const maxTextLength = 2_000;
/** Longer statements are not looked at to their end: they carry documents. */
const maxReadLength = 20_000;

const patterns = {
  // E'…' with backslashes; '…' with doubled quotes; what never ends reaches to the end.
  escaped: String.raw`\b[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|\\?$)`,
  quoted: String.raw`(?:\b(?:[uU]&|[bBxXnN]))?'(?:[^']|'')*(?:'|$)`,
  dollar: String.raw`(?<![\w$])\$(?<tag>(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$[\s\S]*?(?:\$\k<tag>\$|$)`,
  name: String.raw`"(?:[^"]|"")*(?:"|$)`,
  comment: String.raw`--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`,
  parameter: String.raw`\$\d+`,
  word: String.raw`[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`,
  number: String.raw`(?:\d[\w.]*|\.\d\w*)(?:(?<=[eE])[+-]\d+)?`,
} as const;

const tokens = new RegExp(
  (Object.keys(patterns) as (keyof typeof patterns)[])
    .map((kind) => `(?<${kind}>${patterns[kind]})`)
    .join('|'),
  'g',
);

/** The statement without values and comments; lists of values become one. */
export function statementText(sql: string): string {
  const text = sql.slice(0, maxReadLength).replace(tokens, (token: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Partial<Record<keyof typeof patterns, string>>;
    if (groups.name !== undefined || groups.parameter !== undefined || groups.word !== undefined) {
      return token;
    }
    return groups.comment === undefined ? '?' : ' ';
  });
  return text
    .replace(/\?(?:\s*,\s*\?)+/g, '?')
    .replace(/\(\?\)(?:\s*,\s*\(\?\))+/g, '(?)')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxTextLength);
}

const tableName = String.raw`"?([A-Za-z_]\w*)"?(?:\."?([A-Za-z_]\w*)"?)?`;
const written = new RegExp(String.raw`\b(?:into|update|truncate)\s+(?:only\s+)?${tableName}`, 'i');
/** What is read from may be a function. */
const read = new RegExp(String.raw`\bfrom\s+(?:only\s+)?${tableName}(?![\w."]|\s*\()`, 'i');

/** What the statement, already without values, does and to which table, e.g. `SELECT registry.runs`. */
export function statementSummary(text: string): { operation: string; table: string | undefined } {
  const operation = /^[a-z]+/i.exec(text)?.[0].toUpperCase() ?? 'QUERY';
  const [, first, second] = written.exec(text) ?? read.exec(text) ?? [];
  const table = first === undefined ? undefined : second ? `${first}.${second}` : first;
  return { operation, table };
}
