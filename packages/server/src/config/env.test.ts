/** Settings from the environment: malformed ones stop the start and say how to put them right. */
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  ConfigError,
  integerSetting,
  knownArbiterSettings,
  originsSetting,
  readEnvironment,
  urlSetting,
} from './env.ts';

const shape = z.object({
  PORT: integerSetting(0, 65_535).default(4000),
  DATABASE_URL: urlSetting('postgres:', 'postgresql:').optional(),
  ORIGINS: originsSetting.default([]),
  ARBITER_MODE: z.enum(['development', 'production'], 'must be one').default('development'),
});

const read = (env: Record<string, string | undefined>) => readEnvironment(env, shape);

function refusalOf(env: Record<string, string>): string {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('readEnvironment', () => {
  test('gives defaults for what is absent, and nothing that it does not know', () => {
    expect(read({ PATH: '/bin', HOME: '/root' })).toEqual({
      PORT: 4000,
      ORIGINS: [],
      ARBITER_MODE: 'development',
    });
  });

  test('takes an empty value for an absent one', () => {
    expect(read({ PORT: '', DATABASE_URL: '', ARBITER_MODE: '', ARBITER_TYPO: '' })).toEqual(
      read({}),
    );
    expect(read({ PORT: undefined, ARBITER_TYPO: undefined })).toEqual(read({}));
  });

  test('reads what is given', () => {
    const env = {
      PORT: '0',
      DATABASE_URL: 'postgres://u:p@db/x',
      ORIGINS: ' https://a.example , ,HTTPS://B.example:443/,http://c.example:81',
      ARBITER_MODE: 'production',
    };
    expect(read(env)).toEqual({
      ...env,
      PORT: 0,
      ORIGINS: ['https://a.example', 'https://b.example', 'http://c.example:81'],
    });
  });

  test('refuses a name of ours that there is not, listing those that there are', () => {
    const message = refusalOf({ ARBITER_MODUS: 'production' });
    expect(message).toMatch(/^ARBITER_MODUS: no such setting/);
    for (const name of knownArbiterSettings) expect(message).toContain(name);
    for (const close of ['ARBITER_', 'ARBITER_mode', 'ARBITER_MODE ']) {
      expect(refusalOf({ [close]: 'x' })).toContain('no such setting');
    }
  });

  test.each([
    ['PORT', '4000x'],
    ['PORT', '-1'],
    ['PORT', '1.5'],
    ['PORT', '1e3'],
    ['PORT', '65536'],
    ['PORT', '9'.repeat(400)],
    ['PORT', ' 80'],
    ['DATABASE_URL', 'mysql://secret@db/x'],
    ['DATABASE_URL', 'secret'],
    ['DATABASE_URL', 'postgres:secret'],
    ['DATABASE_URL', '//secret/x'],
    ['ORIGINS', 'a.example'],
    ['ORIGINS', '*'],
    ['ORIGINS', 'https://a.example,https://secret.example/page'],
    ['ORIGINS', 'https://ada:secret@b.example'],
    ['ORIGINS', 'file:///secret'],
    ['ARBITER_MODE', 'prod'],
  ])('refuses %s=%s in one line that names the setting', (name, value) => {
    const message = refusalOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name}: must be `));
    expect(message).not.toContain('\n');
    expect(message).not.toContain('secret');
  });
});
