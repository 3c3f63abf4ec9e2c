/** What a client says it can read (`Accept`), where the answer depends on it. */
import Negotiator from 'negotiator';

const json = 'application/json; charset=utf-8';
const graphqlResponse = 'application/graphql-response+json; charset=utf-8';

/**
 * Whether the answer will be `application/graphql-response+json`, whose status says whether the
 * operation ran; with `application/json` a status other than 200 would only tell of HTTP itself
 * (GraphQL over HTTP, section 6.4). Chosen as Apollo Server chooses.
 */
export function isGraphqlResponseChosen(accept: string | undefined): boolean {
  if (!accept) return false;
  const negotiator = new Negotiator({ headers: { accept } });
  return negotiator.mediaType([json, graphqlResponse]) === graphqlResponse;
}

/** The incremental delivery of 2022, which urql, Relay's networks and Apollo Client take. */
export const partsOf2022 = 'multipart/mixed; deferSpec=20220824';
/** That of graphql-js 17 (https://specs.apollo.dev/incremental/v0.2), which Apollo Client 4.1 takes. */
export const partsOfV02 = 'multipart/mixed; incrementalSpec=v0.2';

export type PartsMediaType = typeof partsOf2022 | typeof partsOfV02;

/**
 * The form in which the client takes an answer in parts, if it does: it names `multipart/mixed`, with
 * the form's parameter or none (urql), which means that of 2022. Of two, the one it prefers. A mere
 * `*` is no promise to read them.
 */
export function chosenPartsType(accept: string | undefined): PartsMediaType | undefined {
  // Most requests name no such type, and are spared the reading.
  if (!accept?.includes('multipart/mixed')) return undefined;
  const negotiator = new Negotiator({ headers: { accept } });
  if (!negotiator.mediaTypes().includes('multipart/mixed')) return undefined;
  const offered: readonly PartsMediaType[] = [partsOf2022, partsOfV02];
  const chosen = negotiator.mediaType([...offered]);
  return offered.find((type) => type === chosen);
}

const eventStreams = ['text/event-stream', 'text/event-stream; charset=utf-8'];

/** Whether the client takes server-sent events; one that names nothing takes what the path has. */
export function acceptsEventStream(accept: string | undefined): boolean {
  if (!accept) return true;
  const negotiator = new Negotiator({ headers: { accept } });
  return negotiator.mediaType(eventStreams) !== undefined;
}
