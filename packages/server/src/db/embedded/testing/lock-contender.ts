/**
 * One of several processes that want the same data directory at the same moment: says "ready",
 * tries when its standard input says so, answers "won" or the message of the error, and holds what
 * it won until its standard input ends.
 */
import { acquireDataDirLock } from '../data-dir-lock.ts';

const [, , directory = ''] = process.argv;
process.stdout.write('ready\n');
process.stdin.once('data', () => {
  try {
    const lock = acquireDataDirLock(directory);
    process.stdout.write('won\n');
    process.stdin.once('close', () => lock.release());
  } catch (error) {
    process.stdout.write(`${(error as Error).message}\n`);
  }
});
