/**
 * Where people sign in: an OpenID provider, or GitHub, which is an OAuth server without OpenID. Both by
 * the authorization code with PKCE.
 * Source: OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9700.
 */
import * as client from 'openid-client';
import { z } from 'zod';
import type { SignInSettings } from './sign-in-settings.ts';
import { verifiedEmailOf } from './verified-email.ts';

/** What a sign-in at a provider needs when the person comes back. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** As the registry names them. */
type ProviderKind = 'OIDC' | 'GITHUB';

/** Who the provider says it is. */
export interface ProvedIdentity {
  readonly provider: ProviderKind;
  readonly issuer: string;
  readonly subject: string;
  /** Null unless the provider has verified it. */
  readonly verifiedEmail: string | null;
  readonly name: string | null;
  /** By which GitHub knows the person at present; null elsewhere. */
  readonly githubLogin: string | null;
}

export interface SignInProvider {
  readonly name: 'oidc' | 'github';
  readonly kind: ProviderKind;
  /** Signs what the person carries between the two requests. */
  readonly clientSecret: string;
  /** Where to send the person. */
  authorizationUrl(redirectUri: string, checks: SignInChecks): Promise<URL>;
  /** Who came back with `callback`. Errors: whatever is wrong with it. */
  identify(callback: URL, checks: SignInChecks): Promise<ProvedIdentity>;
}

/** A provider that does not answer within this is not there; in seconds, as openid-client takes it. */
const providerTimeoutSeconds = 10;

/** Those of the settings. */
export function signInProviders(settings: SignInSettings): SignInProvider[] {
  const {
    AUTH_OIDC_SIGN_IN_ISSUER: issuer,
    AUTH_OIDC_CLIENT_ID: oidcId,
    AUTH_OIDC_CLIENT_SECRET: oidcSecret,
    AUTH_GITHUB_CLIENT_ID: githubId,
    AUTH_GITHUB_CLIENT_SECRET: githubSecret,
  } = settings;
  return [
    ...(issuer && oidcId && oidcSecret ? [oidc(issuer, oidcId, oidcSecret)] : []),
    ...(githubId && githubSecret ? [github(settings, githubId, githubSecret)] : []),
  ];
}

function oidc(issuer: string, clientId: string, clientSecret: string): SignInProvider {
  let found: Promise<client.Configuration> | undefined;
  const server = new URL(issuer);
  const discover = () => {
    found ??= client
      .discovery(server, clientId, clientSecret, undefined, {
        timeout: providerTimeoutSeconds,
        execute: insecureOnLoopback(server),
      })
      .catch((error: unknown) => {
        // The provider may be there when the next person comes.
        found = undefined;
        throw error;
      });
    return found;
  };
  return {
    name: 'oidc',
    kind: 'OIDC',
    clientSecret,
    async authorizationUrl(redirectUri, checks) {
      return client.buildAuthorizationUrl(await discover(), {
        ...(await requestOf(redirectUri, checks)),
        scope: 'openid email profile',
        nonce: checks.nonce,
      });
    },
    async identify(callback, { state, nonce, verifier }) {
      const configuration = await discover();
      const tokens = await client.authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider gave no ID token.');
      const more = configuration.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : {};
      const { name } = personShape.parse({ ...claims, ...more });
      return {
        provider: 'OIDC',
        issuer: claims.iss,
        subject: claims.sub,
        verifiedEmail: verifiedEmailOf(claims, more),
        name: name ?? null,
        githubLogin: null,
      };
    },
  };
}

const personShape = z.object({ name: z.string().optional() });
const githubUserShape = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });
const githubEmailsShape = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

function github(settings: SignInSettings, clientId: string, clientSecret: string): SignInProvider {
  const issuer = new URL(settings.AUTH_GITHUB_URL);
  const at = (path: string) => new URL(path, issuer).href;
  const configuration = new client.Configuration(
    {
      issuer: issuer.origin,
      authorization_endpoint: at('/login/oauth/authorize'),
      token_endpoint: at('/login/oauth/access_token'),
    },
    clientId,
    clientSecret,
    client.ClientSecretPost(clientSecret),
  );
  configuration.timeout = providerTimeoutSeconds;
  for (const allow of insecureOnLoopback(issuer)) allow(configuration);
  const api = async (path: string, token: string): Promise<unknown> => {
    const url = new URL(path, settings.AUTH_GITHUB_API_URL);
    const answer = await client.fetchProtectedResource(configuration, token, url, 'GET');
    if (!answer.ok) throw new Error(`GitHub answers ${answer.status} at ${path}.`);
    return answer.json();
  };
  return {
    name: 'github',
    kind: 'GITHUB',
    clientSecret,
    async authorizationUrl(redirectUri, checks) {
      const request = await requestOf(redirectUri, checks);
      return client.buildAuthorizationUrl(configuration, {
        ...request,
        scope: 'read:user user:email',
      });
    },
    async identify(callback, { state, verifier }) {
      const tokens = await client.authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
      });
      const user = githubUserShape.parse(await api('/user', tokens.access_token));
      const emails = githubEmailsShape.parse(await api('/user/emails', tokens.access_token));
      const email = emails.find(({ primary, verified }) => primary && verified)?.email;
      return {
        provider: 'GITHUB',
        issuer: issuer.origin,
        // Logins change hands; numbers do not.
        subject: String(user.id),
        verifiedEmail: email ?? null,
        name: user.name ?? user.login,
        githubLogin: user.login,
      };
    },
  };
}

async function requestOf(redirectUri: string, { state, verifier }: SignInChecks) {
  return {
    redirect_uri: redirectUri,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
}

/** Without TLS only on this machine, for tests and a first try. */
function insecureOnLoopback({ protocol, hostname }: URL) {
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return protocol === 'http:' && isLoopback ? [client.allowInsecureRequests] : [];
}
