/**
 * Conventions of our own for the schema, as ESLint rules over the SDL: what a mutation takes and
 * gives, what a subscription takes and delivers, how a list is paged, what identifies an entity.
 * They look at one definition at a time, so they need no composed schema.
 */
import type { GraphQLESLintRule, GraphQLESTreeNode } from '@graphql-eslint/eslint-plugin';
import {
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type NameNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  print,
} from 'graphql';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** `createAgent(input: CreateAgentInput!): CreateAgentPayload`, and nothing else. */
const mutationShape = fieldRule((field, owner) => {
  if (owner !== 'Mutation') return null;
  const name = field.name.value.replace(/^./, (letter) => letter.toUpperCase());
  const wanted = [`input: ${name}Input!`];
  if (!equal(signatures(field), wanted)) return `takes one argument, ${wanted[0]}`;
  return print(field.type) === `${name}Payload` ? null : `gives ${name}Payload`;
});

/** It can be resumed after the last delivery seen, and each delivery is an object, never null. */
const subscriptionShape = fieldRule((field, owner) => {
  if (owner !== 'Subscription') return null;
  if (!signatures(field).includes('after: String')) return 'takes after: String';
  return /^\w+!$/.test(print(field.type)) ? null : 'delivers an object that is never null';
});

/** Lists are paged forward, 20 at a time unless asked for more. */
const pageArguments = fieldRule((field) => {
  if (!/Connection!?$/.test(print(field.type))) return null;
  const given = signatures(field);
  const isPaged = ['first: Int = 20', 'after: String'].every((wanted) => given.includes(wanted));
  return isPaged ? null : 'is a list and takes first: Int = 20, after: String';
});

/** `AgentConnection` has edges, nodes and where the page lies. */
const connectionShape = objectRule((object) => {
  const [, item] = /^(\w+)Connection$/.exec(object.name.value) ?? [];
  if (item === undefined) return null;
  return missingFields(
    object,
    `edges: [${item}Edge!]!`,
    `nodes: [${item}!]!`,
    'pageInfo: PageInfo!',
  );
});

/** `AgentEdge` has a cursor and a node. Edges of other kinds, as of graphs, have neither. */
const edgeShape = objectRule((object) => {
  const [, item] = /^(\w+)Edge$/.exec(object.name.value) ?? [];
  const isOfList = object.fields?.some(({ name }) => /^(cursor|node)$/.test(name.value));
  if (item === undefined || !isOfList) return null;
  return missingFields(object, 'cursor: String!', `node: ${item}!`);
});

/** An entity is known by `id`, in whichever subgraph; and what is called `id` is an ID. */
const entityKey = objectRule(({ directives = [], fields = [] }) => {
  const keys = directives.filter((directive) => directive.name.value === 'key');
  const id = fields.find((field) => field.name.value === 'id');
  const isKeyed = keys.length === 0 || (id && keys.every((key) => print(key) === byId));
  return isKeyed && (!id || print(id.type) === 'ID!') ? null : `is known by ${byId} and id: ID!`;
});

const byId = '@key(fields: "id")';

export const schemaRules = {
  'mutation-shape': mutationShape,
  'subscription-shape': subscriptionShape,
  'page-arguments': pageArguments,
  'connection-shape': connectionShape,
  'edge-shape': edgeShape,
  'entity-key': entityKey,
};

/** A rule over fields; `check` says what is expected of one that breaks it. */
function fieldRule(
  check: (field: FieldDefinitionNode, owner: string) => string | null,
): GraphQLESLintRule {
  return {
    meta: { type: 'problem', schema: [] },
    create: (context) => ({
      FieldDefinition(node) {
        const owner = node.parent.name.value;
        const expected = check(node.rawNode(), owner);
        if (!expected) return;
        context.report({ node: node.name, message: `${owner}.${node.name.value} ${expected}` });
      },
    }),
  };
}

/** A rule over object types, wherever a subgraph says something of them. */
function objectRule(check: (object: ObjectNode) => string | null): GraphQLESLintRule {
  return {
    meta: { type: 'problem', schema: [] },
    create(context) {
      const report = (node: GraphQLESTreeNode<NameNode>, expected: string | null) => {
        if (expected) context.report({ node, message: `${node.value} ${expected}` });
      };
      return {
        ObjectTypeDefinition: (node) => report(node.name, check(node.rawNode())),
        ObjectTypeExtension: (node) => report(node.name, check(node.rawNode())),
      };
    },
  };
}

function missingFields({ fields = [] }: ObjectNode, ...wanted: string[]): string | null {
  const given = fields.map(({ name, type }) => `${name.value}: ${print(type)}`);
  const missing = wanted.filter((field) => !given.includes(field));
  return missing.length === 0 ? null : `has ${missing.join(', ')}`;
}

/** The arguments without their descriptions, e.g. `first: Int = 20`. */
function signatures({ arguments: args = [] }: FieldDefinitionNode): string[] {
  return args.map(({ description: _description, ...argument }: InputValueDefinitionNode) =>
    print(argument),
  );
}

function equal(given: readonly string[], wanted: readonly string[]): boolean {
  return given.length === wanted.length && given.every((each, index) => each === wanted[index]);
}
