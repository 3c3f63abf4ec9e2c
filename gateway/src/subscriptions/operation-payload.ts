/** An operation as clients send it, whatever the protocol. */
export interface OperationPayload {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** Whether the answer is to say what it has cost; events do not. */
  readonly showsCost?: boolean | undefined;
}
