/** Fields of a mutation run one after the other, wherever they are. */
import type { Scenario } from '../../scenario.ts';

const state = { value: 0 };
const logged = { id: 'c', log: () => `at ${state.value}` };
const counter = { id: 'c', value: () => state.value };

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { counter },
      mutation: {
        add({ by }: { by: number }) {
          state.value += by;
          return { id: 'c', value: state.value };
        },
        start({ at }: { at: number }) {
          state.value = at;
          return counter;
        },
        fail() {
          throw new Error('refused');
        },
      },
      entities: { Counter: [counter] },
    },
    b: {
      mutation: {
        double() {
          state.value *= 2;
          return logged;
        },
      },
      entities: { Counter: [logged] },
    },
  },
  cases: [
    {
      name: 'in the order of the document',
      query:
        'mutation { start(at: 1) { id } one: double { id } two: add(by: 3) { value log } value: double { log } }',
      data: {
        start: { id: 'c' },
        one: { id: 'c' },
        two: { value: 5, log: 'at 5' },
        value: { log: 'at 10' },
      },
      asked: ['a', 'b', 'a', 'b', 'b'],
    },
    {
      name: 'one that fails leaves the others',
      query: 'mutation { fail { id } double { id } }',
      data: { fail: null, double: { id: 'c' } },
      errors: [{ path: ['fail'] }],
    },
  ],
};
