/**
 * One connection of the protocol graphql-transport-ws: greets, keeps itself alive, and hands each
 * result to the operation it belongs to. Ends with its last operation.
 */
import { type Channel, createChannel } from './channel.ts';
import { ArbiterError, type GraphQLFault } from './error.ts';
import { errorOfAnswer, isObject, parseObject } from './error-reading.ts';
import { clientHeaders } from './http.ts';
import type { Settings } from './options.ts';
import type { StreamControl, StreamRequest, StreamResult } from './stream.ts';
import type { WebSocketLike } from './web-socket.ts';

export interface Connection {
  subscribe(request: StreamRequest, control: StreamControl): RunningOperation;
  isClosed(): boolean;
}

export interface RunningOperation {
  readonly results: Channel<StreamResult>;
  /** Ends it here and on the server. */
  leave(): void;
}

/** Results that wait for a slow consumer; past it the subscription continues from its cursor. */
const maxWaiting = 1_000;
/** A server has to welcome us within this. */
const welcomeMs = 10_000;
/** A dead connection is noticed within two of these. */
const pingMs = 12_000;

/** Close codes of the protocol, and of WebSockets, after which trying again is of no use. */
const refusals: Readonly<Record<number, string>> = {
  1002: 'PROTOCOL',
  1003: 'PROTOCOL',
  4400: 'PROTOCOL',
  4401: 'UNAUTHENTICATED',
  4403: 'FORBIDDEN',
  4406: 'PROTOCOL',
  4409: 'PROTOCOL',
  4429: 'PROTOCOL',
  4500: 'INTERNAL',
};

interface Operation {
  readonly request: StreamRequest;
  readonly results: Channel<StreamResult>;
  readonly control: StreamControl;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export function openConnection(settings: Settings, socket: WebSocketLike): Connection {
  const operations = new Map<string, Operation>();
  let state: 'greeting' | 'open' | 'closed' = 'greeting';
  let lastId = 0;
  let wasHeard = false;
  let timer = setTimeout(() => close(brokenOff('The server did not answer.')), welcomeMs);

  socket.addEventListener('open', () => {
    clientHeaders(settings).then(
      (payload) => state === 'greeting' && send({ type: 'connection_init', payload }),
      (error: unknown) => close(error instanceof Error ? error : new Error(String(error))),
    );
  });
  socket.addEventListener('message', ({ data }) => receive(String(data)));
  socket.addEventListener('error', () => close(brokenOff('The connection failed.')));
  socket.addEventListener('close', ({ code, reason }) => close(errorOfClose(code, reason)));

  return {
    isClosed: () => state === 'closed',
    subscribe(request, control) {
      lastId += 1;
      const id = String(lastId);
      const results = createChannel<StreamResult>(maxWaiting);
      const operation = { request, results, control };
      operations.set(id, operation);
      if (state === 'open') start(id, operation);
      return { results, leave: () => leave(id) };
    },
  };

  function receive(text: string): void {
    const message = parseObject(text) as Message | null;
    if (state === 'closed') return;
    if (!message) return close(new ArbiterError('PROTOCOL', 'A message of the server is no JSON.'));
    wasHeard = true;
    if (message.type === 'connection_ack') return begin();
    if (message.type === 'ping') return answerPing(message.payload);
    const operation = operations.get(message.id ?? '');
    if (operation) handle(operation, message);
  }

  function begin(): void {
    state = 'open';
    clearTimeout(timer);
    timer = setInterval(keepAlive, pingMs);
    for (const [id, operation] of operations) start(id, operation);
  }

  function start(id: string, { request, control }: Operation): void {
    control.onConnected();
    send({ id, type: 'subscribe', payload: request });
  }

  function handle({ results }: Operation, { type, id = '', payload }: Message): void {
    if (type === 'next') {
      if (results.push(payload as StreamResult)) return;
      results.end(brokenOff('More events came than were taken.'));
      return leave(id);
    }
    if (type === 'error') results.end(errorOfAnswer(payload as GraphQLFault[]));
    if (type === 'complete') results.end();
    operations.delete(id);
    closeIfIdle();
  }

  /** Arbiter tells by a ping that a subscription follows its log. */
  function answerPing(payload: unknown): void {
    if (isObject(payload)) operations.get(String(payload['subscribed']))?.control.onReady();
    send({ type: 'pong', ...(payload === undefined ? {} : { payload }) });
  }

  function keepAlive(): void {
    if (!wasHeard) return close(brokenOff('The server fell silent.'));
    wasHeard = false;
    send({ type: 'ping' });
  }

  function leave(id: string): void {
    operations.get(id)?.results.end();
    if (!operations.delete(id)) return;
    if (state === 'open') send({ id, type: 'complete' });
    closeIfIdle();
  }

  function closeIfIdle(): void {
    if (operations.size === 0) close();
  }

  function close(error?: Error): void {
    if (state === 'closed') return;
    state = 'closed';
    clearTimeout(timer);
    for (const { results } of operations.values()) results.end(error);
    operations.clear();
    socket.close(1000, 'done');
  }

  function send(message: Message): void {
    socket.send(JSON.stringify(message));
  }
}

function brokenOff(message: string): ArbiterError {
  return new ArbiterError('NETWORK', message);
}

function errorOfClose(code: number, reason: string): ArbiterError {
  const message = `The server closed the connection: ${reason || `code ${code}`}.`;
  return new ArbiterError(refusals[code] ?? 'NETWORK', message);
}
