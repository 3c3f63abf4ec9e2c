import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_K_FACTOR, decideConfig, defaultConfig } from './tournament-config.rules.ts';

describe('settings', () => {
  test.each([{}, { doubleRound: null, allowsDraws: null, byePoints: null, kFactor: null }])(
    'that are not given have their defaults (%j)',
    (request) => {
      expect(decideConfig(request)).toEqual({ kind: 'config', config: defaultConfig });
      expect(defaultConfig).toEqual({
        doubleRound: false,
        allowsDraws: true,
        byePoints: 0,
        kFactor: 32,
      });
    },
  );

  test('that are given are kept', () => {
    const config = { doubleRound: true, allowsDraws: false, byePoints: 0.5, kFactor: 10 } as const;
    expect(decideConfig(config)).toEqual({ kind: 'config', config });
  });

  test.each([-1, 0.25, 2, Number.NaN])('refuse %d points for a bye', (byePoints) => {
    expect(decideConfig({ byePoints })).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.config.byePoints', allowed: ['0', '0.5', '1'] },
    });
  });

  test('take every K in its range and no other', () => {
    fc.assert(
      fc.property(fc.double(), (kFactor) => {
        const isSound = kFactor > 0 && kFactor <= MAX_K_FACTOR;
        const decision = decideConfig({ kFactor });
        expect(decision.kind).toBe(isSound ? 'config' : 'refused');
        if (decision.kind === 'refused') {
          expect(decision.details).toEqual({
            field: 'input.config.kFactor',
            allowed: ['above 0 and at most 400'],
          });
        }
      }),
    );
  });
});
