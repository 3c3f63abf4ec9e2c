/**
 * Goal: who does not ask for traces pays nothing for them, and a collector that is away harms
 * nothing. Method: the real process, which tells at its end which modules it has loaded.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyDatabase } from '@arbiter/testkit/databases.ts';
import { freePort } from '@arbiter/testkit/server-process.ts';
import { expect, jest, test } from '@jest/globals';
import { startArbiter } from '../support/arbiter-process.ts';
import { askGraphql } from '../support/http.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../support/otlp-receiver.ts';

jest.setTimeout(120_000);

const command = [process.execPath, 'packages/launcher/src/main.ts'] as const;
const query = '{ workflows { nodes { name } } }';

interface Lived {
  readonly code: number | null;
  readonly output: string;
  /** Packages of the SDK that were loaded. */
  readonly loaded: readonly string[];
}

/** Starts, asks, stops. */
async function live(env: Readonly<Record<string, string>>): Promise<Lived> {
  await using resources = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'arbiter-modules-'));
  resources.defer(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'modules.json');
  const database = resources.use(await createEmptyDatabase());
  const arbiter = resources.use(
    await startArbiter({
      command,
      env: { DATABASE_URL: database.url, NODE_OPTIONS: tellModules(folder, file), ...env },
    }),
  );
  expect(await askGraphql(arbiter.url, query)).toEqual({ workflows: { nodes: [] } });
  arbiter.signal('SIGTERM');
  const { code } = await arbiter.ended;
  const modules = JSON.parse(readFileSync(file, 'utf8')) as string[];
  const loaded = modules.flatMap(
    (path) => /@opentelemetry\/(sdk-|exporter-|otlp-)[\w-]*/.exec(path)?.[0] ?? [],
  );
  return { code, output: arbiter.output(), loaded: [...new Set(loaded)] };
}

/** An option of Node by which it writes the paths of its modules at its end; the SDK is CommonJS. */
function tellModules(folder: string, file: string): string {
  const script = join(folder, 'tell-modules.cjs');
  const telling = `require('node:fs').writeFileSync('${file}', JSON.stringify(Object.keys(require.cache)))`;
  writeFileSync(script, `process.on('exit', () => ${telling});`);
  return `--require=${script}`;
}

async function withReceiver<T>(use: (receiver: OtlpReceiver) => Promise<T>): Promise<T> {
  await using receiver = await startOtlpReceiver();
  return await use(receiver);
}

test('with a collector the SDK is loaded, and what waits is sent before the end', () =>
  withReceiver(async ({ url, spans }) => {
    const { code, loaded } = await live({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
    expect([code, loaded.length > 0]).toEqual([0, true]);
    expect(spans.map(({ name }) => name)).toContain('gateway.serve POST /graphql');
  }));

test.each([
  ['none of the settings', {}],
  ['OTEL_SDK_DISABLED', { OTEL_SDK_DISABLED: 'true' }],
  ['OTEL_TRACES_EXPORTER=none', { OTEL_TRACES_EXPORTER: 'none' }],
])('with %s no module of it is loaded and nothing is sent', (name, env) =>
  withReceiver(async ({ url, connections }) => {
    const endpoint = name.startsWith('OTEL') ? { OTEL_EXPORTER_OTLP_ENDPOINT: url } : {};
    const { code, loaded } = await live({ ...endpoint, ...env });
    expect([code, loaded, connections()]).toEqual([0, [], 0]);
  }),
);

test('a collector that is away costs one line in the log', async () => {
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const { code, output } = await live({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_EXPORTER_OTLP_TIMEOUT: '500',
  });
  expect(code).toBe(0);
  expect(output.match(/spans cannot be sent/g)).toHaveLength(1);
});

test('what the sampler leaves out is not sent', () =>
  withReceiver(async ({ url, spans }) => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_SAMPLER: 'parentbased_always_off' };
    expect((await live(env)).code).toBe(0);
    expect(spans).toEqual([]);
  }));
