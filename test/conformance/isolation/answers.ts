/** All that a tenant is answered by the queries that there are. */
import { getNamedType, isRequiredArgument } from 'graphql';
import { argumentsOf } from './schema-cases.ts';
import { selectAll } from './selection.ts';
import { type Question, type TenantsApart, isId, textsOf, withoutClock } from './tenants-apart.ts';

/** Everything that the tenant can read: lists first, then each object whose id was in them. */
export async function answersTo(
  apart: TenantsApart,
  tenant: string,
): Promise<Map<string, unknown>> {
  const answers = await listsOf(apart, tenant);
  const ids = idsIn(answers);
  for (const { document, field, path, variables } of argumentsOf(apart.schema, 'Query', ['ID'])) {
    for (const id of ids) {
      const answer = await askApart(apart, tenant, { document, variables: variables(id) });
      answers.set(`${field}(${path}: ${id})`, answer);
    }
  }
  return answers;
}

/** What the queries give that need no argument, with everything inside. */
export async function listsOf(apart: TenantsApart, tenant: string): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  const { schema } = apart;
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  for (const field of fields.filter(({ args }) => !args.some(isRequiredArgument))) {
    const document = `{ ${field.name} ${selectAll(schema, getNamedType(field.type))} }`;
    answers.set(field.name, await askApart(apart, tenant, { document }));
  }
  return answers;
}

/** An answer in which the clock is no difference. */
async function askApart(apart: TenantsApart, tenant: string, question: Question): Promise<unknown> {
  const asked = new Date();
  return withoutClock(await apart.ask(tenant, question), asked);
}

export const idsIn = (answers: ReadonlyMap<string, unknown>) => [
  ...new Set(textsOf([...answers.values()]).filter(isId)),
];
