/** Opening personal values for readers of the tenant, batched over the records of a request. */
import { selectRows } from '@arbiter/server/db/rows.ts';
import { type Loader, batched } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import type { PersonalValues } from '../ledger/source-event.rules.ts';
import { keyIdOf, openPersonal } from './personal-envelope.ts';
import { SubjectKeyRecord } from './subject-key.entity.ts';

/** Personal values, or null when their key was destroyed. */
export type OpenedValues = PersonalValues | null;

/** Values by envelope: one statement for all the keys, each envelope decrypted once. */
export function createSubjectLoaders({ em }: ReadScope): { personalValues: Loader<OpenedValues> } {
  return {
    personalValues: batched(async (envelopes) => {
      const ids = [...new Set(envelopes.map(keyIdOf))];
      const rows = await selectRows(await em(), SubjectKeyRecord, { id: { $in: ids } });
      const keys = new Map(rows.map(({ id, key }) => [id, key]));
      return envelopes.map((envelope) => {
        const key = keys.get(keyIdOf(envelope));
        return key ? openPersonal(envelope, key) : null;
      });
    }),
  };
}
