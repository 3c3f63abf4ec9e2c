/** Amounts that are known, or depend on an operation's variables; known parts are added up once. */

/** What an amount depends on. */
export interface Evaluation {
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Amounts that occur several times and have been worked out already. */
  readonly known: Map<DependentAmount, number>;
}

export type DependentAmount = (evaluation: Evaluation) => number;
export type Amount = number | DependentAmount;

/** The value for these variables. */
export function evaluate(amount: Amount, variables: Evaluation['variables']): number {
  return valueOf(amount, { variables, known: new Map() });
}

export function add(amounts: readonly Amount[]): Amount {
  let constant = 0;
  const dependent: DependentAmount[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') constant += amount;
    else dependent.push(amount);
  }
  if (dependent.length === 0) return constant;
  return (evaluation) => dependent.reduce((sum, amount) => sum + amount(evaluation), constant);
}

/** Nothing times anything is nothing, as endless as it may be. */
export function multiply(left: Amount, right: Amount): Amount {
  if (left === 0 || right === 0) return 0;
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  return (evaluation) => {
    const count = valueOf(left, evaluation);
    return count === 0 ? 0 : count * valueOf(right, evaluation);
  };
}

/** An amount that occurs in several places, worked out once an evaluation. */
export function shared(amount: Amount): Amount {
  if (typeof amount === 'number') return amount;
  return (evaluation) => {
    const found = evaluation.known.get(amount);
    if (found !== undefined) return found;
    const value = amount(evaluation);
    evaluation.known.set(amount, value);
    return value;
  };
}

/** The value within an evaluation. */
export function valueOf(amount: Amount, evaluation: Evaluation): number {
  return typeof amount === 'number' ? amount : amount(evaluation);
}
