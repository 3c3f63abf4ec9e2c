/** What the package exports. */
/// <reference lib="esnext.disposable" preserve="true" />
export { type ArbiterClient, createArbiterClient } from './client.ts';
export type { ResultOf, TypedDocument, VariablesOf } from './document.ts';
export {
  ArbiterError,
  type ArbiterErrorCode,
  type ClientErrorCode,
  type GraphQLFault,
  type InputFault,
  type ServerErrorCode,
} from './error.ts';
export type { Answer } from './execute.ts';
export * from './generated/operations.ts';
export type {
  LineageBatchReceipt,
  LineageReceipt,
  RefusedLineageEvent,
  ReportLineage,
} from './lineage.ts';
export type * from './open-lineage.ts';
export type {
  ArbiterClientOptions,
  Reconnect,
  RequestOptions,
  RetryPolicy,
  SubscribeOptions,
} from './options.ts';
export { type Page, eachNode } from './pages.ts';
export type { Subscription } from './subscription.ts';
export type { WebSocketConstructor, WebSocketLike } from './web-socket.ts';
