/** The names of event logs. */

/**
 * The log of one tournament. Every tournament has its own, so that followers are woken, and read,
 * only for what concerns them, and a cursor of another tournament is recognised and refused.
 */
export function tournamentLog(tournamentId: string): string {
  return `tournamentEvents:${tournamentId}`;
}
