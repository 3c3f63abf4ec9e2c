/** Goal: each rule of the tidy test finds what it is for, and no more than that. */
import { describe, expect, test } from '@jest/globals';
import {
  bannedWords,
  longFiles,
  longFunctions,
  manyParameters,
  missingMirrors,
  noPurpose,
  ownClocks,
  undocumented,
} from './rules.ts';
import { parseSource } from './source-files.ts';

const path = 'packages/kernel/src/example.ts';
const source = (text: string, at = path) => parseSource(at, text);
const lines = (count: number, line = '  work();') => Array<string>(count).fill(line).join('\n');

describe('sizes', () => {
  const functionOf = (count: number) => source(`const f = () => {\n${lines(count - 2)}\n};`);

  test('a function may have 70 lines', () => {
    expect(longFunctions(functionOf(70))).toEqual([]);
    expect(longFunctions(functionOf(71))).toEqual([`${path}: f has 71 lines`]);
  });

  test('a long function inside another is named itself', () => {
    const text = `function outer() {\n  return {\n    inner() {\n${lines(70)}\n    },\n  };\n}`;
    expect(longFunctions(source(text))).toEqual([
      `${path}: outer has 76 lines`,
      `${path}: inner has 72 lines`,
    ]);
  });

  test('suites may be long, their tests may not', () => {
    const text = `describe('it', () => {\n  test('works', () => {\n${lines(70)}\n  });\n});`;
    const at = 'packages/kernel/src/example.test.ts';
    expect(longFunctions(source(text, at))).toEqual([`${at}: works has 72 lines`]);
  });

  test('a file may have 400 lines, resolvers 120', () => {
    expect(longFiles({ path, text: `${lines(400)}\n` })).toEqual([]);
    expect(longFiles({ path, text: lines(401) })).toEqual([`${path}: has 401 lines`]);
    const resolvers = 'subgraphs/xai/src/analysis/analysis.resolvers.ts';
    expect(longFiles({ path: resolvers, text: lines(121) })).toHaveLength(1);
  });

  test('three positional parameters and options', () => {
    expect(manyParameters(source('function f(a, b, c, { d, e } = {}) {}'))).toEqual([]);
    expect(manyParameters(source('export const f = (a, b, c, d) => a;'))).toEqual([
      `${path}: f has 4 parameters`,
    ]);
    expect(manyParameters(source('call((a, b, c, d) => a);'))).toEqual([]);
  });
});

describe('comments', () => {
  test('a file begins with its purpose', () => {
    expect(noPurpose(source('/** Why. */\nimport a from "a";'))).toEqual([]);
    expect(noPurpose(source('// Why.\nlet a;'))).toEqual([]);
    expect(noPurpose(source('import a from "a";\n/** Why not. */\nlet b;'))).toHaveLength(1);
    expect(noPurpose(source('let a;', 'a.test.ts'))).toEqual([]);
  });

  test('exported functions and classes are documented where others build upon them', () => {
    const text = `
      /** Does a. */
      export function a() {}
      export function b() {}
      /** Not of c. */

      const x = 1;
      export class C {}
      export const d = () => x;
      export const e = 1;
      export interface F {}
      export function createFLoaders() {}
      function g() {}`;
    const faults = ['b', 'C', 'd'].map((name) => `${path}: ${name} has no docstring`);
    expect(undocumented(source(text))).toEqual(faults);
    expect(undocumented(source(text, 'subgraphs/xai/src/a/a.rules.ts'))).toHaveLength(3);
    expect(undocumented(source(text, 'subgraphs/xai/src/a/a.resolvers.ts'))).toEqual([]);
    expect(undocumented(source(text, 'packages/server/src/testing/a.ts'))).toEqual([]);
  });
});

describe('tokens', () => {
  test('the time is read by the clock alone', () => {
    const text = 'const now = new Date(); const ms = Date.now(); const then = new Date(0);';
    expect(ownClocks(source(text))).toHaveLength(2);
    expect(ownClocks(source(text, 'packages/kernel/src/clock.ts'))).toEqual([]);
    expect(ownClocks(source(text, 'packages/server/src/a.test.ts'))).toEqual([]);
    expect(ownClocks(source('const ms = performance.now();'))).toEqual([]);
  });

  // Put together here, because these words may not stand in a file.
  test.each([
    ['TO', 'DO: later'],
    ['as iss', 'ue 12 says'],
    ['row R-', '103'],
    ['in /work', '/main/docs'],
    ['// oxlint-', 'disable-next-line no-console'],
    ['// @ts-', 'ignore'],
  ])('%s%s does not occur', (begin, end) => {
    expect(bannedWords({ path, text: `fine\n${begin}${end}\n` })).toHaveLength(1);
    expect(bannedWords({ path, text: `fine\n${begin} ${end}\n` })).toEqual([]);
  });

  test('a switched-off rule may stay with its reason', () => {
    const text = '// oxlint-disable-next-line no-console -- the one place that prints';
    expect(bannedWords({ path, text })).toEqual([]);
  });
});

describe('the mirror of schema and code', () => {
  const code = 'subgraphs/xai/src/analysis/analysis.resolvers.ts';

  test('each has the other, in whichever folder', () => {
    const folder = 'subgraphs/xai/src/analysis/attribution.resolvers.ts';
    const schema = ['analysis', 'attribution'].map((name) => `schema/xai/${name}.graphql`);
    expect(missingMirrors([...schema, code, folder, 'schema/shared/scalars.graphql'])).toEqual([]);
  });

  test('one without the other is named', () => {
    expect(missingMirrors([code])).toEqual([`${code}: xai/analysis has no file of the other kind`]);
    const schema = 'schema/audit/analysis.graphql';
    expect(missingMirrors([code, schema])).toHaveLength(2);
  });
});
