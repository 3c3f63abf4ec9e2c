/**
 * Many listeners of the protocol graphql-transport-ws in one process, each on a socket of its own, as
 * thin as they can be: they count what arrives and measure how old it is. Announces itself when all of
 * them follow.
 */
import { once } from 'node:events';
import WebSocket from 'ws';
import { announce, stringArgument } from './program.ts';

const url = stringArgument('url');
const query = stringArgument('query');
const count = Number(stringArgument('count'));
/** JSON list of workflows: each listener follows one of them, or all when there are none. */
const workflowIds = JSON.parse(stringArgument('workflows')) as string[];

/** Sockets that are opened at the same time; the server's queue of new connections is finite. */
const openedAtOnce = 100;
/** Ages kept of the newest deliveries. */
const maxAges = 1_000_000;

let received = 0;
const ages = new Float64Array(maxAges);

/** Resolves when the server has said that it follows. */
async function listen(own: object): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
  const following = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    const text = data.toString('latin1');
    if (text.includes('"type":"next"')) return note(text);
    if (text.includes('"connection_ack"')) {
      socket.send(
        JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: own } }),
      );
    } else if (text.includes('"subscribed"')) following.resolve();
    else if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
    else following.reject(new Error(text));
  });
  socket.on('close', () => following.reject(new Error('The socket was closed.')));
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await following.promise;
}

/** The event's time was taken before its commit, so that its age here includes the commit. */
function note(text: string): void {
  const at = text.indexOf('"eventTime":"') + 13;
  ages[received % maxAges] = Date.now() - Date.parse(text.slice(at, text.indexOf('"', at)));
  received += 1;
}

function facts(question: unknown) {
  const sorted = ages.slice(0, Math.min(received, maxAges)).sort();
  const share = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  const seen = { received, p50Ms: share(0.5), p99Ms: share(0.99), maxMs: share(1) };
  if (question === 'reset') received = 0;
  return seen;
}

function variablesOf(listener: number): object {
  const id = workflowIds[listener % workflowIds.length];
  return id === undefined ? {} : { filter: { workflowIds: [id] } };
}

for (let from = 0; from < count; from += openedAtOnce) {
  const some = Array.from({ length: Math.min(openedAtOnce, count - from) }, (_, i) => from + i);
  await Promise.all(some.map((listener) => listen(variablesOf(listener))));
}
announce({ listening: count }, facts);
