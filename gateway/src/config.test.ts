/** The settings of the gateway that runs alone. */
import { expect, test } from '@jest/globals';
import { readGatewaySettings } from './config.ts';

test('a supergraph is all that it needs', () => {
  expect(readGatewaySettings({ SUPERGRAPH_FILE: 'a.graphql', DATABASE_URL: 'anything' })).toEqual({
    SUPERGRAPH_FILE: 'a.graphql',
    ARBITER_MODE: 'development',
    HOST: '127.0.0.1',
    PORT: 4000,
    CORS_ORIGINS: [],
    OVERRIDE_LABELS: [],
    LOG_LEVEL: 'info',
  });
});

test.each([
  [{}, /^SUPERGRAPH_FILE: must be the path/],
  [{ SUPERGRAPH_FILE: '' }, /^SUPERGRAPH_FILE: must be the path/],
  [{ SUPERGRAPH_FILE: 'a', PORT: '-1' }, /^PORT: must be/],
  [{ SUPERGRAPH_FILE: 'a', CORS_ORIGINS: '*' }, /^CORS_ORIGINS: must be/],
  [{ SUPERGRAPH_FILE: 'a', OVERRIDE_LABELS: 'a=b' }, /^OVERRIDE_LABELS: must be labels/],
  [{ SUPERGRAPH_FILE: 'a', ARBITER_SUPERGRAPH: 'a' }, /^ARBITER_SUPERGRAPH: no such setting/],
])('%j is refused', (env, line) => {
  expect(() => readGatewaySettings(env)).toThrow(line);
});
