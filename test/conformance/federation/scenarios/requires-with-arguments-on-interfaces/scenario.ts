/** Required fields with arguments of an interface, of one of its members, and within nested lists. */
import type { Scenario } from '../../scenario.ts';

const weighing =
  (kilograms: number) =>
  ({ unit }: { unit: string }) =>
    unit === 'kg' ? kilograms : kilograms / 1000;
const brick = { __typename: 'Brick', id: 'b', weight: weighing(4) };
const sack = {
  __typename: 'Sack',
  id: 's',
  weight: weighing(25),
  label: ({ lang }: { lang?: string }) => (lang === 'en' ? 'sand' : 'Sand'),
};
const crates = [
  { id: '1', content: brick, items: [[brick, null], [sack]] },
  { id: '2', content: sack, items: null },
  { id: '3', content: null, items: [] },
];

interface Loaded {
  readonly content: { readonly weight: number; readonly label?: string } | null;
  readonly items: readonly (readonly ({ readonly weight: number } | null)[])[] | null;
}

const computed = {
  toll(this: Loaded) {
    return this.content && this.content.weight * 1000;
  },
  fee(this: Loaded) {
    return this.content && this.content.weight + (this.content.label === 'sand' ? 100 : 0);
  },
  sum(this: Loaded) {
    return this.items && this.items.flat().reduce((sum, item) => sum + (item?.weight ?? 0), 0);
  },
};

export const scenario: Scenario = {
  subgraphs: {
    shapes: { query: { crates }, entities: { Crate: crates, Brick: [brick], Sack: [sack] } },
    freight: { entities: { Crate: crates.map(({ id }) => ({ id, ...computed })) } },
  },
  cases: [
    {
      name: 'of an interface',
      query: '{ crates { toll content { weight(unit: "kg") } } }',
      data: {
        crates: [
          { toll: 4, content: { weight: 4 } },
          { toll: 25, content: { weight: 25 } },
          { toll: null, content: null },
        ],
      },
    },
    {
      name: 'two units at once, and a member’s field',
      query: '{ crates { toll fee content { __typename ... on Sack { label } } } }',
      data: {
        crates: [
          { toll: 4, fee: 4, content: { __typename: 'Brick' } },
          { toll: 25, fee: 125, content: { __typename: 'Sack', label: 'Sand' } },
          { toll: null, fee: null, content: null },
        ],
      },
    },
    {
      name: 'in lists of lists',
      query:
        '{ crates { sum items { ... on Brick { weight(unit: "t") } ... on Sack { weight(unit: "t") } } } }',
      data: {
        crates: [
          { sum: 29, items: [[{ weight: 0.004 }, null], [{ weight: 0.025 }]] },
          { sum: null, items: null },
          { sum: 0, items: [] },
        ],
      },
    },
    {
      name: 'three variants in one answer',
      query: '{ crates { fee sum toll content { weight(unit: "kg") } } }',
      data: {
        crates: [
          { fee: 4, sum: 29, toll: 4, content: { weight: 4 } },
          { fee: 125, sum: null, toll: 25, content: { weight: 25 } },
          { fee: null, sum: 0, toll: null, content: null },
        ],
      },
    },
  ],
};
