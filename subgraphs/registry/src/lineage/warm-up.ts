/**
 * Reading the first event takes a fraction of a second longer, as the schemas are compiled for it.
 * One event is therefore read at start, while the server waits for others anyway.
 */
import { readLineageEvent } from './openlineage.rules.ts';

/** Compiles what nearly every event needs. Nothing is stored. */
export function warmUpLineage(): void {
  readLineageEvent(JSON.stringify(example));
}

const facet = { _producer: 'https://arbiter.example/', _schemaURL: 'https://arbiter.example/' };
const dataset = {
  namespace: 'warm-up',
  name: 'warm-up',
  facets: { schema: { ...facet, fields: [] }, columnLineage: { ...facet, fields: {} } },
};

const example = {
  eventType: 'START',
  eventTime: '2026-01-01T00:00:00Z',
  producer: 'https://arbiter.example/',
  run: {
    runId: '00000000-0000-7000-8000-000000000000',
    facets: { parent: facet, nominalTime: facet },
  },
  // A facet that is not in order, as faults are sought by validators of their own.
  job: { namespace: 'warm-up', name: 'warm-up', facets: { sql: facet, jobType: {} } },
  inputs: [dataset],
  outputs: [dataset],
};
