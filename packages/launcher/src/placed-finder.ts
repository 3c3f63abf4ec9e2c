/** Where the subgraphs are is for the settings to say, whatever URLs the supergraph has for them. */
import { systemClock } from '@arbiter/kernel/clock.ts';
import { httpSource } from '@arbiter/gateway/subgraphs/http-source.ts';
import { localSource } from '@arbiter/gateway/subgraphs/local-source.ts';
import { SupergraphError } from '@arbiter/gateway/supergraph/read-supergraph.ts';
import type { SourceFinder } from '@arbiter/gateway/supergraph/source-registry.ts';
import { subgraphNames } from '@arbiter/server/config/settings.ts';
import { openSigningKeys } from '@arbiter/server/process/resources.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import type { LauncherSettings } from './config.ts';

/** Errors when finding: SupergraphError for a subgraph that the settings do not know. */
export function placedFinder(
  settings: LauncherSettings,
  subgraphs: readonly Subgraph[],
): SourceFinder {
  const placementOf = (name: string) => {
    const placement = settings.placements.find((each) => each.name === name);
    if (placement) return placement;
    throw new SupergraphError(
      `The supergraph has a subgraph ${name}, which this server does not have. Compose it of ` +
        `${subgraphNames.join(', ')}, or serve it with \`npm run gateway\`.`,
    );
  };
  return {
    locate: ({ name }) => placementOf(name).url ?? 'in this process',
    open({ name }) {
      const { url } = placementOf(name);
      const subgraph = subgraphs.find((each) => each.name === name);
      if (subgraph) return localSource(subgraph);
      return httpSource({
        name,
        url: url ?? '',
        key: openSigningKeys(settings)[0],
        clock: systemClock,
      });
    },
  };
}
