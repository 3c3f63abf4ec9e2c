/** Operations that get no plan because of the planner, not of what they are. */
import { GraphQLError } from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';

/** The plan; in place of a refusal by the planner (AppError), errors for the client. */
export async function orRefusal<T>(
  plan: () => T | Promise<T>,
): Promise<T | { readonly errors: readonly GraphQLError[] }> {
  try {
    return await plan();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { errors: [new GraphQLError(error.message, { originalError: error })] };
  }
}
