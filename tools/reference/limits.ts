/** docs/reference/limits.md from the settings of limits: defaults, and how more is refused. */
import { limitSettings } from '@arbiter/gateway/limits/settings.ts';
import { maxNestedBrackets } from '@arbiter/gateway/limits/scan-document.ts';
import { assumedListSize } from '@arbiter/gateway/limits/estimate-cost.ts';
import { explainSettings } from '@arbiter/server/config/explain-settings.ts';
import { defaultRateLimits } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import { code, table } from './markdown.ts';

/** How a request is refused that exceeds the limit, where it is not by `BAD_USER_INPUT`. */
const refusals: Partial<Record<keyof typeof limitSettings, string>> = {
  LIMIT_BODY_BYTES: 'HTTP 413, `PAYLOAD_TOO_LARGE`',
  LIMIT_JSON_DEPTH: 'HTTP 400, `BAD_USER_INPUT`; close code 4400 on a WebSocket',
  LIMIT_BATCH: 'HTTP 400, `BAD_USER_INPUT`',
  LIMIT_SOCKETS: 'HTTP 503 in place of the upgrade, with `Retry-After`',
  LIMIT_SOCKETS_PER_ADDRESS: 'HTTP 429 in place of the upgrade, with `Retry-After`',
  LIMIT_SOCKET_OPERATIONS: '`RATE_LIMITED` for the operation; the socket stays',
  LIMIT_SOCKET_INIT_MS: 'close code 4408',
  LIMIT_MESSAGE_BYTES: 'close code 1009',
  LIMIT_STREAMS: 'HTTP 503, with `Retry-After`',
  LIMIT_TENANT_SUBSCRIPTIONS: '`RATE_LIMITED` for the subscription; the socket stays',
  LIMIT_UNKNOWN_KEYS: 'HTTP 429, `RATE_LIMITED`; keys that were good before are asked about',
};

/** The page's text. */
export function limitsPage(): string {
  return `
# Limits

What the gateway serves at most. What more means, and how to choose, is in
[the guide](../guides/limits.md). A refusal by \`BAD_USER_INPUT\` has the limit's name and its value in
\`extensions.limit\` and \`extensions.maximum\`; no subgraph is asked.

${limitTable()}

Fixed: brackets inside each other, ${maxNestedBrackets}. A list of which the schema says nothing counts as
${assumedListSize} items in the estimated cost.

## Rate limits

On in production, off in development, unless \`RATE_LIMITS\` says so. More is refused by HTTP 429 and
\`RATE_LIMITED\`, with \`Retry-After\` and \`extensions.retryAfter\` in seconds. A tenant can be given others by
\`updateRateLimitConfig\`, but for lineage.

${rateLimitTable()}
`;
}

/** Every limit of operations, requests and sockets with its default. */
export function limitTable(): string {
  const rows = explainSettings(limitSettings).map(({ name, meaning, defaultValue }) => [
    code(name),
    meaning,
    grouped(Number(defaultValue)),
    refusals[name as keyof typeof limitSettings] ?? '`BAD_USER_INPUT`',
  ]);
  return table(['Setting', 'What is limited', 'Default', 'More is refused by'], rows);
}

/** Every rate limit with its default. */
export function rateLimitTable(): string {
  const { perMinute, perHour, perDay, operations, eventsPerSecond } = defaultRateLimits;
  const { tenantPerMinute, tenantPerHour, tenantPerDay } = defaultRateLimits;
  const rows = [
    ['`RATE_LIMIT_PER_MINUTE`', 'operations of one user in a minute', grouped(perMinute)],
    ['`RATE_LIMIT_PER_HOUR`', 'in an hour', grouped(perHour)],
    ['`RATE_LIMIT_PER_DAY`', 'in a day', grouped(perDay)],
    [
      '`RATE_LIMIT_TENANT_PER_MINUTE`',
      'operations of all users of one tenant in a minute (0: no limit)',
      grouped(tenantPerMinute),
    ],
    ['`RATE_LIMIT_TENANT_PER_HOUR`', 'in an hour', grouped(tenantPerHour)],
    ['`RATE_LIMIT_TENANT_PER_DAY`', 'in a day', grouped(tenantPerDay)],
    ...Object.entries(operations).map(([name, limit]) => [
      '`RATE_LIMIT_OPERATIONS`',
      `${code(name)} of one user in a minute`,
      grouped(limit),
    ]),
    [
      '`RATE_LIMIT_EVENTS_PER_SECOND`',
      'lineage events of one tenant in a second',
      grouped(eventsPerSecond),
    ],
  ];
  return table(['Setting', 'What is limited', 'Default'], rows);
}

function grouped(value: number): string {
  return value.toLocaleString('en');
}
