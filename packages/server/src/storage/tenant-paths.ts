/**
 * Where the files of each tenant are: `<base>/tenant-<id>/<relative path>`. Whatever names a file inside, by
 * dots, by an absolute path or through a symbolic link, does not lead out of the tenant's folder.
 */
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isTenantId, requireTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

const prefix = 'tenant-';

/** The folder of the tenant. Errors: BAD_USER_INPUT for what cannot name a tenant. */
export function tenantFolder(base: string, tenantId: string): string {
  // A tenant's name has neither dots nor slashes, so that it is one folder.
  return join(resolve(base), `${prefix}${requireTenantId(tenantId, 'tenantId')}`);
}

/**
 * The path of the tenant's file. Errors: BAD_USER_INPUT for a tenant that cannot be, an empty or absolute path,
 * one that leads out, and one with a null byte. Links are looked at by requireInside.
 */
export function tenantPath(base: string, tenantId: string, path: string): string {
  const folder = tenantFolder(base, tenantId);
  const parts = path.split(/[/\\]/);
  const isWrong =
    path === '' ||
    isAbsolute(path) ||
    path.includes('\0') ||
    // Of another system: a drive, or a share.
    /^(?:[A-Za-z]:|\\)/.test(path) ||
    parts.includes('..');
  const found = resolve(folder, path);
  if (isWrong || !isInside(folder, found)) {
    throw badInput('path', "path must be relative and stay in the tenant's folder.");
  }
  return found;
}

/** Whether the path is in the tenant's folder, by its letters. */
export function isTenantPath(base: string, tenantId: string, path: string): boolean {
  return tenantOfPath(base, path) === tenantId;
}

/** The tenant in whose folder the path is; null when it is in none below the base. */
export function tenantOfPath(base: string, path: string): string | null {
  const [folder = ''] = relative(resolve(base), resolve(path)).split(sep);
  const tenantId = folder.startsWith(prefix) ? folder.slice(prefix.length) : '';
  return isTenantId(tenantId) ? tenantId : null;
}

/**
 * The path with its links followed, as long as that is in the tenant's folder; for files that exist, before they
 * are opened. Errors: BAD_USER_INPUT for one that leads out; those of the file system.
 */
export async function requireInside(base: string, tenantId: string, path: string): Promise<string> {
  const [folder, found] = await Promise.all([
    realpath(tenantFolder(base, tenantId)),
    realpath(tenantPath(base, tenantId, path)),
  ]);
  if (isInside(folder, found)) return found;
  throw badInput('path', "path must be relative and stay in the tenant's folder.");
}

function isInside(folder: string, path: string): boolean {
  return path.startsWith(`${folder}${sep}`);
}
