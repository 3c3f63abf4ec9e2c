/** Random requests as fast-check arbitraries: from nearly right to noise, in every part of a request. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';

export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  /** In Latin-1, as HTTP has them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const valid = [
  '{ __typename }',
  'query ($id: ID!) { workflow(id: $id) { id name steps { nodes { stepKey } } } }',
  '{ workflows(first: 3) { nodes { ...w } } } fragment w on Workflow { id agent { name ratings { rating } } }',
  'mutation { createAgent(input: { name: "x", type: GENERAL_PURPOSE }) { agent { id } } }',
  'subscription { workflowEvents { cursor } }',
  '{ __schema { types { name fields { name } } } }',
];

const tokens = [
  ...['{', '}', '(', ')', '[', ']', ':', '!', '=', '$', '@', '|', '&', '...', ',', '"', '"""', '#'],
  ...['query', 'mutation', 'subscription', 'fragment', 'on', 'true', 'null', 'workflows', 'id'],
  ...[
    'nodes',
    '__typename',
    '@skip(if: true)',
    '@defer',
    '$id',
    '1e999',
    '-0',
    '\\u{110000}',
    '\0',
  ],
];

/** `text` with some of its characters taken out, doubled, or replaced. */
function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length),
    gone: fc.nat(6),
    put: fc.string({ unit: 'binary', maxLength: 4 }),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce(
        (now, { at, gone, put }) => now.slice(0, at) + put + now.slice(at + gone),
        text,
      ),
    );
}

const nested = (depth: number) =>
  `${'{ workflows { nodes '.repeat(depth)}{ id }${' } }'.repeat(depth)}`;
const wide = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
const cycle = (length: number) =>
  `{ workflows { nodes { ...f0 } } } ${Array.from({ length }, (_, i) => `fragment f${i} on Workflow { id ...f${(i + 1) % length} }`).join(' ')}`;
/** Each fragment twice in the one before: two to the power of `length` places. */
const doubling = (length: number) =>
  `{ workflows { nodes { ...f0 } } } ${Array.from({ length }, (_, i) => `fragment f${i} on Workflow { a: __typename ${i + 1 < length ? `...f${i + 1} ... on Workflow { ...f${i + 1} }` : ''} }`).join(' ')}`;
const literal = (size: number) => `{ workflow(id: "${'9'.repeat(size)}") { id } }`;
const lists = (depth: number) =>
  `{ workflows(filter: { states: ${'['.repeat(depth)}${']'.repeat(depth)} }) { nodes { id } } }`;
const directives = (count: number) => `{ __typename ${'@include(if: true) '.repeat(count)} }`;

const documents: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...valid),
  fc.constantFrom(...valid).chain(mutated),
  fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map((some) => some.join(' ')),
  fc.nat(300).map(nested),
  fc.constantFrom(10, 1_000, 5_000).map(wide),
  fc.integer({ min: 1, max: 40 }).map(cycle),
  fc.integer({ min: 1, max: 40 }).map(doubling),
  fc.constantFrom(10, 100_000, 1_000_000).map(literal),
  fc.constantFrom(1, 40, 5_000).map(lists),
  fc.constantFrom(1, 100, 5_000).map(directives),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const variables = fc.oneof(
  fc.constant({}),
  fc.jsonValue({ maxDepth: 4 }),
  fc.record({ id: fc.jsonValue({ maxDepth: 3 }) }),
);

const graphqlBodies = fc
  .record(
    {
      query: fc.oneof(
        { weight: 6, arbitrary: documents },
        { weight: 1, arbitrary: fc.jsonValue() },
      ),
      variables,
      operationName: fc.oneof(fc.string(), fc.jsonValue()),
      extensions: fc.jsonValue({ maxDepth: 3 }),
    },
    { requiredKeys: ['query'] },
  )
  .map((body) => JSON.stringify(body));

/** As variables, or as all that there is; ended, or not. */
const deepTexts = (depth: number) =>
  fc.constantFrom('[', '{"a":', '[{"]":').chain((open) => {
    const end = open === '[' ? ']' : open === '[{"]":' ? '}]' : '}';
    const nested = `${open.repeat(depth)}1${end.repeat(depth)}`;
    return fc.constantFrom(
      nested,
      open.repeat(depth),
      `{"query":"{ __typename }","variables":{"a":${nested}}}`,
    );
  });

const jsonTexts = fc.oneof(
  { weight: 6, arbitrary: graphqlBodies },
  { weight: 1, arbitrary: graphqlBodies.chain((text) => mutated(text.slice(0, 2_000))) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: graphqlBodies.map((body) => `[${body},${body}]`) },
  { weight: 1, arbitrary: fc.constantFrom(90, 100, 101, 500_000).chain(deepTexts) },
);

const bytes: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: jsonTexts.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((noise) => Buffer.from(noise)) },
  // Not UTF-8, where a text is expected.
  {
    weight: 1,
    arbitrary: jsonTexts.map((text) =>
      Buffer.concat([Buffer.from(text), Buffer.from([0xc3, 0x28, 0xff])]),
    ),
  },
  { weight: 1, arbitrary: jsonTexts.map((text) => Buffer.from(`\uFEFF${text}`, 'utf16le')) },
);

/** Printable Latin-1 and tabs: what an HTTP client can put into a header at all. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 60,
});

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const credentials = fc.oneof(
  headerText,
  headerText.map((text) => `Bearer ${text}`),
  fc
    .base64String({ maxLength: 60 })
    .map(
      (text) =>
        `Bearer ${part({ alg: 'none' })}.${part({ sub: 'x', tenant_id: 'default' })}.${text}`,
    ),
  fc
    .constantFrom('ak_', 'as_')
    .chain((prefix) => fc.base64String({ maxLength: 60 }).map((text) => `Bearer ${prefix}${text}`)),
  fc.base64String().map((text) => `Basic ${text}`),
);

const encodings: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  br: (body) => brotliCompressSync(body),
  // Said, and not done.
  'gzip, br': (body) => body,
  zstd: (body) => body,
};

const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 8, arbitrary: fc.constant('application/json') },
      fc.constantFrom(
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/graphql',
        'application/json; charset=utf-16',
        'application/json; charset=nonsense',
        'application/x-www-form-urlencoded',
      ),
      headerText,
    ),
    accept: fc.oneof(
      fc.constantFrom(
        '*/*',
        'application/json',
        'application/graphql-response+json',
        'text/event-stream',
        'multipart/mixed',
        'multipart/mixed;deferSpec=20220824',
        'text/html',
      ),
      headerText,
    ),
    authorization: credentials,
    cookie: headerText,
    'x-request-id': headerText,
    traceparent: headerText,
    baggage: headerText,
    origin: fc.oneof(
      fc.constantFrom('null', 'https://evil.example', 'http://localhost:4000'),
      headerText,
    ),
    'last-event-id': headerText,
    'x-arbiter-actor': headerText,
    'apollo-require-preflight': fc.constant('1'),
  },
  { requiredKeys: ['content-type'] },
);

const paths = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '/graphql',
      '/graphql',
      '/graphql/stream',
      '/api/v1/lineage',
      '/',
      '/metrics',
      '/health',
      '/ready',
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .webUrl({ withQueryParameters: true })
      .map((url) => `/graphql?query=${encodeURIComponent(url)}`),
  },
  {
    weight: 1,
    arbitrary: documents
      .filter((text) => text.length < 2_000 && text.isWellFormed())
      .map((text) => `/graphql?query=${encodeURIComponent(text)}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '/graphql?query=%',
      '/graphql?query=%ff',
      '/graphql?query=%23%ff%0a{__typename}',
      '/graphql?query={__typename}#&query=x',
      '/graphql#?query={__typename}',
      '/graphql?query={__typename}&query={__typename}',
      '/graphql?query[]={__typename}&query[0]=x',
      '/graphql?qu%65ry={__typename}&query=x',
      '/graphql\\?query={__typename}',
      '//graphql?query={__typename}',
      'http://evil.example/graphql?query={__typename}',
      `/graphql?query={__typename}&variables=${'['.repeat(10_000)}`,
      `/graphql/stream?query={__typename}&extensions=${'{"a":'.repeat(2_000)}`,
      '/..%2f..%2fetc/passwd',
      '//',
      '/graphql/%00',
      '/internal/credentials',
      '/auth/login',
    ),
  },
);

const methods = fc.oneof(
  { weight: 8, arbitrary: fc.constant('POST') },
  { weight: 2, arbitrary: fc.constant('GET') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE', 'PROPFIND'),
  },
);

export const fuzzedRequests: fc.Arbitrary<FuzzedRequest> = fc
  .record({
    method: methods,
    path: paths,
    headers,
    body: bytes,
    encoding: fc.option(fc.constantFrom(...Object.keys(encodings)), { freq: 4 }),
  })
  .map(({ method, path, headers: given, body, encoding }) => ({
    method,
    path,
    headers: encoding ? { ...given, 'content-encoding': encoding } : given,
    body: encodings[encoding ?? '']?.(body) ?? body,
  }));

/** Frames of graphql-transport-ws, in any order, and what is none. */
export const fuzzedFrames: fc.Arbitrary<readonly (string | Buffer)[]> = fc.array(
  fc.oneof(
    fc.constant(JSON.stringify({ type: 'connection_init' })),
    credentials.map((authorization) =>
      JSON.stringify({ type: 'connection_init', payload: { authorization } }),
    ),
    documents.map((query) => JSON.stringify({ id: '1', type: 'subscribe', payload: { query } })),
    fc.jsonValue().map((payload) => JSON.stringify({ id: '1', type: 'subscribe', payload })),
    fc
      .constantFrom('ping', 'pong', 'complete', 'next', 'error', 'nonsense')
      .map((type) => JSON.stringify({ id: '1', type })),
    fc
      .constantFrom(100, 500_000)
      .map((depth) => `{"type":"ping","payload":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 50 }).map((noise) => Buffer.from(noise)),
  ),
  { maxLength: 8 },
);
