/**
 * Progressive overrides, `@override(from:, label:)`: for each request it is decided which labels are
 * active, so that a field moves to its new subgraph for a share of the requests.
 */
import type { Logger } from '@arbiter/server/telemetry/logger.ts';

export interface OverrideOptions {
  /** At random in [0, 100): a request is among the first N percent when this is below N. */
  readonly drawPercent?: () => number;
  /** For how many of a hundred requests a label is active that does not say so itself; else for none. */
  readonly percentOf?: ReadonlyMap<string, number>;
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
  { drawPercent = drawAtRandom, percentOf = none }: OverrideOptions,
): ReadonlySet<string> {
  if (labels.length === 0) return new Set();
  const drawn = drawPercent();
  return new Set(
    labels.filter((label) => {
      const share = percentLabel.exec(label)?.[1] ?? percentOf.get(label) ?? 0;
      return drawn < Number(share);
    }),
  );
}

const none: ReadonlyMap<string, number> = new Map();

/** Says which labels were given a share and are not in the supergraph: a typing error, or too early. */
export function warnOfUnknownLabels(
  labels: readonly string[],
  { percentOf = none }: OverrideOptions,
  logger: Logger,
): void {
  const unknown = [...percentOf.keys()].filter((label) => !labels.includes(label));
  if (unknown.length === 0) return;
  logger.warn({ unknown, labels }, 'OVERRIDE_LABELS has labels that the supergraph does not have');
}
