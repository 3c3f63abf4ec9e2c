/**
 * How spans are named: the part of the system, what it does, and, of few, what it does that to, e.g.
 * `gateway.fetch registry`. Names group spans, so there may be no others: the compiler refuses a name
 * that was not made here, and the journey of traces looks at every span that comes.
 */
import { type SubgraphName, subgraphNames } from '../../config/settings.ts';

/** Where one part of the system ends and another begins. */
export const moduleBoundaries = [
  'gateway',
  ...subgraphNames,
  'database',
  'bus',
  'redis',
  'jobs',
] as const;
export type ModuleBoundary = (typeof moduleBoundaries)[number];

/** What is done there. */
export const operationTypes = [
  /** A request by HTTP, from its first byte to its last. */
  'serve',
  /** GraphQL operations, by their type; `unknown` is one that the document does not have. */
  'query',
  'mutation',
  'subscription',
  'unknown',
  /** An event on its way to a subscriber. */
  'deliver',
  'plan',
  /** What the gateway asks subgraphs for: data, a stream, an endpoint of their own. */
  'fetch',
  'subscribe',
  'call',
  /** A statement of SQL, a command of Redis. */
  'execute',
  /** An event to the bus, and from it to a consumer. */
  'send',
  'process',
  /** A recurring job, once. */
  'run',
] as const;
export type OperationType = (typeof operationTypes)[number];

const ofSubgraph = ['serve', 'query', 'mutation', 'subscription', 'deliver'] as const;

/** What each part does; anything else is no name. */
const combinations = {
  gateway: [
    'serve',
    'query',
    'mutation',
    'subscription',
    'unknown',
    'deliver',
    'plan',
    'fetch',
    'subscribe',
    'call',
  ],
  registry: ofSubgraph,
  audit: ofSubgraph,
  tournaments: ofSubgraph,
  xai: ofSubgraph,
  database: ['execute'],
  bus: ['send', 'process'],
  redis: ['execute'],
  jobs: ['run'],
} as const satisfies Record<ModuleBoundary, readonly OperationType[]>;

/** Types of operations, and what stands for none. */
export type GraphqlOperation = 'query' | 'mutation' | 'subscription' | 'unknown';

/** Of the parts whose executors deliver events. */
export type DeliveringBoundary = 'gateway' | SubgraphName;

declare const made: unique symbol;
/** A name that was made by `spanName`. */
export type SpanName = string & { readonly [made]: true };

/** The name of a span. `target` must be one of few: a subgraph, a route, a table, a job. */
export function spanName<B extends ModuleBoundary>(
  boundary: B,
  operation: (typeof combinations)[B][number],
  target?: string,
): SpanName {
  const name = `${boundary}.${operation}`;
  return (target === undefined ? name : `${name} ${target}`) as SpanName;
}

/** Whether a text begins as a name of a span must. */
export function isSpanName(text: string): boolean {
  const [, boundary = '', operation = ''] = /^([a-z]+)\.([a-z]+)(?: \S.*)?$/.exec(text) ?? [];
  if (!Object.hasOwn(combinations, boundary)) return false;
  const known: readonly string[] = combinations[boundary as ModuleBoundary];
  return known.includes(operation);
}
