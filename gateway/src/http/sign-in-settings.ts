/** The settings of signing in, for every program that has the door. */
import { z } from 'zod';
import { integerSetting, urlSetting } from '@arbiter/server/config/env.ts';

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean),
);

/** The texts are those of docs/reference/config.md. */
export const signInSettings = {
  AUTH_BASE_URL: urlSetting('http:', 'https:')
    .optional()
    .describe(
      'Where browsers reach this server, e.g. `https://arbiter.lab.example`; providers send people ' +
        'back to `/auth/callback/oidc` or `/auth/callback/github` below it. Unset: nobody signs in.',
    ),
  AUTH_OIDC_SIGN_IN_ISSUER: urlSetting('http:', 'https:')
    .optional()
    .describe('Issuer of the OpenID provider at which people sign in; it is found by discovery.'),
  AUTH_OIDC_CLIENT_ID: z
    .string()
    .optional()
    .describe('This server as the OpenID provider knows it.'),
  AUTH_OIDC_CLIENT_SECRET: z.string().optional().describe('Its secret there.'),
  AUTH_GITHUB_CLIENT_ID: z.string().optional().describe('This server as GitHub knows it.'),
  AUTH_GITHUB_CLIENT_SECRET: z.string().optional().describe('Its secret there.'),
  AUTH_GITHUB_URL: urlSetting('http:', 'https:')
    .default('https://github.com')
    .describe('GitHub, or a GitHub Enterprise server.'),
  AUTH_GITHUB_API_URL: urlSetting('http:', 'https:')
    .default('https://api.github.com')
    .describe('Its API.'),
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
