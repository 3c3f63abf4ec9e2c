/** Keys of one field, of several, and of fields of an object below; a chain of subgraphs by two keys. */
import type { Scenario } from '../../scenario.ts';

const lamp = { id: '1', sku: 'L', vendor: { id: 'v1', name: 'Vee' }, price: 20 };
const desk = { id: '2', sku: 'D', vendor: { id: 'v1', name: 'Vee' }, price: 90 };

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: {
        products: [
          { id: '1', title: 'Lamp' },
          null,
          { id: '2', title: 'Desk' },
          { id: '3', title: 'Lost' },
        ],
      },
      entities: {
        Product: [
          { id: '1', title: 'Lamp' },
          { id: '2', title: 'Desk' },
        ],
      },
    },
    b: { query: { cheapest: lamp }, entities: { Product: [lamp, desk] } },
    c: {
      entities: {
        Product: [
          { sku: 'L', vendor: { id: 'v1' }, stock: 4 },
          { sku: 'D', vendor: { id: 'v1' }, stock: 0 },
        ],
      },
    },
  },
  cases: [
    {
      name: 'by one field',
      query: '{ cheapest { title price } }',
      data: { cheapest: { title: 'Lamp', price: 20 } },
      asked: ['b', 'a'],
    },
    {
      name: 'through a subgraph that knows both keys',
      query: '{ products { title stock } }',
      data: {
        products: [
          { title: 'Lamp', stock: 4 },
          null,
          { title: 'Desk', stock: 0 },
          { title: 'Lost', stock: null },
        ],
      },
      asked: ['a', 'b', 'c'],
    },
    {
      name: 'by several fields',
      query: '{ cheapest { stock } }',
      data: { cheapest: { stock: 4 } },
      asked: ['b', 'c'],
    },
  ],
};
