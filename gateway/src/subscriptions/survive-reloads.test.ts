/** Subscriptions while the supergraph is replaced under them. */
import { describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { allSubscriptions, people, peopleFederation } from '../supergraph/people.fixture.ts';
import { subscribeAcrossReloads } from './survive-reloads.ts';

const first = people();
const renamed = 'subscription { renamed { person { name } } }';
const grown = 'subscription { grown { name } }';

const renaming = (n: number) => ({
  data: {
    renamed: { arbiterCursor: `c${n}`, person: { __typename: 'Person', id: '1', name: `${n}` } },
  },
});
const growing = (n: number) => ({
  data: { grown: { __typename: 'Person', id: '1', name: `${n}` } },
});

async function follow(query: string, answer?: Parameters<typeof peopleFederation>[1]) {
  const federation = peopleFederation(first, answer);
  const { supergraphs } = federation;
  const outcome = await subscribeAcrossReloads({
    supergraphs,
    request: { payload: { query }, identity: testIdentity() },
  });
  if ('errors' in outcome) throw new Error(String(outcome.errors));
  /** Names of the person in the next answers. */
  const take = async (count: number) => {
    const names: unknown[] = [];
    while (names.length < count) {
      const { value } = (await outcome.next()) as IteratorYieldResult<ExecutionResult>;
      const { data, errors } = JSON.parse(JSON.stringify(value)) as ExecutionResult;
      if (errors) throw new Error(JSON.stringify(errors));
      const payload = data?.['renamed'] ?? data?.['grown'];
      names.push(
        ((payload as { person?: { name: string } }).person ?? (payload as { name: string })).name,
      );
    }
    return names;
  };
  /** Resolves when the subscription has opened that many streams. */
  const opened = async (count: number) => {
    while (federation.streams.length < count) await new Promise((resolve) => setImmediate(resolve));
    return federation.streams.map(({ stream }) => stream);
  };
  return { ...federation, answers: outcome, take, opened };
}

describe('a supergraph that asks for the same stream', () => {
  test.each([
    ['with a cursor', renamed, renaming],
    ['without one', grown, growing],
  ])('keeps it, %s', async (_, query, event) => {
    const { supergraphs, streams, take } = await follow(query);
    streams[0]?.stream.push(event(1));
    expect(await take(1)).toEqual(['1']);
    const next = take(3);
    supergraphs.replace(people({ petFields: 'age: Int' }));
    streams[0]?.stream.push(event(2));
    supergraphs.replace(people({ petFields: 'age: Int size: Int' }));
    streams[0]?.stream.push(event(3), event(4));
    expect(await next).toEqual(['2', '3', '4']);
    expect(streams).toHaveLength(1);
    expect(supergraphs.generationsInUse()).toBe(1);
  });

  test('completes events by the new plan', async () => {
    const asked: string[] = [];
    const query = 'subscription { renamed { person { name pets } } }';
    const { supergraphs, streams, take } = await follow(query, (name, request) => {
      asked.push(name);
      const representations = request.variables['representations'] as unknown[];
      return { data: { _entities: representations.map(() => ({ pets: ['Rex'] })) } };
    });
    const next = take(1);
    const moved = people();
    // The plan of a supergraph that is the same but for its id.
    supergraphs.replace({ ...moved, id: 'other' });
    streams[0]?.stream.push(renaming(1));
    expect(await next).toEqual(['1']);
    expect(asked).toEqual(['pets']);
  });
});

const elsewhere = people({ peopleUrl: 'people:2' });

describe('a supergraph that asks for another stream', () => {
  test('continues behind the last event that was delivered', async () => {
    const { supergraphs, streams, open, take, opened } = await follow(renamed);
    streams[0]?.stream.push(renaming(1));
    expect(await take(1)).toEqual(['1']);
    // It has come, and nobody has asked for it: the new stream will repeat it.
    streams[0]?.stream.push(renaming(2));
    supergraphs.replace(elsewhere);
    const next = take(2);
    const [old, fresh] = await opened(2);
    expect(streams[1]?.request.variables).toEqual({ arbiterAfter: 'c1' });
    fresh?.push(renaming(2), renaming(3));
    expect(await next).toEqual(['2', '3']);
    expect(old?.isReturned()).toBe(true);
    expect(open).not.toContain('http://people:1');
    expect(supergraphs.generationsInUse()).toBe(1);
  });

  test('and is then kept like one from the beginning', async () => {
    const { supergraphs, streams, take, opened } = await follow(renamed);
    streams[0]?.stream.push(renaming(1));
    await take(1);
    const next = take(2);
    supergraphs.replace(elsewhere);
    const [, fresh] = await opened(2);
    supergraphs.replace(people({ peopleUrl: 'people:2', petFields: 'age: Int' }));
    fresh?.push(renaming(2), renaming(3));
    expect(await next).toEqual(['2', '3']);
    expect(streams).toHaveLength(2);
  });

  test.each([
    ['without a cursor', grown, growing],
    ['with one that is not known yet', renamed, renaming],
  ])('%s, reads both until they meet', async (_, query, event) => {
    const { supergraphs, streams, take, opened } = await follow(query);
    const next = take(4);
    supergraphs.replace(elsewhere);
    const [old, fresh] = await opened(2);
    expect(streams[1]?.request.variables).toEqual({});
    old?.push(event(1), event(2));
    fresh?.push(event(2), event(3), event(4));
    old?.push(event(3));
    expect(await next).toEqual(['1', '2', '3', '4']);
    expect(old?.isReturned()).toBe(true);
    expect(supergraphs.generationsInUse()).toBe(1);
  });
});

describe('it ends', () => {
  test.each([
    ['its field is gone', people({ subscriptions: 'grown: Person' }), 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an argument is required now',
      people({ subscriptions: allSubscriptions.replace('kind: String', 'kind: String!') }),
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('when %s, with the reason and the cursor', async (_, changed, code) => {
    const { supergraphs, streams, answers, take } = await follow(renamed);
    streams[0]?.stream.push(renaming(1));
    await take(1);
    const end = answers.next();
    supergraphs.replace(changed);
    const { value } = (await end) as IteratorYieldResult<ExecutionResult>;
    expect(value.data).toBeUndefined();
    expect(value.errors?.[0]?.message).toMatch(/^The schema has changed, and this subscription /);
    expect(value.errors?.[0]?.extensions).toMatchObject({ code, cursor: 'c1' });
    expect(await answers.next()).toEqual({ done: true, value: undefined });
    expect(streams[0]?.stream.isReturned()).toBe(true);
    expect(supergraphs.generationsInUse()).toBe(1);
  });

  test('and holds nothing when its client leaves with the reason', async () => {
    const { supergraphs, answers } = await follow(renamed);
    const end = answers.next();
    supergraphs.replace(people({ subscriptions: 'grown: Person' }));
    await end;
    await answers.return?.();
    supergraphs.replace(elsewhere);
    expect(supergraphs.generationsInUse()).toBe(1);
  });

  test('when its client leaves, at any time', async () => {
    const { supergraphs, answers, streams, opened } = await follow(grown);
    const waiting = answers.next();
    supergraphs.replace(elsewhere);
    await opened(2);
    await answers.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(streams.map(({ stream }) => stream.isReturned())).toEqual([true, true]);
    expect(supergraphs.generationsInUse()).toBe(1);
  });

  test('when its stream does', async () => {
    const { supergraphs, answers, streams } = await follow(grown);
    streams[0]?.stream.end();
    expect(await answers.next()).toEqual({ done: true, value: undefined });
    supergraphs.replace(elsewhere);
    expect(streams).toHaveLength(1);
    expect(supergraphs.generationsInUse()).toBe(1);
  });

  test('with the failure of its stream', async () => {
    const { supergraphs, answers, streams } = await follow(grown);
    streams[0]?.stream.fail(new Error('reset'));
    await expect(answers.next()).rejects.toThrow('reset');
    supergraphs.replace(elsewhere);
    expect(supergraphs.generationsInUse()).toBe(1);
  });
});
