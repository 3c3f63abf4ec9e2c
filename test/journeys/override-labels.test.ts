/**
 * Progressive overrides as an operator decides them: `OVERRIDE_LABELS` of the real gateway over two
 * subgraphs, of which one takes a field over from the other, and of the full server.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { spawnArbiter, startArbiter } from '../support/arbiter-process.ts';
import { gatewayCommand, startForeignGateway } from '../support/foreign-federation.ts';
import { startForeignSubgraph } from '../support/foreign-subgraph.ts';
import { askGraphql } from '../support/http.ts';
import { openSocketStream } from '../support/streams.ts';

jest.setTimeout(120_000);

const requests = 60;
const query = '{ product { price } }';

let file: string;
const resources = new AsyncDisposableStack();
beforeAll(async () => {
  const shop = resources.use(await startForeignSubgraph({ ...oldShop, name: 'shop' }));
  const prices = resources.use(await startForeignSubgraph({ ...newPrices, name: 'prices' }));
  const subgraphs = [shop, prices].map(({ name, url, sdl }) => ({
    name,
    url,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(subgraphs);
  if (!supergraphSdl) throw new Error(String(errors));
  const dir = await mkdtemp(join(tmpdir(), 'override-'));
  resources.defer(() => rm(dir, { recursive: true }));
  file = join(dir, 'supergraph.graphql');
  await writeFile(file, supergraphSdl);
});
afterAll(() => resources.disposeAsync());

const product = { id: '1' };
const priced = (price: number) => ({ __resolveReference: () => product, price: () => price });
const oldShop = {
  sdl: `type Query { product: Product }
    type Product @key(fields: "id") { id: ID! price: Int }
    type Subscription { sold: Product }`,
  resolvers: {
    Query: { product: () => product },
    Product: priced(1),
    Subscription: {
      sold: {
        async *subscribe() {
          yield product;
        },
        resolve: (sold: object) => sold,
      },
    },
  },
};
const newPrices = {
  // By its full name: only the key is imported for every subgraph.
  sdl: `type Product @key(fields: "id") {
    id: ID!
    price: Int @federation__override(from: "shop", label: "new-prices")
  }`,
  resolvers: { Product: priced(2) },
};

test.each([
  ['', 1],
  ['new-prices', 2],
  ['new-prices=0', 1],
  ['new-prices=100', 2],
])('with OVERRIDE_LABELS=%s every price is the one of subgraph %i', async (labels, price) => {
  await using gateway = await startForeignGateway(file, { OVERRIDE_LABELS: labels });
  for (let n = 0; n < 5; n += 1) {
    expect(await askGraphql(gateway.url, query)).toEqual({ product: { price } });
  }
  const sold = openSocketStream(gateway.url, 'subscription { sold { price } }');
  expect(await sold.next()).toEqual({ data: { sold: { price } } });
  await sold.close();
});

test('a share takes some requests, and a label that is not there is told', async () => {
  const labels = 'new-prices=50,newprices';
  await using gateway = await startForeignGateway(file, { OVERRIDE_LABELS: labels });
  const answers = await Promise.all(
    Array.from({ length: requests }, () =>
      askGraphql<{ product: { price: number } }>(gateway.url, query),
    ),
  );
  // All of one kind would be as likely as 60 coins that fall alike.
  expect(new Set(answers.map((answer) => answer.product.price))).toEqual(new Set([1, 2]));
  expect(gateway.output()).toMatch(/"unknown":\["newprices"\].*"labels":\["new-prices"\]/);
});

test('a list that is malformed stops the start with one line', async () => {
  const env = { SUPERGRAPH_FILE: file, OVERRIDE_LABELS: 'new-prices=most' };
  await using gateway = spawnArbiter({ command: gatewayCommand, env });
  const { code, stderr } = await gateway.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^OVERRIDE_LABELS: must be labels .*; "new-prices=most" is not$/m);
});

test('the full server takes them too', async () => {
  await using arbiter = await startArbiter({ env: { OVERRIDE_LABELS: 'beta' } });
  expect(arbiter.output()).toMatch(/"unknown":\["beta"\].*OVERRIDE_LABELS/);
});
