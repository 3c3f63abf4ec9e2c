/** The stories with the gateway reaching its subgraphs over HTTP and WebSocket. */
import { afterAll, beforeAll } from '@jest/globals';
import {
  type RemoteConstellation,
  startRemoteConstellation,
} from '../support/remote-constellation.ts';
import { tellStories } from './stories.ts';

let world: RemoteConstellation;
beforeAll(async () => {
  world = await startRemoteConstellation();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

tellStories(() => world.url);
