/**
 * Takes a text/event-stream apart (WHATWG HTML, section 9.2.6). Text may arrive cut anywhere, also
 * between the two characters of a line end; a byte order mark is the decoder's to remove.
 */

export interface StreamEvent {
  /** `message` when the stream names none. */
  readonly event: string;
  readonly data: string;
}

/** Returns a function that takes the next piece of text and gives the events it completes. */
export function createEventStreamParser(onComment: () => void): (text: string) => StreamEvent[] {
  let line = '';
  let endedInReturn = false;
  let event = '';
  let data: string[] = [];

  return (text) => {
    if (text === '') return [];
    const fresh = endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
    endedInReturn = text.endsWith('\r');
    const [head = '', ...following] = fresh.split(/\r\n|\r|\n/);
    line += head;
    const events: StreamEvent[] = [];
    for (const next of following) {
      readLine(events);
      line = next;
    }
    return events;
  };

  function readLine(events: StreamEvent[]): void {
    if (line === '') return dispatch(events);
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    // `id` and `retry` are for a browser's own EventSource.
    if (field === '') onComment();
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }

  function dispatch(events: StreamEvent[]): void {
    if (data.length > 0) events.push({ event: event || 'message', data: data.join('\n') });
    event = '';
    data = [];
  }
}
