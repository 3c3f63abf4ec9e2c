/** The schema that clients see: no federation machinery, and `@defer`, which the gateway serves itself. */
import type { Schema } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';

const descriptions: Readonly<Record<string, string>> = {
  label: 'A name that comes back with the part; written out, and used once in a document.',
  if: 'When false, the fragment is answered with the rest. True when absent.',
};

/** Apollo's definition of `@defer` has no descriptions; tools show ours. */
export function toClientSchema(api: Schema): GraphQLSchema {
  const schema = api.toGraphQLJSSchema({ includeDefer: true });
  const defer = schema.getDirective('defer');
  if (!defer) return schema;
  defer.description =
    'Lets the fragment come later than the rest, to clients that take an answer in parts (multipart/mixed); others get everything at once.';
  for (const argument of defer.args) argument.description = descriptions[argument.name];
  return schema;
}
