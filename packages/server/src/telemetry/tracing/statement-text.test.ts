/** No value of a statement is ever shown. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { statementSummary, statementText } from './statement-text.ts';

describe('values become ?', () => {
  test.each([
    [`select * from a where b = 'it''s' and c = 7.5e-3`, 'select * from a where b = ? and c = ?'],
    [`select E'it\\'s' || U&'d\\0061t' || X'1F'`, 'select ? || ? || ?'],
    ['select $$a $1 b$$, $tag$c $$ d$tag$, $2', 'select ?, $2'],
    ['select a1, b_2.c3 from t4', 'select a1, b_2.c3 from t4'],
    [`select "it's" from "a""b"`, `select "it's" from "a""b"`],
    ['select 1 -- of ada\n + 2 /* for\nbob */ + 3', 'select ? + ? + ?'],
    ['select a in (1, 2, 3), b', 'select a in (?), b'],
    [`insert into a values (1, 'x'), (2, 'y'), (3, 'z')`, 'insert into a values (?)'],
    ['select a[1:2], b::numeric(10,2), -.5', 'select a[?:?], b::numeric(?), -?'],
    [`select 'never ends`, 'select ?'],
    [`select E'never\\`, 'select ?'],
    ['select $x$never ends', 'select ?'],
    ['select\n\t a', 'select a'],
  ])('%s', (sql, text) => expect(statementText(sql)).toBe(text));

  test('texts are cut, wherever that is', () => {
    const long = `select ${'column_of_many, '.repeat(10_000)} 'ada'`;
    expect(statementText(long)).toHaveLength(2_000);
    expect(statementText(`select ${'/**/'.repeat(4_998)} 'ada lovelace'`)).not.toContain('ada');
  });
});

/** Values with everything that could end them early. */
const value = fc
  .string({
    unit: fc.constantFrom("'", '"', '\\', '$', '$$', '--', '/*', '*/', 'E', ' ', '\n', 'q'),
  })
  .map((text) => `ada${text}bob`);

const literals = [
  (text: string) => `'${text.replaceAll("'", "''")}'`,
  (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  (text: string) => `$end$${text.replaceAll('$', '')}$end$`,
];

test('whatever a value holds, it hides nothing but itself', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, fc.constantFrom(...literals)), { maxLength: 5 }),
      (values) => {
        const shown = values.map(([text, quote]) => `${quote(text)} as c`).join(', ');
        const text = statementText(`select ${shown || 'c'} from registry.runs`);
        expect(text).not.toMatch(/ada|bob/);
        expect(text).toMatch(/ c from registry\.runs$/);
        expect(text.match(/\?/g) ?? []).toHaveLength(values.length);
      },
    ),
    { numRuns: 500 },
  );
});

describe('a summary names what is done and to what', () => {
  test.each([
    ['begin', 'BEGIN', undefined],
    ['select ?', 'SELECT', undefined],
    ['select "w0".* from "registry"."workflows" as "w0"', 'SELECT', 'registry.workflows'],
    ['insert into registry.outbox (id) select ? from a', 'INSERT', 'registry.outbox'],
    ['update only audit.ledger set a = ?', 'UPDATE', 'audit.ledger'],
    ['delete from runs where id = ?', 'DELETE', 'runs'],
    ['select * from json_to_recordset(?::json) as w', 'SELECT', undefined],
    ['', 'QUERY', undefined],
  ])('%s', (text, operation, table) => {
    expect(statementSummary(text)).toEqual({ operation, table });
  });
});
