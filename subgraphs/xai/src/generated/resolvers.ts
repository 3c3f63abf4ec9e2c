import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AnalysisRow } from '../analysis/analysis.entity.ts';
import type { ComparedAnalyses } from '../attribution/comparison.read.ts';
import type { RewardDecompositionRow } from '../reward-decomposition/reward-decomposition.entity.ts';
import type { SubjectReference } from '../analysis-subject/analysis-subject.read.ts';
import type { XaiContext } from '../context.ts';
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

export type Additivity = {
  readonly addsUp: Scalars['Boolean']['output'];
  readonly difference: Scalars['Float']['output'];
  readonly expected: Scalars['Float']['output'];
  readonly sum: Scalars['Float']['output'];
  readonly tolerance: Scalars['Float']['output'];
};

export type Agent = {
  readonly analyses: Maybe<AnalysisConnection>;
  readonly id: Scalars['ID']['output'];
};


export type AgentAnalysesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type AgreementMeasure =
  | 'KENDALL_TAU_B'
  | 'SPEARMAN_RHO'
  | 'TOP_K_OVERLAP';

export type AgreementUndefinedReason =
  | 'CONSTANT_MAGNITUDES'
  | 'FEWER_THAN_TWO_FEATURES';

export type Analysis = {
  readonly agent: Maybe<Agent>;
  readonly analysisType: AnalysisType;
  readonly artifactsPath: Maybe<Scalars['String']['output']>;
  readonly attribution: Maybe<Attribution>;
  readonly config: Scalars['JSON']['output'];
  readonly contentHash: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly durationMs: Maybe<Scalars['Float']['output']>;
  readonly experiment: Maybe<Experiment>;
  readonly failureReason: Maybe<Scalars['String']['output']>;
  readonly fallbackFrom: Maybe<Scalars['String']['output']>;
  readonly fallbackUsed: Scalars['Boolean']['output'];
  readonly id: Scalars['ID']['output'];
  readonly match: Maybe<Match>;
  readonly metadata: Scalars['JSON']['output'];
  readonly method: Scalars['String']['output'];
  readonly results: Maybe<Scalars['JSON']['output']>;
  readonly run: Maybe<Run>;
  readonly status: AnalysisStatus;
  readonly workflow: Maybe<Workflow>;
};

export type AnalysisConnection = {
  readonly edges: ReadonlyArray<AnalysisEdge>;
  readonly nodes: ReadonlyArray<Analysis>;
  readonly pageInfo: PageInfo;
};

export type AnalysisEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Analysis;
};

export type AnalysisFilter = {
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  readonly createdFrom?: InputMaybe<Scalars['DateTime']['input']>;
  readonly experimentId?: InputMaybe<Scalars['ID']['input']>;
  readonly fallbackUsed?: InputMaybe<Scalars['Boolean']['input']>;
  readonly matchId?: InputMaybe<Scalars['ID']['input']>;
  readonly methods?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly runId?: InputMaybe<Scalars['ID']['input']>;
  readonly statuses?: InputMaybe<ReadonlyArray<AnalysisStatus>>;
  readonly types?: InputMaybe<ReadonlyArray<AnalysisType>>;
  readonly workflowId?: InputMaybe<Scalars['ID']['input']>;
};

export type AnalysisStatus =
  | 'COMPLETED'
  | 'FAILED';

export type AnalysisType =
  | 'ATTRIBUTION'
  | 'CONCEPT_DISCOVERY'
  | 'COUNTERFACTUAL'
  | 'CREDIT_ASSIGNMENT'
  | 'DISSECTION'
  | 'GOAL_DETECTION'
  | 'META_EXPLANATION'
  | 'OVERLAY'
  | 'PROBE';

export type Attribution = {
  readonly additivity: Maybe<Additivity>;
  readonly baseline: Maybe<ReadonlyArray<Scalars['Float']['output']>>;
  readonly baselineOutput: Maybe<Scalars['Float']['output']>;
  readonly fallbackFrom: Maybe<Scalars['String']['output']>;
  readonly featureCount: Scalars['Int']['output'];
  readonly featureNames: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly input: Maybe<ReadonlyArray<Scalars['Float']['output']>>;
  readonly method: Scalars['String']['output'];
  readonly output: Maybe<Scalars['Float']['output']>;
  readonly target: Maybe<Scalars['String']['output']>;
  readonly topFeatures: ReadonlyArray<FeatureAttribution>;
  readonly values: ReadonlyArray<Scalars['Float']['output']>;
};


export type AttributionTopFeaturesArgs = {
  k?: InputMaybe<Scalars['Int']['input']>;
};

export type AttributionAgreement = {
  readonly first: Analysis;
  readonly kendallTauB: Maybe<Scalars['Float']['output']>;
  readonly second: Analysis;
  readonly spearmanRho: Maybe<Scalars['Float']['output']>;
  readonly topKOverlap: Scalars['Float']['output'];
  readonly undefinedReason: Maybe<AgreementUndefinedReason>;
};

export type AttributionComparison = {
  readonly attributions: ReadonlyArray<ComparedAttribution>;
  readonly featureCount: Scalars['Int']['output'];
  readonly matrix: ReadonlyArray<ReadonlyArray<Maybe<Scalars['Float']['output']>>>;
  readonly pairs: ReadonlyArray<AttributionAgreement>;
  readonly topK: Scalars['Int']['output'];
};


export type AttributionComparisonMatrixArgs = {
  measure: AgreementMeasure;
};

export type AttributionInput = {
  readonly baseline?: InputMaybe<ReadonlyArray<Scalars['Float']['input']>>;
  readonly baselineOutput?: InputMaybe<Scalars['Float']['input']>;
  readonly featureNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly input?: InputMaybe<ReadonlyArray<Scalars['Float']['input']>>;
  readonly output?: InputMaybe<Scalars['Float']['input']>;
  readonly target?: InputMaybe<Scalars['String']['input']>;
  readonly values: ReadonlyArray<Scalars['Float']['input']>;
};

export type ComparedAttribution = {
  readonly analysis: Analysis;
  readonly topFeatures: ReadonlyArray<FeatureAttribution>;
};

export type Experiment = {
  readonly analyses: Maybe<AnalysisConnection>;
  readonly id: Scalars['ID']['output'];
  readonly rewardDecompositions: Maybe<RewardDecompositionConnection>;
};


export type ExperimentAnalysesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type ExperimentRewardDecompositionsArgs = {
  addsUp?: InputMaybe<Scalars['Boolean']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type FeatureAttribution = {
  readonly index: Scalars['Int']['output'];
  readonly name: Maybe<Scalars['String']['output']>;
  readonly value: Scalars['Float']['output'];
};

export type Match = {
  readonly analyses: Maybe<AnalysisConnection>;
  readonly id: Scalars['ID']['output'];
};


export type MatchAnalysesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Mutation = {
  readonly recordAnalysis: Maybe<RecordAnalysisPayload>;
  readonly recordRewardDecomposition: Maybe<RecordRewardDecompositionPayload>;
};


export type MutationRecordAnalysisArgs = {
  input: RecordAnalysisInput;
};


export type MutationRecordRewardDecompositionArgs = {
  input: RecordRewardDecompositionInput;
};

export type PageInfo = {
  readonly endCursor: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly analyses: Maybe<AnalysisConnection>;
  readonly analysis: Maybe<Analysis>;
  readonly compareAttributions: Maybe<AttributionComparison>;
  readonly rewardDecompositions: Maybe<RewardDecompositionConnection>;
};


export type QueryAnalysesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AnalysisFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAnalysisArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCompareAttributionsArgs = {
  analysisIds: ReadonlyArray<Scalars['ID']['input']>;
  topK?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRewardDecompositionsArgs = {
  addsUp?: InputMaybe<Scalars['Boolean']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  episodeId: Scalars['String']['input'];
  experimentId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RecordAnalysisInput = {
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly analysisType: AnalysisType;
  readonly artifactsPath?: InputMaybe<Scalars['String']['input']>;
  readonly attribution?: InputMaybe<AttributionInput>;
  readonly config?: InputMaybe<Scalars['JSON']['input']>;
  readonly durationMs?: InputMaybe<Scalars['Float']['input']>;
  readonly experimentId?: InputMaybe<Scalars['ID']['input']>;
  readonly failureReason?: InputMaybe<Scalars['String']['input']>;
  readonly fallbackFrom?: InputMaybe<Scalars['String']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly matchId?: InputMaybe<Scalars['ID']['input']>;
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly method: Scalars['String']['input'];
  readonly results?: InputMaybe<Scalars['JSON']['input']>;
  readonly runId?: InputMaybe<Scalars['ID']['input']>;
  readonly status?: InputMaybe<AnalysisStatus>;
  readonly workflowId?: InputMaybe<Scalars['ID']['input']>;
};

export type RecordAnalysisPayload = {
  readonly analysis: Analysis;
};

export type RecordRewardDecompositionInput = {
  readonly episodeId: Scalars['String']['input'];
  readonly experimentId: Scalars['ID']['input'];
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly steps: ReadonlyArray<RewardStepInput>;
};

export type RecordRewardDecompositionPayload = {
  readonly rewardDecompositions: ReadonlyArray<RewardDecomposition>;
};

export type RewardDecomposition = {
  readonly additivity: Additivity;
  readonly componentInfluences: Maybe<Scalars['JSON']['output']>;
  readonly componentRewards: Scalars['JSON']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly episodeId: Scalars['String']['output'];
  readonly experiment: Maybe<Experiment>;
  readonly id: Scalars['ID']['output'];
  readonly timestep: Scalars['Int']['output'];
  readonly totalReward: Scalars['Float']['output'];
};

export type RewardDecompositionConnection = {
  readonly edges: ReadonlyArray<RewardDecompositionEdge>;
  readonly nodes: ReadonlyArray<RewardDecomposition>;
  readonly pageInfo: PageInfo;
};

export type RewardDecompositionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: RewardDecomposition;
};

export type RewardStepInput = {
  readonly componentInfluences?: InputMaybe<Scalars['JSON']['input']>;
  readonly componentRewards: Scalars['JSON']['input'];
  readonly timestep: Scalars['Int']['input'];
  readonly totalReward: Scalars['Float']['input'];
};

export type Run = {
  readonly analyses: Maybe<AnalysisConnection>;
  readonly id: Scalars['ID']['output'];
};


export type RunAnalysesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Workflow = {
  readonly analyses: Maybe<AnalysisConnection>;
  readonly id: Scalars['ID']['output'];
};


export type WorkflowAnalysesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  Analysis: Analysis;
  Experiment: Experiment;
  Match: Match;
  RewardDecomposition: RewardDecomposition;
  Run: Run;
  Workflow: Workflow;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Agent:
    ( { __typename: 'Agent' }
    & GraphQLRecursivePick<FederationTypes['Agent'], {"id":true}> );
  Analysis:
    ( { __typename: 'Analysis' }
    & GraphQLRecursivePick<FederationTypes['Analysis'], {"id":true}> );
  Experiment:
    ( { __typename: 'Experiment' }
    & GraphQLRecursivePick<FederationTypes['Experiment'], {"id":true}> );
  Match:
    ( { __typename: 'Match' }
    & GraphQLRecursivePick<FederationTypes['Match'], {"id":true}> );
  RewardDecomposition:
    ( { __typename: 'RewardDecomposition' }
    & GraphQLRecursivePick<FederationTypes['RewardDecomposition'], {"id":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
  Workflow:
    ( { __typename: 'Workflow' }
    & GraphQLRecursivePick<FederationTypes['Workflow'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Additivity: ResolverTypeWrapper<Additivity>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Agent: ResolverTypeWrapper<SubjectReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AgreementMeasure: AgreementMeasure;
  AgreementUndefinedReason: AgreementUndefinedReason;
  Analysis: ResolverTypeWrapper<AnalysisRow>;
  AnalysisConnection: ResolverTypeWrapper<Omit<AnalysisConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AnalysisEdge']>, nodes: ReadonlyArray<ResolversTypes['Analysis']> }>;
  AnalysisEdge: ResolverTypeWrapper<Omit<AnalysisEdge, 'node'> & { node: ResolversTypes['Analysis'] }>;
  AnalysisFilter: AnalysisFilter;
  AnalysisStatus: AnalysisStatus;
  AnalysisType: AnalysisType;
  Attribution: ResolverTypeWrapper<AnalysisRow>;
  AttributionAgreement: ResolverTypeWrapper<Omit<AttributionAgreement, 'first' | 'second'> & { first: ResolversTypes['Analysis'], second: ResolversTypes['Analysis'] }>;
  AttributionComparison: ResolverTypeWrapper<ComparedAnalyses>;
  AttributionInput: AttributionInput;
  ComparedAttribution: ResolverTypeWrapper<Omit<ComparedAttribution, 'analysis'> & { analysis: ResolversTypes['Analysis'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Experiment: ResolverTypeWrapper<SubjectReference>;
  FeatureAttribution: ResolverTypeWrapper<FeatureAttribution>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Match: ResolverTypeWrapper<SubjectReference>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordAnalysisInput: RecordAnalysisInput;
  RecordAnalysisPayload: ResolverTypeWrapper<Omit<RecordAnalysisPayload, 'analysis'> & { analysis: ResolversTypes['Analysis'] }>;
  RecordRewardDecompositionInput: RecordRewardDecompositionInput;
  RecordRewardDecompositionPayload: ResolverTypeWrapper<Omit<RecordRewardDecompositionPayload, 'rewardDecompositions'> & { rewardDecompositions: ReadonlyArray<ResolversTypes['RewardDecomposition']> }>;
  RewardDecomposition: ResolverTypeWrapper<RewardDecompositionRow>;
  RewardDecompositionConnection: ResolverTypeWrapper<Omit<RewardDecompositionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RewardDecompositionEdge']>, nodes: ReadonlyArray<ResolversTypes['RewardDecomposition']> }>;
  RewardDecompositionEdge: ResolverTypeWrapper<Omit<RewardDecompositionEdge, 'node'> & { node: ResolversTypes['RewardDecomposition'] }>;
  RewardStepInput: RewardStepInput;
  Run: ResolverTypeWrapper<SubjectReference>;
  Workflow: ResolverTypeWrapper<SubjectReference>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Additivity: Additivity;
  Float: Scalars['Float']['output'];
  Agent: SubjectReference;
  ID: Scalars['ID']['output'];
  Analysis: AnalysisRow;
  AnalysisConnection: Omit<AnalysisConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AnalysisEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Analysis']> };
  AnalysisEdge: Omit<AnalysisEdge, 'node'> & { node: ResolversParentTypes['Analysis'] };
  AnalysisFilter: AnalysisFilter;
  Attribution: AnalysisRow;
  AttributionAgreement: Omit<AttributionAgreement, 'first' | 'second'> & { first: ResolversParentTypes['Analysis'], second: ResolversParentTypes['Analysis'] };
  AttributionComparison: ComparedAnalyses;
  AttributionInput: AttributionInput;
  ComparedAttribution: Omit<ComparedAttribution, 'analysis'> & { analysis: ResolversParentTypes['Analysis'] };
  DateTime: Scalars['DateTime']['output'];
  Experiment: SubjectReference;
  FeatureAttribution: FeatureAttribution;
  JSON: Scalars['JSON']['output'];
  Match: SubjectReference;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RecordAnalysisInput: RecordAnalysisInput;
  RecordAnalysisPayload: Omit<RecordAnalysisPayload, 'analysis'> & { analysis: ResolversParentTypes['Analysis'] };
  RecordRewardDecompositionInput: RecordRewardDecompositionInput;
  RecordRewardDecompositionPayload: Omit<RecordRewardDecompositionPayload, 'rewardDecompositions'> & { rewardDecompositions: ReadonlyArray<ResolversParentTypes['RewardDecomposition']> };
  RewardDecomposition: RewardDecompositionRow;
  RewardDecompositionConnection: Omit<RewardDecompositionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RewardDecompositionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['RewardDecomposition']> };
  RewardDecompositionEdge: Omit<RewardDecompositionEdge, 'node'> & { node: ResolversParentTypes['RewardDecomposition'] };
  RewardStepInput: RewardStepInput;
  Run: SubjectReference;
  Workflow: SubjectReference;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AuthenticatedDirectiveArgs = { };

export type AuthenticatedDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Scalars['String']['input']>;
  import?: Maybe<ReadonlyArray<Maybe<Scalars['String']['input']>>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PolicyDirectiveArgs = {
  policies: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type PolicyDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = XaiContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdditivityResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Additivity'] = ResolversParentTypes['Additivity']> = {
  addsUp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sum?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tolerance?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AgentResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent'], FederationReferenceType extends FederationReferenceTypes['Agent'] = FederationReferenceTypes['Agent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  analyses?: Resolver<Maybe<ResolversTypes['AnalysisConnection']>, ParentType, ContextType, RequireFields<AgentAnalysesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AnalysisResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Analysis'] = ResolversParentTypes['Analysis'], FederationReferenceType extends FederationReferenceTypes['Analysis'] = FederationReferenceTypes['Analysis']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Analysis']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  analysisType?: Resolver<ResolversTypes['AnalysisType'], ParentType, ContextType>;
  artifactsPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attribution?: Resolver<Maybe<ResolversTypes['Attribution']>, ParentType, ContextType>;
  config?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  contentHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  experiment?: Resolver<Maybe<ResolversTypes['Experiment']>, ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fallbackFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fallbackUsed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  results?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AnalysisStatus'], ParentType, ContextType>;
  workflow?: Resolver<Maybe<ResolversTypes['Workflow']>, ParentType, ContextType>;
};

export type AnalysisConnectionResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['AnalysisConnection'] = ResolversParentTypes['AnalysisConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AnalysisEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Analysis']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AnalysisEdgeResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['AnalysisEdge'] = ResolversParentTypes['AnalysisEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Analysis'], ParentType, ContextType>;
};

export type AttributionResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Attribution'] = ResolversParentTypes['Attribution']> = {
  additivity?: Resolver<Maybe<ResolversTypes['Additivity']>, ParentType, ContextType>;
  baseline?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Float']>>, ParentType, ContextType>;
  baselineOutput?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  fallbackFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  featureCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  featureNames?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  input?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Float']>>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  output?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  topFeatures?: Resolver<ReadonlyArray<ResolversTypes['FeatureAttribution']>, ParentType, ContextType, RequireFields<AttributionTopFeaturesArgs, 'k'>>;
  values?: Resolver<ReadonlyArray<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AttributionAgreementResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['AttributionAgreement'] = ResolversParentTypes['AttributionAgreement']> = {
  first?: Resolver<ResolversTypes['Analysis'], ParentType, ContextType>;
  kendallTauB?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  second?: Resolver<ResolversTypes['Analysis'], ParentType, ContextType>;
  spearmanRho?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  topKOverlap?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  undefinedReason?: Resolver<Maybe<ResolversTypes['AgreementUndefinedReason']>, ParentType, ContextType>;
};

export type AttributionComparisonResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['AttributionComparison'] = ResolversParentTypes['AttributionComparison']> = {
  attributions?: Resolver<ReadonlyArray<ResolversTypes['ComparedAttribution']>, ParentType, ContextType>;
  featureCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matrix?: Resolver<ReadonlyArray<ReadonlyArray<Maybe<ResolversTypes['Float']>>>, ParentType, ContextType, RequireFields<AttributionComparisonMatrixArgs, 'measure'>>;
  pairs?: Resolver<ReadonlyArray<ResolversTypes['AttributionAgreement']>, ParentType, ContextType>;
  topK?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ComparedAttributionResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['ComparedAttribution'] = ResolversParentTypes['ComparedAttribution']> = {
  analysis?: Resolver<ResolversTypes['Analysis'], ParentType, ContextType>;
  topFeatures?: Resolver<ReadonlyArray<ResolversTypes['FeatureAttribution']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ExperimentResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Experiment'] = ResolversParentTypes['Experiment'], FederationReferenceType extends FederationReferenceTypes['Experiment'] = FederationReferenceTypes['Experiment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Experiment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  analyses?: Resolver<Maybe<ResolversTypes['AnalysisConnection']>, ParentType, ContextType, RequireFields<ExperimentAnalysesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rewardDecompositions?: Resolver<Maybe<ResolversTypes['RewardDecompositionConnection']>, ParentType, ContextType, RequireFields<ExperimentRewardDecompositionsArgs, 'first'>>;
};

export type FeatureAttributionResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['FeatureAttribution'] = ResolversParentTypes['FeatureAttribution']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MatchResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match'], FederationReferenceType extends FederationReferenceTypes['Match'] = FederationReferenceTypes['Match']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Match']> | FederationReferenceType, FederationReferenceType, ContextType>;
  analyses?: Resolver<Maybe<ResolversTypes['AnalysisConnection']>, ParentType, ContextType, RequireFields<MatchAnalysesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  recordAnalysis?: Resolver<Maybe<ResolversTypes['RecordAnalysisPayload']>, ParentType, ContextType, RequireFields<MutationRecordAnalysisArgs, 'input'>>;
  recordRewardDecomposition?: Resolver<Maybe<ResolversTypes['RecordRewardDecompositionPayload']>, ParentType, ContextType, RequireFields<MutationRecordRewardDecompositionArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  analyses?: Resolver<Maybe<ResolversTypes['AnalysisConnection']>, ParentType, ContextType, RequireFields<QueryAnalysesArgs, 'first'>>;
  analysis?: Resolver<Maybe<ResolversTypes['Analysis']>, ParentType, ContextType, RequireFields<QueryAnalysisArgs, 'id'>>;
  compareAttributions?: Resolver<Maybe<ResolversTypes['AttributionComparison']>, ParentType, ContextType, RequireFields<QueryCompareAttributionsArgs, 'analysisIds' | 'topK'>>;
  rewardDecompositions?: Resolver<Maybe<ResolversTypes['RewardDecompositionConnection']>, ParentType, ContextType, RequireFields<QueryRewardDecompositionsArgs, 'episodeId' | 'experimentId' | 'first'>>;
};

export type RecordAnalysisPayloadResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['RecordAnalysisPayload'] = ResolversParentTypes['RecordAnalysisPayload']> = {
  analysis?: Resolver<ResolversTypes['Analysis'], ParentType, ContextType>;
};

export type RecordRewardDecompositionPayloadResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['RecordRewardDecompositionPayload'] = ResolversParentTypes['RecordRewardDecompositionPayload']> = {
  rewardDecompositions?: Resolver<ReadonlyArray<ResolversTypes['RewardDecomposition']>, ParentType, ContextType>;
};

export type RewardDecompositionResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['RewardDecomposition'] = ResolversParentTypes['RewardDecomposition'], FederationReferenceType extends FederationReferenceTypes['RewardDecomposition'] = FederationReferenceTypes['RewardDecomposition']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RewardDecomposition']> | FederationReferenceType, FederationReferenceType, ContextType>;
  additivity?: Resolver<ResolversTypes['Additivity'], ParentType, ContextType>;
  componentInfluences?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  componentRewards?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  episodeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  experiment?: Resolver<Maybe<ResolversTypes['Experiment']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  timestep?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalReward?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RewardDecompositionConnectionResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['RewardDecompositionConnection'] = ResolversParentTypes['RewardDecompositionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RewardDecompositionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RewardDecomposition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RewardDecompositionEdgeResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['RewardDecompositionEdge'] = ResolversParentTypes['RewardDecompositionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RewardDecomposition'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run'], FederationReferenceType extends FederationReferenceTypes['Run'] = FederationReferenceTypes['Run']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Run']> | FederationReferenceType, FederationReferenceType, ContextType>;
  analyses?: Resolver<Maybe<ResolversTypes['AnalysisConnection']>, ParentType, ContextType, RequireFields<RunAnalysesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WorkflowResolvers<ContextType = XaiContext, ParentType extends ResolversParentTypes['Workflow'] = ResolversParentTypes['Workflow'], FederationReferenceType extends FederationReferenceTypes['Workflow'] = FederationReferenceTypes['Workflow']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Workflow']> | FederationReferenceType, FederationReferenceType, ContextType>;
  analyses?: Resolver<Maybe<ResolversTypes['AnalysisConnection']>, ParentType, ContextType, RequireFields<WorkflowAnalysesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = XaiContext> = {
  Additivity?: AdditivityResolvers<ContextType>;
  Agent?: AgentResolvers<ContextType>;
  Analysis?: AnalysisResolvers<ContextType>;
  AnalysisConnection?: AnalysisConnectionResolvers<ContextType>;
  AnalysisEdge?: AnalysisEdgeResolvers<ContextType>;
  Attribution?: AttributionResolvers<ContextType>;
  AttributionAgreement?: AttributionAgreementResolvers<ContextType>;
  AttributionComparison?: AttributionComparisonResolvers<ContextType>;
  ComparedAttribution?: ComparedAttributionResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Experiment?: ExperimentResolvers<ContextType>;
  FeatureAttribution?: FeatureAttributionResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Match?: MatchResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordAnalysisPayload?: RecordAnalysisPayloadResolvers<ContextType>;
  RecordRewardDecompositionPayload?: RecordRewardDecompositionPayloadResolvers<ContextType>;
  RewardDecomposition?: RewardDecompositionResolvers<ContextType>;
  RewardDecompositionConnection?: RewardDecompositionConnectionResolvers<ContextType>;
  RewardDecompositionEdge?: RewardDecompositionEdgeResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  Workflow?: WorkflowResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = XaiContext> = {
  authenticated?: AuthenticatedDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  policy?: PolicyDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
