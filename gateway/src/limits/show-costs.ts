/** Adds what an answer has cost to it, for requests that ask; others pass untouched. */
import { type ExecutionResult, getOperationAST, getVariableValues } from 'graphql';
import type { GatewayExecutor, OperationRequest } from '../execution/executor.ts';
import type { Cost, DemandControl } from './demand-control.ts';

/** The header that asks for it, with any value but `0` and `false`. */
export const costHeader = 'x-arbiter-cost';

/** Whether these headers ask for costs. */
export function asksForCost(headers: Readonly<Record<string, unknown>>): boolean {
  const value = headers[costHeader];
  return typeof value === 'string' && !['', '0', 'false'].includes(value.trim().toLowerCase());
}

/** The executor whose answers have `extensions.cost` where it is asked for. */
export function showCosts(executor: GatewayExecutor, demand: DemandControl): GatewayExecutor {
  return {
    ...executor,
    async execute(request) {
      const result = await executor.execute(request);
      if (!request.showsCost || result.data === undefined) return result;
      const cost = costOf(executor, demand, { request, result });
      return cost ? { ...result, extensions: { ...result.extensions, cost } } : result;
    },
  };
}

function costOf(
  { supergraph: { apiSchema } }: GatewayExecutor,
  demand: DemandControl,
  {
    request: { document, operationName, variables },
    result,
  }: { readonly request: OperationRequest; readonly result: ExecutionResult },
): Cost | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const declared = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(apiSchema, declared, { ...variables });
  return coerced ? demand.costOf({ document, operation, variables: coerced }, result.data) : null;
}
