/** Refusals are recorded, and whoever is refused cannot decide how much that is. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { parse } from 'graphql';
import type { GatewayExecutor } from '../execution/executor.ts';
import { observeRefusals } from './observe-refusals.ts';
import {
  type Refusal,
  type RefusalCode,
  type RefusalRecord,
  createRefusalReporter,
  refusalLimits,
} from './refusal-reporter.ts';

let now = 0;
let sent: { identity: RequestIdentity; record: RefusalRecord }[] = [];
let isStuck = false;
beforeEach(() => {
  [now, sent, isStuck] = [0, [], false];
});

const logger = testLogger();
const start = () =>
  createRefusalReporter({
    clock: () => new Date(now),
    logger,
    async send(identity, record) {
      sent.push({ identity, record });
      if (isStuck) await new Promise(() => undefined);
      if (record.name === 'broken') throw new Error('The ledger is away.');
    },
  });
const refusalOf = (name: string, code: RefusalCode = 'FORBIDDEN'): Refusal => ({
  kind: 'Mutation',
  name,
  code,
});
const by = (id: string, tenantId = 'alpha') => testIdentity(tenantId, { id });
/** What is sent is done in the turns that follow. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('refusals', () => {
  test('of one mutation to one actor are one record a minute, with the number of the others', () => {
    const reporter = start();
    for (let count = 0; count < 1_000; count += 1) reporter.report(by('m'), refusalOf('a'));
    expect(sent.map(({ record }) => record)).toEqual([{ ...refusalOf('a'), repeated: 0 }]);
    now += refusalLimits.sameRefusalMs;
    reporter.report(by('m'), refusalOf('a'));
    expect(sent.at(-1)?.record).toEqual({ ...refusalOf('a'), repeated: 999 });
  });

  test('of a tenant are bounded, whatever actors it has; another tenant has its own', async () => {
    const reporter = start();
    for (let count = 0; count < 500; count += 1) {
      reporter.report(by(`m${count}`), refusalOf('a'));
      await settle();
    }
    expect(sent).toHaveLength(refusalLimits.recordsATenant.FORBIDDEN);
    reporter.report(by('m', 'beta'), refusalOf('a'));
    expect(sent).toHaveLength(refusalLimits.recordsATenant.FORBIDDEN + 1);
    now += 60_000;
    reporter.report(by('m499'), refusalOf('a'));
    expect(sent.at(-1)?.record.repeated).toBe(1);
  });

  test('of what is not found leave room for those of what is forbidden', async () => {
    const reporter = start();
    for (let count = 0; count < 100; count += 1) {
      reporter.report(by('m'), refusalOf(`a${count}`, 'NOT_FOUND'));
      await settle();
    }
    expect(sent).toHaveLength(refusalLimits.recordsATenant.NOT_FOUND);
    reporter.report(by('m'), refusalOf('b'));
    expect(sent.at(-1)?.record).toMatchObject({ name: 'b', code: 'FORBIDDEN' });
  });

  test('that cannot be sent wait nowhere', () => {
    isStuck = true;
    const reporter = start();
    for (let count = 0; count < 500; count += 1) {
      reporter.report(by('m', `t${count}`), refusalOf('a'));
    }
    expect(sent).toHaveLength(refusalLimits.underWay);
  });

  test('that the ledger does not take change nothing for who is refused', async () => {
    const reporter = start();
    for (let count = 0; count < 2 * refusalLimits.underWay; count += 1) {
      reporter.report(by(`m${count}`), refusalOf('broken'));
      await settle();
    }
    expect(sent).toHaveLength(2 * refusalLimits.underWay);
  });
});

describe('an executor', () => {
  const error = (path: readonly (string | number)[], code = 'FORBIDDEN') =>
    ({ path, extensions: { code, required: [{ scopes: [['s']] }] } }) as never;

  async function reported(query: string, errors: readonly never[], identity = by('m')) {
    const seen: Refusal[] = [];
    const answer = { data: null, errors };
    const executor = { execute: async () => answer } as unknown as GatewayExecutor;
    const watched = observeRefusals(executor, { report: (_, refusal) => void seen.push(refusal) });
    expect(await watched.execute({ document: parse(query), identity })).toBe(answer);
    return seen.map(({ name }) => name);
  }

  const aliased = `mutation { x: a { z } ...F ... on Mutation { y: c } } fragment F on Mutation { b }`;

  test.each([
    ['mutations by their names, wherever they stand', aliased, ['x', 'b', 'y'], ['a', 'b', 'c']],
    ['no queries that ask for too much', '{ x: a }', ['x'], []],
  ])('reports %s', async (_, query, places, mutations) => {
    expect(
      await reported(
        query,
        places.map((place) => error([place])),
      ),
    ).toEqual(mutations);
  });

  test('finds a field behind fragments that spread each other twice at once', async () => {
    const count = 64;
    const fragments = Array.from({ length: count }, (_, index) => {
      const next = index + 1 < count ? `...F${index + 1} ...F${index + 1}` : '__typename';
      return `fragment F${index} on Query { ${next} }`;
    });
    const query = `{ ...F0 x: a } ${fragments.join(' ')}`;
    // Read as often as it is spread, the last of them would take longer than there is time.
    expect(await reported(query, [error(['x'], 'NOT_FOUND')])).toEqual(['a']);
  });

  test('reports what is not found, in queries too', async () => {
    expect(await reported('{ x: a }', [error(['x'], 'NOT_FOUND')])).toEqual(['a']);
    expect(await reported('mutation { x: a }', [error(['x'], 'NOT_FOUND')])).toEqual(['a']);
  });

  test('reports refusals alone, of the mutation itself, to those who are known', async () => {
    expect(await reported('mutation { a }', [error(['a'], 'CONFLICT')])).toEqual([]);
    expect(await reported('mutation { a }', [error(['a', 'b'])])).toEqual([]);
    const nobody = testIdentity('alpha', { isAnonymous: true });
    expect(await reported('mutation { a }', [error(['a'])], nobody)).toEqual([]);
  });
});
