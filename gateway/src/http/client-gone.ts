/** Tells whoever works for a client that it has gone, so that nobody is asked for its sake any more. */
import type { Duplex } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Aborts when the connection closes before the answer is out; never after that. */
export function clientGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // Of the response, not of the request: that one closes as soon as its body has been read.
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

const ofSockets = new WeakMap<Duplex, AbortSignal>();

/** Aborts when a connection closes that carries many operations; one signal for all of them. */
export function socketGone(socket: Duplex): AbortSignal {
  const known = ofSockets.get(socket);
  if (known) return known;
  const controller = new AbortController();
  socket.once('close', () => controller.abort());
  ofSockets.set(socket, controller.signal);
  return controller.signal;
}
