import { expect, test } from '@jest/globals';
import { appendToPointer, formatPointer } from './json-pointer.ts';

// The pointers of RFC 6901, section 5.
test.each([
  [[], ''],
  [['foo', 0], '/foo/0'],
  [[''], '/'],
  [['a/b'], '/a~1b'],
  [['m~n'], '/m~0n'],
  [['~1'], '/~01'],
  [['c%d', ' ', 'i\\j', 'k"l'], '/c%d/ /i\\j/k"l'],
])('%j is %j', (steps, pointer) => {
  expect(formatPointer(steps)).toBe(pointer);
});

test('a step is added at the end', () => {
  expect(appendToPointer('/a', 'b/c')).toBe('/a/b~1c');
});
