/** Which fields an operation has at its root. */
import { expect, test } from '@jest/globals';
import { type OperationDefinitionNode, parse, print } from 'graphql';
import { rootFields } from './root-fields.ts';

function read(text: string): string[] {
  const document = parse(text);
  const { selectionSet } = document.definitions[0] as OperationDefinitionNode;
  return rootFields(document, selectionSet).map(print);
}

test('fields of fragments are among them', () => {
  const text = `{ a ...f ... on Query { b: c } }
    fragment f on Query { a @skip(if: true) ...g } fragment g on Query { d }`;
  expect(read(text)).toEqual(['a', 'a @skip(if: true)', 'd', 'b: c']);
});

test('fragments are read once, however often they are spread', () => {
  // Written out it would be 2 to the power of 1,000 fields.
  const chain = Array.from(
    { length: 1_000 },
    (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`,
  );
  expect(read(`{ ...f0 ...f0 } ${chain.join(' ')} fragment f1000 on Query { a }`)).toEqual(['a']);
});
