/** Who shares a stream with whom, and what becomes of a subscription when the rules change under it. */
import { expect, test } from '@jest/globals';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { people, peopleFederation } from '../supergraph/people.fixture.ts';
import { createOperationRunner } from './run-operation.ts';

const open = 'renamed(after: String, kind: String): Renaming  grown: Person';
const restricted = open.replace('Renaming', 'Renaming @requiresScopes(scopes: [["people"]])');
const query = 'subscription { renamed { person { name } } }';

function start() {
  const { supergraphs, streams } = peopleFederation(people({ subscriptions: open }));
  const run = createOperationRunner(supergraphs);
  const subscribe = async (actor: Partial<Actor>) => {
    const outcome = await run({ query }, testIdentity('alpha', actor));
    if (!('results' in outcome)) throw new Error('It was refused.');
    return outcome.results;
  };
  return { supergraphs, streams, run, subscribe };
}

test('a stream is shared by who has the same rights, and by nobody else', async () => {
  const { streams, subscribe } = start();
  const actors: readonly Partial<Actor>[] = [
    { scopes: ['a'] },
    { scopes: [] },
    { scopes: ['a'], accessLevel: 'READ_CROSS' },
    { scopes: ['a'], allowedTenants: ['beta'] },
    { scopes: ['a'], isAnonymous: true },
    { scopes: ['a'], tenantId: 'beta' },
  ];
  for (const actor of actors) await subscribe(actor);
  expect(streams).toHaveLength(actors.length);
  for (const actor of actors) await subscribe(actor);
  expect(streams).toHaveLength(actors.length);
});

test('a subscription ends, with the reason, when new rules deny it; one that they allow goes on', async () => {
  const { supergraphs, streams, subscribe, run } = start();
  const [member, stranger] = [{ scopes: ['people'] }, { scopes: [] }];
  const [allowed, denied] = [await subscribe(member), await subscribe(stranger)];
  const [next, last] = [allowed.next(), denied.next()];
  supergraphs.replace(people({ subscriptions: restricted }));
  expect((await last).value?.errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN', required: [{ scopes: [['people']] }] } },
  ]);
  expect(await denied.next()).toMatchObject({ done: true });
  const person = { __typename: 'Person', id: '1', name: 'Ada' };
  streams[0]?.stream.push({ data: { renamed: { arbiterCursor: 'c1', person } } });
  expect((await next).value).toMatchObject({ data: { renamed: { person: { name: 'Ada' } } } });
  expect(await run({ query }, testIdentity('alpha', stranger))).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
});
