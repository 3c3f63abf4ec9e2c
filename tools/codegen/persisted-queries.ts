/**
 * The manifest of the SDK's operations (Apollo's persisted query manifest, version 1): the texts exactly as
 * the SDK sends them, by their hashes, so that a gateway can trust them and nothing else.
 */
import { createHash } from 'node:crypto';
import { operations } from '@arbiter/sdk/generated/operations.ts';
import type { GeneratedFile } from '../support/generated-file.ts';

/** The manifest as it should be. */
export function persistedQueries(): GeneratedFile[] {
  const listed = Object.values(operations)
    .map(({ kind, document }) => {
      const body = String(document);
      const id = createHash('sha256').update(body).digest('hex');
      return { id, name: nameOf(body), type: kind, body };
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: listed };
  return [{ path: 'sdk/persisted-queries.json', text: `${JSON.stringify(manifest, null, 2)}\n` }];
}

function nameOf(body: string): string {
  const name = /^(?:query|mutation|subscription) (\w+)/.exec(body)?.[1];
  if (name === undefined) throw new Error(`An operation of the SDK has no name: ${body}`);
  return name;
}
