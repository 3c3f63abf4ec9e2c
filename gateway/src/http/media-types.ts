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

/** The incremental delivery of 2022, which Apollo Client, urql and Relay's networks take. */
export const partsMediaType = 'multipart/mixed; deferSpec=20220824';

/**
 * Whether the client takes an answer in parts, of this form: it names `multipart/mixed`, with the
 * form's parameter or none (urql). A mere `*` is no promise to read them.
 */
export function acceptsParts(accept: string | undefined): boolean {
  // Most requests name no such type, and are spared the reading.
  if (!accept?.includes('multipart/mixed')) return false;
  const negotiator = new Negotiator({ headers: { accept } });
  return (
    negotiator.mediaTypes().includes('multipart/mixed') &&
    negotiator.mediaType([partsMediaType]) !== undefined
  );
}

const eventStreams = ['text/event-stream', 'text/event-stream; charset=utf-8'];

/** Whether the client takes server-sent events; one that names nothing takes what the path has. */
export function acceptsEventStream(accept: string | undefined): boolean {
  if (!accept) return true;
  const negotiator = new Negotiator({ headers: { accept } });
  return negotiator.mediaType(eventStreams) !== undefined;
}
