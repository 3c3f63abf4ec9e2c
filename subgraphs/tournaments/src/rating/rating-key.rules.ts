/** Whose rating it is: the registered agent's where there is one, else the name's. */

export interface RatedAgent {
  readonly agentId: string | null;
  readonly agentName: string;
}

/**
 * The key under which the ratings of a tenant are kept, in the same words for every tournament. An
 * agent entered once by id and once by name alone has two ratings: the name proves nothing.
 */
export function ratingKey({ agentId, agentName }: RatedAgent): string {
  return agentId === null ? `name:${agentName}` : `agent:${agentId}`;
}
