import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentRow } from '../agent/agent.entity.ts';
import type { ExperimentRow } from '../experiment/experiment.entity.ts';
import type { RunRow } from '../run/run.entity.ts';
import type { PlaybookRow } from '../playbook/playbook.entity.ts';
import type { RegistryContext } from '../context.ts';
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

export type Agent = {
  readonly aiInsightsAvailable: Scalars['Boolean']['output'];
  readonly aiMetadata: Scalars['JSON']['output'];
  readonly capabilities: ReadonlyArray<Scalars['String']['output']>;
  readonly capacity: Scalars['Int']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly efficiencyRating: Scalars['Float']['output'];
  readonly enhancedFeaturesEnabled: Scalars['Boolean']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lastAiAnalysis: Maybe<Scalars['DateTime']['output']>;
  readonly learningMetrics: Scalars['JSON']['output'];
  readonly metadata: Scalars['JSON']['output'];
  readonly modelConfig: Maybe<Scalars['JSON']['output']>;
  readonly modelName: Maybe<Scalars['String']['output']>;
  readonly modelProvider: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly optimizationSuggestions: ReadonlyArray<Scalars['String']['output']>;
  readonly performanceScore: Scalars['Int']['output'];
  readonly status: AgentStatus;
  readonly type: AgentType;
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly version: Scalars['Int']['output'];
};

export type AgentConnection = {
  readonly edges: ReadonlyArray<AgentEdge>;
  readonly nodes: ReadonlyArray<Agent>;
  readonly pageInfo: PageInfo;
};

export type AgentEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Agent;
};

export type AgentFilter = {
  readonly capabilities?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly statuses?: InputMaybe<ReadonlyArray<AgentStatus>>;
  readonly types?: InputMaybe<ReadonlyArray<AgentType>>;
};

export type AgentStatus =
  | 'ACTIVE'
  | 'BUSY'
  | 'ERROR'
  | 'IDLE'
  | 'INITIALIZING'
  | 'SHUTDOWN';

export type AgentType =
  | 'BACKEND_ENGINEER'
  | 'DEVOPS_DEPLOYER'
  | 'GENERAL_PURPOSE'
  | 'QA_TEST_GUARDIAN';

export type CreateAgentInput = {
  readonly capabilities?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly capacity?: InputMaybe<Scalars['Int']['input']>;
  readonly enhancedFeaturesEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly modelConfig?: InputMaybe<Scalars['JSON']['input']>;
  readonly modelName?: InputMaybe<Scalars['String']['input']>;
  readonly modelProvider?: InputMaybe<Scalars['String']['input']>;
  readonly name: Scalars['String']['input'];
  readonly type: AgentType;
};

export type CreateAgentPayload = {
  readonly agent: Agent;
};

export type CreateExperimentInput = {
  readonly config?: InputMaybe<Scalars['JSON']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly name: Scalars['String']['input'];
  readonly seed?: InputMaybe<Scalars['Int']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type CreateExperimentPayload = {
  readonly experiment: Experiment;
};

export type CreatePlaybookInput = {
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly jsonSpec: Scalars['JSON']['input'];
  readonly name: Scalars['String']['input'];
  readonly namespace: Scalars['String']['input'];
  readonly version?: InputMaybe<Scalars['Int']['input']>;
};

export type CreatePlaybookPayload = {
  readonly playbook: Playbook;
};

export type CreateRunInput = {
  readonly experimentId: Scalars['ID']['input'];
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly params?: InputMaybe<Scalars['JSON']['input']>;
  readonly provider?: InputMaybe<Scalars['JSON']['input']>;
};

export type CreateRunPayload = {
  readonly run: Run;
};

export type Experiment = {
  readonly config: Scalars['JSON']['output'];
  readonly configHash: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly createdBy: Scalars['String']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly metadata: Scalars['JSON']['output'];
  readonly name: Scalars['String']['output'];
  readonly runs: RunConnection;
  readonly seed: Maybe<Scalars['Int']['output']>;
  readonly status: ExperimentStatus;
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
};


export type ExperimentRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ExperimentConnection = {
  readonly edges: ReadonlyArray<ExperimentEdge>;
  readonly nodes: ReadonlyArray<Experiment>;
  readonly pageInfo: PageInfo;
};

export type ExperimentEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Experiment;
};

export type ExperimentFilter = {
  readonly configHash?: InputMaybe<Scalars['String']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ExperimentStatus =
  | 'FINISHED'
  | 'PLANNED'
  | 'RUNNING';

export type FinishRunInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly status: RunOutcome;
  readonly summary?: InputMaybe<Scalars['JSON']['input']>;
};

export type FinishRunPayload = {
  readonly run: Run;
};

export type Mutation = {
  readonly createAgent: CreateAgentPayload;
  readonly createExperiment: CreateExperimentPayload;
  readonly createPlaybook: CreatePlaybookPayload;
  readonly createRun: CreateRunPayload;
  readonly finishRun: FinishRunPayload;
  readonly updateAgent: UpdateAgentPayload;
};


export type MutationCreateAgentArgs = {
  input: CreateAgentInput;
};


export type MutationCreateExperimentArgs = {
  input: CreateExperimentInput;
};


export type MutationCreatePlaybookArgs = {
  input: CreatePlaybookInput;
};


export type MutationCreateRunArgs = {
  input: CreateRunInput;
};


export type MutationFinishRunArgs = {
  input: FinishRunInput;
};


export type MutationUpdateAgentArgs = {
  input: UpdateAgentInput;
};

export type PageInfo = {
  readonly endCursor: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

export type Playbook = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly createdBy: Scalars['String']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly jsonSpec: Scalars['JSON']['output'];
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
};

export type PlaybookConnection = {
  readonly edges: ReadonlyArray<PlaybookEdge>;
  readonly nodes: ReadonlyArray<Playbook>;
  readonly pageInfo: PageInfo;
};

export type PlaybookEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Playbook;
};

export type PlaybookFilter = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly namespace?: InputMaybe<Scalars['String']['input']>;
};

export type Query = {
  readonly agent: Maybe<Agent>;
  readonly agents: AgentConnection;
  readonly experiment: Maybe<Experiment>;
  readonly experiments: ExperimentConnection;
  readonly playbook: Maybe<Playbook>;
  readonly playbooks: PlaybookConnection;
  readonly run: Maybe<Run>;
};


export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AgentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryExperimentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExperimentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExperimentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPlaybookArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPlaybooksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PlaybookFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};

export type Run = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly experiment: Maybe<Experiment>;
  readonly finishedAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly params: Scalars['JSON']['output'];
  readonly provider: Scalars['JSON']['output'];
  readonly startedAt: Scalars['DateTime']['output'];
  readonly status: RunStatus;
  readonly summary: Maybe<Scalars['JSON']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type RunConnection = {
  readonly edges: ReadonlyArray<RunEdge>;
  readonly nodes: ReadonlyArray<Run>;
  readonly pageInfo: PageInfo;
};

export type RunEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Run;
};

export type RunOutcome =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'FAILED';

export type RunStatus =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'FAILED'
  | 'RUNNING';

export type UpdateAgentInput = {
  readonly capabilities?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly enhancedFeaturesEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly performanceScore?: InputMaybe<Scalars['Int']['input']>;
  readonly status?: InputMaybe<AgentStatus>;
};

export type UpdateAgentPayload = {
  readonly agent: Agent;
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
  Experiment: Experiment;
  Playbook: Playbook;
  Run: Run;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Agent:
    ( { __typename: 'Agent' }
    & GraphQLRecursivePick<FederationTypes['Agent'], {"id":true}> );
  Experiment:
    ( { __typename: 'Experiment' }
    & GraphQLRecursivePick<FederationTypes['Experiment'], {"id":true}> );
  Playbook:
    ( { __typename: 'Playbook' }
    & GraphQLRecursivePick<FederationTypes['Playbook'], {"id":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agent: ResolverTypeWrapper<AgentRow>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AgentConnection: ResolverTypeWrapper<Omit<AgentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AgentEdge']>, nodes: ReadonlyArray<ResolversTypes['Agent']> }>;
  AgentEdge: ResolverTypeWrapper<Omit<AgentEdge, 'node'> & { node: ResolversTypes['Agent'] }>;
  AgentFilter: AgentFilter;
  AgentStatus: AgentStatus;
  AgentType: AgentType;
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: ResolverTypeWrapper<Omit<CreateAgentPayload, 'agent'> & { agent: ResolversTypes['Agent'] }>;
  CreateExperimentInput: CreateExperimentInput;
  CreateExperimentPayload: ResolverTypeWrapper<Omit<CreateExperimentPayload, 'experiment'> & { experiment: ResolversTypes['Experiment'] }>;
  CreatePlaybookInput: CreatePlaybookInput;
  CreatePlaybookPayload: ResolverTypeWrapper<Omit<CreatePlaybookPayload, 'playbook'> & { playbook: ResolversTypes['Playbook'] }>;
  CreateRunInput: CreateRunInput;
  CreateRunPayload: ResolverTypeWrapper<Omit<CreateRunPayload, 'run'> & { run: ResolversTypes['Run'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Experiment: ResolverTypeWrapper<ExperimentRow>;
  ExperimentConnection: ResolverTypeWrapper<Omit<ExperimentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ExperimentEdge']>, nodes: ReadonlyArray<ResolversTypes['Experiment']> }>;
  ExperimentEdge: ResolverTypeWrapper<Omit<ExperimentEdge, 'node'> & { node: ResolversTypes['Experiment'] }>;
  ExperimentFilter: ExperimentFilter;
  ExperimentStatus: ExperimentStatus;
  FinishRunInput: FinishRunInput;
  FinishRunPayload: ResolverTypeWrapper<Omit<FinishRunPayload, 'run'> & { run: ResolversTypes['Run'] }>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Playbook: ResolverTypeWrapper<PlaybookRow>;
  PlaybookConnection: ResolverTypeWrapper<Omit<PlaybookConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PlaybookEdge']>, nodes: ReadonlyArray<ResolversTypes['Playbook']> }>;
  PlaybookEdge: ResolverTypeWrapper<Omit<PlaybookEdge, 'node'> & { node: ResolversTypes['Playbook'] }>;
  PlaybookFilter: PlaybookFilter;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Run: ResolverTypeWrapper<RunRow>;
  RunConnection: ResolverTypeWrapper<Omit<RunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RunEdge']>, nodes: ReadonlyArray<ResolversTypes['Run']> }>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunOutcome: RunOutcome;
  RunStatus: RunStatus;
  UpdateAgentInput: UpdateAgentInput;
  UpdateAgentPayload: ResolverTypeWrapper<Omit<UpdateAgentPayload, 'agent'> & { agent: ResolversTypes['Agent'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agent: AgentRow;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  AgentConnection: Omit<AgentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AgentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Agent']> };
  AgentEdge: Omit<AgentEdge, 'node'> & { node: ResolversParentTypes['Agent'] };
  AgentFilter: AgentFilter;
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: Omit<CreateAgentPayload, 'agent'> & { agent: ResolversParentTypes['Agent'] };
  CreateExperimentInput: CreateExperimentInput;
  CreateExperimentPayload: Omit<CreateExperimentPayload, 'experiment'> & { experiment: ResolversParentTypes['Experiment'] };
  CreatePlaybookInput: CreatePlaybookInput;
  CreatePlaybookPayload: Omit<CreatePlaybookPayload, 'playbook'> & { playbook: ResolversParentTypes['Playbook'] };
  CreateRunInput: CreateRunInput;
  CreateRunPayload: Omit<CreateRunPayload, 'run'> & { run: ResolversParentTypes['Run'] };
  DateTime: Scalars['DateTime']['output'];
  Experiment: ExperimentRow;
  ExperimentConnection: Omit<ExperimentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ExperimentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Experiment']> };
  ExperimentEdge: Omit<ExperimentEdge, 'node'> & { node: ResolversParentTypes['Experiment'] };
  ExperimentFilter: ExperimentFilter;
  FinishRunInput: FinishRunInput;
  FinishRunPayload: Omit<FinishRunPayload, 'run'> & { run: ResolversParentTypes['Run'] };
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Playbook: PlaybookRow;
  PlaybookConnection: Omit<PlaybookConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PlaybookEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Playbook']> };
  PlaybookEdge: Omit<PlaybookEdge, 'node'> & { node: ResolversParentTypes['Playbook'] };
  PlaybookFilter: PlaybookFilter;
  Query: Record<PropertyKey, never>;
  Run: RunRow;
  RunConnection: Omit<RunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RunEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Run']> };
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  UpdateAgentInput: UpdateAgentInput;
  UpdateAgentPayload: Omit<UpdateAgentPayload, 'agent'> & { agent: ResolversParentTypes['Agent'] };
  String: Scalars['String']['output'];
};

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Scalars['String']['input']>;
  import?: Maybe<ReadonlyArray<Maybe<Scalars['String']['input']>>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AgentResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent'], FederationReferenceType extends FederationReferenceTypes['Agent'] = FederationReferenceTypes['Agent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aiInsightsAvailable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  aiMetadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  capabilities?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  capacity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  efficiencyRating?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  enhancedFeaturesEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAiAnalysis?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  learningMetrics?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  modelConfig?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  modelName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modelProvider?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  optimizationSuggestions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  performanceScore?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AgentStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AgentType'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgentConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['AgentConnection'] = ResolversParentTypes['AgentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Agent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AgentEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['AgentEdge'] = ResolversParentTypes['AgentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type CreateAgentPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateAgentPayload'] = ResolversParentTypes['CreateAgentPayload']> = {
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type CreateExperimentPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateExperimentPayload'] = ResolversParentTypes['CreateExperimentPayload']> = {
  experiment?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
};

export type CreatePlaybookPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreatePlaybookPayload'] = ResolversParentTypes['CreatePlaybookPayload']> = {
  playbook?: Resolver<ResolversTypes['Playbook'], ParentType, ContextType>;
};

export type CreateRunPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateRunPayload'] = ResolversParentTypes['CreateRunPayload']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ExperimentResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Experiment'] = ResolversParentTypes['Experiment'], FederationReferenceType extends FederationReferenceTypes['Experiment'] = FederationReferenceTypes['Experiment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Experiment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  config?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  configHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<ExperimentRunsArgs, 'first'>>;
  seed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExperimentStatus'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExperimentConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['ExperimentConnection'] = ResolversParentTypes['ExperimentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExperimentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Experiment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ExperimentEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['ExperimentEdge'] = ResolversParentTypes['ExperimentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
};

export type FinishRunPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['FinishRunPayload'] = ResolversParentTypes['FinishRunPayload']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createAgent?: Resolver<ResolversTypes['CreateAgentPayload'], ParentType, ContextType, RequireFields<MutationCreateAgentArgs, 'input'>>;
  createExperiment?: Resolver<ResolversTypes['CreateExperimentPayload'], ParentType, ContextType, RequireFields<MutationCreateExperimentArgs, 'input'>>;
  createPlaybook?: Resolver<ResolversTypes['CreatePlaybookPayload'], ParentType, ContextType, RequireFields<MutationCreatePlaybookArgs, 'input'>>;
  createRun?: Resolver<ResolversTypes['CreateRunPayload'], ParentType, ContextType, RequireFields<MutationCreateRunArgs, 'input'>>;
  finishRun?: Resolver<ResolversTypes['FinishRunPayload'], ParentType, ContextType, RequireFields<MutationFinishRunArgs, 'input'>>;
  updateAgent?: Resolver<ResolversTypes['UpdateAgentPayload'], ParentType, ContextType, RequireFields<MutationUpdateAgentArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlaybookResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Playbook'] = ResolversParentTypes['Playbook'], FederationReferenceType extends FederationReferenceTypes['Playbook'] = FederationReferenceTypes['Playbook']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Playbook']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jsonSpec?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlaybookConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['PlaybookConnection'] = ResolversParentTypes['PlaybookConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PlaybookEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Playbook']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PlaybookEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['PlaybookEdge'] = ResolversParentTypes['PlaybookEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Playbook'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<QueryAgentArgs, 'id'>>;
  agents?: Resolver<ResolversTypes['AgentConnection'], ParentType, ContextType, RequireFields<QueryAgentsArgs, 'first'>>;
  experiment?: Resolver<Maybe<ResolversTypes['Experiment']>, ParentType, ContextType, RequireFields<QueryExperimentArgs, 'id'>>;
  experiments?: Resolver<ResolversTypes['ExperimentConnection'], ParentType, ContextType, RequireFields<QueryExperimentsArgs, 'first'>>;
  playbook?: Resolver<Maybe<ResolversTypes['Playbook']>, ParentType, ContextType, RequireFields<QueryPlaybookArgs, 'id'>>;
  playbooks?: Resolver<ResolversTypes['PlaybookConnection'], ParentType, ContextType, RequireFields<QueryPlaybooksArgs, 'first'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
};

export type RunResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run'], FederationReferenceType extends FederationReferenceTypes['Run'] = FederationReferenceTypes['Run']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Run']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  experiment?: Resolver<Maybe<ResolversTypes['Experiment']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  params?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type UpdateAgentPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UpdateAgentPayload'] = ResolversParentTypes['UpdateAgentPayload']> = {
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RegistryContext> = {
  Agent?: AgentResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  CreateAgentPayload?: CreateAgentPayloadResolvers<ContextType>;
  CreateExperimentPayload?: CreateExperimentPayloadResolvers<ContextType>;
  CreatePlaybookPayload?: CreatePlaybookPayloadResolvers<ContextType>;
  CreateRunPayload?: CreateRunPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Experiment?: ExperimentResolvers<ContextType>;
  ExperimentConnection?: ExperimentConnectionResolvers<ContextType>;
  ExperimentEdge?: ExperimentEdgeResolvers<ContextType>;
  FinishRunPayload?: FinishRunPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Playbook?: PlaybookResolvers<ContextType>;
  PlaybookConnection?: PlaybookConnectionResolvers<ContextType>;
  PlaybookEdge?: PlaybookEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  UpdateAgentPayload?: UpdateAgentPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RegistryContext> = {
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
