/**
 * The steps of a lane in Redis that must not be interleaved with those of another process, as Lua.
 * All keys of one topic share a hash tag, so they lie on one node of a cluster.
 */
import { type CommandParser, defineScript } from 'redis';

/** An entry of a lane, the event's text in it, and how many of its deliveries have begun. */
export interface LaneEntry {
  readonly id: string;
  readonly text: string;
  deliveries: number;
}

/** A lane as one group sees it. `holder` is whoever may read it now. */
export interface LaneKeys {
  readonly stream: string;
  readonly lease: string;
  readonly group: string;
  readonly holder: string;
  readonly leaseMs: number;
}

/** Every group has one consumer a lane: whose process it is, the lease says. */
const consumer = 'lane';

/** The deliveries that a message in hand has had: `1` when it was read, more after failures. */
export interface Mark {
  readonly id: string;
  readonly deliveries: number;
}

const acknowledge = `
  local function acknowledge(from, to)
    for first = from, to, 1000 do
      redis.call('XACK', KEYS[1], ARGV[1], unpack(ARGV, first, math.min(first + 999, to)))
    end
  end`;

/**
 * Acknowledges, takes or prolongs the lease, and reads: first what was delivered but never
 * acknowledged, then what is new. Nothing read: the lease is free again. Null: another has it.
 */
const take = defineScript({
  NUMBER_OF_KEYS: 2,
  SCRIPT: `${acknowledge}
  acknowledge(5, #ARGV)
  local holder = redis.call('GET', KEYS[2])
  if holder and holder ~= ARGV[2] then return false end
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
  local entries = {}
  for _, pending in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', ARGV[4])) do
    local found = redis.call('XRANGE', KEYS[1], pending[1], pending[1])[1]
    if found then
      table.insert(entries, {found[1], pending[4], found[2][2]})
    else
      redis.call('XACK', KEYS[1], ARGV[1], pending[1])
    end
  end
  if #entries == 0 then
    local read = redis.call('XREADGROUP', 'GROUP', ARGV[1], '${consumer}',
      'COUNT', ARGV[4], 'STREAMS', KEYS[1], '>')
    for _, entry in ipairs(read and read[1][2] or {}) do
      table.insert(entries, {entry[1], 0, entry[2][2]})
    end
  end
  if #entries == 0 then redis.call('DEL', KEYS[2]) end
  return entries`,
  parseCommand(parser: CommandParser, keys: LaneKeys, count: number, handled: readonly string[]) {
    pushLane(parser, keys);
    parser.push(String(count), ...handled);
  },
  transformReply: (reply: unknown): LaneEntry[] | null =>
    (reply as [string, number, string][] | null)?.map(([id, deliveries, text]) => ({
      id,
      text,
      deliveries,
    })) ?? null,
});

/** Acknowledges; prolongs the lease and notes the mark. False: the lease was lost. */
const hold = defineScript({
  NUMBER_OF_KEYS: 2,
  SCRIPT: `${acknowledge}
  acknowledge(6, #ARGV)
  if redis.call('GET', KEYS[2]) ~= ARGV[2] then return 0 end
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
  if ARGV[4] ~= '' then
    redis.call('XCLAIM', KEYS[1], ARGV[1], '${consumer}', 0, ARGV[4],
      'RETRYCOUNT', ARGV[5], 'JUSTID')
  end
  return 1`,
  parseCommand(
    parser: CommandParser,
    keys: LaneKeys,
    handled: readonly string[],
    mark: Mark | undefined,
  ) {
    pushLane(parser, keys);
    parser.push(mark?.id ?? '', String(mark?.deliveries ?? 0), ...handled);
  },
  transformReply: (reply: unknown) => reply === 1,
});

/** Acknowledges; frees the lease, notes the marks of what is given back, and tells the others. */
const release = defineScript({
  NUMBER_OF_KEYS: 2,
  SCRIPT: `${acknowledge}
  local handled = tonumber(ARGV[6])
  acknowledge(7, 6 + handled)
  if redis.call('GET', KEYS[2]) ~= ARGV[2] then return end
  for mark = 7 + handled, #ARGV, 2 do
    redis.call('XCLAIM', KEYS[1], ARGV[1], '${consumer}', 0, ARGV[mark],
      'RETRYCOUNT', ARGV[mark + 1], 'JUSTID')
  end
  redis.call('DEL', KEYS[2])
  redis.call('PUBLISH', ARGV[4], ARGV[5])`,
  parseCommand(
    parser: CommandParser,
    keys: LaneKeys,
    bell: { channel: string; lane: number },
    { handled, marks }: { handled: readonly string[]; marks: readonly Mark[] },
  ) {
    pushLane(parser, keys);
    parser.push(bell.channel, String(bell.lane), String(handled.length), ...handled);
    parser.push(...marks.flatMap(({ id, deliveries }) => [id, String(deliveries)]));
  },
  transformReply: () => undefined,
});

/**
 * Removes what every group has acknowledged; groups idle for longer than given no longer count.
 * Returns how many entries are left.
 */
const trim = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  local function toTable(flat)
    local fields = {}
    for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
    return fields
  end
  local function isEarlier(a, b)
    local aMs, aSeq = string.match(a, '(%d+)-(%d+)')
    local bMs, bSeq = string.match(b, '(%d+)-(%d+)')
    if aMs ~= bMs then return tonumber(aMs) < tonumber(bMs) end
    return tonumber(aSeq) < tonumber(bSeq)
  end
  local function isServed(group)
    local consumers = redis.call('XINFO', 'CONSUMERS', KEYS[1], group)
    for _, flat in ipairs(consumers) do
      if toTable(flat).idle < tonumber(ARGV[1]) then return true end
    end
    return #consumers == 0
  end
  local needed
  for _, flat in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
    local group = toTable(flat)
    if isServed(group.name) then
      local first = group['last-delivered-id']
      if group.pending > 0 then first = redis.call('XPENDING', KEYS[1], group.name)[2] end
      if not needed or isEarlier(first, needed) then needed = first end
    end
  end
  if needed then redis.call('XTRIM', KEYS[1], 'MINID', '~', needed) end
  return redis.call('XLEN', KEYS[1])`,
  parseCommand(parser: CommandParser, stream: string, groupIdleMs: number) {
    parser.pushKey(stream);
    parser.push(String(groupIdleMs));
  },
  transformReply: (reply: unknown) => Number(reply),
});

function pushLane(parser: CommandParser, keys: LaneKeys): void {
  parser.pushKey(keys.stream);
  parser.pushKey(keys.lease);
  parser.push(keys.group, keys.holder, String(keys.leaseMs));
}

export const laneScripts = { take, hold, release, trim };
