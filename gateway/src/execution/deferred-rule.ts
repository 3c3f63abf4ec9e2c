/**
 * What GraphQL asks of `@defer` beyond its definition, as a validation rule: labels are written out
 * and each is used once, and the fields at the root of a mutation, whose order matters, and of a
 * subscription are not deferred.
 */
import { type ASTVisitor, GraphQLError, Kind, type ValidationContext } from 'graphql';

export function DeferRule(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  const schema = context.getSchema();
  const roots = [schema.getMutationType(), schema.getSubscriptionType()];
  const complain = (message: string, nodes: GraphQLError['nodes']) =>
    context.reportError(new GraphQLError(message, nodes ? { nodes } : {}));
  return {
    Directive(node) {
      if (node.name.value !== 'defer') return;
      const parent = context.getParentType();
      if (parent && roots.includes(parent as (typeof roots)[number])) {
        complain(`Fields of ${parent.name} cannot be deferred.`, [node]);
      }
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (!label) return;
      if (label.kind !== Kind.STRING) {
        complain('The label of @defer must be written out, not given by a variable.', [node]);
      } else if (labels.has(label.value)) {
        complain(`The label "${label.value}" of @defer is used more than once.`, [node]);
      } else {
        labels.add(label.value);
      }
    },
  };
}
