/** Where the subgraphs are, as the settings say. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from '@jest/globals';
import { ConfigError } from '@arbiter/server/config/env.ts';
import { launcherSettings, readLauncherSettings } from './config.ts';

const placementOf = (name: string, env: Record<string, string>) =>
  readLauncherSettings(env).placements.find((placement) => placement.name === name);

test('without settings everything runs in this process, on the private database', () => {
  const { placements, ...settings } = readLauncherSettings({});
  expect(settings).toMatchObject({ PORT: 4000, HOST: '127.0.0.1', CORS_ORIGINS: [] });
  expect(placements).toEqual(
    ['registry', 'audit', 'tournaments', 'xai'].map((name) => ({
      name,
      url: undefined,
      databaseUrl: undefined,
    })),
  );
});

test.each([
  ['http://127.0.0.1:4001/graphql', 'http://127.0.0.1:4001/graphql'],
  // As the subgraph says where it is, and as one says it without thinking of the path.
  ['http://127.0.0.1:4001', 'http://127.0.0.1:4001/graphql'],
  ['https://registry.lab.example/', 'https://registry.lab.example/graphql'],
  ['https://lab.example/registry/api', 'https://lab.example/registry/api'],
])('a subgraph at %s is asked at %s', (given, url) => {
  expect(placementOf('registry', { REGISTRY_URL: given })).toMatchObject({ url });
  expect(placementOf('audit', { REGISTRY_URL: given })).toMatchObject({ url: undefined });
});

test.each(['127.0.0.1:4001', 'ftp://127.0.0.1', 'http://'])('%s is no place', (given) => {
  expect(() => readLauncherSettings({ XAI_URL: given })).toThrow(ConfigError);
  expect(() => readLauncherSettings({ XAI_URL: given })).toThrow('XAI_URL: must be a URL');
});

test('a database of its own goes before the one of all', () => {
  const [all, own] = ['postgres://db/all', 'postgres://db/own'];
  const env = { DATABASE_URL: all, AUDIT_DATABASE_URL: own };
  expect(placementOf('audit', env)).toMatchObject({ databaseUrl: own });
  expect(placementOf('registry', env)).toMatchObject({ databaseUrl: all });
  const ownAlone = { AUDIT_DATABASE_URL: own };
  expect(placementOf('xai', ownAlone)).toMatchObject({ databaseUrl: undefined });
});

test('.env.example names every setting, and changes nothing when it is taken as it is', () => {
  const file = new URL('../../../.env.example', import.meta.url);
  const example = parseEnv(readFileSync(file, 'utf8'));
  expect(Object.keys(example).toSorted()).toEqual(Object.keys(launcherSettings.shape).toSorted());
  expect(readLauncherSettings(example)).toEqual(readLauncherSettings({}));
});
