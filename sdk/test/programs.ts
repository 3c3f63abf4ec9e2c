/** Programs of users of the package, as they would write them. */

/** Right uses of the types, and wrong ones, of which each has to be an error. */
export const typesProgram = `
import {
  AgentDocument,
  type AgentFieldsFragment,
  ArbiterError,
  type ResultOf,
  type Subscription,
  type TypedDocument,
  type VariablesOf,
  type WorkflowEventsSubscription,
  createArbiterClient,
  eachNode,
} from '@arbiter/sdk';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<T extends true>(): T | undefined {
  return undefined;
}

const client = createArbiterClient({ url: 'http://127.0.0.1:4000', token: async () => 'token' });
declare const document: TypedDocument<{ one: number }, { id: string }>;

export async function right(signal: AbortSignal): Promise<void> {
  const { agent } = await client.createAgent({ name: 'Ada', type: 'GENERAL_PURPOSE' }, { signal });
  same<Equal<typeof agent, AgentFieldsFragment>>();
  same<Equal<typeof agent.modelName, string | null>>();
  same<Equal<typeof agent.status, 'INITIALIZING' | 'ACTIVE' | 'IDLE' | 'BUSY' | 'ERROR' | 'SHUTDOWN'>>();
  same<Equal<typeof agent.metadata, unknown>>();
  same<Equal<VariablesOf<typeof AgentDocument>['id'], string>>();
  same<Equal<ResultOf<typeof AgentDocument>['agent'], AgentFieldsFragment | null>>();
  const events: Subscription<WorkflowEventsSubscription['workflowEvents']> = client.workflowEvents();
  await events.ready;
  for await (const { cursor, event } of events) {
    const kind: string = event.eventKind;
    const workflow: string | undefined = event.workflow?.agent?.name;
    await client.workflowEvents({ after: cursor, filter: { eventKinds: [event.eventKind] } }).return?.();
    void [kind, workflow];
  }
  for await (const { name } of eachNode((after) => client.agents({ after }))) void name.length;
  const { one } = await client.execute(document, { id: 'a' });
  same<Equal<typeof one, number>>();
  const { data, errors } = await client.answer(document, { id: 'a' });
  same<Equal<typeof data, { one: number } | null>>();
  same<Equal<(typeof errors)[number]['retryable'], boolean>>();
  const receipt = await client.reportLineage([]);
  same<Equal<typeof receipt.stored, number>>();
  await client.auditRecords({ filter: { from: new Date(), to: '2026-11-21T00:00:00Z' } });
  await client.agents();
  await client.experiments({}, { timeoutMs: 1_000, retry: false });
  try {
    client.close();
  } catch (error) {
    if (error instanceof ArbiterError && error.code === 'CONFLICT') void error.currentVersion;
  }
}

export async function wrong(): Promise<void> {
  const agent = await client.agent({ id: 'a' });
  // @ts-expect-error there is no such field
  void agent.nmae;
  // @ts-expect-error null is possible
  void agent.modelName.length;
  // @ts-expect-error what is read is not written
  agent.name = 'Eve';
  // @ts-expect-error a variable is missing
  await client.agent();
  // @ts-expect-error a number is no id
  await client.agent({ id: 7 });
  // @ts-expect-error there is no such value
  await client.createAgent({ name: 'Ada', type: 'NOBODY' });
  // @ts-expect-error a field of the input is missing
  await client.createAgent({ name: 'Ada' });
  // @ts-expect-error there is no such operation
  await client.deleteEverything();
  // @ts-expect-error there is no such variable
  await client.agents({ frist: 1 });
  // @ts-expect-error events have no such field
  for await (const { event } of client.workflowEvents()) void event.nothing;
  // @ts-expect-error an event is no promise
  await client.workflowEvents().then();
  // @ts-expect-error the document needs a variable
  await client.execute(document);
  // @ts-expect-error there is no such member
  void (await client.execute(document, { id: 'a' })).two;
  // @ts-expect-error an event has a time
  await client.reportLineage({ producer: 'p', schemaURL: 's', job: { namespace: 'n', name: 'j' } });
  // @ts-expect-error a receipt for one is none for many
  void (await client.reportLineage([])).hash;
  // @ts-expect-error no address
  createArbiterClient({});
}
`;

/** Talks to a server in all the ways there are and gives what it has seen. */
export const talkProgram = `
import { ArbiterError, createArbiterClient, eachNode } from '@arbiter/sdk';

export async function talk(url: string): Promise<Record<string, unknown>> {
  const client = createArbiterClient({ url });
  const streaming = createArbiterClient({ url, webSocket: false });
  const { agent } = await client.createAgent({ name: 'Ada', type: 'GENERAL_PURPOSE' });
  const ids: string[] = [];
  for await (const { id } of eachNode((after) => client.agents({ first: 3, after }))) ids.push(id);
  const code = await client.agent({ id: 'missing' }).then(
    () => 'none',
    (error: unknown) => (error instanceof ArbiterError ? error.code : String(error)),
  );
  const cursors: Record<string, string[]> = { any: [], stream: [] };
  for (const [name, each] of Object.entries({ any: client, stream: streaming })) {
    const events = each.tournamentEvents({ tournamentId: 'tournament-1', after: '0' });
    await events.ready;
    for await (const { cursor } of events) {
      cursors[name]?.push(cursor);
      if (cursors[name]?.length === 3) break;
    }
  }
  client.close();
  return { name: agent.name, ids, code, cursors };
}
`;

/** What talkProgram sees of the test server when its log has three entries. */
export const whatIsSeen = {
  name: 'Ada',
  ids: ['agent-1', 'agent-2', 'agent-3', 'agent-4', 'agent-5'],
  code: 'NOT_FOUND',
  cursors: {
    any: ['cursor-1', 'cursor-2', 'cursor-3'],
    stream: ['cursor-1', 'cursor-2', 'cursor-3'],
  },
};

export const nodeProgram = `
import { talk } from './talk.js';

console.log(JSON.stringify(await talk(process.argv[2] ?? '')));
`;

/** On a page of the server itself; tells the server what it has seen. */
export const browserProgram = `
import { talk } from './talk.js';

const report = (seen: unknown) => fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
talk(location.origin).then(report, (error: unknown) => report(String(error)));
`;
