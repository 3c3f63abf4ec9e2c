/** The usual limits leave room for what our own clients ask: the SDK, and tools that read the schema. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { createDocumentGate } from './document-gate.ts';
import { compileEstimate } from './estimate-cost.ts';
import { defaultOperationLimits } from './operation-limits.ts';

const root = new URL('../../../', import.meta.url);
const { operations } = JSON.parse(
  readFileSync(new URL('sdk/persisted-queries.json', root), 'utf8'),
) as { operations: { name: string; body: string }[] };
const { apiSchema: schema, costs: table } = loadSupergraph(
  readFileSync(new URL('schema/supergraph.graphql', root), 'utf8'),
);

const gate = createDocumentGate(defaultOperationLimits);
const { cost: maximum, listSize: maxListSize } = defaultOperationLimits;

describe.each(operations)('$name', ({ body }) => {
  const document = parse(body);
  const estimate = compileEstimate(
    { schema, table, maxListSize },
    document,
    getOperationAST(document)!,
  );

  test('is neither too long nor too wide', () => {
    expect(gate(body)).toHaveProperty('operations');
  });

  test.each([
    ['usual', {}, maximum / 4],
    ['large', { first: 100 }, maximum],
  ])('costs little enough with %s pages', (_, variables, most) => {
    const cost = typeof estimate === 'number' ? estimate : estimate(variables);
    expect(cost).toBeLessThanOrEqual(most);
  });
});

test('the whole schema can be read, also by tools that ask for all of it', () => {
  const all = {
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  };
  expect(gate(getIntrospectionQuery(all))).toHaveProperty('operations');
});
