/** The settings of signing in, for every program that has the door. */
import { z } from 'zod';
import { ConfigError, integerSetting, urlSetting } from '@arbiter/server/config/env.ts';
import { isLoopbackHost } from '@arbiter/server/config/settings.ts';

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean),
);

/** Sessions and codes go over it; who is on the way may read neither. */
const safeUrl = urlSetting('https:', 'http:').refine(
  (value) => !value.startsWith('http:') || isLoopbackHost(new URL(value).hostname),
  'must be a URL starting with https:// (http:// on loopback only)',
);

/** The texts are those of docs/reference/config.md. */
export const signInSettings = {
  AUTH_BASE_URL: safeUrl
    .optional()
    .describe(
      'Where browsers reach this server, e.g. `https://arbiter.lab.example`; providers send people ' +
        'back to `/auth/callback/oidc` or `/auth/callback/github` below it. Unset: nobody signs in.',
    ),
  AUTH_OIDC_SIGN_IN_ISSUER: safeUrl
    .optional()
    .describe('Issuer of the OpenID provider at which people sign in; it is found by discovery.'),
  AUTH_OIDC_CLIENT_ID: z
    .string()
    .optional()
    .describe('This server as the OpenID provider knows it.'),
  AUTH_OIDC_CLIENT_SECRET: z.string().optional().describe('Its secret there.'),
  AUTH_GITHUB_CLIENT_ID: z.string().optional().describe('This server as GitHub knows it.'),
  AUTH_GITHUB_CLIENT_SECRET: z.string().optional().describe('Its secret there.'),
  AUTH_GITHUB_URL: safeUrl
    .default('https://github.com')
    .describe('GitHub, or a GitHub Enterprise server.'),
  AUTH_GITHUB_API_URL: safeUrl.default('https://api.github.com').describe('Its API.'),
  AUTH_SESSION_HOURS: integerSetting(1, 720)
    .default(24)
    .describe('How long a session is good, however much it is used: 1 to 720 hours.'),
  AUTH_SESSION_IDLE_MINUTES: integerSetting(5, 43_200)
    .default(60)
    .describe('How long a session is good without being used: 5 to 43200 minutes.'),
  AUTH_SIGN_IN_DOMAINS: words
    .default([])
    .describe(
      'Domains, between commas, whose verified addresses get an account without an invitation. Unset: none.',
    ),
  AUTH_SIGN_IN_TENANT: z
    .string()
    .default('default')
    .describe('The tenant that people of these domains become engineers of; it must exist.'),
} as const;

export type SignInSettings = z.infer<z.ZodObject<typeof signInSettings>>;

/** Settings that make up one provider: none of them is set, or all. */
const providers = [
  ['AUTH_OIDC_SIGN_IN_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET'],
  ['AUTH_GITHUB_CLIENT_ID', 'AUTH_GITHUB_CLIENT_SECRET'],
] as const satisfies readonly (keyof SignInSettings)[][];

/**
 * Half of a sign-in would be none, and nobody would be told. Errors: ConfigError naming the setting that is
 * missing, or that cannot mean anything here.
 */
export function requireWholeSignIn(
  settings: SignInSettings,
  { hasRegistry }: { readonly hasRegistry: boolean },
): void {
  const begun = providers.filter((names) => names.some((name) => settings[name]));
  const present = begun.flat().find((name) => settings[name]);
  const first = settings.AUTH_BASE_URL ? 'AUTH_BASE_URL' : present;
  if (!first) return;
  const fault = (name: string, text: string) => new ConfigError(`${name}: ${text}`);
  if (!hasRegistry) {
    throw fault(
      first,
      'people sign in where the registry is: set ARBITER_SIGNING_KEY, or unset it',
    );
  }
  if (!settings.AUTH_BASE_URL) throw fault('AUTH_BASE_URL', `is missing beside ${first}`);
  for (const names of begun) {
    const given = names.find((name) => settings[name]);
    const missing = names.find((name) => !settings[name]);
    if (missing) throw fault(missing, `is missing beside ${given}`);
  }
  if (begun.length > 0) return;
  throw fault('AUTH_BASE_URL', 'nobody can sign in without AUTH_OIDC_… or AUTH_GITHUB_CLIENT_ID');
}
