/** The settings of the door: who may come in, from which pages, through which proxies, and sees what. */
import { z } from 'zod';
import { originsSetting } from '@arbiter/server/config/env.ts';
import type { Mode } from '@arbiter/server/config/settings.ts';
import { authSettings } from '../auth/auth-settings.ts';
import { parseTrust, trustNoProxy } from './client-address.ts';
import type { DoorRules } from './door-rules.ts';

/** The texts are those of docs/reference/config.md. */
export const doorSettings = {
  ...authSettings,
  CORS_ORIGINS: originsSetting
    .default([])
    .describe(
      'Origins whose pages may call, between commas, e.g. `https://lab.example`; in development besides ' +
        'loopback, and their hosts may be our name.',
    ),
  TRUST_PROXY: z
    .string()
    .refine(
      isTrust,
      'must be a number of proxies from 1 to 10, or addresses and networks between commas, such as ' +
        'loopback or 10.0.0.0/8',
    )
    .optional()
    .describe(
      'Proxies that are believed about the address and protocol of a client: which, e.g. `10.0.0.0/8`, or ' +
        'how many stand before us, e.g. `1`; a number believes whoever reaches the port. Unset: none.',
    ),
  INTROSPECTION: z
    .enum(['true', 'false'], 'must be true or false')
    .optional()
    .describe(
      'Whether clients may ask for the schema, and are told what they may have meant. Unset: in ' +
        'development.',
    ),
} as const;

export type DoorSettings = z.infer<z.ZodObject<typeof doorSettings>>;

function isTrust(text: string): boolean {
  try {
    parseTrust(text);
    return true;
  } catch {
    return false;
  }
}

/** What they mean in that mode. */
export function doorRules(
  { CORS_ORIGINS, TRUST_PROXY, INTROSPECTION }: DoorSettings,
  { mode, hasMetricsPort }: { readonly mode: Mode; readonly hasMetricsPort: boolean },
): DoorRules {
  const isShown = INTROSPECTION === undefined ? mode === 'development' : INTROSPECTION === 'true';
  return {
    mode,
    allowedOrigins: CORS_ORIGINS,
    trustsProxy: TRUST_PROXY === undefined ? trustNoProxy : parseTrust(TRUST_PROXY),
    showsSchema: isShown,
    showsMetrics: !hasMetricsPort,
  };
}
