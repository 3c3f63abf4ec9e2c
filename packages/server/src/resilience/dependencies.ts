/** What a process needs besides subgraphs, and whether it is there: the database, the bus's server. */
import type { Bus } from '../events/bus.ts';
import type { ServiceHealth } from './health-report.ts';

export interface Dependency {
  /** As health reports name it. */
  readonly name: string;
  /** Rejects when it cannot be reached now. */
  check(): Promise<void>;
}

/** Those without which nothing works: one that is away makes the whole unhealthy, not degraded. */
export const essentialDependencies = ['database', 'redis'] as const;

/** Whoever asks for the health waits a second for it, and takes silence for a process that hangs. */
const checkTimeoutMs = 500;

/** The database of these subgraphs, or all of theirs; none without subgraphs. */
export function databaseOf(
  subgraphs: readonly { check(): Promise<void> }[],
): readonly Dependency[] {
  if (subgraphs.length === 0) return [];
  const check = async () => void (await Promise.all(subgraphs.map((each) => each.check())));
  return [{ name: 'database', check }];
}

/** The server behind the bus, by its kind; none for a bus within the process. */
export function serverOf(bus: Pick<Bus, 'kind' | 'check'> | undefined): readonly Dependency[] {
  if (!bus || bus.kind === 'memory') return [];
  return [{ name: bus.kind, check: () => bus.check() }];
}

/** How each is, asked side by side, in bounded time. */
export async function checkDependencies(
  dependencies: readonly Dependency[],
): Promise<Readonly<Record<string, ServiceHealth>>> {
  const checked = dependencies.map(
    async (dependency) => [dependency.name, await healthOf(dependency)] as const,
  );
  return Object.fromEntries(await Promise.all(checked));
}

async function healthOf(dependency: Dependency): Promise<ServiceHealth> {
  const silence = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => silence.resolve(false), checkTimeoutMs);
  const answer = dependency.check().then(
    () => true,
    () => false,
  );
  const isThere = await Promise.race([answer, silence.promise]);
  clearTimeout(timer);
  return isThere
    ? { status: 'healthy', reason: 'check_passed' }
    : { status: 'unhealthy', reason: 'check_failed' };
}
