/** Fields that move from one subgraph to another: at once, for a share of requests, by a switch. */
import type { Scenario } from '../../scenario.ts';

const old = { id: '1', stock: 0, price: 0, rank: 0, label: 'old' };
const fresh = { id: '1', stock: 1, price: 1, rank: 1, label: 'new' };
const query = '{ products { price rank label } best { label } }';
const answer = (price: number, rank: number, label: string) => ({
  products: [{ price, rank, label }],
  best: { label },
});
const draws = (percent: number, ownShare = 0) => ({
  drawPercent: () => percent,
  percentOf: new Map([['new-labels', ownShare]]),
});

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { products: [old] }, entities: { Product: [old] } },
    b: { query: { best: fresh }, entities: { Product: [fresh] } },
  },
  cases: [
    {
      name: 'without a label',
      query: '{ products { stock } best { stock } }',
      data: { products: [{ stock: 1 }], best: { stock: 1 } },
      asked: ['a', 'b', 'b'],
    },
    {
      name: 'among the first 25 percent',
      query,
      overrides: draws(24.9),
      data: answer(1, 1, 'old'),
    },
    { name: 'among the first 75 percent', query, overrides: draws(25), data: answer(0, 1, 'old') },
    { name: 'among the rest', query, overrides: draws(75), data: answer(0, 0, 'old') },
    {
      name: 'by a label of one’s own',
      query,
      overrides: draws(99, 100),
      data: answer(0, 0, 'new'),
    },
    {
      name: 'by the share of a label of one’s own',
      query,
      overrides: draws(49.9, 50),
      data: answer(0, 1, 'new'),
    },
    {
      name: 'beyond the share of a label of one’s own',
      query,
      overrides: draws(50, 50),
      data: answer(0, 1, 'old'),
    },
  ],
};
