/** How many variables a request may give and how large they may be, told before anybody reads them. */
import { type OperationLimits, limitExceeded } from './operation-limits.ts';

/** Errors: BAD_USER_INPUT. `receivedBytes` of the whole message spare the measuring of most. */
export function requireVariables(
  variables: unknown,
  limits: OperationLimits,
  receivedBytes = Number.POSITIVE_INFINITY,
): void {
  // What is no object is told by whoever reads it.
  if (typeof variables !== 'object' || variables === null) return;
  const found = Object.keys(variables).length;
  if (found === 0) return;
  if (found > limits.variables) {
    throw limitExceeded({
      limit: 'variables',
      maximum: limits.variables,
      found,
      field: 'variables',
    });
  }
  if (receivedBytes <= limits.variablesBytes) return;
  if (Buffer.byteLength(JSON.stringify(variables)) <= limits.variablesBytes) return;
  throw limitExceeded({
    limit: 'variablesBytes',
    maximum: limits.variablesBytes,
    field: 'variables',
  });
}
