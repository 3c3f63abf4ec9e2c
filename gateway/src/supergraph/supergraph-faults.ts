/** What can be wrong with a supergraph, as plain data; who only reports it needs no compiler. */
import { GraphQLError } from 'graphql';

export interface SupergraphFault {
  readonly message: string;
  /** In the SDL. */
  readonly line: number | undefined;
}

/** The SDL is no supergraph that could be served, by what its compiler says. */
export class InvalidSupergraphError extends Error {
  override readonly name = 'InvalidSupergraphError';
  /** The first ones cause most of the others. */
  readonly faults: readonly SupergraphFault[];

  constructor(faults: readonly SupergraphFault[]) {
    super(faults.map(({ message }) => message).join('\n'));
    this.faults = faults;
  }
}

/** A supergraph that asks for what this gateway does not do; running it would give wrong answers. */
export class UnsupportedSupergraphError extends Error {
  override readonly name = 'UnsupportedSupergraphError';
  /** What is wrong and what to do, to be said of "the supergraph …", without a full stop. */
  readonly reason: string;

  constructor(reason: string) {
    super(`The supergraph ${reason}.`);
    this.reason = reason;
  }
}

/** What an error of parsing or of composition says, which may be several. */
export function faultsOf(error: unknown): SupergraphFault[] {
  if (error instanceof InvalidSupergraphError) return [...error.faults];
  const { causes } = error as { causes?: readonly unknown[] };
  return (causes ?? [error]).map((cause) => ({
    message: cause instanceof Error ? cause.message : String(cause),
    line: cause instanceof GraphQLError ? cause.locations?.[0]?.line : undefined,
  }));
}
