/** Required fields of interfaces and unions, each member with its own. */
import type { Scenario } from '../../scenario.ts';

const cat = { __typename: 'Cat', id: 'c', age: 3, lives: 9 };
const dog = { __typename: 'Dog', id: 'd', age: 4, tricks: ['sit'] };
const owners = [
  { id: '1', pet: cat, gift: { __typename: 'Toy', name: 'ball' } },
  { id: '2', pet: dog, gift: cat },
  { id: '3', pet: null, gift: null },
];
const advising = {
  advice(this: { pet: object | null }) {
    return JSON.stringify(this.pet);
  },
  thanks(this: { gift: object | null }) {
    return JSON.stringify(this.gift);
  },
};

export const scenario: Scenario = {
  subgraphs: {
    pets: { query: { owners }, entities: { Owner: owners, Cat: [cat], Dog: [dog] } },
    vets: { entities: { Owner: owners.map(({ id }) => ({ id, ...advising })) } },
  },
  cases: [
    {
      name: 'of an interface',
      query: '{ owners { advice } }',
      data: {
        owners: [
          { advice: '{"__typename":"Cat","age":3,"lives":9}' },
          { advice: '{"__typename":"Dog","age":4,"tricks":["sit"]}' },
          { advice: 'null' },
        ],
      },
    },
    {
      name: 'of a union',
      query: '{ owners { thanks gift { ... on Cat { lives } } } }',
      data: {
        owners: [
          { thanks: '{"__typename":"Toy","name":"ball"}', gift: {} },
          { thanks: '{"__typename":"Cat","age":3}', gift: { lives: 9 } },
          { thanks: 'null', gift: null },
        ],
      },
    },
  ],
};
