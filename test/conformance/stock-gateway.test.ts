/** The supergraph stays one that other gateways serve, and one that those refuse who should. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { subgraphNames } from '@arbiter/server/config/settings.ts';
import { withoutPurposes } from '../support/without-purposes.ts';

const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const telemetry = 'APOLLO_TELEMETRY_DISABLED';
const loadStock = (supergraphSdl: string) => {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) =>
      new LocalGraphQLDataSource(
        buildSchema(
          subgraphNames.find((each) => each === name)!,
          [],
        ),
      ),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return gateway.load().finally(() => gateway.stop().catch(() => undefined));
};

beforeEach(() => void (process.env[telemetry] = '1'));
afterEach(() => void delete process.env[telemetry]);

test('a stock gateway, which does not enforce who may see what, refuses it', async () => {
  await expect(loadStock(sdl)).rejects.toThrow('for: SECURITY but is unsupported');
});

test('a stock gateway serves it when told that it need not', async () => {
  const { schema } = await loadStock(withoutPurposes(sdl));
  expect(schema.getMutationType()?.getFields()).toHaveProperty('createWorkflow');
});
