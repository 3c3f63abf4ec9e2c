import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { decideLabels, warnOfUnknownLabels } from './override.ts';

const percents = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom('0.5', '99.99999999'));

describe('labels of progressive overrides', () => {
  test('percent(N) is active for N of 100 requests', () => {
    fc.assert(
      fc.property(percents, fc.double({ min: 0, max: 100, maxExcluded: true }), (n, drawn) => {
        const active = decideLabels([`percent(${n})`], { drawPercent: () => drawn });
        expect(active.size).toBe(drawn < Number(n) ? 1 : 0);
      }),
    );
  });

  test('n shares have n + 1 outcomes: one draw decides all', () => {
    const labels = ['percent(10)', 'percent(50)', 'percent(90)'];
    const outcomes = new Set<string>();
    for (let drawn = 0; drawn < 100; drawn += 1) {
      outcomes.add([...decideLabels(labels, { drawPercent: () => drawn })].join());
    }
    expect(outcomes.size).toBe(4);
  });

  test('by default a share is drawn at random, all or nothing at its ends', () => {
    const labels = ['percent(0)', 'percent(100)', 'beta'];
    expect([...decideLabels(labels, {})]).toEqual(['percent(100)']);
  });

  test('other labels, also those that look like a share, have the one that they are given', () => {
    const percentOf = new Map([
      ['beta', 100],
      ['percent(101)', 40],
      ['percent(10)', 100],
    ]);
    const labels = ['beta', 'percent(101)', 'percent(-1)', 'percent(10)', 'other'];
    const decide = (drawn: number) => [
      ...decideLabels(labels, { percentOf, drawPercent: () => drawn }),
    ];
    expect(decide(39.9)).toEqual(['beta', 'percent(101)']);
    expect(decide(40)).toEqual(['beta']);
  });

  test('what is given a share and is not there is told', () => {
    const lines: unknown[][] = [];
    const logger = { warn: (...line: unknown[]) => void lines.push(line) } as unknown as Logger;
    const percentOf = new Map([
      ['beta', 100],
      ['bta', 5],
    ]);
    warnOfUnknownLabels(['beta', 'percent(5)'], { percentOf }, logger);
    warnOfUnknownLabels(['beta', 'bta'], { percentOf }, logger);
    warnOfUnknownLabels(['beta'], {}, logger);
    expect(lines).toEqual([[expect.objectContaining({ unknown: ['bta'] }), expect.any(String)]]);
  });
});
