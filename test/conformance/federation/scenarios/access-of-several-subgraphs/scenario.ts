/** What one subgraph asks for holds for all: composition has joined their rules. */
import type { Case, Scenario } from '../../scenario.ts';

const thing = { id: '1', size: 2, colour: 'red' };

const withScopes = (scopes: readonly string[], size: number | null): Case => ({
  name: `for ${scopes.join(' and ') || 'nothing'}`,
  query: '{ thing { size } }',
  actor: { scopes },
  data: { thing: { size } },
  errors: size === null ? [{ path: ['thing', 'size'], code: 'FORBIDDEN' }] : [],
});

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { thing }, entities: { Thing: [thing] } },
    b: { query: { thing }, entities: { Thing: [thing] } },
  },
  cases: [
    withScopes([], null),
    withScopes(['a'], null),
    withScopes(['b', 'c'], null),
    withScopes(['a', 'b'], 2),
    withScopes(['a', 'c'], 2),
    {
      name: 'for nobody in particular',
      query: '{ thing { id colour } }',
      actor: { isAnonymous: true },
      data: { thing: { id: '1', colour: null } },
      errors: [{ path: ['thing', 'colour'], code: 'UNAUTHENTICATED' }],
    },
  ],
};
