import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TournamentRow } from '../tournament/tournament.entity.ts';
import type { EntrantRow } from '../entrant/entrant.entity.ts';
import type { RoundRow } from '../round/round.entity.ts';
import type { MatchRow } from '../match/match.entity.ts';
import type { ReportedScore } from '../match/match.rules.ts';
import type { StandingRow } from '../standing/standings.rules.ts';
import type { RatingRow, RatingChangeRow } from '../rating/rating.entity.ts';
import type { TournamentEventRow } from '../tournament-event/tournament-event.entity.ts';
import type { DeliveredTournamentEvent } from '../tournament-event/tournament-event.read.ts';
import type { PointsChange } from '../standing/standing-change.rules.ts';
import type { TournamentsContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  DateTime: { input: Date; output: Date; }
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type AddEntrantInput = {
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly agentName: Scalars['String']['input'];
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly seed?: InputMaybe<Scalars['Int']['input']>;
  readonly tournamentId: Scalars['ID']['input'];
};

export type AddEntrantPayload = {
  readonly entrant: Entrant;
};

export type Agent = {
  readonly id: Scalars['ID']['output'];
  readonly matches: Maybe<MatchConnection>;
  readonly ratings: Maybe<ReadonlyArray<Rating>>;
};


export type AgentMatchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type AgentRatingsArgs = {
  gameType?: InputMaybe<Scalars['String']['input']>;
  ratingSystem?: InputMaybe<RatingSystem>;
};

export type CancelTournamentInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
};

export type CancelTournamentPayload = {
  readonly tournament: Tournament;
};

export type CreateTournamentInput = {
  readonly config?: InputMaybe<TournamentConfigInput>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly entrants?: InputMaybe<ReadonlyArray<EntrantInput>>;
  readonly format?: InputMaybe<TournamentFormat>;
  readonly gameType: Scalars['String']['input'];
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly name: Scalars['String']['input'];
  readonly ratingSystem?: InputMaybe<RatingSystem>;
};

export type CreateTournamentPayload = {
  readonly tournament: Tournament;
};

export type Entrant = {
  readonly agent: Maybe<Agent>;
  readonly agentName: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly draws: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  readonly losses: Scalars['Int']['output'];
  readonly points: Scalars['Float']['output'];
  readonly seed: Maybe<Scalars['Int']['output']>;
  readonly tournament: Tournament;
  readonly wins: Scalars['Int']['output'];
  readonly withdrawnAt: Maybe<Scalars['DateTime']['output']>;
};

export type EntrantInput = {
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly agentName: Scalars['String']['input'];
  readonly seed?: InputMaybe<Scalars['Int']['input']>;
};

export type Match = {
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly entrants: ReadonlyArray<Entrant>;
  readonly gameLogs: Maybe<Scalars['JSON']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly matchNumber: Scalars['Int']['output'];
  readonly metadata: Scalars['JSON']['output'];
  readonly ratingChanges: ReadonlyArray<RatingChange>;
  readonly result: Maybe<MatchResult>;
  readonly round: Round;
  readonly roundNumber: Scalars['Int']['output'];
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  readonly status: MatchStatus;
  readonly tournament: Tournament;
};

export type MatchConnection = {
  readonly edges: ReadonlyArray<MatchEdge>;
  readonly nodes: ReadonlyArray<Match>;
  readonly pageInfo: PageInfo;
};

export type MatchEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Match;
};

export type MatchResult = {
  readonly isForfeit: Scalars['Boolean']['output'];
  readonly scores: ReadonlyArray<MatchScore>;
  readonly winner: Maybe<Entrant>;
};

export type MatchScore = {
  readonly entrant: Entrant;
  readonly score: Scalars['Float']['output'];
};

export type MatchScoreInput = {
  readonly entrantId: Scalars['ID']['input'];
  readonly score: Scalars['Float']['input'];
};

export type MatchStatus =
  | 'ASSIGNED'
  | 'BYE'
  | 'COMPLETED'
  | 'FAILED'
  | 'PENDING'
  | 'RUNNING';

export type Mutation = {
  readonly addEntrant: Maybe<AddEntrantPayload>;
  readonly cancelTournament: Maybe<CancelTournamentPayload>;
  readonly createTournament: Maybe<CreateTournamentPayload>;
  readonly reportMatch: Maybe<ReportMatchPayload>;
  readonly startTournament: Maybe<StartTournamentPayload>;
  readonly withdrawEntrant: Maybe<WithdrawEntrantPayload>;
};


export type MutationAddEntrantArgs = {
  input: AddEntrantInput;
};


export type MutationCancelTournamentArgs = {
  input: CancelTournamentInput;
};


export type MutationCreateTournamentArgs = {
  input: CreateTournamentInput;
};


export type MutationReportMatchArgs = {
  input: ReportMatchInput;
};


export type MutationStartTournamentArgs = {
  input: StartTournamentInput;
};


export type MutationWithdrawEntrantArgs = {
  input: WithdrawEntrantInput;
};

export type PageInfo = {
  readonly endCursor: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly leaderboard: Maybe<RatingConnection>;
  readonly match: Maybe<Match>;
  readonly tournament: Maybe<Tournament>;
  readonly tournaments: Maybe<TournamentConnection>;
};


export type QueryLeaderboardArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  gameType: Scalars['String']['input'];
  ratingSystem?: InputMaybe<RatingSystem>;
};


export type QueryMatchArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTournamentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTournamentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TournamentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Rating = {
  readonly agent: Maybe<Agent>;
  readonly agentName: Scalars['String']['output'];
  readonly draws: Scalars['Int']['output'];
  readonly gameType: Scalars['String']['output'];
  readonly gamesPlayed: Scalars['Int']['output'];
  readonly history: RatingChangeConnection;
  readonly id: Scalars['ID']['output'];
  readonly losses: Scalars['Int']['output'];
  readonly metadata: Scalars['JSON']['output'];
  readonly rating: Scalars['Float']['output'];
  readonly ratingSystem: RatingSystem;
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly wins: Scalars['Int']['output'];
};


export type RatingHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RatingChange = {
  readonly actual: Scalars['Float']['output'];
  readonly after: Scalars['Float']['output'];
  readonly before: Scalars['Float']['output'];
  readonly expected: Scalars['Float']['output'];
  readonly gameNumber: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  readonly kFactor: Scalars['Float']['output'];
  readonly match: Match;
  readonly occurredAt: Scalars['DateTime']['output'];
  readonly rating: Rating;
};

export type RatingChangeConnection = {
  readonly edges: ReadonlyArray<RatingChangeEdge>;
  readonly nodes: ReadonlyArray<RatingChange>;
  readonly pageInfo: PageInfo;
};

export type RatingChangeEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: RatingChange;
};

export type RatingConnection = {
  readonly edges: ReadonlyArray<RatingEdge>;
  readonly nodes: ReadonlyArray<Rating>;
  readonly pageInfo: PageInfo;
};

export type RatingEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Rating;
};

export type RatingSystem =
  | 'ELO';

export type ReportMatchInput = {
  readonly gameLogs?: InputMaybe<Scalars['JSON']['input']>;
  readonly matchId: Scalars['ID']['input'];
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly scores: ReadonlyArray<MatchScoreInput>;
  readonly startedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

export type ReportMatchPayload = {
  readonly match: Match;
};

export type Round = {
  readonly id: Scalars['ID']['output'];
  readonly matches: ReadonlyArray<Match>;
  readonly number: Scalars['Int']['output'];
  readonly tournament: Tournament;
};

export type Standing = {
  readonly directEncounter: Maybe<Scalars['Float']['output']>;
  readonly draws: Scalars['Int']['output'];
  readonly entrant: Entrant;
  readonly losses: Scalars['Int']['output'];
  readonly matchesFinished: Scalars['Int']['output'];
  readonly points: Scalars['Float']['output'];
  readonly rank: Scalars['Int']['output'];
  readonly sonnebornBerger: Scalars['Float']['output'];
  readonly wins: Scalars['Int']['output'];
};

export type StandingChange = {
  readonly entrant: Entrant;
  readonly points: Scalars['Float']['output'];
  readonly pointsBefore: Scalars['Float']['output'];
};

export type StartTournamentInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
};

export type StartTournamentPayload = {
  readonly tournament: Tournament;
};

export type Subscription = {
  readonly tournamentEvents: TournamentEventDelivery;
};


export type SubscriptionTournamentEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  tournamentId: Scalars['ID']['input'];
};

export type Tournament = {
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly config: TournamentConfig;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly entrantCount: Scalars['Int']['output'];
  readonly entrants: ReadonlyArray<Entrant>;
  readonly format: TournamentFormat;
  readonly gameType: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly matchCount: Scalars['Int']['output'];
  readonly matches: MatchConnection;
  readonly metadata: Scalars['JSON']['output'];
  readonly name: Scalars['String']['output'];
  readonly openMatchCount: Scalars['Int']['output'];
  readonly ratingSystem: RatingSystem;
  readonly results: Maybe<ReadonlyArray<Standing>>;
  readonly rounds: ReadonlyArray<Round>;
  readonly standings: ReadonlyArray<Standing>;
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  readonly status: TournamentStatus;
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly version: Scalars['Int']['output'];
};


export type TournamentMatchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  openOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type TournamentConfig = {
  readonly allowsDraws: Scalars['Boolean']['output'];
  readonly byePoints: Scalars['Float']['output'];
  readonly doubleRound: Scalars['Boolean']['output'];
  readonly kFactor: Scalars['Float']['output'];
};

export type TournamentConfigInput = {
  readonly allowsDraws?: InputMaybe<Scalars['Boolean']['input']>;
  readonly byePoints?: InputMaybe<Scalars['Float']['input']>;
  readonly doubleRound?: InputMaybe<Scalars['Boolean']['input']>;
  readonly kFactor?: InputMaybe<Scalars['Float']['input']>;
};

export type TournamentConnection = {
  readonly edges: ReadonlyArray<TournamentEdge>;
  readonly nodes: ReadonlyArray<Tournament>;
  readonly pageInfo: PageInfo;
};

export type TournamentEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Tournament;
};

export type TournamentEvent = {
  readonly entrant: Maybe<Entrant>;
  readonly id: Scalars['ID']['output'];
  readonly kind: TournamentEventKind;
  readonly match: Maybe<Match>;
  readonly occurredAt: Scalars['DateTime']['output'];
  readonly standingChanges: ReadonlyArray<StandingChange>;
  readonly tournament: Tournament;
};

export type TournamentEventDelivery = {
  readonly cursor: Scalars['String']['output'];
  readonly event: TournamentEvent;
};

export type TournamentEventKind =
  | 'ENTRANT_ADDED'
  | 'ENTRANT_WITHDRAWN'
  | 'MATCH_FINISHED'
  | 'STANDINGS_CHANGED'
  | 'TOURNAMENT_CANCELLED'
  | 'TOURNAMENT_COMPLETED'
  | 'TOURNAMENT_CREATED'
  | 'TOURNAMENT_STARTED';

export type TournamentFilter = {
  readonly formats?: InputMaybe<ReadonlyArray<TournamentFormat>>;
  readonly gameTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly statuses?: InputMaybe<ReadonlyArray<TournamentStatus>>;
};

export type TournamentFormat =
  | 'ROUND_ROBIN';

export type TournamentStatus =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'DRAFT'
  | 'FAILED'
  | 'RUNNING'
  | 'SCHEDULED';

export type WithdrawEntrantInput = {
  readonly entrantId: Scalars['ID']['input'];
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type WithdrawEntrantPayload = {
  readonly entrant: Entrant;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Agent: Agent;
  Entrant: Entrant;
  Match: Match;
  Rating: Rating;
  Tournament: Tournament;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Agent:
    ( { __typename: 'Agent' }
    & GraphQLRecursivePick<FederationTypes['Agent'], {"id":true}> );
  Entrant:
    ( { __typename: 'Entrant' }
    & GraphQLRecursivePick<FederationTypes['Entrant'], {"id":true}> );
  Match:
    ( { __typename: 'Match' }
    & GraphQLRecursivePick<FederationTypes['Match'], {"id":true}> );
  Rating:
    ( { __typename: 'Rating' }
    & GraphQLRecursivePick<FederationTypes['Rating'], {"id":true}> );
  Tournament:
    ( { __typename: 'Tournament' }
    & GraphQLRecursivePick<FederationTypes['Tournament'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddEntrantInput: AddEntrantInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddEntrantPayload: ResolverTypeWrapper<Omit<AddEntrantPayload, 'entrant'> & { entrant: ResolversTypes['Entrant'] }>;
  Agent: ResolverTypeWrapper<{ readonly id: string }>;
  CancelTournamentInput: CancelTournamentInput;
  CancelTournamentPayload: ResolverTypeWrapper<Omit<CancelTournamentPayload, 'tournament'> & { tournament: ResolversTypes['Tournament'] }>;
  CreateTournamentInput: CreateTournamentInput;
  CreateTournamentPayload: ResolverTypeWrapper<Omit<CreateTournamentPayload, 'tournament'> & { tournament: ResolversTypes['Tournament'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Entrant: ResolverTypeWrapper<EntrantRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  EntrantInput: EntrantInput;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Match: ResolverTypeWrapper<MatchRow>;
  MatchConnection: ResolverTypeWrapper<Omit<MatchConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['MatchEdge']>, nodes: ReadonlyArray<ResolversTypes['Match']> }>;
  MatchEdge: ResolverTypeWrapper<Omit<MatchEdge, 'node'> & { node: ResolversTypes['Match'] }>;
  MatchResult: ResolverTypeWrapper<MatchRow>;
  MatchScore: ResolverTypeWrapper<ReportedScore>;
  MatchScoreInput: MatchScoreInput;
  MatchStatus: MatchStatus;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rating: ResolverTypeWrapper<RatingRow>;
  RatingChange: ResolverTypeWrapper<RatingChangeRow>;
  RatingChangeConnection: ResolverTypeWrapper<Omit<RatingChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RatingChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['RatingChange']> }>;
  RatingChangeEdge: ResolverTypeWrapper<Omit<RatingChangeEdge, 'node'> & { node: ResolversTypes['RatingChange'] }>;
  RatingConnection: ResolverTypeWrapper<Omit<RatingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RatingEdge']>, nodes: ReadonlyArray<ResolversTypes['Rating']> }>;
  RatingEdge: ResolverTypeWrapper<Omit<RatingEdge, 'node'> & { node: ResolversTypes['Rating'] }>;
  RatingSystem: RatingSystem;
  ReportMatchInput: ReportMatchInput;
  ReportMatchPayload: ResolverTypeWrapper<Omit<ReportMatchPayload, 'match'> & { match: ResolversTypes['Match'] }>;
  Round: ResolverTypeWrapper<RoundRow>;
  Standing: ResolverTypeWrapper<StandingRow>;
  StandingChange: ResolverTypeWrapper<PointsChange>;
  StartTournamentInput: StartTournamentInput;
  StartTournamentPayload: ResolverTypeWrapper<Omit<StartTournamentPayload, 'tournament'> & { tournament: ResolversTypes['Tournament'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Tournament: ResolverTypeWrapper<TournamentRow>;
  TournamentConfig: ResolverTypeWrapper<TournamentConfig>;
  TournamentConfigInput: TournamentConfigInput;
  TournamentConnection: ResolverTypeWrapper<Omit<TournamentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TournamentEdge']>, nodes: ReadonlyArray<ResolversTypes['Tournament']> }>;
  TournamentEdge: ResolverTypeWrapper<Omit<TournamentEdge, 'node'> & { node: ResolversTypes['Tournament'] }>;
  TournamentEvent: ResolverTypeWrapper<TournamentEventRow>;
  TournamentEventDelivery: ResolverTypeWrapper<DeliveredTournamentEvent>;
  TournamentEventKind: TournamentEventKind;
  TournamentFilter: TournamentFilter;
  TournamentFormat: TournamentFormat;
  TournamentStatus: TournamentStatus;
  WithdrawEntrantInput: WithdrawEntrantInput;
  WithdrawEntrantPayload: ResolverTypeWrapper<Omit<WithdrawEntrantPayload, 'entrant'> & { entrant: ResolversTypes['Entrant'] }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddEntrantInput: AddEntrantInput;
  ID: Scalars['ID']['output'];
  AddEntrantPayload: Omit<AddEntrantPayload, 'entrant'> & { entrant: ResolversParentTypes['Entrant'] };
  Agent: { readonly id: string };
  CancelTournamentInput: CancelTournamentInput;
  CancelTournamentPayload: Omit<CancelTournamentPayload, 'tournament'> & { tournament: ResolversParentTypes['Tournament'] };
  CreateTournamentInput: CreateTournamentInput;
  CreateTournamentPayload: Omit<CreateTournamentPayload, 'tournament'> & { tournament: ResolversParentTypes['Tournament'] };
  DateTime: Scalars['DateTime']['output'];
  Entrant: EntrantRow;
  Float: Scalars['Float']['output'];
  EntrantInput: EntrantInput;
  JSON: Scalars['JSON']['output'];
  Match: MatchRow;
  MatchConnection: Omit<MatchConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['MatchEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Match']> };
  MatchEdge: Omit<MatchEdge, 'node'> & { node: ResolversParentTypes['Match'] };
  MatchResult: MatchRow;
  MatchScore: ReportedScore;
  MatchScoreInput: MatchScoreInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Rating: RatingRow;
  RatingChange: RatingChangeRow;
  RatingChangeConnection: Omit<RatingChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RatingChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['RatingChange']> };
  RatingChangeEdge: Omit<RatingChangeEdge, 'node'> & { node: ResolversParentTypes['RatingChange'] };
  RatingConnection: Omit<RatingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RatingEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Rating']> };
  RatingEdge: Omit<RatingEdge, 'node'> & { node: ResolversParentTypes['Rating'] };
  ReportMatchInput: ReportMatchInput;
  ReportMatchPayload: Omit<ReportMatchPayload, 'match'> & { match: ResolversParentTypes['Match'] };
  Round: RoundRow;
  Standing: StandingRow;
  StandingChange: PointsChange;
  StartTournamentInput: StartTournamentInput;
  StartTournamentPayload: Omit<StartTournamentPayload, 'tournament'> & { tournament: ResolversParentTypes['Tournament'] };
  Subscription: Record<PropertyKey, never>;
  Tournament: TournamentRow;
  TournamentConfig: TournamentConfig;
  TournamentConfigInput: TournamentConfigInput;
  TournamentConnection: Omit<TournamentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TournamentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Tournament']> };
  TournamentEdge: Omit<TournamentEdge, 'node'> & { node: ResolversParentTypes['Tournament'] };
  TournamentEvent: TournamentEventRow;
  TournamentEventDelivery: DeliveredTournamentEvent;
  TournamentFilter: TournamentFilter;
  WithdrawEntrantInput: WithdrawEntrantInput;
  WithdrawEntrantPayload: Omit<WithdrawEntrantPayload, 'entrant'> & { entrant: ResolversParentTypes['Entrant'] };
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AuthenticatedDirectiveArgs = { };

export type AuthenticatedDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Scalars['String']['input']>;
  import?: Maybe<ReadonlyArray<Maybe<Scalars['String']['input']>>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PolicyDirectiveArgs = {
  policies: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type PolicyDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = TournamentsContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddEntrantPayloadResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['AddEntrantPayload'] = ResolversParentTypes['AddEntrantPayload']> = {
  entrant?: Resolver<ResolversTypes['Entrant'], ParentType, ContextType>;
};

export type AgentResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent'], FederationReferenceType extends FederationReferenceTypes['Agent'] = FederationReferenceTypes['Agent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matches?: Resolver<Maybe<ResolversTypes['MatchConnection']>, ParentType, ContextType, RequireFields<AgentMatchesArgs, 'first'>>;
  ratings?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Rating']>>, ParentType, ContextType, Partial<AgentRatingsArgs>>;
};

export type CancelTournamentPayloadResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['CancelTournamentPayload'] = ResolversParentTypes['CancelTournamentPayload']> = {
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type CreateTournamentPayloadResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['CreateTournamentPayload'] = ResolversParentTypes['CreateTournamentPayload']> = {
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EntrantResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Entrant'] = ResolversParentTypes['Entrant'], FederationReferenceType extends FederationReferenceTypes['Entrant'] = FederationReferenceTypes['Entrant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Entrant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  agentName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  draws?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  losses?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  seed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
  wins?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  withdrawnAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MatchResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match'], FederationReferenceType extends FederationReferenceTypes['Match'] = FederationReferenceTypes['Match']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Match']> | FederationReferenceType, FederationReferenceType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entrants?: Resolver<ReadonlyArray<ResolversTypes['Entrant']>, ParentType, ContextType>;
  gameLogs?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matchNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  ratingChanges?: Resolver<ReadonlyArray<ResolversTypes['RatingChange']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['MatchResult']>, ParentType, ContextType>;
  round?: Resolver<ResolversTypes['Round'], ParentType, ContextType>;
  roundNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MatchStatus'], ParentType, ContextType>;
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type MatchConnectionResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['MatchConnection'] = ResolversParentTypes['MatchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MatchEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MatchEdgeResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['MatchEdge'] = ResolversParentTypes['MatchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Match'], ParentType, ContextType>;
};

export type MatchResultResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['MatchResult'] = ResolversParentTypes['MatchResult']> = {
  isForfeit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  scores?: Resolver<ReadonlyArray<ResolversTypes['MatchScore']>, ParentType, ContextType>;
  winner?: Resolver<Maybe<ResolversTypes['Entrant']>, ParentType, ContextType>;
};

export type MatchScoreResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['MatchScore'] = ResolversParentTypes['MatchScore']> = {
  entrant?: Resolver<ResolversTypes['Entrant'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addEntrant?: Resolver<Maybe<ResolversTypes['AddEntrantPayload']>, ParentType, ContextType, RequireFields<MutationAddEntrantArgs, 'input'>>;
  cancelTournament?: Resolver<Maybe<ResolversTypes['CancelTournamentPayload']>, ParentType, ContextType, RequireFields<MutationCancelTournamentArgs, 'input'>>;
  createTournament?: Resolver<Maybe<ResolversTypes['CreateTournamentPayload']>, ParentType, ContextType, RequireFields<MutationCreateTournamentArgs, 'input'>>;
  reportMatch?: Resolver<Maybe<ResolversTypes['ReportMatchPayload']>, ParentType, ContextType, RequireFields<MutationReportMatchArgs, 'input'>>;
  startTournament?: Resolver<Maybe<ResolversTypes['StartTournamentPayload']>, ParentType, ContextType, RequireFields<MutationStartTournamentArgs, 'input'>>;
  withdrawEntrant?: Resolver<Maybe<ResolversTypes['WithdrawEntrantPayload']>, ParentType, ContextType, RequireFields<MutationWithdrawEntrantArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  leaderboard?: Resolver<Maybe<ResolversTypes['RatingConnection']>, ParentType, ContextType, RequireFields<QueryLeaderboardArgs, 'first' | 'gameType' | 'ratingSystem'>>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<QueryMatchArgs, 'id'>>;
  tournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<QueryTournamentArgs, 'id'>>;
  tournaments?: Resolver<Maybe<ResolversTypes['TournamentConnection']>, ParentType, ContextType, RequireFields<QueryTournamentsArgs, 'first'>>;
};

export type RatingResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Rating'] = ResolversParentTypes['Rating'], FederationReferenceType extends FederationReferenceTypes['Rating'] = FederationReferenceTypes['Rating']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Rating']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  agentName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  draws?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gameType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gamesPlayed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['RatingChangeConnection'], ParentType, ContextType, RequireFields<RatingHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  losses?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ratingSystem?: Resolver<ResolversTypes['RatingSystem'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  wins?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RatingChangeResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['RatingChange'] = ResolversParentTypes['RatingChange']> = {
  actual?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  after?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  gameNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kFactor?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  match?: Resolver<ResolversTypes['Match'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Rating'], ParentType, ContextType>;
};

export type RatingChangeConnectionResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['RatingChangeConnection'] = ResolversParentTypes['RatingChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RatingChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RatingChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RatingChangeEdgeResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['RatingChangeEdge'] = ResolversParentTypes['RatingChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RatingChange'], ParentType, ContextType>;
};

export type RatingConnectionResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['RatingConnection'] = ResolversParentTypes['RatingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RatingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Rating']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RatingEdgeResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['RatingEdge'] = ResolversParentTypes['RatingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Rating'], ParentType, ContextType>;
};

export type ReportMatchPayloadResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['ReportMatchPayload'] = ResolversParentTypes['ReportMatchPayload']> = {
  match?: Resolver<ResolversTypes['Match'], ParentType, ContextType>;
};

export type RoundResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Round'] = ResolversParentTypes['Round']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matches?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type StandingResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Standing'] = ResolversParentTypes['Standing']> = {
  directEncounter?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  draws?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  entrant?: Resolver<ResolversTypes['Entrant'], ParentType, ContextType>;
  losses?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matchesFinished?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sonnebornBerger?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  wins?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StandingChangeResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['StandingChange'] = ResolversParentTypes['StandingChange']> = {
  entrant?: Resolver<ResolversTypes['Entrant'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pointsBefore?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type StartTournamentPayloadResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['StartTournamentPayload'] = ResolversParentTypes['StartTournamentPayload']> = {
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  tournamentEvents?: SubscriptionResolver<ResolversTypes['TournamentEventDelivery'], "tournamentEvents", ParentType, ContextType, RequireFields<SubscriptionTournamentEventsArgs, 'tournamentId'>>;
};

export type TournamentResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['Tournament'] = ResolversParentTypes['Tournament'], FederationReferenceType extends FederationReferenceTypes['Tournament'] = FederationReferenceTypes['Tournament']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Tournament']> | FederationReferenceType, FederationReferenceType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  config?: Resolver<ResolversTypes['TournamentConfig'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entrantCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  entrants?: Resolver<ReadonlyArray<ResolversTypes['Entrant']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['TournamentFormat'], ParentType, ContextType>;
  gameType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matchCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matches?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<TournamentMatchesArgs, 'first' | 'openOnly'>>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openMatchCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ratingSystem?: Resolver<ResolversTypes['RatingSystem'], ParentType, ContextType>;
  results?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Standing']>>, ParentType, ContextType>;
  rounds?: Resolver<ReadonlyArray<ResolversTypes['Round']>, ParentType, ContextType>;
  standings?: Resolver<ReadonlyArray<ResolversTypes['Standing']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TournamentStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TournamentConfigResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['TournamentConfig'] = ResolversParentTypes['TournamentConfig']> = {
  allowsDraws?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  byePoints?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  doubleRound?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kFactor?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type TournamentConnectionResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['TournamentConnection'] = ResolversParentTypes['TournamentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TournamentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Tournament']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TournamentEdgeResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['TournamentEdge'] = ResolversParentTypes['TournamentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type TournamentEventResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['TournamentEvent'] = ResolversParentTypes['TournamentEvent']> = {
  entrant?: Resolver<Maybe<ResolversTypes['Entrant']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TournamentEventKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  standingChanges?: Resolver<ReadonlyArray<ResolversTypes['StandingChange']>, ParentType, ContextType>;
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type TournamentEventDeliveryResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['TournamentEventDelivery'] = ResolversParentTypes['TournamentEventDelivery']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['TournamentEvent'], ParentType, ContextType>;
};

export type WithdrawEntrantPayloadResolvers<ContextType = TournamentsContext, ParentType extends ResolversParentTypes['WithdrawEntrantPayload'] = ResolversParentTypes['WithdrawEntrantPayload']> = {
  entrant?: Resolver<ResolversTypes['Entrant'], ParentType, ContextType>;
};

export type Resolvers<ContextType = TournamentsContext> = {
  AddEntrantPayload?: AddEntrantPayloadResolvers<ContextType>;
  Agent?: AgentResolvers<ContextType>;
  CancelTournamentPayload?: CancelTournamentPayloadResolvers<ContextType>;
  CreateTournamentPayload?: CreateTournamentPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Entrant?: EntrantResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Match?: MatchResolvers<ContextType>;
  MatchConnection?: MatchConnectionResolvers<ContextType>;
  MatchEdge?: MatchEdgeResolvers<ContextType>;
  MatchResult?: MatchResultResolvers<ContextType>;
  MatchScore?: MatchScoreResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rating?: RatingResolvers<ContextType>;
  RatingChange?: RatingChangeResolvers<ContextType>;
  RatingChangeConnection?: RatingChangeConnectionResolvers<ContextType>;
  RatingChangeEdge?: RatingChangeEdgeResolvers<ContextType>;
  RatingConnection?: RatingConnectionResolvers<ContextType>;
  RatingEdge?: RatingEdgeResolvers<ContextType>;
  ReportMatchPayload?: ReportMatchPayloadResolvers<ContextType>;
  Round?: RoundResolvers<ContextType>;
  Standing?: StandingResolvers<ContextType>;
  StandingChange?: StandingChangeResolvers<ContextType>;
  StartTournamentPayload?: StartTournamentPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Tournament?: TournamentResolvers<ContextType>;
  TournamentConfig?: TournamentConfigResolvers<ContextType>;
  TournamentConnection?: TournamentConnectionResolvers<ContextType>;
  TournamentEdge?: TournamentEdgeResolvers<ContextType>;
  TournamentEvent?: TournamentEventResolvers<ContextType>;
  TournamentEventDelivery?: TournamentEventDeliveryResolvers<ContextType>;
  WithdrawEntrantPayload?: WithdrawEntrantPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = TournamentsContext> = {
  authenticated?: AuthenticatedDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  policy?: PolicyDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
