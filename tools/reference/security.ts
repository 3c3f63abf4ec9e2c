/** docs/reference/security.md: what is defended against what, and by which part. */
import { limitTable, rateLimitTable } from './limits.ts';
import { mutationTable } from './scopes.ts';
import { table } from './markdown.ts';

/** The page's text. */
export function securityPage(): string {
  return `
# Security

How to run it is in [production.md](../guides/production.md), how to report a weakness in
[SECURITY.md](../../SECURITY.md).

## What is worth defending

Unpublished research, evidence about it, who took part, and the keys by which programs report. It belongs to
several groups (tenants) that share one graph and do not trust each other.

## Against whom, and by what

${table(['Who', 'wants', 'meets'], threats)}

Each barrier is tested without the one before it: the gateway's rules and the service's by every mutation that
there is, row level security by raw SQL under each subgraph's own role, tenants by a walk of the whole schema
that compares every answer with that for something which does not exist, the door by every route of the router.

## What is outside

${outside.map((each) => `- ${each}`).join('\n')}

## Who may call which mutation

${mutationTable()}

What the scopes allow is in [scopes.md](scopes.md), how far access levels reach in
[authorization.md](../guides/authorization.md).

## Every limit

What each is for and how to choose it is in [limits.md](../guides/limits.md).

${limitTable()}

On in production, unless \`RATE_LIMITS\` says otherwise:

${rateLimitTable()}

## Keys, and how to change each

${table(['Key', 'Where it is', 'How to change it'], keys)}
`;
}

const threats = [
  [
    'A stranger',
    'anything',
    'the door: every path but `/health`, `/ready`, `/auth/*` and the preflight of CORS asks for a credential, before a body is read',
  ],
  [
    'A page in the browser of a member',
    'to act in their name',
    'CORS closed by default, `Host` and `Origin` checked also for WebSockets, no simple requests (CSRF prevention), cookies that other sites do not send',
  ],
  [
    'A member',
    'what their scopes do not allow',
    "the gateway's rules from the schema, before a subgraph is asked; behind it the service, which authorizes before it loads",
  ],
  [
    'A member who administers users',
    'to become more than they are, or to lock out who is',
    'nobody gives or takes a right that they do not have; accounts, keys, sessions and invitations of who may do more are `FORBIDDEN` to change and end',
  ],
  [
    'A partner who may write in a tenant',
    'to decide who belongs to it',
    'administration ends at the own tenant; elsewhere it takes the access level ADMIN, and the scope as well; the database lets the tables of accounts be written nowhere else',
  ],
  [
    'A member of another tenant',
    'to read, change, count or guess what is there',
    'row level security on every table; ids of others are `NOT_FOUND`; lists and numbers do not depend on others',
  ],
  [
    'Whoever reaches a subgraph',
    'to pass the gateway by',
    'an actor token on every call: Ed25519, one subgraph, one minute',
  ],
  [
    'Whoever stole a credential',
    'to use it for long',
    'expiry, revocation within 15 s (open sockets: 20 s), keys stored as hashes, no credential in logs',
  ],
  [
    'Whoever writes hostile operations',
    'to exhaust memory, time or connections',
    'limits on tokens, depth, aliases, cost and sizes before anything is parsed, validated or planned; planning in a thread with a time limit; bounded caches; time limits and circuit breakers of every subgraph',
  ],
  [
    'Whoever asks too often',
    'to leave nothing to others',
    'rate limits of each user and of each tenant as a whole, limits on sockets and on the subscriptions and lineage events of a tenant',
  ],
  [
    'An insider with rights',
    'to change what was recorded',
    'the append-only ledger, hashed and numbered without gaps; refused acts are in it, too',
  ],
  [
    'Whoever reads answers and logs',
    'how it is built inside',
    'one catalogue of errors; everything else is `INTERNAL` with a request id; introspection and suggestions are off in production',
  ],
] as const;

const outside = [
  'Development mode, which trusts whoever reaches the loopback interface.',
  "TLS, which is the proxy's, and the network between gateway and subgraphs, which has to be private.",
  'Whoever administers PostgreSQL or has the signing key.',
];

const keys = [
  [
    'of the identity provider',
    'the provider; found by discovery, `AUTH_JWKS_URL` or `AUTH_PUBLIC_KEY`',
    'publish the new one beside the old one, sign with it, withdraw the old one when its last token has ended',
  ],
  [
    '`ARBITER_SIGNING_KEY`',
    'the gateway; subgraphs need its public part only (`ARBITER_VERIFY_KEYS`)',
    'give subgraphs both public keys, then the gateway the new key, then take the old public key away',
  ],
  [
    'API keys (`ak_…`)',
    'their users; here only a hash',
    '`rotateApiKey`: the old one works until the overlap ends; `revokeApiKey`',
  ],
  ['Sessions (`as_…`)', 'a cookie; here only a hash', '`revokeSession`, `revokeAllSessions`'],
  [
    'Client secrets of sign-in',
    '`AUTH_OIDC_CLIENT_SECRET`, `AUTH_GITHUB_CLIENT_SECRET`',
    'make a second one at the provider, set it, restart, remove the first',
  ],
  ['Passwords of databases, Redis, NATS', 'their URLs', 'change there and in the URL, restart'],
] as const;
