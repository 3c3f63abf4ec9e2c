/** Goal: what entities say of tables is what migrations have made, in every subgraph. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDatabaseUrl } from '@arbiter/server/db/database-url.ts';
import { openOrm } from '@arbiter/server/db/orm.ts';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';
import { subgraphDefinitions } from '../support/definitions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

test.each(subgraphDefinitions)(
  'the columns of $name are those of its entities',
  async (definition) => {
    const orm = await openOrm(parseDatabaseUrl(database.url), {
      entities: definition.entities,
      poolSize: 1,
      applicationName: 'test',
    });
    try {
      const difference = await orm.schema.getUpdateSchemaSQL({ safe: false, dropTables: false });
      const statements = difference
        .split(';')
        .filter((sql) => /\b(create table|column)\b/.test(sql));
      expect(statements).toEqual([]);
    } finally {
      await orm.close();
    }
  },
);
