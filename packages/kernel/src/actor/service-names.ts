/**
 * What parts of Arbiter call themselves where they act on their own behalf, and what it calls its operators.
 * Records name them as they name people, so nobody from outside may be called like one of them.
 */

/** In reading order of the tree. A subgraph that notes an act across tenants is called as it is. */
export const serviceNames = [
  'gateway',
  'event log reader',
  'event consumer',
  'registry',
  'audit',
  'tournaments',
  'xai',
  'registry-accounts',
  // Whoever came back from a sign-in without a proof.
  'OIDC:unproved',
  'GITHUB:unproved',
  'lineage-ingest',
  'audit-ledger',
  'ledger reader',
  'metrics',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Who acts without a credential: the command line on the database, and the developer on their own machine. */
export const operatorNames = ['arbiter-cli', 'local-developer'] as const;
export type OperatorName = (typeof operatorNames)[number];

const reserved: ReadonlySet<string> = new Set(
  [...serviceNames, ...operatorNames].map((name) => name.toLowerCase()),
);

/** Whether the id reads as a name that Arbiter gives; capitals and blanks around it do not matter. */
export function isNameOfArbiter(id: string): boolean {
  return reserved.has(id.trim().toLowerCase());
}
