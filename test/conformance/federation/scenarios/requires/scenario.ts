/** Fields that need others: of an object below, of an entity elsewhere, and ones that need others. */
import type { Scenario } from '../../scenario.ts';

const products = [
  { id: '1', size: { width: 2, height: 3 }, weight: 5, maker: { id: 'm' } },
  { id: '2', size: null, weight: null, maker: null },
  { id: '3', size: { width: 1, height: null }, weight: 1, maker: { id: 'gone' } },
];

interface Shipped {
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly weight: number | null;
  readonly maker: { readonly country: string } | null;
  readonly cost: number | null;
  readonly volume: number | null;
}

const shipped = {
  volume(this: Shipped) {
    return this.size && this.size.width * this.size.height;
  },
  duty(this: Shipped) {
    return this.maker && `duty of ${this.maker.country}`;
  },
  cost(this: Shipped) {
    return this.weight === null ? null : this.weight * 2;
  },
};
const offered = {
  offer(this: Shipped) {
    return `${this.cost} for ${this.volume}`;
  },
};

export const scenario: Scenario = {
  subgraphs: {
    stock: { query: { products }, entities: { Product: products, Maker: [{ id: 'm' }] } },
    makers: { entities: { Maker: [{ id: 'm', country: 'FI' }] } },
    shipping: { entities: { Product: products.map(({ id }) => ({ id, ...shipped })) } },
    offers: { entities: { Product: products.map(({ id }) => ({ id, ...offered })) } },
  },
  cases: [
    {
      name: 'of an object below',
      query: '{ products { volume } }',
      data: { products: [{ volume: 6 }, { volume: null }, { volume: 0 }] },
      asked: ['stock', 'shipping'],
    },
    {
      name: 'of an entity of another subgraph',
      query: '{ products { duty } }',
      data: { products: [{ duty: 'duty of FI' }, { duty: null }, { duty: null }] },
      asked: ['stock', 'makers', 'shipping'],
    },
    {
      name: 'that need others themselves',
      query: '{ products { offer } }',
      data: { products: [{ offer: '10 for 6' }, { offer: 'null for null' }, { offer: '2 for 0' }] },
      asked: ['stock', 'shipping', 'offers'],
    },
    {
      name: 'under a condition',
      query:
        'query ($yes: Boolean!) { products { offer @include(if: $yes) volume @skip(if: $yes) } }',
      variables: { yes: false },
      data: { products: [{ volume: 6 }, { volume: null }, { volume: 0 }] },
    },
    {
      name: 'next to what they need',
      query: '{ products { size { width: height } weight volume cost } }',
      data: {
        products: [
          { size: { width: 3 }, weight: 5, volume: 6, cost: 10 },
          { size: null, weight: null, volume: null, cost: null },
          { size: { width: null }, weight: 1, volume: 0, cost: 2 },
        ],
      },
    },
  ],
};
