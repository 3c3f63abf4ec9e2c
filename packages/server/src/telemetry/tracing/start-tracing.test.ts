/** Which settings ask for spans. */
import { expect, test } from '@jest/globals';
import { wantsTracing } from './start-tracing.ts';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

test.each([
  [{}, false],
  [endpoint, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector/spans' }, true],
  [{ OTEL_TRACES_EXPORTER: 'otlp' as const }, true],
  [{ OTEL_TRACES_EXPORTER: 'console' as const }, true],
  [{ OTEL_SERVICE_NAME: 'lab', OTEL_TRACES_SAMPLER: 'always_on' as const }, false],
  [{ ...endpoint, OTEL_TRACES_EXPORTER: 'none' as const }, false],
  [{ ...endpoint, OTEL_SDK_DISABLED: 'true' as const }, false],
  [{ ...endpoint, OTEL_SDK_DISABLED: 'false' as const }, true],
])('%j: %s', (settings, expected) => expect(wantsTracing(settings)).toBe(expected));
