/** The schema that clients see: no federation machinery, and `@defer`, which the gateway serves itself. */
import type { Schema } from '@apollo/federation-internals';
import { type GraphQLSchema, buildASTSchema, parse, print } from 'graphql';

const deferSdl = `
"Lets the fragment come later than the rest, to clients that take an answer in parts (multipart/mixed); others get everything at once."
directive @defer(
  "A name that comes back with the part; written out, and used once in a document."
  label: String
  "When false, the fragment is answered with the rest. True when absent."
  if: Boolean! = true
) on FRAGMENT_SPREAD | INLINE_FRAGMENT
`;

/** Its SDL, from the API schema that Apollo derives from a supergraph. */
export function apiSchemaSdl(api: Schema): string {
  return print(api.toAST()) + deferSdl;
}

/** From its SDL. That the schema is valid is checked where it is taken into use. */
export function toClientSchema(apiSdl: string): GraphQLSchema {
  return buildASTSchema(parse(apiSdl, { noLocation: true }), { assumeValidSDL: true });
}
