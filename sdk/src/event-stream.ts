/**
 * Subscriptions as event streams over `fetch` (protocol of graphql-sse, distinct connections). Works
 * without a WebSocket, sends headers, and reads no faster than events are taken.
 */
import { ArbiterError } from './error.ts';
import { errorOfStatus, parseObject } from './error-reading.ts';
import { type StreamEvent, createEventStreamParser } from './event-stream-parser.ts';
import {
  type HttpRequest,
  asNetworkError,
  headerFacts,
  headersOf,
  randomRequestId,
  send,
} from './http.ts';
import type { Settings } from './options.ts';
import type { OpenStream, StreamResult } from './stream.ts';

/** The server sends something every 12 s; what is silent for longer is dead. */
const silenceMs = 30_000;

/** Opens each subscription as one request to the event stream endpoint. */
export function eventStreams(settings: Settings): OpenStream {
  return async function* open(body, { signal, onConnected, onReady }) {
    const requestId = randomRequestId();
    const request = { path: 'graphql/stream', accept: 'text/event-stream', body, requestId };
    const headers = await headersOf(settings, request);
    const watch = watchSilence(signal);
    try {
      const response = await send(settings, { ...request, headers, signal: watch.signal });
      const bytes = await byteStream(response, request);
      onConnected();
      // A comment is the first that comes, unless it is a refusal.
      const parse = createEventStreamParser(onReady);
      for await (const { event, data } of eventsOf(bytes, parse, watch.heard)) {
        if (event === 'complete') return;
        if (event === 'next') yield readResult(data);
      }
      throw new ArbiterError('NETWORK', 'The event stream broke off.', { requestId });
    } catch (error) {
      throw asNetworkError(error, settings.baseUrl, { ...request, signal });
    } finally {
      watch.end();
    }
  };
}

async function byteStream(
  response: Response,
  { requestId }: Pick<HttpRequest, 'requestId'>,
): Promise<ReadableStream<Uint8Array>> {
  const type = response.headers.get('content-type') ?? '';
  if (response.ok && response.body && type.startsWith('text/event-stream')) return response.body;
  const facts = headerFacts(response, requestId);
  if (!response.ok) throw errorOfStatus(response.status, await response.text(), facts);
  await response.body?.cancel();
  throw new ArbiterError('PROTOCOL', 'The answer is no event stream; is the URL right?', facts);
}

async function* eventsOf(
  bytes: ReadableStream<Uint8Array>,
  parse: (text: string) => StreamEvent[],
  heard: () => void,
): AsyncGenerator<StreamEvent, void> {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    // A broken one has nothing to say about it.
    await reader.cancel().catch(() => undefined);
  }
}

function readResult(data: string): StreamResult {
  const result = parseObject(data);
  if (result) return result;
  throw new ArbiterError('PROTOCOL', 'An event is no GraphQL result.');
}

interface SilenceWatch {
  /** Aborted with `outer`, or when nothing was heard for too long. */
  readonly signal: AbortSignal;
  readonly heard: () => void;
  /** Closes the connection. */
  end(): void;
}

function watchSilence(outer: AbortSignal): SilenceWatch {
  const controller = new AbortController();
  const passOn = () => {
    clearTimeout(timer);
    controller.abort(outer.reason);
  };
  const giveUp = () => controller.abort(new Error(`Nothing was heard for ${silenceMs} ms.`));
  let timer = setTimeout(giveUp, silenceMs);
  if (outer.aborted) passOn();
  outer.addEventListener('abort', passOn, { once: true });
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
    },
    end() {
      clearTimeout(timer);
      outer.removeEventListener('abort', passOn);
      // Without it the connection of an unread answer is kept for a while.
      controller.abort();
    },
  };
}
