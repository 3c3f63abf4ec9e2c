/** The directives mean the same whatever the subgraphs call them. */
import type { Scenario } from '../../scenario.ts';

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { thing: { id: '1', size: 2 }, known: 1, ruled: 2 },
      entities: { Thing: [{ id: '1', size: 2 }] },
    },
    b: { entities: { Thing: [{ id: '1', weight: 3 }] } },
  },
  cases: [
    {
      name: 'for who is known',
      query: '{ known ruled thing { size weight } }',
      actor: { scopes: ['b'] },
      data: { known: 1, ruled: null, thing: { size: null, weight: 3 } },
      errors: [
        { path: ['ruled'], code: 'FORBIDDEN' },
        { path: ['thing', 'size'], code: 'FORBIDDEN' },
      ],
    },
    {
      name: 'for nobody in particular',
      query: '{ known ruled }',
      actor: { isAnonymous: true },
      data: { known: null, ruled: null },
      errors: [
        { path: ['known'], code: 'UNAUTHENTICATED' },
        { path: ['ruled'], code: 'UNAUTHENTICATED' },
      ],
    },
  ],
};
