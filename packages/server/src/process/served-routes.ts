/** What an HTTP server serves, as its router knows it, so that tests need no list of their own. */
import type { FastifyInstance } from 'fastify';

export interface ServedRoute {
  readonly method: string;
  /** The route's pattern. */
  readonly path: string;
}

/** The routes that are added from now on, as they are added. */
export function noteRoutes(http: FastifyInstance): readonly ServedRoute[] {
  const routes: ServedRoute[] = [];
  http.addHook('onRoute', ({ method, url: path }) => {
    for (const each of [method].flat()) routes.push({ method: each, path });
  });
  return routes;
}
