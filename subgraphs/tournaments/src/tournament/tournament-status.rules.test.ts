/** The whole state machine as one table, so that a change of it shows in a diff. */
import { describe, expect, test } from '@jest/globals';
import {
  decideTransition,
  isBeforeStart,
  isFinalStatus,
  tournamentActions,
  tournamentStatuses,
} from './tournament-status.rules.ts';

const moves = [
  'DRAFT schedule SCHEDULED',
  'DRAFT cancel CANCELLED',
  'SCHEDULED start RUNNING',
  'SCHEDULED cancel CANCELLED',
  'SCHEDULED fail FAILED',
  'RUNNING complete COMPLETED',
  'RUNNING cancel CANCELLED',
  'RUNNING fail FAILED',
];

test('exactly these moves exist', () => {
  const found = tournamentStatuses.flatMap((status) =>
    tournamentActions.flatMap((action) => {
      const decision = decideTransition(status, action);
      return decision.kind === 'move' ? `${status} ${action} ${decision.status}` : [];
    }),
  );
  expect(found.toSorted()).toEqual(moves.toSorted());
});

describe('a refusal', () => {
  test('names the present status and the allowed ones', () => {
    expect(decideTransition('COMPLETED', 'cancel')).toEqual({
      kind: 'refused',
      code: 'CONFLICT',
      message:
        'Cannot cancel a tournament that is COMPLETED; it must be DRAFT or SCHEDULED or RUNNING.',
      details: { state: 'COMPLETED', allowed: ['DRAFT', 'SCHEDULED', 'RUNNING'] },
    });
  });

  test('allows only statuses in which the action is a move', () => {
    for (const status of tournamentStatuses) {
      for (const action of tournamentActions) {
        const decision = decideTransition(status, action);
        if (decision.kind === 'move') continue;
        const allowed = tournamentStatuses.filter(
          (other) => decideTransition(other, action).kind === 'move',
        );
        expect(decision.details).toEqual({ state: status, allowed });
      }
    }
  });
});

test('three statuses are final, two are before the start', () => {
  expect(tournamentStatuses.filter(isFinalStatus)).toEqual(['COMPLETED', 'CANCELLED', 'FAILED']);
  expect(tournamentStatuses.filter(isBeforeStart)).toEqual(['DRAFT', 'SCHEDULED']);
});
