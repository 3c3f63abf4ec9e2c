/**
 * Which lineage events are taken: those that the published core schema of the version they name
 * accepts, with the tolerance that real producers need. Facets are judged elsewhere, because an event
 * is never refused for one.
 */
import type { JsonFault } from '@arbiter/kernel/json/exact-json.ts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseEventTime } from './event-time.rules.ts';
import { asRecord, memberOf, textOf } from './json-shape.rules.ts';
import {
  addBounded,
  boundedList,
  faultsOfErrors,
  isFull,
  notAnObject,
} from './schema-fault.rules.ts';
import coreSchemas from './spec/core-schemas.json' with { type: 'json' };

/** What an event is about. */
export type EventKind = 'run' | 'job' | 'dataset';

/** Newest published version of the core schema that Arbiter knows, e.g. `2-0-2`. */
export const NEWEST_SPEC_VERSION = '2-0-2';

/** Published versions of the core schema, oldest first. */
export const SPEC_VERSIONS: readonly string[] = coreSchemas.map(({ $id }) => versionOf($id) ?? '');

/** The kind of an event: told by the presence of `run`, else of `dataset`; else it is a job's. */
export function kindOf(event: unknown): EventKind {
  if (memberOf(event, 'run') !== undefined) return 'run';
  return memberOf(event, 'dataset') === undefined ? 'job' : 'dataset';
}

/** The published version that an event names in `schemaURL`; null when it names none. */
export function namedVersion(event: unknown): string | null {
  const version = versionOf(textOf(event, 'schemaURL') ?? '');
  return version !== null && SPEC_VERSIONS.includes(version) ? version : null;
}

/**
 * Every fault for which the core schema refuses an event; none when it is taken. The schema is that
 * of the version named in `schemaURL`, or the newest. `schemaURL` may be missing, `eventTime` may
 * lack its offset, and what is inside facets is not looked at. The versions before 2-0-0 know run
 * events only.
 */
export function faultsOfEvent(event: unknown): JsonFault[] {
  if (asRecord(event) === null) return [notAnObject(event)];
  const version = namedVersion(event) ?? NEWEST_SPEC_VERSION;
  const list = boundedList<JsonFault>();
  const check = (definition: string, value: unknown, pointer: string): void => {
    const validate = validatorOf(version, definition);
    if (validate(value)) return;
    for (const fault of faultsOfErrors(validate.errors ?? [], pointer)) addBounded(list, fault);
  };
  const kind = version.startsWith('1-') ? 'run' : kindOf(event);
  check(EVENT_DEFINITIONS[kind], event, '');
  if (kind === 'dataset') return list.items;
  for (const [name, definition] of DATASET_LISTS) {
    const datasets = memberOf(event, name);
    if (!Array.isArray(datasets)) continue;
    // One by one: a hostile list would otherwise become millions of errors before the first is read.
    for (let i = 0; i < datasets.length && !isFull(list); i += 1) {
      check(definition, datasets[i], `/${name}/${i}`);
    }
  }
  return list.items;
}

const EVENT_DEFINITIONS = {
  run: 'RunEvent',
  job: 'JobEvent',
  dataset: 'DatasetEvent',
} as const satisfies Record<EventKind, string>;

const DATASET_LISTS = [
  ['inputs', 'InputDataset'],
  ['outputs', 'OutputDataset'],
] as const;

function versionOf(url: string): string | null {
  return (
    /^https?:\/\/openlineage\.io\/spec\/(\d+-\d+-\d+)\/OpenLineage\.json(?:#|$)/.exec(url)?.[1] ??
    null
  );
}

const validators = new Map<string, ValidateFunction>();
let engine: Ajv2020 | undefined;

/** Compiled at first use, once. */
function validatorOf(version: string, definition: string): ValidateFunction {
  const key = `${version} ${definition}`;
  let validator = validators.get(key);
  if (validator === undefined) {
    engine ??= createEngine();
    const root = version < '1-0-2' ? 'definitions' : '$defs';
    validator = engine.compile({
      $ref: `https://openlineage.io/spec/${version}/OpenLineage.json#/${root}/${definition}`,
    });
    validators.set(key, validator);
  }
  return validator;
}

function createEngine(): Ajv2020 {
  // Not strict: the published schemas carry `example` and the like.
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, validateSchema: false });
  addLineageFormats(ajv);
  for (const schema of coreSchemas) ajv.addSchema(tolerant(schema) as object);
  return ajv;
}

/**
 * Teaches a validator the formats that the schemas use; `event-time` is a date-time that may lack its
 * offset. A UUID is what PostgreSQL takes for one, without the prefix `urn:uuid:`.
 */
export function addLineageFormats(ajv: Ajv2020): void {
  addFormats.default(ajv);
  ajv.addFormat('uuid', UUID);
  ajv.addFormat('event-time', (text: string) => parseEventTime(text) !== null);
}

/** A UUID as PostgreSQL takes it, in either case. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A core schema with the tolerance above: `schemaURL` is not required, `eventTime` is an event-time,
 * containers of facets and lists of datasets are checked for their type only.
 */
function tolerant(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tolerant);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, part]) => {
    if (name === 'required' && Array.isArray(part)) {
      return [name, part.filter((member) => member !== 'schemaURL')];
    }
    return [name, OPENED.get(name) ?? tolerant(part)];
  });
  return Object.fromEntries(entries);
}

const OPENED: ReadonlyMap<string, object> = new Map<string, object>([
  ['eventTime', { type: 'string', format: 'event-time' }],
  ['facets', { type: 'object' }],
  ['inputFacets', { type: 'object' }],
  ['outputFacets', { type: 'object' }],
  ['inputs', { type: 'array' }],
  ['outputs', { type: 'array' }],
]);
