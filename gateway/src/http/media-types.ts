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
