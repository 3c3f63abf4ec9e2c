/**
 * The package as its users get it: packed, installed into an empty project without a network,
 * compiled, run on the oldest Node that it supports, and bundled for a browser.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { publint } from 'publint';
import { type ApiServer, startApiServer } from '../src/testing/api-server.ts';
import { until } from '../src/testing/waiting.ts';
import { browserProgram, nodeProgram, talkProgram, typesProgram, whatIsSeen } from './programs.ts';
import { findChromium, oldestNode, openPage } from './runtimes.ts';
import { readmePrograms } from './readme.ts';
import { type UserProject, createUserProject } from './user-project.ts';

const node = oldestNode();
const chromium = findChromium();
const minutes = 60_000;

/** Text of the package is small; what is loaded by a page is smaller still. */
const maxBundleBytes = 100_000;

let project: UserProject;
let server: ApiServer;

beforeAll(async () => {
  project = await createUserProject();
  server = await startApiServer();
  for (let entry = 0; entry < 3; entry += 1) server.log.append();
  await project.write('talk.ts', talkProgram);
  await project.write('node.ts', nodeProgram);
  await project.write('browser.ts', browserProgram);
  await project.write('types.ts', typesProgram);
}, 2 * minutes);

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await project[Symbol.asyncDispose]();
});

describe('what is packed', () => {
  test('is the build, a README and the manifest of its queries, and needs no other package', async () => {
    const files = await readdir(project.installed);
    expect(files.toSorted()).toEqual([
      'README.md',
      'dist',
      'package.json',
      'persisted-queries.json',
    ]);
    expect(await readdir(join(project.path, 'node_modules'))).toEqual(
      expect.not.arrayContaining(['graphql', 'graphql-ws']),
    );
    const manifest = JSON.parse(await readFile(join(project.installed, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('peerDependencies');
  });

  test('has no fault that publint knows', async () => {
    const { messages } = await publint({ pkgDir: project.installed, pack: false, strict: true });
    expect(messages).toEqual([]);
  });

  test('gives its types to every kind of module resolution that knows ESM', async () => {
    const attw = join(import.meta.dirname, '../node_modules/@arethetypeswrong/cli/dist/index.js');
    // Fails otherwise.
    const shown = await project.run(process.execPath, [
      attw,
      project.tarball,
      '--profile',
      'esm-only',
    ]);
    expect(shown).toContain('🟢');
  });
});

describe('types', () => {
  test.each([
    ['those of browsers', { lib: ['es2022', 'dom', 'dom.iterable'] }],
    ['those of Node', { types: ['node'], typeRoots: [typesOfRepository()] }],
    [
      'a bundler’s resolution',
      { lib: ['es2022', 'dom'], module: 'esnext', moduleResolution: 'bundler' },
    ],
  ])(
    'hold, and refuse what is wrong, with %s',
    async (_name, options) => {
      const isForNode = 'types' in options;
      const program = isForNode ? 'browser.ts' : 'node.ts';
      // Each has a global that the other place lacks.
      await project.write(program, 'export {};');
      expect(await project.compile(options)).toBe('');
      await project.write('node.ts', nodeProgram);
      await project.write('browser.ts', browserProgram);
    },
    2 * minutes,
  );

  test(
    'the programs of the README are right',
    async () => {
      const programs = await readmePrograms();
      expect(programs.length).toBeGreaterThan(4);
      for (const [index, text] of programs.entries()) await project.write(`r${index}.ts`, text);
      await project.write('browser.ts', 'export {};');
      const options = { types: ['node'], typeRoots: [typesOfRepository()] };
      expect(await project.compile(options)).toBe('');
    },
    2 * minutes,
  );

  test(
    'a wrong use that nobody expects is a fault',
    async () => {
      await project.write(
        'types.ts',
        typesProgram.replace('// @ts-expect-error there', '// There'),
      );
      expect(await project.compile({ lib: ['es2022', 'dom'] })).toContain("'nmae' does not exist");
      await project.write('types.ts', typesProgram);
    },
    2 * minutes,
  );
});

test(
  `runs on Node ${node.version}`,
  async () => {
    await project.write('browser.ts', 'export {};');
    const faults = await project.compile({ types: ['node'], typeRoots: [typesOfRepository()] });
    expect(faults).toBe('');
    expect(JSON.parse(await project.run(node.path, ['out/node.js', server.url]))).toEqual(
      whatIsSeen,
    );
  },
  2 * minutes,
);

describe('in a browser', () => {
  let bundle: string;

  beforeAll(async () => {
    await project.write('browser.ts', browserProgram);
    // Fails where a module of Node is imported.
    const { outputFiles } = await build({
      absWorkingDir: project.path,
      entryPoints: ['browser.ts'],
      bundle: true,
      minify: true,
      platform: 'browser',
      target: 'es2022',
      write: false,
    });
    bundle = outputFiles[0]?.text ?? '';
  });

  test('the bundle is small', () => {
    expect(bundle.length).toBeGreaterThan(1_000);
    expect(bundle.length).toBeLessThan(maxBundleBytes);
  });

  test('the bundle runs with the globals of a browser alone', async () => {
    const seen = new Promise((resolve) => {
      const globals = {
        ...{ AbortController, AbortSignal, Headers, Response, TextDecoder, URL, WebSocket, crypto },
        ...{ setTimeout, clearTimeout, setInterval, clearInterval },
        location: { origin: server.url },
        fetch: (input: string, init?: RequestInit & { body: string }) =>
          input === '/seen' ? resolve(JSON.parse(init?.body ?? '')) : fetch(input, init),
      };
      runInContext(bundle, createContext({ ...globals, window: globals, self: globals }));
    });
    expect(await seen).toEqual(whatIsSeen);
  });

  if (chromium === undefined) return;
  test(
    'the bundle runs on a page',
    async () => {
      server.pages.set('/page', { type: 'text/html', body: '<script src="/bundle.js"></script>' });
      server.pages.set('/bundle.js', { type: 'text/javascript', body: bundle });
      await using _page = await openPage(chromium, `${server.url}/page`);
      const seen = () => server.requests.find(({ path }) => path === '/seen');
      await until(() => seen() !== undefined);
      expect(JSON.parse(seen()?.body ?? '')).toEqual(whatIsSeen);
    },
    minutes,
  );
});

function typesOfRepository(): string {
  return join(import.meta.dirname, '../../node_modules/@types');
}
