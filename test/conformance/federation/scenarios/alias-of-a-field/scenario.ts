/** Aliases of clients that are names of fields which the plan needs under that name. */
import type { Scenario } from '../../scenario.ts';

const other = { id: '2', legacyId: 'old-2', weight: 7, parts: [], other: null };
const thing = { id: '1', legacyId: 'old-1', weight: 3, parts: [{ id: 'p', code: 'c' }], other };
const box = { __typename: 'Box', id: 'b', name: 'Box', size: 4, owner: { id: 'o', title: 'Mr' } };
const can = { __typename: 'Can', id: 'c', name: 'Can', size: 'small' };
const costing = {
  cost(this: { weight: number }) {
    return this.weight * 10;
  },
};

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { o: thing, things: [box, can] },
      entities: { Thing: [thing, other], Box: [box], Can: [can] },
    },
    b: {
      entities: {
        Thing: [
          { id: '1', extra: 'x1', ...costing },
          { id: '2', extra: 'x2', ...costing },
        ],
        Box: [{ id: 'b', owner: { id: 'o' }, extra: 'xb' }],
        Can: [{ id: 'c', extra: 'xc' }],
      },
    },
  },
  cases: [
    {
      name: 'of a key',
      query: '{ o { id: legacyId legacyId extra } }',
      data: { o: { id: 'old-1', legacyId: 'old-1', extra: 'x1' } },
    },
    {
      name: 'of a required field',
      query: '{ o { weight: legacyId cost } }',
      data: { o: { weight: 'old-1', cost: 30 } },
    },
    {
      name: 'of each other',
      query: '{ o { legacyId: id id: legacyId cost: extra extra: cost } }',
      data: { o: { legacyId: '1', id: 'old-1', cost: 'x1', extra: 30 } },
    },
    {
      name: 'of an object',
      query: '{ o { parts: other { id: legacyId extra } other: parts { id: code } cost } }',
      data: { o: { parts: { id: 'old-2', extra: 'x2' }, other: [{ id: 'c' }], cost: 30 } },
    },
    {
      name: 'in fragments on members, and in a key of several fields',
      query:
        '{ things { ...F ... on Can { id: size extra } } } fragment F on Box { owner { id: title } id: name extra size }',
      data: {
        things: [
          { owner: { id: 'Mr' }, id: 'Box', extra: 'xb', size: 4 },
          { id: 'small', extra: 'xc' },
        ],
      },
    },
    {
      name: '__typename',
      query: '{ things { __typename: name extra: __typename ... on Can { x: extra } } }',
      data: {
        things: [
          { __typename: 'Box', extra: 'Box' },
          { __typename: 'Can', extra: 'Can', x: 'xc' },
        ],
      },
    },
    {
      name: 'of a field of another type',
      query: '{ o { extra title: legacyId o: id } }',
      data: { o: { extra: 'x1', title: 'old-1', o: '1' } },
    },
    {
      name: 'of a root field',
      query: '{ things: o { extra } o: things { name } }',
      data: { things: { extra: 'x1' }, o: [{ name: 'Box' }, { name: 'Can' }] },
    },
  ],
};
