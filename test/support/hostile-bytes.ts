/** Bytes on a connection that are no right HTTP or no right WebSocket, as tables and as arbitraries. */
import fc from 'fast-check';
import { frame } from '@arbiter/testkit/raw-websocket.ts';

const body = '{"query":"{ __typename }"}';
const line = 'POST /graphql HTTP/1.1\r\n';
const json = 'host: localhost\r\ncontent-type: application/json\r\n';
const length = `content-length: ${body.length}\r\n`;
const chunked = 'transfer-encoding: chunked\r\n';
const inChunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
/** What a proxy in front would take for part of the body, or for the next client's request. */
const second = 'GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n';

/** Requests whose end two servers could see at different places, each with a second one behind it. */
export const ambiguousRequests: Readonly<Record<string, string>> = {
  'two lengths': `${line}${json}${length}content-length: 0\r\n\r\n${body}`,
  'a list of lengths': `${line}${json}content-length: ${body.length}, 0\r\n\r\n${body}`,
  'a length and chunks': `${line}${json}${length}${chunked}\r\n${inChunks}`,
  'chunks and a length': `${line}${json}${chunked}${length}\r\n${inChunks}`,
  'a signed length': `${line}${json}content-length: +${body.length}\r\n\r\n${body}`,
  'a length in hexadecimal': `${line}${json}content-length: 0x1a\r\n\r\n${body}`,
  'a negative length': `${line}${json}content-length: -1\r\n\r\n${body}`,
  'an unknown coding': `${line}${json}transfer-encoding: xchunked\r\n\r\n${inChunks}`,
  'chunks that are not last': `${line}${json}transfer-encoding: chunked, identity\r\n\r\n${inChunks}`,
  'two codings': `${line}${json}${chunked}transfer-encoding: identity\r\n\r\n${inChunks}`,
  'a blank before the colon': `${line}${json}transfer-encoding : chunked\r\n\r\n${inChunks}`,
  'a length on a folded line': `${line}${json}x: y\r\n content-length: 0\r\n${length}\r\n${body}`,
  'a line feed alone': `${line}${json}x: y\n${chunked}\r\n${inChunks}`,
  'a carriage return alone': `${line}${json}x: y\r${chunked}\r\n${inChunks}`,
  'a null in a header': `${line}${json}x: \0${length}\r\n${body}`,
  'a chunk size that is no number': `${line}${json}${chunked}\r\nzz\r\n${body}\r\n0\r\n\r\n`,
  'a chunk size that overflows': `${line}${json}${chunked}\r\nfffffffffffffffff\r\n${body}\r\n0\r\n\r\n`,
  'a chunk longer than its size': `${line}${json}${chunked}\r\n2\r\n${body}\r\n0\r\n\r\n`,
  'no host': `${line}content-type: application/json\r\n${length}\r\n${body}`,
  'another version': `POST /graphql HTTP/3.0\r\n${json}${length}\r\n${body}`,
  'no version': `POST /graphql\r\n\r\n`,
  'the beginning of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
};

/** What is right, as a control. */
export const rightRequest = `${line}${json}${length}\r\n${body}`;

export const withSecond = (request: string): string => request + second;

const header = fc.oneof(
  fc.constantFrom(
    ...[length, chunked, 'connection: close\r\n', 'expect: 100-continue\r\n', 'upgrade: h2c\r\n'],
    ...['expect: nonsense\r\n', 'te: trailers\r\n', 'trailer: x\r\n', 'host: evil.example\r\n'],
    ...['content-type: text/plain\r\n', 'authorization: Bearer x\r\n', 'cookie: a=b\r\n'],
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((text) => `${text}\r\n`),
  fc.nat(20_000).map((size) => `x-large: ${'x'.repeat(size)}\r\n`),
  fc.nat(300).map((count) => 'x-many: 1\r\n'.repeat(count)),
);

/** Any request line, any headers, any body, and what may follow. */
export const hostileRequests: fc.Arbitrary<string> = fc
  .record({
    first: fc.oneof(
      fc.constantFrom(line, 'GET http://localhost/health HTTP/1.1\r\n', 'OPTIONS * HTTP/1.1\r\n'),
      fc.constantFrom(
        'GET /graphql?query={__typename}#&query=x HTTP/1.1\r\n',
        'GET \\graphql?query={__typename} HTTP/1.1\r\n',
        'GET //[/graphql?query={__typename} HTTP/1.1\r\n',
        'GET http://[/graphql?query={__typename} HTTP/1.1\r\n',
        'GET http:/graphql?query={__typename} HTTP/1.1\r\n',
      ),
      fc.constantFrom('CONNECT localhost:443 HTTP/1.1\r\n', 'GET /health HTTP/1.0\r\n'),
      fc.string({ unit: 'binary-ascii', maxLength: 30 }).map((text) => `${text} HTTP/1.1\r\n`),
    ),
    headers: fc.array(header, { maxLength: 6 }),
    content: fc.oneof(fc.constantFrom(body, inChunks, second, ''), fc.string({ maxLength: 40 })),
  })
  .map(({ first, headers, content }) => `${first}${json}${headers.join('')}\r\n${content}`);

const content = fc.oneof(
  fc.constantFrom('{"type":"connection_init"}', '{"type":"ping"}').map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

/** Frames of any opcode, masked or not, final or not, with reserved bits, and noise between them. */
export const hostileFrames: fc.Arbitrary<readonly Buffer[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: content.map((bytes) => frame(1, bytes)) },
    {
      weight: 4,
      arbitrary: fc
        .record({ opcode: fc.nat(15), bytes: content, isMasked: fc.boolean(), bits: fc.nat(15) })
        .map(({ opcode, bytes, isMasked, bits }) => {
          const made = frame(opcode, bytes, { isMasked });
          // FIN and the three reserved bits.
          made[0] = (bits << 4) | opcode;
          return made;
        }),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  ),
  { minLength: 1, maxLength: 6 },
);
