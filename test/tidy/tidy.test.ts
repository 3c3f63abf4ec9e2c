/**
 * Goal: the style that can be counted holds everywhere, and what does not hold yet only gets less.
 * Method: every rule over every file; its faults must be exactly the lines that
 * test/expectations/tidy.txt lists under the rule's name. A new fault fails, and so does a line whose
 * fault is gone, so the list can only shrink.
 */
import { readFileSync } from 'node:fs';
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
import { listSources, listTexts } from './source-files.ts';

const sources = listSources();
const texts = listTexts();

const faults: Readonly<Record<string, readonly string[]>> = {
  'function-length': sources.flatMap(longFunctions),
  'file-length': sources.flatMap(longFiles),
  parameters: sources.flatMap(manyParameters),
  purpose: sources.flatMap(noPurpose),
  docstring: sources.flatMap(undocumented),
  clock: sources.flatMap(ownClocks),
  words: texts.flatMap(bannedWords),
  mirror: missingMirrors(texts.map(({ path }) => path)),
};

/** Lines `<rule> <fault>`; empty ones and those that begin with # are for readers. */
const exceptions = readFileSync(new URL('../expectations/tidy.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'));

describe('the style holds', () => {
  test('there are sources to look at', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(texts.length).toBeGreaterThan(sources.length);
  });

  test.each(Object.keys(faults))('%s', (rule) => {
    const listed = exceptions.filter((line) => line.startsWith(`${rule} `));
    const found = (faults[rule] ?? []).map((fault) => `${rule} ${fault}`);
    expect(found.toSorted()).toEqual(listed.toSorted());
  });

  test('the list of exceptions names rules that exist', () => {
    const names = new Set(exceptions.map((line) => line.slice(0, line.indexOf(' '))));
    expect(Object.keys(faults)).toEqual(expect.arrayContaining([...names]));
  });
});
