/**
 * A WebSocket client that sends exactly the frames it is told to, right or wrong, several in one
 * packet where that is asked (RFC 6455), for tests of what a server makes of them.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

export interface RawSocket {
  /** Head of the server's answer to the request for an upgrade. */
  readonly head: string;
  /** Messages so far, as they came; JSON where it is JSON. */
  readonly messages: unknown[];
  /** Sends frames in one packet. */
  send(...frames: Buffer[]): void;
  /** The next message that has not been taken yet; rejects when the socket closes before. */
  next(): Promise<unknown>;
  /** The server's close frame, or code 1006 when the connection ended without one. */
  closed(): Promise<{ readonly code: number; readonly reason: string }>;
  destroy(): void;
}

export interface RawSocketOptions {
  readonly protocol?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A text frame; objects become JSON. */
export function text(message: unknown): Buffer {
  const content = typeof message === 'string' ? message : JSON.stringify(message);
  return frame(opcodes.text, Buffer.from(content));
}

export function binary(content: Buffer): Buffer {
  return frame(opcodes.binary, content);
}

export function closeFrame(code: number, reason = ''): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(code);
  return frame(opcodes.close, Buffer.concat([head, Buffer.from(reason)]));
}

/** A frame as a client sends it: final and masked, unless it is to be wrong. */
export function frame(opcode: number, content: Buffer, { isMasked = true } = {}): Buffer {
  const length = content.length;
  const masked = isMasked ? 0x80 : 0;
  const sizes =
    length < 126
      ? Buffer.from([masked | length])
      : length < 65_536
        ? Buffer.from([masked | 126, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([masked | 127]), bigLength(length)]);
  const head = Buffer.concat([Buffer.from([0x80 | opcode]), sizes]);
  if (!isMasked) return Buffer.concat([head, content]);
  const mask = randomBytes(4);
  const hidden = content.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([head, mask, hidden]);
}

function bigLength(length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}

/** Connects and asks for the upgrade; resolves with whatever the server answers. */
export async function openRawSocket(
  url: string,
  { protocol = 'graphql-transport-ws', headers = {} }: RawSocketOptions = {},
): Promise<RawSocket> {
  const { hostname, port, host, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const reader = readFrom(socket);
  await once(socket, 'connect');
  const lines = Object.entries({
    host,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...(protocol === null ? {} : { 'sec-websocket-protocol': protocol }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  socket.write(`GET ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  return {
    head: await reader.head,
    messages: reader.messages,
    send: (...frames) => void socket.write(Buffer.concat(frames)),
    next: () => reader.next(),
    closed: () => reader.closed,
    destroy: () => socket.destroy(),
  };
}

/** Takes apart what the server sends: a head, then frames, which are never masked. */
function readFrom(socket: Socket) {
  const head = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const messages: unknown[] = [];
  let buffer: Buffer = Buffer.alloc(0);
  let isUpgraded = false;
  let taken = 0;
  let wake = () => {};
  let isClosed = false;
  const end = (code: number, reason: string) => {
    isClosed = true;
    head.resolve('');
    closed.resolve({ code, reason });
    wake();
  };
  const take = (opcode: number, content: Buffer) => {
    if (opcode === opcodes.close) {
      const hasCode = content.length >= 2;
      end(hasCode ? content.readUInt16BE() : 1005, content.toString('utf8', 2));
      // As RFC 6455 wants it: the close is answered, the server ends the connection.
      socket.write(frame(opcodes.close, content.subarray(0, 2)));
    } else if (opcode === opcodes.ping) socket.write(frame(opcodes.pong, content));
    else if (opcode === opcodes.text) messages.push(JSON.parse(String(content)));
    wake();
  };
  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    if (!isUpgraded) {
      const length = buffer.indexOf('\r\n\r\n');
      if (length === -1) return;
      isUpgraded = true;
      head.resolve(buffer.toString('latin1', 0, length));
      buffer = buffer.subarray(length + 4);
    }
    buffer = takeFrames(buffer, take);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => end(1006, ''));
  return {
    head: head.promise,
    closed: closed.promise,
    messages,
    async next(): Promise<unknown> {
      while (taken >= messages.length) {
        if (isClosed) throw new Error('The socket has closed.');
        await new Promise<void>((resolve) => (wake = resolve));
      }
      taken += 1;
      return messages[taken - 1];
    },
  };
}

/** Passes whole frames on and returns what is left. */
function takeFrames(buffer: Buffer, take: (opcode: number, content: Buffer) => void): Buffer {
  let rest = buffer;
  for (;;) {
    if (rest.length < 2) return rest;
    const short = (rest[1] ?? 0) & 0x7f;
    const sizeBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    const start = 2 + sizeBytes;
    if (rest.length < start) return rest;
    const length =
      sizeBytes === 0
        ? short
        : sizeBytes === 2
          ? rest.readUInt16BE(2)
          : Number(rest.readBigUInt64BE(2));
    if (rest.length < start + length) return rest;
    take((rest[0] ?? 0) & 0x0f, rest.subarray(start, start + length));
    rest = rest.subarray(start + length);
  }
}
