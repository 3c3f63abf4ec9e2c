/** One id of each kind of row that a tenant has: enough where rows of a kind are as good as each other. */
import { listsOf } from './answers.ts';
import { type TenantsApart, isId } from './tenants-apart.ts';

/** By which objects are found: their own, and those that producers give to their runs. */
const isFoundBy = /(\.|_)(id|runId)$/;

/** The first id of each type in what the lists give that need no argument. */
export async function idsOfEachKind(apart: TenantsApart, tenant: string): Promise<string[]> {
  return firstIds([...(await listsOf(apart, tenant)).values()]);
}

/** The first id of each type in answers that say `__typename` of everything. */
export function firstIds(answers: unknown): string[] {
  const found = new Map<string, string>();
  const walk = (value: unknown, kind: string): void => {
    const isNew = isFoundBy.test(kind) && !found.has(kind);
    if (isNew && typeof value === 'string' && isId(value)) found.set(kind, value);
    if (typeof value !== 'object' || value === null) return;
    const type = '__typename' in value ? String(value.__typename) : kind;
    for (const [name, child] of Object.entries(value)) {
      walk(child, Array.isArray(value) ? kind : `${type}.${name}`);
    }
  };
  walk(answers, '');
  return [...new Set(found.values())];
}
