/** What every benchmark prints: the machine, what it is doing, and a table at the end. */
import { availableParallelism, cpus, totalmem } from 'node:os';

export function describeMachine(): void {
  const model = cpus()[0]?.model ?? 'unknown CPU';
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  process.stdout.write(
    `Node ${process.version}, ${availableParallelism()} cores of ${model}, ${gib} GiB; load generator, ` +
      `servers and PostgreSQL share them.\n`,
  );
}

/** Progress, apart from the results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function printTable(header: readonly string[], lines: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const format = (line: readonly string[]) =>
    line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
  process.stdout.write(`\n${[header, ...lines].map(format).join('\n')}\n`);
}
