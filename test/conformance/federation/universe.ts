/**
 * One small world, served twice: split over five subgraphs and whole by one server. What the two
 * answer must be equal. It has what federation makes hard: several keys, fields that require others,
 * with arguments and below interfaces, provided fields, interfaces and unions whose members live apart,
 * an interface that is an object elsewhere, values of which each subgraph knows a part, lists of lists,
 * nulls, entities met many times over, and errors at every level.
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
    role: Role! @shareable
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
  interface Product @key(fields: "id") {
    id: ID!
    title: String
    weight: Int
  }
  type Size @shareable {
    width: Int
    height(unit: Int = 1): Float
    depth: Int
  }
  type Book implements Product @key(fields: "id") @key(fields: "isbn") {
    id: ID!
    isbn: String!
    title: String
    weight: Int
    pages: Int!
    author: User
    size: Size @shareable
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
    shelves: [[Product]]
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
      import: ["@key", "@shareable", "@external", "@requires", "@provides"]
    )
  type Review @key(fields: "id") {
    id: ID!
    stars: Int!
    text: String
    by: User! @provides(fields: "role")
    about: Thing
  }
  enum Role {
    READER
    WRITER
  }
  union Thing = Book | Disc
  type Size @shareable {
    width: Int
    volume: Int
  }
  type Book @key(fields: "isbn") {
    isbn: String!
    weight: Int @external
    size: Size @shareable
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
    role: Role! @external
    reviews: [Review]
  }
  type Query {
    review(id: ID!): Review
    latest: [Review!]!
  }
`;

const ratings = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@external", "@requires", "@interfaceObject"]
    )
  type Product @key(fields: "id") @interfaceObject {
    id: ID!
    weight: Int @external
    rating(scale: Int = 1): Float
    similar: [Product]
    heavy: Boolean @requires(fields: "weight")
  }
  type Query {
    rated: [Product!]
  }
`;

const shop = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@external", "@requires"]
    )
  type User @key(fields: "id") {
    id: ID!
    height(unit: Int = 1): Float @external
    bought: [Product] @external
    shirt(fit: Int = 1): String @requires(fields: "height(unit: 100)")
    trousers: String @requires(fields: "height(unit: 2) bought { weight }")
    usual: String @requires(fields: "height")
    load: Int @requires(fields: "bought { weight ... on Book { pages size { height(unit: 2) } } }")
  }
  interface Product {
    weight: Int
  }
  type Size {
    height(unit: Int = 1): Float @external
  }
  type Book implements Product {
    weight: Int @external
    pages: Int! @external
    size: Size @external
  }
  type Disc implements Product {
    weight: Int @external
  }
`;

export const subgraphSdl = { accounts, products, reviews, ratings, shop } as const;

export const things: readonly Thing[] = [
  user('u1', {
    name: 'Ada',
    role: 'WRITER',
    friends: ['u2', 'u3'],
    bestFriend: 'u2',
    height: 1.7,
    bought: ['b1', 'd1', null],
    favourite: 'b1',
    shelves: [['b1', null], null, ['d1', 'd2', 'b1']],
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
    shelves: [[]],
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
    size: { width: 2, height: 3, depth: 4, volume: 24 },
    rating: 4.5,
    similar: ['b2', 'd1', null],
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
    size: null,
    rating: null,
    similar: null,
    reviews: null,
  },
  {
    __typename: 'Disc',
    id: 'd1',
    title: 'Song',
    weight: 1,
    tracks: ['x', 'y'],
    rating: 2,
    similar: ['b1', 'b1'],
    reviews: ['r3'],
    bestReview: 'r3',
  },
  {
    __typename: 'Disc',
    id: 'd2',
    title: 'Fail',
    weight: 2,
    tracks: null,
    rating: 1,
    similar: [],
    reviews: [],
    bestReview: 'r4',
  },
  { __typename: 'Review', id: 'r1', stars: 5, text: 'good', by: 'u2', about: 'b1' },
  { __typename: 'Review', id: 'r2', stars: 1, text: null, by: 'u1' },
  { __typename: 'Review', id: 'r3', stars: 3, text: 'so so', by: 'u3', about: 'd1' },
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

/**
 * What a resolver needs of the object's other fields: in a subgraph only what the representation
 * carries, as the subgraph that owns them has answered it; on one server whatever answers them.
 */
function required(parent: Thing, field: string, args: Record<string, unknown> = {}): unknown {
  const { given } = parent as { readonly given?: Record<string, unknown> };
  if (given) return given[field];
  const special = specialResolvers[parent.__typename]?.[field];
  return special ? special(parent, args) : parent[field];
}

/** Sums up what was bought; the same from representations as from the objects themselves. */
function loadOf(parent: Thing): number | null {
  const bought = required(parent, 'bought') as (string | Data | null)[] | null;
  if (!bought) return null;
  return bought.reduce<number>((sum, each) => {
    if (each === null) return sum;
    const product = typeof each === 'string' ? (lookUp(each) as Data | null) : each;
    const size = product?.['size'] as Data | null | undefined;
    const height = Number(size?.['height'] ?? 0) * (typeof each === 'string' ? 2 : 1);
    return sum + Number(product?.['weight'] ?? 0) + Number(product?.['pages'] ?? 0) + height;
  }, 0);
}

type Data = Readonly<Record<string, unknown>>;

const text = (value: unknown) => (value == null ? null : JSON.stringify(value));

type Resolve = (parent: Thing, args: Record<string, unknown>) => unknown;

const all = (type: string) => () => things.filter(({ __typename }) => __typename === type);

function weightsOf(parent: Thing): unknown {
  const bought = required(parent, 'bought') as (string | Data | null)[] | null;
  return bought?.map((each) => {
    const product = typeof each === 'string' ? (lookUp(each) as Data | null) : each;
    return product?.['weight'] ?? null;
  });
}

function scaledHeight({ height }: Thing, { unit }: Record<string, unknown>): number | null {
  return typeof height === 'number' ? height * Number(unit ?? 1) : null;
}

function doubledWeight(parent: Thing): number | null {
  const weight = required(parent, 'weight');
  return typeof weight === 'number' ? weight * 2 : null;
}

/** Of all products, which one subgraph knows as one type. */
const rated: Record<string, Resolve> = {
  rating: ({ rating }, { scale }) => (typeof rating === 'number' ? rating * Number(scale) : null),
  heavy: (parent) => {
    const weight = required(parent, 'weight');
    return typeof weight === 'number' ? weight > 2 : null;
  },
};

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
    rated: () => [lookUp('d1'), lookUp('b1'), lookUp('d1'), lookUp('d2')],
  },
  User: {
    height: scaledHeight,
    shirt: (parent, { fit }) => text([required(parent, 'height', { unit: 100 }), fit]),
    trousers: (parent) => text([required(parent, 'height', { unit: 2 }), weightsOf(parent)]),
    usual: (parent) => text(required(parent, 'height', { unit: 1 })),
    load: loadOf,
    name: ({ id, name }) => {
      if (id === 'u3')
        throw new GraphQLError('Eve hides her name.', { extensions: { code: 'FORBIDDEN' } });
      return name;
    },
  },
  Book: { postage: doubledWeight, size: ({ size }) => size ?? null, ...rated },
  Disc: rated,
  Product: rated,
  Size: { height: scaledHeight },
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
