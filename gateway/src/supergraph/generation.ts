/**
 * One supergraph in use, with everything that is worth keeping only as long as it is: plans, parsed
 * documents, the hold on its subgraphs. A request finishes on the generation that it began with,
 * whatever has become current meanwhile.
 */
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { type GatewayExecutor, createExecutor } from '../execution/executor.ts';
import { type OverrideOptions, warnOfUnknownLabels } from '../execution/override.ts';
import { createDemandControl } from '../limits/demand-control.ts';
import { type OperationLimits, defaultOperationLimits } from '../limits/operation-limits.ts';
import { showCosts } from '../limits/show-costs.ts';
import type { Audience } from '../execution/shown-extensions.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { type PreparedDocument, createDocumentStore } from '../subscriptions/prepare-request.ts';
import type { HeldSources, SourceRegistry } from './source-registry.ts';
import type { Supergraph } from './supergraph.ts';

export interface Generation {
  readonly supergraph: Supergraph;
  readonly executor: GatewayExecutor;
  readonly documentOf: (query: string) => PreparedDocument;
  /** The sources of its subgraphs while somebody uses it; none otherwise. */
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  /**
   * Uses the generation until the result is called: its sources stay open, and its planner stays ready.
   * Works on one that was left, too; then they are opened again. Errors: those of opening.
   */
  enter(): () => void;
  /** How many use it. */
  users(): number;
}

export interface GenerationOptions {
  readonly supergraph: Supergraph;
  readonly registry: SourceRegistry;
  readonly logger: Logger;
  /** See ExecutorOptions. */
  readonly passesErrorsOn?: boolean | undefined;
  readonly audience?: Audience | undefined;
  readonly overrides?: OverrideOptions | undefined;
  /** Whether clients may see the schema. Absent: no. */
  readonly showsSchema?: boolean | undefined;
  readonly rejectsDenied?: boolean | undefined;
  /** How much operations may cost, instead of the default. */
  readonly limits?: OperationLimits | undefined;
  /** Watches what the executor does. */
  readonly observe?: ((executor: GatewayExecutor) => GatewayExecutor) | undefined;
}

export function createGeneration({
  supergraph,
  registry,
  logger,
  passesErrorsOn = false,
  audience = 'production',
  overrides = {},
  showsSchema = false,
  rejectsDenied = false,
  limits = defaultOperationLimits,
  observe = (executor) => executor,
}: GenerationOptions): Generation {
  const sources = new Map<string, SubgraphSource>();
  warnOfUnknownLabels(supergraph.overrideLabels, overrides, logger);
  const demand = createDemandControl(supergraph, limits);
  let users = 0;
  let held: HeldSources | undefined;
  const leave = () => {
    users -= 1;
    if (users > 0) return;
    sources.clear();
    held?.release();
    void supergraph.planner.rest();
  };
  const shown = { passesErrorsOn, audience, hidesSchema: !showsSchema, rejectsDenied };
  const options = { supergraph, sources, logger, overrides, demand, ...shown };
  return {
    supergraph,
    executor: observe(showCosts(createExecutor(options), demand)),
    documentOf: createDocumentStore(supergraph, { showsSchema }),
    sources,
    enter() {
      if (users === 0) {
        held = registry.hold(supergraph.subgraphs);
        for (const [name, source] of held.byName) sources.set(name, source);
      }
      users += 1;
      let isInside = true;
      return () => {
        if (isInside) leave();
        isInside = false;
      };
    },
    users: () => users,
  };
}
