/**
 * A subscription follows one stream, so it has one root field (GraphQL specification, section 5.2.3.1).
 * Which fields it has is known once its conditions are decided: `a @include(if: $x) b @skip(if: $x)`
 * is one field whatever `$x` is. graphql-js decides without variables and throws, so documents with
 * conditions at such places are checked here, for each outcome.
 */
import {
  type DocumentNode,
  GraphQLError,
  OperationTypeNode,
  SingleFieldSubscriptionsRule,
  type ValidationRule,
  specifiedRules,
} from 'graphql';
import type { CollectedField } from './fields.ts';
import { type DecidedDocument, conditionVariables } from './planned-document.ts';

const rulesWithoutRoot = specifiedRules.filter((rule) => rule !== SingleFieldSubscriptionsRule);

/** The rules of the specification that can be checked without values of variables. */
export function rulesFor(document: DocumentNode): readonly ValidationRule[] {
  return conditionVariables(document).length > 0 ? rulesWithoutRoot : specifiedRules;
}

/** What is wrong with the root of an operation whose conditions are decided; nothing for a query. */
export function faultsOfRoot(
  { operation }: DecidedDocument,
  fields: readonly CollectedField[],
): GraphQLError[] {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return [];
  const [first] = fields;
  const isOne = fields.length === 1 && !first?.name.startsWith('__');
  if (isOne) return [];
  const found = fields.map(({ responseName }) => responseName).join(', ');
  const message =
    'With these variables the subscription must select exactly one field that is not ' +
    `introspection at its root; it selects ${found || 'none'}.`;
  return [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })];
}
