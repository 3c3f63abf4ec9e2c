/** A TCP connection to an HTTP server that sends exactly the bytes it is told to, right or wrong. */
import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawConnection {
  send(bytes: string | Buffer): void;
  /** Says that no more will come, and listens on. */
  finish(): void;
  /** Everything that the server has sent so far. */
  received(): string;
  /** What it had sent when it closed the connection. */
  readonly closed: Promise<string>;
  destroy(): void;
}

/** Connects to the host and port of the URL. */
export async function openRawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => void (received += chunk));
  // A server that refuses what is still being sent resets the connection.
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  // once() would reject with the error.
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(received)));
  await once(socket, 'connect');
  return {
    send: (bytes) => void socket.write(bytes),
    finish: () => void socket.end(),
    received: () => received,
    closed,
    destroy: () => void socket.destroy(),
  };
}
