/**
 * A supergraph for gateways that refuse what they do not enforce: the links of its features say no
 * purpose (`for: SECURITY`) any more, so that they may be ignored. Whoever serves it decides who may
 * see what; the subgraphs still do.
 */
import { Kind, type DocumentNode, parse, print, visit } from 'graphql';

export function withoutPurposes(sdl: string): string {
  const document: DocumentNode = visit(parse(sdl), {
    Directive(node) {
      if (node.name.value !== 'link') return undefined;
      const args = node.arguments?.filter(({ name, value }) => {
        const isSecurity = value.kind === Kind.ENUM && value.value === 'SECURITY';
        return !(name.value === 'for' && isSecurity);
      });
      return { ...node, arguments: args ?? [] };
    },
  });
  return print(document);
}
