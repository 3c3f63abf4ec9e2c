/**
 * Reloads the supergraph when its file changes. A version that cannot be served changes nothing: it is
 * logged once, with what to do, and the running one goes on.
 */
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { ReloadOutcome } from '@arbiter/server/telemetry/supergraph-metrics.ts';
import { supergraphId } from './supergraph.ts';
import type { SupergraphManager } from './manager.ts';
import {
  type MakeSupergraph,
  SupergraphError,
  readSupergraphFile,
  toSupergraph,
} from './read-supergraph.ts';
import { type FileWatch, watchFile } from './watch-file.ts';

export interface FollowOptions {
  readonly path: string;
  readonly manager: SupergraphManager;
  /** Makes what the file holds; the signal is aborted when following has ended. */
  readonly open: (sdl: string, signal: AbortSignal) => ReturnType<MakeSupergraph>;
  readonly logger: Logger;
  readonly onReload: (outcome: ReloadOutcome) => void;
  /** How often to look; for tests. */
  readonly intervalMs?: number;
}

export function followSupergraphFile(options: FollowOptions): FileWatch {
  const { path, manager, open, logger, onReload, intervalMs } = options;
  const following = new AbortController();
  const { signal } = following;
  /** Why the file is refused now; null while it is the one that is served. */
  let refused: string | null = null;
  const refuse = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    // A file that is touched, or written anew with the same fault, is no news.
    if (reason === refused) return;
    refused = reason;
    onReload('refused');
    const unexpected = error instanceof SupergraphError ? {} : { err: error };
    logger.error(
      { reason, running: shortId(manager.current().supergraph.id), ...unexpected },
      'supergraph refused; the running one stays',
    );
  };
  const reload = async () => {
    try {
      const sdl = await readSupergraphFile(path);
      const isNew = supergraphId(sdl) !== manager.current().supergraph.id;
      if (!isNew && refused === null) return;
      const begun = performance.now();
      const warmUp = isNew ? await take(sdl) : null;
      if (signal.aborted) return;
      refused = null;
      onReload(isNew ? 'loaded' : 'restored');
      const durationMs = Math.round(performance.now() - begun);
      const { id, subgraphs } = manager.current().supergraph;
      const facts = {
        supergraph: shortId(id),
        subgraphs: subgraphs.length,
        durationMs,
        ...(warmUp ? { warmedOperations: warmUp.warmed, warmUpMs: warmUp.durationMs } : {}),
      };
      logger.info(facts, isNew ? 'supergraph loaded' : 'supergraph file is the running one again');
    } catch (error) {
      if (!signal.aborted) refuse(error);
    }
  };
  const take = async (sdl: string) => {
    const supergraph = await toSupergraph(path, sdl, (text) => open(text, signal));
    if (!signal.aborted) return manager.replaceWarm(supergraph);
    await supergraph.planner.rest();
    return null;
  };
  const watch = watchFile(path, reload, intervalMs);
  return {
    stop() {
      watch.stop();
      following.abort();
    },
  };
}

/** Enough to tell versions apart in a log. */
function shortId(id: string): string {
  return id.slice(0, 12);
}
