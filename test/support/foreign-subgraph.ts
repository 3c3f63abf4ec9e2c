/**
 * A subgraph that knows nothing of Arbiter: GraphQL over HTTP and, at the same URL, graphql-ws. In this
 * process, on a port of its own.
 */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

export interface ForeignSubgraph extends AsyncDisposable {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** Headers of the requests so far. */
  readonly requests: readonly IncomingHttpHeaders[];
  /** Subscriptions that are open now. */
  subscriptions(): number;
}

export interface ForeignSubgraphOptions {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: object;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
/** Some servers are told apart by what stands behind the path. */
const path = '/api/graph?part=1';

export async function startForeignSubgraph(
  options: ForeignSubgraphOptions,
): Promise<ForeignSubgraph> {
  const sdl = `${link}\n${options.sdl}`;
  const typeDefs = parse(sdl);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: options.resolvers as never }]);
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    void answer(schema, request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      () => response.writeHead(400).end(),
    );
  });
  const sockets = serveSockets(schema);
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== path) return socket.destroy();
    sockets.server.handleUpgrade(request, socket, head, (client) =>
      sockets.server.emit('connection', client, request),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    name: options.name,
    sdl,
    url: `http://127.0.0.1:${port}${path}`,
    requests,
    subscriptions: sockets.open,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.server.clients) client.terminate();
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function answer(schema: GraphQLSchema, request: IncomingMessage): Promise<string> {
  if (request.url !== path) throw new Error('Not found.');
  const { query, variables, operationName } = (await json(request)) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables,
    operationName,
  });
  return JSON.stringify(result);
}

function serveSockets(schema: GraphQLSchema) {
  const server = new WebSocketServer({ noServer: true });
  let count = 0;
  useServer(
    {
      schema,
      onOperation: () => void (count += 1),
      onComplete: () => void (count -= 1),
    },
    server,
  );
  return { server, open: () => count };
}
