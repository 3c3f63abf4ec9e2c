/**
 * The documents that came with the deployment, from a manifest in the format of Apollo's tools
 * (`apollo-persisted-query-manifest`, version 1), which the SDK has too.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { StartError } from '@arbiter/server/process/lifecycle.ts';

export interface TrustedDocuments {
  /** Whether nothing else runs. */
  readonly isOnly: boolean;
  textOf(id: string): string | undefined;
  hasText(text: string): boolean;
}

const manifestShape = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** Reads the manifest. Errors: StartError in one line that names the file. */
export async function readTrustedDocuments(
  path: string,
  { isOnly }: Pick<TrustedDocuments, 'isOnly'>,
): Promise<TrustedDocuments> {
  const { operations } = await readManifest(path);
  const byId = new Map(operations.map(({ id, body }) => [id, body]));
  const texts = new Set(byId.values());
  return { isOnly, textOf: (id) => byId.get(id), hasText: (text) => texts.has(text) };
}

async function readManifest(path: string): Promise<z.infer<typeof manifestShape>> {
  const refusal = (what: string, cause: unknown) =>
    new StartError(`TRUSTED_DOCUMENTS: ${path} ${what}.`, { cause });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw refusal(`cannot be read (${(error as NodeJS.ErrnoException).code})`, error);
  }
  try {
    return manifestShape.parse(JSON.parse(text));
  } catch (error) {
    throw refusal('is no persisted query manifest of version 1', error);
  }
}
