/**
 * Three ways to explain one output of a small model by its inputs, all exact enough to be compared:
 * what a user's own library would compute and report.
 */
export type Model = (features: readonly number[]) => number;

export interface Question {
  readonly model: Model;
  readonly input: readonly number[];
  /** The features of an input that says nothing. */
  readonly baseline: readonly number[];
}

/** Methods by the names under which they are recorded. */
export const methods: Readonly<Record<string, (question: Question) => number[]>> = {
  shapley_values: shapleyValues,
  integrated_gradients: integratedGradients,
  gradient_x_input: gradientTimesInput,
};

/** Every coalition of features, absent ones at the baseline (Shapley 1953). */
function shapleyValues({ model, input, baseline }: Question): number[] {
  const size = input.length;
  const valueOf = (coalition: number) =>
    model(input.map((value, i) => ((coalition >> i) & 1 ? value : (baseline[i] ?? 0))));
  return input.map((_, feature) => {
    let value = 0;
    for (let coalition = 0; coalition < 1 << size; coalition += 1) {
      if ((coalition >> feature) & 1) continue;
      const members = countBits(coalition);
      const weight = (factorial(members) * factorial(size - members - 1)) / factorial(size);
      value += weight * (valueOf(coalition | (1 << feature)) - valueOf(coalition));
    }
    return value;
  });
}

/** The path integral from the baseline by the midpoint rule (Sundararajan et al. 2017, equation 1). */
function integratedGradients({ model, input, baseline }: Question): number[] {
  const steps = 2_000;
  const sums = input.map(() => 0);
  for (let step = 0; step < steps; step += 1) {
    const share = (step + 0.5) / steps;
    const point = input.map(
      (value, i) => (baseline[i] ?? 0) + share * (value - (baseline[i] ?? 0)),
    );
    gradient(model, point).forEach((slope, i) => (sums[i] = (sums[i] ?? 0) + slope / steps));
  }
  return input.map((value, i) => (value - (baseline[i] ?? 0)) * (sums[i] ?? 0));
}

/** Shrikumar et al. 2016. */
function gradientTimesInput({ model, input }: Question): number[] {
  return gradient(model, input).map((slope, i) => slope * (input[i] ?? 0));
}

/** Central differences; their error is of the order of the square of the step. */
function gradient(model: Model, at: readonly number[]): number[] {
  const step = 1e-5;
  const shifted = (feature: number, by: number) =>
    model(at.map((value, i) => (i === feature ? value + by : value)));
  return at.map((_, i) => (shifted(i, step) - shifted(i, -step)) / (2 * step));
}

function countBits(value: number): number {
  return value === 0 ? 0 : (value & 1) + countBits(value >> 1);
}

function factorial(value: number): number {
  return value <= 1 ? 1 : value * factorial(value - 1);
}
