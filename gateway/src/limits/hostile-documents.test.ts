/** Documents made to cost a server time or its stack: refused before anything reads them to the end. */
import { describe, expect, test } from '@jest/globals';
import { startLimitedGateway } from './limited-gateway.fixture.ts';
import { type Operation, overHttp, repeat, ways } from './send-operation.fixture.ts';

describe('documents made to cost time', () => {
  const chain = (spreads: number) =>
    `{ shelf { ...f0 } } ${repeat(30, (i) => `fragment f${i} on Shelf { ${`...f${i + 1} `.repeat(spreads)} }`)}
     fragment f30 on Shelf { a: id parent { id } }`;
  const text = (query: string): Operation => ({ query });
  /** Written out there are 7 to the power of 7 pages, 23 levels deep. */
  const pages = (page: (index: number, level: number) => string): Operation => {
    const spread = (next: number) => repeat(7, (i) => `${page(i, next)} { ...f${next} }`);
    return {
      query: `query ($n: Int) { shelves(first: $n) { total } shelf { ${spread(0)} } }
        ${repeat(6, (i) => `fragment f${i} on ShelfPage { nodes { ${spread(i + 1)} } }`)}
        fragment f6 on ShelfPage { nodes { id } }`,
      variables: { n: 2 },
    };
  };

  test.each([
    ['fragments that double', text(chain(2)), 'aliases'],
    ['5,000 aliases', text(`{ ${repeat(5_000, (i) => `a${i}:tags`)} }`), 'tokens'],
    ['3,000 aliases', text(`{ ${repeat(3_000, (i) => `a${i}:tags`)} }`), 'aliases'],
    ['4,000 levels', text(`${'{shelf'.repeat(4_000)}${'}'.repeat(4_000)}`), 'depth'],
    [
      '4,000 lists inside each other',
      text(`{ shelf(id: ${'['.repeat(4_000)}${']'.repeat(4_000)}) { id } }`),
      'depth',
    ],
    ['pages of pages', pages(() => 'below(first: 2)'), 'cost'],
    ['pages of pages by a variable', pages(() => 'below(first: $n)'), 'cost'],
    [
      'pages of pages, each level otherwise',
      pages((_, level) => ['below', 'below(first: 2)', 'below(first: $n)'][level % 3]!),
      'cost',
    ],
    ['aliased pages of pages', pages((i) => `a${i}: below(first: ${i})`), 'aliases'],
    ['a million fields', text(`{ ${'tags '.repeat(1_000_000)} }`), 'characters'],
    ['a million comments', text(`{ ${'#\n'.repeat(1_000_000)} tags }`), 'characters'],
    ['a million commas', text(`{ ${','.repeat(1_000_000)} tags }`), 'characters'],
    [
      'a million lines of text',
      text(`{ shelf(id: """${'a\n'.repeat(1_000_000)}""") { id } }`),
      'characters',
    ],
    ['6,000 lines', text(`{ tags ${'\n'.repeat(6_000)} nothing }`), 'lines'],
    ['6,000 lines of a text', text(`{ shelf(id: """${'\n'.repeat(6_000)}""") { id } }`), 'lines'],
    ['6,000 lines before what is no GraphQL', text(`${'\n'.repeat(6_000)} "`), 'lines'],
    ['a name of a million letters', text(`{ ${'a'.repeat(1_000_000)}: tags }`), 'characters'],
  ])('%s are refused', async (_, operation, limit) => {
    await using gateway = await startLimitedGateway();
    const { errors } = await overHttp(gateway.url, operation);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', limit } }]);
    expect(gateway.asked()).toBe(0);
  });

  test('circles of fragments are no matter of limits', async () => {
    await using gateway = await startLimitedGateway();
    const query = '{ shelf { ...a } } fragment a on Shelf { ...b } fragment b on Shelf { id ...a }';
    for (const [, send] of ways.filter(([way]) => way !== 'event stream')) {
      const { errors } = await send(gateway.url, { query });
      expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    }
    expect(gateway.asked()).toBe(0);
  });

  test('what is no GraphQL is told as such', async () => {
    await using gateway = await startLimitedGateway();
    for (const query of ['{', '}', '{ a(b: "', '\u0000', '{ tags } """']) {
      const { errors } = await overHttp(gateway.url, { query });
      expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    }
  });
});
