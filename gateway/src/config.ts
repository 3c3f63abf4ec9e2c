/** The settings of the gateway that runs alone, over subgraphs behind HTTP. */
import { z } from 'zod';
import { type Environment, readEnvironment } from '@arbiter/server/config/env.ts';
import { commonSettings, portSetting } from '@arbiter/server/config/settings.ts';
import { rateLimitSettings } from '@arbiter/server/rate-limit/settings.ts';
import { tracingSettings } from '@arbiter/server/config/tracing-settings.ts';
import { doorSettings } from './http/door-settings.ts';
import { requireWholeSignIn, signInSettings } from './http/sign-in-settings.ts';
import { overrideLabelsSetting } from './override-labels-setting.ts';
import { limitSettings, trustedDocumentSettings } from './limits/settings.ts';

const { ARBITER_MODE, HOST, LOG_LEVEL } = commonSettings;
import { authorizationSettings } from './authorization/settings.ts';

/** The texts are those of docs/reference/config.md. */
export const gatewaySettings = z.object({
  SUPERGRAPH_FILE: z
    .string('must be the path of a composed supergraph, e.g. schema/supergraph.graphql')
    .describe(
      'Path of the composed supergraph, which has the URLs of the subgraphs. Watched: a new ' +
        'version is taken into use at once, one that cannot be served is refused and logged.',
    ),
  OVERRIDE_LABELS: overrideLabelsSetting,
  ARBITER_MODE,
  ARBITER_SIGNING_KEY: commonSettings.ARBITER_SIGNING_KEY.describe(
    'For subgraphs of Arbiter: the key that they have, which signs who asks. Unset: subgraphs are ' +
      'not told who asks, and need not be of Arbiter.',
  ),
  HOST,
  PORT: portSetting.default(4000).describe('Port to listen on; 0 takes a free one.'),
  METRICS_PORT: commonSettings.METRICS_PORT,
  ...doorSettings,
  ...authorizationSettings,
  ...signInSettings,
  LOG_LEVEL,
  REDIS_URL: commonSettings.REDIS_URL.describe('Redis for rate limits and persisted queries.'),
  ...limitSettings,
  ...trustedDocumentSettings,
  ...rateLimitSettings,
  ...tracingSettings,
});

export type GatewaySettings = z.infer<typeof gatewaySettings>;

/** Errors: ConfigError naming the setting. */
export function readGatewaySettings(env: Environment): GatewaySettings {
  const settings = readEnvironment(env, gatewaySettings);
  requireWholeSignIn(settings, { hasRegistry: settings.ARBITER_SIGNING_KEY !== undefined });
  return settings;
}
