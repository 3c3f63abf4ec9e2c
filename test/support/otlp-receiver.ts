/**
 * An OpenTelemetry collector in small: takes spans by OTLP over HTTP, as JSON, and keeps them in
 * memory.
 */
import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as it came, with what names its process. */
export interface ReceivedSpan {
  readonly service: string;
  /** What is said of the process. */
  readonly resource: Readonly<Record<string, unknown>>;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty or absent for a root. */
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** 2 is an error. */
  readonly status: { readonly code?: number; readonly message?: string };
  readonly events: readonly unknown[];
}

export interface OtlpReceiver extends AsyncDisposable {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** The bodies, as they came. */
  readonly bodies: readonly string[];
  /** How many connections have been made. */
  connections(): number;
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<
        ReceivedSpan,
        'service' | 'resource' | 'attributes' | 'links'
      > & {
        readonly attributes: readonly KeyValue[];
        readonly links?: ReceivedSpan['links'];
      })[];
    }[];
  }[];
}

/** Listens on a free port of loopback. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    const exported = await readExport(request);
    if (exported) {
      bodies.push(JSON.stringify(exported));
      spans.push(...spansOf(exported));
    }
    response.writeHead(exported ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
  });
  server.on('connection', () => void (connections += 1));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    bodies,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readExport(request: IncomingMessage): Promise<ExportRequest | null> {
  if (request.method !== 'POST' || request.url !== '/v1/traces') return null;
  return (await json(request)) as ExportRequest;
}

function spansOf({ resourceSpans }: ExportRequest): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const said = valuesOf(resource.attributes);
    const service = String(said['service.name']);
    return scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({
        ...span,
        service,
        resource: said,
        attributes: valuesOf(span.attributes),
        links: span.links ?? [],
      })),
    );
  });
}

/** OTLP wraps each value by its type: `{ stringValue: 'a' }`, `{ intValue: 1 }`. */
function valuesOf(pairs: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));
}
