/**
 * What the gateway asks the registry about credentials and sign-ins. These endpoints answer the gateway's
 * own actor alone, and the gateway offers them to nobody.
 */
import { z } from 'zod';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { fitText } from '@arbiter/kernel/text/text.ts';
import { gatewayOnly, nothingThere } from '@arbiter/server/subgraph/gateway-only.ts';
import { jsonAnswer, problemAnswer } from '@arbiter/server/subgraph/rest-answers.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { RestRequest, RestResponse, RestRoute } from '@arbiter/server/subgraph/subgraph.ts';
import { identityProviders } from '../user/user.entity.ts';
import { normalEmail } from './email.rules.ts';
import { credentialKinds, resolveCredential, resolveTenant } from './credential.service.ts';
import { sessionDefaults } from './expiry.rules.ts';
import { type FailedSignIns, recordFailedSignIns, unprovedReasons } from './failed-sign-ins.ts';
import { signOut } from './open-session.ts';
import { isSecretHash } from './secret.rules.ts';
import { signIn } from './sign-in.service.ts';

const maxBodyBytes = 16 * 1024;

/** Thirty days, after which everybody proves again who they are. Source: NIST SP 800-63B-4, 2.1.3. */
const maxSessionSeconds = 2_592_000;

/** As long as names are stored. */
const maxNameLength = 255;

const tokenHash = z.string().refine(isSecretHash);
const credentialShape = z.object({ kind: z.enum(credentialKinds), tokenHash });
const tenantShape = z.object({ tenantId: z.string() });
const signOutShape = z.object({ tokenHash });
const nullableText = (max: number) => z.string().max(max).nullable().default(null);
const anyText = z.string().nullable().default(null);
const signInShape = z.object({
  provider: z.enum(identityProviders),
  issuer: z.string().min(1).max(1000),
  subject: z.string().min(1).max(255),
  // What people call themselves elsewhere keeps no sign-in, and no record of one, from being stored.
  verifiedEmail: anyText.transform((email) => (email === null ? null : normalEmail(email))),
  name: anyText.transform((name) => (name === null ? null : fitText(name, maxNameLength) || null)),
  githubLogin: nullableText(255),
  invitation: nullableText(100),
  tenantId: nullableText(255),
  admitTo: nullableText(255),
  session: z
    .object({
      lifetimeSeconds: z.int().min(1).max(maxSessionSeconds),
      idleSeconds: z.int().min(1).max(maxSessionSeconds),
    })
    .default(sessionDefaults),
  replaces: tokenHash.nullable().default(null),
});
const unprovedShape = z.object({
  provider: z.enum(identityProviders),
  reason: z.enum(unprovedReasons),
});

/** The endpoints below `/internal/`. */
export function createAccountRoutes(deps: Deps): RestRoute[] {
  const failures = recordFailedSignIns(deps);
  return [
    route('/internal/credentials', credentialShape, async ({ kind, tokenHash: hash }) =>
      foundOrNot(await resolveCredential(deps, kind, hash)),
    ),
    route('/internal/tenants', tenantShape, async ({ tenantId }) =>
      foundOrNot(isTenantId(tenantId) ? await resolveTenant(deps, tenantId) : null),
    ),
    route('/internal/sign-in', signInShape, (command, request) =>
      answerSignIn({ deps, failures, request }, command),
    ),
    route('/internal/sign-in-failures', unprovedShape, async (failure, { identity }) => {
      await failures.recordUnproved(identity, failure);
      return { status: 204 };
    }),
    route('/internal/sign-out', signOutShape, async ({ tokenHash: hash }, { identity }) => {
      await signOut(deps, identity, hash);
      return { status: 204 };
    }),
  ];
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

async function answerSignIn(
  { deps, failures, request }: { deps: Deps; failures: FailedSignIns; request: RestRequest },
  command: z.infer<typeof signInShape>,
): Promise<Answer> {
  const outcome = await signIn(deps, request.identity, command);
  if ('token' in outcome) return { status: 200, body: outcome };
  await failures.recordRefused(request.identity, command, outcome);
  return { status: 403, body: { reason: outcome.reason } };
}

function foundOrNot(found: object | null): Answer {
  return found ? { status: 200, body: found } : { status: 404 };
}

function route<T>(
  path: string,
  shape: z.ZodType<T>,
  answer: (body: T, request: RestRequest) => Promise<Answer>,
): RestRoute {
  return {
    method: 'POST',
    path,
    maxBodyBytes,
    handle: gatewayOnly(async (request) => {
      const { requestId } = request.identity;
      const body = shape.safeParse(parseJson(request.body));
      if (!body.success) return malformed(requestId);
      const { status, body: found } = await answer(body.data, request);
      if (status === 404) return nothingThere(requestId);
      if (!found) return { status, headers: {}, body: '' };
      return jsonAnswer(status, found);
    }),
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function malformed(requestId: string): RestResponse {
  const detail = 'The body is not what this endpoint takes.';
  return problemAnswer({ status: 400, code: 'BAD_USER_INPUT', detail, requestId });
}
