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
      rank
      points
      sonnebornBerger
      wins
      draws
      losses
      matchesFinished
      entrant {
        agentName
      }
    }
  }
  ${matchFields}
  ${entrantFields}
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
