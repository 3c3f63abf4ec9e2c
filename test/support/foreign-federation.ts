/**
 * Two foreign subgraphs, shelves and reviews of books, composed in versions, and a gateway of its own
 * process over them. Shelves exist twice at different addresses, and both deliver the same events.
 */
import { EventEmitter, on } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type ServingArbiter, startArbiter } from './arbiter-process.ts';
import { type ForeignSubgraph, startForeignSubgraph } from './foreign-subgraph.ts';

export interface ForeignFederation extends AsyncDisposable {
  /** Where the supergraph of the gateway is. */
  readonly file: string;
  readonly shelves: readonly [ForeignSubgraph, ForeignSubgraph];
  readonly reviews: ForeignSubgraph;
  /** The composed SDL of a version. */
  compose(version?: ForeignVersion): string;
  /** Puts a text into the file at once, as one should, or in place, as an editor may. */
  put(sdl: string, how?: 'rename' | 'in place'): Promise<void>;
  /** Delivers the next event to whoever has subscribed at either of the shelves; returns its number. */
  lend(): number;
}

export interface ForeignVersion {
  /** Which of the shelves is asked. */
  readonly shelf?: 0 | 1;
  /** Further fields of Book that the reviews have; these answer null. */
  readonly reviewFields?: string;
  /** Without them, the shelves' subscriptions cannot be asked for. */
  readonly hasSubscriptions?: boolean;
}

const titles = ['Emma', 'Ulysses', 'Dracula'];
const bookOf = (id: string) => ({ id, title: titles[Number(id)] });

const shelfSdl = `
  type Book @key(fields: "id") { id: ID! title: String! }
  type Loan { number: Int! book: Book! }
  type Query { books: [Book!]! slowBooks(ms: Int!): [Book!]! }
  type Mutation { addBook(title: String!): Book! }`;
const subscriptionSdl = '\ntype Subscription { lent: Loan! }';

const reviewSdl = (fields: string) => `
  type Book @key(fields: "id") { id: ID! reviews: [Review!]! ${fields} }
  type Review { stars: Int! }
  type Query { bestReview: Review }`;

export async function startForeignFederation(): Promise<ForeignFederation> {
  await using starting = new AsyncDisposableStack();
  const loans = new EventEmitter().setMaxListeners(0);
  const startShelf = async () =>
    starting.use(
      await startForeignSubgraph({
        name: 'shelves',
        sdl: shelfSdl + subscriptionSdl,
        resolvers: shelfResolvers(loans),
      }),
    );
  const shelves = [await startShelf(), await startShelf()] as const;
  const reviews = starting.use(
    await startForeignSubgraph({
      name: 'reviews',
      sdl: reviewSdl('pages: Int size: Int'),
      resolvers: reviewResolvers,
    }),
  );
  const dir = await mkdtemp(join(tmpdir(), 'foreign-'));
  starting.defer(() => rm(dir, { recursive: true }));
  const file = join(dir, 'supergraph.graphql');
  const compose = (version: ForeignVersion = {}) => composeVersion(version, shelves, reviews);
  let lent = 0;
  await writeFile(file, compose());
  const resources = starting.move();
  return {
    file,
    shelves,
    reviews,
    compose,
    async put(sdl, how = 'rename') {
      const place = how === 'rename' ? `${file}.new` : file;
      await writeFile(place, sdl);
      if (how === 'rename') await rename(place, file);
    },
    lend() {
      lent += 1;
      loans.emit('lent', { number: lent, book: bookOf(String(lent % titles.length)) });
      return lent;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function shelfResolvers(loans: EventEmitter) {
  return {
    Query: {
      books: () => titles.map((_, id) => bookOf(String(id))),
      async slowBooks(_: unknown, { ms }: { ms: number }) {
        await sleep(ms);
        return titles.map((_title, id) => bookOf(String(id)));
      },
    },
    Mutation: { addBook: (_: unknown, { title }: { title: string }) => ({ id: '0', title }) },
    Subscription: {
      lent: {
        subscribe: () => on(loans, 'lent'),
        resolve: ([loan]: [unknown]) => loan,
      },
    },
    Book: { __resolveReference: ({ id }: { id: string }) => bookOf(id) },
  };
}

const reviewResolvers = {
  Query: { bestReview: () => ({ stars: 5 }) },
  Book: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    reviews: ({ id }: { id: string }) => [{ stars: Number(id) + 1 }],
  },
};

function composeVersion(
  { shelf = 0, reviewFields = '', hasSubscriptions = true }: ForeignVersion,
  shelves: ForeignFederation['shelves'],
  reviews: ForeignSubgraph,
): string {
  const [header] = shelves[shelf].sdl.split('\n');
  const parts = [
    {
      name: 'shelves',
      url: shelves[shelf].url,
      sdl: shelfSdl + (hasSubscriptions ? subscriptionSdl : ''),
    },
    { name: 'reviews', url: reviews.url, sdl: reviewSdl(reviewFields) },
  ];
  const { supergraphSdl, errors } = composeServices(
    parts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(`${header}\n${sdl}`) })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

/** What `npm run gateway` runs. */
export const gatewayCommand = [process.execPath, 'gateway/src/main.ts'] as const;

/** The gateway over a supergraph file, in a process of its own. */
export function startForeignGateway(
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServingArbiter> {
  return startArbiter({
    command: gatewayCommand,
    env: { SUPERGRAPH_FILE: file, LOG_LEVEL: 'info', ...env },
  });
}
