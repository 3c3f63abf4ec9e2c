/** Directives that composition passes on, ours or federation's, do not change what is answered. */
import type { Scenario } from '../../scenario.ts';

const thing = { id: '1', name: 'n' };

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { thing, secret: 1, scoped: 2, ruled: 3 }, entities: { Thing: [thing] } },
    b: { entities: { Thing: [{ id: '1', size: 4 }] } },
  },
  cases: [
    {
      name: 'on types and fields',
      query: '{ thing { name size } secret scoped }',
      data: { thing: { name: 'n', size: 4 }, secret: 1, scoped: 2 },
    },
    {
      name: 'a policy that nobody here can judge is met by nobody',
      query: '{ ruled secret }',
      data: { ruled: null, secret: 1 },
      errors: [{ path: ['ruled'], code: 'FORBIDDEN' }],
    },
    {
      name: 'clients do not see them',
      query: '{ __schema { directives { name } } }',
      data: {
        __schema: {
          directives: ['defer', 'include', 'skip', 'deprecated', 'specifiedBy', 'oneOf'].map(
            (name) => ({
              name,
            }),
          ),
        },
      },
    },
  ],
};
