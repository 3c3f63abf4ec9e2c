/**
 * The bus with spans: one for each event that is published and for each delivery to a group, in the
 * trace of the request that caused the event, however much later and in whatever process.
 */
import type { Bus, Subscriber } from '../../events/bus.ts';
import type { DomainEvent } from '../../events/domain-event.ts';
import { spanName } from './span-names.ts';
import { workOfEvent } from './work-attributes.ts';
import {
  type Attributes,
  SpanKind,
  activate,
  errorType,
  failWith,
  inSpan,
  isTracing,
  startSpan,
} from './spans.ts';

/** The same bus; events without a trace, and all while nothing is traced, pass as they are. */
export function traceBus(bus: Bus): Bus {
  const system = systems[bus.kind];
  return {
    kind: bus.kind,
    presence: bus.presence,
    publish: (events) => (isTracing() ? publishTraced(bus, system, events) : bus.publish(events)),
    subscribe: (subscriber) => bus.subscribe(traceSubscriber(subscriber, system)),
    check: () => bus.check(),
    close: () => bus.close(),
  };
}

/** Names of OpenTelemetry where it has one. */
const systems: Readonly<Record<Bus['kind'], string>> = {
  memory: 'in_process',
  redis: 'redis_streams',
  nats: 'nats_jetstream',
};

/** Events of many traces are published together; each has a span in its own. */
async function publishTraced(
  bus: Bus,
  system: string,
  events: readonly DomainEvent[],
): Promise<void> {
  const traced = events.filter(({ origin }) => origin?.traceparent !== undefined);
  const spans = traced.map((event) =>
    startSpan({
      name: spanName('bus', 'send', event.topic),
      kind: SpanKind.PRODUCER,
      parent: event.origin.traceparent,
      attributes: {
        ...attributesOf(event, system, 'send'),
        'messaging.batch.message_count': events.length,
      },
    }),
  );
  const [first] = spans;
  const publish = () => bus.publish(events);
  try {
    // They are sent together, so what that takes is in the trace of one of them. In process it takes
    // the work of the consumers, which belongs to each event's own.
    await (first && bus.kind !== 'memory' ? activate(first, publish) : publish());
  } catch (error) {
    for (const span of spans) failWith(span, errorType(error));
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

function traceSubscriber(subscriber: Subscriber, system: string): Subscriber {
  const { group, topics } = subscriber;
  return {
    group,
    topics,
    bury: (event, failure) => subscriber.bury(event, failure),
    handle(event) {
      // What is delivered comes from outside and may be anything that looks like an event.
      const parent = event.origin?.traceparent;
      if (parent === undefined) return subscriber.handle(event);
      const attributes = {
        ...attributesOf(event, system, 'process'),
        'messaging.consumer.group.name': group,
      };
      const kind = SpanKind.CONSUMER;
      const name = spanName('bus', 'process', event.topic);
      return inSpan({ name, kind, parent, attributes }, () => subscriber.handle(event));
    },
  };
}

function attributesOf(
  event: DomainEvent,
  system: string,
  operation: 'send' | 'process',
): Attributes {
  return {
    'messaging.system': system,
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': event.topic,
    'messaging.message.id': event.id,
    ...workOfEvent(event),
  };
}
