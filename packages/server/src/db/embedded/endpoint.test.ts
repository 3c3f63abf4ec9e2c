import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { chooseEndpoint, listenSettings, superuserUrl } from './endpoint.ts';
import { temporaryDirectory } from './testing/host-process.ts';

describe('where the embedded PostgreSQL listens', () => {
  test('only at a socket, whose directory may have any name', () => {
    const endpoint = { host: '/a, "b"/run', port: 5432, isTemporary: false };
    expect(listenSettings(endpoint)).toEqual({
      port: 5432,
      listen_addresses: '',
      unix_socket_directories: '"/a, ""b""/run"',
    });
    const url = superuserUrl(endpoint, 'secret');
    expect(decodeURIComponent(new URL(url).hostname)).toBe(endpoint.host);
    expect(url).toBe('postgres://arbiter:secret@%2Fa%2C%20%22b%22%2Frun:5432/arbiter');
  });

  test('at a free port of this machine where no socket can be', async () => {
    using directory = temporaryDirectory();
    const runPath = join(directory.path, 'missing', 'run');
    const endpoint = await chooseEndpoint({ runPath, runner: null }, []);
    expect(endpoint).toEqual({ host: '127.0.0.1', port: expect.any(Number), isTemporary: false });
    expect(endpoint.port).toBeGreaterThan(1023);
    expect(listenSettings(endpoint)).toMatchObject({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
    expect(superuserUrl(endpoint, 'secret')).toBe(
      `postgres://arbiter:secret@127.0.0.1:${endpoint.port}/arbiter`,
    );
  });
});
