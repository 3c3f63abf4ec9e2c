/** The event log of OpenLineage events. */

/** Its name, in the outbox and in cursors. */
export const lineageLog = 'lineageEvents';
