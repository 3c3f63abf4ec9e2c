/** Small HTTP requests for tests that talk to a real server. */

export interface GraphqlAnswer {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphqlFault[];
  /** The body as it came. */
  readonly text: string;
}

export interface GraphqlFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Posts an operation to `<url>/graphql`. Rejects only when there is no answer. */
export async function postGraphql(
  url: string,
  query: string,
  variables: object = {},
): Promise<GraphqlAnswer> {
  return postBody(`${url}/graphql`, JSON.stringify({ query, variables }));
}

/** Posts a body, said to be JSON, whatever it is. */
export async function postBody(
  url: string,
  body: BodyInit,
  change: Readonly<Record<string, string>> = {},
): Promise<GraphqlAnswer> {
  const headers = { 'content-type': 'application/json', ...change };
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  return { ...(parseObject(text) as Partial<GraphqlAnswer>), status: answer.status, text };
}

/** As postGraphql, but returns the data and rejects when there are errors. */
export async function askGraphql<T = Readonly<Record<string, unknown>>>(
  url: string,
  query: string,
  variables?: object,
): Promise<T> {
  const { data, errors, text } = await postGraphql(url, query, variables);
  if (!data || errors) throw new Error(`Unexpected answer: ${text}`);
  return data as T;
}

function parseObject(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
