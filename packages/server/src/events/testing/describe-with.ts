/** Suites that need a program which not every machine has. */
import { describe, test } from '@jest/globals';
import { natsBinary, redisBinary } from '@arbiter/testkit/bus-servers.ts';

const binaries = { 'redis-server': redisBinary, 'nats-server': natsBinary };

/** The suite; where the program is not installed, one skipped test that says so. */
export function describeWith(program: keyof typeof binaries, name: string, body: () => void): void {
  const isInstalled = binaries[program] !== null;
  const suite = isInstalled ? describe : describe.skip;
  suite(name, () => {
    if (isInstalled) body();
    else test(`skipped: ${program} is not installed`, () => undefined);
  });
}
