/** What is kept of planned operations, by use. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPlanCache } from './plan-cache.ts';

const asked = (text: string) => ({
  textLength: 1,
  choice: {
    text,
    operationName: undefined,
    trueConditions: [],
    inParts: false,
    activeLabels: [],
  },
});
const textsOf = (choices: readonly { readonly text: string }[]) => choices.map(({ text }) => text);

test('what is asked for while it is made is made once', async () => {
  const plans = createPlanCache<string>();
  const made = Promise.withResolvers<string>();
  const one = plans.make('a', asked('a'), () => made.promise);
  const other = plans.make('a', asked('a'), () => Promise.reject(new Error('made twice')));
  expect(plans.get('a')).toBeUndefined();
  made.resolve('plan');
  expect(await Promise.all([one, other])).toEqual(['plan', 'plan']);
  expect(plans.get('a')).toBe('plan');
});

test('a failure is told to everybody who waits, and is not kept', async () => {
  const plans = createPlanCache<string>();
  const fail = () => plans.make('a', asked('a'), () => Promise.reject(new Error('too long')));
  const outcomes = await Promise.allSettled([fail(), fail()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await plans.make('a', asked('a'), async () => 'plan')).toBe('plan');
});

test('the most used come first, those used last first among equals', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd')),
      fc.nat(5),
      async (uses, count) => {
        const plans = createPlanCache<string>();
        const order = ['a', 'b', 'c', 'd'];
        for (const key of order) await plans.make(key, asked(key), async () => key);
        for (const key of uses) plans.get(key);
        const last = (key: string) => [...order, ...uses].lastIndexOf(key);
        const often = (key: string) => uses.filter((each) => each === key).length;
        const expected = order.toSorted(
          (one, other) => often(other) - often(one) || last(other) - last(one),
        );
        expect(textsOf(plans.mostUsed(count))).toEqual(expected.slice(0, count));
      },
    ),
  );
});
