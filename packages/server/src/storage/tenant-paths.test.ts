/** That no name of a file leads from one tenant's folder to anywhere else. */
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isTenantPath,
  requireInside,
  tenantFolder,
  tenantOfPath,
  tenantPath,
} from './tenant-paths.ts';

const base = '/srv/files';
const refused = expect.objectContaining({ code: 'BAD_USER_INPUT' });

describe('a path', () => {
  test('is the base, the folder of the tenant and what is inside', () => {
    expect(tenantPath(base, 'customer-a', 'runs/1/model.bin')).toBe(
      '/srv/files/tenant-customer-a/runs/1/model.bin',
    );
    expect(tenantPath(base, 'tenant_123', './a//b')).toBe('/srv/files/tenant-tenant_123/a/b');
  });

  test.each(['', '.', '..', '../tenant-b/x', 'a/../../x', 'a/..', '/etc/passwd', 'a\0b', '..\\x'])(
    '%j is refused',
    (path) => {
      expect(() => tenantPath(base, 'a', path)).toThrow(refused);
    },
  );

  test.each(['C:\\x', 'c:x', '\\\\host\\share'])('%j, of another system, is refused', (path) => {
    expect(() => tenantPath(base, 'a', path)).toThrow(refused);
  });

  test.each(['', 'a b', '../x', 'a/b', 'a@b', "x'; drop table runs; --", '.'])(
    'of the tenant %j is refused',
    (tenantId) => {
      expect(() => tenantPath(base, tenantId, 'x')).toThrow(refused);
      expect(() => tenantFolder(base, tenantId)).toThrow(refused);
    },
  );

  const pieces = fc.array(
    fc.oneof(fc.constantFrom('..', '.', '', '/', '\\', 'a', '%2e%2e', 'tenant-b'), fc.string()),
    { maxLength: 8 },
  );

  test('is inside the folder of its tenant, or refused, whatever the name', () => {
    fc.assert(
      fc.property(pieces, fc.constantFrom('/', '\\'), (parts, separator) => {
        let path: string;
        try {
          path = tenantPath(base, 'a', parts.join(separator));
        } catch (error) {
          expect(error).toEqual(refused);
          return;
        }
        expect(path.startsWith(`${base}${sep}tenant-a${sep}`)).toBe(true);
        expect(resolve(path)).toBe(path);
        expect(tenantOfPath(base, path)).toBe('a');
        expect(isTenantPath(base, 'a', path)).toBe(true);
        expect(isTenantPath(base, 'b', path)).toBe(false);
      }),
    );
  });
});

test.each([
  ['/srv/files/tenant-a/x', 'a'],
  ['/srv/files/tenant-a', 'a'],
  ['/srv/files/tenant-a/../tenant-b/x', 'b'],
  ['/srv/files/other/tenant-a/x', null],
  ['/srv/files/tenant-/x', null],
  ['/srv/files/tenant-a b/x', null],
  ['/srv/files', null],
  ['/srv/tenant-a/x', null],
  ['/srv/files-tenant-a/x', null],
])('%s is of the tenant %j', (path, tenantId) => {
  expect(tenantOfPath(base, path)).toBe(tenantId);
});

describe('a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'arbiter-paths-')));
    for (const tenantId of ['a', 'b']) {
      await mkdir(join(folder, `tenant-${tenantId}`));
      await writeFile(join(folder, `tenant-${tenantId}`, 'own.txt'), tenantId);
    }
    const link = (to: string, name: string) => symlink(to, join(folder, 'tenant-a', name));
    await link('own.txt', 'inside');
    await link('../tenant-b/own.txt', 'theirs');
    await link('../tenant-b', 'folder');
    await link('/etc', 'system');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('is found, by a link inside too', async () => {
    const own = join(folder, 'tenant-a', 'own.txt');
    expect(await requireInside(folder, 'a', 'own.txt')).toBe(own);
    expect(await requireInside(folder, 'a', 'inside')).toBe(own);
  });

  test.each(['theirs', 'folder/own.txt', 'system/hostname'])(
    'to which a link leads out is refused: %s',
    async (path) => {
      await expect(requireInside(folder, 'a', path)).rejects.toEqual(refused);
    },
  );

  test('that is not there is an error of the file system', async () => {
    await expect(requireInside(folder, 'a', 'nothing')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
