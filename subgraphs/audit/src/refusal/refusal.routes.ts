/** The endpoint at which the gateway, and nobody else, reports what it saw refused. */
import { actorKinds } from '@arbiter/kernel/actor/actor.ts';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { gatewayOnly } from '@arbiter/server/subgraph/gateway-only.ts';
import { refusalAnswer } from '@arbiter/server/subgraph/rest-answers.ts';
import type { RestRoute } from '@arbiter/server/subgraph/subgraph.ts';
import type { LedgerDeps } from '../ledger/ledger.service.ts';
import {
  type RecordRefusal,
  type RefusedActor,
  recordRefusal,
  refusalCodes,
  refusalKinds,
} from './refusal.service.ts';

/** A mutation's name and a few rules. */
const maxBodyBytes = 64 * 1024;

export function createRefusalRoutes(deps: LedgerDeps): RestRoute[] {
  return [
    {
      method: 'POST',
      path: '/internal/refusals',
      maxBodyBytes,
      handle: gatewayOnly(async ({ identity, body }) => {
        const refusal = readRefusal(body);
        if (!refusal) {
          const fault = badInput('body', 'The body must say what was refused, and to whom.');
          return refusalAnswer(fault, identity.requestId);
        }
        await recordRefusal(deps, identity, refusal);
        return { status: 204, headers: {}, body: '' };
      }),
    },
  ];
}

/** A name of GraphQL, or method and path, that fits a record. */
const namePattern = /^(?:[_A-Za-z]\w{0,254}|[A-Z]{3,7} \/[\w./-]{0,240})$/;
const isOneOf = <T>(all: readonly T[], value: unknown): value is T => all.includes(value as T);

function readRefusal(body: Buffer): RecordRefusal | null {
  const { kind, name, code, required, repeated, actor: given } = readObject(body);
  if (!isOneOf(refusalKinds, kind) || !isOneOf(refusalCodes, code)) return null;
  if (typeof name !== 'string' || !namePattern.test(name)) return null;
  if (typeof repeated !== 'number' || !Number.isSafeInteger(repeated) || repeated < 0) return null;
  const actor = readActor(given);
  if (actor === null) return null;
  const refusal = { kind, name, code, repeated, actor };
  if (required === undefined) return refusal;
  if (!Array.isArray(required)) return null;
  return required.every(isObject) ? { ...refusal, required } : null;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Its tenant is not read here: it is that of the gateway's own actor, which is signed. */
function readActor(value: unknown): RefusedActor | null {
  if (!isObject(value)) return null;
  const { kind, id, name, email } = value;
  if (!isOneOf(actorKinds, kind) || !isText(id)) return null;
  return { kind, id, ...(isText(name) ? { name } : {}), ...(isText(email) ? { email } : {}) };
}

function readObject(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
