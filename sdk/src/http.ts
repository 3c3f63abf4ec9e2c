/** One HTTP request with the client's headers, a request id, a time limit, and errors of one kind. */
import { ArbiterError } from './error.ts';
import { secondsOfRetryAfter } from './error-reading.ts';
import type { RequestOptions, Settings } from './options.ts';

export interface HttpRequest extends RequestOptions {
  /** Below the base URL. */
  readonly path: string;
  readonly accept: string;
  /** Sent as JSON. */
  readonly body: unknown;
  readonly requestId: string;
}

/** An answer that was read to its end, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** What errors about the answer say. */
  readonly facts: HeaderFacts;
}

export interface HeaderFacts {
  /** As the server knows the request. */
  readonly requestId: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/**
 * Sends the request and reads the answer. Throws TIMEOUT and NETWORK, and the reason of an aborted
 * signal.
 */
export async function exchange(settings: Settings, request: HttpRequest): Promise<HttpAnswer> {
  const { requestId, signal } = request;
  const headers = await headersOf(settings, request);
  const limit = deadline(request.timeoutMs ?? settings.timeoutMs, signal);
  try {
    const response = await send(settings, { ...request, headers, signal: limit.signal });
    const body = await response.text();
    return { status: response.status, body, facts: headerFacts(response, requestId) };
  } catch (error) {
    throw limit.isOver()
      ? new ArbiterError('TIMEOUT', `No answer within ${limit.ms} ms.`, { requestId })
      : asNetworkError(error, settings.baseUrl, request);
  } finally {
    limit.clear();
  }
}

/** The response as soon as its head is there. Rejects as `fetch` does. */
export function send(
  { baseUrl, fetch }: Settings,
  { path, headers, body, signal }: HttpRequest,
): Promise<Response> {
  return fetch(`${baseUrl}${path}`, {
    method: 'POST',
    headers: { ...headers },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** All headers of the request. What a token function throws is thrown as it is. */
export async function headersOf(
  settings: Settings,
  { headers, accept, requestId }: Omit<HttpRequest, 'body'>,
): Promise<Record<string, string>> {
  return {
    ...(await clientHeaders(settings)),
    ...headers,
    'content-type': 'application/json',
    accept,
    'x-request-id': requestId,
  };
}

/** The headers that say who asks. */
export async function clientHeaders({ token, headers }: Settings): Promise<Record<string, string>> {
  const bearer = await token();
  return { ...headers, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) };
}

/** What the headers of an answer say about it. */
export function headerFacts({ headers }: Response, requestId: string): HeaderFacts {
  const retryAfter = secondsOfRetryAfter(headers.get('retry-after'), Date.now());
  return {
    requestId: headers.get('x-request-id') ?? requestId,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** What to throw for an error of `fetch`: the reason of the caller's abort, else NETWORK. */
export function asNetworkError(
  error: unknown,
  url: string,
  { signal, requestId }: Pick<HttpRequest, 'signal' | 'requestId'>,
): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof ArbiterError) return error;
  return new ArbiterError('NETWORK', `${url} cannot be reached.`, { cause: error, requestId });
}

/** 128 random bits; `crypto.randomUUID` is missing on pages without TLS. */
export function randomRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Deadline {
  readonly ms: number;
  /** Aborted when the time is over, or with the caller's. */
  readonly signal: AbortSignal;
  isOver(): boolean;
  clear(): void;
}

function deadline(ms: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    controller.abort();
  }, ms);
  const passOn = () => controller.abort(outer?.reason);
  if (outer?.aborted) passOn();
  outer?.addEventListener('abort', passOn, { once: true });
  return {
    ms,
    signal: controller.signal,
    isOver: () => over,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', passOn);
    },
  };
}
