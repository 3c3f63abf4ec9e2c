import { describe, expect, test } from '@jest/globals';
import { postgresSettings, settingsToArguments } from './postgres-settings.ts';

const GIB = 2 ** 30;

describe('postgresSettings', () => {
  test.each([
    [GIB / 4, '128MB'],
    [4 * GIB, '512MB'],
    [64 * GIB, '1024MB'],
  ])('a machine with %d bytes gets %s of shared buffers', (totalMemoryBytes, expected) => {
    const settings = postgresSettings({ totalMemoryBytes, durable: true });
    expect(settings['shared_buffers']).toBe(expected);
  });

  test('an override wins over durability', () => {
    const overrides = { synchronous_commit: 'local' };
    const settings = postgresSettings({ totalMemoryBytes: GIB, durable: false, overrides });
    expect(settings).toMatchObject({ fsync: false, synchronous_commit: 'local' });
  });
});

test('settings become arguments as PostgreSQL writes values', () => {
  expect(settingsToArguments({ fsync: true, jit: false, port: 5432, work_mem: '4 MB' })).toEqual([
    '-c',
    'fsync=on',
    '-c',
    'jit=off',
    '-c',
    'port=5432',
    '-c',
    'work_mem=4 MB',
  ]);
});
