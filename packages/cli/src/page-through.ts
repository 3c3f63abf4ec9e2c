/** Lists that are longer than a page. */
import type { Target } from './target.ts';

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

interface ListQuery {
  /** The root field, which takes `first` and `after`. */
  readonly field: string;
  /** What is asked of each. */
  readonly node: string;
  /** Given to the field where it says one. */
  readonly tenantId?: string | undefined;
}

/** Each object of the list, page by page. Errors: those of the target. */
export async function* pageThrough<Node>(
  target: Target,
  { field, node, tenantId }: ListQuery,
): AsyncGenerator<Node, void> {
  const of = tenantId === undefined ? '' : ', tenantId: $tenantId';
  const query = `query ($after: String${tenantId === undefined ? '' : ', $tenantId: ID'}) {
    list: ${field}(first: 200, after: $after${of}) {
      nodes { ${node} } pageInfo { endCursor hasNextPage } } }`;
  for (let after: string | null = null, isMore = true; isMore;) {
    const answer: { list: Page<Node> } = await target.run(query, { after, tenantId });
    const { nodes, pageInfo } = answer.list;
    yield* nodes;
    [after, isMore] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
}
