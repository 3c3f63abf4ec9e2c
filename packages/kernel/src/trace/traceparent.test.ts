import { expect, test } from '@jest/globals';
import { traceIdsOf } from './traceparent.ts';

// The example of W3C Trace Context, section 3.2.
const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

test.each([`00-${traceId}-${spanId}-01`, `01-${traceId}-${spanId}-00-of-the-future`])(
  'reads %s',
  (header) => {
    expect(traceIdsOf(header)).toEqual({ traceId, spanId });
  },
);

test.each([
  undefined,
  null,
  '',
  traceId,
  `ff-${traceId}-${spanId}-01`,
  `00-${'0'.repeat(32)}-${spanId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
])('ignores %j', (header) => {
  expect(traceIdsOf(header)).toEqual({ traceId: null, spanId: null });
});
