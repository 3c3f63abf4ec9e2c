// Goal: one event has one identity, a batch is as good as its elements, and nothing makes the reader
// throw. Method: respelled events, spoilt batches, random and hostile bodies.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accept, dataset, envelope, job, run, runEvent } from './lineage-examples.ts';
import { MAX_BATCH_EVENTS, readLineageBatch, readLineageEvent } from './openlineage.rules.ts';

describe('identity', () => {
  test('is that of the value, not of the text', () => {
    const spread = readLineageEvent(JSON.stringify(runEvent, null, 2));
    const turned = readLineageEvent(
      JSON.stringify(Object.fromEntries(Object.entries(runEvent).toReversed())),
    );
    expect(spread).toMatchObject({ identity: accept(runEvent).identity });
    expect(turned).toMatchObject({ identity: accept(runEvent).identity });
    expect(accept({ ...runEvent, extra: 1 }).identity).not.toBe(accept(runEvent).identity);
  });

  test('tells large integers apart', () => {
    const body = (n: string): string => `${JSON.stringify(runEvent).slice(0, -1)},"n":${n}}`;
    const [a, b] = ['9007199254740992', '9007199254740993'].map((n) => readLineageEvent(body(n)));
    expect(a).toMatchObject({ kind: 'accepted' });
    expect(a?.kind === 'accepted' && b?.kind === 'accepted' && a.identity !== b.identity).toBe(
      true,
    );
  });
});

describe('batches', () => {
  const batch = (text: string): unknown => readLineageBatch(Buffer.from(text));
  const good = JSON.stringify(runEvent);

  test('each element by itself', () => {
    const result = batch(`[${good}, {"a":1} ,5,\n ${'['.repeat(200)}${']'.repeat(200)}, ${good}]`);
    expect(result).toMatchObject({
      kind: 'batch',
      items: [
        { kind: 'accepted', rawBody: good },
        {
          kind: 'refused',
          errors: expect.arrayContaining([expect.objectContaining({ pointer: '/job' })]),
        },
        { kind: 'refused', errors: [{ pointer: '' }] },
        { kind: 'refused' },
        { kind: 'accepted', rawBody: good },
      ],
    });
  });

  test('none at all', () => expect(batch(' [ ] ')).toEqual({ kind: 'batch', items: [] }));

  test.each([
    ['', 'byte 0'],
    ['[', 'byte 1'],
    ['{"a"', 'byte 4'],
    [`[${good},\n{"a":x}]`, `line 2, column 6 (byte ${good.length + 8})`],
    [`[${good},]`, `byte ${good.length + 2}`],
    [`[${good}] ,`, `byte ${good.length + 3}`],
    [`[{]}]`, 'byte 3'],
    ['[{]{}]', 'byte 2'],
  ])('malformed: %s', (text, place) => {
    expect(batch(text)).toEqual({ kind: 'malformed', detail: expect.stringContaining(place) });
  });

  test('refused as a whole', () => {
    const noArray = { pointer: '', detail: 'A batch must be a JSON array of events.' };
    expect(batch(good)).toEqual({ kind: 'refused', errors: [noArray] });
    const tooMany = `[${'0,'.repeat(MAX_BATCH_EVENTS)}0]`;
    expect(batch(tooMany)).toMatchObject({ kind: 'refused', errors: [{ pointer: '' }] });
  });
});

describe('whatever comes in', () => {
  test('arbitrary JSON in every place of an event never throws', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const odd = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, value);
    const key = fc.constantFrom('sql', 'schema', 'parent', 'columnLineage', 'x', '__proto__', '');
    const facets = fc.dictionary(key, fc.oneof(value, fc.record({ fields: value, run: value })));
    const holder = fc.record({
      ...constants(run),
      ...constants(dataset),
      facets: fc.oneof(facets, odd),
      inputFacets: odd,
    });
    const list = fc.oneof(fc.array(holder, { maxLength: 3 }), odd);
    const event = fc.record({
      ...constants(envelope),
      run: fc.oneof(holder, odd),
      job: fc.oneof(holder, odd),
      dataset: odd,
      inputs: list,
      outputs: list,
      eventType: fc.oneof(fc.constant('START'), odd),
    });
    const kinds = new Set<string>();
    fc.assert(
      fc.property(event, (candidate) => {
        kinds.add(readLineageEvent(JSON.stringify(candidate)).kind);
      }),
      { numRuns: 2_000 },
    );
    expect(kinds).toEqual(new Set(['accepted', 'refused']));
  });

  test('arbitrary bytes and cut-off events never throw', () => {
    const good = Buffer.from(JSON.stringify({ ...runEvent, inputs: [dataset] }));
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(good.length), fc.nat(255), (bytes, at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        for (const body of [bytes, good.subarray(0, at), changed]) {
          expect(['accepted', 'refused', 'malformed']).toContain(readLineageEvent(body).kind);
          expect(['batch', 'refused', 'malformed']).toContain(readLineageBatch(body).kind);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test.each<[string, string]>([
    ['ten million brackets', '['.repeat(10_000_000)],
    ['ten megabytes of digits', `{"a":${'9'.repeat(10_000_000)}}`],
    ['a million doubled names', `{${'"a":1,'.repeat(1_000_000)}"a":1}`],
    [
      'a million faults',
      JSON.stringify({ ...runEvent, inputs: [] }).replace('[]', `[${'1,'.repeat(1_000_000)}1]`),
    ],
    [
      'an endless URI',
      JSON.stringify({ ...runEvent, producer: `http:${'//a:@'.repeat(1_000_000)}` }),
    ],
    [
      'an endless name',
      JSON.stringify({ ...runEvent, job: { ...job, facets: { ['f'.repeat(5_000_000)]: 1 } } }),
    ],
  ])('hostile: %s', (_, text) => {
    expect(['accepted', 'refused']).toContain(readLineageEvent(text).kind);
  });
});

function constants<T extends object>(values: T): { [Key in keyof T]: fc.Arbitrary<T[Key]> } {
  const entries = Object.entries(values).map(([key, value]) => [key, fc.constant(value)]);
  return Object.fromEntries(entries) as { [Key in keyof T]: fc.Arbitrary<T[Key]> };
}
