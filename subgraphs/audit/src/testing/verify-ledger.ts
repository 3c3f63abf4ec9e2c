/**
 * A ledger checked by an outsider: from the texts and hashes that the API returns, with nothing of
 * the code that wrote them.
 */
import { createHash } from 'node:crypto';

export interface PublishedRecord {
  readonly canonicalForm: string;
  readonly hash: string;
}

/**
 * Throws unless the records are one tenant's ledger from its first record on: numbers from 1
 * without gaps, every hash right, each record naming the hash before it. Returns what they say.
 */
export function verifyLedger(
  tenantId: string,
  records: readonly PublishedRecord[],
): Record<string, unknown>[] {
  let previous: string | undefined;
  return records.map(({ canonicalForm, hash }, index) => {
    const record = JSON.parse(canonicalForm) as Record<string, unknown>;
    const computed = createHash('sha256').update(canonicalForm, 'utf8').digest('hex');
    const place = `record ${index + 1} of ${tenantId}`;
    if (computed !== hash) throw new Error(`${place}: the hash is wrong`);
    if (record['tenantId'] !== tenantId) throw new Error(`${place}: of another tenant`);
    if (record['seq'] !== index + 1) throw new Error(`${place}: has another number`);
    if (record['previousHash'] !== previous) throw new Error(`${place}: does not follow`);
    previous = hash;
    return record;
  });
}
