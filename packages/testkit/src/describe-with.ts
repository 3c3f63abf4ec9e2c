/** Suites that need programs which not every machine has. */
import { describe, test } from '@jest/globals';
import { findBinary } from './server-process.ts';

/** The suite; where a program is not installed, one skipped test that says which. */
export function describeWith(programs: readonly string[], name: string, body: () => void): void {
  const missing = programs.filter((program) => findBinary(program) === null);
  if (missing.length === 0) describe(name, body);
  else {
    describe(name, () =>
      test.skip(`skipped: ${missing.join(' and ')} not installed`, () => undefined),
    );
  }
}
