/**
 * One small world, served twice: split over three subgraphs and whole by one server. What the two
 * answer must be equal. It has what federation makes hard: keys of several fields, fields that
 * require others, interfaces and unions whose members live apart, lists of lists, nulls, entities
 * met many times over, and errors at every level.
 */
import { GraphQLError } from 'graphql';

/** Objects by id; `__typename` decides where a union or interface leads. */
export interface Thing {
  readonly __typename: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

const accounts = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  enum Role {
    READER
    WRITER
  }
  interface Node {
    id: ID!
  }
  type User implements Node @key(fields: "id") {
    id: ID!
    name: String
    role: Role!
    friends: [User!]
    bestFriend: User
    height(unit: Int = 1): Float
    groups: [[String]]
  }
  type Query {
    me: User
    users: [User!]!
    user(id: ID!): User
    node(id: ID!): Node
  }
`;

const products = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@external"]
    )
  interface Product {
    id: ID!
    title: String
    weight: Int
  }
  type Book implements Product @key(fields: "id") @key(fields: "isbn") {
    id: ID!
    isbn: String!
    title: String
    weight: Int
    pages: Int!
    author: User
  }
  type Disc implements Product @key(fields: "id") {
    id: ID!
    title: String
    weight: Int
    tracks: [String!]
  }
  type User @key(fields: "id") {
    id: ID!
    bought: [Product]
    favourite: Thing
  }
  union Thing = Book | Disc | User
  type Query {
    products: [Product]
    thing(id: ID!): Thing
    things: [Thing]
  }
`;

const reviews = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@external", "@requires"]
    )
  type Review @key(fields: "id") {
    id: ID!
    stars: Int!
    text: String
    by: User!
  }
  type Book @key(fields: "isbn") {
    isbn: String!
    weight: Int @external
    reviews: [Review!]
    postage: Int @requires(fields: "weight")
  }
  type Disc @key(fields: "id") {
    id: ID!
    reviews: [Review!]
    bestReview: Review
  }
  type User @key(fields: "id") {
    id: ID!
    reviews: [Review]
  }
  type Query {
    review(id: ID!): Review
    latest: [Review!]!
  }
`;

export const subgraphSdl = { accounts, products, reviews } as const;

export const things: readonly Thing[] = [
  user('u1', {
    name: 'Ada',
    role: 'WRITER',
    friends: ['u2', 'u3'],
    bestFriend: 'u2',
    height: 1.7,
    bought: ['b1', 'd1', null],
    favourite: 'b1',
    groups: [['a', null], null],
  }),
  user('u2', {
    name: null,
    role: 'READER',
    friends: ['u1', 'u1'],
    bestFriend: null,
    height: null,
    bought: ['b1', 'b1'],
    favourite: 'u1',
    groups: [],
  }),
  user('u3', {
    name: 'Eve',
    role: 'READER',
    friends: null,
    bestFriend: 'u1',
    height: 2,
    bought: null,
    favourite: 'd2',
    groups: null,
  }),
  {
    __typename: 'Book',
    id: 'b1',
    isbn: 'i1',
    title: 'One',
    weight: 3,
    pages: 10,
    author: 'u1',
    reviews: ['r1', 'r2'],
  },
  {
    __typename: 'Book',
    id: 'b2',
    isbn: 'i2',
    title: null,
    weight: null,
    pages: 20,
    author: null,
    reviews: null,
  },
  {
    __typename: 'Disc',
    id: 'd1',
    title: 'Song',
    weight: 1,
    tracks: ['x', 'y'],
    reviews: ['r3'],
    bestReview: 'r3',
  },
  {
    __typename: 'Disc',
    id: 'd2',
    title: 'Fail',
    weight: 2,
    tracks: null,
    reviews: [],
    bestReview: 'r4',
  },
  { __typename: 'Review', id: 'r1', stars: 5, text: 'good', by: 'u2' },
  { __typename: 'Review', id: 'r2', stars: 1, text: null, by: 'u1' },
  { __typename: 'Review', id: 'r3', stars: 3, text: 'so so', by: 'u3' },
  // Stars are missing although the schema forbids it: the null takes its parents with it.
  { __typename: 'Review', id: 'r4', stars: null, text: 'broken', by: 'u1' },
];

function user(id: string, fields: Record<string, unknown>): Thing {
  const reviewsOf: Record<string, (string | null)[]> = { u1: ['r2', null], u2: ['r1'], u3: [] };
  return { __typename: 'User', id, reviews: reviewsOf[id] ?? [], ...fields };
}

/** The object with the id, or null; resolvers pass ids around, never objects. */
export function lookUp(id: unknown): Thing | null {
  return things.find((thing) => thing.id === id) ?? null;
}

type Resolve = (parent: Thing, args: Record<string, unknown>) => unknown;

const all = (type: string) => () => things.filter(({ __typename }) => __typename === type);

/** Resolvers by type and field; what is not here is a property, ids of objects looked up. */
export const specialResolvers: Record<string, Record<string, Resolve>> = {
  Query: {
    me: () => lookUp('u1'),
    users: all('User'),
    user: (_, { id }) => typed(lookUp(id), 'User'),
    node: (_, { id }) => typed(lookUp(id), 'User'),
    products: () => [...all('Book')(), ...all('Disc')(), null],
    thing: (_, { id }) => (lookUp(id)?.__typename === 'Review' ? null : lookUp(id)),
    things: () => [lookUp('b1'), lookUp('u2'), null, lookUp('d1'), lookUp('b1')],
    review: (_, { id }) => typed(lookUp(id), 'Review'),
    latest: () => [lookUp('r1'), lookUp('r2'), lookUp('r1')],
  },
  User: {
    height: ({ height }, { unit }) => (typeof height === 'number' ? height * Number(unit) : null),
    name: ({ id, name }) => {
      if (id === 'u3')
        throw new GraphQLError('Eve hides her name.', { extensions: { code: 'FORBIDDEN' } });
      return name;
    },
  },
  Book: { postage: ({ weight }) => (typeof weight === 'number' ? weight * 2 : null) },
};

function typed(thing: Thing | null, type: string): Thing | null {
  return thing?.__typename === type ? thing : null;
}

/** What a field without a resolver gives: its property, with ids of objects followed. */
export function resolveProperty(parent: Thing, field: string, isObjectField: boolean): unknown {
  const value = parent[field];
  if (!isObjectField) return value ?? null;
  if (Array.isArray(value)) return value.map((id) => (id === null ? null : lookUp(id)));
  return value == null ? null : lookUp(value);
}
