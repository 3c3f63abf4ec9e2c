/** What spans of GraphQL operations have in common. */
import type { ExecutionResult } from 'graphql';
import { type Span, failWith } from './spans.ts';

/** Names are the clients' and may be of any length. */
const maxNameLength = 200;

/** The attribute that names an operation; none for one without a name. */
export function operationName(name: string | null | undefined): {
  'graphql.operation.name'?: string;
} {
  return name ? { 'graphql.operation.name': name.slice(0, maxNameLength) } : {};
}

/** Makes an answer's first error the span's. */
export function failWithErrors(span: Span, { errors }: ExecutionResult): void {
  const [first] = errors ?? [];
  if (!first) return;
  const code = first.extensions?.['code'];
  failWith(span, typeof code === 'string' ? code : 'GRAPHQL_ERROR');
}
