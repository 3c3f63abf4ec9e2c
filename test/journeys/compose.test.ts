/**
 * The stories against the services of docker-compose.yml, each as a plain process with the command and
 * the environment that the file gives it; and that docker-compose accepts the file.
 */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { findBinary } from '@arbiter/testkit/server-process.ts';
import { projectRoot } from '../support/arbiter-process.ts';
import { type ComposedArbiter, readServices, startCompose } from '../support/compose.ts';
import { tellStories } from './stories.ts';

describeWith(['redis-server', 'nats-server'], 'the services as processes', () => {
  let arbiter: ComposedArbiter;
  beforeAll(async () => {
    arbiter = await startCompose();
  }, 120_000);
  afterAll(async () => {
    await arbiter[Symbol.asyncDispose]();
  });

  tellStories(() => arbiter.url);
});

describeWith(['docker-compose'], 'docker-compose', () => {
  test('accepts the file', () => {
    const binary = findBinary('docker-compose') ?? '';
    const config = execFileSync(binary, ['config'], { cwd: projectRoot, encoding: 'utf8' });
    for (const name of readServices().keys()) expect(config).toContain(`  ${name}:`);
  });
});

describe('docker-compose.yml', () => {
  test('has the gateway and every subgraph', () =>
    expect([...readServices().keys()]).toEqual([
      'registry',
      'audit',
      'tournaments',
      'xai',
      'gateway',
    ]));
});
