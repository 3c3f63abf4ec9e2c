/**
 * A project of somebody who uses the package: empty, with nothing but the packed SDK installed from
 * its file, without a network.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface UserProject {
  /** Its folder. */
  readonly path: string;
  /** The file that was installed. */
  readonly tarball: string;
  /** Where the package is installed. */
  readonly installed: string;
  write(file: string, text: string): Promise<void>;
  /** Runs a program in the folder; gives what it prints. Rejects with what it says when it fails. */
  run(program: string, args: readonly string[]): Promise<string>;
  /** Checks and compiles everything with these changes to strict options; gives the faults. */
  compile(options: Readonly<Record<string, unknown>>): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

const require = createRequire(import.meta.url);
const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
const sdk = join(import.meta.dirname, '..');

/** Strict, and the declarations of the package are checked too. */
const strictOptions = {
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2022'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  outDir: 'out',
};

/** Packs the SDK, which builds it, and installs the file. */
export async function createUserProject(): Promise<UserProject> {
  const path = await mkdtemp(join(tmpdir(), 'arbiter-sdk-'));
  const npm = async (cwd: string, args: readonly string[]) => {
    const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
    return run('npm', [...args, ...quiet], { cwd, shell: process.platform === 'win32' });
  };
  await npm(sdk, ['pack', '--pack-destination', path]);
  const [file = ''] = (await readdir(path)).filter((name) => name.endsWith('.tgz'));
  const project = {
    path,
    tarball: join(path, file),
    installed: join(path, 'node_modules/@arbiter/sdk'),
    write: (name: string, text: string) => writeFile(join(path, name), text),
    run: async (program: string, args: readonly string[]) =>
      (await run(program, [...args], { cwd: path })).stdout,
    async compile(options: Readonly<Record<string, unknown>>) {
      const compilerOptions = { ...strictOptions, ...options };
      const config = JSON.stringify({ compilerOptions, include: ['*.ts'] });
      await writeFile(join(path, 'tsconfig.json'), config);
      return run(process.execPath, [compiler, '-p', path], { cwd: path }).then(
        ({ stdout }) => stdout,
        ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout || stderr,
      );
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
  await mkdir(join(path, 'out'));
  await project.write('package.json', '{ "type": "module", "private": true }');
  await npm(path, ['install', '--offline', project.tarball]);
  return project;
}
