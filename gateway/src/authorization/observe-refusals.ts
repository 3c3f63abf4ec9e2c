/** Watches an executor for fields that are refused, by the gateway itself or by a subgraph. */
import {
  type DocumentNode,
  type ExecutionResult,
  OperationTypeNode,
  type SelectionSetNode,
  getOperationAST,
} from 'graphql';
import type { RequiredAccess } from '@arbiter/kernel/errors/app-error.ts';
import type { IncrementalResults } from '../execution/deferred.ts';
import type { GatewayExecutor, OperationRequest } from '../execution/executor.ts';
import { rootFields } from '../execution/root-fields.ts';
import type { RefusalCode, RefusalReporter } from './refusal-reporter.ts';

/** Not for callers who are not known: they have no tenant whose ledger it could stand in. */
export function observeRefusals(
  executor: GatewayExecutor,
  reporter: RefusalReporter,
): GatewayExecutor {
  const watched =
    <T extends ExecutionResult | IncrementalResults>(
      run: (request: OperationRequest) => Promise<T>,
    ) =>
    async (request: OperationRequest): Promise<T> => {
      const result = await run(request);
      reportRefusals(request, result, reporter);
      return result;
    };
  return {
    ...executor,
    execute: watched(executor.execute),
    executeInParts: watched(executor.executeInParts),
  };
}

function reportRefusals(
  { document, operationName, identity }: OperationRequest,
  result: ExecutionResult | IncrementalResults,
  reporter: RefusalReporter,
): void {
  const { errors } = 'initialResult' in result ? result.initialResult : result;
  if (!errors || identity.actor.isAnonymous) return;
  const definition = getOperationAST(document, operationName);
  const kind = definition && kinds[definition.operation];
  if (!kind) return;
  for (const { path, extensions } of errors) {
    const code = refusalCode(extensions['code'], kind);
    if (path?.length !== 1 || code === null) continue;
    const name = fieldNamed(String(path[0]), document, definition.selectionSet);
    if (name === null) continue;
    const required = extensions['required'] as readonly RequiredAccess[] | undefined;
    reporter.report(identity, { kind, name, code, ...(required ? { required } : {}) });
  }
}

/** Subscriptions are opened elsewhere. */
const kinds: Partial<Record<OperationTypeNode, 'Mutation' | 'Query'>> = {
  [OperationTypeNode.MUTATION]: 'Mutation',
  [OperationTypeNode.QUERY]: 'Query',
};

/** What is recorded of the kind: a query that asks for too much is told so, and does nothing. */
function refusalCode(code: unknown, kind: 'Mutation' | 'Query'): RefusalCode | null {
  if (code === 'NOT_FOUND') return code;
  return code === 'FORBIDDEN' && kind === 'Mutation' ? code : null;
}

/** The name of the field behind a response name. */
function fieldNamed(
  responseName: string,
  document: DocumentNode,
  selectionSet: SelectionSetNode,
): string | null {
  for (const { alias, name } of rootFields(document, selectionSet)) {
    if ((alias ?? name).value === responseName) return name.value;
  }
  return null;
}
