/**
 * Goal: a change that breaks clients is found wherever it was committed, and a clone that cannot know
 * says so. Method: the tool is copied into repositories made for the test and run there.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { root } from './support/tool.ts';

const small = 'type Query { a: Int }';
const large = 'type Query { a: Int b: Int }';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schema-diff-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An empty repository on branch main. */
function createRepository(name = 'repository') {
  const at = join(folder, name);
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', at]);
  return repositoryAt(at);
}

/** A clone of the repository, by default with all its history. */
function clone({ at }: { at: string }, ...options: string[]) {
  const target = `${at}-clone`;
  execFileSync('git', ['clone', '--quiet', ...options, `file://${at}`, target]);
  return repositoryAt(target);
}

/** The repository there, with the tool in it. */
function repositoryAt(at: string) {
  for (const file of ['tools/schema-diff.ts', 'tools/support/tool.ts']) {
    cpSync(join(root, file), join(at, file));
  }
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'), 'junction');
  mkdirSync(join(at, 'schema'), { recursive: true });
  return {
    at,
    git: (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: at }),
    write: (sdl: string) => writeFileSync(join(at, 'schema/api.graphql'), sdl),
    run(...args: string[]) {
      const tool = join(at, 'tools/schema-diff.ts');
      const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
        encoding: 'utf8',
      });
      return { status, output: `${stdout}${stderr}` };
    },
  };
}

/** A repository whose main has these schemas, one a commit. */
function repositoryWith(...schemas: string[]) {
  const repository = createRepository();
  for (const sdl of schemas) {
    repository.write(sdl);
    repository.git('add', 'schema');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'change');
  }
  return repository;
}

const breaks = { status: 1, output: expect.stringContaining("breaks clients: Query.b: Field 'b'") };

/** The tree may have come without git; CI has it, and takes a skipped suite for a failure. */
const hasGit = spawnSync('git', ['--version']).status === 0;
const suite = hasGit ? describe : describe.skip;

suite('changes of the API schema', () => {
  test('on main a committed change is compared with the commit before', () => {
    expect(repositoryWith(large, small).run()).toEqual(breaks);
  });

  test('what is added breaks nobody', () => {
    const { status, output } = repositoryWith(small, large).run();
    expect(status).toBe(0);
    expect(output).toMatch(/^Changes since \w{12}: 1, of which breaking: 0\.$/m);
  });

  test('on main a change that is not committed is compared with the last commit', () => {
    const repository = repositoryWith(small, large);
    repository.write(small);
    expect(repository.run()).toEqual(breaks);
  });

  test('on a branch everything since main counts', () => {
    const repository = repositoryWith(large);
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.write(small);
    repository.git('commit', '--quiet', '--all', '--message', 'break');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'more');
    expect(repository.run()).toEqual(breaks);
    expect(repository.run('--base', 'HEAD')).toMatchObject({ status: 0 });
  });

  test('commits of main that are not pushed count together', () => {
    const { write, git, run } = clone(repositoryWith(large));
    write(small);
    git('commit', '--quiet', '--all', '--message', 'break');
    git('commit', '--quiet', '--allow-empty', '--message', 'more');
    expect(run()).toEqual(breaks);
  });

  test('what cannot be compared is said, and passes', () => {
    const empty = createRepository('empty');
    expect(empty.run().output).toBe('Not compared: git knows no commit here.\n');
    const repository = repositoryWith(large);
    expect(repository.run().output).toBe('Not compared: this is the first commit.\n');

    repository.write(small);
    repository.git('commit', '--quiet', '--all', '--message', 'break');
    const { status, output } = clone(repository, '--depth', '1').run();
    expect(status).toBe(0);
    expect(output).toMatch(/^Not compared: the clone is too shallow to know/);
  });

  test('a schema that is new has nothing to break', () => {
    const repository = createRepository();
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'empty');
    repository.write(small);
    repository.git('add', 'schema');
    repository.git('commit', '--quiet', '--message', 'schema');
    expect(repository.run()).toMatchObject({ status: 0 });
  });

  test('a base that does not exist is refused', () => {
    const { status, output } = repositoryWith(small).run('--base', 'nowhere');
    expect(status).toBe(1);
    expect(output).toContain('nowhere: git knows no such commit here');
  });
});
