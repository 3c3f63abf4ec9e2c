/** Domain events as the text that buses on a server carry. */
import type { DomainEvent } from './domain-event.ts';

/** The event as one line of JSON. */
export function encodeEvent(event: DomainEvent): string {
  return JSON.stringify(event);
}

/** The event, or null for text that no Arbiter wrote. */
export function decodeEvent(text: string): DomainEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    return isDomainEvent(value) ? value : null;
  } catch {
    return null;
  }
}

function isDomainEvent(value: unknown): value is DomainEvent {
  const { id, topic, type, aggregate } = Object(value) as Partial<DomainEvent>;
  const names = [id, topic, type, aggregate?.type, aggregate?.id];
  return names.every((name) => typeof name === 'string');
}
