/** Where the package can be tried on this machine. */
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Runtime {
  readonly path: string;
  /** E.g. `v20.19.0`. */
  readonly version: string;
}

/** A Node 20, the oldest that is supported, wherever on the PATH it is; else the present one. */
export function oldestNode(): Runtime {
  const all = programsOf('node').map((path) => ({ path, version: versionOf(path) }));
  const oldest = all.find(({ version }) => version.startsWith('v20.'));
  return oldest ?? { path: process.execPath, version: process.version };
}

/** A browser, if there is one. */
export function findChromium(): string | undefined {
  return ['chromium', 'chromium-browser', 'google-chrome'].flatMap(programsOf)[0];
}

/** Opens the page without a window, until it is disposed. */
export async function openPage(chromium: string, url: string): Promise<AsyncDisposable> {
  const profile = await mkdtemp(join(tmpdir(), 'arbiter-page-'));
  const flags = [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(chromium, [...flags, '--remote-debugging-port=0', url], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** All programs of this name on the PATH, in its order. */
function programsOf(name: string): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).filter(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(node: string): string {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
