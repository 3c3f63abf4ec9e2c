/** The endpoint at which the gateway, and nobody else, reports mutations that it saw refused. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { refusalAnswer } from '@arbiter/server/subgraph/rest-answers.ts';
import type { RestRoute } from '@arbiter/server/subgraph/subgraph.ts';
import type { LedgerDeps } from '../ledger/ledger.service.ts';
import { type RecordRefusal, recordRefusal } from './refusal.service.ts';

/** A mutation's name and a few rules. */
const maxBodyBytes = 64 * 1024;

export function createRefusalRoutes(deps: LedgerDeps): RestRoute[] {
  return [
    {
      method: 'POST',
      path: '/internal/refusals',
      maxBodyBytes,
      async handle({ identity, body }) {
        const refusal = readRefusal(body);
        if (!refusal) {
          const fault = badInput('body', 'The body must say which mutation was refused.');
          return refusalAnswer(fault, identity.requestId);
        }
        await recordRefusal(deps, identity, refusal);
        return { status: 204, headers: {}, body: '' };
      },
    },
  ];
}

/** A name of GraphQL that fits a record. */
const mutationName = /^[_A-Za-z][_0-9A-Za-z]{0,254}$/;

function readRefusal(body: Buffer): RecordRefusal | null {
  const { mutation, required, repeated } = readObject(body);
  if (typeof mutation !== 'string' || !mutationName.test(mutation)) return null;
  if (typeof repeated !== 'number' || !Number.isSafeInteger(repeated) || repeated < 0) return null;
  if (required === undefined) return { mutation, repeated };
  if (!Array.isArray(required)) return null;
  return required.every(isObject) ? { mutation, repeated, required } : null;
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
