/**
 * The client of Arbiter: a method for each operation of the SDK, and `execute` and `subscribe` for
 * documents of one's own.
 */
import type { DocumentArguments, OperationInfo, TypedDocument } from './document.ts';
import { ArbiterError } from './error.ts';
import { eventStreams } from './event-stream.ts';
import { type Answer, answer, execute } from './execute.ts';
import { type Operations, operations } from './generated/operations.ts';
import { type ReportLineage, reportLineageWith } from './lineage.ts';
import {
  type ArbiterClientOptions,
  type RequestOptions,
  type SubscribeOptions,
  completeOptions,
} from './options.ts';
import { socketStreams } from './socket-stream.ts';
import { type Subscription, follow } from './subscription.ts';

type Data = Readonly<Record<string, unknown>>;

export interface ArbiterClient extends Operations, AsyncDisposable {
  /** Runs a query or mutation. Throws the answer's first error; `data` of it has what arrived. */
  execute<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: DocumentArguments<Variables, RequestOptions>
  ): Promise<Result>;
  /** As `execute`, for who can use a part: data and errors side by side. Throws without an answer. */
  answer<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: DocumentArguments<Variables, RequestOptions>
  ): Promise<Answer<Result>>;
  /**
   * Events of a subscription. It continues by itself when its connection breaks, if the document has
   * a variable `$after` and selects the root field's `cursor`.
   */
  subscribe<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: DocumentArguments<Variables, SubscribeOptions>
  ): Subscription<Result>;
  /** Stores OpenLineage events, one or a list. */
  readonly reportLineage: ReportLineage;
  /** Ends the client's subscriptions. Requests under way are answered. */
  close(): void;
}

/** Opens nothing yet: connections are made when they are needed. Throws a TypeError for a bad URL. */
export function createArbiterClient(options: ArbiterClientOptions): ArbiterClient {
  const settings = completeOptions(options);
  const closing = new AbortController();
  const open = settings.webSocket
    ? socketStreams(settings, settings.webSocket)
    : eventStreams(settings);
  const following = { settings, open, closed: closing.signal };

  const core: Omit<ArbiterClient, keyof Operations> = {
    execute: (document, ...[variables, options]) =>
      execute(settings, { document, variables, options }),
    answer: (document, ...[variables, options]) =>
      answer(settings, { document, variables, options }),
    subscribe: (document, ...[variables, options]) => {
      const pick = (data: Data) => data as never;
      return follow(document, variables as Data, { ...options, ...following, pick });
    },
    reportLineage: reportLineageWith(settings),
    close: () => closing.abort(),
    [Symbol.asyncDispose]: async () => closing.abort(),
  };
  const methodOf = ({ kind, root, document }: OperationInfo) => {
    const pick = (data: Data) => rootOf(data, root);
    if (kind === 'subscription') {
      return (variables?: Data, options?: SubscribeOptions) =>
        follow(document, variables, { ...options, ...following, pick });
    }
    return async (argument?: Data, options?: RequestOptions) => {
      const variables = kind === 'mutation' ? { input: argument } : argument;
      return pick(await execute<Data>(settings, { document, variables, options }));
    };
  };
  const methods = Object.entries(operations).map(([name, info]) => [name, methodOf(info)]);
  return Object.assign(core, Object.fromEntries(methods) as unknown as Operations);
}

/** The value that the operation is about. The server says with an error why one is missing. */
function rootOf(data: Data, root: string): unknown {
  const value = data[root];
  if (value !== null && value !== undefined) return value;
  throw new ArbiterError('PROTOCOL', `The answer has no ${root}, and no error that says why.`);
}
