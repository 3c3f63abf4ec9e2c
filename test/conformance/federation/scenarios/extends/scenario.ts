/** Subgraphs of the first version of federation: extended types, external keys. */
import type { Scenario } from '../../scenario.ts';

const ann = { id: 'a', name: 'Ann', email: 'ann@example.org' };
const good = { text: 'good', by: { id: 'a', name: 'Ann, says the review' } };

export const scenario: Scenario = {
  subgraphs: {
    users: { query: { me: ann }, entities: { User: [ann] } },
    reviews: {
      query: { reviews: [good] },
      entities: {
        User: [
          {
            id: 'a',
            reviews: [good],
            contact(this: { email: string }) {
              return `write to ${this.email}`;
            },
          },
        ],
      },
    },
  },
  cases: [
    {
      name: 'fields of both',
      query: '{ me { name reviews { text by { email } } } }',
      data: { me: { name: 'Ann', reviews: [{ text: 'good', by: { email: 'ann@example.org' } }] } },
      asked: ['users', 'reviews', 'users'],
    },
    {
      name: 'provided ones',
      query: '{ reviews { by { name } } }',
      data: { reviews: [{ by: { name: 'Ann, says the review' } }] },
      asked: ['reviews'],
    },
    {
      name: 'required ones',
      query: '{ reviews { by { contact id: email } } }',
      data: { reviews: [{ by: { contact: 'write to ann@example.org', id: 'ann@example.org' } }] },
      asked: ['reviews', 'users', 'reviews'],
    },
  ],
};
