/** Requests that never end, for tests of how long a server waits for them. */
import { setInterval } from 'node:timers';
import { openRawConnection } from './raw-http.ts';

/** The beginnings, each in a request for the path, and what is sent again and again behind it. */
export function unfinishedRequests(
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Record<string, readonly [string, string]> {
  const given = { host: 'localhost', 'content-type': 'application/json', ...headers };
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\n${lines.join('')}`;
  return {
    'a connection that says nothing': ['', ''],
    'half a request line': ['POST /gra', ''],
    'headers without an end': [head, 'x-more: 1\r\n'],
    'a body that is shorter than it was said': [`${head}content-length: 100000\r\n\r\n{`, ''],
    'a body that comes byte by byte': [`${head}content-length: 100000\r\n\r\n{`, ' '],
    'a chunked body without an end': [
      `${head}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`,
      '1\r\n \r\n',
    ],
    'a chunk without an end': [`${head}transfer-encoding: chunked\r\n\r\nffff\r\n{`, ' '],
  };
}

/** How often something more of it is sent. */
const dribbleMs = 20;

/** Sends it until the server closes the connection, and gives what the server has said. */
export async function sendUnfinished(
  url: string,
  [beginning, more]: readonly [string, string],
): Promise<string> {
  const connection = await openRawConnection(url);
  connection.send(beginning);
  const dribble = setInterval(() => more !== '' && connection.send(more), dribbleMs);
  try {
    return await connection.closed;
  } finally {
    clearInterval(dribble);
    connection.destroy();
  }
}
