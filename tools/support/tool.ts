/**
 * What every command under tools/ has in common: options that are checked, `--help`, an exit code,
 * and errors that end in one readable line. Tools write what they found to stdout.
 */
import { fileURLToPath } from 'node:url';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Tool<Options extends ParseArgsOptionsConfig> {
  /** Shown for `--help`: usage, then what the tool does. */
  readonly help: string;
  /** Names that may be given without dashes, none or several of them; all when left out. */
  readonly names?: readonly string[];
  readonly options?: Options;
  /** Returns the exit code. `names` holds what was given, or every name when nothing was. */
  run(names: readonly string[], values: Values<Options>): Promise<number> | number;
}

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>['values'];

/** What went wrong, in words that need no stack. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** Runs the tool with the arguments of this process and sets the exit code. */
export async function runTool<Options extends ParseArgsOptionsConfig>(
  tool: Tool<Options>,
): Promise<void> {
  // Programs and patterns are looked up from here, wherever the tool was called.
  process.chdir(root);
  try {
    process.exitCode = await runWith(tool, process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

async function runWith<Options extends ParseArgsOptionsConfig>(
  tool: Tool<Options>,
  args: string[],
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${tool.help.trim()}\n`);
    return 0;
  }
  const options = tool.options ?? ({} as Options);
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  return tool.run(namesOf(tool, positionals), values);
}

function namesOf(tool: Pick<Tool<never>, 'names'>, given: readonly string[]): readonly string[] {
  const known = tool.names ?? [];
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return given.length > 0 ? given : known;
  throw new ToolError(
    known.length > 0
      ? `${unknown}: no such name; known are ${known.join(', ')}.`
      : `${unknown}: takes options only, see --help.`,
  );
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isPlain = error instanceof ToolError || 'code' in error;
  return isPlain ? error.message : (error.stack ?? error.message);
}
