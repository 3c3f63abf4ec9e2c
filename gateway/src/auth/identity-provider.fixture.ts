/** A small OpenID provider on loopback: real keys, real HTTP, and faults on demand. */
import { type KeyObject, generateKeyPairSync, randomUUID } from 'node:crypto';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';

interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface TestProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Requests for the keys so far. */
  keyRequests(): number;
  /** Adds a key, with which tokens are signed from now on. */
  rotate(alg?: string): IssuerKey;
  /** Takes a key out of what is published. */
  withdraw(kid: string): void;
  /** Answers otherwise than it should, until it is called with null. */
  misbehave(answer: ((response: ServerResponse) => void) | null): void;
  /** What it says of itself besides, or instead. */
  describe(metadata: object): void;
  sign(claims: object, header?: object): Promise<string>;
  /** The public part of the key that signs now. */
  readonly publicKey: KeyObject;
}

const generators: Readonly<Record<string, () => { publicKey: KeyObject; privateKey: KeyObject }>> =
  {
    RS256: () => generateKeyPairSync('rsa', { modulusLength: 2_048 }),
    PS256: () => generateKeyPairSync('rsa', { modulusLength: 2_048 }),
    ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    ES384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    EdDSA: () => generateKeyPairSync('ed25519'),
  };

export async function startTestProvider(alg = 'ES256'): Promise<TestProvider> {
  let keys: IssuerKey[] = [];
  let extra = {};
  let keyRequests = 0;
  let fault: ((response: ServerResponse) => void) | null = null;
  const rotate = (next = alg) => {
    const generate = generators[next];
    if (!generate) throw new Error(`No keys of ${next} are made here.`);
    const key = { kid: randomUUID(), alg: next, ...generate() };
    keys = [...keys, key];
    return key;
  };
  rotate();
  const newest = () => keys.at(-1)!;
  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) keyRequests += 1;
    if (fault) return fault(response);
    response.setHeader('content-type', 'application/json');
    if (isKeys) response.end(JSON.stringify({ keys: keys.map(published) }));
    else if (request.url === '/realm/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer, jwks_uri: jwksUrl, ...extra }));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [issuer, jwksUrl] = [`${origin}/realm`, `${origin}/keys`];
  return {
    issuer,
    jwksUrl,
    keyRequests: () => keyRequests,
    rotate,
    withdraw: (kid) => void (keys = keys.filter((key) => key.kid !== kid)),
    misbehave: (answer) => void (fault = answer),
    describe: (metadata) => void (extra = metadata),
    get publicKey() {
      return newest().publicKey;
    },
    sign: (claims, header = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: newest().alg, kid: newest().kid, ...header })
        .sign(newest().privateKey),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function published({ kid, alg, publicKey }: IssuerKey): object {
  return { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
}
