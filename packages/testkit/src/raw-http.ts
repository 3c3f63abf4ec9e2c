/** A TCP connection to an HTTP server that sends exactly the bytes it is told to, right or wrong. */
import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawConnection {
  send(bytes: string | Buffer): void;
  /** What it had sent when it closed the connection. */
  readonly closed: Promise<string>;
  destroy(): void;
}

/** Connects to the host and port of the URL. */
export async function openRawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => void (received += chunk));
  // A server that refuses what is still being sent resets the connection.
  socket.on('error', () => undefined);
  // once() would reject with the error.
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(received)));
  await once(socket, 'connect');
  return {
    send: (bytes) => void socket.write(bytes),
    closed,
    destroy: () => void socket.destroy(),
  };
}
/** Status codes of the answers on a connection, in their order. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/(?:^|\n|\})HTTP\/1\.1 (\d{3}) /g)].map(([, status]) =>
    Number(status),
  );
}
