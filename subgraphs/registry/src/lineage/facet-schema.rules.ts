/**
 * Which published schema a facet answers to, and what it breaks in it. Facets that nobody published
 * answer to the base facet only: who made it, and where its schema is.
 */
import type { JsonFault } from '@arbiter/kernel/json/exact-json.ts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { addLineageFormats, NEWEST_SPEC_VERSION } from './event-schema.rules.ts';
import { asList, asRecord, memberOf, textOf } from './json-shape.rules.ts';
import { faultsOfErrors } from './schema-fault.rules.ts';
import coreSchemas from './spec/core-schemas.json' with { type: 'json' };
import facetSchemas from './spec/facet-schemas.json' with { type: 'json' };

/** Where in an event a facet stands, by the name of its base definition in the core schema. */
export type FacetPlace =
  | 'RunFacet'
  | 'JobFacet'
  | 'DatasetFacet'
  | 'InputDatasetFacet'
  | 'OutputDatasetFacet';

export interface PlacedFacet {
  readonly place: FacetPlace;
  readonly key: string;
  readonly value: unknown;
  /** Length of the facet's JSON text. */
  readonly chars: number;
}

/**
 * Longest facet of which every fault is listed; of a longer one only the first is, because a hostile
 * list of wrong elements would become more errors than there is memory.
 */
export const MAX_EXHAUSTIVE_CHARS = 65_536;

/**
 * What a facet breaks, as pointers into the facet; nothing when it is in order. It is judged by the
 * version that its `_schemaURL` names if that one defines its key; else by the newest schema of its
 * key in its place; else by the schema that `_schemaURL` names; else by the base facet. A deleted
 * facet (`_deleted: true`) has no content, so only the base is asked for.
 */
export function faultsOfFacet(facet: PlacedFacet): JsonFault[] {
  const base = `https://openlineage.io/spec/${NEWEST_SPEC_VERSION}/OpenLineage.json#/$defs/${facet.place}`;
  const isDeleted = memberOf(facet.value, '_deleted') === true;
  const schema = isDeleted ? base : (schemaOf(facet) ?? base);
  const quick = validatorOf(schema, 'first');
  if (quick(facet.value)) return [];
  if (facet.chars > MAX_EXHAUSTIVE_CHARS) return faultsOfErrors(quick.errors ?? [], '');
  const thorough = validatorOf(schema, 'every');
  thorough(facet.value);
  return faultsOfErrors(thorough.errors ?? [], '');
}

function schemaOf({ place, key, value }: PlacedFacet): string | null {
  const index = facetIndex();
  const named = index.byUrl.get(schemaNameOf(value)) ?? [];
  const ofKey = named.filter((definition) => definition.key === key);
  const definition =
    ofKey.find((candidate) => candidate.place === place) ??
    ofKey[0] ??
    index.newest.get(`${place} ${key}`) ??
    named.find((candidate) => candidate.place === place) ??
    named[0];
  return definition?.ref ?? null;
}

/** `1-0-1/SQLJobFacet` out of the address of a published facet schema. */
function schemaNameOf(facet: unknown): string {
  const url = textOf(facet, '_schemaURL') ?? '';
  return FACET_URL.exec(url)?.[1] ?? '';
}

const FACET_URL =
  /^https?:\/\/openlineage\.io\/spec\/facets\/(\d+-\d+-\d+\/[A-Za-z]+)\.json(?:#|$)/;

interface FacetDefinition {
  readonly key: string;
  /** Null when the schema does not say where the facet belongs. */
  readonly place: string | null;
  readonly ref: string;
}

interface FacetIndex {
  /** By version and name, e.g. `1-0-1/SQLJobFacet`. */
  readonly byUrl: ReadonlyMap<string, readonly FacetDefinition[]>;
  /** By place and key, e.g. `JobFacet sql`. */
  readonly newest: ReadonlyMap<string, FacetDefinition>;
}

let cachedIndex: FacetIndex | undefined;

function facetIndex(): FacetIndex {
  cachedIndex ??= buildIndex();
  return cachedIndex;
}

function buildIndex(): FacetIndex {
  const byUrl = new Map<string, FacetDefinition[]>();
  const newest = new Map<string, FacetDefinition>();
  // The schemas are sorted by name and version, so that the last one of a key is its newest.
  for (const schema of facetSchemas) {
    const definitions = Object.entries(asRecord(schema.properties) ?? {}).flatMap(([key, part]) =>
      definitionsOf(schema, key, part),
    );
    byUrl.set(schemaNameOf({ _schemaURL: schema.$id }), definitions);
    for (const definition of definitions) {
      newest.set(`${definition.place} ${definition.key}`, definition);
    }
  }
  return { byUrl, newest };
}

/** The definitions that a facet of this key may have: one, or one for each place. */
function definitionsOf(
  schema: { readonly $id: string; readonly $defs: object },
  key: string,
  part: unknown,
): FacetDefinition[] {
  const name = /^#\/\$defs\/(\w+)$/.exec(textOf(part, '$ref') ?? '')?.[1];
  const target = name === undefined ? part : memberOf(schema.$defs, name);
  const branches = [...asList(memberOf(target, 'oneOf')), ...asList(memberOf(target, 'anyOf'))];
  if (branches.length > 0) {
    return branches.flatMap((branch) => definitionsOf(schema, key, branch));
  }
  const bases = asList(memberOf(target, 'allOf')).map((branch) => textOf(branch, '$ref') ?? '');
  const place = bases
    .map((base) => BASE_FACET.exec(base)?.[1])
    .find((found) => found !== undefined);
  return [{ key, place: place ?? null, ref: `${schema.$id}#/$defs/${name}` }];
}

const BASE_FACET = /OpenLineage\.json#\/\$defs\/(\w+Facet)$/;

type Thoroughness = 'first' | 'every';

const validators = new Map<string, ValidateFunction>();
const engines = new Map<Thoroughness, Ajv2020>();

/** Compiled at first use, once. */
function validatorOf(ref: string, thoroughness: Thoroughness): ValidateFunction {
  const key = `${thoroughness} ${ref}`;
  let validator = validators.get(key);
  if (validator === undefined) {
    const engine = engines.get(thoroughness) ?? createEngine(thoroughness);
    engines.set(thoroughness, engine);
    validator = engine.compile({ $ref: ref });
    validators.set(key, validator);
  }
  return validator;
}

function createEngine(thoroughness: Thoroughness): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: thoroughness === 'every',
    verbose: true,
    strict: false,
    validateSchema: false,
  });
  addLineageFormats(ajv);
  for (const schema of [...coreSchemas, ...facetSchemas]) ajv.addSchema(schema);
  return ajv;
}
