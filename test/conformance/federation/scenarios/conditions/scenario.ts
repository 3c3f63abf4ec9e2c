/** @skip and @include on what other fields need. */
import type { Scenario } from '../../scenario.ts';

const product = { id: '1', price: 5, category: { id: 'c' } };

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { product, products: [product, null] }, entities: { Product: [product] } },
    b: {
      entities: {
        Product: [
          {
            id: '1',
            name: 'Lamp',
            isCheap(this: { price: number }) {
              return this.price < 10;
            },
          },
        ],
      },
    },
    c: { entities: { Category: [{ id: 'c', title: 'Light' }] } },
  },
  cases: [
    {
      name: 'the key is skipped',
      query: '{ product { id @skip(if: true) name } }',
      data: { product: { name: 'Lamp' } },
    },
    {
      name: 'the required field is left out',
      query: 'query ($yes: Boolean!) { product { price @include(if: $yes) isCheap } }',
      variables: { yes: false },
      data: { product: { isCheap: true } },
    },
    {
      name: 'everything of an object is left out',
      query: 'query ($yes: Boolean!) { product { category { title @include(if: $yes) } } }',
      variables: { yes: false },
      data: { product: { category: {} } },
      asked: ['a'],
    },
    {
      name: 'skip wins over include',
      query:
        'query ($yes: Boolean = true) { product { name @include(if: $yes) @skip(if: $yes) price } }',
      data: { product: { price: 5 } },
      asked: ['a'],
    },
    {
      name: 'on fragments',
      query:
        'query ($yes: Boolean!) { products { ... @include(if: $yes) { name } ...F @skip(if: $yes) } } fragment F on Product { isCheap }',
      variables: { yes: true },
      data: { products: [{ name: 'Lamp' }, null] },
    },
  ],
};
