/**
 * Endpoints of a subgraph that answer the gateway's own actor alone; the gateway offers them to nobody. A
 * caller for whom the gateway asks is not it, however that caller is called.
 */
import { problemAnswer } from './rest-answers.ts';
import type { RestResponse, RestRoute } from './subgraph.ts';

/** Everybody else is answered as at a path that does not exist, before the body is looked at. */
export function gatewayOnly(handle: RestRoute['handle']): RestRoute['handle'] {
  return async (request) => {
    const { actor, requestId } = request.identity;
    return actor.isGateway ? handle(request) : nothingThere(requestId);
  };
}

/** What such an endpoint says of what does not exist, itself included. */
export function nothingThere(requestId: string): RestResponse {
  return problemAnswer({ status: 404, code: 'NOT_FOUND', detail: 'There is nothing.', requestId });
}
