/** The files that people write, as the rules of this folder see them: parsed TypeScript, and text. */
import { type Dirent, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Comment, type Program, parseSync } from 'oxc-parser';

/** A file with its path from the repository's root, with slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface SourceFile extends TextFile {
  readonly program: Program;
  readonly comments: readonly Comment[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Made by tools, taken from elsewhere, or not in the repository at all. */
const otherFolders = new Set(['node_modules', 'generated', 'vectors', 'dist', '.git', '.arbiter']);

const sourcePattern = '**/*.{ts,js,mjs}';
const textPattern = '**/{*.{ts,js,mjs,md,graphql,yml,yaml,jsonc,sh},Dockerfile}';

/** Everything that is written in TypeScript or JavaScript, tests and configurations included. */
export function listSources(): SourceFile[] {
  return list(sourcePattern).map(({ path, text }) => parseSource(path, text));
}

/** All files whose words people read; composed schemas and the lockfile are not among them. */
export function listTexts(): TextFile[] {
  const made = /^(schema\/(api|supergraph)\.graphql|pnpm-lock\.yaml)$/;
  return list(textPattern).filter(({ path }) => !made.test(path));
}

/** Errors: the parser's, when the text is no TypeScript. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  return { path, text, program, comments };
}

function list(pattern: string): TextFile[] {
  const exclude = (entry: Dirent) => otherFolders.has(entry.name);
  const entries = globSync(pattern, { cwd: root, withFileTypes: true, exclude });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
