/** Pages found by time are the pages that reading the whole ledger finds, whatever happened when. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';
import { selectRecordPage, selectRecordPageByTime } from './page-by-time.read.ts';

const tenantId = 'alpha';
const hours = 40;
const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit();
  // Mostly in the order of time, with some that are told of late.
  const happenedAt = Array.from({ length: 120 }, (_, n) => (n % 7 === 0 ? n % hours : n / 3));
  for (const [index, hour] of happenedAt.entries()) {
    const occurredAt = at(Math.floor(hour)).toISOString();
    await run.bus.publish([testEvent({ occurredAt, type: index % 2 ? 'ODD' : 'EVEN' })]);
  }
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

test('a page by time is the page of the list', async () => {
  const time = fc.integer({ min: -1, max: hours });
  const request = fc.record({
    from: time,
    to: time,
    eventType: fc.constantFrom('ODD', 'EVEN', undefined),
    first: fc.integer({ min: 1, max: 30 }),
    pages: fc.integer({ min: 1, max: 3 }),
    lengths: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 3 }),
  });
  const reader = run.deps.database.reader(testActor(tenantId));
  const em = await reader.em();
  await fc.assert(
    fc.asyncProperty(request, async ({ from, to, eventType, first, pages, lengths }) => {
      const where = {
        tenantId,
        occurredAt: { $gte: at(from), $lte: at(to) },
        ...(eventType === undefined ? {} : { eventType }),
      };
      let after: string | null = null;
      for (let turned = 0; turned < pages; turned += 1) {
        const args = { first, after };
        const page = await selectRecordPageByTime(em, { tenantId, where, args }, lengths);
        expect(page).toEqual(await selectRecordPage(em, { where, args }));
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
    }),
    { numRuns: 150 },
  );
  await reader.end();
}, 60_000);
