/**
 * Refusals go to the audit subgraph of the supergraph that is current, over its own endpoint. That takes them
 * of the gateway alone, so who was refused is said in the body, and the gateway's actor is of their tenant.
 */
import { gatewayActor } from '@arbiter/kernel/actor/actor.ts';
import type { SupergraphManager } from '../supergraph/manager.ts';
import type { RefusalReporterOptions } from './refusal-reporter.ts';

/** Not an endpoint of the gateway: clients cannot reach it. */
const path = '/internal/refusals';
const recorded = 204;

/** Errors: when the audit subgraph cannot be asked, or does not take the record. */
export function refusalSender(
  supergraphs: () => Pick<SupergraphManager, 'current'>,
): RefusalReporterOptions['send'] {
  return async (identity, record) => {
    const generation = supergraphs().current();
    const leave = generation.enter();
    try {
      const audit = generation.sources.get('audit');
      const { tenantId, kind, id, name, email } = identity.actor;
      const body = Buffer.from(JSON.stringify({ ...record, actor: { kind, id, name, email } }));
      const headers = { 'content-type': 'application/json' };
      const asGateway = { ...identity, actor: gatewayActor(tenantId) };
      const answer = await audit?.rest(path, { identity: asGateway, headers, body });
      if (answer && answer.status !== recorded) {
        throw new Error(`The audit subgraph answered a refusal with ${answer.status}.`);
      }
    } finally {
      leave();
    }
  };
}
