/** One operation over each protocol of the gateway, and its answer as a client sees it. */
import { expect } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: object }[];
}

export type Send = (url: string, operation: Operation) => Promise<Answer>;

export const overHttp: Send = async (url, operation) => {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  });
  return (await answer.json()) as Answer;
};

const overGet: Send = async (url, { query, variables = {} }) => {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const headers = { 'apollo-require-preflight': 'yes' };
  return (await (await fetch(`${url}/graphql?${search}`, { headers })).json()) as Answer;
};

const overSocket: Send = async (url, operation) => {
  const client = socketClient(url);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      client.subscribe(operation, {
        next: (result) => resolve(result as Answer),
        error: (errors) =>
          Array.isArray(errors)
            ? resolve({ errors: errors as Answer['errors'] & object })
            : reject(errors),
        complete: () => undefined,
      });
    });
  } finally {
    await client.dispose();
  }
};

export const socketClient = (url: string): Client =>
  createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });

/** A refusal comes as problem details, before the stream begins. */
const overEventStream: Send = async (url, operation) => {
  const answer = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(operation),
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(/^data: (.+)$/m.exec(text)![1]!) as Answer;
  expect(answer.status).toBe(400);
  const { detail, ...extensions } = JSON.parse(text) as { detail: string };
  return { errors: [{ message: detail, extensions }] };
};

export const ways: [string, Send][] = [
  ['POST', overHttp],
  ['GET', overGet],
  ['WebSocket', overSocket],
  ['event stream', overEventStream],
];

/** Texts between spaces. */
export const repeat = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');
