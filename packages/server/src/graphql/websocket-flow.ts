/**
 * Back pressure on a WebSocket: a peer that does not read what it is sent is not read either, until it does.
 * Each ping asks for an answer of its size, and whoever never reads could let them pile up without end.
 */
import type { WebSocket } from 'ws';

/** What may wait for a peer before nothing more is taken from it: an answer of some size. */
export const maxUnreadBytes = 1024 * 1024;

export interface SocketFlow {
  /** Resolves when the text has left, so that a peer that does not read is not written to any further. */
  send(text: string): Promise<void>;
  /** Answers a ping of WebSocket itself. */
  pong(data: Buffer): void;
}

/** `onProgress` is called when a peer that was not read has taken something. */
export function controlFlow(socket: WebSocket, onProgress: () => void): SocketFlow {
  const hold = () => {
    if (socket.bufferedAmount > maxUnreadBytes) socket.pause();
  };
  const release = () => {
    if (!socket.isPaused) return;
    onProgress();
    if (socket.bufferedAmount <= maxUnreadBytes) socket.resume();
  };
  return {
    send(text) {
      return new Promise((resolve) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        // That the peer has gone is told by the socket's end, to everyone.
        socket.send(text, () => {
          release();
          resolve();
        });
        hold();
      });
    },
    pong(data) {
      if (socket.readyState !== socket.OPEN) return;
      socket.pong(data, undefined, release);
      hold();
    },
  };
}
