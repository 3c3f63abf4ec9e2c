/**
 * `npm run check`: everything that can be said of the tree without running it. All checks run to
 * their end, a few at a time; each gets a line with its time, and its output when it fails.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root, runTool } from './support/tool.ts';

type Command = readonly [string, ...string[]];

interface Check {
  /** What holds when it passes. */
  readonly promise: string;
  /** Programs with their arguments, one after the other. */
  readonly commands: readonly Command[];
  /** Whether the last line of its output is worth reading when it passes, too. */
  readonly reports?: boolean;
}

/** Folders with TypeScript of ours; tools are never pointed at the whole tree. */
const sources = ['packages', 'subgraphs', 'gateway', 'sdk', 'test', 'tools'];

const generate = ['node', 'tools/generate.ts', '--check'] as const;

/** The slowest first, so that the last to end is not one that began late. */
const checks: Readonly<Record<string, Check>> = {
  types: {
    promise: 'the types hold',
    commands: [
      ['tsc', '-p', '.'],
      ['tsc', '-p', 'sdk', '--noEmit'],
    ],
  },
  lint: {
    promise: 'no mistakes that a linter sees',
    commands: [['oxlint', '--format', 'unix', ...sources]],
  },
  code: {
    promise: 'types made from the schema are current',
    commands: [[...generate, 'code', 'manifest']],
  },
  schema: { promise: 'supergraph and API schema are current', commands: [[...generate, 'schema']] },
  sdl: {
    promise: 'the SDL keeps its conventions',
    commands: [['eslint', '--max-warnings', '0', 'schema']],
  },
  docs: { promise: 'reference pages are current', commands: [[...generate, 'docs']] },
  'dead-code': {
    promise: 'no file, export or dependency is unused',
    commands: [['knip', '--no-progress', '--no-config-hints']],
  },
  imports: {
    promise: 'layers and packages import what they may',
    commands: [
      ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err', ...sources],
    ],
  },
  changes: {
    promise: 'the API schema breaks no client',
    commands: [['node', 'tools/schema-diff.ts']],
    reports: true,
  },
  format: { promise: 'files are formatted', commands: [['oxfmt', '--check', '.']] },
};

const names = Object.keys(checks);
const width = Math.max(...names.map((name) => name.length));

const help = `
Usage: node tools/check.ts [name …]

${names.map((name) => `  ${name.padEnd(width)}  ${checks[name]!.promise}`).join('\n')}

Without names, all of them. Each is also a script: npm run check:types and so on.
`;

await runTool({
  help,
  names,
  async run(wanted) {
    const begin = performance.now();
    const failed = await runAll(wanted);
    const summary = failed.length === 0 ? 'All checks pass' : `Failed: ${failed.join(', ')}`;
    process.stdout.write(`\n${summary} (${seconds(begin)}).\n`);
    return failed.length === 0 ? 0 : 1;
  },
});

/** Names of the checks that failed, in the order of the list. */
async function runAll(wanted: readonly string[]): Promise<string[]> {
  const waiting = [...wanted];
  const failed: string[] = [];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (!(await runOne(name, checks[name]!))) failed.push(name);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return wanted.filter((name) => failed.includes(name));
}

async function runOne(name: string, { commands, promise, reports }: Check): Promise<boolean> {
  const begin = performance.now();
  const results = [];
  for (const command of commands) results.push(await runCommand(command));
  const output = results
    .map((result) => result.output)
    .join('\n')
    .trim();
  const isPassed = results.every(({ code }) => code === 0);
  const state = isPassed ? 'pass' : 'FAIL';
  const remark = isPassed && reports ? (output.split('\n').at(-1) ?? promise) : promise;
  const line = `${state}  ${name.padEnd(width)}  ${seconds(begin).padStart(6)}  ${remark}\n`;
  process.stdout.write(isPassed ? line : `${line}${indented(output)}\n`);
  return isPassed;
}

async function runCommand([program, ...args]: Command) {
  const PATH = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH, NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const { promise: ended, resolve } = Promise.withResolvers<number | string>();
  child.on('error', ({ message }) => resolve(message));
  child.on('close', (code, signal) => resolve(code ?? `ended by ${signal}`));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const fault = typeof code === 'string' ? code : '';
  return {
    code,
    output: [out, err, fault]
      .map((part) => part.trim())
      .filter(Boolean)
      .join('\n'),
  };
}

function indented(output: string): string {
  return output.replaceAll(/^(?=.)/gm, '      ');
}

function seconds(begin: number): string {
  return `${((performance.now() - begin) / 1000).toFixed(1)} s`;
}
