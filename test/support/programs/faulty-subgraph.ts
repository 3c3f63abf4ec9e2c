/**
 * A subgraph whose conduct a test decides: `POST /conduct` says how `/graphql` answers from then on,
 * `GET /conduct` what it has seen. Writes its URL to standard output; listens on PORT of loopback.
 */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Conduct, Sightings } from '../faulty-subgraph.ts';

const json = 'application/json; charset=utf-8';
const hugeBytes = 100 * 1024 * 1024;
const trickleMs = 20;
const eventEveryMs = 20;

/** When the conduct was decided upon. */
let callsBefore = 0;
let lastCallAt = 0;
let conduct: Conduct = { kind: 'answer', body: '{"data":{}}' };
const seen: Sightings = {
  calls: 0,
  givenUp: 0,
  active: 0,
  mostActive: 0,
  connections: 0,
  lastPauseMs: 0,
  sockets: 0,
};

const server = createServer((request, response) => {
  void serve(request, response).catch(() => response.destroy());
});
server.on('connection', () => (seen.connections += 1));
new WebSocketServer({ server, path: '/graphql' }).on('connection', (socket) => {
  seen.sockets += 1;
  socket.on('message', (data) => hear(socket, data));
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request);
  if (request.url === '/ready') return void response.end('{}');
  if (request.url === '/conduct') {
    if (request.method === 'POST') {
      conduct = JSON.parse(body) as Conduct;
      callsBefore = seen.calls;
    }
    return void response.end(JSON.stringify(seen));
  }
  seen.calls += 1;
  seen.lastPauseMs = lastCallAt === 0 ? 0 : performance.now() - lastCallAt;
  lastCallAt = performance.now();
  seen.active += 1;
  seen.mostActive = Math.max(seen.mostActive, seen.active);
  response.once('close', () => {
    seen.active -= 1;
    if (!response.writableFinished) seen.givenUp += 1;
  });
  behave(response, conduct);
}

function behave(response: ServerResponse, told: Conduct): void {
  const { kind, body, delayMs = 0, retryAfter = 1 } = told;
  const answer = (text: string, type = json, status = 200) =>
    void response.writeHead(status, { 'content-type': type }).end(text);
  switch (kind) {
    case 'answer':
    case 'ends-streams':
      return void setTimeout(() => answer(body), delayMs);
    case 'silent':
      return;
    case 'garbage':
      return answer('{"data": {"tournament": \u0000\u{1f4a5}');
    case 'half-a-response':
      response.writeHead(200, { 'content-type': json, 'content-length': '1000' }).write(body);
      return void setTimeout(() => response.destroy(), delayMs);
    case 'wrong-type':
      return answer(body, 'text/html');
    case 'html-500':
      return answer('<html><h1>Internal Server Error at 10.0.0.7</h1></html>', 'text/html', 500);
    case 'busy-503':
      response.setHeader('retry-after', '7');
      return answer('Service Unavailable', 'text/plain', 503);
    case 'asked-too-often':
      if (seen.calls - callsBefore > 1) return answer(body);
      response.setHeader('retry-after', String(retryAfter));
      return answer('Too Many Requests', 'text/plain', 429);
    case 'refuses-the-gateway':
      return answer(body, json, 401);
    case 'huge':
      return writeHuge(response);
    case 'trickle':
      return trickle(response);
    case 'flapping':
      // Every other call breaks off, beginning with the first.
      return (seen.calls - callsBefore) % 2 === 1 ? void response.destroy() : answer(body);
  }
}

/** Valid JSON, if anybody reads it to its end; as fast as it is read. */
function writeHuge(response: ServerResponse): void {
  const chunk = 'x'.repeat(1024 * 1024);
  let left = hugeBytes;
  response.writeHead(200, { 'content-type': json }).write('{"data":{"tournament":{"name":"');
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end('"}}}');
  };
  more();
}

/** A byte now and then, for ever: no pause is long enough to be noticed. */
function trickle(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': json }).write('{"data":');
  const timer = setInterval(() => response.write(' '), trickleMs);
  response.once('close', () => clearInterval(timer));
}

/** The graphql-transport-ws protocol, as far as a client that subscribes needs it. */
function hear(socket: WebSocket, data: RawData): void {
  const message = JSON.parse((data as Buffer).toString()) as {
    type: string;
    id?: string;
    payload?: object;
  };
  const say = (reply: object) => socket.send(JSON.stringify(reply));
  if (message.type === 'connection_init') say({ type: 'connection_ack' });
  if (message.type === 'ping') say({ type: 'pong' });
  if (message.type !== 'subscribe') return;
  if (conduct.kind === 'ends-streams') {
    const payload = JSON.parse(conduct.body) as { errors?: unknown };
    say({ type: 'next', id: message.id, payload });
    return say({ type: 'error', id: message.id, payload: payload.errors });
  }
  count(socket, message.id, message.payload ?? {});
}

/** Events numbered from the given one on: whoever continues after the last one that came, has all. */
function count(socket: WebSocket, id: string | undefined, payload: { variables?: object }): void {
  let last = Number(Object.values(payload.variables ?? {})[0] ?? 0);
  const timer = setInterval(() => {
    last += 1;
    const event = { cursor: String(last), arbiterCursor: String(last) };
    const data = { workflowEvents: event };
    socket.send(JSON.stringify({ type: 'next', id, payload: { data } }));
  }, eventEveryMs);
  socket.once('close', () => clearInterval(timer));
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
