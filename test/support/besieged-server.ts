/**
 * A real server that is sent what it should refuse: remembers every answer, and says afterwards
 * whether any told of its insides, whether anything was stored, and whether it still serves.
 */
import { Client } from 'pg';
import { type ServingArbiter, startArbiter } from './arbiter-process.ts';
import { type GraphqlAnswer, askGraphql, postBody, postGraphql } from './http.ts';
import { lineageBody } from './lineage-load.ts';
import { until } from './until.ts';

/** A refusal in few words: HTTP status, code, and the field that is named. */
export interface Refusal {
  readonly status: number;
  readonly code: unknown;
  readonly field: unknown;
}

export interface BesiegedServer extends AsyncDisposable {
  readonly url: string;
  readonly arbiter: ServingArbiter;
  /** Sends an operation. */
  operate(query: string, variables?: object): Promise<Refusal>;
  /** Posts a body to a path, said to be JSON unless the headers say otherwise. */
  post(path: string, body: BodyInit, headers?: Readonly<Record<string, string>>): Promise<Refusal>;
  /** Rows of every table of the four subgraphs. */
  countRows(): Promise<Readonly<Record<string, number>>>;
  /** Answers that hold what belongs into the log: stack traces, SQL, paths; or an INTERNAL fault. */
  indiscretions(): string[];
}

/** Starts it with something stored, so that lists have cursors and tables have rows. */
export async function startBesieged(): Promise<BesiegedServer> {
  await using starting = new AsyncDisposableStack();
  const arbiter = starting.use(await startArbiter({ env: { LOG_LEVEL: 'error' } }));
  const sql = new Client(arbiter.databaseUrl());
  await sql.connect();
  starting.defer(() => sql.end());
  await storeSomething(arbiter.url, sql);
  const answers: string[] = [];
  const remember = (answer: GraphqlAnswer) => {
    answers.push(answer.text);
    return refusalOf(answer);
  };
  const owned = starting.move();
  return {
    url: arbiter.url,
    arbiter,
    operate: async (query, variables) => remember(await postGraphql(arbiter.url, query, variables)),
    post: async (path, body, headers) =>
      remember(await postBody(`${arbiter.url}${path}`, body, headers)),
    countRows: () => countRows(sql),
    indiscretions: () => answers.filter((text) => insides.test(text)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A place in a file, a statement, an error of PostgreSQL or of a library; our own fault. */
export const insides =
  /\bat ([\w.<>]+ )?\(?(file:|node:|\/)\S*:\d+:\d+|node_modules|file:\/\/|\bselect \S+ from |\binsert into |\bSQLSTATE\b|violates|DriverException|"INTERNAL"/i;

/** Of GraphQL errors, or of problem details. */
function refusalOf({ status, text, errors, ...body }: GraphqlAnswer): Refusal {
  const problem = body as { readonly code?: unknown; readonly field?: unknown };
  const { code, field } = errors?.[0]?.extensions ?? problem;
  return { status, code: code ?? `not refused: ${text.slice(0, 200)}`, field };
}

async function storeSomething(url: string, sql: Client): Promise<void> {
  const input = '{ name: "first", type: GENERAL_PURPOSE }';
  await askGraphql(url, `mutation { createAgent(input: ${input}) { agent { id } } }`);
  await postBody(`${url}/api/v1/lineage`, lineageBody(0));
  await until('the ledger has both, and that the tenant is there', async () => {
    const { rows } = await sql.query('select 1 from audit.ledger');
    return rows.length === 3;
  });
}

async function countRows(sql: Client): Promise<Readonly<Record<string, number>>> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('registry', 'audit', 'tournaments', 'xai') and table_type = 'BASE TABLE'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql.query<{ count: number }>(`select count(*)::int from ${name}`);
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}
