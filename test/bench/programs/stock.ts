/**
 * The peer: a stock Apollo Server with a stock Apollo Gateway over the same subgraphs. The only
 * addition is what our subgraphs ask of any gateway, an actor token on each call; what it cannot enforce of
 * the supergraph it may ignore.
 */
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readFileSync } from 'node:fs';
import { newId } from '@arbiter/kernel/ids.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { createActorSigner } from '@arbiter/server/auth/actor-token.ts';
import { developmentSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { actorTokenHeader } from '@arbiter/server/subgraph/call-guard.ts';
import { withoutPurposes } from '../../support/without-purposes.ts';
import { announce, stringArgument } from './program.ts';

const key = developmentSigningKey(stringArgument('keys'));
const urls = JSON.parse(stringArgument('urls')) as Record<string, string>;
const actor = {
  kind: 'USER',
  id: 'local-developer',
  tenantId: 'default',
  accessLevel: 'ADMIN',
  scopes: ['*'],
  allowedTenants: [],
} as const;
/** Made as cheaply as those of our gateway. */
const signers = Object.fromEntries(
  Object.keys(urls).map((name) => [
    name,
    createActorSigner(key, { audience: name, clock: systemClock }),
  ]),
);

const gateway = new ApolloGateway({
  supergraphSdl: withoutPurposes(
    readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'),
  ),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource({
      url: urls[name] ?? '',
      willSendRequest({ request }) {
        request.http?.headers.set(actorTokenHeader, signers[name]!(actor));
        request.http?.headers.set('x-request-id', newId());
      },
    }),
});
const server = new ApolloServer({ gateway, introspection: true });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
announce({ url: new URL(url).origin }, () => ({}));
