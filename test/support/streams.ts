/** Subscriptions as a client of each protocol sees them: results one by one, refusals as errors. */
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface StreamResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Record<string, unknown>;
  }[];
}

export interface Stream {
  /** The next result; rejects when none comes in time, or when the stream ends. */
  next(timeoutMs?: number): Promise<StreamResult>;
  close(): Promise<void>;
}

export type OpenStream = (url: string, query: string, variables?: object) => Stream;

/** Opens a subscription behind a cursor, in the way of its protocol. */
export type ResumeStream = (url: string, query: string, cursor: string) => Stream;

/** How long a test waits for one result. */
const resultTimeoutMs = 15_000;

/** graphql-transport-ws at /graphql, by the reference client. */
export const openSocketStream: OpenStream = (url, query, variables = {}) => {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const results = client.iterate({ query, variables: variables as Record<string, unknown> });
  return streamOf(results as AsyncIterableIterator<StreamResult>, async () => {
    await results.return?.();
    await client.dispose();
  });
};

/** With the variable `$after`, which the document must have. */
export const resumeSocketStream: ResumeStream = (url, query, after) =>
  openSocketStream(url, query, { after });

/** Server-sent events at /graphql/stream, read from the wire. */
export const openEventStream: OpenStream = (url, query, variables = {}) =>
  eventStreamOf(url, { query, variables });

/** As openEventStream, by whoever the bearer token stands for. */
export const openEventStreamAs =
  (token: string): OpenStream =>
  (url, query, variables = {}) =>
    eventStreamOf(url, { query, variables }, { authorization: `Bearer ${token}` });

/** With `Last-Event-ID`, as a browser that connects again. */
export const resumeEventStream: ResumeStream = (url, query, cursor) =>
  eventStreamOf(url, { query }, { 'last-event-id': cursor });

function eventStreamOf(url: string, body: object, headers: Record<string, string> = {}): Stream {
  const stop = new AbortController();
  const results = readEvents(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
    signal: stop.signal,
  });
  return streamOf(results, async () => stop.abort());
}

async function* readEvents(url: string, request: RequestInit): AsyncGenerator<StreamResult, void> {
  const response = await fetch(`${url}/graphql/stream`, request);
  let buffer = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    buffer += chunk;
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith('event: complete')) return;
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      if (data) yield JSON.parse(data.slice('data: '.length)) as StreamResult;
    }
  }
}

function streamOf(results: AsyncIterator<StreamResult>, close: () => Promise<void>): Stream {
  return {
    async next(timeoutMs = resultTimeoutMs) {
      const timeout = Promise.withResolvers<never>();
      const timer = setTimeout(
        () => timeout.reject(new Error(`No result within ${timeoutMs} ms.`)),
        timeoutMs,
      );
      try {
        const { done, value } = await Promise.race([results.next(), timeout.promise]);
        if (done) throw new Error('The stream has ended.');
        return value;
      } catch (error) {
        // graphql-ws rejects with the errors of an `error` message.
        if (Array.isArray(error)) return { errors: error };
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    close,
  };
}
