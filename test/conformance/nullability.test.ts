/**
 * Goal: what one subgraph cannot answer takes nothing of the others with it. A null that the schema
 * forbids takes its parent with it, so every field at the root, and every field that a subgraph adds
 * to an entity of another one, may be null. Method: the whole supergraph is walked.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql';

const supergraph = parse(
  readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
);
const types = supergraph.definitions.filter(
  (node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION,
);

function graphsOf(
  { directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] },
  name: string,
): string[] {
  return directives
    .filter((directive) => directive.name.value === name)
    .map(
      (directive) => directive.arguments?.find(({ name: { value } }) => value === 'graph')?.value,
    )
    .map((value) => (value?.kind === Kind.ENUM ? value.value : ''));
}

const roots = ['Query', 'Mutation', 'Subscription'];

const isRequired = ({ type }: FieldDefinitionNode) => type.kind === Kind.NON_NULL_TYPE;

test('fields at the root may be null', () => {
  const named = types.filter(({ name }) => ['Query', 'Mutation'].includes(name.value));
  const required = named.flatMap(({ fields = [] }) => fields.filter(isRequired));
  expect(required.map(({ name }) => name.value)).toEqual([]);
  expect(named).toHaveLength(2);
});

/** The subgraph that owns an entity: the one that most of its fields are from. */
function ownerOf({ fields = [] }: ObjectTypeDefinitionNode): string {
  const graphs = fields.flatMap((field) => graphsOf(field, 'join__field'));
  const count = (graph: string) => graphs.filter((each) => each === graph).length;
  return graphs.toSorted((one, other) => count(other) - count(one))[0] ?? '';
}

test('fields that a subgraph adds to entities of others may be null', () => {
  const entities = types.filter(
    (type) => graphsOf(type, 'join__type').length > 1 && !roots.includes(type.name.value),
  );
  const added = entities.flatMap((type) =>
    (type.fields ?? [])
      .filter((field) => !graphsOf(field, 'join__field').every((graph) => graph === ownerOf(type)))
      .map((field) => ({ name: `${type.name.value}.${field.name.value}`, field })),
  );
  expect(added.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Workflow.auditTrail', 'Agent.ratings', 'Run.analyses']),
  );
  expect(added.filter(({ field }) => isRequired(field)).map(({ name }) => name)).toEqual([]);
});
