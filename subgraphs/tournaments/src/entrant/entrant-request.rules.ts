/** Reading what a client says of an entrant. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';
import type { EntrantCandidate } from './entrant.rules.ts';

/** An entrant as a client gives it. */
export interface EntrantRequest {
  readonly agentName: string;
  readonly agentId?: string | null | undefined;
  readonly seed?: number | null | undefined;
}

/** An entrant that is sound in itself; whether it fits the tournament is decided elsewhere. */
export interface NewEntrant extends EntrantCandidate {
  readonly seed: number | null;
}

/**
 * The entrant with its name trimmed. `path` is where it stands in the caller's input.
 * Errors: BAD_USER_INPUT for a name outside 1 to 255 characters, NOT_FOUND for a malformed agent id.
 */
export function readEntrant(
  { agentName, agentId, seed }: EntrantRequest,
  path: string,
): NewEntrant {
  return {
    agentName: requireText(agentName, `${path}.agentName`, { max: 255 }),
    agentId: agentId == null ? null : requireUuid(agentId, 'Agent', `${path}.agentId`),
    seed: seed ?? null,
  };
}
