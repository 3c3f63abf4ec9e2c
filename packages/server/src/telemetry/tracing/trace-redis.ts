/**
 * A span for every command of Redis, and for every transaction as one, that belongs to something
 * traced. The client tells of both on diagnostics channels, of every connection in the process; what
 * waits for work, as the lanes of the bus and the queues of jobs do, belongs to nothing and has none.
 */
import { tracingChannel } from 'node:diagnostics_channel';
import { spanName } from './span-names.ts';
import { type Span, SpanKind, errorType, failWith, recordedSpan, startSpan } from './spans.ts';

/** What the client says of a command, or of a transaction (`@redis/client`, client/tracing.ts). */
interface Executed {
  readonly command?: string;
  /** Of a transaction or pipeline, and of each command in one. */
  readonly batchMode?: string;
  readonly batchSize?: number;
  readonly serverAddress: string;
  readonly serverPort: number | undefined;
  readonly error?: unknown;
}

const channels = ['node-redis:command', 'node-redis:batch'] as const;

/** Begins to write them, for as long as the process lives. */
export function traceRedis(): void {
  const spans = new WeakMap<object, Span>();
  const listeners = {
    start(executed: object) {
      const { command, batchMode } = executed as Executed;
      // The commands of a transaction are sent as one, and there may be hundreds.
      const isPart = command !== undefined && batchMode !== undefined;
      if (isPart || !recordedSpan()) return;
      spans.set(executed, startCommandSpan(executed as Executed));
    },
    error(executed: object) {
      const span = spans.get(executed);
      if (span) failWith(span, errorType((executed as Executed).error));
    },
    asyncEnd: (executed: object) => spans.get(executed)?.end(),
  };
  for (const name of channels) tracingChannel(name).subscribe(listeners);
}

function startCommandSpan(executed: Executed): Span {
  const { command, batchMode = '', batchSize, serverAddress, serverPort } = executed;
  const operation = command ?? batchMode;
  return startSpan({
    name: spanName('redis', 'execute', operation),
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'redis',
      'db.operation.name': operation,
      'server.address': serverAddress,
      ...(serverPort === undefined ? {} : { 'server.port': serverPort }),
      ...(batchSize === undefined ? {} : { 'db.operation.batch.size': batchSize }),
    },
  });
}
