/** The settings that all programs share. */
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { knownArbiterSettings, readEnvironment } from './env.ts';
import { commonSettings, isLoopbackHost, subgraphNames, subgraphSettings } from './settings.ts';

const read = (env: Record<string, string>) => readEnvironment(env, z.object(commonSettings));

describe('common settings', () => {
  test('have defaults for a machine with nothing on it', () => {
    expect(read({})).toEqual({
      ARBITER_MODE: 'development',
      ARBITER_DATA_DIR: '.arbiter',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      RATE_LIMIT_PER_MINUTE: 100,
      RATE_LIMIT_PER_HOUR: 1_000,
      RATE_LIMIT_PER_DAY: 10_000,
      RATE_LIMIT_TENANT_PER_DAY: 1_000_000,
      RATE_LIMIT_TENANT_PER_HOUR: 100_000,
      RATE_LIMIT_TENANT_PER_MINUTE: 10_000,
      RATE_LIMIT_WAIT_MS: 100,
      RATE_LIMIT_EVENTS_PER_SECOND: 5_000,
    });
  });

  test.each([
    ['ARBITER_MODE', 'staging', 'development or production'],
    ['LOG_LEVEL', 'loud', 'one of fatal, error, warn'],
    ['REDIS_URL', 'http://redis', 'redis:// or rediss://'],
    ['NATS_URL', 'redis://nats', 'nats:// or tls://'],
    ['DATABASE_URL', 'sqlite://x', 'postgres:// or postgresql://'],
    ['DATABASE_URL', 'postgres:db', 'postgres:// or postgresql://'],
    ['DATABASE_URL', 'postgres://host:port/db', 'postgres:// or postgresql://'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4317', 'http:// or https://'],
    ['OTEL_TRACES_EXPORTER', 'zipkin', 'otlp, console or none'],
    ['OTEL_SDK_DISABLED', 'yes', 'true or false'],
    ['OTEL_TRACES_SAMPLER', 'sometimes', 'one of always_on'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5', 'a share from 0 to 1'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'production', 'key=value pairs'],
  ])('%s=%s is refused with what would fit', (name, value, fitting) => {
    expect(() => read({ [name]: value })).toThrow(`${name}: must be`);
    expect(() => read({ [name]: value })).toThrow(fitting);
  });

  test.each([
    ['REDIS_URL', 'rediss://user:pw@redis:6380/2'],
    ['NATS_URL', 'tls://token@nats:4222'],
    ['DATABASE_URL', 'postgresql://u@db:5433/x?sslmode=require'],
    ['DATABASE_URL', 'postgres://u:p@/db?host=/run/postgresql'],
    ['DATABASE_URL', 'postgres:///db'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://collector.lab:4318'],
    ['OTEL_TRACES_SAMPLER_ARG', '0.25'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=lab, service.version=1'],
  ])('%s=%s is taken', (name, value) => {
    expect(read({ [name]: value })).toMatchObject({ [name]: value });
  });
});

test('every subgraph can be given a database and a port of its own', () => {
  const ports = subgraphNames.map((name) => {
    const url = 'postgres://db/own';
    const setting = `${name.toUpperCase()}_DATABASE_URL`;
    const settings = readEnvironment({ [setting]: url }, subgraphSettings(name));
    expect(settings).toMatchObject({ [setting]: url });
    return settings.PORT;
  });
  expect(new Set(ports).size).toBe(subgraphNames.length);
});

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['', false],
  ['127.0.0.1.example.org', false],
  ['192.168.0.1', false],
])('the host "%s" is loopback: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

test('every ARBITER_ setting that is known is one that the programs have', () => {
  const own = Object.keys(subgraphSettings('registry').shape).filter((name) =>
    name.startsWith('ARBITER_'),
  );
  expect([...knownArbiterSettings].toSorted()).toEqual(own.toSorted());
});
