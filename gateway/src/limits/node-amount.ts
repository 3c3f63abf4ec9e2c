/** Amounts that depend on what a document says with variables: in arguments, in @skip and @include. */
import { type FieldNode, Kind, type SelectionNode } from 'graphql';
import { type Amount, valueOf } from './amount.ts';

type Values = Readonly<Record<string, unknown>>;

/** An amount that depends on a field's arguments: known at once when no variable is among them. */
export function dependentOn(node: FieldNode, workOut: (variables: Values) => number): Amount {
  const usesVariables = node.arguments?.some(({ value }) => hasVariable(value)) ?? false;
  return usesVariables ? ({ variables }) => workOut(variables) : workOut({});
}

function hasVariable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, values, fields } = value as {
    kind?: string;
    values?: readonly unknown[];
    fields?: readonly { readonly value: unknown }[];
  };
  if (kind === Kind.VARIABLE) return true;
  return (values ?? []).some(hasVariable) || (fields ?? []).some((each) => hasVariable(each.value));
}

/** Nothing for what @skip and @include leave out. */
export function whenAsked(node: SelectionNode, amount: Amount): Amount {
  if (amount === 0 || !node.directives?.length) return amount;
  return (evaluation) => (isLeftOut(node, evaluation.variables) ? 0 : valueOf(amount, evaluation));
}

/** A condition that does not fit leaves nothing out: execution says what is wrong with it. */
function isLeftOut({ directives = [] }: SelectionNode, variables: Values): boolean {
  return directives.some(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include') return false;
    const value = args?.find((argument) => argument.name.value === 'if')?.value;
    const isTrue =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'skip' ? isTrue === true : isTrue === false;
  });
}
