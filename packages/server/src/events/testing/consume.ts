/**
 * A process that consumes from a bus on a server until it is killed. It says on stdout what it is
 * given (`handling <n>`) and when it is done (`handled <n>`). An event whose number is in HANG_AT
 * is never answered.
 */
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { openBus } from '../open-bus.ts';

const { BUS_URL = '', TOPIC = '', GROUP = '', LEASE_MS = '1000', HANG_AT = '' } = process.env;
const hangAt = new Set(HANG_AT.split(',').filter(Boolean).map(Number));
const logger = testLogger();
const bus = await openBus({
  ...(BUS_URL.startsWith('nats') ? { natsUrl: BUS_URL } : { redisUrl: BUS_URL }),
  leaseMs: Number(LEASE_MS),
  logger,
});

await bus.subscribe({
  group: GROUP,
  topics: [TOPIC],
  async handle({ data }) {
    const n = Number(data['n']);
    process.stdout.write(`handling ${n}\n`);
    if (hangAt.has(n)) await new Promise(() => undefined);
    process.stdout.write(`handled ${n}\n`);
  },
  async bury({ data }) {
    process.stdout.write(`buried ${String(data['n'])}\n`);
  },
});
process.stdout.write('ready\n');
