/** Buses as they are run beyond one machine: with TLS, and a user that may touch what is Arbiter's. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, findBinary, startServerProcess } from './server-process.ts';
import { keepSecret } from './test-logs.ts';

export interface SecuredServer extends ServerProcess {
  /** With the user's name and password. */
  readonly url: string;
  /** The same address without them. */
  readonly anonymousUrl: string;
  /** PEM of who has signed the server's certificate: itself. */
  readonly certificate: string;
}

const password = keepSecret('password of the bus', 'open-sesame-of-the-bus');

/** The rule of docs/guides/production.md. */
const redisUser = [
  ...['arbiter', 'on', `>${password}`, 'resetkeys', '~arbiter:*', '~bull:*'],
  ...['resetchannels', '&arbiter:*', '+@all', '-@admin', '-@dangerous', '+info'],
];

export async function startSecuredRedis(): Promise<SecuredServer> {
  return startSecured('redis-server', 'rediss', 'Ready to accept connections', {
    args: ({ folder, dataDir, port }) => [
      ...['--port', '0', '--tls-port', String(port), '--bind', '127.0.0.1', '--dir', dataDir],
      ...['--tls-cert-file', join(folder, 'cert.pem'), '--tls-key-file', join(folder, 'key.pem')],
      ...['--tls-ca-cert-file', join(folder, 'cert.pem'), '--tls-auth-clients', 'no'],
      ...['--user', 'default', 'off', '--user', ...redisUser],
    ],
  });
}

export async function startSecuredNats(): Promise<SecuredServer> {
  return startSecured('nats-server', 'tls', 'Server is ready', {
    args: ({ folder, dataDir, port }) => {
      const config = join(folder, 'nats.conf');
      writeFileSync(
        config,
        `listen: "127.0.0.1:${port}"
         jetstream { store_dir: "${join(dataDir, 'jetstream')}" }
         tls { cert_file: "${join(folder, 'cert.pem')}", key_file: "${join(folder, 'key.pem')}" }
         authorization { users = [ { user: arbiter, password: "${password}", permissions: {
           publish: ["arbiter.>", "$JS.API.>", "$JS.ACK.>"], subscribe: ["_INBOX.>"] } } ] }`,
      );
      return ['--config', config];
    },
  });
}

interface Place {
  readonly folder: string;
  readonly dataDir: string;
  readonly port: number;
}

async function startSecured(
  name: string,
  protocol: string,
  readyText: string,
  { args }: { readonly args: (place: Place) => readonly string[] },
): Promise<SecuredServer> {
  const binary = findBinary(name);
  if (!binary) throw new Error(`${name} is not installed.`);
  const folder = mkdtempSync(join(tmpdir(), 'arbiter-certificate-'));
  const certificate = signCertificate(folder);
  const server = await startServerProcess({
    binary,
    args: (place) => args({ ...place, folder }),
    readyText,
  });
  const address = `localhost:${server.port}`;
  return Object.assign(server, {
    certificate,
    url: `${protocol}://arbiter:${password}@${address}`,
    anonymousUrl: `${protocol}://${address}`,
    async [Symbol.asyncDispose]() {
      await server.kill();
      await server.wipe();
      rmSync(folder, { recursive: true });
    },
  });
}

/** For this machine, with its key beside it. */
function signCertificate(folder: string): string {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = spawnSync('openssl', [...request, ...subject, '-keyout', key, '-out', cert]);
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${String(made.stderr)}`);
  return readFileSync(cert, 'utf8');
}
