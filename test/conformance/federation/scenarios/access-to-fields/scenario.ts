/** Fields with rules: alternatives, what is asked of subgraphs and what is not, nulls on their way up. */
import type { Case, Scenario } from '../../scenario.ts';

const ada = { id: '1', name: 'Ada', email: 'ada@x', born: 1815 };
const people = [{ ...ada, friend: { id: '2', name: 'Bob', email: null, born: 1820 } }];
const pay = ['1', '2'].map((id) => ({
  id,
  salary: 7,
  grade: 'A',
  greeting(this: { name: string }) {
    return `Dear ${this.name}`;
  },
}));

const either = (scopes: readonly string[], mayAsk: boolean): Case => ({
  name: `of "a and b, or c" with ${scopes.join(', ') || 'nothing'}`,
  query: '{ open either }',
  actor: { scopes },
  data: { open: 1, either: mayAsk ? 3 : null },
  errors: mayAsk ? [] : [{ path: ['either'], code: 'FORBIDDEN' }],
  asked: ['people'],
});

const fieldsBelow: readonly Case[] = [
  {
    name: 'that another subgraph has: it is not called, for nothing else is wanted of it',
    query: '{ people { name salary } }',
    actor: { scopes: [] },
    data: { people: [{ name: 'Ada', salary: null }] },
    errors: [{ path: ['people', 0, 'salary'], code: 'FORBIDDEN' }],
    asked: ['people'],
  },
  {
    name: 'that may be seen',
    query: '{ people { name salary } }',
    actor: { scopes: ['pay'] },
    data: { people: [{ name: 'Ada', salary: 7 }] },
    asked: ['people', 'pay'],
  },
  {
    name: 'that may not be null take their object with them',
    query: '{ person(id: "1") { name born } open }',
    actor: { scopes: [] },
    data: { person: null, open: 1 },
    errors: [{ path: ['person', 'born'], code: 'FORBIDDEN' }],
  },
  {
    name: 'under aliases and twice',
    query: '{ person(id: "1") { mail: email again: email name: name } }',
    actor: { scopes: [] },
    data: { person: { mail: null, again: null, name: 'Ada' } },
    errors: [{ path: ['person', 'mail'] }, { path: ['person', 'again'] }],
  },
  {
    name: 'objects of which nothing is left are there, or are null',
    query: '{ person(id: "1") { email } none: person(id: "3") { email } }',
    actor: { scopes: [] },
    data: { person: { email: null }, none: null },
    errors: [{ path: ['person', 'email'], code: 'FORBIDDEN' }],
  },
  {
    name: 'with objects below them',
    query: '{ person(id: "1") { friend { name grade } } }',
    actor: { scopes: ['pay'] },
    data: { person: { friend: null } },
    errors: [{ path: ['person', 'friend'], code: 'FORBIDDEN' }],
    asked: ['people'],
  },
  {
    name: 'in fragments that are spread where they may be seen and where they may not',
    query: `{ person(id: "1") { ...F friend { ...F } } people { ...F } }
      fragment F on Person { id salary ...G } fragment G on Person { grade }`,
    actor: { scopes: [] },
    data: {
      person: { id: '1', salary: null, grade: 'A', friend: null },
      people: [{ id: '1', salary: null, grade: 'A' }],
    },
    errors: [
      { path: ['person', 'salary'] },
      { path: ['person', 'friend'] },
      { path: ['people', 0, 'salary'] },
    ],
    asked: ['people', 'pay', 'pay'],
  },
  {
    name: 'that conditions leave out are not asked for',
    query: 'query ($is: Boolean!) { people { name salary @include(if: $is) } }',
    variables: { is: false },
    actor: { scopes: [] },
    data: { people: [{ name: 'Ada' }] },
  },
  {
    name: 'that the plan needs for others are fetched, not shown',
    query: '{ people { greeting } }',
    actor: { scopes: [] },
    data: { people: [{ greeting: 'Dear Ada' }] },
    asked: ['people', 'pay'],
  },
];

const rejected: readonly Case[] = [
  {
    name: 'in an operation that is refused whole',
    query: '{ open people { name salary ...F } } fragment F on Person { email }',
    actor: { scopes: ['a'] },
    rejectsDenied: true,
    data: null,
    errors: [
      { path: ['people', 'salary'], code: 'FORBIDDEN' },
      { path: ['people', 'email'], code: 'FORBIDDEN' },
    ],
    asked: [],
  },
  {
    name: 'in an operation that is not, because all may be seen',
    query: '{ open people { name } }',
    actor: { scopes: ['a'] },
    rejectsDenied: true,
    data: { open: 1, people: [{ name: 'Ada' }] },
  },
];

export const scenario: Scenario = {
  subgraphs: {
    people: {
      query: {
        people,
        person: ({ id }: { id: string }) => people.find((each) => each.id === id),
        ...{ open: 1, known: 2, either: 3, ruled: 4, crossing: 5, strict: 6 },
      },
      entities: { Person: people },
    },
    pay: { entities: { Person: pay } },
  },
  cases: [
    either([], false),
    either(['a'], false),
    either(['a', 'b'], true),
    either(['c'], true),
    either(['*'], true),
    {
      name: 'of nobody in particular',
      query: '{ open known either ruled }',
      actor: { isAnonymous: true, scopes: ['*'], accessLevel: 'ADMIN' },
      data: { open: 1, known: null, either: null, ruled: null },
      errors: ['known', 'either', 'ruled'].map((name) => ({
        path: [name],
        code: 'UNAUTHENTICATED',
      })),
    },
    {
      name: 'of an ADMIN',
      query: '{ known either ruled crossing strict }',
      actor: { accessLevel: 'ADMIN', scopes: ['*'] },
      data: { known: 2, either: 3, ruled: 4, crossing: 5, strict: 6 },
    },
    {
      name: 'of an ADMIN whose token is for little',
      query: '{ known either ruled crossing }',
      actor: { accessLevel: 'ADMIN', scopes: ['a'] },
      data: { known: 2, either: null, ruled: 4, crossing: 5 },
      errors: [{ path: ['either'], code: 'FORBIDDEN' }],
    },
    {
      name: 'of who reaches other tenants',
      query: '{ known ruled crossing }',
      actor: { accessLevel: 'READ_CROSS', scopes: [] },
      data: { known: 2, ruled: null, crossing: 5 },
      errors: [{ path: ['ruled'], code: 'FORBIDDEN' }],
    },
    {
      name: 'of who does not',
      query: '{ crossing }',
      data: { crossing: null },
      errors: [{ path: ['crossing'], code: 'FORBIDDEN' }],
      asked: [],
    },
    {
      name: 'at the root that may not be null: nothing else is asked for',
      query: '{ open ...F } fragment F on Query { strict people { name } }',
      actor: { scopes: [] },
      data: null,
      errors: [{ path: ['strict'], code: 'FORBIDDEN' }],
      asked: [],
    },
    {
      name: 'beside introspection, which is for everybody',
      query: '{ known __typename __type(name: "Person") { name } }',
      actor: { isAnonymous: true },
      data: { known: null, __typename: 'Query', __type: { name: 'Person' } },
      errors: [{ path: ['known'], code: 'UNAUTHENTICATED' }],
      asked: [],
    },
    ...fieldsBelow,
    ...rejected,
  ],
};
