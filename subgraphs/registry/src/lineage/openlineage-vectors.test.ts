// Goal: what real producers send is stored, with exactly the findings that an independent validator
// has; what is refused is listed here by name. Method: every recorded event and facet.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { faultsOfFacet, type FacetPlace } from './facet-schema.rules.ts';
import { bodiesOf, readVector, recordedBodies, recordedVerdicts } from './lineage-vectors.ts';
import { type AcceptedEvent, readLineageBatch, readLineageEvent } from './openlineage.rules.ts';

/** Why the two files are refused: both come from tests of what must not be taken. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'events/simple_run_event/simple_run_event.json': ['/run/runId', '/producer'],
  'events/proxy/event_no_run_id.json': ['/run/runId'],
};

/** What the core schema minds in events that are stored all the same. */
const TOLERATED: Readonly<Record<string, string>> = {
  'events/marquez/listener_1.json': 'SCHEMA_URL_MISSING',
  'events/marquez/listener_2.json': 'SCHEMA_URL_MISSING',
  'captures/dbt-ol/structured_logs_postgres_seed_seed_logs_truncated_log.ndjson':
    'TIME_WITHOUT_OFFSET',
};

describe.each(recordedVerdicts())('$file', ({ file, events, core_errors, facet_errors }) => {
  const results = bodiesOf(file).map(({ body }) => readLineageEvent(Buffer.from(body)));
  const findings = results.flatMap((result) => (result.kind === 'accepted' ? result.findings : []));

  test('is stored, or refused for the reasons listed', () => {
    expect(results).toHaveLength(events);
    const refused = results.flatMap((result) => (result.kind === 'refused' ? result.errors : []));
    expect(refused.map(({ pointer }) => pointer)).toEqual(REFUSED[file] ?? []);
    expect(results.some(({ kind }) => kind === 'malformed')).toBe(false);
  });

  test('has the findings of the independent validator and no others', () => {
    const expected = facetErrorCounts(facet_errors ?? []);
    const found = findings.filter(({ facet }) => facet !== null).length;
    expect(found).toBe(expected);
    const others = findings.filter(({ facet }) => facet === null).map(({ code }) => code);
    expect(others).toEqual(TOLERATED[file] === undefined ? [] : [TOLERATED[file]]);
    // A file that the core schema minds is either refused, tolerated, or the template, filled in here.
    if (core_errors !== undefined && !file.endsWith('.template.json')) {
      expect(file in REFUSED || file in TOLERATED).toBe(true);
    }
  });
});

test('the numbers of recorded events', () => {
  const all = recordedBodies().map(({ body }) => readLineageEvent(body));
  const accepted = all.filter((result): result is AcceptedEvent => result.kind === 'accepted');
  expect(all).toHaveLength(328);
  expect(accepted).toHaveLength(326);
  const kinds = Object.groupBy(accepted, ({ event }) => event.kind);
  expect([kinds.run?.length, kinds.job?.length, kinds.dataset?.length]).toEqual([322, 2, 2]);
  // A client that always met 503 posted one body six times; one example is in two repositories.
  expect(new Set(accepted.map(({ identity }) => identity)).size).toBe(320);
});

test('the texts are kept byte for byte, alone and in a batch', () => {
  const bodies = recordedBodies().map(({ body }) => body);
  const batch = readLineageBatch(Buffer.from(`[ ${bodies.join(' ,\n')} ]`));
  if (batch.kind !== 'batch') throw new Error('not a batch');
  expect(batch.items).toHaveLength(bodies.length);
  batch.items.forEach((item, i) => {
    const body = bodies[i] ?? '';
    const alone = readLineageEvent(Buffer.from(body));
    if (item.kind === 'refused') expect(item).toEqual(alone);
    // The white space around an element is the batch's, not the event's.
    else expect(item).toEqual({ ...alone, rawBody: body.trim() });
    if (alone.kind === 'accepted') expect(alone.rawBody).toBe(body);
  });
});

/** Version 1-0-0 of this facet's schema requires a member that nobody sends, nor it defines. */
const BROKEN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  ProcessingEngineRunFacet: ['/engine_version'],
};

describe('the facets of the standard’s own tests are in order', () => {
  const files = readdirSync(
    new URL('../../vectors/openlineage/facet-instances/', import.meta.url),
  ).flatMap((name) =>
    readdirSync(new URL(`../../vectors/openlineage/facet-instances/${name}/`, import.meta.url)).map(
      (file) => [name, file] as const,
    ),
  );

  test.each(files)('%s %s', (name, file) => {
    const facets = JSON.parse(readVector(`facet-instances/${name}/${file}`)) as object;
    for (const [key, value] of Object.entries(facets)) {
      const place = placeOf(name, value);
      const faults = faultsOfFacet({ place, key, value, chars: 0 });
      expect(faults.map(({ pointer }) => pointer)).toEqual(BROKEN_EXAMPLES[name] ?? []);
    }
  });
});

function facetErrorCounts(errors: readonly string[]): number {
  return errors.reduce((sum, error) => sum + Number(/\(x(\d+)\)$/.exec(error)?.[1]), 0);
}

function placeOf(name: string, facet: object): FacetPlace {
  if (name.endsWith('RunFacet')) return 'RunFacet';
  if (name.endsWith('JobFacet') || 'entries' in facet) return 'JobFacet';
  if (name === 'DataQualityAssertionsDatasetFacet' || 'inputCondition' in facet) {
    return 'InputDatasetFacet';
  }
  return 'DatasetFacet';
}
