/**
 * How far long work has come: on a terminal one bar that is drawn again and again, elsewhere (a file, a
 * pipe) one line when a part is done.
 */
export interface Progress {
  /** Begins a part of `total` units; call the result once for each unit that is done. */
  begin(title: string, total: number): () => void;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const barWidth = 30;
const titleWidth = 36;
/** To the line's start, and what stood there gone (ECMA-48, EL). */
const clearLine = '\r\u001B[K';

/** Once `signal` is aborted, the next unit that is done throws its reason: the work stops there. */
export function createProgress(output: Output, signal: AbortSignal): Progress {
  return {
    begin(title, total) {
      let done = 0;
      const draw = () => output.write(`${clearLine}${barLine(title, done, total)}`);
      if (output.isTTY) draw();
      return () => {
        signal.throwIfAborted();
        done += 1;
        if (output.isTTY) draw();
        if (done === total) output.write(output.isTTY ? '\n' : `${barLine(title, done, total)}\n`);
      };
    },
  };
}

function barLine(title: string, done: number, total: number): string {
  const filled = Math.round((barWidth * done) / total);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `  ${title.padEnd(titleWidth)} ${bar} ${done}/${total}`;
}
