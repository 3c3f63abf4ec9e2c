/** The settings of the command line: where the database is, as for the server. */
import { z } from 'zod';
import { type Environment, readEnvironment } from '@arbiter/server/config/env.ts';
import { commonSettings, databaseUrlSetting } from '@arbiter/server/config/settings.ts';

const cliSettings = z.object({
  ...commonSettings,
  REGISTRY_DATABASE_URL: databaseUrlSetting.optional(),
  /** Token for a server given with --url, so that it need not be typed where others see it. */
  AUTH_TOKEN: z.string().optional(),
});

export type CliSettings = z.infer<typeof cliSettings>;

/** Errors: ConfigError naming the setting. */
export function readCliSettings(env: Environment): CliSettings {
  return readEnvironment(env, cliSettings);
}
