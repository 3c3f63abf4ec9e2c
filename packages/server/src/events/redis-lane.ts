/**
 * One lane of one topic as one group consumes it. Whoever holds the lane's lease reads and handles
 * its entries, one after the other; the lease ends when the lane is empty, is prolonged while it is
 * not, and runs out when its process dies. A process that was stopped for longer than its lease
 * finds out before it handles the next entry, so two never work on one lane but for the entry in
 * hand, which both then handle: consumers recognise the repeat.
 */
import { type Subscriber, redeliveryDelayMs } from './bus.ts';
import { type Bell, createBell } from './bell.ts';
import { deliverOnce, pause } from './delivery.ts';
import { decodeEvent } from './event-codec.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { LaneEntry, LaneKeys, Mark } from './redis-scripts.ts';
import type { Logger } from '../telemetry/logger.ts';

export interface LaneOptions {
  readonly connection: RedisConnection;
  readonly subscriber: Subscriber;
  readonly keys: LaneKeys;
  /** Where other processes hear that the lane has something for them. */
  readonly bell: { readonly channel: string; readonly lane: number };
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

export interface Lane {
  /** Says that there may be something to read. */
  ring(): void;
  /** Resolves when the lane has ended after its signal. */
  readonly ended: Promise<void>;
}

/** Entries read at once; as many may be handled again after a crash. */
const batchSize = 50;
/** A lane looks by itself this often: for the lanes of the dead, and for rings that were lost. */
const pollIntervalMs = 1_000;

/** Serves the lane until its signal, through every outage of the server. */
export function serveLane(options: LaneOptions): Lane {
  const bell = createBell();
  options.signal.addEventListener('abort', () => bell.ring(), { once: true });
  return { ring: () => bell.ring(), ended: keepServing(options, bell) };
}

async function keepServing(options: LaneOptions, bell: Bell): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await serve(options);
    } catch (error) {
      await recover(options, error);
    }
    if (!options.signal.aborted) await bell.wait(pollIntervalMs);
  }
}

/** A server that lost its data has lost the group too; all else is tried again. */
async function recover({ connection, keys, logger }: LaneOptions, error: unknown): Promise<void> {
  logger.debug({ err: error, stream: keys.stream }, 'lane of the bus starts over');
  if (error instanceof Error && error.message.includes('NOGROUP')) {
    await createGroup(connection, keys).catch(() => undefined);
  }
}

/** Creates the group at the lane's beginning, unless it exists. */
export async function createGroup(
  connection: RedisConnection,
  { stream, group }: Pick<LaneKeys, 'stream' | 'group'>,
): Promise<void> {
  try {
    await connection.run((client) => client.xGroupCreate(stream, group, '0', { MKSTREAM: true }));
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('BUSYGROUP'))) throw error;
  }
}

/** The time between taking the lease and losing or leaving it. */
interface Turn {
  /** Handled, but not yet acknowledged. */
  handled: string[];
  /** Read, but not yet handled. */
  waiting: LaneEntry[];
  /** By this process's clock: from then on the lease may be another's. */
  validUntil: number;
  readonly lost: AbortController;
  /** Aborted when the turn is to end, for whatever reason. */
  readonly signal: AbortSignal;
}

/** Handles what is in the lane until it is empty, another has it, or the turn must end. */
async function serve(options: LaneOptions): Promise<void> {
  const lost = new AbortController();
  const signal = AbortSignal.any([options.signal, lost.signal]);
  const turn: Turn = { handled: [], waiting: [], validUntil: 0, lost, signal };
  const renewal = setInterval(() => void renew(options, turn), options.keys.leaseMs / 3);
  try {
    while (!signal.aborted && (await takeBatch(options, turn))) await handleBatch(options, turn);
  } finally {
    clearInterval(renewal);
    // What cannot be given back is found by the next holder, when the lease has run out.
    if (turn.validUntil > 0) await giveBack(options, turn).catch(() => undefined);
  }
}

async function takeBatch({ connection, keys }: LaneOptions, turn: Turn): Promise<boolean> {
  const begun = performance.now();
  const handled = turn.handled.splice(0);
  const entries = await connection.run((client) => client.take(keys, batchSize, handled));
  const isOurs = entries !== null && entries.length > 0;
  turn.validUntil = isOurs ? begun + keys.leaseMs : 0;
  turn.waiting = entries ?? [];
  return isOurs;
}

async function handleBatch(options: LaneOptions, turn: Turn): Promise<void> {
  for (let entry = turn.waiting[0]; entry; entry = turn.waiting[0]) {
    if (!(await handleEntry(options, turn, entry))) return;
    turn.waiting.shift();
    turn.handled.push(entry.id);
  }
}

/** True when the entry is done with; false when the turn has ended before. */
async function handleEntry(options: LaneOptions, turn: Turn, entry: LaneEntry): Promise<boolean> {
  const { subscriber, keys, logger } = options;
  const event = decodeEvent(entry.text);
  if (!event) {
    const { id, text } = entry;
    logger.error({ stream: keys.stream, id, text: text.slice(0, 2_000) }, 'not an event; dropped');
    return true;
  }
  while (isOurs(turn)) {
    entry.deliveries += 1;
    const delivery = entry.deliveries;
    // The first delivery was counted when the entry was read.
    if (delivery > 1 && !(await hold(options, turn, { id: entry.id, deliveries: delivery }))) {
      return false;
    }
    const outcome = await deliverOnce(subscriber, event, { delivery, signal: turn.signal });
    if (outcome !== 'again') return outcome === 'done';
    await pause(redeliveryDelayMs(delivery), turn.signal);
  }
  return false;
}

function isOurs({ signal, lost, validUntil }: Turn): boolean {
  if (performance.now() >= validUntil) lost.abort();
  return !signal.aborted;
}

/** Prolongs the lease in the background; a failure shows when the lease has run out. */
async function renew(options: LaneOptions, turn: Turn): Promise<void> {
  if (turn.validUntil > 0 && isOurs(turn)) await hold(options, turn).catch(() => undefined);
}

/** Acknowledges, prolongs the lease, and notes the mark; false when the lease is lost. */
async function hold({ connection, keys }: LaneOptions, turn: Turn, mark?: Mark): Promise<boolean> {
  const begun = performance.now();
  const handled = turn.handled.splice(0);
  try {
    const isHeld = await connection.run((client) => client.hold(keys, handled, mark));
    if (isHeld) turn.validUntil = Math.max(turn.validUntil, begun + keys.leaseMs);
    else turn.lost.abort();
    return isHeld;
  } catch (error) {
    turn.handled.push(...handled);
    throw error;
  }
}

async function giveBack({ connection, keys, bell }: LaneOptions, turn: Turn): Promise<void> {
  const { handled, waiting: marks } = turn;
  await connection.run((client) => client.release(keys, bell, { handled, marks }));
}
