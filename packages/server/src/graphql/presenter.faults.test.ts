/** What clients get of things thrown: never internal text, always a code and the request's id. */
import { describe, expect, test } from '@jest/globals';
import { GraphQLError, buildSchema, execute, parse } from 'graphql';
import { AppError, badInput } from '@arbiter/kernel/errors/app-error.ts';
import { createLogger } from '../telemetry/logger.ts';
import { presentGraphQLError } from './presenter.ts';

const secret = 'secret-of-the-server';
const schema = buildSchema('type Query { thing: String, need: String! }');

/** Runs a resolver that throws; what the client gets, and the lines of the log. */
async function answerTo(thrown: unknown, field = 'thing') {
  const lines: string[] = [];
  const logger = createLogger(
    { level: 'info', service: 'test' },
    { write: (line) => void lines.push(line) },
  );
  const fail = () => Promise.reject(thrown);
  const result = await execute({
    schema,
    document: parse(`{ ${field} }`),
    rootValue: { thing: fail, need: () => null },
  });
  const errors = result.errors?.map((error) =>
    presentGraphQLError(error, { requestId: 'request-7', logger, schema }),
  );
  return { error: errors![0]!, text: JSON.stringify(errors), lines };
}

const withCode = (code: string, message = secret) => Object.assign(new Error(message), { code });

describe('a fault', () => {
  test.each([
    ['an error', new Error(secret)],
    ['an error of a kind of its own', Object.assign(new TypeError(secret), { hint: secret })],
    ['a unique violation', Object.assign(withCode('23505'), { detail: secret, table: secret })],
    ['a violation of row level security', withCode('42501')],
    ['an error with a cause', new Error('outer', { cause: new Error(secret) })],
    ['an aggregate', new AggregateError([new Error(secret)], secret)],
    ['text', secret],
    ['an object', { message: secret, extensions: { code: secret } }],
    ['nothing', undefined],
    ['null', null],
    ['a GraphQL error of somebody else', new GraphQLError(secret)],
    ['one that calls itself something', new GraphQLError(secret, { extensions: { code: 'OOPS' } })],
    ['one that hides another', new GraphQLError('x', { originalError: new Error(secret) })],
  ])('is INTERNAL without its text: %s', async (_, thrown) => {
    const { error, text, lines } = await answerTo(thrown);
    expect(error.extensions).toEqual({ code: 'INTERNAL', requestId: 'request-7' });
    expect(error.path).toEqual(['thing']);
    expect(text).not.toContain(secret);
    expect(lines).toHaveLength(1);
  });

  test('is in the log, with its cause', async () => {
    const { lines } = await answerTo(new Error('outer', { cause: new Error(secret) }));
    expect(lines[0]).toContain('outer');
    expect(lines[0]).toContain(secret);
  });

  test('of a resolver that returns null where there must be something is INTERNAL', async () => {
    const { error } = await answerTo(null, 'need');
    expect(error.extensions).toMatchObject({ code: 'INTERNAL' });
    expect(error.message).not.toContain('Query.need');
  });

  test.each([
    ['57014', 'TIMEOUT'],
    ['57P01', 'UNAVAILABLE'],
    ['57P03', 'UNAVAILABLE'],
    ['08006', 'UNAVAILABLE'],
    ['53300', 'UNAVAILABLE'],
    ['ECONNREFUSED', 'UNAVAILABLE'],
    ['ECONNRESET', 'UNAVAILABLE'],
    ['ENOENT', 'UNAVAILABLE'],
  ])('of the database with the code %s is %s', async (code, expected) => {
    const { error, text } = await answerTo(withCode(code));
    expect(error.extensions).toMatchObject({ code: expected, requestId: 'request-7' });
    if (expected === 'UNAVAILABLE') expect(error.extensions).toMatchObject({ retryAfter: 2 });
    expect(text).not.toContain(secret);
  });
});

describe('a refusal', () => {
  test('keeps its message, code and details', async () => {
    const { error, lines } = await answerTo(
      badInput('input.name', 'Too long.', { allowed: ['1 to 9'] }),
    );
    expect(error).toMatchObject({
      message: 'Too long.',
      extensions: {
        code: 'BAD_USER_INPUT',
        field: 'input.name',
        allowed: ['1 to 9'],
        requestId: 'request-7',
      },
    });
    expect(lines).toEqual([]);
  });

  test('keeps what is for the log out of the answer', async () => {
    const { text, lines } = await answerTo(
      new AppError('CONFLICT', 'Try again.', { internal: secret, cause: new Error(secret) }),
    );
    expect(text).not.toContain(secret);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(secret);
  });

  test('that a subgraph has presented before is passed on, without its stack', async () => {
    const extensions = { code: 'NOT_FOUND', field: 'id', stacktrace: [secret] };
    const { error, text } = await answerTo(new GraphQLError('No such Agent.', { extensions }));
    expect(error).toMatchObject({
      message: 'No such Agent.',
      extensions: { code: 'NOT_FOUND', field: 'id', requestId: 'request-7' },
    });
    expect(text).not.toContain(secret);
  });
});
