/**
 * An interface asks for what each of its members asks for: which it will be is not known before. Who
 * may see some of them asks for those.
 */
import type { Scenario } from '../../scenario.ts';

const owner = { name: 'Ada', phone: '1' };
const book = { __typename: 'Book', id: 'b', title: 'Dune', owner, pages: 600 };
const film = { __typename: 'Film', id: 'f', title: 'Alien', owner, minutes: 117 };
const lab = { __typename: 'Lab', id: 'l', name: 'North' };
const vault = { __typename: 'Vault', id: 'v', name: 'South' };
const forbidden = (...paths: (string | number)[][]) =>
  paths.map((path) => ({ path, code: 'FORBIDDEN' }));

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { media: [book, film], places: [lab, vault] },
      entities: { Book: [book], Film: [film], Lab: [lab], Vault: [vault] },
    },
    b: { entities: { Book: [{ id: 'b', stars: 5 }] } },
  },
  cases: [
    {
      name: 'a field of which one member asks for something',
      query: '{ media { __typename id title } }',
      actor: { scopes: [] },
      data: {
        media: [
          { __typename: 'Book', id: 'b', title: null },
          { __typename: 'Film', id: 'f', title: null },
        ],
      },
      errors: forbidden(['media', 0, 'title'], ['media', 1, 'title']),
    },
    {
      name: 'with it',
      query: '{ media { title } }',
      actor: { scopes: ['film'] },
      data: { media: [{ title: 'Dune' }, { title: 'Alien' }] },
    },
    {
      name: 'on the members',
      query: '{ media { ... on Book { title stars } ... on Film { title minutes } } }',
      actor: { scopes: [] },
      data: {
        media: [
          { title: 'Dune', stars: 5 },
          { title: null, minutes: 117 },
        ],
      },
      errors: forbidden(['media', 1, 'title']),
    },
    {
      name: 'on the interface and on a member: there it may be seen',
      query: '{ media { title ... on Book { title } } }',
      actor: { scopes: [] },
      data: { media: [{ title: 'Dune' }, { title: null }] },
      errors: forbidden(['media', 1, 'title']),
    },
    {
      name: 'objects on the interface and on a member: what only the interface asks for is not there',
      query: `{ media { owner { ...O } ... on Book { owner { name } } } }
        fragment O on Owner { phone ...P } fragment P on Owner { name }`,
      actor: { scopes: [] },
      data: { media: [{ owner: { phone: null, name: 'Ada' } }, { owner: null }] },
      errors: forbidden(['media', 0, 'owner', 'phone'], ['media', 1, 'owner']),
    },
    {
      name: 'of which a member may not be seen at all',
      query: '{ places { __typename } media { id } }',
      actor: { scopes: [] },
      data: { places: null, media: [{ id: 'b' }, { id: 'f' }] },
      errors: forbidden(['places']),
    },
    {
      name: 'of which all members may be seen',
      query: '{ places { name } }',
      actor: { scopes: ['vault'] },
      data: { places: [{ name: 'North' }, { name: 'South' }] },
    },
  ],
};
