/** Names that JavaScript's objects have a meaning for. */
import type { Scenario } from '../../scenario.ts';

const one = { hasOwnProperty: '1', constructor: 'made', length: 3, _: 5 };

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: {
        constructor: one,
        toString: ({ valueOf }: { valueOf: number }) => `number ${valueOf}`,
        get: () => one,
      },
      entities: { Prototype: [one] },
    },
    b: {
      entities: {
        Prototype: [
          {
            hasOwnProperty: '1',
            prototype: [{ hasOwnProperty: '1' }],
            valueOf(this: { constructor: string }, args: { toString: string }) {
              const given = Object.hasOwn(args, 'toString') ? args.toString : 'nothing';
              return `${this.constructor} ${given}`;
            },
          },
        ],
      },
    },
  },
  cases: [
    {
      name: 'of fields',
      query:
        '{ constructor { constructor valueOf(toString: constructor) prototype { constructor length } _ } toString(valueOf: 4) }',
      data: {
        constructor: {
          constructor: 'made',
          valueOf: 'made constructor',
          prototype: [{ constructor: 'made', length: 3 }],
          _: 5,
        },
        toString: 'number 4',
      },
    },
    {
      name: 'of aliases',
      query:
        '{ __proto__: constructor { __proto__: constructor toString: length __typename: constructor hasOwnProperty: _ v: valueOf(toString: toString) } }',
      data: JSON.parse(
        '{"__proto__": {"__proto__": "made", "toString": 3, "__typename": "made", "hasOwnProperty": 5, "v": "made toString"}}',
      ),
    },
    {
      name: 'of fragments, operations and variables',
      query:
        'query constructor($toString: Int, $yes: Boolean!) { ...valueOf constructor @include(if: $yes) { ...hasOwnProperty } } fragment valueOf on Query { toString(valueOf: $toString) } fragment hasOwnProperty on Prototype { valueOf prototype { length } }',
      variables: { toString: 7, yes: true },
      data: {
        toString: 'number 7',
        constructor: { valueOf: 'made nothing', prototype: [{ length: 3 }] },
      },
    },
  ],
};
