import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentRow } from '../agent/agent.entity.ts';
import type { ExperimentRow } from '../experiment/experiment.entity.ts';
import type { TenantLimits, UserStatus } from '../rate-limit/rate-limit.read.ts';
import type { RunRow } from '../run/run.entity.ts';
import type { PlaybookRow } from '../playbook/playbook.entity.ts';
import type { LineageNodeRow, LineageWalk, WalkedNode, WalkedEdge } from '../lineage/lineage.read.ts';
import type { LineageEventRow } from '../lineage-event/lineage-event.entity.ts';
import type { DeliveredLineageEvent } from '../lineage-event/lineage-event.read.ts';
import type { LineageJobRow } from '../lineage-job/lineage-job.entity.ts';
import type { LineageDatasetRow, LineageDatasetVersionRow } from '../lineage-dataset/lineage-dataset.entity.ts';
import type { ColumnInputOf } from '../lineage-dataset/lineage-dataset.read.ts';
import type { LineageRunRow } from '../lineage-run/lineage-run.entity.ts';
import type { NamedRun } from '../lineage-run/lineage-run.read.ts';
import type { WorkflowRow } from '../workflow/workflow.entity.ts';
import type { StepRow } from '../step/step.entity.ts';
import type { StepRunRow } from '../step-run/step-run.entity.ts';
import type { ApiKeyRow } from '../api-key/api-key.entity.ts';
import type { InvitationRow } from '../invitation/invitation.entity.ts';
import type { MembershipRow } from '../membership/membership.entity.ts';
import type { SessionRow } from '../session/session.entity.ts';
import type { TenantRow } from '../tenant/tenant.entity.ts';
import type { UserRow } from '../user/user.entity.ts';
import type { UserPreferenceRow } from '../user-preference/user-preference.entity.ts';
import type { ViewerModel } from '../user/user.read.ts';
import type { WorkflowEventRow } from '../workflow-event/workflow-event.entity.ts';
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

export type AcceptInvitationInput = {
  readonly token: Scalars['String']['input'];
};

export type AcceptInvitationPayload = {
  readonly membershipId: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
};

export type AccessLevel =
  | 'ADMIN'
  | 'ISOLATED'
  | 'READ_CROSS'
  | 'WRITE_CROSS';

export type AccountRole =
  | 'ADMIN'
  | 'ENGINEER'
  | 'MANAGER'
  | 'SERVICE';

export type AddStepInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly instructionMd?: InputMaybe<Scalars['String']['input']>;
  readonly stepIndex?: InputMaybe<Scalars['Int']['input']>;
  readonly stepKey: Scalars['String']['input'];
  readonly workflowId: Scalars['ID']['input'];
};

export type AddStepPayload = {
  readonly step: WorkflowStep;
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

export type ApiKey = {
  readonly accessLevel: AccessLevel;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly createdBy: Scalars['String']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  readonly name: Scalars['String']['output'];
  readonly prefix: Scalars['String']['output'];
  readonly replacedById: Maybe<Scalars['ID']['output']>;
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  readonly tenantId: Scalars['String']['output'];
  readonly userId: Scalars['String']['output'];
};

export type ApiKeyConnection = {
  readonly edges: ReadonlyArray<ApiKeyEdge>;
  readonly nodes: ReadonlyArray<ApiKey>;
  readonly pageInfo: PageInfo;
};

export type ApiKeyEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ApiKey;
};

export type CancelWorkflowInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type CancelWorkflowPayload = {
  readonly workflow: Workflow;
};

export type ChangeMembershipInput = {
  readonly accessLevel?: InputMaybe<AccessLevel>;
  readonly allowedTenants?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly role?: InputMaybe<AccountRole>;
};

export type ChangeMembershipPayload = {
  readonly membership: Membership;
};

export type CompleteWorkflowInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
};

export type CompleteWorkflowPayload = {
  readonly workflow: Workflow;
};

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

export type CreateApiKeyInput = {
  readonly accessLevel?: InputMaybe<AccessLevel>;
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly name: Scalars['String']['input'];
  readonly scopes: ReadonlyArray<Scalars['String']['input']>;
  readonly tenantId?: InputMaybe<Scalars['ID']['input']>;
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

export type CreateApiKeyPayload = {
  readonly apiKey: ApiKey;
  readonly secret: Scalars['String']['output'];
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

export type CreateTenantInput = {
  readonly id: Scalars['ID']['input'];
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

export type CreateTenantPayload = {
  readonly tenant: Tenant;
};

export type CreateUserInput = {
  readonly accessLevel?: InputMaybe<AccessLevel>;
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly role: AccountRole;
  readonly tenantId?: InputMaybe<Scalars['ID']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly username?: InputMaybe<Scalars['String']['input']>;
};

export type CreateUserPayload = {
  readonly membership: Membership;
  readonly user: User;
};

export type CreateWorkflowInput = {
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly branchName?: InputMaybe<Scalars['String']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly initialState: InitialWorkflowState;
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly name: Scalars['String']['input'];
  readonly ownerId?: InputMaybe<Scalars['String']['input']>;
  readonly parameters?: InputMaybe<Scalars['JSON']['input']>;
  readonly playbookId?: InputMaybe<Scalars['ID']['input']>;
  readonly repoSha?: InputMaybe<Scalars['String']['input']>;
  readonly steps?: InputMaybe<ReadonlyArray<NewStepInput>>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly tenantId?: InputMaybe<Scalars['String']['input']>;
};

export type CreateWorkflowPayload = {
  readonly workflow: Workflow;
};

export type DatasetName = {
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
};

export type DatasetNameInput = {
  readonly name: Scalars['String']['input'];
  readonly namespace: Scalars['String']['input'];
};

export type DeleteUserInput = {
  readonly id: Scalars['ID']['input'];
};

export type DeleteUserPayload = {
  readonly userId: Scalars['ID']['output'];
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

export type FailWorkflowInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type FailWorkflowPayload = {
  readonly workflow: Workflow;
};

export type FinishRunInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly status: RunOutcome;
  readonly summary?: InputMaybe<Scalars['JSON']['input']>;
};

export type FinishRunPayload = {
  readonly run: Run;
};

export type FinishStepRunInput = {
  readonly artifacts?: InputMaybe<Scalars['JSON']['input']>;
  readonly errorInfo?: InputMaybe<Scalars['JSON']['input']>;
  readonly exitCode: Scalars['Int']['input'];
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly logsUri?: InputMaybe<Scalars['String']['input']>;
  readonly metrics?: InputMaybe<Scalars['JSON']['input']>;
  readonly outputDatasets?: InputMaybe<ReadonlyArray<DatasetNameInput>>;
  readonly outputs?: InputMaybe<Scalars['JSON']['input']>;
};

export type FinishStepRunPayload = {
  readonly stepRun: StepRun;
};

export type InitialWorkflowState =
  | 'CREATED'
  | 'PENDING';

export type Invitation = {
  readonly acceptedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly createdBy: Scalars['String']['output'];
  readonly email: Scalars['String']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
  readonly role: AccountRole;
  readonly tenantId: Scalars['String']['output'];
};

export type InvitationConnection = {
  readonly edges: ReadonlyArray<InvitationEdge>;
  readonly nodes: ReadonlyArray<Invitation>;
  readonly pageInfo: PageInfo;
};

export type InvitationEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Invitation;
};

export type InviteUserInput = {
  readonly email: Scalars['String']['input'];
  readonly expiresInDays?: InputMaybe<Scalars['Int']['input']>;
  readonly role: AccountRole;
  readonly tenantId?: InputMaybe<Scalars['ID']['input']>;
};

export type InviteUserPayload = {
  readonly invitation: Invitation;
  readonly secret: Scalars['String']['output'];
};

export type LineageColumn = {
  readonly inputs: ReadonlyArray<LineageColumnInput>;
  readonly name: Scalars['String']['output'];
};

export type LineageColumnInput = {
  readonly dataset: Maybe<LineageDataset>;
  readonly field: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
  readonly transformations: ReadonlyArray<LineageTransformation>;
};

export type LineageColumnLineage = {
  readonly dataset: ReadonlyArray<LineageColumnInput>;
  readonly fields: ReadonlyArray<LineageColumn>;
};

export type LineageDataSource = {
  readonly name: Maybe<Scalars['String']['output']>;
  readonly uri: Maybe<Scalars['String']['output']>;
};

export type LineageDataset = LineageNode & {
  readonly columnLineage: Maybe<LineageColumnLineage>;
  readonly consumers: LineageJobConnection;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly dataSource: Maybe<LineageDataSource>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly events: LineageEventConnection;
  readonly facets: Scalars['JSON']['output'];
  readonly fields: Maybe<ReadonlyArray<LineageField>>;
  readonly id: Scalars['ID']['output'];
  readonly lifecycleStateChange: Maybe<LineageLifecycleStateChange>;
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
  readonly nodeId: Scalars['String']['output'];
  readonly owners: ReadonlyArray<LineageOwner>;
  readonly producers: LineageJobConnection;
  readonly storage: Maybe<LineageStorage>;
  readonly symlinks: ReadonlyArray<LineageSymlink>;
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly version: Maybe<Scalars['String']['output']>;
  readonly versions: LineageDatasetVersionConnection;
};


export type LineageDatasetConsumersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageDatasetEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageDatasetProducersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageDatasetVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type LineageDatasetConnection = {
  readonly edges: ReadonlyArray<LineageDatasetEdge>;
  readonly nodes: ReadonlyArray<LineageDataset>;
  readonly pageInfo: PageInfo;
};

export type LineageDatasetEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineageDataset;
};

export type LineageDatasetFilter = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly namespace?: InputMaybe<Scalars['String']['input']>;
};

export type LineageDatasetVersion = {
  readonly dataset: LineageDataset;
  readonly fields: Maybe<ReadonlyArray<LineageField>>;
  readonly firstRun: Maybe<LineageRun>;
  readonly firstSeenAt: Scalars['DateTime']['output'];
  readonly hash: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lastRun: Maybe<LineageRun>;
  readonly lastSeenAt: Scalars['DateTime']['output'];
  readonly version: Maybe<Scalars['String']['output']>;
};

export type LineageDatasetVersionConnection = {
  readonly edges: ReadonlyArray<LineageDatasetVersionEdge>;
  readonly nodes: ReadonlyArray<LineageDatasetVersion>;
  readonly pageInfo: PageInfo;
};

export type LineageDatasetVersionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineageDatasetVersion;
};

export type LineageDirection =
  | 'BOTH'
  | 'DOWNSTREAM'
  | 'UPSTREAM';

export type LineageEdge = {
  readonly firstSeenAt: Scalars['DateTime']['output'];
  readonly lastSeenAt: Scalars['DateTime']['output'];
  readonly sourceId: Scalars['ID']['output'];
  readonly targetId: Scalars['ID']['output'];
};

export type LineageErrorMessage = {
  readonly message: Scalars['String']['output'];
  readonly programmingLanguage: Maybe<Scalars['String']['output']>;
  readonly stackTrace: Maybe<Scalars['String']['output']>;
};

export type LineageEvent = {
  readonly dataset: Maybe<LineageDataset>;
  readonly eventTime: Scalars['DateTime']['output'];
  readonly eventType: Maybe<LineageEventType>;
  readonly findings: ReadonlyArray<LineageFinding>;
  readonly hash: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly job: Maybe<LineageJob>;
  readonly kind: LineageEventKind;
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
  readonly producer: Scalars['String']['output'];
  readonly rawBody: Scalars['String']['output'];
  readonly receivedAt: Scalars['DateTime']['output'];
  readonly run: Maybe<LineageRun>;
  readonly runId: Maybe<Scalars['ID']['output']>;
  readonly schemaUrl: Maybe<Scalars['String']['output']>;
  readonly specVersion: Maybe<Scalars['String']['output']>;
};

export type LineageEventConnection = {
  readonly edges: ReadonlyArray<LineageEventEdge>;
  readonly nodes: ReadonlyArray<LineageEvent>;
  readonly pageInfo: PageInfo;
};

export type LineageEventDelivery = {
  readonly cursor: Scalars['String']['output'];
  readonly event: LineageEvent;
};

export type LineageEventEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineageEvent;
};

export type LineageEventFilter = {
  readonly eventTypes?: InputMaybe<ReadonlyArray<LineageEventType>>;
  readonly names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly namespaces?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly runIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type LineageEventKind =
  | 'DATASET'
  | 'JOB'
  | 'RUN';

export type LineageEventType =
  | 'ABORT'
  | 'COMPLETE'
  | 'FAIL'
  | 'OTHER'
  | 'RUNNING'
  | 'START';

export type LineageField = {
  readonly description: Maybe<Scalars['String']['output']>;
  readonly fields: ReadonlyArray<LineageField>;
  readonly name: Scalars['String']['output'];
  readonly type: Maybe<Scalars['String']['output']>;
};

export type LineageFinding = {
  readonly code: LineageFindingCode;
  readonly detail: Scalars['String']['output'];
  readonly eventId: Scalars['ID']['output'];
  readonly facet: Maybe<Scalars['String']['output']>;
  readonly pointer: Scalars['String']['output'];
};

export type LineageFindingCode =
  | 'FACET_INVALID'
  | 'FACET_PRODUCER_MISSING'
  | 'FACET_SCHEMA_URL_MISSING'
  | 'SCHEMA_URL_MISSING'
  | 'SCHEMA_URL_UNKNOWN'
  | 'TIME_WITHOUT_OFFSET';

export type LineageGraph = {
  readonly edges: ReadonlyArray<LineageEdge>;
  readonly nodes: ReadonlyArray<LineageGraphNode>;
  readonly root: LineageNode;
  readonly truncated: Scalars['Boolean']['output'];
};

export type LineageGraphNode = {
  readonly downstreamDistance: Maybe<Scalars['Int']['output']>;
  readonly node: LineageNode;
  readonly upstreamDistance: Maybe<Scalars['Int']['output']>;
};

export type LineageJob = LineageNode & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly events: LineageEventConnection;
  readonly facets: Scalars['JSON']['output'];
  readonly id: Scalars['ID']['output'];
  readonly inputs: LineageDatasetConnection;
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
  readonly nodeId: Scalars['String']['output'];
  readonly outputs: LineageDatasetConnection;
  readonly owners: ReadonlyArray<LineageOwner>;
  readonly runs: LineageRunConnection;
  readonly sourceCodeLocation: Maybe<LineageSourceCodeLocation>;
  readonly sql: Maybe<LineageSql>;
  readonly type: Maybe<LineageJobType>;
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type LineageJobEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageJobInputsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageJobOutputsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageJobRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type LineageJobConnection = {
  readonly edges: ReadonlyArray<LineageJobEdge>;
  readonly nodes: ReadonlyArray<LineageJob>;
  readonly pageInfo: PageInfo;
};

export type LineageJobEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineageJob;
};

export type LineageJobFilter = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly namespace?: InputMaybe<Scalars['String']['input']>;
};

export type LineageJobType = {
  readonly integration: Maybe<Scalars['String']['output']>;
  readonly jobType: Maybe<Scalars['String']['output']>;
  readonly processingType: Maybe<Scalars['String']['output']>;
};

export type LineageLifecycleStateChange = {
  readonly previousName: Maybe<Scalars['String']['output']>;
  readonly previousNamespace: Maybe<Scalars['String']['output']>;
  readonly state: Scalars['String']['output'];
};

export type LineageNode = {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
  readonly nodeId: Scalars['String']['output'];
};

export type LineageOwner = {
  readonly name: Scalars['String']['output'];
  readonly type: Maybe<Scalars['String']['output']>;
};

export type LineageRun = {
  readonly children: LineageRunConnection;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  readonly errorMessage: Maybe<LineageErrorMessage>;
  readonly events: LineageEventConnection;
  readonly facets: Scalars['JSON']['output'];
  readonly id: Scalars['ID']['output'];
  readonly inputs: LineageDatasetConnection;
  readonly job: LineageJob;
  readonly nominalEndTime: Maybe<Scalars['DateTime']['output']>;
  readonly nominalStartTime: Maybe<Scalars['DateTime']['output']>;
  readonly outputs: LineageDatasetConnection;
  readonly parent: Maybe<LineageRunReference>;
  readonly qualityFindings: ReadonlyArray<LineageFinding>;
  readonly root: Maybe<LineageRunReference>;
  readonly runId: Scalars['ID']['output'];
  readonly startedAt: Scalars['DateTime']['output'];
  readonly status: LineageRunStatus;
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type LineageRunChildrenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageRunEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageRunInputsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageRunOutputsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type LineageRunConnection = {
  readonly edges: ReadonlyArray<LineageRunEdge>;
  readonly nodes: ReadonlyArray<LineageRun>;
  readonly pageInfo: PageInfo;
};

export type LineageRunEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineageRun;
};

export type LineageRunFilter = {
  readonly jobId?: InputMaybe<Scalars['ID']['input']>;
  readonly jobName?: InputMaybe<Scalars['String']['input']>;
  readonly jobNamespace?: InputMaybe<Scalars['String']['input']>;
  readonly parentRunId?: InputMaybe<Scalars['ID']['input']>;
  readonly rootRunId?: InputMaybe<Scalars['ID']['input']>;
  readonly startedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  readonly startedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  readonly statuses?: InputMaybe<ReadonlyArray<LineageRunStatus>>;
};

export type LineageRunReference = {
  readonly jobName: Maybe<Scalars['String']['output']>;
  readonly jobNamespace: Maybe<Scalars['String']['output']>;
  readonly run: Maybe<LineageRun>;
  readonly runId: Scalars['ID']['output'];
};

export type LineageRunStatus =
  | 'ABORTED'
  | 'COMPLETED'
  | 'FAILED'
  | 'NEW'
  | 'RUNNING';

export type LineageSourceCodeLocation = {
  readonly branch: Maybe<Scalars['String']['output']>;
  readonly path: Maybe<Scalars['String']['output']>;
  readonly repoUrl: Maybe<Scalars['String']['output']>;
  readonly tag: Maybe<Scalars['String']['output']>;
  readonly type: Maybe<Scalars['String']['output']>;
  readonly url: Maybe<Scalars['String']['output']>;
  readonly version: Maybe<Scalars['String']['output']>;
};

export type LineageSql = {
  readonly dialect: Maybe<Scalars['String']['output']>;
  readonly query: Scalars['String']['output'];
};

export type LineageStorage = {
  readonly fileFormat: Maybe<Scalars['String']['output']>;
  readonly layer: Scalars['String']['output'];
};

export type LineageSymlink = {
  readonly name: Scalars['String']['output'];
  readonly namespace: Scalars['String']['output'];
  readonly type: Maybe<Scalars['String']['output']>;
};

export type LineageTransformation = {
  readonly description: Maybe<Scalars['String']['output']>;
  readonly masking: Maybe<Scalars['Boolean']['output']>;
  readonly subtype: Maybe<Scalars['String']['output']>;
  readonly type: Scalars['String']['output'];
};

export type Membership = {
  readonly accessLevel: AccessLevel;
  readonly allowedTenants: ReadonlyArray<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly role: AccountRole;
  readonly tenantId: Scalars['String']['output'];
  readonly user: User;
  readonly version: Scalars['Int']['output'];
};

export type MembershipConnection = {
  readonly edges: ReadonlyArray<MembershipEdge>;
  readonly nodes: ReadonlyArray<Membership>;
  readonly pageInfo: PageInfo;
};

export type MembershipEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Membership;
};

export type Mutation = {
  readonly acceptInvitation: Maybe<AcceptInvitationPayload>;
  readonly addStep: Maybe<AddStepPayload>;
  readonly cancelWorkflow: Maybe<CancelWorkflowPayload>;
  readonly changeMembership: Maybe<ChangeMembershipPayload>;
  readonly completeWorkflow: Maybe<CompleteWorkflowPayload>;
  readonly createAgent: Maybe<CreateAgentPayload>;
  readonly createApiKey: Maybe<CreateApiKeyPayload>;
  readonly createExperiment: Maybe<CreateExperimentPayload>;
  readonly createPlaybook: Maybe<CreatePlaybookPayload>;
  readonly createRun: Maybe<CreateRunPayload>;
  readonly createTenant: Maybe<CreateTenantPayload>;
  readonly createUser: Maybe<CreateUserPayload>;
  readonly createWorkflow: Maybe<CreateWorkflowPayload>;
  readonly deleteUser: Maybe<DeleteUserPayload>;
  readonly failWorkflow: Maybe<FailWorkflowPayload>;
  readonly finishRun: Maybe<FinishRunPayload>;
  readonly finishStepRun: Maybe<FinishStepRunPayload>;
  readonly inviteUser: Maybe<InviteUserPayload>;
  readonly removeMember: Maybe<RemoveMemberPayload>;
  readonly resetRateLimit: Maybe<ResetRateLimitPayload>;
  readonly revokeAllSessions: Maybe<RevokeAllSessionsPayload>;
  readonly revokeApiKey: Maybe<RevokeApiKeyPayload>;
  readonly revokeInvitation: Maybe<RevokeInvitationPayload>;
  readonly revokeSession: Maybe<RevokeSessionPayload>;
  readonly rotateApiKey: Maybe<RotateApiKeyPayload>;
  readonly setUserPreference: Maybe<SetUserPreferencePayload>;
  readonly startStep: Maybe<StartStepPayload>;
  readonly startWorkflow: Maybe<StartWorkflowPayload>;
  readonly updateAgent: Maybe<UpdateAgentPayload>;
  readonly updateRateLimitConfig: Maybe<UpdateRateLimitConfigPayload>;
  readonly updateTenant: Maybe<UpdateTenantPayload>;
  readonly updateUser: Maybe<UpdateUserPayload>;
  readonly updateWorkflow: Maybe<UpdateWorkflowPayload>;
};


export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


export type MutationAddStepArgs = {
  input: AddStepInput;
};


export type MutationCancelWorkflowArgs = {
  input: CancelWorkflowInput;
};


export type MutationChangeMembershipArgs = {
  input: ChangeMembershipInput;
};


export type MutationCompleteWorkflowArgs = {
  input: CompleteWorkflowInput;
};


export type MutationCreateAgentArgs = {
  input: CreateAgentInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
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


export type MutationCreateTenantArgs = {
  input: CreateTenantInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationCreateWorkflowArgs = {
  input: CreateWorkflowInput;
};


export type MutationDeleteUserArgs = {
  input: DeleteUserInput;
};


export type MutationFailWorkflowArgs = {
  input: FailWorkflowInput;
};


export type MutationFinishRunArgs = {
  input: FinishRunInput;
};


export type MutationFinishStepRunArgs = {
  input: FinishStepRunInput;
};


export type MutationInviteUserArgs = {
  input: InviteUserInput;
};


export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


export type MutationResetRateLimitArgs = {
  input: ResetRateLimitInput;
};


export type MutationRevokeAllSessionsArgs = {
  input: RevokeAllSessionsInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


export type MutationRotateApiKeyArgs = {
  input: RotateApiKeyInput;
};


export type MutationSetUserPreferenceArgs = {
  input: SetUserPreferenceInput;
};


export type MutationStartStepArgs = {
  input: StartStepInput;
};


export type MutationStartWorkflowArgs = {
  input: StartWorkflowInput;
};


export type MutationUpdateAgentArgs = {
  input: UpdateAgentInput;
};


export type MutationUpdateRateLimitConfigArgs = {
  input: UpdateRateLimitConfigInput;
};


export type MutationUpdateTenantArgs = {
  input: UpdateTenantInput;
};


export type MutationUpdateUserArgs = {
  input: UpdateUserInput;
};


export type MutationUpdateWorkflowArgs = {
  input: UpdateWorkflowInput;
};

export type NewStepInput = {
  readonly instructionMd?: InputMaybe<Scalars['String']['input']>;
  readonly stepKey: Scalars['String']['input'];
};

export type OperationRateLimit = {
  readonly limit: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
};

export type OperationRateLimitInput = {
  readonly limit: Scalars['Int']['input'];
  readonly name: Scalars['String']['input'];
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
  readonly workflows: WorkflowConnection;
};


export type PlaybookWorkflowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  readonly agents: Maybe<AgentConnection>;
  readonly apiKeys: Maybe<ApiKeyConnection>;
  readonly experiment: Maybe<Experiment>;
  readonly experiments: Maybe<ExperimentConnection>;
  readonly invitations: Maybe<InvitationConnection>;
  readonly lineage: Maybe<LineageGraph>;
  readonly lineageDatasets: Maybe<LineageDatasetConnection>;
  readonly lineageJobs: Maybe<LineageJobConnection>;
  readonly lineageRun: Maybe<LineageRun>;
  readonly lineageRuns: Maybe<LineageRunConnection>;
  readonly memberships: Maybe<MembershipConnection>;
  readonly playbook: Maybe<Playbook>;
  readonly playbooks: Maybe<PlaybookConnection>;
  readonly rateLimitConfig: Maybe<RateLimitConfig>;
  readonly rateLimitStatus: Maybe<ReadonlyArray<RateLimitStatus>>;
  readonly recentEvents: Maybe<ReadonlyArray<WorkflowEvent>>;
  readonly run: Maybe<Run>;
  readonly sessions: Maybe<SessionConnection>;
  readonly tenant: Maybe<Tenant>;
  readonly tenants: Maybe<TenantConnection>;
  readonly user: Maybe<User>;
  readonly userPreferences: Maybe<UserPreferenceConnection>;
  readonly users: Maybe<UserConnection>;
  readonly viewer: Maybe<Viewer>;
  readonly workflow: Maybe<Workflow>;
  readonly workflows: Maybe<WorkflowConnection>;
};


export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AgentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryApiKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  tenantId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryExperimentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExperimentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExperimentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLineageArgs = {
  depth: Scalars['Int']['input'];
  direction: LineageDirection;
  nodeId: Scalars['String']['input'];
};


export type QueryLineageDatasetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LineageDatasetFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLineageJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LineageJobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLineageRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLineageRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LineageRunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMembershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  tenantId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPlaybookArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPlaybooksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PlaybookFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRateLimitConfigArgs = {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRateLimitStatusArgs = {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRecentEventsArgs = {
  filter?: InputMaybe<WorkflowEventFilter>;
  limit: Scalars['Int']['input'];
};


export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTenantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTenantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUserPreferencesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWorkflowArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWorkflowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WorkflowFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  tenants?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type RateLimitConfig = {
  readonly isOverridden: Scalars['Boolean']['output'];
  readonly operations: ReadonlyArray<OperationRateLimit>;
  readonly perDay: Scalars['Int']['output'];
  readonly perHour: Scalars['Int']['output'];
  readonly perMinute: Scalars['Int']['output'];
  readonly tenantId: Scalars['ID']['output'];
  readonly tenantPerDay: Scalars['Int']['output'];
  readonly tenantPerHour: Scalars['Int']['output'];
  readonly tenantPerMinute: Scalars['Int']['output'];
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type RateLimitStatus = {
  readonly identifier: Scalars['ID']['output'];
  readonly isOfTenant: Scalars['Boolean']['output'];
  readonly limit: Scalars['Int']['output'];
  readonly operation: Maybe<Scalars['String']['output']>;
  readonly remaining: Scalars['Int']['output'];
  readonly resetAt: Scalars['DateTime']['output'];
  readonly window: RateLimitWindow;
};

export type RateLimitWindow =
  | 'DAY'
  | 'HOUR'
  | 'MINUTE';

export type RemoveMemberInput = {
  readonly id: Scalars['ID']['input'];
};

export type RemoveMemberPayload = {
  readonly membershipId: Scalars['ID']['output'];
};

export type ResetRateLimitInput = {
  readonly tenantId?: InputMaybe<Scalars['ID']['input']>;
  readonly userId: Scalars['ID']['input'];
};

export type ResetRateLimitPayload = {
  readonly status: ReadonlyArray<RateLimitStatus>;
};

export type RevokeAllSessionsInput = {
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

export type RevokeAllSessionsPayload = {
  readonly revoked: Scalars['Int']['output'];
};

export type RevokeApiKeyInput = {
  readonly id: Scalars['ID']['input'];
};

export type RevokeApiKeyPayload = {
  readonly apiKey: ApiKey;
};

export type RevokeInvitationInput = {
  readonly id: Scalars['ID']['input'];
};

export type RevokeInvitationPayload = {
  readonly invitation: Invitation;
};

export type RevokeSessionInput = {
  readonly id: Scalars['ID']['input'];
};

export type RevokeSessionPayload = {
  readonly session: Session;
};

export type RotateApiKeyInput = {
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly overlapSeconds?: InputMaybe<Scalars['Int']['input']>;
};

export type RotateApiKeyPayload = {
  readonly apiKey: ApiKey;
  readonly replaced: ApiKey;
  readonly secret: Scalars['String']['output'];
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

export type Session = {
  readonly clientAddress: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly idleExpiresAt: Scalars['DateTime']['output'];
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  readonly provider: Scalars['String']['output'];
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
  readonly tenantId: Scalars['String']['output'];
  readonly userAgent: Maybe<Scalars['String']['output']>;
  readonly userId: Scalars['String']['output'];
};

export type SessionConnection = {
  readonly edges: ReadonlyArray<SessionEdge>;
  readonly nodes: ReadonlyArray<Session>;
  readonly pageInfo: PageInfo;
};

export type SessionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Session;
};

export type SetUserPreferenceInput = {
  readonly key: Scalars['String']['input'];
  readonly value?: InputMaybe<Scalars['JSON']['input']>;
};

export type SetUserPreferencePayload = {
  readonly userPreference: Maybe<UserPreference>;
};

export type StartStepInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly inputDatasets?: InputMaybe<ReadonlyArray<DatasetNameInput>>;
  readonly inputs?: InputMaybe<Scalars['JSON']['input']>;
  readonly parameters?: InputMaybe<Scalars['JSON']['input']>;
  readonly runId?: InputMaybe<Scalars['ID']['input']>;
  readonly stepId: Scalars['ID']['input'];
};

export type StartStepPayload = {
  readonly stepRun: StepRun;
};

export type StartWorkflowInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
};

export type StartWorkflowPayload = {
  readonly workflow: Workflow;
};

export type StepRun = {
  readonly artifacts: Maybe<Scalars['JSON']['output']>;
  readonly attempt: Scalars['Int']['output'];
  readonly errorInfo: Maybe<Scalars['JSON']['output']>;
  readonly exitCode: Maybe<Scalars['Int']['output']>;
  readonly finishedAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly inputDatasets: ReadonlyArray<DatasetName>;
  readonly inputs: Scalars['JSON']['output'];
  readonly logsUri: Maybe<Scalars['String']['output']>;
  readonly metrics: Maybe<Scalars['JSON']['output']>;
  readonly outputDatasets: ReadonlyArray<DatasetName>;
  readonly outputs: Maybe<Scalars['JSON']['output']>;
  readonly parameters: Scalars['JSON']['output'];
  readonly run: Maybe<Run>;
  readonly spanId: Maybe<Scalars['String']['output']>;
  readonly startedAt: Scalars['DateTime']['output'];
  readonly status: RunStatus;
  readonly step: Maybe<WorkflowStep>;
  readonly traceId: Maybe<Scalars['String']['output']>;
  readonly workflow: Maybe<Workflow>;
};

export type StepRunConnection = {
  readonly edges: ReadonlyArray<StepRunEdge>;
  readonly nodes: ReadonlyArray<StepRun>;
  readonly pageInfo: PageInfo;
};

export type StepRunEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: StepRun;
};

export type Subscription = {
  readonly lineageEvents: LineageEventDelivery;
  readonly workflowEvents: WorkflowEventDelivery;
};


export type SubscriptionLineageEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LineageEventFilter>;
};


export type SubscriptionWorkflowEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WorkflowEventFilter>;
  replay: Scalars['Int']['input'];
};

export type Tenant = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly rateLimits: TenantRateLimits;
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly version: Scalars['Int']['output'];
};

export type TenantConnection = {
  readonly edges: ReadonlyArray<TenantEdge>;
  readonly nodes: ReadonlyArray<Tenant>;
  readonly pageInfo: PageInfo;
};

export type TenantEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Tenant;
};

export type TenantRateLimits = {
  readonly operations: Scalars['JSON']['output'];
  readonly perDay: Maybe<Scalars['Int']['output']>;
  readonly perHour: Maybe<Scalars['Int']['output']>;
  readonly perMinute: Maybe<Scalars['Int']['output']>;
  readonly tenantPerDay: Maybe<Scalars['Int']['output']>;
  readonly tenantPerHour: Maybe<Scalars['Int']['output']>;
  readonly tenantPerMinute: Maybe<Scalars['Int']['output']>;
};

export type TenantRateLimitsInput = {
  readonly operations?: InputMaybe<Scalars['JSON']['input']>;
  readonly perDay?: InputMaybe<Scalars['Int']['input']>;
  readonly perHour?: InputMaybe<Scalars['Int']['input']>;
  readonly perMinute?: InputMaybe<Scalars['Int']['input']>;
  readonly tenantPerDay?: InputMaybe<Scalars['Int']['input']>;
  readonly tenantPerHour?: InputMaybe<Scalars['Int']['input']>;
  readonly tenantPerMinute?: InputMaybe<Scalars['Int']['input']>;
};

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

export type UpdateRateLimitConfigInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly operations?: InputMaybe<ReadonlyArray<OperationRateLimitInput>>;
  readonly perDay?: InputMaybe<Scalars['Int']['input']>;
  readonly perHour?: InputMaybe<Scalars['Int']['input']>;
  readonly perMinute?: InputMaybe<Scalars['Int']['input']>;
  readonly tenantId?: InputMaybe<Scalars['ID']['input']>;
  readonly tenantPerDay?: InputMaybe<Scalars['Int']['input']>;
  readonly tenantPerHour?: InputMaybe<Scalars['Int']['input']>;
  readonly tenantPerMinute?: InputMaybe<Scalars['Int']['input']>;
};

export type UpdateRateLimitConfigPayload = {
  readonly config: RateLimitConfig;
};

export type UpdateTenantInput = {
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly rateLimits?: InputMaybe<TenantRateLimitsInput>;
};

export type UpdateTenantPayload = {
  readonly tenant: Tenant;
};

export type UpdateUserInput = {
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateUserPayload = {
  readonly user: User;
};

export type UpdateWorkflowInput = {
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly branchName?: InputMaybe<Scalars['String']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly ownerId?: InputMaybe<Scalars['String']['input']>;
  readonly parameters?: InputMaybe<Scalars['JSON']['input']>;
  readonly playbookId?: InputMaybe<Scalars['ID']['input']>;
  readonly repoSha?: InputMaybe<Scalars['String']['input']>;
  readonly state?: InputMaybe<InitialWorkflowState>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type UpdateWorkflowPayload = {
  readonly workflow: Workflow;
};

export type User = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly displayName: Scalars['String']['output'];
  readonly email: Maybe<Scalars['String']['output']>;
  readonly githubLogin: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly isServiceAccount: Scalars['Boolean']['output'];
  readonly lastLoginAt: Maybe<Scalars['DateTime']['output']>;
  readonly title: Maybe<Scalars['String']['output']>;
  readonly username: Scalars['String']['output'];
  readonly workflows: Maybe<WorkflowConnection>;
};


export type UserWorkflowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type UserConnection = {
  readonly edges: ReadonlyArray<UserEdge>;
  readonly nodes: ReadonlyArray<User>;
  readonly pageInfo: PageInfo;
};

export type UserEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: User;
};

export type UserPreference = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly key: Scalars['String']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly value: Scalars['JSON']['output'];
};

export type UserPreferenceConnection = {
  readonly edges: ReadonlyArray<UserPreferenceEdge>;
  readonly nodes: ReadonlyArray<UserPreference>;
  readonly pageInfo: PageInfo;
};

export type UserPreferenceEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: UserPreference;
};

export type Viewer = {
  readonly accessLevel: Scalars['String']['output'];
  readonly actorId: Scalars['String']['output'];
  readonly actorKind: Scalars['String']['output'];
  readonly allowedTenants: ReadonlyArray<Scalars['String']['output']>;
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  readonly tenant: Maybe<Tenant>;
  readonly tenantId: Scalars['String']['output'];
  readonly user: Maybe<User>;
};

export type Workflow = {
  readonly agent: Maybe<Agent>;
  readonly branchName: Maybe<Scalars['String']['output']>;
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly endReason: Maybe<Scalars['String']['output']>;
  readonly events: WorkflowEventConnection;
  readonly id: Scalars['ID']['output'];
  readonly metadata: Scalars['JSON']['output'];
  readonly name: Scalars['String']['output'];
  readonly ownerId: Scalars['String']['output'];
  readonly parameters: Scalars['JSON']['output'];
  readonly playbook: Maybe<Playbook>;
  readonly repoSha: Maybe<Scalars['String']['output']>;
  readonly spanId: Maybe<Scalars['String']['output']>;
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  readonly state: WorkflowState;
  readonly stepRuns: StepRunConnection;
  readonly steps: WorkflowStepConnection;
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  readonly tenantId: Scalars['String']['output'];
  readonly traceId: Maybe<Scalars['String']['output']>;
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly version: Scalars['Int']['output'];
};


export type WorkflowEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type WorkflowStepRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type WorkflowStepsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type WorkflowConnection = {
  readonly edges: ReadonlyArray<WorkflowEdge>;
  readonly nodes: ReadonlyArray<Workflow>;
  readonly pageInfo: PageInfo;
};

export type WorkflowEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Workflow;
};

export type WorkflowEvent = {
  readonly actor: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly eventKind: WorkflowEventKind;
  readonly eventTime: Scalars['DateTime']['output'];
  readonly eventType: LineageEventType;
  readonly facets: Scalars['JSON']['output'];
  readonly id: Scalars['ID']['output'];
  readonly inputs: ReadonlyArray<DatasetName>;
  readonly jobName: Scalars['String']['output'];
  readonly jobNamespace: Scalars['String']['output'];
  readonly openLineage: Scalars['JSON']['output'];
  readonly outputs: ReadonlyArray<DatasetName>;
  readonly payload: Scalars['JSON']['output'];
  readonly producer: Scalars['String']['output'];
  readonly runId: Scalars['ID']['output'];
  readonly sequence: Scalars['Int']['output'];
  readonly spanId: Maybe<Scalars['String']['output']>;
  readonly step: Maybe<WorkflowStep>;
  readonly stepRun: Maybe<StepRun>;
  readonly traceId: Maybe<Scalars['String']['output']>;
  readonly workflow: Maybe<Workflow>;
};

export type WorkflowEventConnection = {
  readonly edges: ReadonlyArray<WorkflowEventEdge>;
  readonly nodes: ReadonlyArray<WorkflowEvent>;
  readonly pageInfo: PageInfo;
};

export type WorkflowEventDelivery = {
  readonly cursor: Scalars['String']['output'];
  readonly event: WorkflowEvent;
};

export type WorkflowEventEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: WorkflowEvent;
};

export type WorkflowEventFilter = {
  readonly eventKinds?: InputMaybe<ReadonlyArray<WorkflowEventKind>>;
  readonly eventTypes?: InputMaybe<ReadonlyArray<LineageEventType>>;
  readonly workflowIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type WorkflowEventKind =
  | 'STEP_ADDED'
  | 'STEP_CANCELLED'
  | 'STEP_COMPLETED'
  | 'STEP_FAILED'
  | 'STEP_STARTED'
  | 'WORKFLOW_CANCELLED'
  | 'WORKFLOW_COMPLETED'
  | 'WORKFLOW_CREATED'
  | 'WORKFLOW_FAILED'
  | 'WORKFLOW_STARTED'
  | 'WORKFLOW_UPDATED';

export type WorkflowFilter = {
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  readonly createdFrom?: InputMaybe<Scalars['DateTime']['input']>;
  readonly ownerId?: InputMaybe<Scalars['String']['input']>;
  readonly states?: InputMaybe<ReadonlyArray<WorkflowState>>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type WorkflowState =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'CREATED'
  | 'FAILED'
  | 'PENDING'
  | 'RUNNING';

export type WorkflowStep = {
  readonly attempts: Scalars['Int']['output'];
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly instructionMd: Maybe<Scalars['String']['output']>;
  readonly logsUri: Maybe<Scalars['String']['output']>;
  readonly spanId: Maybe<Scalars['String']['output']>;
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  readonly status: WorkflowStepStatus;
  readonly stepIndex: Scalars['Int']['output'];
  readonly stepKey: Scalars['String']['output'];
  readonly stepRuns: StepRunConnection;
  readonly traceId: Maybe<Scalars['String']['output']>;
  readonly workflow: Maybe<Workflow>;
};


export type WorkflowStepStepRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type WorkflowStepConnection = {
  readonly edges: ReadonlyArray<WorkflowStepEdge>;
  readonly nodes: ReadonlyArray<WorkflowStep>;
  readonly pageInfo: PageInfo;
};

export type WorkflowStepEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: WorkflowStep;
};

export type WorkflowStepStatus =
  | 'COMPLETED'
  | 'FAILED'
  | 'PENDING'
  | 'RUNNING'
  | 'SKIPPED';



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
  ApiKey: ApiKey;
  Experiment: Experiment;
  Invitation: Invitation;
  LineageDataset: LineageDataset;
  LineageDatasetVersion: LineageDatasetVersion;
  LineageEvent: LineageEvent;
  LineageJob: LineageJob;
  LineageRun: LineageRun;
  Membership: Membership;
  Playbook: Playbook;
  Run: Run;
  Session: Session;
  StepRun: StepRun;
  Tenant: Tenant;
  User: User;
  UserPreference: UserPreference;
  Workflow: Workflow;
  WorkflowEvent: WorkflowEvent;
  WorkflowStep: WorkflowStep;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Agent:
    ( { __typename: 'Agent' }
    & GraphQLRecursivePick<FederationTypes['Agent'], {"id":true}> );
  ApiKey:
    ( { __typename: 'ApiKey' }
    & GraphQLRecursivePick<FederationTypes['ApiKey'], {"id":true}> );
  Experiment:
    ( { __typename: 'Experiment' }
    & GraphQLRecursivePick<FederationTypes['Experiment'], {"id":true}> );
  Invitation:
    ( { __typename: 'Invitation' }
    & GraphQLRecursivePick<FederationTypes['Invitation'], {"id":true}> );
  LineageDataset:
    ( { __typename: 'LineageDataset' }
    & GraphQLRecursivePick<FederationTypes['LineageDataset'], {"id":true}> );
  LineageDatasetVersion:
    ( { __typename: 'LineageDatasetVersion' }
    & GraphQLRecursivePick<FederationTypes['LineageDatasetVersion'], {"id":true}> );
  LineageEvent:
    ( { __typename: 'LineageEvent' }
    & GraphQLRecursivePick<FederationTypes['LineageEvent'], {"id":true}> );
  LineageJob:
    ( { __typename: 'LineageJob' }
    & GraphQLRecursivePick<FederationTypes['LineageJob'], {"id":true}> );
  LineageRun:
    ( { __typename: 'LineageRun' }
    & GraphQLRecursivePick<FederationTypes['LineageRun'], {"id":true}> );
  Membership:
    ( { __typename: 'Membership' }
    & GraphQLRecursivePick<FederationTypes['Membership'], {"id":true}> );
  Playbook:
    ( { __typename: 'Playbook' }
    & GraphQLRecursivePick<FederationTypes['Playbook'], {"id":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
  Session:
    ( { __typename: 'Session' }
    & GraphQLRecursivePick<FederationTypes['Session'], {"id":true}> );
  StepRun:
    ( { __typename: 'StepRun' }
    & GraphQLRecursivePick<FederationTypes['StepRun'], {"id":true}> );
  Tenant:
    ( { __typename: 'Tenant' }
    & GraphQLRecursivePick<FederationTypes['Tenant'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
  UserPreference:
    ( { __typename: 'UserPreference' }
    & GraphQLRecursivePick<FederationTypes['UserPreference'], {"id":true}> );
  Workflow:
    ( { __typename: 'Workflow' }
    & GraphQLRecursivePick<FederationTypes['Workflow'], {"id":true}> );
  WorkflowEvent:
    ( { __typename: 'WorkflowEvent' }
    & GraphQLRecursivePick<FederationTypes['WorkflowEvent'], {"id":true}> );
  WorkflowStep:
    ( { __typename: 'WorkflowStep' }
    & GraphQLRecursivePick<FederationTypes['WorkflowStep'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationPayload: ResolverTypeWrapper<AcceptInvitationPayload>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccessLevel: AccessLevel;
  AccountRole: AccountRole;
  AddStepInput: AddStepInput;
  AddStepPayload: ResolverTypeWrapper<Omit<AddStepPayload, 'step'> & { step: ResolversTypes['WorkflowStep'] }>;
  Agent: ResolverTypeWrapper<AgentRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AgentConnection: ResolverTypeWrapper<Omit<AgentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AgentEdge']>, nodes: ReadonlyArray<ResolversTypes['Agent']> }>;
  AgentEdge: ResolverTypeWrapper<Omit<AgentEdge, 'node'> & { node: ResolversTypes['Agent'] }>;
  AgentFilter: AgentFilter;
  AgentStatus: AgentStatus;
  AgentType: AgentType;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  ApiKeyConnection: ResolverTypeWrapper<Omit<ApiKeyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ApiKeyEdge']>, nodes: ReadonlyArray<ResolversTypes['ApiKey']> }>;
  ApiKeyEdge: ResolverTypeWrapper<Omit<ApiKeyEdge, 'node'> & { node: ResolversTypes['ApiKey'] }>;
  CancelWorkflowInput: CancelWorkflowInput;
  CancelWorkflowPayload: ResolverTypeWrapper<Omit<CancelWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  ChangeMembershipInput: ChangeMembershipInput;
  ChangeMembershipPayload: ResolverTypeWrapper<Omit<ChangeMembershipPayload, 'membership'> & { membership: ResolversTypes['Membership'] }>;
  CompleteWorkflowInput: CompleteWorkflowInput;
  CompleteWorkflowPayload: ResolverTypeWrapper<Omit<CompleteWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: ResolverTypeWrapper<Omit<CreateAgentPayload, 'agent'> & { agent: ResolversTypes['Agent'] }>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<Omit<CreateApiKeyPayload, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  CreateExperimentInput: CreateExperimentInput;
  CreateExperimentPayload: ResolverTypeWrapper<Omit<CreateExperimentPayload, 'experiment'> & { experiment: ResolversTypes['Experiment'] }>;
  CreatePlaybookInput: CreatePlaybookInput;
  CreatePlaybookPayload: ResolverTypeWrapper<Omit<CreatePlaybookPayload, 'playbook'> & { playbook: ResolversTypes['Playbook'] }>;
  CreateRunInput: CreateRunInput;
  CreateRunPayload: ResolverTypeWrapper<Omit<CreateRunPayload, 'run'> & { run: ResolversTypes['Run'] }>;
  CreateTenantInput: CreateTenantInput;
  CreateTenantPayload: ResolverTypeWrapper<Omit<CreateTenantPayload, 'tenant'> & { tenant: ResolversTypes['Tenant'] }>;
  CreateUserInput: CreateUserInput;
  CreateUserPayload: ResolverTypeWrapper<Omit<CreateUserPayload, 'membership' | 'user'> & { membership: ResolversTypes['Membership'], user: ResolversTypes['User'] }>;
  CreateWorkflowInput: CreateWorkflowInput;
  CreateWorkflowPayload: ResolverTypeWrapper<Omit<CreateWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  DatasetName: ResolverTypeWrapper<DatasetName>;
  DatasetNameInput: DatasetNameInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteUserInput: DeleteUserInput;
  DeleteUserPayload: ResolverTypeWrapper<DeleteUserPayload>;
  Experiment: ResolverTypeWrapper<ExperimentRow>;
  ExperimentConnection: ResolverTypeWrapper<Omit<ExperimentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ExperimentEdge']>, nodes: ReadonlyArray<ResolversTypes['Experiment']> }>;
  ExperimentEdge: ResolverTypeWrapper<Omit<ExperimentEdge, 'node'> & { node: ResolversTypes['Experiment'] }>;
  ExperimentFilter: ExperimentFilter;
  ExperimentStatus: ExperimentStatus;
  FailWorkflowInput: FailWorkflowInput;
  FailWorkflowPayload: ResolverTypeWrapper<Omit<FailWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  FinishRunInput: FinishRunInput;
  FinishRunPayload: ResolverTypeWrapper<Omit<FinishRunPayload, 'run'> & { run: ResolversTypes['Run'] }>;
  FinishStepRunInput: FinishStepRunInput;
  FinishStepRunPayload: ResolverTypeWrapper<Omit<FinishStepRunPayload, 'stepRun'> & { stepRun: ResolversTypes['StepRun'] }>;
  InitialWorkflowState: InitialWorkflowState;
  Invitation: ResolverTypeWrapper<InvitationRow>;
  InvitationConnection: ResolverTypeWrapper<Omit<InvitationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['InvitationEdge']>, nodes: ReadonlyArray<ResolversTypes['Invitation']> }>;
  InvitationEdge: ResolverTypeWrapper<Omit<InvitationEdge, 'node'> & { node: ResolversTypes['Invitation'] }>;
  InviteUserInput: InviteUserInput;
  InviteUserPayload: ResolverTypeWrapper<Omit<InviteUserPayload, 'invitation'> & { invitation: ResolversTypes['Invitation'] }>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LineageColumn: ResolverTypeWrapper<Omit<LineageColumn, 'inputs'> & { inputs: ReadonlyArray<ResolversTypes['LineageColumnInput']> }>;
  LineageColumnInput: ResolverTypeWrapper<ColumnInputOf>;
  LineageColumnLineage: ResolverTypeWrapper<Omit<LineageColumnLineage, 'dataset' | 'fields'> & { dataset: ReadonlyArray<ResolversTypes['LineageColumnInput']>, fields: ReadonlyArray<ResolversTypes['LineageColumn']> }>;
  LineageDataSource: ResolverTypeWrapper<LineageDataSource>;
  LineageDataset: ResolverTypeWrapper<LineageDatasetRow>;
  LineageDatasetConnection: ResolverTypeWrapper<Omit<LineageDatasetConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LineageDatasetEdge']>, nodes: ReadonlyArray<ResolversTypes['LineageDataset']> }>;
  LineageDatasetEdge: ResolverTypeWrapper<Omit<LineageDatasetEdge, 'node'> & { node: ResolversTypes['LineageDataset'] }>;
  LineageDatasetFilter: LineageDatasetFilter;
  LineageDatasetVersion: ResolverTypeWrapper<LineageDatasetVersionRow>;
  LineageDatasetVersionConnection: ResolverTypeWrapper<Omit<LineageDatasetVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LineageDatasetVersionEdge']>, nodes: ReadonlyArray<ResolversTypes['LineageDatasetVersion']> }>;
  LineageDatasetVersionEdge: ResolverTypeWrapper<Omit<LineageDatasetVersionEdge, 'node'> & { node: ResolversTypes['LineageDatasetVersion'] }>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<WalkedEdge>;
  LineageErrorMessage: ResolverTypeWrapper<LineageErrorMessage>;
  LineageEvent: ResolverTypeWrapper<LineageEventRow>;
  LineageEventConnection: ResolverTypeWrapper<Omit<LineageEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LineageEventEdge']>, nodes: ReadonlyArray<ResolversTypes['LineageEvent']> }>;
  LineageEventDelivery: ResolverTypeWrapper<DeliveredLineageEvent>;
  LineageEventEdge: ResolverTypeWrapper<Omit<LineageEventEdge, 'node'> & { node: ResolversTypes['LineageEvent'] }>;
  LineageEventFilter: LineageEventFilter;
  LineageEventKind: LineageEventKind;
  LineageEventType: LineageEventType;
  LineageField: ResolverTypeWrapper<LineageField>;
  LineageFinding: ResolverTypeWrapper<LineageFinding>;
  LineageFindingCode: LineageFindingCode;
  LineageGraph: ResolverTypeWrapper<LineageWalk>;
  LineageGraphNode: ResolverTypeWrapper<WalkedNode>;
  LineageJob: ResolverTypeWrapper<LineageJobRow>;
  LineageJobConnection: ResolverTypeWrapper<Omit<LineageJobConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LineageJobEdge']>, nodes: ReadonlyArray<ResolversTypes['LineageJob']> }>;
  LineageJobEdge: ResolverTypeWrapper<Omit<LineageJobEdge, 'node'> & { node: ResolversTypes['LineageJob'] }>;
  LineageJobFilter: LineageJobFilter;
  LineageJobType: ResolverTypeWrapper<LineageJobType>;
  LineageLifecycleStateChange: ResolverTypeWrapper<LineageLifecycleStateChange>;
  LineageNode: ResolverTypeWrapper<LineageNodeRow>;
  LineageOwner: ResolverTypeWrapper<LineageOwner>;
  LineageRun: ResolverTypeWrapper<LineageRunRow>;
  LineageRunConnection: ResolverTypeWrapper<Omit<LineageRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LineageRunEdge']>, nodes: ReadonlyArray<ResolversTypes['LineageRun']> }>;
  LineageRunEdge: ResolverTypeWrapper<Omit<LineageRunEdge, 'node'> & { node: ResolversTypes['LineageRun'] }>;
  LineageRunFilter: LineageRunFilter;
  LineageRunReference: ResolverTypeWrapper<NamedRun>;
  LineageRunStatus: LineageRunStatus;
  LineageSourceCodeLocation: ResolverTypeWrapper<LineageSourceCodeLocation>;
  LineageSql: ResolverTypeWrapper<LineageSql>;
  LineageStorage: ResolverTypeWrapper<LineageStorage>;
  LineageSymlink: ResolverTypeWrapper<LineageSymlink>;
  LineageTransformation: ResolverTypeWrapper<LineageTransformation>;
  Membership: ResolverTypeWrapper<MembershipRow>;
  MembershipConnection: ResolverTypeWrapper<Omit<MembershipConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['MembershipEdge']>, nodes: ReadonlyArray<ResolversTypes['Membership']> }>;
  MembershipEdge: ResolverTypeWrapper<Omit<MembershipEdge, 'node'> & { node: ResolversTypes['Membership'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NewStepInput: NewStepInput;
  OperationRateLimit: ResolverTypeWrapper<OperationRateLimit>;
  OperationRateLimitInput: OperationRateLimitInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Playbook: ResolverTypeWrapper<PlaybookRow>;
  PlaybookConnection: ResolverTypeWrapper<Omit<PlaybookConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PlaybookEdge']>, nodes: ReadonlyArray<ResolversTypes['Playbook']> }>;
  PlaybookEdge: ResolverTypeWrapper<Omit<PlaybookEdge, 'node'> & { node: ResolversTypes['Playbook'] }>;
  PlaybookFilter: PlaybookFilter;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimitConfig: ResolverTypeWrapper<TenantLimits>;
  RateLimitStatus: ResolverTypeWrapper<UserStatus>;
  RateLimitWindow: RateLimitWindow;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: ResolverTypeWrapper<RemoveMemberPayload>;
  ResetRateLimitInput: ResetRateLimitInput;
  ResetRateLimitPayload: ResolverTypeWrapper<Omit<ResetRateLimitPayload, 'status'> & { status: ReadonlyArray<ResolversTypes['RateLimitStatus']> }>;
  RevokeAllSessionsInput: RevokeAllSessionsInput;
  RevokeAllSessionsPayload: ResolverTypeWrapper<RevokeAllSessionsPayload>;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<Omit<RevokeApiKeyPayload, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: ResolverTypeWrapper<Omit<RevokeInvitationPayload, 'invitation'> & { invitation: ResolversTypes['Invitation'] }>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: ResolverTypeWrapper<Omit<RevokeSessionPayload, 'session'> & { session: ResolversTypes['Session'] }>;
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyPayload: ResolverTypeWrapper<Omit<RotateApiKeyPayload, 'apiKey' | 'replaced'> & { apiKey: ResolversTypes['ApiKey'], replaced: ResolversTypes['ApiKey'] }>;
  Run: ResolverTypeWrapper<RunRow>;
  RunConnection: ResolverTypeWrapper<Omit<RunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RunEdge']>, nodes: ReadonlyArray<ResolversTypes['Run']> }>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunOutcome: RunOutcome;
  RunStatus: RunStatus;
  Session: ResolverTypeWrapper<SessionRow>;
  SessionConnection: ResolverTypeWrapper<Omit<SessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SessionEdge']>, nodes: ReadonlyArray<ResolversTypes['Session']> }>;
  SessionEdge: ResolverTypeWrapper<Omit<SessionEdge, 'node'> & { node: ResolversTypes['Session'] }>;
  SetUserPreferenceInput: SetUserPreferenceInput;
  SetUserPreferencePayload: ResolverTypeWrapper<Omit<SetUserPreferencePayload, 'userPreference'> & { userPreference?: Maybe<ResolversTypes['UserPreference']> }>;
  StartStepInput: StartStepInput;
  StartStepPayload: ResolverTypeWrapper<Omit<StartStepPayload, 'stepRun'> & { stepRun: ResolversTypes['StepRun'] }>;
  StartWorkflowInput: StartWorkflowInput;
  StartWorkflowPayload: ResolverTypeWrapper<Omit<StartWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  StepRun: ResolverTypeWrapper<StepRunRow>;
  StepRunConnection: ResolverTypeWrapper<Omit<StepRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['StepRunEdge']>, nodes: ReadonlyArray<ResolversTypes['StepRun']> }>;
  StepRunEdge: ResolverTypeWrapper<Omit<StepRunEdge, 'node'> & { node: ResolversTypes['StepRun'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Tenant: ResolverTypeWrapper<TenantRow>;
  TenantConnection: ResolverTypeWrapper<Omit<TenantConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TenantEdge']>, nodes: ReadonlyArray<ResolversTypes['Tenant']> }>;
  TenantEdge: ResolverTypeWrapper<Omit<TenantEdge, 'node'> & { node: ResolversTypes['Tenant'] }>;
  TenantRateLimits: ResolverTypeWrapper<TenantRateLimits>;
  TenantRateLimitsInput: TenantRateLimitsInput;
  UpdateAgentInput: UpdateAgentInput;
  UpdateAgentPayload: ResolverTypeWrapper<Omit<UpdateAgentPayload, 'agent'> & { agent: ResolversTypes['Agent'] }>;
  UpdateRateLimitConfigInput: UpdateRateLimitConfigInput;
  UpdateRateLimitConfigPayload: ResolverTypeWrapper<Omit<UpdateRateLimitConfigPayload, 'config'> & { config: ResolversTypes['RateLimitConfig'] }>;
  UpdateTenantInput: UpdateTenantInput;
  UpdateTenantPayload: ResolverTypeWrapper<Omit<UpdateTenantPayload, 'tenant'> & { tenant: ResolversTypes['Tenant'] }>;
  UpdateUserInput: UpdateUserInput;
  UpdateUserPayload: ResolverTypeWrapper<Omit<UpdateUserPayload, 'user'> & { user: ResolversTypes['User'] }>;
  UpdateWorkflowInput: UpdateWorkflowInput;
  UpdateWorkflowPayload: ResolverTypeWrapper<Omit<UpdateWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  User: ResolverTypeWrapper<UserRow>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['UserEdge']>, nodes: ReadonlyArray<ResolversTypes['User']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserPreference: ResolverTypeWrapper<UserPreferenceRow>;
  UserPreferenceConnection: ResolverTypeWrapper<Omit<UserPreferenceConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['UserPreferenceEdge']>, nodes: ReadonlyArray<ResolversTypes['UserPreference']> }>;
  UserPreferenceEdge: ResolverTypeWrapper<Omit<UserPreferenceEdge, 'node'> & { node: ResolversTypes['UserPreference'] }>;
  Viewer: ResolverTypeWrapper<ViewerModel>;
  Workflow: ResolverTypeWrapper<WorkflowRow>;
  WorkflowConnection: ResolverTypeWrapper<Omit<WorkflowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['WorkflowEdge']>, nodes: ReadonlyArray<ResolversTypes['Workflow']> }>;
  WorkflowEdge: ResolverTypeWrapper<Omit<WorkflowEdge, 'node'> & { node: ResolversTypes['Workflow'] }>;
  WorkflowEvent: ResolverTypeWrapper<WorkflowEventRow>;
  WorkflowEventConnection: ResolverTypeWrapper<Omit<WorkflowEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['WorkflowEventEdge']>, nodes: ReadonlyArray<ResolversTypes['WorkflowEvent']> }>;
  WorkflowEventDelivery: ResolverTypeWrapper<Omit<WorkflowEventDelivery, 'event'> & { event: ResolversTypes['WorkflowEvent'] }>;
  WorkflowEventEdge: ResolverTypeWrapper<Omit<WorkflowEventEdge, 'node'> & { node: ResolversTypes['WorkflowEvent'] }>;
  WorkflowEventFilter: WorkflowEventFilter;
  WorkflowEventKind: WorkflowEventKind;
  WorkflowFilter: WorkflowFilter;
  WorkflowState: WorkflowState;
  WorkflowStep: ResolverTypeWrapper<StepRow>;
  WorkflowStepConnection: ResolverTypeWrapper<Omit<WorkflowStepConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['WorkflowStepEdge']>, nodes: ReadonlyArray<ResolversTypes['WorkflowStep']> }>;
  WorkflowStepEdge: ResolverTypeWrapper<Omit<WorkflowStepEdge, 'node'> & { node: ResolversTypes['WorkflowStep'] }>;
  WorkflowStepStatus: WorkflowStepStatus;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationPayload: AcceptInvitationPayload;
  ID: Scalars['ID']['output'];
  AddStepInput: AddStepInput;
  AddStepPayload: Omit<AddStepPayload, 'step'> & { step: ResolversParentTypes['WorkflowStep'] };
  Agent: AgentRow;
  Float: Scalars['Float']['output'];
  AgentConnection: Omit<AgentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AgentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Agent']> };
  AgentEdge: Omit<AgentEdge, 'node'> & { node: ResolversParentTypes['Agent'] };
  AgentFilter: AgentFilter;
  ApiKey: ApiKeyRow;
  ApiKeyConnection: Omit<ApiKeyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ApiKeyEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ApiKey']> };
  ApiKeyEdge: Omit<ApiKeyEdge, 'node'> & { node: ResolversParentTypes['ApiKey'] };
  CancelWorkflowInput: CancelWorkflowInput;
  CancelWorkflowPayload: Omit<CancelWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  ChangeMembershipInput: ChangeMembershipInput;
  ChangeMembershipPayload: Omit<ChangeMembershipPayload, 'membership'> & { membership: ResolversParentTypes['Membership'] };
  CompleteWorkflowInput: CompleteWorkflowInput;
  CompleteWorkflowPayload: Omit<CompleteWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: Omit<CreateAgentPayload, 'agent'> & { agent: ResolversParentTypes['Agent'] };
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: Omit<CreateApiKeyPayload, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  CreateExperimentInput: CreateExperimentInput;
  CreateExperimentPayload: Omit<CreateExperimentPayload, 'experiment'> & { experiment: ResolversParentTypes['Experiment'] };
  CreatePlaybookInput: CreatePlaybookInput;
  CreatePlaybookPayload: Omit<CreatePlaybookPayload, 'playbook'> & { playbook: ResolversParentTypes['Playbook'] };
  CreateRunInput: CreateRunInput;
  CreateRunPayload: Omit<CreateRunPayload, 'run'> & { run: ResolversParentTypes['Run'] };
  CreateTenantInput: CreateTenantInput;
  CreateTenantPayload: Omit<CreateTenantPayload, 'tenant'> & { tenant: ResolversParentTypes['Tenant'] };
  CreateUserInput: CreateUserInput;
  CreateUserPayload: Omit<CreateUserPayload, 'membership' | 'user'> & { membership: ResolversParentTypes['Membership'], user: ResolversParentTypes['User'] };
  CreateWorkflowInput: CreateWorkflowInput;
  CreateWorkflowPayload: Omit<CreateWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  DatasetName: DatasetName;
  DatasetNameInput: DatasetNameInput;
  DateTime: Scalars['DateTime']['output'];
  DeleteUserInput: DeleteUserInput;
  DeleteUserPayload: DeleteUserPayload;
  Experiment: ExperimentRow;
  ExperimentConnection: Omit<ExperimentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ExperimentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Experiment']> };
  ExperimentEdge: Omit<ExperimentEdge, 'node'> & { node: ResolversParentTypes['Experiment'] };
  ExperimentFilter: ExperimentFilter;
  FailWorkflowInput: FailWorkflowInput;
  FailWorkflowPayload: Omit<FailWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  FinishRunInput: FinishRunInput;
  FinishRunPayload: Omit<FinishRunPayload, 'run'> & { run: ResolversParentTypes['Run'] };
  FinishStepRunInput: FinishStepRunInput;
  FinishStepRunPayload: Omit<FinishStepRunPayload, 'stepRun'> & { stepRun: ResolversParentTypes['StepRun'] };
  Invitation: InvitationRow;
  InvitationConnection: Omit<InvitationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['InvitationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Invitation']> };
  InvitationEdge: Omit<InvitationEdge, 'node'> & { node: ResolversParentTypes['Invitation'] };
  InviteUserInput: InviteUserInput;
  InviteUserPayload: Omit<InviteUserPayload, 'invitation'> & { invitation: ResolversParentTypes['Invitation'] };
  JSON: Scalars['JSON']['output'];
  LineageColumn: Omit<LineageColumn, 'inputs'> & { inputs: ReadonlyArray<ResolversParentTypes['LineageColumnInput']> };
  LineageColumnInput: ColumnInputOf;
  LineageColumnLineage: Omit<LineageColumnLineage, 'dataset' | 'fields'> & { dataset: ReadonlyArray<ResolversParentTypes['LineageColumnInput']>, fields: ReadonlyArray<ResolversParentTypes['LineageColumn']> };
  LineageDataSource: LineageDataSource;
  LineageDataset: LineageDatasetRow;
  LineageDatasetConnection: Omit<LineageDatasetConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LineageDatasetEdge']>, nodes: ReadonlyArray<ResolversParentTypes['LineageDataset']> };
  LineageDatasetEdge: Omit<LineageDatasetEdge, 'node'> & { node: ResolversParentTypes['LineageDataset'] };
  LineageDatasetFilter: LineageDatasetFilter;
  LineageDatasetVersion: LineageDatasetVersionRow;
  LineageDatasetVersionConnection: Omit<LineageDatasetVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LineageDatasetVersionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['LineageDatasetVersion']> };
  LineageDatasetVersionEdge: Omit<LineageDatasetVersionEdge, 'node'> & { node: ResolversParentTypes['LineageDatasetVersion'] };
  LineageEdge: WalkedEdge;
  LineageErrorMessage: LineageErrorMessage;
  LineageEvent: LineageEventRow;
  LineageEventConnection: Omit<LineageEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LineageEventEdge']>, nodes: ReadonlyArray<ResolversParentTypes['LineageEvent']> };
  LineageEventDelivery: DeliveredLineageEvent;
  LineageEventEdge: Omit<LineageEventEdge, 'node'> & { node: ResolversParentTypes['LineageEvent'] };
  LineageEventFilter: LineageEventFilter;
  LineageField: LineageField;
  LineageFinding: LineageFinding;
  LineageGraph: LineageWalk;
  LineageGraphNode: WalkedNode;
  LineageJob: LineageJobRow;
  LineageJobConnection: Omit<LineageJobConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LineageJobEdge']>, nodes: ReadonlyArray<ResolversParentTypes['LineageJob']> };
  LineageJobEdge: Omit<LineageJobEdge, 'node'> & { node: ResolversParentTypes['LineageJob'] };
  LineageJobFilter: LineageJobFilter;
  LineageJobType: LineageJobType;
  LineageLifecycleStateChange: LineageLifecycleStateChange;
  LineageNode: LineageNodeRow;
  LineageOwner: LineageOwner;
  LineageRun: LineageRunRow;
  LineageRunConnection: Omit<LineageRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LineageRunEdge']>, nodes: ReadonlyArray<ResolversParentTypes['LineageRun']> };
  LineageRunEdge: Omit<LineageRunEdge, 'node'> & { node: ResolversParentTypes['LineageRun'] };
  LineageRunFilter: LineageRunFilter;
  LineageRunReference: NamedRun;
  LineageSourceCodeLocation: LineageSourceCodeLocation;
  LineageSql: LineageSql;
  LineageStorage: LineageStorage;
  LineageSymlink: LineageSymlink;
  LineageTransformation: LineageTransformation;
  Membership: MembershipRow;
  MembershipConnection: Omit<MembershipConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['MembershipEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Membership']> };
  MembershipEdge: Omit<MembershipEdge, 'node'> & { node: ResolversParentTypes['Membership'] };
  Mutation: Record<PropertyKey, never>;
  NewStepInput: NewStepInput;
  OperationRateLimit: OperationRateLimit;
  OperationRateLimitInput: OperationRateLimitInput;
  PageInfo: PageInfo;
  Playbook: PlaybookRow;
  PlaybookConnection: Omit<PlaybookConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PlaybookEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Playbook']> };
  PlaybookEdge: Omit<PlaybookEdge, 'node'> & { node: ResolversParentTypes['Playbook'] };
  PlaybookFilter: PlaybookFilter;
  Query: Record<PropertyKey, never>;
  RateLimitConfig: TenantLimits;
  RateLimitStatus: UserStatus;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: RemoveMemberPayload;
  ResetRateLimitInput: ResetRateLimitInput;
  ResetRateLimitPayload: Omit<ResetRateLimitPayload, 'status'> & { status: ReadonlyArray<ResolversParentTypes['RateLimitStatus']> };
  RevokeAllSessionsInput: RevokeAllSessionsInput;
  RevokeAllSessionsPayload: RevokeAllSessionsPayload;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: Omit<RevokeApiKeyPayload, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: Omit<RevokeInvitationPayload, 'invitation'> & { invitation: ResolversParentTypes['Invitation'] };
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: Omit<RevokeSessionPayload, 'session'> & { session: ResolversParentTypes['Session'] };
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyPayload: Omit<RotateApiKeyPayload, 'apiKey' | 'replaced'> & { apiKey: ResolversParentTypes['ApiKey'], replaced: ResolversParentTypes['ApiKey'] };
  Run: RunRow;
  RunConnection: Omit<RunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RunEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Run']> };
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  Session: SessionRow;
  SessionConnection: Omit<SessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SessionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Session']> };
  SessionEdge: Omit<SessionEdge, 'node'> & { node: ResolversParentTypes['Session'] };
  SetUserPreferenceInput: SetUserPreferenceInput;
  SetUserPreferencePayload: Omit<SetUserPreferencePayload, 'userPreference'> & { userPreference?: Maybe<ResolversParentTypes['UserPreference']> };
  StartStepInput: StartStepInput;
  StartStepPayload: Omit<StartStepPayload, 'stepRun'> & { stepRun: ResolversParentTypes['StepRun'] };
  StartWorkflowInput: StartWorkflowInput;
  StartWorkflowPayload: Omit<StartWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  StepRun: StepRunRow;
  StepRunConnection: Omit<StepRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['StepRunEdge']>, nodes: ReadonlyArray<ResolversParentTypes['StepRun']> };
  StepRunEdge: Omit<StepRunEdge, 'node'> & { node: ResolversParentTypes['StepRun'] };
  Subscription: Record<PropertyKey, never>;
  Tenant: TenantRow;
  TenantConnection: Omit<TenantConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TenantEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Tenant']> };
  TenantEdge: Omit<TenantEdge, 'node'> & { node: ResolversParentTypes['Tenant'] };
  TenantRateLimits: TenantRateLimits;
  TenantRateLimitsInput: TenantRateLimitsInput;
  UpdateAgentInput: UpdateAgentInput;
  UpdateAgentPayload: Omit<UpdateAgentPayload, 'agent'> & { agent: ResolversParentTypes['Agent'] };
  UpdateRateLimitConfigInput: UpdateRateLimitConfigInput;
  UpdateRateLimitConfigPayload: Omit<UpdateRateLimitConfigPayload, 'config'> & { config: ResolversParentTypes['RateLimitConfig'] };
  UpdateTenantInput: UpdateTenantInput;
  UpdateTenantPayload: Omit<UpdateTenantPayload, 'tenant'> & { tenant: ResolversParentTypes['Tenant'] };
  UpdateUserInput: UpdateUserInput;
  UpdateUserPayload: Omit<UpdateUserPayload, 'user'> & { user: ResolversParentTypes['User'] };
  UpdateWorkflowInput: UpdateWorkflowInput;
  UpdateWorkflowPayload: Omit<UpdateWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  User: UserRow;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['UserEdge']>, nodes: ReadonlyArray<ResolversParentTypes['User']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserPreference: UserPreferenceRow;
  UserPreferenceConnection: Omit<UserPreferenceConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['UserPreferenceEdge']>, nodes: ReadonlyArray<ResolversParentTypes['UserPreference']> };
  UserPreferenceEdge: Omit<UserPreferenceEdge, 'node'> & { node: ResolversParentTypes['UserPreference'] };
  Viewer: ViewerModel;
  Workflow: WorkflowRow;
  WorkflowConnection: Omit<WorkflowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['WorkflowEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Workflow']> };
  WorkflowEdge: Omit<WorkflowEdge, 'node'> & { node: ResolversParentTypes['Workflow'] };
  WorkflowEvent: WorkflowEventRow;
  WorkflowEventConnection: Omit<WorkflowEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['WorkflowEventEdge']>, nodes: ReadonlyArray<ResolversParentTypes['WorkflowEvent']> };
  WorkflowEventDelivery: Omit<WorkflowEventDelivery, 'event'> & { event: ResolversParentTypes['WorkflowEvent'] };
  WorkflowEventEdge: Omit<WorkflowEventEdge, 'node'> & { node: ResolversParentTypes['WorkflowEvent'] };
  WorkflowEventFilter: WorkflowEventFilter;
  WorkflowFilter: WorkflowFilter;
  WorkflowStep: StepRow;
  WorkflowStepConnection: Omit<WorkflowStepConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['WorkflowStepEdge']>, nodes: ReadonlyArray<ResolversParentTypes['WorkflowStep']> };
  WorkflowStepEdge: Omit<WorkflowStepEdge, 'node'> & { node: ResolversParentTypes['WorkflowStep'] };
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AuthenticatedDirectiveArgs = { };

export type AuthenticatedDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Scalars['String']['input']>;
  import?: Maybe<ReadonlyArray<Maybe<Scalars['String']['input']>>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PolicyDirectiveArgs = {
  policies: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type PolicyDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = RegistryContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceptInvitationPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['AcceptInvitationPayload'] = ResolversParentTypes['AcceptInvitationPayload']> = {
  membershipId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AddStepPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['AddStepPayload'] = ResolversParentTypes['AddStepPayload']> = {
  step?: Resolver<ResolversTypes['WorkflowStep'], ParentType, ContextType>;
};

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

export type ApiKeyResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey'], FederationReferenceType extends FederationReferenceTypes['ApiKey'] = FederationReferenceTypes['ApiKey']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ApiKey']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accessLevel?: Resolver<ResolversTypes['AccessLevel'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  replacedById?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ApiKeyConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['ApiKeyConnection'] = ResolversParentTypes['ApiKeyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApiKeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ApiKeyEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['ApiKeyEdge'] = ResolversParentTypes['ApiKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type CancelWorkflowPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CancelWorkflowPayload'] = ResolversParentTypes['CancelWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type ChangeMembershipPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['ChangeMembershipPayload'] = ResolversParentTypes['ChangeMembershipPayload']> = {
  membership?: Resolver<ResolversTypes['Membership'], ParentType, ContextType>;
};

export type CompleteWorkflowPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CompleteWorkflowPayload'] = ResolversParentTypes['CompleteWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type CreateAgentPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateAgentPayload'] = ResolversParentTypes['CreateAgentPayload']> = {
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type CreateTenantPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateTenantPayload'] = ResolversParentTypes['CreateTenantPayload']> = {
  tenant?: Resolver<ResolversTypes['Tenant'], ParentType, ContextType>;
};

export type CreateUserPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateUserPayload'] = ResolversParentTypes['CreateUserPayload']> = {
  membership?: Resolver<ResolversTypes['Membership'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type CreateWorkflowPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['CreateWorkflowPayload'] = ResolversParentTypes['CreateWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type DatasetNameResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['DatasetName'] = ResolversParentTypes['DatasetName']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteUserPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['DeleteUserPayload'] = ResolversParentTypes['DeleteUserPayload']> = {
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

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

export type FailWorkflowPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['FailWorkflowPayload'] = ResolversParentTypes['FailWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type FinishRunPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['FinishRunPayload'] = ResolversParentTypes['FinishRunPayload']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type FinishStepRunPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['FinishStepRunPayload'] = ResolversParentTypes['FinishStepRunPayload']> = {
  stepRun?: Resolver<ResolversTypes['StepRun'], ParentType, ContextType>;
};

export type InvitationResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation'], FederationReferenceType extends FederationReferenceTypes['Invitation'] = FederationReferenceTypes['Invitation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invitation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acceptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['AccountRole'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InvitationConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['InvitationConnection'] = ResolversParentTypes['InvitationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvitationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invitation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InvitationEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['InvitationEdge'] = ResolversParentTypes['InvitationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
};

export type InviteUserPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['InviteUserPayload'] = ResolversParentTypes['InviteUserPayload']> = {
  invitation?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LineageColumnResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageColumn'] = ResolversParentTypes['LineageColumn']> = {
  inputs?: Resolver<ReadonlyArray<ResolversTypes['LineageColumnInput']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageColumnInputResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageColumnInput'] = ResolversParentTypes['LineageColumnInput']> = {
  dataset?: Resolver<Maybe<ResolversTypes['LineageDataset']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transformations?: Resolver<ReadonlyArray<ResolversTypes['LineageTransformation']>, ParentType, ContextType>;
};

export type LineageColumnLineageResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageColumnLineage'] = ResolversParentTypes['LineageColumnLineage']> = {
  dataset?: Resolver<ReadonlyArray<ResolversTypes['LineageColumnInput']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['LineageColumn']>, ParentType, ContextType>;
};

export type LineageDataSourceResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageDataSource'] = ResolversParentTypes['LineageDataSource']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageDatasetResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageDataset'] = ResolversParentTypes['LineageDataset'], FederationReferenceType extends FederationReferenceTypes['LineageDataset'] = FederationReferenceTypes['LineageDataset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineageDataset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  columnLineage?: Resolver<Maybe<ResolversTypes['LineageColumnLineage']>, ParentType, ContextType>;
  consumers?: Resolver<ResolversTypes['LineageJobConnection'], ParentType, ContextType, RequireFields<LineageDatasetConsumersArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dataSource?: Resolver<Maybe<ResolversTypes['LineageDataSource']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  events?: Resolver<ResolversTypes['LineageEventConnection'], ParentType, ContextType, RequireFields<LineageDatasetEventsArgs, 'first'>>;
  facets?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LineageField']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lifecycleStateChange?: Resolver<Maybe<ResolversTypes['LineageLifecycleStateChange']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owners?: Resolver<ReadonlyArray<ResolversTypes['LineageOwner']>, ParentType, ContextType>;
  producers?: Resolver<ResolversTypes['LineageJobConnection'], ParentType, ContextType, RequireFields<LineageDatasetProducersArgs, 'first'>>;
  storage?: Resolver<Maybe<ResolversTypes['LineageStorage']>, ParentType, ContextType>;
  symlinks?: Resolver<ReadonlyArray<ResolversTypes['LineageSymlink']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['LineageDatasetVersionConnection'], ParentType, ContextType, RequireFields<LineageDatasetVersionsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LineageDatasetConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageDatasetConnection'] = ResolversParentTypes['LineageDatasetConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageDatasetEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageDataset']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LineageDatasetEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageDatasetEdge'] = ResolversParentTypes['LineageDatasetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageDataset'], ParentType, ContextType>;
};

export type LineageDatasetVersionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageDatasetVersion'] = ResolversParentTypes['LineageDatasetVersion'], FederationReferenceType extends FederationReferenceTypes['LineageDatasetVersion'] = FederationReferenceTypes['LineageDatasetVersion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineageDatasetVersion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  dataset?: Resolver<ResolversTypes['LineageDataset'], ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LineageField']>>, ParentType, ContextType>;
  firstRun?: Resolver<Maybe<ResolversTypes['LineageRun']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastRun?: Resolver<Maybe<ResolversTypes['LineageRun']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageDatasetVersionConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageDatasetVersionConnection'] = ResolversParentTypes['LineageDatasetVersionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageDatasetVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageDatasetVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LineageDatasetVersionEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageDatasetVersionEdge'] = ResolversParentTypes['LineageDatasetVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageDatasetVersion'], ParentType, ContextType>;
};

export type LineageEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge']> = {
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LineageErrorMessageResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageErrorMessage'] = ResolversParentTypes['LineageErrorMessage']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  programmingLanguage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stackTrace?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageEventResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageEvent'] = ResolversParentTypes['LineageEvent'], FederationReferenceType extends FederationReferenceTypes['LineageEvent'] = FederationReferenceTypes['LineageEvent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineageEvent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['LineageDataset']>, ParentType, ContextType>;
  eventTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventType?: Resolver<Maybe<ResolversTypes['LineageEventType']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['LineageFinding']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['LineageJob']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LineageEventKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  producer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rawBody?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['LineageRun']>, ParentType, ContextType>;
  runId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  schemaUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  specVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageEventConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageEventConnection'] = ResolversParentTypes['LineageEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LineageEventDeliveryResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageEventDelivery'] = ResolversParentTypes['LineageEventDelivery']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['LineageEvent'], ParentType, ContextType>;
};

export type LineageEventEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageEventEdge'] = ResolversParentTypes['LineageEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageEvent'], ParentType, ContextType>;
};

export type LineageFieldResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageField'] = ResolversParentTypes['LineageField']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['LineageField']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageFindingResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageFinding'] = ResolversParentTypes['LineageFinding']> = {
  code?: Resolver<ResolversTypes['LineageFindingCode'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  facet?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pointer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageGraphResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageGraph'] = ResolversParentTypes['LineageGraph']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageGraphNode']>, ParentType, ContextType>;
  root?: Resolver<ResolversTypes['LineageNode'], ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type LineageGraphNodeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageGraphNode'] = ResolversParentTypes['LineageGraphNode']> = {
  downstreamDistance?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageNode'], ParentType, ContextType>;
  upstreamDistance?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LineageJobResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageJob'] = ResolversParentTypes['LineageJob'], FederationReferenceType extends FederationReferenceTypes['LineageJob'] = FederationReferenceTypes['LineageJob']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineageJob']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  events?: Resolver<ResolversTypes['LineageEventConnection'], ParentType, ContextType, RequireFields<LineageJobEventsArgs, 'first'>>;
  facets?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<ResolversTypes['LineageDatasetConnection'], ParentType, ContextType, RequireFields<LineageJobInputsArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outputs?: Resolver<ResolversTypes['LineageDatasetConnection'], ParentType, ContextType, RequireFields<LineageJobOutputsArgs, 'first'>>;
  owners?: Resolver<ReadonlyArray<ResolversTypes['LineageOwner']>, ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['LineageRunConnection'], ParentType, ContextType, RequireFields<LineageJobRunsArgs, 'first'>>;
  sourceCodeLocation?: Resolver<Maybe<ResolversTypes['LineageSourceCodeLocation']>, ParentType, ContextType>;
  sql?: Resolver<Maybe<ResolversTypes['LineageSql']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['LineageJobType']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LineageJobConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageJobConnection'] = ResolversParentTypes['LineageJobConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageJobEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageJob']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LineageJobEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageJobEdge'] = ResolversParentTypes['LineageJobEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageJob'], ParentType, ContextType>;
};

export type LineageJobTypeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageJobType'] = ResolversParentTypes['LineageJobType']> = {
  integration?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  jobType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  processingType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageLifecycleStateChangeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageLifecycleStateChange'] = ResolversParentTypes['LineageLifecycleStateChange']> = {
  previousName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  previousNamespace?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageNodeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageNode'] = ResolversParentTypes['LineageNode']> = {
  __resolveType: TypeResolveFn<'LineageDataset' | 'LineageJob', ParentType, ContextType>;
};

export type LineageOwnerResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageOwner'] = ResolversParentTypes['LineageOwner']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageRunResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageRun'] = ResolversParentTypes['LineageRun'], FederationReferenceType extends FederationReferenceTypes['LineageRun'] = FederationReferenceTypes['LineageRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineageRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  children?: Resolver<ResolversTypes['LineageRunConnection'], ParentType, ContextType, RequireFields<LineageRunChildrenArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['LineageErrorMessage']>, ParentType, ContextType>;
  events?: Resolver<ResolversTypes['LineageEventConnection'], ParentType, ContextType, RequireFields<LineageRunEventsArgs, 'first'>>;
  facets?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<ResolversTypes['LineageDatasetConnection'], ParentType, ContextType, RequireFields<LineageRunInputsArgs, 'first'>>;
  job?: Resolver<ResolversTypes['LineageJob'], ParentType, ContextType>;
  nominalEndTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nominalStartTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outputs?: Resolver<ResolversTypes['LineageDatasetConnection'], ParentType, ContextType, RequireFields<LineageRunOutputsArgs, 'first'>>;
  parent?: Resolver<Maybe<ResolversTypes['LineageRunReference']>, ParentType, ContextType>;
  qualityFindings?: Resolver<ReadonlyArray<ResolversTypes['LineageFinding']>, ParentType, ContextType>;
  root?: Resolver<Maybe<ResolversTypes['LineageRunReference']>, ParentType, ContextType>;
  runId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LineageRunStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type LineageRunConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageRunConnection'] = ResolversParentTypes['LineageRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageRunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LineageRunEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageRunEdge'] = ResolversParentTypes['LineageRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageRun'], ParentType, ContextType>;
};

export type LineageRunReferenceResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageRunReference'] = ResolversParentTypes['LineageRunReference']> = {
  jobName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  jobNamespace?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['LineageRun']>, ParentType, ContextType>;
  runId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LineageSourceCodeLocationResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageSourceCodeLocation'] = ResolversParentTypes['LineageSourceCodeLocation']> = {
  branch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  repoUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageSqlResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageSql'] = ResolversParentTypes['LineageSql']> = {
  dialect?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageStorageResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageStorage'] = ResolversParentTypes['LineageStorage']> = {
  fileFormat?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  layer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageSymlinkResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageSymlink'] = ResolversParentTypes['LineageSymlink']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageTransformationResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['LineageTransformation'] = ResolversParentTypes['LineageTransformation']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  masking?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  subtype?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MembershipResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership'], FederationReferenceType extends FederationReferenceTypes['Membership'] = FederationReferenceTypes['Membership']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Membership']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accessLevel?: Resolver<ResolversTypes['AccessLevel'], ParentType, ContextType>;
  allowedTenants?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['AccountRole'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MembershipConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['MembershipConnection'] = ResolversParentTypes['MembershipConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MembershipEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Membership']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MembershipEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['MembershipEdge'] = ResolversParentTypes['MembershipEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Membership'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<Maybe<ResolversTypes['AcceptInvitationPayload']>, ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  addStep?: Resolver<Maybe<ResolversTypes['AddStepPayload']>, ParentType, ContextType, RequireFields<MutationAddStepArgs, 'input'>>;
  cancelWorkflow?: Resolver<Maybe<ResolversTypes['CancelWorkflowPayload']>, ParentType, ContextType, RequireFields<MutationCancelWorkflowArgs, 'input'>>;
  changeMembership?: Resolver<Maybe<ResolversTypes['ChangeMembershipPayload']>, ParentType, ContextType, RequireFields<MutationChangeMembershipArgs, 'input'>>;
  completeWorkflow?: Resolver<Maybe<ResolversTypes['CompleteWorkflowPayload']>, ParentType, ContextType, RequireFields<MutationCompleteWorkflowArgs, 'input'>>;
  createAgent?: Resolver<Maybe<ResolversTypes['CreateAgentPayload']>, ParentType, ContextType, RequireFields<MutationCreateAgentArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['CreateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createExperiment?: Resolver<Maybe<ResolversTypes['CreateExperimentPayload']>, ParentType, ContextType, RequireFields<MutationCreateExperimentArgs, 'input'>>;
  createPlaybook?: Resolver<Maybe<ResolversTypes['CreatePlaybookPayload']>, ParentType, ContextType, RequireFields<MutationCreatePlaybookArgs, 'input'>>;
  createRun?: Resolver<Maybe<ResolversTypes['CreateRunPayload']>, ParentType, ContextType, RequireFields<MutationCreateRunArgs, 'input'>>;
  createTenant?: Resolver<Maybe<ResolversTypes['CreateTenantPayload']>, ParentType, ContextType, RequireFields<MutationCreateTenantArgs, 'input'>>;
  createUser?: Resolver<Maybe<ResolversTypes['CreateUserPayload']>, ParentType, ContextType, RequireFields<MutationCreateUserArgs, 'input'>>;
  createWorkflow?: Resolver<Maybe<ResolversTypes['CreateWorkflowPayload']>, ParentType, ContextType, RequireFields<MutationCreateWorkflowArgs, 'input'>>;
  deleteUser?: Resolver<Maybe<ResolversTypes['DeleteUserPayload']>, ParentType, ContextType, RequireFields<MutationDeleteUserArgs, 'input'>>;
  failWorkflow?: Resolver<Maybe<ResolversTypes['FailWorkflowPayload']>, ParentType, ContextType, RequireFields<MutationFailWorkflowArgs, 'input'>>;
  finishRun?: Resolver<Maybe<ResolversTypes['FinishRunPayload']>, ParentType, ContextType, RequireFields<MutationFinishRunArgs, 'input'>>;
  finishStepRun?: Resolver<Maybe<ResolversTypes['FinishStepRunPayload']>, ParentType, ContextType, RequireFields<MutationFinishStepRunArgs, 'input'>>;
  inviteUser?: Resolver<Maybe<ResolversTypes['InviteUserPayload']>, ParentType, ContextType, RequireFields<MutationInviteUserArgs, 'input'>>;
  removeMember?: Resolver<Maybe<ResolversTypes['RemoveMemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  resetRateLimit?: Resolver<Maybe<ResolversTypes['ResetRateLimitPayload']>, ParentType, ContextType, RequireFields<MutationResetRateLimitArgs, 'input'>>;
  revokeAllSessions?: Resolver<Maybe<ResolversTypes['RevokeAllSessionsPayload']>, ParentType, ContextType, RequireFields<MutationRevokeAllSessionsArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['RevokeApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  revokeInvitation?: Resolver<Maybe<ResolversTypes['RevokeInvitationPayload']>, ParentType, ContextType, RequireFields<MutationRevokeInvitationArgs, 'input'>>;
  revokeSession?: Resolver<Maybe<ResolversTypes['RevokeSessionPayload']>, ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  rotateApiKey?: Resolver<Maybe<ResolversTypes['RotateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'input'>>;
  setUserPreference?: Resolver<Maybe<ResolversTypes['SetUserPreferencePayload']>, ParentType, ContextType, RequireFields<MutationSetUserPreferenceArgs, 'input'>>;
  startStep?: Resolver<Maybe<ResolversTypes['StartStepPayload']>, ParentType, ContextType, RequireFields<MutationStartStepArgs, 'input'>>;
  startWorkflow?: Resolver<Maybe<ResolversTypes['StartWorkflowPayload']>, ParentType, ContextType, RequireFields<MutationStartWorkflowArgs, 'input'>>;
  updateAgent?: Resolver<Maybe<ResolversTypes['UpdateAgentPayload']>, ParentType, ContextType, RequireFields<MutationUpdateAgentArgs, 'input'>>;
  updateRateLimitConfig?: Resolver<Maybe<ResolversTypes['UpdateRateLimitConfigPayload']>, ParentType, ContextType, RequireFields<MutationUpdateRateLimitConfigArgs, 'input'>>;
  updateTenant?: Resolver<Maybe<ResolversTypes['UpdateTenantPayload']>, ParentType, ContextType, RequireFields<MutationUpdateTenantArgs, 'input'>>;
  updateUser?: Resolver<Maybe<ResolversTypes['UpdateUserPayload']>, ParentType, ContextType, RequireFields<MutationUpdateUserArgs, 'input'>>;
  updateWorkflow?: Resolver<Maybe<ResolversTypes['UpdateWorkflowPayload']>, ParentType, ContextType, RequireFields<MutationUpdateWorkflowArgs, 'input'>>;
};

export type OperationRateLimitResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['OperationRateLimit'] = ResolversParentTypes['OperationRateLimit']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  workflows?: Resolver<ResolversTypes['WorkflowConnection'], ParentType, ContextType, RequireFields<PlaybookWorkflowsArgs, 'first'>>;
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
  agents?: Resolver<Maybe<ResolversTypes['AgentConnection']>, ParentType, ContextType, RequireFields<QueryAgentsArgs, 'first'>>;
  apiKeys?: Resolver<Maybe<ResolversTypes['ApiKeyConnection']>, ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'first'>>;
  experiment?: Resolver<Maybe<ResolversTypes['Experiment']>, ParentType, ContextType, RequireFields<QueryExperimentArgs, 'id'>>;
  experiments?: Resolver<Maybe<ResolversTypes['ExperimentConnection']>, ParentType, ContextType, RequireFields<QueryExperimentsArgs, 'first'>>;
  invitations?: Resolver<Maybe<ResolversTypes['InvitationConnection']>, ParentType, ContextType, RequireFields<QueryInvitationsArgs, 'first'>>;
  lineage?: Resolver<Maybe<ResolversTypes['LineageGraph']>, ParentType, ContextType, RequireFields<QueryLineageArgs, 'depth' | 'direction' | 'nodeId'>>;
  lineageDatasets?: Resolver<Maybe<ResolversTypes['LineageDatasetConnection']>, ParentType, ContextType, RequireFields<QueryLineageDatasetsArgs, 'first'>>;
  lineageJobs?: Resolver<Maybe<ResolversTypes['LineageJobConnection']>, ParentType, ContextType, RequireFields<QueryLineageJobsArgs, 'first'>>;
  lineageRun?: Resolver<Maybe<ResolversTypes['LineageRun']>, ParentType, ContextType, RequireFields<QueryLineageRunArgs, 'id'>>;
  lineageRuns?: Resolver<Maybe<ResolversTypes['LineageRunConnection']>, ParentType, ContextType, RequireFields<QueryLineageRunsArgs, 'first'>>;
  memberships?: Resolver<Maybe<ResolversTypes['MembershipConnection']>, ParentType, ContextType, RequireFields<QueryMembershipsArgs, 'first'>>;
  playbook?: Resolver<Maybe<ResolversTypes['Playbook']>, ParentType, ContextType, RequireFields<QueryPlaybookArgs, 'id'>>;
  playbooks?: Resolver<Maybe<ResolversTypes['PlaybookConnection']>, ParentType, ContextType, RequireFields<QueryPlaybooksArgs, 'first'>>;
  rateLimitConfig?: Resolver<Maybe<ResolversTypes['RateLimitConfig']>, ParentType, ContextType, Partial<QueryRateLimitConfigArgs>>;
  rateLimitStatus?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RateLimitStatus']>>, ParentType, ContextType, Partial<QueryRateLimitStatusArgs>>;
  recentEvents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['WorkflowEvent']>>, ParentType, ContextType, RequireFields<QueryRecentEventsArgs, 'limit'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  sessions?: Resolver<Maybe<ResolversTypes['SessionConnection']>, ParentType, ContextType, RequireFields<QuerySessionsArgs, 'first'>>;
  tenant?: Resolver<Maybe<ResolversTypes['Tenant']>, ParentType, ContextType, RequireFields<QueryTenantArgs, 'id'>>;
  tenants?: Resolver<Maybe<ResolversTypes['TenantConnection']>, ParentType, ContextType, RequireFields<QueryTenantsArgs, 'first'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  userPreferences?: Resolver<Maybe<ResolversTypes['UserPreferenceConnection']>, ParentType, ContextType, RequireFields<QueryUserPreferencesArgs, 'first'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  workflow?: Resolver<Maybe<ResolversTypes['Workflow']>, ParentType, ContextType, RequireFields<QueryWorkflowArgs, 'id'>>;
  workflows?: Resolver<Maybe<ResolversTypes['WorkflowConnection']>, ParentType, ContextType, RequireFields<QueryWorkflowsArgs, 'first'>>;
};

export type RateLimitConfigResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RateLimitConfig'] = ResolversParentTypes['RateLimitConfig']> = {
  isOverridden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  operations?: Resolver<ReadonlyArray<ResolversTypes['OperationRateLimit']>, ParentType, ContextType>;
  perDay?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  perHour?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  perMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tenantPerDay?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tenantPerHour?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tenantPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RateLimitStatusResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RateLimitStatus'] = ResolversParentTypes['RateLimitStatus']> = {
  identifier?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOfTenant?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  window?: Resolver<ResolversTypes['RateLimitWindow'], ParentType, ContextType>;
};

export type RemoveMemberPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RemoveMemberPayload'] = ResolversParentTypes['RemoveMemberPayload']> = {
  membershipId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ResetRateLimitPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['ResetRateLimitPayload'] = ResolversParentTypes['ResetRateLimitPayload']> = {
  status?: Resolver<ReadonlyArray<ResolversTypes['RateLimitStatus']>, ParentType, ContextType>;
};

export type RevokeAllSessionsPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RevokeAllSessionsPayload'] = ResolversParentTypes['RevokeAllSessionsPayload']> = {
  revoked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type RevokeInvitationPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RevokeInvitationPayload'] = ResolversParentTypes['RevokeInvitationPayload']> = {
  invitation?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
};

export type RevokeSessionPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RevokeSessionPayload'] = ResolversParentTypes['RevokeSessionPayload']> = {
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type RotateApiKeyPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['RotateApiKeyPayload'] = ResolversParentTypes['RotateApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  replaced?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type SessionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session'], FederationReferenceType extends FederationReferenceTypes['Session'] = FederationReferenceTypes['Session']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Session']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clientAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  idleExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SessionConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['SessionConnection'] = ResolversParentTypes['SessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Session']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SessionEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['SessionEdge'] = ResolversParentTypes['SessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type SetUserPreferencePayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['SetUserPreferencePayload'] = ResolversParentTypes['SetUserPreferencePayload']> = {
  userPreference?: Resolver<Maybe<ResolversTypes['UserPreference']>, ParentType, ContextType>;
};

export type StartStepPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['StartStepPayload'] = ResolversParentTypes['StartStepPayload']> = {
  stepRun?: Resolver<ResolversTypes['StepRun'], ParentType, ContextType>;
};

export type StartWorkflowPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['StartWorkflowPayload'] = ResolversParentTypes['StartWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type StepRunResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['StepRun'] = ResolversParentTypes['StepRun'], FederationReferenceType extends FederationReferenceTypes['StepRun'] = FederationReferenceTypes['StepRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StepRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  artifacts?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  errorInfo?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  exitCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputDatasets?: Resolver<ReadonlyArray<ResolversTypes['DatasetName']>, ParentType, ContextType>;
  inputs?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  logsUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metrics?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  outputDatasets?: Resolver<ReadonlyArray<ResolversTypes['DatasetName']>, ParentType, ContextType>;
  outputs?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  spanId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['WorkflowStep']>, ParentType, ContextType>;
  traceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workflow?: Resolver<Maybe<ResolversTypes['Workflow']>, ParentType, ContextType>;
};

export type StepRunConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['StepRunConnection'] = ResolversParentTypes['StepRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StepRunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StepRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StepRunEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['StepRunEdge'] = ResolversParentTypes['StepRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StepRun'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  lineageEvents?: SubscriptionResolver<ResolversTypes['LineageEventDelivery'], "lineageEvents", ParentType, ContextType, Partial<SubscriptionLineageEventsArgs>>;
  workflowEvents?: SubscriptionResolver<ResolversTypes['WorkflowEventDelivery'], "workflowEvents", ParentType, ContextType, RequireFields<SubscriptionWorkflowEventsArgs, 'replay'>>;
};

export type TenantResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Tenant'] = ResolversParentTypes['Tenant'], FederationReferenceType extends FederationReferenceTypes['Tenant'] = FederationReferenceTypes['Tenant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Tenant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rateLimits?: Resolver<ResolversTypes['TenantRateLimits'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TenantConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['TenantConnection'] = ResolversParentTypes['TenantConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TenantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Tenant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TenantEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['TenantEdge'] = ResolversParentTypes['TenantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tenant'], ParentType, ContextType>;
};

export type TenantRateLimitsResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['TenantRateLimits'] = ResolversParentTypes['TenantRateLimits']> = {
  operations?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  perDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  perHour?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  perMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tenantPerDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tenantPerHour?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tenantPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UpdateAgentPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UpdateAgentPayload'] = ResolversParentTypes['UpdateAgentPayload']> = {
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type UpdateRateLimitConfigPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UpdateRateLimitConfigPayload'] = ResolversParentTypes['UpdateRateLimitConfigPayload']> = {
  config?: Resolver<ResolversTypes['RateLimitConfig'], ParentType, ContextType>;
};

export type UpdateTenantPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UpdateTenantPayload'] = ResolversParentTypes['UpdateTenantPayload']> = {
  tenant?: Resolver<ResolversTypes['Tenant'], ParentType, ContextType>;
};

export type UpdateUserPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UpdateUserPayload'] = ResolversParentTypes['UpdateUserPayload']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UpdateWorkflowPayloadResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UpdateWorkflowPayload'] = ResolversParentTypes['UpdateWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  githubLogin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isServiceAccount?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastLoginAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  workflows?: Resolver<Maybe<ResolversTypes['WorkflowConnection']>, ParentType, ContextType, RequireFields<UserWorkflowsArgs, 'first'>>;
};

export type UserConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserPreferenceResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UserPreference'] = ResolversParentTypes['UserPreference'], FederationReferenceType extends FederationReferenceTypes['UserPreference'] = FederationReferenceTypes['UserPreference']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['UserPreference']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type UserPreferenceConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UserPreferenceConnection'] = ResolversParentTypes['UserPreferenceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserPreferenceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['UserPreference']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserPreferenceEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['UserPreferenceEdge'] = ResolversParentTypes['UserPreferenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UserPreference'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  accessLevel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actorId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actorKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  allowedTenants?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  tenant?: Resolver<Maybe<ResolversTypes['Tenant']>, ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type WorkflowResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['Workflow'] = ResolversParentTypes['Workflow'], FederationReferenceType extends FederationReferenceTypes['Workflow'] = FederationReferenceTypes['Workflow']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Workflow']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  branchName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  events?: Resolver<ResolversTypes['WorkflowEventConnection'], ParentType, ContextType, RequireFields<WorkflowEventsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  playbook?: Resolver<Maybe<ResolversTypes['Playbook']>, ParentType, ContextType>;
  repoSha?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  spanId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WorkflowState'], ParentType, ContextType>;
  stepRuns?: Resolver<ResolversTypes['StepRunConnection'], ParentType, ContextType, RequireFields<WorkflowStepRunsArgs, 'first'>>;
  steps?: Resolver<ResolversTypes['WorkflowStepConnection'], ParentType, ContextType, RequireFields<WorkflowStepsArgs, 'first'>>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  traceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WorkflowConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowConnection'] = ResolversParentTypes['WorkflowConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WorkflowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Workflow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WorkflowEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowEdge'] = ResolversParentTypes['WorkflowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type WorkflowEventResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowEvent'] = ResolversParentTypes['WorkflowEvent'], FederationReferenceType extends FederationReferenceTypes['WorkflowEvent'] = FederationReferenceTypes['WorkflowEvent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['WorkflowEvent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventKind?: Resolver<ResolversTypes['WorkflowEventKind'], ParentType, ContextType>;
  eventTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['LineageEventType'], ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<ReadonlyArray<ResolversTypes['DatasetName']>, ParentType, ContextType>;
  jobName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  jobNamespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openLineage?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  outputs?: Resolver<ReadonlyArray<ResolversTypes['DatasetName']>, ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  producer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  runId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  spanId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['WorkflowStep']>, ParentType, ContextType>;
  stepRun?: Resolver<Maybe<ResolversTypes['StepRun']>, ParentType, ContextType>;
  traceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workflow?: Resolver<Maybe<ResolversTypes['Workflow']>, ParentType, ContextType>;
};

export type WorkflowEventConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowEventConnection'] = ResolversParentTypes['WorkflowEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WorkflowEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WorkflowEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WorkflowEventDeliveryResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowEventDelivery'] = ResolversParentTypes['WorkflowEventDelivery']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['WorkflowEvent'], ParentType, ContextType>;
};

export type WorkflowEventEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowEventEdge'] = ResolversParentTypes['WorkflowEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WorkflowEvent'], ParentType, ContextType>;
};

export type WorkflowStepResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowStep'] = ResolversParentTypes['WorkflowStep'], FederationReferenceType extends FederationReferenceTypes['WorkflowStep'] = FederationReferenceTypes['WorkflowStep']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['WorkflowStep']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instructionMd?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  logsUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  spanId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WorkflowStepStatus'], ParentType, ContextType>;
  stepIndex?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stepKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stepRuns?: Resolver<ResolversTypes['StepRunConnection'], ParentType, ContextType, RequireFields<WorkflowStepStepRunsArgs, 'first'>>;
  traceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workflow?: Resolver<Maybe<ResolversTypes['Workflow']>, ParentType, ContextType>;
};

export type WorkflowStepConnectionResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowStepConnection'] = ResolversParentTypes['WorkflowStepConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WorkflowStepEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WorkflowStep']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WorkflowStepEdgeResolvers<ContextType = RegistryContext, ParentType extends ResolversParentTypes['WorkflowStepEdge'] = ResolversParentTypes['WorkflowStepEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WorkflowStep'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RegistryContext> = {
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  AddStepPayload?: AddStepPayloadResolvers<ContextType>;
  Agent?: AgentResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  CancelWorkflowPayload?: CancelWorkflowPayloadResolvers<ContextType>;
  ChangeMembershipPayload?: ChangeMembershipPayloadResolvers<ContextType>;
  CompleteWorkflowPayload?: CompleteWorkflowPayloadResolvers<ContextType>;
  CreateAgentPayload?: CreateAgentPayloadResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateExperimentPayload?: CreateExperimentPayloadResolvers<ContextType>;
  CreatePlaybookPayload?: CreatePlaybookPayloadResolvers<ContextType>;
  CreateRunPayload?: CreateRunPayloadResolvers<ContextType>;
  CreateTenantPayload?: CreateTenantPayloadResolvers<ContextType>;
  CreateUserPayload?: CreateUserPayloadResolvers<ContextType>;
  CreateWorkflowPayload?: CreateWorkflowPayloadResolvers<ContextType>;
  DatasetName?: DatasetNameResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteUserPayload?: DeleteUserPayloadResolvers<ContextType>;
  Experiment?: ExperimentResolvers<ContextType>;
  ExperimentConnection?: ExperimentConnectionResolvers<ContextType>;
  ExperimentEdge?: ExperimentEdgeResolvers<ContextType>;
  FailWorkflowPayload?: FailWorkflowPayloadResolvers<ContextType>;
  FinishRunPayload?: FinishRunPayloadResolvers<ContextType>;
  FinishStepRunPayload?: FinishStepRunPayloadResolvers<ContextType>;
  Invitation?: InvitationResolvers<ContextType>;
  InvitationConnection?: InvitationConnectionResolvers<ContextType>;
  InvitationEdge?: InvitationEdgeResolvers<ContextType>;
  InviteUserPayload?: InviteUserPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LineageColumn?: LineageColumnResolvers<ContextType>;
  LineageColumnInput?: LineageColumnInputResolvers<ContextType>;
  LineageColumnLineage?: LineageColumnLineageResolvers<ContextType>;
  LineageDataSource?: LineageDataSourceResolvers<ContextType>;
  LineageDataset?: LineageDatasetResolvers<ContextType>;
  LineageDatasetConnection?: LineageDatasetConnectionResolvers<ContextType>;
  LineageDatasetEdge?: LineageDatasetEdgeResolvers<ContextType>;
  LineageDatasetVersion?: LineageDatasetVersionResolvers<ContextType>;
  LineageDatasetVersionConnection?: LineageDatasetVersionConnectionResolvers<ContextType>;
  LineageDatasetVersionEdge?: LineageDatasetVersionEdgeResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  LineageErrorMessage?: LineageErrorMessageResolvers<ContextType>;
  LineageEvent?: LineageEventResolvers<ContextType>;
  LineageEventConnection?: LineageEventConnectionResolvers<ContextType>;
  LineageEventDelivery?: LineageEventDeliveryResolvers<ContextType>;
  LineageEventEdge?: LineageEventEdgeResolvers<ContextType>;
  LineageField?: LineageFieldResolvers<ContextType>;
  LineageFinding?: LineageFindingResolvers<ContextType>;
  LineageGraph?: LineageGraphResolvers<ContextType>;
  LineageGraphNode?: LineageGraphNodeResolvers<ContextType>;
  LineageJob?: LineageJobResolvers<ContextType>;
  LineageJobConnection?: LineageJobConnectionResolvers<ContextType>;
  LineageJobEdge?: LineageJobEdgeResolvers<ContextType>;
  LineageJobType?: LineageJobTypeResolvers<ContextType>;
  LineageLifecycleStateChange?: LineageLifecycleStateChangeResolvers<ContextType>;
  LineageNode?: LineageNodeResolvers<ContextType>;
  LineageOwner?: LineageOwnerResolvers<ContextType>;
  LineageRun?: LineageRunResolvers<ContextType>;
  LineageRunConnection?: LineageRunConnectionResolvers<ContextType>;
  LineageRunEdge?: LineageRunEdgeResolvers<ContextType>;
  LineageRunReference?: LineageRunReferenceResolvers<ContextType>;
  LineageSourceCodeLocation?: LineageSourceCodeLocationResolvers<ContextType>;
  LineageSql?: LineageSqlResolvers<ContextType>;
  LineageStorage?: LineageStorageResolvers<ContextType>;
  LineageSymlink?: LineageSymlinkResolvers<ContextType>;
  LineageTransformation?: LineageTransformationResolvers<ContextType>;
  Membership?: MembershipResolvers<ContextType>;
  MembershipConnection?: MembershipConnectionResolvers<ContextType>;
  MembershipEdge?: MembershipEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OperationRateLimit?: OperationRateLimitResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Playbook?: PlaybookResolvers<ContextType>;
  PlaybookConnection?: PlaybookConnectionResolvers<ContextType>;
  PlaybookEdge?: PlaybookEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RateLimitConfig?: RateLimitConfigResolvers<ContextType>;
  RateLimitStatus?: RateLimitStatusResolvers<ContextType>;
  RemoveMemberPayload?: RemoveMemberPayloadResolvers<ContextType>;
  ResetRateLimitPayload?: ResetRateLimitPayloadResolvers<ContextType>;
  RevokeAllSessionsPayload?: RevokeAllSessionsPayloadResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  RevokeInvitationPayload?: RevokeInvitationPayloadResolvers<ContextType>;
  RevokeSessionPayload?: RevokeSessionPayloadResolvers<ContextType>;
  RotateApiKeyPayload?: RotateApiKeyPayloadResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  SetUserPreferencePayload?: SetUserPreferencePayloadResolvers<ContextType>;
  StartStepPayload?: StartStepPayloadResolvers<ContextType>;
  StartWorkflowPayload?: StartWorkflowPayloadResolvers<ContextType>;
  StepRun?: StepRunResolvers<ContextType>;
  StepRunConnection?: StepRunConnectionResolvers<ContextType>;
  StepRunEdge?: StepRunEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Tenant?: TenantResolvers<ContextType>;
  TenantConnection?: TenantConnectionResolvers<ContextType>;
  TenantEdge?: TenantEdgeResolvers<ContextType>;
  TenantRateLimits?: TenantRateLimitsResolvers<ContextType>;
  UpdateAgentPayload?: UpdateAgentPayloadResolvers<ContextType>;
  UpdateRateLimitConfigPayload?: UpdateRateLimitConfigPayloadResolvers<ContextType>;
  UpdateTenantPayload?: UpdateTenantPayloadResolvers<ContextType>;
  UpdateUserPayload?: UpdateUserPayloadResolvers<ContextType>;
  UpdateWorkflowPayload?: UpdateWorkflowPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserPreference?: UserPreferenceResolvers<ContextType>;
  UserPreferenceConnection?: UserPreferenceConnectionResolvers<ContextType>;
  UserPreferenceEdge?: UserPreferenceEdgeResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Workflow?: WorkflowResolvers<ContextType>;
  WorkflowConnection?: WorkflowConnectionResolvers<ContextType>;
  WorkflowEdge?: WorkflowEdgeResolvers<ContextType>;
  WorkflowEvent?: WorkflowEventResolvers<ContextType>;
  WorkflowEventConnection?: WorkflowEventConnectionResolvers<ContextType>;
  WorkflowEventDelivery?: WorkflowEventDeliveryResolvers<ContextType>;
  WorkflowEventEdge?: WorkflowEventEdgeResolvers<ContextType>;
  WorkflowStep?: WorkflowStepResolvers<ContextType>;
  WorkflowStepConnection?: WorkflowStepConnectionResolvers<ContextType>;
  WorkflowStepEdge?: WorkflowStepEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RegistryContext> = {
  authenticated?: AuthenticatedDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  policy?: PolicyDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
