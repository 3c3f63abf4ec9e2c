/** A supergraph file that is replaced, broken, emptied, written slowly, taken away and put back. */
import { mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { until } from '../../../test/support/until.ts';
import { followSupergraphFile } from './follow-file.ts';
import { people, peopleFederation, peopleSdl } from './people.fixture.ts';
import { loadSupergraph } from './load-supergraph.ts';

const [one, two, three] = [
  peopleSdl(),
  peopleSdl({ petFields: 'age: Int' }),
  peopleSdl({ petFields: 'age: Int size: Int' }),
];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'arbiter-supergraph-'));
});
afterEach(() => rm(dir, { recursive: true }));

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly reason?: string;
}

async function follow(prepare: (path: string) => Promise<void> = (path) => writeFile(path, one)) {
  const path = join(dir, 'supergraph.graphql');
  await prepare(path);
  const { supergraphs: manager } = peopleFederation(people());
  const lines: Line[] = [];
  const logger = createLogger(
    { level: 'info', service: 'test' },
    { write: (line: string) => void lines.push(JSON.parse(line) as Line) },
  );
  const outcomes: string[] = [];
  const watch = followSupergraphFile({
    path,
    manager,
    open: loadSupergraph,
    logger,
    onReload: (outcome) => void outcomes.push(outcome),
    intervalMs: 5,
  });
  return {
    path,
    lines,
    outcomes,
    serves: (sdl: string) =>
      until('it is served', () => manager.current().supergraph.sdl === sdl, 10_000),
    hears: (count: number) => until('it is heard of', () => outcomes.length >= count, 10_000),
    running: () => manager.current().supergraph.sdl,
    [Symbol.dispose]: () => watch.stop(),
  };
}

test('is taken into use when it is written, renamed into place, or another is pointed to', async () => {
  using file = await follow();
  await writeFile(file.path, two);
  await file.serves(two);
  await writeFile(join(dir, 'new'), three);
  await rename(join(dir, 'new'), file.path);
  await file.serves(three);
  await writeFile(join(dir, 'first'), one);
  await symlink(join(dir, 'first'), join(dir, 'link'));
  await rename(join(dir, 'link'), file.path);
  await file.serves(one);
  await file.hears(3);
  expect(file.outcomes).toEqual(['loaded', 'loaded', 'loaded']);
  expect(file.lines.map(({ msg }) => msg)).toEqual(Array(3).fill('supergraph loaded'));
});

test('is taken into use when it changed before it was watched', async () => {
  using file = await follow((path) => writeFile(path, two));
  await file.serves(two);
});

const withContext = one.replace(
  '@link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)',
  '@link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION) @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)',
);

test.each([
  ['empty', '', /is empty\. Put a composed supergraph there/],
  ['of blanks', ' \n\n', /is empty/],
  [
    'half written',
    two.slice(0, two.length / 2),
    /is broken, or not written to its end: .*\. Compose/,
  ],
  ['no supergraph', 'type Query { a: Int }', /cannot be served: .*Federation 2/],
  ['no text', '\0\u{feff}{{{', /is broken/],
  [
    'with a type that is not there',
    two.replace('type Renaming', 'type Other'),
    /cannot be served: .*Renaming/,
  ],
  ['with @context', withContext, /uses @context, which this gateway does not support\. Take/],
])(
  'that is %s is refused once, and the running one stays until it is mended',
  async (_, sdl, reason) => {
    using file = await follow();
    await put(file.path, sdl);
    await file.hears(1);
    // Written again with the same fault. By renames: a file that is being written is empty at first.
    await utimes(file.path, 1, 1);
    await put(file.path, sdl);
    await put(file.path, two);
    await file.serves(two);
    await file.hears(2);
    expect(file.outcomes).toEqual(['refused', 'loaded']);
    const [refusal] = file.lines;
    expect(refusal).toMatchObject({
      level: 'error',
      msg: 'supergraph refused; the running one stays',
    });
    expect(refusal?.reason).toMatch(reason);
    expect(refusal?.reason).toContain(file.path);
    expect(refusal?.reason).not.toContain('\n');
  },
);

test('that is taken away is missed once; when it comes back, all is well', async () => {
  using file = await follow();
  await rm(file.path);
  await file.hears(1);
  expect(file.running()).toBe(one);
  await writeFile(file.path, one);
  await file.hears(2);
  expect(file.outcomes).toEqual(['refused', 'restored']);
  expect(file.lines[0]?.reason).toMatch(/cannot be read \(ENOENT\)/);
  expect(file.lines[1]?.msg).toBe('supergraph file is the running one again');
});

async function put(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
