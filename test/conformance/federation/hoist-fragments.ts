/** The same operation with some of its fragments named. */
import {
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';

/** The n-th inline fragment on a type, innermost first, gets a name when the n-th choice is true. */
export function hoistFragments(query: string, choices: readonly boolean[]): string {
  const fragments: FragmentDefinitionNode[] = [];
  let seen = 0;
  const document = visit(parse(query), {
    InlineFragment: {
      leave(node: InlineFragmentNode) {
        const isChosen = choices[seen] ?? false;
        seen += 1;
        if (!isChosen || !node.typeCondition) return undefined;
        const name = { kind: Kind.NAME, value: `F${seen}` } as const;
        fragments.push({
          kind: Kind.FRAGMENT_DEFINITION,
          name,
          typeCondition: node.typeCondition,
          selectionSet: node.selectionSet,
        });
        return { kind: Kind.FRAGMENT_SPREAD, name, directives: node.directives ?? [] };
      },
    },
  });
  return print({ ...document, definitions: [...document.definitions, ...fragments] });
}
