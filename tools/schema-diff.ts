/**
 * What clients of the last commit on main would lose: compares schema/api.graphql with the one at
 * the merge base with main, or on main itself with the last commit that differs from the work tree.
 * The API only grows, so a breaking change fails.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { ToolError, root, runTool } from './support/tool.ts';

const schemaPath = 'schema/api.graphql';

const help = `
Usage: node tools/schema-diff.ts [--base <commit>]

Lists what has changed in ${schemaPath} since the merge base with main (on main: since HEAD while
the file has changes that are not committed, else since the commit before). Fails when a change
breaks clients. Where there is nothing to compare with, it says so and passes.

  --base <commit>  compare with this commit instead
`;

await runTool({
  help,
  options: { base: { type: 'string' } },
  async run(_names, { base }) {
    const found = base === undefined ? findBase() : givenBase(base);
    if ('reason' in found) return say(`Not compared: ${found.reason}`);
    const before = git('show', `${found.commit}:./${schemaPath}`);
    if (before === null) {
      return say(`Not compared: there is no ${schemaPath} at ${short(found.commit)}.`);
    }
    return compare(before, found.commit);
  },
});

/** A commit to compare with, or why there is none. */
type Base = { readonly commit: string } | { readonly reason: string };

function givenBase(name: string): Base {
  const commit = resolveCommit(name);
  if (commit === null) throw new ToolError(`${name}: git knows no such commit here.`);
  return { commit };
}

function findBase(): Base {
  const head = resolveCommit('HEAD');
  if (head === null) return { reason: 'git knows no commit here.' };
  const main = ['origin/main', 'main'].find((name) => resolveCommit(name) !== null);
  if (main === undefined) return { reason: 'there is no branch main here; fetch it.' };
  const base = git('merge-base', 'HEAD', main);
  if (base === null) return { reason: tooShallow(`no common ancestor with ${main} is known`) };
  if (base !== head) return { commit: base };
  return isChanged() ? { commit: head } : parentOf(head);
}

function parentOf(head: string): Base {
  const parent = resolveCommit(`${head}^`);
  if (parent !== null) return { commit: parent };
  const isFirst = git('rev-parse', '--is-shallow-repository') === 'false';
  return { reason: isFirst ? 'this is the first commit.' : tooShallow('the parent is not here') };
}

function tooShallow(what: string): string {
  return `the clone is too shallow to know (${what}); run \`git fetch --unshallow\`.`;
}

/** Whether the work tree's API schema differs from the one of HEAD. */
function isChanged(): boolean {
  return git('diff', '--quiet', 'HEAD', '--', schemaPath) === null;
}

function resolveCommit(name: string): string | null {
  return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
}

/** What git prints, or null when it fails. */
function git(...args: string[]): string | null {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
    return execFileSync('git', args, { ...options, stdio: [...stdio] }).trim();
  } catch {
    return null;
  }
}

async function compare(before: string, commit: string): Promise<number> {
  if (!existsSync(join(root, schemaPath))) throw new ToolError(`There is no ${schemaPath}.`);
  const now = readFileSync(join(root, schemaPath), 'utf8');
  const changes = await diff(buildSchema(before), buildSchema(now));
  const breaking = changes.filter(
    ({ criticality }) => criticality.level === CriticalityLevel.Breaking,
  );
  for (const { message, path } of breaking) say(`breaks clients: ${path ?? ''}: ${message}`);
  say(`Changes since ${short(commit)}: ${changes.length}, of which breaking: ${breaking.length}.`);
  return breaking.length === 0 ? 0 : 1;
}

function short(commit: string): string {
  return commit.slice(0, 12);
}

function say(line: string): 0 {
  process.stdout.write(`${line}\n`);
  return 0;
}
