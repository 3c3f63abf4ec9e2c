/** Lists that are longer than a page. */

/** A page of a list: Relay connections as the SDK's operations select them. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * All nodes of a list, page by page, each page loaded when it is needed:
 * `for await (const agent of eachNode((after) => client.agents({ after }))) …`
 */
export async function* eachNode<Node>(
  load: (after: string | null) => Promise<Page<Node>>,
): AsyncGenerator<Node, void> {
  let after: string | null = null;
  for (;;) {
    const page: Page<Node> = await load(after);
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null) return;
    after = page.pageInfo.endCursor;
  }
}
