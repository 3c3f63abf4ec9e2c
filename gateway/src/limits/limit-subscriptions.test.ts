/** Which operations count as subscriptions of a tenant. */
import { expect, test } from '@jest/globals';
import { pushedResults } from '@arbiter/testkit/pushed-results.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { createDocumentGate } from './document-gate.ts';
import { limitSubscriptions } from './limit-subscriptions.ts';
import { defaultOperationLimits } from './operation-limits.ts';

test('one that became longer than what is let in, as it continues, counts too', async () => {
  const gate = createDocumentGate({ ...defaultOperationLimits, lines: 3 });
  const run = limitSubscriptions(async () => ({ results: pushedResults().results }), gate, 1);
  const query = 'subscription {\n  added {\n    id\n  }\n}';
  expect(gate(query)).toMatchObject({ refusal: { details: { limit: 'lines' } } });
  const first = await run({ query }, testIdentity());
  expect(await run({ query }, testIdentity())).toMatchObject({
    errors: [{ extensions: { code: 'RATE_LIMITED' } }],
  });
  if ('results' in first) await first.results.return?.();
  expect(await run({ query }, testIdentity())).toHaveProperty('results');
});
