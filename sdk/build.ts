/** Builds the package into dist/: modules of JavaScript and their declarations, nothing bundled. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);

rmSync(join(import.meta.dirname, 'dist'), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [compiler, '-p', import.meta.dirname], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
