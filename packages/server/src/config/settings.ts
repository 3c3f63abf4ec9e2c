/**
 * The settings that more than one process of Arbiter has: the mode, the data directory, databases,
 * bus and logs. Each program adds its own to these (see the config.ts of gateway and launcher).
 */
import { z } from 'zod';
import { integerSetting, urlSetting } from './env.ts';
import { rateLimitSettings } from '../rate-limit/settings.ts';
import { tracingSettings } from './tracing-settings.ts';

export const modes = ['development', 'production'] as const;
/** `development` trusts whoever reaches the loopback interface; `production` trusts nobody. */
export type Mode = (typeof modes)[number];

export const subgraphNames = ['registry', 'audit', 'tournaments', 'xai'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const loopbackHosts = ['127.0.0.1', '::1', 'localhost'];

/** Without a host it is a Unix socket, `postgres://user:password@/db?host=/dir`, which URL refuses. */
export const databaseUrlSetting = z
  .string()
  .refine(
    (value) =>
      /^postgres(ql)?:\/\//.test(value) && URL.canParse(value.replace(/@(?=[/?]|$)/, '@localhost')),
    'must be a URL starting with postgres:// or postgresql://',
  );

/** The texts are those of docs/reference/config.md. */
export const commonSettings = {
  ARBITER_MODE: z
    .enum(modes, 'must be development or production')
    .default('development')
    .describe('`development` trusts whoever reaches the loopback interface; `production` nobody.'),
  ARBITER_DATA_DIR: z
    .string()
    .default('.arbiter')
    .describe('Folder of the private database and of `server.pid`; one server at a time holds it.'),
  ARBITER_SIGNING_KEY: z
    .string()
    .optional()
    .describe(
      'Key that signs the identity which the gateway hands to subgraphs: 32 bytes in base64, or an ' +
        'Ed25519 key as PKCS #8 PEM. Of several between commas the first signs and all verify. ' +
        'Unset, in development: one is made and kept in the data folder.',
    ),
  DATABASE_URL: databaseUrlSetting
    .optional()
    .describe(
      'PostgreSQL 15 or later, as a role that may create schemas and roles. ' +
        'Unset: a private PostgreSQL is started in the data folder.',
    ),
  REDIS_URL: urlSetting('redis:', 'rediss:')
    .optional()
    .describe(
      'Redis for jobs, rate limits and persisted queries, and for events unless NATS has them.',
    ),
  NATS_URL: urlSetting('nats:', 'tls:').optional().describe('NATS with JetStream, for events.'),
  METRICS_PORT: integerSetting(0, 65_535)
    .optional()
    .describe(
      'Port on 127.0.0.1 with `/metrics` and nothing else; then it is nowhere else. Unset: on the port ' +
        'of everything else, in production for administrators only.',
    ),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on, e.g. `0.0.0.0` for all; in development mode loopback only.'),
  LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
    .default('info')
    .describe('The least severe lines that are logged.'),
  ...rateLimitSettings,
  ...tracingSettings,
} as const;

export const portSetting = integerSetting(0, 65_535);

/** Ports of the subgraphs when each runs alone; also their addresses in the supergraph. */
export const subgraphPorts: Readonly<Record<SubgraphName, number>> = {
  registry: 4001,
  audit: 4002,
  tournaments: 4003,
  xai: 4004,
};

/** Name of the setting that gives one subgraph a database of its own. */
export function ownDatabaseSetting(name: SubgraphName): string {
  return `${name.toUpperCase()}_DATABASE_URL`;
}

/** The settings of a subgraph that runs alone. */
export function subgraphSettings(name: SubgraphName) {
  return z.object({
    ...commonSettings,
    ARBITER_VERIFY_KEYS: z
      .string()
      .optional()
      .describe(
        'Public keys of the gateway between commas, each as PEM or 32 bytes in base64, instead of ' +
          '`ARBITER_SIGNING_KEY`: a subgraph needs to verify only.',
      ),
    PORT: portSetting
      .default(subgraphPorts[name])
      .describe('Port to listen on; 0 takes a free one.'),
    [ownDatabaseSetting(name)]: databaseUrlSetting
      .optional()
      .describe('Database of this subgraph alone, instead of `DATABASE_URL`.'),
  });
}

/** Whether only this machine can reach the address. */
export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.includes(host);
}
