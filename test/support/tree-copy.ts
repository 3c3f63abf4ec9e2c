/**
 * A copy of this tree as a fresh clone has it, with everything installed: for starting it in places
 * and as users that this one is not in. The installed packages are hard links, so that a copy takes
 * a second and no space.
 */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { projectRoot } from './arbiter-process.ts';

/** What a clone has not, and the packages, which are linked. */
const leftOut = new Set(['node_modules', '.git', '.arbiter', 'dist', 'coverage']);

/** Copies the tree to `target`, which must not exist yet. */
export function copyTree(target: string): void {
  const modules: string[] = [];
  cpSync(projectRoot, target, {
    recursive: true,
    filter(source) {
      if (basename(source) === 'node_modules') modules.push(relative(projectRoot, source));
      return !leftOut.has(basename(source));
    },
  });
  for (const path of modules) link(join(projectRoot, path), join(target, path));
}

function link(source: string, target: string): void {
  try {
    execFileSync('cp', ['-RPlp', source, target], { stdio: 'ignore' });
  } catch {
    // Another file system, or one without hard links.
    execFileSync('cp', ['-RPp', source, target], { stdio: 'ignore' });
  }
}
