/** That working out a cost takes work in proportion to the text, however its fragments are spread. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DocumentNode, Kind, getOperationAST, parse, visit } from 'graphql';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import type { ListSize } from './cost-table.ts';
import { type Values, compileEstimate } from './estimate-cost.ts';
import { composeShelves } from './limited-gateway.fixture.ts';

const { apiSchema: schema, costs } = loadSupergraph(composeShelves());

/** Counts how often something is looked up. */
class CountingMap<K, V> extends Map<K, V> {
  lookups = 0;

  override get(key: K): V | undefined {
    this.lookups += 1;
    return super.get(key);
  }
}

interface Worked {
  readonly cost: number;
  /** Fields that were compiled. */
  readonly compiled: number;
}

function work(document: DocumentNode, variables: Values = {}): Worked {
  const operation = getOperationAST(document, 'Q');
  if (!operation) throw new Error('No operation.');
  // The lists of the schema are looked at once for each field that is compiled.
  const lists = new CountingMap<string, ListSize>(costs.lists);
  const model = { schema, table: { ...costs, lists }, maxListSize: 1_000 };
  const estimate = compileEstimate(model, document, operation);
  const cost = typeof estimate === 'number' ? estimate : estimate(variables);
  return { cost, compiled: lists.lookups };
}

function fieldsIn(document: DocumentNode): number {
  let count = 0;
  visit(document, { Field: () => void (count += 1) });
  return count;
}

/** How pages of one fragment are asked for, by their number. */
const pages: readonly (readonly [string, (index: number) => string])[] = [
  ['of one length', () => 'below(first: 1)'],
  ['of different lengths', (index) => `a${index}: below(first: ${index + 1})`],
  ['by variables', (index) => `a${index}: below(first: $v${index % 2})`],
  ['by default', () => 'below'],
];

const chainOf = (length: number, page: (index: number) => string, width: number) => {
  const set = (index: number) => {
    const each = Array.from({ length: width }, (_, i) => `${page(i)} { ...f${index + 1} }`);
    return `fragment f${index} on ShelfPage { nodes { ${each.join(' ')} } }`;
  };
  return parse(`query Q($v0: Int, $v1: Int) { shelf { below { ...f0 } } }
    ${Array.from({ length }, (_, index) => set(index)).join('\n')}
    fragment f${length} on ShelfPage { nodes { id a: id @skip(if: false) } }`);
};

// Written out it would be 5 to the power of 30 fields.
test.each(pages)('fragments below pages are compiled once: %s', (_, page) => {
  const document = chainOf(30, page, 5);
  expect(work(document, { v0: 1, v1: 1 }).compiled).toBeLessThanOrEqual(fieldsIn(document));
});

test('one fragment below many pages costs as much below each as the page is long', () => {
  const below = Array.from({ length: 20 }, (_, i) => `p${i}: below(first: ${i}) { ...f }`);
  const document = parse(`query Q { shelf { ${below.join(' ')} } }
    fragment f on ShelfPage { total nodes { parent { id } } }`);
  const { cost, compiled } = work(document);
  expect(cost).toBe(1 + 20 + 2 * 190);
  expect(compiled).toBe(fieldsIn(document));
});

/** Selections of a shelf whose pages, plain or aliased, hold fragments of their own. */
const shelf: fc.Arbitrary<string> = fc.letrec<{ shelf: string; page: string }>((tie) => ({
  shelf: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    fc.constantFrom('id', 'books { title }', '...s0', '...s1', '...s2'),
    fc
      .tuple(fc.nat(3), fc.constantFrom('0', '2', '$n', '$m'), tie('page'))
      .map(
        ([name, first, inner]) =>
          `a${name}_${first.replace('$', '')}: below(first: ${first}) { ${inner} }`,
      ),
    tie('page').map((inner) => `below { ${inner} }`),
    tie('shelf').map((inner) => `... on Shelf @include(if: $yes) { ${inner} }`),
    fc.tuple(tie('shelf'), tie('shelf')).map((two) => two.join(' ')),
  ),
  page: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('total', '...p0', '...p1', '...p2'),
    tie('shelf').map((inner) => `nodes { ${inner} }`),
    fc.tuple(tie('page'), tie('page')).map((two) => two.join(' ')),
  ),
})).shelf;

/** Each fragment may spread those after it only, so that there are no circles. */
const document = fc
  .tuple(fc.array(shelf, { minLength: 3, maxLength: 3 }), shelf)
  .map(([sets, root]) => {
    const later = (set: string, index: number) =>
      set.replaceAll(/\.\.\.([sp])(\d)/g, (spread, kind: string, at: string) =>
        Number(at) > index || (kind === 'p' && Number(at) >= index)
          ? spread
          : kind === 's'
            ? 'id'
            : 'total',
      );
    const shelves = sets.map(
      (set, index) => `fragment s${index} on Shelf { ${later(set, index)} }`,
    );
    const inPages = sets.map(
      (set, index) => `fragment p${index} on ShelfPage { nodes { ${later(set, index + 1)} } }`,
    );
    return `query Q($n: Int, $m: Int, $yes: Boolean) { shelf { ${root} } } ${shelves.join(' ')} ${inPages.join(' ')}`;
  });

/** The same with every fragment in its place. */
function writtenOut(text: string): DocumentNode {
  const { definitions } = parse(text);
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const expand = (node: DocumentNode): DocumentNode =>
    visit(node, {
      FragmentSpread: ({ name, directives }) => {
        const { typeCondition, selectionSet } = fragments.get(name.value)!;
        return {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition,
          directives,
          selectionSet,
        };
      },
    });
  const operation = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return expand({ kind: Kind.DOCUMENT, definitions: operation });
}

test('costs are those of the text written out, with less work', () => {
  const given = fc.record({ n: fc.nat(3), m: fc.nat(3), yes: fc.boolean() });
  fc.assert(
    fc.property(document, given, (text, variables) => {
      const asked = parse(text);
      const { cost, compiled } = work(asked, variables);
      expect(cost).toBe(work(writtenOut(text), variables).cost);
      // Below a page, and elsewhere.
      expect(compiled).toBeLessThanOrEqual(2 * fieldsIn(asked));
    }),
  );
});
