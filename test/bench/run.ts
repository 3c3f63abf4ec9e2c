/** `npm run bench`: runs the benchmarks that are named, or all of them, each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const benchmarks = ['gateway', 'subscriptions'];

const help = `
Usage: npm run bench -- [${benchmarks.join(' | ')}] [options]

Without a name, all of them. Options of one: npm run bench -- <name> --help.
`;

const [first, ...rest] = process.argv.slice(2);
if (first === '--help') process.stdout.write(help);
else if (first === undefined || first.startsWith('-')) {
  for (const name of benchmarks) await run(name, process.argv.slice(2));
} else if (benchmarks.includes(first)) await run(first, rest);
else {
  process.stderr.write(`${first}: no such benchmark; there are ${benchmarks.join(' and ')}.\n`);
  process.exitCode = 1;
}

async function run(name: string, args: readonly string[]): Promise<void> {
  const script = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode ||= code ?? 1;
}
