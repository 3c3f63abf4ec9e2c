/** The stories against everything in one process, as `npm start` runs it. */
import { afterAll, beforeAll } from '@jest/globals';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { tellStories } from './stories.ts';

let world: Constellation;
beforeAll(async () => {
  world = await startConstellation();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

tellStories(() => world.url);
