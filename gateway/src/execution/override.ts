/**
 * Progressive overrides, `@override(from:, label:)`: for each request it is decided which labels are
 * active, so that a field moves to its new subgraph for a share of the requests.
 */

/** Whether a label that states no share of the requests is active. */
export type LabelSwitch = (label: string) => boolean;

export interface OverrideOptions {
  /** At random in [0, 100): a request is among the first N percent when this is below N. */
  readonly drawPercent?: () => number;
  /** Not active where this is not given. */
  readonly isLabelActive?: LabelSwitch;
}

/** The form of labels that state a share: `percent(25)`, `percent(0.5)`. */
const percentLabel = /^percent\((\d{1,2}(?:\.\d{1,8})?|100)\)$/;

const drawAtRandom = () => Math.random() * 100;

/**
 * Decides the labels for one request. One draw decides all shares: each label gets its share of the
 * requests, and n labels have n + 1 outcomes, not 2ⁿ, each of which is planned on its own.
 */
export function decideLabels(
  labels: readonly string[],
  { drawPercent = drawAtRandom, isLabelActive = () => false }: OverrideOptions,
): ReadonlySet<string> {
  if (labels.length === 0) return none;
  const drawn = drawPercent();
  return new Set(
    labels.filter((label) => {
      const share = percentLabel.exec(label)?.[1];
      return share === undefined ? isLabelActive(label) : drawn < Number(share);
    }),
  );
}

const none: ReadonlySet<string> = new Set();
