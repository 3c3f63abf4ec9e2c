/** The part of the WebSocket interface (WHATWG) that is used; browsers, Node and `ws` have it. */
export interface WebSocketLike {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { code: number; reason: string }) => void,
  ): void;
}

/** `new` opens a connection that speaks the given protocol. */
export type WebSocketConstructor = new (url: string, protocol: string) => WebSocketLike;
