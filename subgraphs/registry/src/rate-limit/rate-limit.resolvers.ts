/** Names of the schema → commands and reads of rate limits. */
import { isDeepStrictEqual } from 'node:util';
import type { RateLimitWindow } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { noRateLimits } from '../tenant/rate-limits.rules.ts';
import { findRateLimitConfig, readRateLimitStatus } from './rate-limit.read.ts';
import { limitsAsList } from './rate-limit.rules.ts';
import { resetRateLimit, updateRateLimitConfig } from './rate-limit.service.ts';

const windowNames = {
  minute: 'MINUTE',
  hour: 'HOUR',
  day: 'DAY',
} as const satisfies Record<RateLimitWindow, string>;

export const rateLimitResolvers: Resolvers = {
  Query: {
    rateLimitStatus: (_, args, context) => readRateLimitStatus(context, args),
    rateLimitConfig: (_, { tenantId }, context) => findRateLimitConfig(context, tenantId),
  },
  Mutation: {
    updateRateLimitConfig: async (_, { input }, { deps, identity }) => ({
      config: await updateRateLimitConfig(deps, identity, input),
    }),
    resetRateLimit: async (_, { input }, { deps, identity }) => ({
      status: await resetRateLimit(deps, identity, input),
    }),
  },
  RateLimitConfig: {
    perMinute: ({ limits }) => limits.perMinute,
    perHour: ({ limits }) => limits.perHour,
    perDay: ({ limits }) => limits.perDay,
    tenantPerMinute: ({ limits }) => limits.tenantPerMinute,
    tenantPerHour: ({ limits }) => limits.tenantPerHour,
    tenantPerDay: ({ limits }) => limits.tenantPerDay,
    operations: ({ limits }) => limitsAsList(limits.operations),
    isOverridden: ({ tenant }) =>
      !isDeepStrictEqual(tenant?.rateLimits ?? noRateLimits, noRateLimits),
    version: ({ tenant }) => tenant?.version ?? 0,
    updatedAt: ({ tenant }) => tenant?.updatedAt ?? null,
  },
  RateLimitStatus: {
    window: ({ window }) => windowNames[window],
  },
};
