/**
 * One socket of `ws` under the state machine of graphql-ws. In place of the adapter that comes with
 * it, which writes faults to the console and into close reasons, reads binary frames as text, still
 * hears what comes after it has closed, and fails on a close reason that is too long.
 */
import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { isNestedDeeper } from '@arbiter/kernel/json/json-depth.ts';
import type { Logger } from '../telemetry/logger.ts';
import { controlFlow } from './websocket-flow.ts';

/** What the protocol keeps with each socket. */
export interface SocketExtra {
  readonly socket: WebSocket;
  /** The request that was upgraded. */
  readonly request: IncomingMessage;
}

export interface TransportOptions {
  /** A peer that has not answered a ping when the next is due is cut off. */
  readonly keepAliveMs: number;
  /** Arrays and objects inside each other in a message; a deeper one closes the socket. */
  readonly maxMessageDepth: number;
  readonly logger: Logger;
}

/** RFC 6455, section 5.5: a control frame carries 125 bytes, two of which are the close code. */
const maxReasonBytes = 123;

/** Runs the protocol over a socket that has just been opened, until it closes. */
export function bindSocket(
  protocol: Server<SocketExtra>,
  extra: SocketExtra,
  { keepAliveMs, maxMessageDepth, logger }: TransportOptions,
): void {
  const { socket } = extra;
  const { stopProbing, onAnswer } = probe(socket, keepAliveMs);
  const flow = controlFlow(socket, onAnswer);
  socket.on('ping', (data) => flow.pong(data));
  // What breaks the rules of WebSocket itself (a message too large, a malformed frame) `ws` closes with
  // the code for it; without a listener it would end the process.
  socket.on('error', (error) => logger.debug({ err: error }, 'socket failed'));
  const onClosed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => flow.send(text),
      close: (code = CloseCode.InternalServerError, reason = '') =>
        closeSocket(socket, code, reason),
      onMessage: (handle) =>
        socket.on('message', (data: Buffer, isBinary: boolean) => {
          // The rest of what was under way when the socket was closed.
          if (socket.readyState !== socket.OPEN) return;
          if (isNestedDeeper(data, maxMessageDepth)) {
            const reason = `The message is nested deeper than ${maxMessageDepth} levels`;
            return closeSocket(socket, CloseCode.BadRequest, reason);
          }
          const message = String(data);
          if (isBinary || isForClients(message)) {
            return closeSocket(socket, CloseCode.BadRequest, 'Invalid message received');
          }
          handle(message).catch((error: unknown) => {
            logger.error({ err: error }, 'message failed');
            closeSocket(socket, CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    extra,
  );
  socket.once('close', (code, reason) => {
    stopProbing();
    onClosed(code, String(reason)).catch((error: unknown) =>
      logger.error({ err: error }, 'operations of a closed socket failed to end'),
    );
  });
}

/** Closes with a code and as much of the reason as a close frame carries. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  let end = reason.length;
  while (Buffer.byteLength(reason.slice(0, end)) > maxReasonBytes) end -= 1;
  socket.close(code, reason.slice(0, end));
}

const namesClientType = /"type"\s*:\s*"(?:connection_ack|next|error)"/;
const clientTypes: ReadonlySet<unknown> = new Set(['connection_ack', 'next', 'error']);

/** Whether it is a message that only servers send; graphql-ws takes its arrival for a fault of its own. */
function isForClients(message: string): boolean {
  if (!namesClientType.test(message)) return false;
  try {
    return clientTypes.has((JSON.parse(message) as { type?: unknown } | null)?.type);
  } catch {
    return false;
  }
}

/** A peer that was not read could not answer; that it takes what it is sent counts as much. */
function probe(socket: WebSocket, intervalMs: number) {
  let hasAnswered = true;
  const onAnswer = () => void (hasAnswered = true);
  socket.on('pong', onAnswer);
  const timer = setInterval(() => {
    if (!hasAnswered) return socket.terminate();
    hasAnswered = false;
    socket.ping();
  }, intervalMs);
  return { stopProbing: () => clearInterval(timer), onAnswer };
}
