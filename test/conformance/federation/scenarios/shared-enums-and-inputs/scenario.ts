/** Inputs are what all subgraphs accept, outputs what any of them gives. */
import type { Scenario } from '../../scenario.ts';

const echo = (args: object) => JSON.stringify(args);

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { byKind: (args: object) => [{ id: echo(args), status: 'ON' }] },
      entities: { Thing: [{ status: 'ON' }] },
    },
    b: { query: { count: echo }, entities: { Thing: [{ status: 'ON', next: 'UNKNOWN' }] } },
  },
  cases: [
    {
      name: 'values of both, defaults of inputs',
      query:
        'query ($kind: Kind, $name: String!) { byKind(kind: $kind, filter: {name: $name}) { id } count(kind: SMALL, filter: {name: $name, size: 1}) }',
      variables: { kind: 'BIG', name: 'n' },
      data: {
        byKind: [{ id: '{"kind":"BIG","filter":{"name":"n","size":3}}' }],
        count: '{"kind":"SMALL","filter":{"name":"n","size":1}}',
      },
    },
    {
      name: 'an output that one subgraph has only',
      query: '{ byKind { status next } }',
      data: { byKind: [{ status: 'ON', next: 'UNKNOWN' }] },
    },
    {
      name: 'an input that one subgraph has only',
      query: 'query ($kind: Kind) { count(kind: $kind) }',
      variables: { kind: 'ONLY_B' },
      data: null,
      errors: [{ code: 'BAD_USER_INPUT' }],
    },
  ],
};
