/** A real OpenID provider, and a server that answers as GitHub does, both on loopback. */
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { keepSecret } from '@arbiter/testkit/test-logs.ts';

/** Which no log may hold. */
export const [oidcSecret, githubSecret] = [
  keepSecret('client secret', 'oidc-client-secret-5b1f0c7e92'),
  keepSecret('client secret', 'github-client-secret-d84a63f0b1'),
];
const githubCode = keepSecret('authorization code', 'github-code-7c20e9fa45');
const githubToken = keepSecret('access token', 'gho_2f6b8d13c07a95e4');

/** Who signs in next, as the provider knows them. */
export interface Person {
  sub: string;
  email: string;
  isVerified: boolean;
  /** What the userinfo endpoint calls their address, saying nothing of it, where the ID token has the other. */
  otherEmail?: string | undefined;
}

export interface FakeProvider extends AsyncDisposable {
  readonly url: string;
  readonly person: Person;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: () => Handler): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => handler()(request, response));
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** `oidc-provider`, which signs in whoever `person` is without asking. */
export async function startOidcProvider(redirectUri: string): Promise<FakeProvider> {
  const person: Person = { sub: 'ada', email: 'ada@lab.example', isVerified: true };
  let handle: Handler = () => undefined;
  const { url, close } = await serve(() => handle);
  const provider = new Provider(url, {
    clients: [{ client_id: 'arbiter', client_secret: oidcSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    // Both places say who it is.
    conformIdTokenClaims: false,
    findAccount: (_context, accountId) => ({
      accountId,
      claims: async (use) => ({
        sub: accountId,
        name: 'Ada',
        ...(use === 'userinfo' && person.otherEmail !== undefined
          ? { email: person.otherEmail }
          : { email: person.email, email_verified: person.isVerified }),
      }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
    const login = { accountId: person.sub };
    void provider.interactionFinished(request, response, { login });
  };
  return { url, person, [Symbol.asyncDispose]: close };
}

/** The endpoints of GitHub that signing in uses; codes are good once, with the verifier's challenge. */
export async function startGithub(): Promise<FakeProvider> {
  const person = { sub: '42', email: 'ada@lab.example', isVerified: true };
  const json = (response: ServerResponse, body: unknown) =>
    void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  const { url, close } = await serve(() => (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://github.example');
    if (asked.pathname === '/login/oauth/authorize') {
      const back = new URL(asked.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', githubCode);
      back.searchParams.set('state', asked.searchParams.get('state') ?? '');
      return void response.writeHead(302, { location: back.href }).end();
    }
    if (asked.pathname === '/login/oauth/access_token') {
      return json(response, {
        access_token: githubToken,
        token_type: 'bearer',
        scope: 'user:email',
      });
    }
    if (request.headers.authorization !== `Bearer ${githubToken}`)
      return void response.writeHead(401).end();
    if (asked.pathname === '/user') {
      return json(response, { id: Number(person.sub), login: 'ada', name: null });
    }
    json(response, [{ email: person.email, primary: true, verified: person.isVerified }]);
  });
  return { url, person, [Symbol.asyncDispose]: close };
}
