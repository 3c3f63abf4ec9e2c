/**
 * A server that does nothing but start, say "ready" and drain, for the tests of its life: the first
 * argument says how the start goes, the second how long draining takes, in milliseconds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../config/env.ts';
import { StartError, runServer } from '../lifecycle.ts';

const [, , manner = 'at-once', drainMs = '0'] = process.argv;

const starts: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
  'at-once': async () => undefined,
  'until-stopped': (signal) => sleep(30_000, undefined, { signal }),
  deaf: () => sleep(300),
  'start-error': () => Promise.reject(new StartError('The start is refused.')),
  'config-error': () => Promise.reject(new ConfigError('PORT: must be a number')),
  fault: () => Promise.reject(new TypeError('x is not a function')),
  rights: () =>
    Promise.reject(Object.assign(new Error('permission denied to create role'), { code: '42501' })),
};

await runServer(async (signal) => {
  process.stdout.write('starting\n');
  await starts[manner]?.(signal);
  process.stdout.write('ready\n');
  const alive = setInterval(() => undefined, 1_000);
  return {
    async [Symbol.asyncDispose]() {
      await sleep(Number(drainMs));
      clearInterval(alive);
      process.stdout.write('drained\n');
    },
  };
});
