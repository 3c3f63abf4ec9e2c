/** Objects, enums, scalars and members of unions with rules: they hold wherever the type is returned. */
import type { Scenario } from '../../scenario.ts';

const account = { __typename: 'Account', id: 'a', balance: 5, audited: true };
const holder = { __typename: 'Holder', id: 'h', account };

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: {
        ...{ account, accounts: [account], holder, mixed: [holder, account] },
        ...{ level: 'LOW', money: 3 },
      },
      entities: { Account: [account], Holder: [holder] },
    },
    b: { entities: { Holder: [{ id: 'h', level: 'HIGH', debts: [1, null], note: 'n' }] } },
  },
  cases: [
    {
      name: 'objects',
      query: '{ account { id } holder { id account { balance } } }',
      actor: { scopes: [] },
      data: { account: null, holder: { id: 'h', account: null } },
      errors: [
        { path: ['account'], code: 'FORBIDDEN' },
        { path: ['holder', 'account'], code: 'FORBIDDEN' },
      ],
      asked: ['a'],
    },
    {
      name: 'objects, also when nothing but their type is asked for',
      query: '{ account { __typename } }',
      actor: { scopes: [] },
      data: { account: null },
      errors: [{ path: ['account'], code: 'FORBIDDEN' }],
      asked: [],
    },
    {
      name: 'lists that may not be null',
      query: '{ accounts { id } }',
      actor: { scopes: [] },
      data: null,
      errors: [{ path: ['accounts'], code: 'FORBIDDEN' }],
      asked: [],
    },
    {
      name: 'of an object together with those of its fields',
      query: '{ account { balance audited } }',
      actor: { scopes: ['bank'] },
      data: { account: { balance: 5, audited: null } },
      errors: [{ path: ['account', 'audited'], code: 'FORBIDDEN' }],
    },
    {
      name: 'of an object are not met by those of its fields',
      query: '{ account { audited } }',
      actor: { scopes: ['audit'] },
      data: { account: null },
      errors: [{ path: ['account'], code: 'FORBIDDEN' }],
    },
    {
      name: 'enums and scalars, in every subgraph',
      query: '{ level money holder { level debts note } }',
      actor: { isAnonymous: true },
      data: { level: null, money: null, holder: { level: null, debts: null, note: 'n' } },
      errors: [
        { path: ['level'], code: 'UNAUTHENTICATED' },
        { path: ['money'], code: 'UNAUTHENTICATED' },
        { path: ['holder', 'level'], code: 'UNAUTHENTICATED' },
        { path: ['holder', 'debts'], code: 'UNAUTHENTICATED' },
      ],
    },
    {
      name: 'enums and scalars that may be seen',
      query: '{ level money holder { level debts } }',
      actor: { scopes: ['bank'] },
      data: { level: 'LOW', money: 3, holder: { level: 'HIGH', debts: [1, null] } },
    },
    {
      name: 'members of a union, which still say what they are',
      query: '{ mixed { __typename ... on Account { id balance } ... on Holder { id note } } }',
      actor: { scopes: [] },
      data: {
        mixed: [{ __typename: 'Holder', id: 'h', note: 'n' }, null],
      },
      errors: [{ path: ['mixed', 1, 'id'], code: 'FORBIDDEN' }],
    },
    {
      name: 'members of a union of which fields that may be null are asked for',
      query: '{ mixed { __typename ... on Account { balance } } }',
      actor: { scopes: [] },
      data: { mixed: [{ __typename: 'Holder' }, { __typename: 'Account', balance: null }] },
      errors: [{ path: ['mixed', 1, 'balance'], code: 'FORBIDDEN' }],
    },
  ],
};
