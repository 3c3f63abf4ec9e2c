/** A mutation that may not be done is not done, nor are others whose answer it would take away. */
import type { Scenario } from '../../scenario.ts';

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { counted: 0 },
      mutation: {
        count: ({ by }: { by: number }) => ({ total: by, secret: 1 }),
        tell: ({ what }: { what: string }) => what,
      },
    },
  },
  cases: [
    {
      name: 'alone',
      query: 'mutation { count(by: 2) { total } }',
      actor: { scopes: ['tell'] },
      data: null,
      errors: [{ path: ['count'], code: 'FORBIDDEN' }],
      asked: [],
    },
    {
      name: 'with its scope, and a field that asks for more',
      query: 'mutation { count(by: 2) { total secret } }',
      actor: { scopes: ['count'] },
      data: { count: { total: 2, secret: null } },
      errors: [{ path: ['count', 'secret'], code: 'FORBIDDEN' }],
      asked: ['a'],
    },
    {
      name: 'after others: none is done',
      query: 'mutation { tell(what: "x") count(by: 2) { total } }',
      actor: { scopes: ['tell'] },
      data: null,
      errors: [{ path: ['count'], code: 'FORBIDDEN' }],
      asked: [],
    },
    {
      name: 'that may be null: the others are done',
      query: 'mutation { tell(what: "x") count(by: 2) { total } }',
      actor: { scopes: ['count'] },
      data: { tell: null, count: { total: 2 } },
      errors: [{ path: ['tell'], code: 'FORBIDDEN' }],
      asked: ['a'],
    },
  ],
};
