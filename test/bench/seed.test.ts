/** Goal: what the benchmarks measure is there, whatever has changed in the tables and the schema. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { postBody } from '../support/http.ts';
import { ingestLoad, queryLoads } from './loads.ts';
import { seed } from './seed.ts';

const workflows = 60;

let world: Constellation;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  // As the benchmark does: the server starts on what is there already.
  await seed(database.url, workflows);
  world = await startConstellation({ DATABASE_URL: database.url });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

describe('every load of the benchmark is answered', () => {
  test.each([...queryLoads, ingestLoad])('$name', async ({ path, nextBody, isAnswer }) => {
    const { status, text } = await postBody(`${world.url}${path}`, nextBody());
    expect([200, 201]).toContain(status);
    expect({ text, isAnswer: isAnswer(text) }).toMatchObject({ isAnswer: true });
  });

  test('with something in it', async () => {
    const { text } = await postBody(`${world.url}/graphql`, queryLoads.at(-1)?.nextBody() ?? '');
    expect(text.match(/"stepKey"/g)).toHaveLength(50 * 5);
    expect(text.match(/"hash"/g)).toHaveLength(50 * 3);
    expect(text.match(/"method"/g)).toHaveLength(50);
    expect(text.match(/"gameType"/g)).toHaveLength(50);
  });
});
