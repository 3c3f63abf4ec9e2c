/** The documents that the tests of this subgraph send. */

const matchFields = /* GraphQL */ `
  fragment MatchFields on Match {
    id
    roundNumber
    matchNumber
    status
    entrants {
      id
      agentName
    }
    result {
      scores {
        score
      }
      winner {
        agentName
      }
      isForfeit
    }
  }
`;

const entrantFields = /* GraphQL */ `
  fragment EntrantFields on Entrant {
    id
    agentName
    seed
    points
    wins
    draws
    losses
    withdrawnAt
  }
`;

const standingFields = /* GraphQL */ `
  fragment StandingFields on Standing {
    rank
    points
    sonnebornBerger
    directEncounter
    wins
    draws
    losses
    matchesFinished
    entrant {
      agentName
    }
  }
`;

const tournamentFields = /* GraphQL */ `
  fragment TournamentFields on Tournament {
    id
    name
    status
    version
    entrantCount
    matchCount
    openMatchCount
    startedAt
    completedAt
    entrants {
      ...EntrantFields
    }
    rounds {
      number
      matches {
        ...MatchFields
      }
    }
    standings {
      ...StandingFields
    }
    results {
      ...StandingFields
    }
  }
  ${matchFields}
  ${entrantFields}
  ${standingFields}
`;

export const tournamentQuery = /* GraphQL */ `
  query ($id: ID!) {
    tournament(id: $id) {
      ...TournamentFields
    }
  }
  ${tournamentFields}
`;

export const createTournamentMutation = /* GraphQL */ `
  mutation ($input: CreateTournamentInput!) {
    createTournament(input: $input) {
      tournament {
        ...TournamentFields
      }
    }
  }
  ${tournamentFields}
`;

export const startTournamentMutation = /* GraphQL */ `
  mutation ($input: StartTournamentInput!) {
    startTournament(input: $input) {
      tournament {
        ...TournamentFields
      }
    }
  }
  ${tournamentFields}
`;

export const cancelTournamentMutation = /* GraphQL */ `
  mutation ($input: CancelTournamentInput!) {
    cancelTournament(input: $input) {
      tournament {
        id
        status
        completedAt
      }
    }
  }
`;

export const addEntrantMutation = /* GraphQL */ `
  mutation ($input: AddEntrantInput!) {
    addEntrant(input: $input) {
      entrant {
        ...EntrantFields
      }
    }
  }
  ${entrantFields}
`;

export const withdrawEntrantMutation = /* GraphQL */ `
  mutation ($input: WithdrawEntrantInput!) {
    withdrawEntrant(input: $input) {
      entrant {
        ...EntrantFields
      }
    }
  }
  ${entrantFields}
`;

export const reportMatchMutation = /* GraphQL */ `
  mutation ($input: ReportMatchInput!) {
    reportMatch(input: $input) {
      match {
        ...MatchFields
      }
    }
  }
  ${matchFields}
`;
