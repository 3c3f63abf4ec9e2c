/** The settings of access rules, for every program that has a gateway. */
import { z } from 'zod';

/** The texts are those of docs/reference/config.md. */
export const authorizationSettings = {
  AUTHORIZATION_REJECTS: z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .transform((value) => value === 'true')
    .describe(
      '`true` refuses a whole operation (401, 403) that asks for what the caller may not see. ' +
        '`false` answers null there, with an error, and the rest.',
    ),
} as const;
