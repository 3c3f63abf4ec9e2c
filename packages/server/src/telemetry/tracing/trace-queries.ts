/**
 * A span for every SQL statement of a pool of `pg` that belongs to something traced: a request, an
 * event's delivery. Statements of loops that wait for work belong to nothing and have none.
 */
import type { EventEmitter } from 'node:events';
import { spanName } from './span-names.ts';
import { type Span, SpanKind, errorType, failWith, recordedSpan, startSpan } from './spans.ts';
import { statementSummary, statementText } from './statement-text.ts';

type Query = (...args: unknown[]) => unknown;
type Callback = (error: unknown, result: unknown) => void;

/** What this needs of a client of `pg`; a statement is answered by a promise or to a callback. */
interface QueryingClient {
  query: Query;
}

/** Watches every connection that the pool makes from now on. */
export function traceQueries(pool: EventEmitter): void {
  pool.on('connect', (client: QueryingClient) => {
    const query = client.query.bind(client);
    client.query = (...args) => {
      const sql = recordedSpan() ? sqlOf(args[0]) : undefined;
      return sql === undefined ? query(...args) : runTraced(startQuerySpan(sql), query, args);
    };
  });
}

/** Undefined for cursors and the like, which end when their readers have had enough. */
function sqlOf(statement: unknown): string | undefined {
  if (typeof statement === 'string') return statement;
  const { text, submit } = Object(statement) as { text?: unknown; submit?: unknown };
  return typeof text === 'string' && submit === undefined ? text : undefined;
}

function startQuerySpan(sql: string): Span {
  const text = statementText(sql);
  const { operation, table } = statementSummary(text);
  return startSpan({
    name: spanName(
      'database',
      'execute',
      table === undefined ? operation : `${operation} ${table}`,
    ),
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': text,
      ...(table === undefined ? {} : { 'db.collection.name': table }),
    },
  });
}

function runTraced(span: Span, query: Query, args: readonly unknown[]): unknown {
  const end = (error?: unknown) => {
    if (error) {
      const type = errorType(error);
      failWith(span, type);
      span.setAttribute('db.response.status_code', type);
    }
    span.end();
  };
  const last = args.at(-1);
  if (typeof last === 'function') {
    const callback: Callback = (error, result) => {
      end(error);
      (last as Callback)(error, result);
    };
    return query(...args.slice(0, -1), callback);
  }
  const answer = query(...args) as Promise<unknown>;
  answer.then(() => end(), end);
  return answer;
}
