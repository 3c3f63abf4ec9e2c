/** The settings of the one-process server: those all processes share, and where subgraphs are. */
import { z } from 'zod';
import {
  type Environment,
  listSetting,
  readEnvironment,
  urlSetting,
} from '@arbiter/server/config/env.ts';
import {
  type SubgraphName,
  commonSettings,
  databaseUrlSetting,
  portSetting,
  subgraphNames,
} from '@arbiter/server/config/settings.ts';

const upper = (name: SubgraphName) => name.toUpperCase() as Uppercase<SubgraphName>;

const perSubgraph = Object.fromEntries(
  subgraphNames.flatMap((name) => [
    [`${upper(name)}_URL`, urlSetting('http:', 'https:').optional()],
    [`${upper(name)}_DATABASE_URL`, databaseUrlSetting.optional()],
  ]),
);

const shape = z.object({
  ...commonSettings,
  ...perSubgraph,
  PORT: portSetting.default(4000),
  CORS_ORIGINS: listSetting.default([]),
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
  const settings = readEnvironment(env, shape);
  const values = settings as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const placements: SubgraphPlacement[] = subgraphNames.map((name) => ({
    name,
    url: text(`${upper(name)}_URL`),
    databaseUrl: text(`${upper(name)}_DATABASE_URL`) ?? settings.DATABASE_URL,
  }));
  return { ...settings, placements };
}
