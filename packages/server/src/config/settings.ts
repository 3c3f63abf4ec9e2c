/**
 * The settings that more than one process of Arbiter has: the mode, the data directory, databases,
 * bus and logs. Each program adds its own to these (see the config.ts of gateway and launcher).
 */
import { z } from 'zod';
import { integerSetting, urlSetting } from './env.ts';

export const modes = ['development', 'production'] as const;
/** `development` trusts whoever reaches the loopback interface; `production` trusts nobody. */
export type Mode = (typeof modes)[number];

export const subgraphNames = ['registry', 'audit', 'tournaments', 'xai'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const loopbackHosts = ['127.0.0.1', '::1', 'localhost'];

export const databaseUrlSetting = urlSetting('postgres:', 'postgresql:');

export const commonSettings = {
  ARBITER_MODE: z.enum(modes, 'must be development or production').default('development'),
  ARBITER_DATA_DIR: z.string().default('.arbiter'),
  ARBITER_SIGNING_KEY: z.string().optional(),
  DATABASE_URL: databaseUrlSetting.optional(),
  REDIS_URL: urlSetting('redis:', 'rediss:').optional(),
  NATS_URL: urlSetting('nats:', 'tls:').optional(),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
} as const;

export const portSetting = integerSetting(0, 65_535);

export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.includes(host);
}
