/** Merging what fragments repeat: nothing else is asked than before, and never more than is served. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type DocumentNode,
  type OperationDefinitionNode,
  buildSchema,
  executeSync,
  parse,
  print,
  validate,
} from 'graphql';
import { mergeRepeats } from './merged-selections.ts';

const schema = buildSchema(/* GraphQL */ `
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  type Query {
    node: Node
    cat: Cat
  }
  interface Node {
    id: ID
    next: Node
  }
  type Cat implements Node {
    id: ID
    next: Node
    friend(of: Int): Cat
    lives: Int
  }
  type Dog implements Node {
    id: ID
    next: Node
    owner: Cat
  }
`);

/** A world without end: cats are followed by dogs, and dogs by cats. */
const cat: object = { __typename: 'Cat', id: 'c', lives: 9, next: () => dog, friend: () => cat };
const dog: object = { __typename: 'Dog', id: 'd', next: () => cat, owner: () => cat };
const world = { node: cat, cat };

const decidedOf = (document: DocumentNode) => ({
  document,
  operation: document.definitions[0] as OperationDefinitionNode,
});
const always = { maxUnmerged: 0, maxSelections: 20_000 };

function mergedOf(document: DocumentNode): DocumentNode {
  const outcome = mergeRepeats(schema, decidedOf(document), always);
  if ('errors' in outcome) throw new Error(outcome.errors.join());
  return outcome.document;
}
const merged = (query: string) => mergedOf(parse(query));

const spread = (count: number, body: (next: string) => string) =>
  Array.from(
    { length: count },
    (_, i) => `fragment f${i} on Cat { ${body(i + 1 < count ? `f${i + 1}` : '')} }`,
  ).join(' ');
/** Each fragment twice in the one before. */
const doubling = (count: number) =>
  `{ cat { ...f0 } } ${spread(count, (next) => `id ${next && `...${next} ... on Cat { ...${next} }`}`)}`;

describe('what is merged', () => {
  test('repeats are written once, in the order in which they come first', () => {
    const query =
      '{ cat { lives ...f friend { id } ... on Node { id } ...f ... { lives } ... on Node { next { id } } } } fragment f on Cat { friend { lives } id }';
    expect(print(merged(query))).toBe(
      print(parse('{ cat { lives friend { lives id } id ... on Node { id next { id } } } }')),
    );
  });

  test('other arguments and aliases stay apart', () => {
    const query =
      '{ cat { a: friend(of: 1) { id } b: friend(of: 2) { id } ...f } } fragment f on Cat { a: friend(of: 1) { lives } }';
    expect(print(merged(query))).toBe(
      print(parse('{ cat { a: friend(of: 1) { id lives } b: friend(of: 2) { id } } }')),
    );
  });

  test('deferred fragments stay what they are, each a part of its own', () => {
    const query =
      '{ cat { ...f @defer(label: "a") ...f @defer(label: "b") } } fragment f on Cat { id id }';
    expect(print(merged(query))).toBe(
      print(
        parse(
          '{ cat { ... on Cat @defer(label: "a") { id } ... on Cat @defer(label: "b") { id } } }',
        ),
      ),
    );
  });

  test('a document that stands for little stays as it is', () => {
    const decided = decidedOf(
      parse('{ cat { ...f } } fragment f on Cat { id ...f2 } fragment f2 on Cat { id }'),
    );
    expect(mergeRepeats(schema, decided)).toBe(decided);
  });

  test('a thousand fragments that double are as many selections as one has', () => {
    expect(print(merged(doubling(1_000)))).toBe(print(parse('{ cat { id } }')));
  });
});

const bodies = fc.letrec<{ cat: string; node: string }>((tie) => ({
  cat: fc
    .array(
      fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.constantFrom('id', 'lives', 'a: id', '...c0', '...c1', '...n0', '__typename'),
        tie('cat').map((text) => `friend { ${text} }`),
        tie('cat').map((text) => `... on Cat { ${text} }`),
        tie('node').map((text) => `next { ${text} }`),
        tie('node').map((text) => `... on Node { ${text} }`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((some) => some.join(' ')),
  node: fc
    .array(
      fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.constantFrom('id', '...c0', '...n0', '...n1', '__typename'),
        tie('node').map((text) => `next { ${text} }`),
        tie('cat').map((text) => `... on Cat { ${text} }`),
        fc.constant('... on Dog { id owner { ...c1 } }'),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((some) => some.join(' ')),
}));

test('the merged document is answered as the one that was asked', () => {
  const documents = fc.record({
    body: bodies.node,
    c0: bodies.cat,
    n0: bodies.node,
    c1: bodies.cat,
    n1: bodies.node,
  });
  fc.assert(
    fc.property(documents, ({ body, ...fragments }) => {
      // c0 and n0 may use those after them; what would be a circle is left out.
      const last = /\.\.\.[cn]\d/g;
      const texts = {
        c0: fragments.c0.replaceAll(/\.\.\.[cn]0/g, 'id'),
        n0: fragments.n0.replaceAll(/\.\.\.[cn]0/g, 'id'),
        c1: fragments.c1.replaceAll(last, 'id'),
        n1: fragments.n1.replaceAll(last, 'id'),
      };
      const definitions = Object.entries(texts).map(
        ([name, text]) =>
          `fragment ${name} on ${name.startsWith('c') ? 'Cat' : 'Node'} { ${text} }`,
      );
      const document = parse(`{ node { ${body} } cat { ...c0 } } ${definitions.join(' ')}`);
      const written = mergedOf(document);
      expect(validate(schema, written)).toEqual([]);
      const answer = (asked: DocumentNode) =>
        executeSync({ schema, document: asked, rootValue: world });
      expect(answer(written)).toEqual(answer(document));
    }),
    { numRuns: 300 },
  );
});

describe('what is too much is refused, and quickly', () => {
  const branching = (count: number) =>
    `{ cat { ...f0 } } ${spread(count, (next) => (next ? `a: friend { ...${next} } b: friend { ...${next} }` : 'id'))}`;
  const deferring = (count: number) =>
    `{ cat { ...f0 } } ${spread(count, (next) => (next ? `...${next} @defer ...${next} @defer` : 'id'))}`;

  test.each([
    ['fields of fields', branching(40)],
    ['parts of parts', deferring(40)],
  ])('%s', (_, query) => {
    expect(mergeRepeats(schema, decidedOf(parse(query)))).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'query' } }],
    });
  });

  test('as many as are allowed pass', () => {
    // 2 + 4 + … + 2¹³ fields, the root, and the last ids: 24,577.
    const query = branching(14);
    const limits = (maxSelections: number) => ({ maxUnmerged: 0, maxSelections });
    const outcome = (maximum: number) =>
      mergeRepeats(schema, decidedOf(parse(query)), limits(maximum));
    expect(outcome(24_575)).toHaveProperty('document');
    expect(outcome(24_574)).toHaveProperty('errors');
  });
});
