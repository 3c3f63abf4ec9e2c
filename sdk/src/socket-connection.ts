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

/** Greets at once; operations that are begun before the welcome start with it. */
export function openConnection(settings: Settings, socket: WebSocketLike): Connection {
  const connection = new SocketConnection(socket);
  connection.greet(settings);
  return connection;
}

class SocketConnection implements Connection {
  readonly #socket: WebSocketLike;
  readonly #operations = new Map<string, Operation>();
  #state: 'greeting' | 'open' | 'closed' = 'greeting';
  #lastId = 0;
  #wasHeard = false;
  #timer = setTimeout(() => this.#close(brokenOff('The server did not answer.')), welcomeMs);

  constructor(socket: WebSocketLike) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(String(data)));
    socket.addEventListener('error', () => this.#close(brokenOff('The connection failed.')));
    socket.addEventListener('close', ({ code, reason }) => this.#close(errorOfClose(code, reason)));
  }

  greet(settings: Settings): void {
    this.#socket.addEventListener('open', () => {
      clientHeaders(settings).then(
        (payload) => this.#state === 'greeting' && this.#send({ type: 'connection_init', payload }),
        (error: unknown) => this.#close(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }

  isClosed(): boolean {
    return this.#state === 'closed';
  }

  subscribe(request: StreamRequest, control: StreamControl): RunningOperation {
    this.#lastId += 1;
    const id = String(this.#lastId);
    const results = createChannel<StreamResult>(maxWaiting);
    const operation = { request, results, control };
    this.#operations.set(id, operation);
    if (this.#state === 'open') this.#start(id, operation);
    return { results, leave: () => this.#leave(id) };
  }

  #receive(text: string): void {
    const message = parseObject(text) as Message | null;
    if (this.#state === 'closed') return;
    if (!message) {
      this.#close(new ArbiterError('PROTOCOL', 'A message of the server is no JSON.'));
      return;
    }
    this.#wasHeard = true;
    if (message.type === 'connection_ack') this.#begin();
    else if (message.type === 'ping') this.#answerPing(message.payload);
    else this.#handle(message);
  }

  #begin(): void {
    this.#state = 'open';
    clearTimeout(this.#timer);
    this.#timer = setInterval(() => this.#keepAlive(), pingMs);
    for (const [id, operation] of this.#operations) this.#start(id, operation);
  }

  #start(id: string, { request, control }: Operation): void {
    control.onConnected();
    this.#send({ id, type: 'subscribe', payload: request });
  }

  #handle({ type, id = '', payload }: Message): void {
    const results = this.#operations.get(id)?.results;
    if (!results) return;
    if (type === 'next') {
      if (results.push(payload as StreamResult)) return;
      results.end(brokenOff('More events came than were taken.'));
      this.#leave(id);
      return;
    }
    if (type === 'error') results.end(errorOfAnswer(payload as GraphQLFault[]));
    if (type === 'complete') results.end();
    this.#operations.delete(id);
    this.#closeIfIdle();
  }

  /** Arbiter tells by a ping that a subscription follows its log. */
  #answerPing(payload: unknown): void {
    if (isObject(payload)) this.#operations.get(String(payload['subscribed']))?.control.onReady();
    this.#send({ type: 'pong', ...(payload === undefined ? {} : { payload }) });
  }

  #keepAlive(): void {
    if (!this.#wasHeard) {
      this.#close(brokenOff('The server fell silent.'));
      return;
    }
    this.#wasHeard = false;
    this.#send({ type: 'ping' });
  }

  #leave(id: string): void {
    this.#operations.get(id)?.results.end();
    if (!this.#operations.delete(id)) return;
    if (this.#state === 'open') this.#send({ id, type: 'complete' });
    this.#closeIfIdle();
  }

  #closeIfIdle(): void {
    if (this.#operations.size === 0) this.#close();
  }

  #close(error?: Error): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearTimeout(this.#timer);
    for (const { results } of this.#operations.values()) results.end(error);
    this.#operations.clear();
    this.#socket.close(1000, 'done');
  }

  #send(message: Message): void {
    this.#socket.send(JSON.stringify(message));
  }
}

function brokenOff(message: string): ArbiterError {
  return new ArbiterError('NETWORK', message);
}

function errorOfClose(code: number, reason: string): ArbiterError {
  const message = `The server closed the connection: ${reason || `code ${code}`}.`;
  return new ArbiterError(refusals[code] ?? 'NETWORK', message);
}
