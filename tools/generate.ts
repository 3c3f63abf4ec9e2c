/**
 * `npm run generate`: everything that is made from something else and committed. With `--check` it
 * leaves the work tree alone and names the files that are not current.
 */
import { type GeneratedFile, isCurrent, writeGenerated } from './support/generated-file.ts';
import { ToolError, runTool } from './support/tool.ts';

type Produce = () => Promise<GeneratedFile[]>;

/**
 * In the order in which they need each other: the SDK is made from the composed API schema. Loaded
 * when wanted, because composition and codegen take a while to load.
 */
const parts: Readonly<Record<string, Produce>> = {
  schema: async () => (await import('./compose.ts')).composeSchema(),
  code: async () => (await import('./codegen/code.ts')).generateCode(),
  manifest: async () => (await import('./codegen/persisted-queries.ts')).persistedQueries(),
  docs: async () => (await import('./reference/pages.ts')).referencePages(),
};

const help = `
Usage: node tools/generate.ts [schema] [code] [manifest] [docs] [--check]

  schema   schema/supergraph.graphql and schema/api.graphql, composed from schema/
  code     types of resolvers and of the SDK, as codegen.yml lists them
  manifest sdk/persisted-queries.json, the operations of the SDK by their hashes
  docs     the pages of docs/reference/

Without names, all of them.

  --check  change nothing; fail and name the files that are not current
`;

await runTool({
  help,
  names: Object.keys(parts),
  options: { check: { type: 'boolean', default: false } },
  async run(names, { check }) {
    let isClean = true;
    for (const name of names) {
      const isDone = await bring(parts[name]!, check);
      isClean &&= isDone;
    }
    return isClean ? 0 : 1;
  },
});

/** One part after the other even when one fails, so that a run shows all that is wrong. */
async function bring(produce: Produce, isCheck: boolean): Promise<boolean> {
  try {
    const stale = (await produce()).filter((file) => !isCurrent(file));
    if (!isCheck) for (const file of stale) writeGenerated(file);
    for (const { path } of stale) say(isCheck ? `${path} is not current` : `wrote ${path}`);
    if (isCheck && stale.length > 0) say('Run `npm run generate` and commit what it writes.');
    return !isCheck || stale.length === 0;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    say(error.message);
    return false;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
