/**
 * Decides whether an operation may run by what it is estimated to cost, and tells those who ask what it
 * has cost. Estimates are compiled once for each operation that is kept.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type CostedOperation, actualCost } from './actual-cost.ts';
import { type CostModel, type Values, compileEstimate } from './estimate-cost.ts';
import { createIntrospectionCheck } from './introspection-cost.ts';
import { type OperationLimits, limitExceeded } from './operation-limits.ts';

export interface DemandControl {
  /** Why the operation is not run: BAD_USER_INPUT when it, or a page in it, is too large. */
  excessOf(operation: CostedOperation): GraphQLError | null;
  /** What the answer has cost; null for an operation that is not run. */
  costOf(operation: CostedOperation, data: ExecutionResult['data']): Cost | null;
}

export interface Cost {
  /** Before it ran. */
  readonly estimated: number;
  /** By what is in the answer. */
  readonly actual: number;
  /** The largest estimate that is served. */
  readonly maximum: number;
}

/** What is compiled of an operation. */
interface Compiled {
  readonly ofData: number | ((variables: Values) => number);
  readonly checkIntrospection: (variables: Values) => void;
}

type Estimate = Compiled | AppError;

export function createDemandControl(
  { apiSchema, costs }: Pick<Supergraph, 'apiSchema' | 'costs'>,
  { cost: maximum, listSize }: Pick<OperationLimits, 'cost' | 'listSize'>,
): DemandControl {
  const model: CostModel = { schema: apiSchema, table: costs, maxListSize: listSize };
  const estimates = new WeakMap<OperationDefinitionNode, Estimate>();
  const checkIntrospection = createIntrospectionCheck(apiSchema);
  const estimateOf = (document: DocumentNode, operation: OperationDefinitionNode) => {
    const known = estimates.get(operation);
    if (known !== undefined) return known;
    const estimate = refusable(() => ({
      ofData: compileEstimate(model, document, operation),
      checkIntrospection: checkIntrospection(document, operation),
    }));
    estimates.set(operation, estimate);
    return estimate;
  };
  /** Errors: BAD_USER_INPUT. */
  const admit = ({ document, operation, variables }: CostedOperation): number => {
    const estimate = estimateOf(document, operation);
    if (estimate instanceof AppError) throw estimate;
    estimate.checkIntrospection(variables);
    const { ofData } = estimate;
    const found = typeof ofData === 'number' ? ofData : ofData(variables);
    if (found > maximum) throw limitExceeded({ limit: 'cost', maximum, found });
    return found;
  };
  return {
    excessOf(operation) {
      const found = refusable(() => admit(operation));
      return found instanceof AppError ? asGraphQLError(found) : null;
    },
    costOf(operation, data) {
      const estimated = refusable(() => admit(operation));
      if (estimated instanceof AppError) return null;
      return { estimated, actual: actualCost(model, operation, data), maximum };
    },
  };
}

function asGraphQLError(originalError: AppError): GraphQLError {
  return new GraphQLError(originalError.message, { originalError });
}

function refusable<T>(work: () => T): T | AppError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
