// Installs the dependencies before a script runs, and does nothing when they are already current.
// Plain JavaScript on purpose: it runs on the machine's own Node (20 or later), before the Node 26
// that the other scripts use has been installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.arbiter-installed');

/**
 * Everything the installed tree depends on: the lockfile, which names the patches, the workspace's
 * settings, and what each manifest asks for. Its scripts may change without another install.
 */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  const manifests = ['package.json', 'sdk/package.json', 'gateway/package.json'];
  for (const folder of ['packages', 'subgraphs']) manifests.push(...listManifests(folder));
  for (const file of manifests.filter((each) => existsSync(join(root, each))).sort()) {
    const { name, dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, file), 'utf8'),
    );
    hash.update(JSON.stringify([file, name, dependencies, devDependencies]));
  }
  return hash.digest('hex');
}

function listManifests(folder) {
  return readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`);
}

const wanted = fingerprint();
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) process.exit(0);

process.stderr.write(
  `Installing dependencies with ${PNPM} (first run, or the lockfile changed) …\n`,
);
const { status, error } = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
  shell: process.platform === 'win32',
});
if (status !== 0) {
  const reason = error ? `: ${error.message}` : '';
  process.stderr.write(
    `Installing failed${reason}. Check that the npm registry can be reached, then run the command again.\n`,
  );
  process.exit(status ?? 1);
}
writeFileSync(stamp, wanted);
