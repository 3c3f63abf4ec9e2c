/** The answer to an operation that no subgraph is asked for although it asks for their fields. */
import type { ExecutionResult } from 'graphql';
import { isDenial } from '../authorization/denial.ts';

/**
 * Where none of the operation's fields can be planned, a null for each would look like an execution
 * that found nothing. Nothing was executed, and by the specification's section on the response format
 * the entry `data` is null then. Errors stay, each at its field. Unchanged are an answer with any
 * value, such as one to introspection, one without errors, as when everything is skipped, and one
 * that tells of a denied field, whose null is the answer.
 */
export function answerOfUnexecuted(result: ExecutionResult): ExecutionResult {
  const { data, errors = [] } = result;
  const isAnswered = Object.values(data ?? {}).some((value) => value !== null);
  if (errors.length === 0 || isAnswered || errors.some(isDenial)) return result;
  return { ...result, data: null };
}
