/** Files that tools make: compared with what is on disk, and written when they differ. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './tool.ts';

export interface GeneratedFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Whether the file on disk has exactly this text. */
export function isCurrent({ path, text }: GeneratedFile): boolean {
  return readText(path) === text;
}

/** Writes the file and the folders it needs. */
export function writeGenerated({ path, text }: GeneratedFile): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function readText(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}
