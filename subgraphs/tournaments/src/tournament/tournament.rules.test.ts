import { describe, expect, test } from '@jest/globals';
import type { EntrantFacts } from '../entrant/entrant.rules.ts';
import { type StartFacts, decideStart, findSetupRefusal } from './tournament.rules.ts';

const alpha = entrant('alpha');
const beta = entrant('beta');
const startable: StartFacts = {
  status: 'SCHEDULED',
  format: 'ROUND_ROBIN',
  ratingSystem: 'ELO',
  entrants: [alpha, beta],
};

describe('set-up', () => {
  const sound = { format: 'ROUND_ROBIN', ratingSystem: 'ELO', entrants: [alpha, beta] };

  test('is accepted with known format and system, also without entrants yet', () => {
    expect(findSetupRefusal(sound)).toBeNull();
    expect(findSetupRefusal({ ...sound, entrants: [] })).toBeNull();
  });

  test('an unknown format is refused with the known ones', () => {
    expect(findSetupRefusal({ ...sound, format: 'KNOCKOUT' })).toEqual({
      kind: 'refused',
      code: 'BAD_USER_INPUT',
      message: 'input.format is "KNOCKOUT"; it must be ROUND_ROBIN.',
      details: { field: 'input.format', allowed: ['ROUND_ROBIN'] },
    });
  });

  test('an unknown rating system is refused with the known ones', () => {
    expect(findSetupRefusal({ ...sound, ratingSystem: 'elo' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.ratingSystem', allowed: ['ELO'] },
    });
  });

  test('an entrant given twice is refused by position', () => {
    const entrants = [alpha, beta, entrant('alpha')];
    expect(findSetupRefusal({ ...sound, entrants })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'Entrant "alpha" is the same as input.entrants[0].',
      details: { field: 'input.entrants[2]' },
    });
  });
});

describe('start', () => {
  test('from SCHEDULED draws the entrants in their order', () => {
    expect(decideStart(startable)).toEqual({
      kind: 'start',
      path: ['RUNNING'],
      entrantIds: [alpha.id, beta.id],
    });
  });

  test('from DRAFT passes through SCHEDULED', () => {
    expect(decideStart({ ...startable, status: 'DRAFT' })).toMatchObject({
      path: ['SCHEDULED', 'RUNNING'],
    });
  });

  test('leaves out those who have withdrawn', () => {
    const entrants = [alpha, { ...entrant('gone'), isWithdrawn: true }, beta];
    expect(decideStart({ ...startable, entrants })).toMatchObject({
      kind: 'start',
      entrantIds: [alpha.id, beta.id],
    });
  });

  test.each([{ entrants: [] }, { entrants: [alpha] }])(
    'is refused with $entrants.length entrants',
    ({ entrants }) => {
      expect(decideStart({ ...startable, entrants })).toEqual({
        kind: 'refused',
        code: 'CONFLICT',
        message: `A tournament needs at least 2 entrants to start; it has ${entrants.length}.`,
        details: { field: 'tournament.entrants', allowed: ['2 or more'] },
      });
    },
  );

  test('withdrawn entrants do not count', () => {
    const entrants = [alpha, { ...beta, isWithdrawn: true }];
    expect(decideStart({ ...startable, entrants })).toMatchObject({ code: 'CONFLICT' });
  });

  test.each(['RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED'] as const)(
    'is refused when %s',
    (status) => {
      expect(decideStart({ ...startable, status })).toMatchObject({
        kind: 'refused',
        code: 'CONFLICT',
        details: { state: status, allowed: ['DRAFT', 'SCHEDULED'] },
      });
    },
  );

  test('checks format, system and duplicates of what is stored', () => {
    const duplicate = { ...startable, entrants: [alpha, entrant('alpha')] };
    expect(decideStart(duplicate)).toMatchObject({ details: { field: 'tournament.entrants[1]' } });
    expect(decideStart({ ...startable, format: 'SWISS' })).toMatchObject({
      details: { field: 'tournament.format', allowed: ['ROUND_ROBIN'] },
    });
    expect(decideStart({ ...startable, ratingSystem: 'glicko2' })).toMatchObject({
      details: { field: 'tournament.ratingSystem', allowed: ['ELO'] },
    });
  });
});

function entrant(agentName: string): EntrantFacts {
  return { id: `id-${agentName}`, agentName, agentId: null, isWithdrawn: false };
}
