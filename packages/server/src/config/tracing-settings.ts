/**
 * The settings of OpenTelemetry that every program takes, with OpenTelemetry's names and meanings.
 * Further ones (`OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_BSP_*`, …) its SDK reads itself.
 */
import { z } from 'zod';
import { urlSetting } from './env.ts';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const pairs = /^[^=,\s]+=[^,]*(,\s*[^=,\s]+=[^,]*)*$/;

/** The texts are those of docs/reference/config.md. */
export const tracingSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: urlSetting('http:', 'https:')
    .optional()
    .describe(
      'OpenTelemetry collector that takes OTLP over HTTP, e.g. `http://127.0.0.1:4318`; spans go to ' +
        '`/v1/traces` there. Unset, as all of these: nothing is traced.',
    ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: urlSetting('http:', 'https:')
    .optional()
    .describe('The whole URL for spans, instead.'),
  OTEL_TRACES_EXPORTER: z
    .enum(['otlp', 'console', 'none'], 'must be otlp, console or none')
    .optional()
    .describe(
      '`otlp` sends spans without an endpoint too, to `http://localhost:4318`; `console` writes them ' +
        'to standard output.',
    ),
  OTEL_SDK_DISABLED: z
    .enum(['true', 'false'], 'must be true or false')
    .optional()
    .describe('`true` traces nothing, whatever else is set.'),
  OTEL_SERVICE_NAME: z
    .string()
    .optional()
    .describe('Name of this process in traces. Unset: `arbiter`, or that of the subgraph.'),
  OTEL_RESOURCE_ATTRIBUTES: z
    .string()
    .regex(pairs, 'must be key=value pairs between commas')
    .optional()
    .describe('What else is true of this process, e.g. `deployment.environment.name=lab`.'),
  OTEL_TRACES_SAMPLER: z
    .enum(samplers, `must be one of ${samplers.join(', ')}`)
    .optional()
    .describe('Which requests are traced. Unset: all that their callers trace, or have no trace.'),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a share from 0 to 1')
    .optional()
    .describe('The share of requests that a sampler by `traceidratio` traces, from 0 to 1.'),
} as const;

export type TracingSettings = z.infer<z.ZodObject<typeof tracingSettings>>;
