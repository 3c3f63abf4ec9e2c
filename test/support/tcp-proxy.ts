/**
 * A TCP proxy in front of several servers, as a load balancer is: each new connection goes to the first
 * of them that takes it. Connections can be cut, as networks do.
 */
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

export interface TcpProxy extends AsyncDisposable {
  readonly url: string;
  /** The servers in the order of preference, by URL. */
  route(urls: readonly string[]): void;
  /** Cuts every connection that is open. */
  cut(): void;
}

export async function startTcpProxy(): Promise<TcpProxy> {
  let targets: readonly URL[] = [];
  const open = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    track(client);
    void firstThatTakes(targets).then((found) => {
      if (!found || client.destroyed) return client.destroy();
      track(found).pipe(client).pipe(found);
      // An end that is not a proper one is passed on as such.
      found.once('close', () => client.destroy());
      client.once('close', () => found.destroy());
      return undefined;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    route: (urls) => void (targets = urls.map((url) => new URL(url))),
    cut,
    async [Symbol.asyncDispose]() {
      server.close();
      cut();
    },
  };
}

async function firstThatTakes(targets: readonly URL[]): Promise<Socket | null> {
  for (const { hostname, port } of targets) {
    const socket = connect(Number(port), hostname);
    const isTaken = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    if (isTaken) return socket;
    socket.destroy();
  }
  return null;
}
