/** Log lines: JSON with who and where, what went wrong with its causes, and no secrets. */
import { expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { createLogger, requestLogger } from './logger.ts';

/** A logger and the lines it has written. */
function logging(level = 'info') {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, logger: createLogger({ level, service: 'test' }, { write }) };
}

test('a line says when, how severe, of which service and what', () => {
  const { lines, logger } = logging();
  logger.warn({ count: 2 }, 'something happened');
  logger.debug('not at this level');
  expect(lines).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'warn',
      service: 'test',
      count: 2,
      msg: 'something happened',
    },
  ]);
});

test('every line of a request that is part of a workflow says of which; what is no id is not said', () => {
  const { lines, logger } = logging();
  const workflowId = '019a0000-0000-7000-8000-000000000001';
  for (const id of [workflowId, 'no-id%0Aforged']) {
    const baggage = `workflow.id=${id}`;
    requestLogger(logger, { ...testIdentity('alpha'), baggage }).info('asked');
  }
  expect(lines[0]).toMatchObject({ tenant: 'alpha', workflowId });
  expect(lines[1]).not.toHaveProperty('workflowId');
});

test('every line of a request carries its id, tenant, user and trace', () => {
  const { lines, logger } = logging();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  requestLogger(logger, { ...testIdentity('alpha'), traceparent }).info('traced');
  requestLogger(logger, testIdentity('beta')).info('untraced');
  expect(lines).toMatchObject([
    {
      requestId: 'test-alpha',
      tenant: 'alpha',
      user: 'user-of-alpha',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    },
    { requestId: 'test-beta', tenant: 'beta' },
  ]);
  expect(lines[1]).not.toHaveProperty('traceId');
});

test('secrets are not written, in a line or in its parts', () => {
  const { lines, logger } = logging();
  const names = ['authorization', 'Authorization', 'cookie', 'set-cookie', 'x-arbiter-actor'];
  const others = ['password', 'secret', 'token', 'apiKey'];
  const secrets = Object.fromEntries([...names, ...others].map((name) => [name, 'hush']));
  logger.info({ ...secrets, url: 'postgres://ada:hush@db/lab', headers: secrets }, 'called');
  logger.child(secrets).info({ nested: { ...secrets, url: 'redis://:hush@db' } }, 'called');
  expect(JSON.stringify(lines)).not.toContain('hush');
  expect(lines[0]).toMatchObject({ password: '[redacted]', headers: { token: '[redacted]' } });
});

test('of an error its kind, text, code and causes are written, and nothing that hangs on it', () => {
  const { lines, logger } = logging();
  const cause = Object.assign(new TypeError('deep'), { code: '42501', client: { host: 'db' } });
  logger.error({ err: new Error('shallow', { cause }) }, 'failed');
  logger.error({ err: 'a text' }, 'failed');
  expect(lines[0]?.['err']).toEqual({
    type: 'Error',
    message: 'shallow',
    stack: expect.stringContaining('logger.test'),
    cause: { type: 'TypeError', message: 'deep', code: '42501', stack: expect.any(String) },
  });
  expect(lines[1]?.['err']).toBe('a text');
});

test('an error that causes itself is written a few times, not for ever', () => {
  const { lines, logger } = logging();
  const error = new Error('round');
  error.cause = error;
  logger.error({ err: error }, 'failed');
  expect(JSON.stringify(lines).match(/"message":"round"/g)).toHaveLength(4);
});
