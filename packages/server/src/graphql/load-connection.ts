/** Connections whose pages hold references: the page is read first, then what it refers to. */
import type { Connection } from '@arbiter/kernel/pagination/connection.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';

/** The same page with each item replaced by what it refers to, which must exist. */
export async function loadConnection<Item, Node>(
  { edges, pageInfo }: Connection<Item>,
  load: (item: Item) => Promise<Node | null>,
): Promise<Connection<Node>> {
  const loaded = await Promise.all(
    edges.map(async ({ cursor, node: item }) => {
      const node = await load(item);
      invariant(node !== null, 'what a page refers to exists');
      return { cursor, node };
    }),
  );
  return { edges: loaded, nodes: loaded.map(({ node }) => node), pageInfo };
}
