/** Requests for one operation said in odd ways, where two readers could see two operations. */
import { request as httpRequest } from 'node:http';
import fc from 'fast-check';

export interface OddRequest {
  readonly method: string;
  /** The request target, as it stands in the request line. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OddAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends the target as it is, which fetch() would put right; a stream is read to its end. */
export function sendOdd(
  url: string,
  { method, target, headers, body }: OddRequest,
): Promise<OddAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<OddAnswer>();
  const { hostname, port } = new URL(url);
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const outgoing = httpRequest({
    ...{ hostname, port, method, path: target },
    agent: false,
    headers: { ...headers, ...length },
  });
  outgoing.on('error', reject);
  outgoing.on('response', (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk));
    const type = response.headers['content-type'] ?? '';
    response.on('end', () => resolve({ status: response.statusCode ?? 0, type, text }));
  });
  outgoing.end(body);
  return promise;
}

/** Runs under every limit, and where only trusted documents do. */
export const trustedText = '{ tags }';
/** More aliases than `maxAliases`. */
export const greedyText = '{ a: tags b: tags c: tags }';
export const maxAliases = 2;
const mutationText = 'mutation { addBook(title: "x") { id } }';
const twoOperations = 'query A { tags } query B { rare { id } }';
/** Comments, so that what a reader makes of broken encodings in them changes no operation. */
const hidden = (noise: string) => `#${noise}\n${greedyText}`;

const texts = fc.constantFrom(
  ...[trustedText, trustedText, greedyText, greedyText, mutationText, twoOperations],
  ...[hidden('é'), hidden('\u{1F4DA}'), `\uFEFF${greedyText}`, '{ shelf { id } }', ''],
);

/** The usual value some times as often as one of the odd ones: a request has many chances to be odd. */
const mostly = <T>(weight: number, usual: T, ...odd: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );

const escaped = (text: string) => encodeURIComponent(text);
const encoders = mostly<(text: string) => string>(
  3,
  escaped,
  (text) => escaped(text).replaceAll('%20', '+'),
  (text) => escaped(escaped(text)),
  // As some clients do: only what would end the parameter is written as an escape.
  (text) => text.replaceAll(/[\s&#%+]|[^\x20-\x7e]/gu, escaped),
  (text) => text.replaceAll(/[\s&%+]|[^\x20-\x7e]/gu, escaped),
  // A byte that is not UTF-8 within a comment, which readers replace, drop, or give up at.
  (text) => `%23%FF%0A${escaped(text)}`,
  (text) => `%23%${escaped(`\n${text}`)}`,
  (text) => `%23\xe9%0A${escaped(text)}`,
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
);

const names = mostly(
  4,
  'query',
  ...['operationName', 'variables', 'extensions', 'id', 'documentId', 'query[]', 'query[0]'],
  ...['qu%65ry', 'Query', 'query%00', 'amp;query', '%51uery'],
);
const others = fc.constantFrom(
  ...['A', 'B', '', '{}', '[]', '{"id":"0"}', '"{}"', 'null', '{', '{"__proto__":{"query":"x"}}'],
  '{"persistedQuery":{"version":1,"sha256Hash":"x"}}',
);

const parameter = fc
  .record({ name: names, text: texts, other: others, encode: encoders })
  .map(({ name, text, other, encode }) =>
    /query/i.test(decodeURIComponent(name))
      ? `${name}=${encode(text)}`
      : `${name}=${escaped(other)}`,
  );

const places = mostly(
  4,
  '/graphql',
  ...['/graphql/stream', '/graphql/stream', 'http://other.example/graphql', '//graphql'],
  ...['/graphql/', '/%67raphql', '/graphql\\', '/graphql;x=1', '/./graphql', '*', '\\graphql'],
  ...['/graphql?x=/graphql', '//other.example/graphql', 'http:/graphql'],
);

const targets = fc
  .record({
    place: places,
    begin: mostly(9, '?', '#', '?#', '??', ';', '\\?', '&'),
    parameters: fc.array(fc.tuple(parameter, mostly(9, '&', ';', '#&', '&#', '?')), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(
    ({ place, begin, parameters }) =>
      `${place}${begin}${parameters.map(([text, between]) => text + between).join('')}`,
  )
  // What no request line can carry.
  .map((target) => target.replaceAll(/[^\x21-\xff]|\x7f/gu, escaped));

const operation = fc.record(
  {
    query: fc.oneof(
      { weight: 5, arbitrary: texts },
      { weight: 1, arbitrary: fc.constantFrom([greedyText], { kind: 'Document' }, null, 7) },
    ),
    operationName: mostly<unknown>(9, null, 'A', 'B', '', ['A']),
    variables: mostly<unknown>(9, {}, { id: '0' }, null, '{}', [], 7),
    extensions: mostly<unknown>(9, {}, null, [], 'x', { persistedQuery: null }),
    documentId: mostly<unknown>(3, '', 'x', null, 7),
  },
  { requiredKeys: ['query'] },
);

/** One name twice: readers disagree about which one counts. */
const twice = fc
  .tuple(texts, texts)
  .map(([a, b]) => `{"query":${JSON.stringify(a)},"qu\\u0065ry":${JSON.stringify(b)}}`);

const boundary = 'x';
const formOf = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('') + `--${boundary}--\r\n`;

const bodies = fc.oneof(
  { weight: 6, arbitrary: operation.map((one) => JSON.stringify(one)) },
  { weight: 2, arbitrary: fc.array(operation, { maxLength: 3 }).map((all) => JSON.stringify(all)) },
  { weight: 1, arbitrary: operation.map((one) => JSON.stringify([[one], one])) },
  { weight: 1, arbitrary: twice },
  { weight: 1, arbitrary: operation.map((one) => `\uFEFF${JSON.stringify(one)}`) },
  { weight: 1, arbitrary: texts },
  { weight: 1, arbitrary: texts.map((text) => `query=${encodeURIComponent(text)}`) },
  {
    weight: 1,
    arbitrary: texts.map((query) =>
      formOf({ operations: JSON.stringify({ query }), map: '{}', query }),
    ),
  },
  { weight: 1, arbitrary: fc.constant('') },
);

const headers = fc
  .record({
    'apollo-require-preflight': fc.constant('1'),
    'content-type': mostly(
      9,
      'application/json',
      ...[
        'application/json; charset=utf-16',
        'application/json;charset=latin1',
        'Application/JSON',
      ],
      ...['application/graphql', 'application/graphql+json', 'text/plain', 'text/json', 'json'],
      ...[`multipart/form-data; boundary=${boundary}`, 'application/x-www-form-urlencoded'],
      ...['application/json, text/plain', 'application/json; application/graphql'],
    ),
    accept: mostly(
      4,
      '*/*',
      ...['application/json', 'application/graphql-response+json', 'multipart/mixed'],
      'text/event-stream, */*',
    ),
    'x-http-method-override': mostly(9, '', 'GET', 'POST'),
    'content-encoding': mostly(9, '', 'identity', 'gzip', 'br'),
    host: mostly(9, 'localhost', 'other.example', 'a b', '[', 'localhost/?query={tags}#'),
    'x-original-url': mostly(9, '', `/graphql?query=${escaped(greedyText)}`),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')));

const plainTarget = fc.constantFrom('/graphql', '/graphql', '/graphql', '/graphql/stream');

/** By URL, by body, and by both at once. */
export const oddRequests: fc.Arbitrary<OddRequest> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      method: fc.constant('GET'),
      target: targets,
      headers: headers.map(({ 'content-type': _type, ...rest }) => rest),
      body: fc.constant(''),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      method: fc.constantFrom('POST', 'POST', 'POST', 'POST', 'PUT', 'PATCH'),
      target: fc.oneof(plainTarget, plainTarget, targets),
      headers,
      body: bodies,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constantFrom('GET', 'DELETE', 'OPTIONS'),
      target: targets,
      headers,
      body: bodies,
    }),
  },
);
