/** A stream that is ended from outside says one last thing, once, and its source is let go. */
import { expect, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { pushedResults } from '@arbiter/testkit/pushed-results.ts';
import { endable } from './endable-stream.ts';

const reason = new AppError('UNAUTHENTICATED', 'The token has expired.');
const last = {
  done: false,
  value: {
    errors: [
      expect.objectContaining({
        message: reason.message,
        extensions: { code: 'UNAUTHENTICATED', requestId: 'r' },
      }),
    ],
  },
};
const over = { done: true, value: undefined };

test('results pass as they are, and so do the end and a failure', async () => {
  const source = pushedResults();
  const { results } = endable(source.results);
  source.push({ data: { a: 1 } });
  expect(await results.next()).toEqual({ done: false, value: { data: { a: 1 } } });
  source.fail(new Error('broken'));
  await expect(results.next()).rejects.toThrow('broken');
});

test('whoever waits for a result gets the last word at once, then the end', async () => {
  const source = pushedResults();
  const { results, end } = endable(source.results);
  const waiting = results.next();
  end(reason, 'r');
  end(reason, 'r');
  expect(await waiting).toEqual(last);
  expect(await results.next()).toEqual(over);
  expect(source.returned()).toBeGreaterThan(0);
});

test('whoever is busy gets it next, before anything else that came', async () => {
  const source = pushedResults();
  const { results, end } = endable(source.results);
  source.push({ data: { a: 1 } });
  end(reason, 'r');
  source.push({ data: { a: 2 } });
  expect(await results.next()).toEqual(last);
  expect(await results.next()).toEqual(over);
});

test('what was given up says nothing more', async () => {
  const source = pushedResults();
  const { results, end } = endable(source.results);
  await results.return?.();
  end(reason, 'r');
  expect(await results.next()).toEqual(over);
});
