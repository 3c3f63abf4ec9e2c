/** The server settings of the embedded PostgreSQL, and their form on its command line. */

export type PostgresSettings = Readonly<Record<string, string | number | boolean>>;

const MIB = 2 ** 20;

/**
 * The settings for a machine with so much memory; `overrides` win. Without `durable` a crash of the
 * machine (not of the server) may destroy the data: only for tests.
 */
export function postgresSettings(options: {
  readonly totalMemoryBytes: number;
  readonly durable: boolean;
  readonly overrides?: PostgresSettings | undefined;
}): PostgresSettings {
  const { durable } = options;
  return {
    // Four subgraphs with a pool each, jobs, relays and a developer's psql.
    max_connections: 200,
    shared_buffers: `${sharedBuffersMiB(options.totalMemoryBytes)}MB`,
    // An open transaction holds back vacuum and the outbox's horizon for everyone.
    idle_in_transaction_session_timeout: '60s',
    fsync: durable,
    full_page_writes: durable,
    synchronous_commit: durable,
    // The files lie on solid state disks nearly everywhere; the default prices a rotating one.
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: false,
    cluster_name: 'arbiter',
    ...options.overrides,
  };
}

/** The settings as `-c name=value` arguments. */
export function settingsToArguments(settings: PostgresSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${toText(value)}`]);
}

/** An eighth of the memory, since the machine has other work, within 128 MiB and 1 GiB. */
function sharedBuffersMiB(totalMemoryBytes: number): number {
  return Math.round(Math.min(Math.max(totalMemoryBytes / 8 / MIB, 128), 1024));
}

function toText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
