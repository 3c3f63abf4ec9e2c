/** The settings of the one-process server: those all processes share, and where subgraphs are. */
import { z } from 'zod';
import { authorizationSettings } from '@arbiter/gateway/authorization/settings.ts';
import { doorSettings } from '@arbiter/gateway/http/door-settings.ts';
import { requireWholeSignIn, signInSettings } from '@arbiter/gateway/http/sign-in-settings.ts';
import { overrideLabelsSetting } from '@arbiter/gateway/override-labels-setting.ts';
import { limitSettings, trustedDocumentSettings } from '@arbiter/gateway/limits/settings.ts';
import { type Environment, readEnvironment, urlSetting } from '@arbiter/server/config/env.ts';
import {
  type SubgraphName,
  commonSettings,
  databaseUrlSetting,
  ownDatabaseSetting,
  portSetting,
  subgraphNames,
  subgraphPorts,
} from '@arbiter/server/config/settings.ts';

/** Name of the setting that says where one subgraph is. */
function urlSettingOf(name: SubgraphName): string {
  return `${name.toUpperCase()}_URL`;
}

const perSubgraph = Object.fromEntries(
  subgraphNames.flatMap((name) => [
    [
      urlSettingOf(name),
      urlSetting('http:', 'https:')
        .optional()
        .describe(
          `GraphQL endpoint of the ${name} subgraph, where it runs by itself, e.g. ` +
            `\`http://127.0.0.1:${subgraphPorts[name]}/graphql\`. Unset: in this process.`,
        ),
    ],
    [
      ownDatabaseSetting(name),
      databaseUrlSetting
        .optional()
        .describe(`Database of the ${name} subgraph alone, instead of \`DATABASE_URL\`.`),
    ],
  ]),
);

/** The texts are those of docs/reference/config.md. */
export const launcherSettings = z.object({
  ...commonSettings,
  ...perSubgraph,
  SUPERGRAPH_FILE: z
    .string()
    .optional()
    .describe(
      'Path of a composed supergraph over these subgraphs. Watched: a new version is taken into use ' +
        'at once, one that cannot be served is refused and logged. Unset: the one of this version.',
    ),
  OVERRIDE_LABELS: overrideLabelsSetting,
  ...limitSettings,
  ...trustedDocumentSettings,
  PORT: portSetting.default(4000).describe('Port to listen on; 0 takes a free one.'),
  ...doorSettings,
  ...authorizationSettings,
  ...signInSettings,
});

/** Where one subgraph is: behind a URL, or in this process on a database. */
export interface SubgraphPlacement {
  readonly name: SubgraphName;
  readonly url: string | undefined;
  readonly databaseUrl: string | undefined;
}

export type LauncherSettings = ReturnType<typeof readLauncherSettings>;

/** Errors: ConfigError naming the setting. */
export function readLauncherSettings(env: Environment) {
  const settings = readEnvironment(env, launcherSettings);
  requireWholeSignIn(settings, { hasRegistry: true });
  const values = settings as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const placements: SubgraphPlacement[] = subgraphNames.map((name) => ({
    name,
    url: endpointAt(text(urlSettingOf(name))),
    databaseUrl: text(ownDatabaseSetting(name)) ?? settings.DATABASE_URL,
  }));
  return { ...settings, placements };
}

/** A URL without a path means the endpoint that every subgraph has. */
function endpointAt(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const endpoint = new URL(url);
  if (endpoint.pathname === '/') endpoint.pathname = '/graphql';
  return endpoint.href;
}
