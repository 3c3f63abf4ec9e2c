/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { RequestOptions, SubscribeOptions } from '../options.ts';
import type { OperationInfo, TypedDocument } from '../document.ts';
import type { Subscription } from '../subscription.ts';
/** Which invitation to accept. */
export type AcceptInvitationInput = {
  /** The token, `ai_` and 43 characters. */
  readonly token: string;
};

/** How far a member reaches beyond the tenant, in which it always reads and writes. */
export type AccessLevel =
  /** Reads and writes every tenant and administers the installation. */
  | 'ADMIN'
  /** Nowhere. */
  | 'ISOLATED'
  /** Reads the allowed tenants. */
  | 'READ_CROSS'
  /** Reads and writes the allowed tenants; administers none of them. */
  | 'WRITE_CROSS';

/** What a member may do in its tenant. */
export type AccountRole =
  /** Everything in the tenant. The last ADMIN of a tenant cannot be removed. */
  | 'ADMIN'
  /** The group's work, and keys for it. */
  | 'ENGINEER'
  /** The group's work, and its members, invitations and keys, those of an ADMIN excepted. */
  | 'MANAGER'
  /** The group's work, as a program does it: the role of service accounts. */
  | 'SERVICE';

/** A new entrant. */
export type AddEntrantInput = {
  /** Id of the registered agent, if there is one; its ratings are then kept by this id. */
  readonly agentId?: string | null | undefined;
  /** 1 to 255 characters after trimming; compared letter by letter. */
  readonly agentName: string;
  /** Refuse with CONFLICT unless the tournament is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** A repeat with the same key within 24 hours returns the entrant that the first call added. */
  readonly idempotencyKey?: string | null | undefined;
  /** Place in the draw that is asked for, 1 to 512. */
  readonly seed?: number | null | undefined;
  /** Id of the tournament. */
  readonly tournamentId: string;
};

/** A new step. */
export type AddStepInput = {
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** A repeat with the same key within 24 hours returns the step that the first call added. */
  readonly idempotencyKey?: string | null | undefined;
  /** What is to be done, in Markdown, at most 100,000 characters. */
  readonly instructionMd?: string | null | undefined;
  /**
   * Place in the order in which steps run; it must lie behind all steps that have begun. When absent
   * the step comes last.
   */
  readonly stepIndex?: number | null | undefined;
  /** What the step is called in its workflow, 1 to 255 characters after trimming. */
  readonly stepKey: string;
  /** The workflow that gets the step. */
  readonly workflowId: string;
};

/**
 * Which agents to list; all given conditions must hold. Lists have at most 100 entries, texts at most 255
 * characters.
 */
export type AgentFilter = {
  /** Only agents that have all of these capabilities. */
  readonly capabilities?: ReadonlyArray<string> | null | undefined;
  /** Only agents in these states. */
  readonly statuses?: ReadonlyArray<AgentStatus> | null | undefined;
  /** Only agents of these types. */
  readonly types?: ReadonlyArray<AgentType> | null | undefined;
};

/** Where an agent is in its life. SHUTDOWN is final. */
export type AgentStatus =
  /** Ready and at work. */
  | 'ACTIVE'
  /** At work and not to be given more. */
  | 'BUSY'
  /** Failed; may be set up again or shut down. */
  | 'ERROR'
  /** Ready, with nothing to do. */
  | 'IDLE'
  /** Being set up; becomes ACTIVE, ERROR or SHUTDOWN. */
  | 'INITIALIZING'
  /** Ended for good. */
  | 'SHUTDOWN';

/** What kind of work an agent is made for. */
export type AgentType =
  /** Writes and changes programs. */
  | 'BACKEND_ENGINEER'
  /** Brings programs into operation. */
  | 'DEVOPS_DEPLOYER'
  /** Anything else. */
  | 'GENERAL_PURPOSE'
  /** Tests and reviews. */
  | 'QA_TEST_GUARDIAN';

/** Why rank correlations are not defined. */
export type AgreementUndefinedReason =
  /** At least one of the two has equal absolute values throughout and so ranks nothing. */
  | 'CONSTANT_MAGNITUDES'
  /** A single feature has no order. */
  | 'FEWER_THAN_TWO_FEATURES';

/**
 * Which analyses to list; all given conditions must hold. Lists have at most 100 entries, texts at most 255
 * characters.
 */
export type AnalysisFilter = {
  /** Only analyses of this agent. */
  readonly agentId?: string | null | undefined;
  /** Only analyses recorded before this time. */
  readonly createdBefore?: string | Date | null | undefined;
  /** Only analyses recorded at this time or later. */
  readonly createdFrom?: string | Date | null | undefined;
  /** Only analyses of this experiment. */
  readonly experimentId?: string | null | undefined;
  /** Only those in which another method took the place of the one asked for, or only the others. */
  readonly fallbackUsed?: boolean | null | undefined;
  /** Only analyses of this match. */
  readonly matchId?: string | null | undefined;
  /** Only analyses by these methods. */
  readonly methods?: ReadonlyArray<string> | null | undefined;
  /** Only analyses of this run. */
  readonly runId?: string | null | undefined;
  /** Only analyses with these statuses. */
  readonly statuses?: ReadonlyArray<AnalysisStatus> | null | undefined;
  /** Only analyses of these kinds. */
  readonly types?: ReadonlyArray<AnalysisType> | null | undefined;
  /** Only analyses of this workflow. */
  readonly workflowId?: string | null | undefined;
};

/** Whether an analysis gave a result. */
export type AnalysisStatus =
  /** It gave a result. */
  | 'COMPLETED'
  /** It gave none; `failureReason` says why. */
  | 'FAILED';

/** What kind of question an analysis answers. */
export type AnalysisType =
  /** How much each input feature contributed to an output. */
  | 'ATTRIBUTION'
  /** Which concepts a model has formed. */
  | 'CONCEPT_DISCOVERY'
  /** What would have had to differ for another outcome. */
  | 'COUNTERFACTUAL'
  /** How much each step or agent contributed to a reward. */
  | 'CREDIT_ASSIGNMENT'
  /** What single layers and neurons of a model respond to. */
  | 'DISSECTION'
  /** Which goals a behaviour serves. */
  | 'GOAL_DETECTION'
  /** What several analyses say together. */
  | 'META_EXPLANATION'
  /** What a model attends to, laid over a board or an image. */
  | 'OVERLAY'
  /** Whether something can be read from a model's activations. */
  | 'PROBE';

/** An attribution to record: one finite number a feature, and everything else of the same length. */
export type AttributionInput = {
  /** The input that the method compares with, one finite number a feature. */
  readonly baseline?: ReadonlyArray<number> | null | undefined;
  /** The output for the baseline. */
  readonly baselineOutput?: number | null | undefined;
  /** One name a feature, each once and none blank. */
  readonly featureNames?: ReadonlyArray<string> | null | undefined;
  /** The input that was explained, one finite number a feature. */
  readonly input?: ReadonlyArray<number> | null | undefined;
  /** The output for the input. */
  readonly output?: number | null | undefined;
  /** Which output was explained, e.g. the name or index of a class, at most 255 characters. */
  readonly target?: string | null | undefined;
  /** One finite number a feature, at least one. */
  readonly values: ReadonlyArray<number>;
};

/** What was done to an object. */
export type AuditAction =
  /** It came into being. */
  | 'CREATE'
  /** It was removed. */
  | 'DELETE'
  /** It was read. */
  | 'READ'
  /** It was changed. */
  | 'UPDATE';

/** Kinds of actors. */
export type AuditActorKind =
  /** A program or model that works by itself. */
  | 'AGENT'
  /** A part of Arbiter. */
  | 'SERVICE'
  /** A person. */
  | 'USER';

/** What kind of happening a record tells of. */
export type AuditCategory =
  /** Someone came in, was turned away, or read what is watched. */
  | 'ACCESS'
  /** Something that an agent did or that happened to one. */
  | 'AGENT_EVENT'
  /** Something that an assistant did on someone's behalf. */
  | 'ASSISTANT'
  /** Stored values were created, changed or removed. */
  | 'RESOURCE_CHANGE'
  /** Anything else. */
  | 'SYSTEM';

/**
 * Which records to take; all given conditions must hold. Lists have at most 100 entries, texts at most
 * 255 characters.
 */
export type AuditRecordFilter = {
  /** Only what this user, agent or service did. */
  readonly actorId?: string | null | undefined;
  /** Only what this agent did or what concerns it. */
  readonly agentId?: string | null | undefined;
  /** Only records of these categories. */
  readonly categories?: ReadonlyArray<AuditCategory> | null | undefined;
  /** Only records of these event types. */
  readonly eventTypes?: ReadonlyArray<string> | null | undefined;
  /** Only what happened at this instant or later; not after `to`. */
  readonly from?: string | Date | null | undefined;
  /** Only what was done by this request. */
  readonly requestId?: string | null | undefined;
  /** Only what happened to the object with this identifier. */
  readonly resourceId?: string | null | undefined;
  /** Only what happened to objects of this type, e.g. `Workflow`. */
  readonly resourceType?: string | null | undefined;
  /** Only what happened at this instant or earlier. */
  readonly to?: string | Date | null | undefined;
};

/** Which tournament to cancel. */
export type CancelTournamentInput = {
  /** Refuse with CONFLICT unless the tournament is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Id of the tournament. */
  readonly id: string;
};

/** The cancellation of a workflow. */
export type CancelWorkflowInput = {
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which workflow. */
  readonly id: string;
  /** Why it is cancelled, at most 10,000 characters. */
  readonly reason?: string | null | undefined;
};

/** Changes of a membership; what is absent or null stays. */
export type ChangeMembershipInput = {
  /** How far it reaches beyond the tenant. */
  readonly accessLevel?: AccessLevel | null | undefined;
  /** The tenants that READ_CROSS and WRITE_CROSS reach, at most 100. */
  readonly allowedTenants?: ReadonlyArray<string> | null | undefined;
  /** The version that the caller has seen; another one is a CONFLICT. */
  readonly expectedVersion?: number | null | undefined;
  /** The membership to change. */
  readonly id: string;
  /** What the member may do. */
  readonly role?: AccountRole | null | undefined;
};

/** The completion of a workflow. */
export type CompleteWorkflowInput = {
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which workflow. */
  readonly id: string;
};

/** A new agent. */
export type CreateAgentInput = {
  /** What the agent can do; at most 100 words of 1 to 100 characters, repeated ones counted once. */
  readonly capabilities?: ReadonlyArray<string> | null | undefined;
  /** How many pieces of work the agent can have in hand at once, 1 to 10,000. */
  readonly capacity?: number | null | undefined;
  /** Whether analyses of the agent are to be kept up to date. */
  readonly enhancedFeaturesEnabled?: boolean | null | undefined;
  /** A repeat with the same key within 24 hours returns the agent that the first call registered. */
  readonly idempotencyKey?: string | null | undefined;
  /** Free facts about the agent: an object. */
  readonly metadata?: unknown;
  /** Settings of the model: an object. */
  readonly modelConfig?: unknown;
  /** Name of the model behind the agent, at most 255 characters. */
  readonly modelName?: string | null | undefined;
  /** Provider of the model behind the agent, at most 100 characters. */
  readonly modelProvider?: string | null | undefined;
  /** 1 to 100 characters after trimming. */
  readonly name: string;
  /** What kind of work the agent is made for. */
  readonly type: AgentType;
};

/** A new key. */
export type CreateApiKeyInput = {
  /** How far it reaches beyond the tenant at most; never further than its user. */
  readonly accessLevel?: AccessLevel | null | undefined;
  /** At most 366 days from now; 90 days when absent. */
  readonly expiresAt?: string | Date | null | undefined;
  /** What the key is for, 1 to 100 characters. */
  readonly name: string;
  /** What the key may do at most, 1 to 100 scopes; `*` is whatever its user may. */
  readonly scopes: ReadonlyArray<string>;
  /** The tenant in which it acts; the caller's own when absent. */
  readonly tenantId?: string | null | undefined;
  /** The user as which the key acts; the caller when absent. */
  readonly userId?: string | null | undefined;
};

/** A new experiment. */
export type CreateExperimentInput = {
  /** Settings that all runs share: an object; `{}` when absent. */
  readonly config?: unknown;
  /** At most 10,000 characters. */
  readonly description?: string | null | undefined;
  /** A repeat with the same key within 24 hours returns the experiment that the first call created. */
  readonly idempotencyKey?: string | null | undefined;
  /** Free facts about the experiment: an object. */
  readonly metadata?: unknown;
  /** 1 to 255 characters after trimming. */
  readonly name: string;
  /** Seed of the random numbers. */
  readonly seed?: number | null | undefined;
  /** At most 100 words of 1 to 100 characters, repeated ones counted once. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
};

/** A new version of a playbook. */
export type CreatePlaybookInput = {
  /** At most 10,000 characters. */
  readonly description?: string | null | undefined;
  /** A repeat with the same key within 24 hours returns the version that the first call wrote. */
  readonly idempotencyKey?: string | null | undefined;
  /** The procedure: an object. */
  readonly jsonSpec: unknown;
  /** 1 to 255 characters after trimming. */
  readonly name: string;
  /** Whose names these are, 1 to 255 characters. */
  readonly namespace?: string;
  /**
   * Number of the version, 1 or more. When absent it is the one after the highest so far, which makes
   * 1 for a new name.
   */
  readonly version?: number | null | undefined;
};

/** A new run. */
export type CreateRunInput = {
  /** The experiment that the run is an attempt at. */
  readonly experimentId: string;
  /** A repeat with the same key within 24 hours returns the run that the first call began. */
  readonly idempotencyKey?: string | null | undefined;
  /** Parameters of this run: an object. */
  readonly params?: unknown;
  /** Where it runs: an object. */
  readonly provider?: unknown;
};

/** A new tenant. */
export type CreateTenantInput = {
  /** 1 to 255 letters, digits, `_` or `-`, beginning with a letter or digit. */
  readonly id: string;
  /** 1 to 255 characters; the id when absent. */
  readonly name?: string | null | undefined;
};

/** A new tournament. */
export type CreateTournamentInput = {
  /** How matches are drawn, scored and rated. */
  readonly config?: TournamentConfigInput | null | undefined;
  /** What the tournament is for, at most 10,000 characters. */
  readonly description?: string | null | undefined;
  /** Who takes part, at most 512; more may be added until the start. */
  readonly entrants?: ReadonlyArray<EntrantInput> | null | undefined;
  /** How the rounds are drawn. */
  readonly format?: TournamentFormat | null | undefined;
  /** The game, 1 to 100 characters after trimming, e.g. `chess`; compared letter by letter. */
  readonly gameType: string;
  /** A repeat with the same key within 24 hours returns the tournament that the first call created. */
  readonly idempotencyKey?: string | null | undefined;
  /** Free facts about the tournament: an object. */
  readonly metadata?: unknown;
  /** 1 to 255 characters after trimming. */
  readonly name: string;
  /** By which system the matches are rated. */
  readonly ratingSystem?: RatingSystem | null | undefined;
};

/** A new account with its first membership. */
export type CreateUserInput = {
  /** How far the account reaches beyond the tenant; more than ISOLATED only by callers of the level ADMIN. */
  readonly accessLevel?: AccessLevel | null | undefined;
  /** 1 to 255 characters; the username or email address when absent. */
  readonly displayName?: string | null | undefined;
  /** Email address of a person; absent for a service account. */
  readonly email?: string | null | undefined;
  /** Role in the tenant; SERVICE for a service account, another for a person. */
  readonly role: AccountRole;
  /** The tenant; the caller's own when absent. */
  readonly tenantId?: string | null | undefined;
  /** What the user is in the group, 1 to 255 characters. */
  readonly title?: string | null | undefined;
  /** Name of a service account, 1 to 100 characters, and no email address; absent for a person. */
  readonly username?: string | null | undefined;
};

/** A new workflow. */
export type CreateWorkflowInput = {
  /** The agent that works on it. */
  readonly agentId?: string | null | undefined;
  /** Git branch of the program, at most 255 characters. */
  readonly branchName?: string | null | undefined;
  /** At most 10,000 characters. */
  readonly description?: string | null | undefined;
  /** A repeat with the same key within 24 hours returns the workflow that the first call created. */
  readonly idempotencyKey?: string | null | undefined;
  /** The state that it begins in. */
  readonly initialState?: InitialWorkflowState;
  /** Free facts about the workflow: an object. */
  readonly metadata?: unknown;
  /** 1 to 255 characters after trimming. */
  readonly name: string;
  /** Who answers for it, 1 to 255 characters; the caller when absent. */
  readonly ownerId?: string | null | undefined;
  /** Parameters of the work: an object. */
  readonly parameters?: unknown;
  /** The version of a playbook that it follows. */
  readonly playbookId?: string | null | undefined;
  /** Git commit of the program: 7 to 40 hexadecimal digits. */
  readonly repoSha?: string | null | undefined;
  /** The steps in the order in which they run, at most 1,000; further ones can be added. */
  readonly steps?: ReadonlyArray<NewStepInput> | null | undefined;
  /** At most 100 words of 1 to 100 characters, repeated ones counted once. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /**
   * The tenant to create it in; the caller's own when absent. Another one needs the right to write
   * there.
   */
  readonly tenantId?: string | null | undefined;
};

/** A dataset by its name in OpenLineage. */
export type DatasetNameInput = {
  /** Its name there, 1 to 1,000 characters after trimming. */
  readonly name: string;
  /** The data source that it lies in, 1 to 1,000 characters after trimming. */
  readonly namespace: string;
};

/** Whom to delete. */
export type DeleteUserInput = {
  /** The user. */
  readonly id: string;
};

/** Who is to take part. An agent, and a name, is entered once in a tournament. */
export type EntrantInput = {
  /** Id of the registered agent, if there is one; its ratings are then kept by this id. */
  readonly agentId?: string | null | undefined;
  /** 1 to 255 characters after trimming; compared letter by letter. */
  readonly agentName: string;
  /** Place in the draw that is asked for, 1 to 512; entrants without one follow in the order of entry. */
  readonly seed?: number | null | undefined;
};

/**
 * Which experiments to list; all given conditions must hold. Lists have at most 100 entries, texts at most 255
 * characters.
 */
export type ExperimentFilter = {
  /** Only experiments whose settings have this hash: 64 hexadecimal digits. */
  readonly configHash?: string | null | undefined;
  /** Only experiments of exactly this name. */
  readonly name?: string | null | undefined;
  /** Only experiments that have all of these tags. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
};

/** How far an experiment is. */
export type ExperimentStatus =
  /** It has runs and none is under way. */
  | 'FINISHED'
  /** It has no run yet. */
  | 'PLANNED'
  /** A run is under way. */
  | 'RUNNING';

/** The failure of a workflow. */
export type FailWorkflowInput = {
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which workflow. */
  readonly id: string;
  /** Why it failed, at most 10,000 characters. */
  readonly reason?: string | null | undefined;
};

/** The end of a run. */
export type FinishRunInput = {
  /** Refuse the change with CONFLICT unless the run is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which run. */
  readonly id: string;
  /** How it ended. */
  readonly status?: RunOutcome;
  /** Results in short: an object. */
  readonly summary?: unknown;
};

/** The end of a run of a step. */
export type FinishStepRunInput = {
  /** Files and other artifacts that it made: a list. */
  readonly artifacts?: unknown;
  /** What went wrong: an object. */
  readonly errorInfo?: unknown;
  /** Exit code of the process; 0 is success. */
  readonly exitCode: number;
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which run. */
  readonly id: string;
  /** Where its logs are: an absolute URI of at most 2,000 characters. */
  readonly logsUri?: string | null | undefined;
  /** What was measured: an object. */
  readonly metrics?: unknown;
  /** Datasets that it wrote, at most 100, repeated ones counted once. */
  readonly outputDatasets?: ReadonlyArray<DatasetNameInput> | null | undefined;
  /** What it made: an object. */
  readonly outputs?: unknown;
};

/** The states before a workflow is started. */
export type InitialWorkflowState =
  /** Being put together; may become PENDING. */
  | 'CREATED'
  /** Put together, waiting to be started. */
  | 'PENDING';

/** Whom to invite. */
export type InviteUserInput = {
  /** Email address of the person. */
  readonly email: string;
  /** Days for which the invitation is good, 1 to 30. */
  readonly expiresInDays?: number | null | undefined;
  /** What the member will be allowed to do; not SERVICE. */
  readonly role: AccountRole;
  /** The tenant; the caller's own when absent. */
  readonly tenantId?: string | null | undefined;
};

/** Which datasets to list; all given conditions must hold. */
export type LineageDatasetFilter = {
  /** Only datasets of exactly this name. */
  readonly name?: string | null | undefined;
  /** Only datasets in exactly this namespace. */
  readonly namespace?: string | null | undefined;
};

/** Which way to walk from a node. */
export type LineageDirection =
  /** Both ways from the start, without turning on the way. */
  | 'BOTH'
  /** To what is made from it: a dataset's readers, a job's outputs, and so on. */
  | 'DOWNSTREAM'
  /** To what it is made from: a dataset's writers, a job's inputs, and so on. */
  | 'UPSTREAM';

/** Which events to show; all given conditions must hold, and an empty list holds for no event. */
export type LineageEventFilter = {
  /** Only events of these types, at most 100. */
  readonly eventTypes?: ReadonlyArray<LineageEventType> | null | undefined;
  /** Only events of jobs, or about datasets, of these names, at most 100. */
  readonly names?: ReadonlyArray<string> | null | undefined;
  /** Only events of jobs, or about datasets, in these namespaces, at most 100. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** Only events of the runs with these producers' ids, at most 100. */
  readonly runIds?: ReadonlyArray<string> | null | undefined;
};

/** What an OpenLineage event is about. */
export type LineageEventKind =
  /** A dataset by itself: the event has a `dataset` and no `run`. */
  | 'DATASET'
  /** A job by itself: the event has neither `run` nor `dataset`. */
  | 'JOB'
  /** A run: the event has a `run`. */
  | 'RUN';

/** Kinds of run state updates, as in the specification of OpenLineage. */
export type LineageEventType =
  /** A run was stopped. */
  | 'ABORT'
  /** A run has ended with success. */
  | 'COMPLETE'
  /** A run has failed. */
  | 'FAIL'
  /** Anything that does not change the state of a run. */
  | 'OTHER'
  /** A run goes on and has something to report. */
  | 'RUNNING'
  /** A run has begun. */
  | 'START';

/** What can be wrong with an event that is taken all the same. */
export type LineageFindingCode =
  /** The facet breaks its schema. */
  | 'FACET_INVALID'
  /** The facet has no `_producer`. */
  | 'FACET_PRODUCER_MISSING'
  /** The facet has no `_schemaURL`. */
  | 'FACET_SCHEMA_URL_MISSING'
  /** The event names no schema; it was checked against the newest. */
  | 'SCHEMA_URL_MISSING'
  /** The event names a schema that is not known here; it was checked against the newest. */
  | 'SCHEMA_URL_UNKNOWN'
  /** The time has no offset; it was taken as UTC. */
  | 'TIME_WITHOUT_OFFSET';

/** Which jobs to list; all given conditions must hold. */
export type LineageJobFilter = {
  /** Only jobs of exactly this name. */
  readonly name?: string | null | undefined;
  /** Only jobs in exactly this namespace. */
  readonly namespace?: string | null | undefined;
};

/** Which runs to list; all given conditions must hold, and an empty list holds for no run. */
export type LineageRunFilter = {
  /** Only runs of the job with this id. */
  readonly jobId?: string | null | undefined;
  /** Only runs of jobs of exactly this name. */
  readonly jobName?: string | null | undefined;
  /** Only runs of jobs in exactly this namespace. */
  readonly jobNamespace?: string | null | undefined;
  /** Only runs that name the run with this producer's id as their parent. */
  readonly parentRunId?: string | null | undefined;
  /** Only runs that name the run with this producer's id as their root. */
  readonly rootRunId?: string | null | undefined;
  /** Only runs that started before this time. */
  readonly startedBefore?: string | Date | null | undefined;
  /** Only runs that started at this time or later. */
  readonly startedFrom?: string | Date | null | undefined;
  /** Only runs in these states, at most 100. */
  readonly statuses?: ReadonlyArray<LineageRunStatus> | null | undefined;
};

/** How far a run is. */
export type LineageRunStatus =
  /** It was stopped. */
  | 'ABORTED'
  /** It has ended with success. */
  | 'COMPLETED'
  /** It has failed. */
  | 'FAILED'
  /** It was heard of; no event says that it has begun or ended. */
  | 'NEW'
  /** It has begun. */
  | 'RUNNING';

/** What an entrant scored. */
export type MatchScoreInput = {
  /** Id of the entrant (not of the agent). */
  readonly entrantId: string;
  /** 1 for a win, 0.5 for a draw, 0 for a loss. */
  readonly score: number;
};

/** Where a match is in its life. */
export type MatchStatus =
  /** Given to a worker. */
  | 'ASSIGNED'
  /** An entrant rests; nothing is played. */
  | 'BYE'
  /** Finished, by a result or a forfeit. */
  | 'COMPLETED'
  /** Could not be played. */
  | 'FAILED'
  /** Waits to be played. */
  | 'PENDING'
  /** Being played by a worker. */
  | 'RUNNING';

/** A step of a new workflow. */
export type NewStepInput = {
  /** What is to be done, in Markdown, at most 100,000 characters. */
  readonly instructionMd?: string | null | undefined;
  /** What the step is called in its workflow, 1 to 255 characters after trimming, unique there. */
  readonly stepKey: string;
};

/**
 * Which playbooks to list; all given conditions must hold. Lists have at most 100 entries, texts at most 255
 * characters.
 */
export type PlaybookFilter = {
  /** Only versions of exactly this name. */
  readonly name?: string | null | undefined;
  /** Only playbooks of this namespace. */
  readonly namespace?: string | null | undefined;
};

/** How far back requests are counted: a sliding window. */
export type RateLimitWindow =
  /** The last 24 hours. */
  | 'DAY'
  /** The last sixty minutes. */
  | 'HOUR'
  /** The last sixty seconds. */
  | 'MINUTE';

/** A system by which matches are rated. */
export type RatingSystem =
  /** Elo: start at 1500, logistic over 400 points, K from the tournament (32 unless it says otherwise). */
  | 'ELO';

/**
 * An analysis to record. A COMPLETED one of kind ATTRIBUTION has its result in `attribution`, one of
 * any other kind in `results`; a result that is too large for either is stored elsewhere and named by
 * `artifactsPath`. A FAILED one has a `failureReason` and no result. What the analysis is about may be
 * named by any of the five ids, or by none: a model can be explained before anything is registered.
 */
export type RecordAnalysisInput = {
  /** The agent that was analysed. */
  readonly agentId?: string | null | undefined;
  /** What kind of question the analysis answers. */
  readonly analysisType: AnalysisType;
  /** Where large results are stored, at most 2,000 characters. */
  readonly artifactsPath?: string | null | undefined;
  /** The result of an ATTRIBUTION. */
  readonly attribution?: AttributionInput | null | undefined;
  /** Settings of the method: an object. */
  readonly config?: unknown;
  /** How long the analysis took, in milliseconds, 0 or more. */
  readonly durationMs?: number | null | undefined;
  /** The experiment that the analysis belongs to. */
  readonly experimentId?: string | null | undefined;
  /** Why there is no result, 1 to 2,000 characters; only for FAILED, and then needed. */
  readonly failureReason?: string | null | undefined;
  /**
   * The method that was asked for and not available, when another one took its place: other than
   * `method`, and of the same list.
   */
  readonly fallbackFrom?: string | null | undefined;
  /** A repeat with the same key within 24 hours returns the analysis that the first call recorded. */
  readonly idempotencyKey?: string | null | undefined;
  /** The match that was analysed. */
  readonly matchId?: string | null | undefined;
  /** Free facts about the analysis: an object. */
  readonly metadata?: unknown;
  /**
   * The method that gave the result, 1 to 100 characters. For an ATTRIBUTION one of a fixed list, which
   * `extensions.allowed` holds when the method is not in it.
   */
  readonly method: string;
  /** The result of a kind other than ATTRIBUTION: an object or a list. */
  readonly results?: unknown;
  /** The run that was analysed. */
  readonly runId?: string | null | undefined;
  /** Whether the analysis gave a result. */
  readonly status?: AnalysisStatus | null | undefined;
  /** The workflow that the analysis belongs to. */
  readonly workflowId?: string | null | undefined;
};

/** Steps of one episode to record. */
export type RecordRewardDecompositionInput = {
  /** The episode, as the training code names it, 1 to 36 characters. */
  readonly episodeId: string;
  /** The experiment that the episode belongs to. */
  readonly experimentId: string;
  /** A repeat with the same key within 24 hours returns the steps that the first call recorded. */
  readonly idempotencyKey?: string | null | undefined;
  /** 1 to 1,000 steps of the episode, each timestep once, in any order. */
  readonly steps: ReadonlyArray<RewardStepInput>;
};

/** Which membership to end. */
export type RemoveMemberInput = {
  /** The membership. */
  readonly id: string;
};

/** The result of a match. */
export type ReportMatchInput = {
  /** What is to be kept of the game, e.g. its moves. */
  readonly gameLogs?: unknown;
  /** Id of the match. */
  readonly matchId: string;
  /** Free facts about the match: an object. */
  readonly metadata?: unknown;
  /** One score for each of the two entrants, in any order. */
  readonly scores: ReadonlyArray<MatchScoreInput>;
  /** When the game began, not later than now. */
  readonly startedAt?: string | Date | null | undefined;
};

/** Whose sessions to end. */
export type RevokeAllSessionsInput = {
  /** The user; the caller when absent. */
  readonly userId?: string | null | undefined;
};

/** Which key to end. */
export type RevokeApiKeyInput = {
  /** The key. */
  readonly id: string;
};

/** Which invitation to take back. */
export type RevokeInvitationInput = {
  /** The invitation. */
  readonly id: string;
};

/** Which session to end. */
export type RevokeSessionInput = {
  /** The session. */
  readonly id: string;
};

/** The reward of one step. */
export type RewardStepInput = {
  /** An object with a finite number for some or all components: how much each drove the behaviour. */
  readonly componentInfluences?: unknown;
  /** An object with one finite number a component, at least one, e.g. `{"nash": -0.5}`. */
  readonly componentRewards: unknown;
  /** 0-based step of the episode. */
  readonly timestep: number;
  /** The reward of the step. */
  readonly totalReward: number;
};

/** Which key to replace. */
export type RotateApiKeyInput = {
  /** When the new key ends, at most 366 days from now; 90 days from now when absent. */
  readonly expiresAt?: string | Date | null | undefined;
  /** The key to replace. */
  readonly id: string;
  /** Seconds for which the old key still works, 0 to 604800. */
  readonly overlapSeconds?: number | null | undefined;
};

/** How a run can end. */
export type RunOutcome =
  /** Because somebody stopped it. */
  | 'CANCELLED'
  /** As planned. */
  | 'COMPLETED'
  /** By an error. */
  | 'FAILED';

/** Whether a run is under way or how it ended. Only RUNNING can change. */
export type RunStatus =
  /** Ended because somebody stopped it. */
  | 'CANCELLED'
  /** Ended as planned. */
  | 'COMPLETED'
  /** Ended by an error. */
  | 'FAILED'
  /** Under way. */
  | 'RUNNING';

/** A preference. */
export type SetUserPreferenceInput = {
  /** Letters, digits, `.`, `_` or `-`, 1 to 100 characters. */
  readonly key: string;
  /** The choice; null or absent removes the preference. */
  readonly value?: unknown;
};

/** The start of a step. */
export type StartStepInput = {
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** A repeat with the same key within 24 hours returns the run that the first call began. */
  readonly idempotencyKey?: string | null | undefined;
  /** Datasets that it reads, at most 100, repeated ones counted once. */
  readonly inputDatasets?: ReadonlyArray<DatasetNameInput> | null | undefined;
  /** What it is given: an object. */
  readonly inputs?: unknown;
  /** Parameters of this attempt: an object. */
  readonly parameters?: unknown;
  /** The run of an experiment that this run is part of. */
  readonly runId?: string | null | undefined;
  /** Which step. */
  readonly stepId: string;
};

/** Which tournament to start. */
export type StartTournamentInput = {
  /** Refuse with CONFLICT unless the tournament is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Id of the tournament. */
  readonly id: string;
};

/** The start of a workflow. */
export type StartWorkflowInput = {
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which workflow. */
  readonly id: string;
};

/** Limits on the requests of one tenant, each 1 or more, those of all together 0 or more; what is absent or null is the installation's. */
export type TenantRateLimitsInput = {
  /** Limits a minute of named operations: an object of operation and number, at most 100. */
  readonly operations?: unknown;
  /** Requests a day of one user of the tenant. */
  readonly perDay?: number | null | undefined;
  /** Requests an hour of one user of the tenant. */
  readonly perHour?: number | null | undefined;
  /** Requests a minute of one user of the tenant. */
  readonly perMinute?: number | null | undefined;
  /** Requests a day of all users of the tenant together; 0: no limit. */
  readonly tenantPerDay?: number | null | undefined;
  /** Requests an hour of all users of the tenant together; 0: no limit. */
  readonly tenantPerHour?: number | null | undefined;
  /** Requests a minute of all users of the tenant together; 0: no limit. */
  readonly tenantPerMinute?: number | null | undefined;
};

/** How the matches of a tournament are to be drawn, scored and rated. */
export type TournamentConfigInput = {
  /** Whether a match can end in a draw. */
  readonly allowsDraws?: boolean | null | undefined;
  /** Points for resting in a round, which happens when the number of entrants is odd: 0, 0.5 or 1. */
  readonly byePoints?: number | null | undefined;
  /** Whether every two entrants meet twice, the second time with the seats exchanged. */
  readonly doubleRound?: boolean | null | undefined;
  /** Rating points that one match can move at most, above 0 and at most 400. */
  readonly kFactor?: number | null | undefined;
};

/** What can happen in a tournament. */
export type TournamentEventKind =
  /** An entrant was added. */
  | 'ENTRANT_ADDED'
  /** An entrant withdrew. */
  | 'ENTRANT_WITHDRAWN'
  /** A match was finished: by a result, and rated, or by a forfeit. */
  | 'MATCH_FINISHED'
  /** Points changed, after the matches that changed them. */
  | 'STANDINGS_CHANGED'
  /** The tournament was given up. */
  | 'TOURNAMENT_CANCELLED'
  /** The last match was finished; the standings are final. */
  | 'TOURNAMENT_COMPLETED'
  /** The tournament was created. */
  | 'TOURNAMENT_CREATED'
  /** The rounds were drawn; results are taken. */
  | 'TOURNAMENT_STARTED';

/**
 * Which tournaments to list; all given conditions must hold. Lists have at most 100 entries, texts at most 255
 * characters.
 */
export type TournamentFilter = {
  /** Only tournaments of these formats. */
  readonly formats?: ReadonlyArray<TournamentFormat> | null | undefined;
  /** Only tournaments in these games. */
  readonly gameTypes?: ReadonlyArray<string> | null | undefined;
  /** Only tournaments whose name contains this text, upper and lower case alike. */
  readonly name?: string | null | undefined;
  /** Only tournaments in these states. */
  readonly statuses?: ReadonlyArray<TournamentStatus> | null | undefined;
};

/** How the rounds of a tournament are drawn. */
export type TournamentFormat =
  /** Every two entrants meet, by the circle method in the order of the FIDE Berger tables. */
  | 'ROUND_ROBIN';

/** Where a tournament is in its life. COMPLETED, CANCELLED and FAILED are final. */
export type TournamentStatus =
  /** Given up; results so far, and what they did to ratings, stand. */
  | 'CANCELLED'
  /** Every match is finished. */
  | 'COMPLETED'
  /** Being set up: takes entrants. */
  | 'DRAFT'
  /** Ended by a fault. */
  | 'FAILED'
  /** The rounds are drawn: takes results. */
  | 'RUNNING'
  /** Announced: takes entrants until it starts. */
  | 'SCHEDULED';

/** A change of an agent. */
export type UpdateAgentInput = {
  /** All capabilities from now on; at most 100 words of 1 to 100 characters, repeated ones counted once. */
  readonly capabilities?: ReadonlyArray<string> | null | undefined;
  /** Whether analyses of the agent are to be kept up to date. */
  readonly enhancedFeaturesEnabled?: boolean | null | undefined;
  /** Refuse the change with CONFLICT unless the agent is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which agent. */
  readonly id: string;
  /** All free facts from now on: an object. */
  readonly metadata?: unknown;
  /** New name, 1 to 100 characters after trimming. */
  readonly name?: string | null | undefined;
  /** New performance, 0 to 100. */
  readonly performanceScore?: number | null | undefined;
  /** New status, if the agent's life allows it. */
  readonly status?: AgentStatus | null | undefined;
};

/** Changes of a tenant; what is absent or null stays. */
export type UpdateTenantInput = {
  /** The version that the caller has seen; another one is a CONFLICT. */
  readonly expectedVersion?: number | null | undefined;
  /** The tenant to change. */
  readonly id: string;
  /** Whether its members, keys and sessions are let in. */
  readonly isActive?: boolean | null | undefined;
  /** 1 to 255 characters. */
  readonly name?: string | null | undefined;
  /** Replaces all limits of the tenant. */
  readonly rateLimits?: TenantRateLimitsInput | null | undefined;
};

/** Changes of a user; what is absent or null stays. */
export type UpdateUserInput = {
  /** 1 to 255 characters. */
  readonly displayName?: string | null | undefined;
  /** The user to change. */
  readonly id: string;
  /** Whether the user is let in. */
  readonly isActive?: boolean | null | undefined;
  /** 1 to 255 characters; an empty text takes it away. */
  readonly title?: string | null | undefined;
};

/** A change of facts of a workflow. */
export type UpdateWorkflowInput = {
  /** The agent that works on it from now on; until it has ended. */
  readonly agentId?: string | null | undefined;
  /** Git branch of the program, at most 255 characters, an empty one removes it; until it is started. */
  readonly branchName?: string | null | undefined;
  /** New description, at most 10,000 characters; an empty one removes it. */
  readonly description?: string | null | undefined;
  /** Refuse the change with CONFLICT unless the workflow is at this version. */
  readonly expectedVersion?: number | null | undefined;
  /** Which workflow. */
  readonly id: string;
  /** All free facts from now on: an object. */
  readonly metadata?: unknown;
  /** New name, 1 to 255 characters after trimming; until it is started. */
  readonly name?: string | null | undefined;
  /** Who answers for it from now on, 1 to 255 characters. */
  readonly ownerId?: string | null | undefined;
  /** All parameters from now on: an object; until it is started. */
  readonly parameters?: unknown;
  /** The version of a playbook that it follows; until it is started. */
  readonly playbookId?: string | null | undefined;
  /** Git commit of the program: 7 to 40 hexadecimal digits; until it is started. */
  readonly repoSha?: string | null | undefined;
  /** PENDING: it is put together and waits to be started. Only one that is CREATED can become so. */
  readonly state?: InitialWorkflowState | null | undefined;
  /** All tags from now on; at most 100 words of 1 to 100 characters, repeated ones counted once. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
};

/** Who withdraws. */
export type WithdrawEntrantInput = {
  /** Id of the entrant. */
  readonly entrantId: string;
  /** Refuse with CONFLICT unless the tournament is at this version. */
  readonly expectedVersion?: number | null | undefined;
};

/** Which events to show; all given conditions must hold, and an empty list holds for no event. */
export type WorkflowEventFilter = {
  /** Only events of these kinds, at most 100. */
  readonly eventKinds?: ReadonlyArray<WorkflowEventKind> | null | undefined;
  /** Only events of these types, at most 100. */
  readonly eventTypes?: ReadonlyArray<LineageEventType> | null | undefined;
  /** Only events of these workflows, at most 100. */
  readonly workflowIds?: ReadonlyArray<string> | null | undefined;
};

/** What can happen to a workflow. */
export type WorkflowEventKind =
  /** A step was added. */
  | 'STEP_ADDED'
  /** A run of a step was cut off, as its workflow failed or was cancelled. */
  | 'STEP_CANCELLED'
  /** A run of a step ended with success. */
  | 'STEP_COMPLETED'
  /** A run of a step failed. */
  | 'STEP_FAILED'
  /** A step was started, for the first time or again. */
  | 'STEP_STARTED'
  /** The workflow was cancelled. */
  | 'WORKFLOW_CANCELLED'
  /** The workflow was completed. */
  | 'WORKFLOW_COMPLETED'
  /** The workflow was created. */
  | 'WORKFLOW_CREATED'
  /** The workflow failed. */
  | 'WORKFLOW_FAILED'
  /** The workflow was started. */
  | 'WORKFLOW_STARTED'
  /** Facts of the workflow were changed; `changed` of the payload names them. */
  | 'WORKFLOW_UPDATED';

/**
 * Which workflows to list; all given conditions must hold. Lists have at most 100 entries, texts at most 255
 * characters.
 */
export type WorkflowFilter = {
  /** Only workflows that this agent works on. */
  readonly agentId?: string | null | undefined;
  /** Only workflows created before this instant. */
  readonly createdBefore?: string | Date | null | undefined;
  /** Only workflows created at this instant or later. */
  readonly createdFrom?: string | Date | null | undefined;
  /** Only workflows of this owner. */
  readonly ownerId?: string | null | undefined;
  /** Only workflows in these states. */
  readonly states?: ReadonlyArray<WorkflowState> | null | undefined;
  /** Only workflows that have all of these tags. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
};

/** Where a workflow is in its life. COMPLETED, FAILED and CANCELLED are final. */
export type WorkflowState =
  /** Ended because somebody stopped it. */
  | 'CANCELLED'
  /** Ended with all of its steps completed. */
  | 'COMPLETED'
  /** Being put together; may become PENDING, be started or cancelled. */
  | 'CREATED'
  /** Ended without success. */
  | 'FAILED'
  /** Put together, waiting to be started; may be started or cancelled. */
  | 'PENDING'
  /** Under way; may be completed, fail or be cancelled. */
  | 'RUNNING';

/** Where a step is in its life. COMPLETED and SKIPPED are final. */
export type WorkflowStepStatus =
  /** Its last run completed. */
  | 'COMPLETED'
  /** Its last run failed or was cut off; it may be started again while the workflow runs. */
  | 'FAILED'
  /** Has not begun. */
  | 'PENDING'
  /** A run of it is under way. */
  | 'RUNNING'
  /** Never begun, as its workflow failed or was cancelled before. */
  | 'SKIPPED';

type AuditRecordSummary_AuditEvent_Fragment = { readonly __typename: 'AuditEvent', readonly id: string, readonly seq: number, readonly category: AuditCategory, readonly eventType: string, readonly occurredAt: string, readonly serviceName: string, readonly resourceType: string, readonly resourceId: string, readonly actor: { readonly kind: AuditActorKind, readonly id: string, readonly name: string | null } };

type AuditRecordSummary_AuditLogEntry_Fragment = { readonly __typename: 'AuditLogEntry', readonly id: string, readonly seq: number, readonly category: AuditCategory, readonly eventType: string, readonly occurredAt: string, readonly serviceName: string, readonly resourceType: string, readonly resourceId: string, readonly actor: { readonly kind: AuditActorKind, readonly id: string, readonly name: string | null } };

export type AuditRecordSummaryFragment =
  | AuditRecordSummary_AuditEvent_Fragment
  | AuditRecordSummary_AuditLogEntry_Fragment
;

type AuditRecordFields_AuditEvent_Fragment = { readonly __typename: 'AuditEvent', readonly coherenceScore: number | null, readonly policyViolations: ReadonlyArray<unknown>, readonly id: string, readonly seq: number, readonly tenantId: string, readonly category: AuditCategory, readonly eventType: string, readonly occurredAt: string, readonly recordedAt: string, readonly sourceEventId: string, readonly serviceName: string, readonly resourceType: string, readonly resourceId: string, readonly agentId: string | null, readonly sessionId: string | null, readonly requestId: string | null, readonly traceId: string | null, readonly clientAddress: string | null, readonly userAgent: string | null, readonly personalValuesErased: boolean, readonly data: unknown, readonly schemaVersion: number, readonly previousHash: string | null, readonly hash: string, readonly actor: { readonly kind: AuditActorKind, readonly id: string, readonly tenantId: string, readonly name: string | null, readonly email: string | null } };

type AuditRecordFields_AuditLogEntry_Fragment = { readonly __typename: 'AuditLogEntry', readonly action: AuditAction, readonly oldValues: unknown, readonly newValues: unknown, readonly id: string, readonly seq: number, readonly tenantId: string, readonly category: AuditCategory, readonly eventType: string, readonly occurredAt: string, readonly recordedAt: string, readonly sourceEventId: string, readonly serviceName: string, readonly resourceType: string, readonly resourceId: string, readonly agentId: string | null, readonly sessionId: string | null, readonly requestId: string | null, readonly traceId: string | null, readonly clientAddress: string | null, readonly userAgent: string | null, readonly personalValuesErased: boolean, readonly data: unknown, readonly schemaVersion: number, readonly previousHash: string | null, readonly hash: string, readonly actor: { readonly kind: AuditActorKind, readonly id: string, readonly tenantId: string, readonly name: string | null, readonly email: string | null } };

export type AuditRecordFieldsFragment =
  | AuditRecordFields_AuditEvent_Fragment
  | AuditRecordFields_AuditLogEntry_Fragment
;

export type AuditRecordQueryVariables = Exact<{
  id: string;
}>;


export type AuditRecordQuery = { readonly auditRecord:
    | (
      { readonly canonicalForm: string, readonly agent: AgentNameFragment | null }
      & AuditRecordFields_AuditEvent_Fragment
    )
    | (
      { readonly canonicalForm: string, readonly agent: AgentNameFragment | null }
      & AuditRecordFields_AuditLogEntry_Fragment
    )
   | null };

export type AuditRecordsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AuditRecordFilter | null | undefined;
}>;


export type AuditRecordsQuery = { readonly auditRecords: { readonly nodes: ReadonlyArray<
      | AuditRecordFields_AuditEvent_Fragment
      | AuditRecordFields_AuditLogEntry_Fragment
    >, readonly pageInfo: PageFragment } | null };

export type AuditRecordAppendedSubscriptionVariables = Exact<{
  filter?: AuditRecordFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditRecordAppendedSubscription = { readonly auditRecordAppended: { readonly cursor: string, readonly record:
      | (
        { readonly agent: AgentNameFragment | null }
        & AuditRecordFields_AuditEvent_Fragment
      )
      | (
        { readonly agent: AgentNameFragment | null }
        & AuditRecordFields_AuditLogEntry_Fragment
      )
     } };

export type AgentFieldsFragment = { readonly id: string, readonly name: string, readonly type: AgentType, readonly status: AgentStatus, readonly capabilities: ReadonlyArray<string>, readonly modelProvider: string | null, readonly modelName: string | null, readonly modelConfig: unknown, readonly capacity: number, readonly performanceScore: number, readonly efficiencyRating: number, readonly aiInsightsAvailable: boolean, readonly enhancedFeaturesEnabled: boolean, readonly metadata: unknown, readonly version: number, readonly createdAt: string, readonly updatedAt: string };

export type AgentNameFragment = { readonly id: string, readonly name: string, readonly type: AgentType, readonly status: AgentStatus };

export type AgentQueryVariables = Exact<{
  id: string;
}>;


export type AgentQuery = { readonly agent: AgentFieldsFragment | null };

export type AgentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AgentFilter | null | undefined;
}>;


export type AgentsQuery = { readonly agents: { readonly nodes: ReadonlyArray<AgentFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type AgentOverviewQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type AgentOverviewQuery = { readonly agent: (
    { readonly ratings: ReadonlyArray<RatingFieldsFragment> | null, readonly matches: { readonly nodes: ReadonlyArray<MatchFieldsFragment>, readonly pageInfo: PageFragment } | null, readonly analyses: { readonly nodes: ReadonlyArray<AnalysisSummaryFragment>, readonly pageInfo: PageFragment } | null, readonly auditTrail: { readonly nodes: ReadonlyArray<
        | AuditRecordSummary_AuditEvent_Fragment
        | AuditRecordSummary_AuditLogEntry_Fragment
      >, readonly pageInfo: PageFragment } | null }
    & AgentFieldsFragment
  ) | null };

export type CreateAgentMutationVariables = Exact<{
  input: CreateAgentInput;
}>;


export type CreateAgentMutation = { readonly createAgent: { readonly agent: AgentFieldsFragment } | null };

export type UpdateAgentMutationVariables = Exact<{
  input: UpdateAgentInput;
}>;


export type UpdateAgentMutation = { readonly updateAgent: { readonly agent: AgentFieldsFragment } | null };

export type ApiKeyFieldsFragment = { readonly id: string, readonly name: string, readonly prefix: string, readonly userId: string, readonly tenantId: string, readonly scopes: ReadonlyArray<string>, readonly accessLevel: AccessLevel, readonly expiresAt: string, readonly lastUsedAt: string | null, readonly revokedAt: string | null, readonly replacedById: string | null, readonly createdBy: string, readonly createdAt: string };

export type ApiKeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { readonly apiKeys: { readonly nodes: ReadonlyArray<ApiKeyFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey: { readonly secret: string, readonly apiKey: ApiKeyFieldsFragment } | null };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { readonly rotateApiKey: { readonly secret: string, readonly apiKey: ApiKeyFieldsFragment, readonly replaced: ApiKeyFieldsFragment } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly apiKey: ApiKeyFieldsFragment } | null };

export type ExperimentFieldsFragment = { readonly id: string, readonly name: string, readonly description: string | null, readonly config: unknown, readonly configHash: string, readonly seed: number | null, readonly status: ExperimentStatus, readonly tags: ReadonlyArray<string>, readonly metadata: unknown, readonly createdBy: string, readonly createdAt: string };

export type ExperimentQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ExperimentQuery = { readonly experiment: (
    { readonly runs: { readonly nodes: ReadonlyArray<RunFieldsFragment>, readonly pageInfo: PageFragment } }
    & ExperimentFieldsFragment
  ) | null };

export type ExperimentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ExperimentFilter | null | undefined;
}>;


export type ExperimentsQuery = { readonly experiments: { readonly nodes: ReadonlyArray<ExperimentFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type ExperimentOverviewQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type ExperimentOverviewQuery = { readonly experiment: (
    { readonly runs: { readonly nodes: ReadonlyArray<(
        { readonly analyses: { readonly nodes: ReadonlyArray<AnalysisSummaryFragment> } | null }
        & RunFieldsFragment
      )>, readonly pageInfo: PageFragment }, readonly rewardDecompositions: { readonly nodes: ReadonlyArray<RewardDecompositionFieldsFragment>, readonly pageInfo: PageFragment } | null }
    & ExperimentFieldsFragment
  ) | null };

export type CreateExperimentMutationVariables = Exact<{
  input: CreateExperimentInput;
}>;


export type CreateExperimentMutation = { readonly createExperiment: { readonly experiment: ExperimentFieldsFragment } | null };

export type InvitationFieldsFragment = { readonly id: string, readonly tenantId: string, readonly email: string, readonly role: AccountRole, readonly expiresAt: string, readonly acceptedAt: string | null, readonly revokedAt: string | null, readonly createdBy: string, readonly createdAt: string };

export type InvitationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InvitationsQuery = { readonly invitations: { readonly nodes: ReadonlyArray<InvitationFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type InviteUserMutationVariables = Exact<{
  input: InviteUserInput;
}>;


export type InviteUserMutation = { readonly inviteUser: { readonly secret: string, readonly invitation: InvitationFieldsFragment } | null };

export type RevokeInvitationMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type RevokeInvitationMutation = { readonly revokeInvitation: { readonly invitation: InvitationFieldsFragment } | null };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { readonly acceptInvitation: { readonly membershipId: string, readonly tenantId: string } | null };

export type LineageEventFieldsFragment = { readonly id: string, readonly hash: string, readonly kind: LineageEventKind, readonly eventType: LineageEventType | null, readonly eventTime: string, readonly producer: string, readonly schemaUrl: string | null, readonly specVersion: string | null, readonly namespace: string, readonly name: string, readonly runId: string | null, readonly receivedAt: string };

export type LineageEventsSubscriptionVariables = Exact<{
  filter?: LineageEventFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type LineageEventsSubscription = { readonly lineageEvents: { readonly cursor: string, readonly event: (
      { readonly run: { readonly id: string, readonly status: LineageRunStatus } | null, readonly job: LineageJobNameFragment | null, readonly dataset: LineageDatasetNameFragment | null, readonly findings: ReadonlyArray<LineageFindingFieldsFragment> }
      & LineageEventFieldsFragment
    ) } };

export type LineageRunFieldsFragment = { readonly id: string, readonly runId: string, readonly status: LineageRunStatus, readonly startedAt: string, readonly endedAt: string | null, readonly nominalStartTime: string | null, readonly nominalEndTime: string | null, readonly createdAt: string, readonly updatedAt: string, readonly errorMessage: { readonly message: string, readonly programmingLanguage: string | null, readonly stackTrace: string | null } | null, readonly job: LineageJobNameFragment, readonly parent: LineageRunReferenceFieldsFragment | null, readonly root: LineageRunReferenceFieldsFragment | null };

export type LineageRunReferenceFieldsFragment = { readonly runId: string, readonly jobNamespace: string | null, readonly jobName: string | null };

export type LineageJobNameFragment = { readonly id: string, readonly nodeId: string, readonly namespace: string, readonly name: string };

export type LineageJobFieldsFragment = (
  { readonly description: string | null, readonly createdAt: string, readonly updatedAt: string, readonly type: { readonly processingType: string | null, readonly integration: string | null, readonly jobType: string | null } | null, readonly sql: { readonly query: string, readonly dialect: string | null } | null, readonly sourceCodeLocation: { readonly type: string | null, readonly url: string | null, readonly repoUrl: string | null, readonly path: string | null, readonly version: string | null, readonly tag: string | null, readonly branch: string | null } | null, readonly owners: ReadonlyArray<{ readonly name: string, readonly type: string | null }> }
  & LineageJobNameFragment
);

export type LineageDatasetNameFragment = { readonly id: string, readonly nodeId: string, readonly namespace: string, readonly name: string };

export type LineageDatasetFieldsFragment = (
  { readonly version: string | null, readonly description: string | null, readonly createdAt: string, readonly updatedAt: string, readonly fields: ReadonlyArray<{ readonly name: string, readonly type: string | null, readonly description: string | null }> | null, readonly dataSource: { readonly name: string | null, readonly uri: string | null } | null, readonly owners: ReadonlyArray<{ readonly name: string, readonly type: string | null }> }
  & LineageDatasetNameFragment
);

export type LineageFindingFieldsFragment = { readonly eventId: string, readonly pointer: string, readonly code: LineageFindingCode, readonly detail: string, readonly facet: string | null };

export type LineageRunsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: LineageRunFilter | null | undefined;
}>;


export type LineageRunsQuery = { readonly lineageRuns: { readonly nodes: ReadonlyArray<LineageRunFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type LineageRunQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type LineageRunQuery = { readonly lineageRun: (
    { readonly facets: unknown, readonly inputs: { readonly nodes: ReadonlyArray<LineageDatasetFieldsFragment>, readonly pageInfo: PageFragment }, readonly outputs: { readonly nodes: ReadonlyArray<LineageDatasetFieldsFragment>, readonly pageInfo: PageFragment }, readonly children: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly runId: string, readonly status: LineageRunStatus }>, readonly pageInfo: PageFragment }, readonly events: { readonly nodes: ReadonlyArray<LineageEventFieldsFragment>, readonly pageInfo: PageFragment }, readonly qualityFindings: ReadonlyArray<LineageFindingFieldsFragment> }
    & LineageRunFieldsFragment
  ) | null };

export type LineageJobsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: LineageJobFilter | null | undefined;
}>;


export type LineageJobsQuery = { readonly lineageJobs: { readonly nodes: ReadonlyArray<LineageJobFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type LineageDatasetsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: LineageDatasetFilter | null | undefined;
}>;


export type LineageDatasetsQuery = { readonly lineageDatasets: { readonly nodes: ReadonlyArray<LineageDatasetFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type LineageQueryVariables = Exact<{
  nodeId: string;
  direction?: LineageDirection;
  depth?: number;
}>;


export type LineageQuery = { readonly lineage: { readonly truncated: boolean, readonly root:
      | LineageNodeName_LineageDataset_Fragment
      | LineageNodeName_LineageJob_Fragment
    , readonly nodes: ReadonlyArray<{ readonly upstreamDistance: number | null, readonly downstreamDistance: number | null, readonly node:
        | LineageNodeName_LineageDataset_Fragment
        | LineageNodeName_LineageJob_Fragment
       }>, readonly edges: ReadonlyArray<{ readonly sourceId: string, readonly targetId: string, readonly firstSeenAt: string, readonly lastSeenAt: string }> } | null };

type LineageNodeName_LineageDataset_Fragment = { readonly __typename: 'LineageDataset', readonly id: string, readonly nodeId: string, readonly namespace: string, readonly name: string };

type LineageNodeName_LineageJob_Fragment = { readonly __typename: 'LineageJob', readonly id: string, readonly nodeId: string, readonly namespace: string, readonly name: string };

export type LineageNodeNameFragment =
  | LineageNodeName_LineageDataset_Fragment
  | LineageNodeName_LineageJob_Fragment
;

export type MembershipFieldsFragment = { readonly id: string, readonly tenantId: string, readonly role: AccountRole, readonly accessLevel: AccessLevel, readonly allowedTenants: ReadonlyArray<string>, readonly version: number, readonly createdAt: string, readonly user: { readonly id: string, readonly username: string, readonly email: string | null, readonly displayName: string, readonly isServiceAccount: boolean, readonly isActive: boolean } };

export type MembershipsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  tenantId?: string | null | undefined;
}>;


export type MembershipsQuery = { readonly memberships: { readonly nodes: ReadonlyArray<MembershipFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type ChangeMembershipMutationVariables = Exact<{
  input: ChangeMembershipInput;
}>;


export type ChangeMembershipMutation = { readonly changeMembership: { readonly membership: MembershipFieldsFragment } | null };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { readonly removeMember: { readonly membershipId: string } | null };

export type PlaybookFieldsFragment = { readonly id: string, readonly namespace: string, readonly name: string, readonly version: number, readonly description: string | null, readonly jsonSpec: unknown, readonly createdBy: string, readonly createdAt: string };

export type PlaybookQueryVariables = Exact<{
  id: string;
}>;


export type PlaybookQuery = { readonly playbook: PlaybookFieldsFragment | null };

export type PlaybooksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: PlaybookFilter | null | undefined;
}>;


export type PlaybooksQuery = { readonly playbooks: { readonly nodes: ReadonlyArray<PlaybookFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type CreatePlaybookMutationVariables = Exact<{
  input: CreatePlaybookInput;
}>;


export type CreatePlaybookMutation = { readonly createPlaybook: { readonly playbook: PlaybookFieldsFragment } | null };

export type RateLimitStatusQueryVariables = Exact<{
  userId?: string | null | undefined;
  tenantId?: string | null | undefined;
}>;


export type RateLimitStatusQuery = { readonly rateLimitStatus: ReadonlyArray<{ readonly identifier: string, readonly window: RateLimitWindow, readonly operation: string | null, readonly limit: number, readonly remaining: number, readonly resetAt: string }> | null };

export type RunFieldsFragment = { readonly id: string, readonly status: RunStatus, readonly params: unknown, readonly summary: unknown, readonly provider: unknown, readonly startedAt: string, readonly finishedAt: string | null, readonly version: number, readonly createdAt: string };

export type RunQueryVariables = Exact<{
  id: string;
}>;


export type RunQuery = { readonly run: (
    { readonly experiment: { readonly id: string, readonly name: string } | null }
    & RunFieldsFragment
  ) | null };

export type CreateRunMutationVariables = Exact<{
  input: CreateRunInput;
}>;


export type CreateRunMutation = { readonly createRun: { readonly run: RunFieldsFragment } | null };

export type FinishRunMutationVariables = Exact<{
  input: FinishRunInput;
}>;


export type FinishRunMutation = { readonly finishRun: { readonly run: RunFieldsFragment } | null };

export type SessionFieldsFragment = { readonly id: string, readonly userId: string, readonly tenantId: string, readonly provider: string, readonly clientAddress: string | null, readonly userAgent: string | null, readonly lastUsedAt: string | null, readonly expiresAt: string, readonly idleExpiresAt: string, readonly revokedAt: string | null, readonly createdAt: string };

export type SessionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionsQuery = { readonly sessions: { readonly nodes: ReadonlyArray<SessionFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type RevokeSessionMutationVariables = Exact<{
  input: RevokeSessionInput;
}>;


export type RevokeSessionMutation = { readonly revokeSession: { readonly session: SessionFieldsFragment } | null };

export type RevokeAllSessionsMutationVariables = Exact<{
  input: RevokeAllSessionsInput;
}>;


export type RevokeAllSessionsMutation = { readonly revokeAllSessions: { readonly revoked: number } | null };

export type WorkflowStepFieldsFragment = { readonly id: string, readonly stepKey: string, readonly stepIndex: number, readonly status: WorkflowStepStatus, readonly instructionMd: string | null, readonly attempts: number, readonly logsUri: string | null, readonly createdAt: string, readonly startedAt: string | null, readonly completedAt: string | null };

export type StepRunFieldsFragment = { readonly id: string, readonly attempt: number, readonly status: RunStatus, readonly inputs: unknown, readonly parameters: unknown, readonly outputs: unknown, readonly metrics: unknown, readonly artifacts: unknown, readonly errorInfo: unknown, readonly exitCode: number | null, readonly logsUri: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly inputDatasets: ReadonlyArray<DatasetNameFieldsFragment>, readonly outputDatasets: ReadonlyArray<DatasetNameFieldsFragment> };

export type DatasetNameFieldsFragment = { readonly namespace: string, readonly name: string };

export type AddStepMutationVariables = Exact<{
  input: AddStepInput;
}>;


export type AddStepMutation = { readonly addStep: { readonly step: (
      { readonly workflow: { readonly id: string, readonly version: number } | null }
      & WorkflowStepFieldsFragment
    ) } | null };

export type StartStepMutationVariables = Exact<{
  input: StartStepInput;
}>;


export type StartStepMutation = { readonly startStep: { readonly stepRun: (
      { readonly step: WorkflowStepFieldsFragment | null, readonly workflow: { readonly id: string, readonly state: WorkflowState, readonly version: number } | null }
      & StepRunFieldsFragment
    ) } | null };

export type FinishStepRunMutationVariables = Exact<{
  input: FinishStepRunInput;
}>;


export type FinishStepRunMutation = { readonly finishStepRun: { readonly stepRun: (
      { readonly step: WorkflowStepFieldsFragment | null, readonly workflow: { readonly id: string, readonly state: WorkflowState, readonly version: number } | null }
      & StepRunFieldsFragment
    ) } | null };

export type TenantFieldsFragment = { readonly id: string, readonly name: string, readonly isActive: boolean, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly rateLimits: { readonly perMinute: number | null, readonly perHour: number | null, readonly perDay: number | null, readonly operations: unknown } };

export type TenantQueryVariables = Exact<{
  id: string;
}>;


export type TenantQuery = { readonly tenant: TenantFieldsFragment | null };

export type TenantsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TenantsQuery = { readonly tenants: { readonly nodes: ReadonlyArray<TenantFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type CreateTenantMutationVariables = Exact<{
  input: CreateTenantInput;
}>;


export type CreateTenantMutation = { readonly createTenant: { readonly tenant: TenantFieldsFragment } | null };

export type UpdateTenantMutationVariables = Exact<{
  input: UpdateTenantInput;
}>;


export type UpdateTenantMutation = { readonly updateTenant: { readonly tenant: TenantFieldsFragment } | null };

export type UserPreferenceFieldsFragment = { readonly id: string, readonly key: string, readonly value: unknown, readonly createdAt: string, readonly updatedAt: string };

export type UserPreferencesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UserPreferencesQuery = { readonly userPreferences: { readonly nodes: ReadonlyArray<UserPreferenceFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type SetUserPreferenceMutationVariables = Exact<{
  input: SetUserPreferenceInput;
}>;


export type SetUserPreferenceMutation = { readonly setUserPreference: { readonly userPreference: UserPreferenceFieldsFragment | null } | null };

export type UserFieldsFragment = { readonly id: string, readonly username: string, readonly email: string | null, readonly displayName: string, readonly title: string | null, readonly githubLogin: string | null, readonly isServiceAccount: boolean, readonly isActive: boolean, readonly lastLoginAt: string | null, readonly createdAt: string };

export type UserQueryVariables = Exact<{
  id: string;
}>;


export type UserQuery = { readonly user: UserFieldsFragment | null };

export type UsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsersQuery = { readonly users: { readonly nodes: ReadonlyArray<UserFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { readonly createUser: { readonly user: UserFieldsFragment, readonly membership: MembershipFieldsFragment } | null };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { readonly updateUser: { readonly user: UserFieldsFragment } | null };

export type DeleteUserMutationVariables = Exact<{
  input: DeleteUserInput;
}>;


export type DeleteUserMutation = { readonly deleteUser: { readonly userId: string } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly actorId: string, readonly actorKind: string, readonly tenantId: string, readonly accessLevel: string, readonly scopes: ReadonlyArray<string>, readonly allowedTenants: ReadonlyArray<string>, readonly user: UserFieldsFragment | null, readonly tenant: TenantFieldsFragment | null } | null };

export type WorkflowEventFieldsFragment = { readonly id: string, readonly sequence: number, readonly eventKind: WorkflowEventKind, readonly eventType: LineageEventType, readonly eventTime: string, readonly jobNamespace: string, readonly jobName: string, readonly runId: string, readonly payload: unknown, readonly actor: string, readonly traceId: string | null, readonly inputs: ReadonlyArray<DatasetNameFieldsFragment>, readonly outputs: ReadonlyArray<DatasetNameFieldsFragment> };

export type RecentEventsQueryVariables = Exact<{
  limit?: number;
  filter?: WorkflowEventFilter | null | undefined;
}>;


export type RecentEventsQuery = { readonly recentEvents: ReadonlyArray<(
    { readonly workflow: { readonly id: string, readonly name: string, readonly state: WorkflowState } | null }
    & WorkflowEventFieldsFragment
  )> | null };

export type WorkflowHistoryQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WorkflowHistoryQuery = { readonly workflow: { readonly events: { readonly nodes: ReadonlyArray<(
        { readonly openLineage: unknown }
        & WorkflowEventFieldsFragment
      )>, readonly pageInfo: PageFragment } } | null };

export type WorkflowEventsSubscriptionVariables = Exact<{
  filter?: WorkflowEventFilter | null | undefined;
  after?: string | null | undefined;
  replay?: number;
}>;


export type WorkflowEventsSubscription = { readonly workflowEvents: { readonly cursor: string, readonly event: (
      { readonly workflow: { readonly id: string, readonly name: string, readonly state: WorkflowState, readonly version: number, readonly agent: AgentNameFragment | null } | null, readonly step: { readonly id: string, readonly stepKey: string, readonly status: WorkflowStepStatus } | null, readonly stepRun: { readonly id: string, readonly attempt: number, readonly status: RunStatus } | null }
      & WorkflowEventFieldsFragment
    ) } };

export type WorkflowFieldsFragment = { readonly id: string, readonly tenantId: string, readonly name: string, readonly description: string | null, readonly state: WorkflowState, readonly endReason: string | null, readonly ownerId: string, readonly repoSha: string | null, readonly branchName: string | null, readonly parameters: unknown, readonly tags: ReadonlyArray<string>, readonly metadata: unknown, readonly traceId: string | null, readonly spanId: string | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly startedAt: string | null, readonly completedAt: string | null };

export type WorkflowQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WorkflowQuery = { readonly workflow: (
    { readonly agent: AgentNameFragment | null, readonly playbook: { readonly id: string, readonly namespace: string, readonly name: string, readonly version: number } | null, readonly steps: { readonly nodes: ReadonlyArray<WorkflowStepFieldsFragment>, readonly pageInfo: PageFragment } }
    & WorkflowFieldsFragment
  ) | null };

export type WorkflowsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: WorkflowFilter | null | undefined;
  tenants?: ReadonlyArray<string> | null | undefined;
}>;


export type WorkflowsQuery = { readonly workflows: { readonly nodes: ReadonlyArray<(
      { readonly agent: AgentNameFragment | null }
      & WorkflowFieldsFragment
    )>, readonly pageInfo: PageFragment } | null };

export type WorkflowOverviewQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type WorkflowOverviewQuery = { readonly workflow: (
    { readonly agent: (
      { readonly ratings: ReadonlyArray<RatingFieldsFragment> | null }
      & AgentFieldsFragment
    ) | null, readonly steps: { readonly nodes: ReadonlyArray<(
        { readonly stepRuns: { readonly nodes: ReadonlyArray<StepRunFieldsFragment> } }
        & WorkflowStepFieldsFragment
      )>, readonly pageInfo: PageFragment }, readonly analyses: { readonly nodes: ReadonlyArray<AnalysisSummaryFragment>, readonly pageInfo: PageFragment } | null, readonly auditTrail: { readonly nodes: ReadonlyArray<
        | AuditRecordSummary_AuditEvent_Fragment
        | AuditRecordSummary_AuditLogEntry_Fragment
      >, readonly pageInfo: PageFragment } | null }
    & WorkflowFieldsFragment
  ) | null };

export type CreateWorkflowMutationVariables = Exact<{
  input: CreateWorkflowInput;
}>;


export type CreateWorkflowMutation = { readonly createWorkflow: { readonly workflow: (
      { readonly agent: AgentNameFragment | null, readonly steps: { readonly nodes: ReadonlyArray<WorkflowStepFieldsFragment>, readonly pageInfo: PageFragment } }
      & WorkflowFieldsFragment
    ) } | null };

export type UpdateWorkflowMutationVariables = Exact<{
  input: UpdateWorkflowInput;
}>;


export type UpdateWorkflowMutation = { readonly updateWorkflow: { readonly workflow: (
      { readonly agent: AgentNameFragment | null }
      & WorkflowFieldsFragment
    ) } | null };

export type StartWorkflowMutationVariables = Exact<{
  input: StartWorkflowInput;
}>;


export type StartWorkflowMutation = { readonly startWorkflow: { readonly workflow: WorkflowFieldsFragment } | null };

export type CompleteWorkflowMutationVariables = Exact<{
  input: CompleteWorkflowInput;
}>;


export type CompleteWorkflowMutation = { readonly completeWorkflow: { readonly workflow: WorkflowFieldsFragment } | null };

export type FailWorkflowMutationVariables = Exact<{
  input: FailWorkflowInput;
}>;


export type FailWorkflowMutation = { readonly failWorkflow: { readonly workflow: WorkflowFieldsFragment } | null };

export type CancelWorkflowMutationVariables = Exact<{
  input: CancelWorkflowInput;
}>;


export type CancelWorkflowMutation = { readonly cancelWorkflow: { readonly workflow: WorkflowFieldsFragment } | null };

export type PageFragment = { readonly hasNextPage: boolean, readonly endCursor: string | null };

export type EntrantFieldsFragment = { readonly id: string, readonly agentName: string, readonly seed: number | null, readonly points: number, readonly wins: number, readonly draws: number, readonly losses: number, readonly withdrawnAt: string | null, readonly createdAt: string, readonly agent: AgentNameFragment | null };

export type AddEntrantMutationVariables = Exact<{
  input: AddEntrantInput;
}>;


export type AddEntrantMutation = { readonly addEntrant: { readonly entrant: EntrantFieldsFragment } | null };

export type WithdrawEntrantMutationVariables = Exact<{
  input: WithdrawEntrantInput;
}>;


export type WithdrawEntrantMutation = { readonly withdrawEntrant: { readonly entrant: EntrantFieldsFragment } | null };

export type MatchFieldsFragment = { readonly id: string, readonly roundNumber: number, readonly matchNumber: number, readonly status: MatchStatus, readonly startedAt: string | null, readonly completedAt: string | null, readonly entrants: ReadonlyArray<{ readonly id: string, readonly agentName: string }>, readonly result: { readonly isForfeit: boolean, readonly scores: ReadonlyArray<{ readonly score: number, readonly entrant: { readonly id: string } }>, readonly winner: { readonly id: string } | null } | null };

export type MatchQueryVariables = Exact<{
  id: string;
}>;


export type MatchQuery = { readonly match: (
    { readonly gameLogs: unknown, readonly metadata: unknown, readonly tournament: { readonly id: string, readonly name: string, readonly gameType: string }, readonly ratingChanges: ReadonlyArray<RatingChangeFieldsFragment>, readonly analyses: { readonly nodes: ReadonlyArray<AnalysisSummaryFragment> } | null, readonly auditTrail: { readonly nodes: ReadonlyArray<
        | AuditRecordSummary_AuditEvent_Fragment
        | AuditRecordSummary_AuditLogEntry_Fragment
      > } | null }
    & MatchFieldsFragment
  ) | null };

export type ReportMatchMutationVariables = Exact<{
  input: ReportMatchInput;
}>;


export type ReportMatchMutation = { readonly reportMatch: { readonly match: (
      { readonly ratingChanges: ReadonlyArray<RatingChangeFieldsFragment> }
      & MatchFieldsFragment
    ) } | null };

export type RatingFieldsFragment = { readonly id: string, readonly agentName: string, readonly gameType: string, readonly ratingSystem: RatingSystem, readonly rating: number, readonly gamesPlayed: number, readonly wins: number, readonly draws: number, readonly losses: number, readonly metadata: unknown, readonly updatedAt: string };

export type RatingChangeFieldsFragment = { readonly id: string, readonly gameNumber: number, readonly before: number, readonly after: number, readonly expected: number, readonly actual: number, readonly kFactor: number, readonly occurredAt: string, readonly rating: { readonly id: string, readonly agentName: string } };

export type LeaderboardQueryVariables = Exact<{
  gameType: string;
  ratingSystem?: RatingSystem | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LeaderboardQuery = { readonly leaderboard: { readonly nodes: ReadonlyArray<(
      { readonly agent: AgentNameFragment | null }
      & RatingFieldsFragment
    )>, readonly pageInfo: PageFragment } | null };

export type RatingHistoryQueryVariables = Exact<{
  agentId: string;
  gameType?: string | null | undefined;
  ratingSystem?: RatingSystem | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RatingHistoryQuery = { readonly agent: { readonly id: string, readonly ratings: ReadonlyArray<(
      { readonly history: { readonly nodes: ReadonlyArray<(
          { readonly match: { readonly id: string } }
          & RatingChangeFieldsFragment
        )>, readonly pageInfo: PageFragment } }
      & RatingFieldsFragment
    )> | null } | null };

export type TournamentFieldsFragment = { readonly id: string, readonly name: string, readonly description: string | null, readonly format: TournamentFormat, readonly status: TournamentStatus, readonly gameType: string, readonly ratingSystem: RatingSystem, readonly entrantCount: number, readonly matchCount: number, readonly openMatchCount: number, readonly metadata: unknown, readonly version: number, readonly startedAt: string | null, readonly completedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly config: { readonly doubleRound: boolean, readonly allowsDraws: boolean, readonly byePoints: number, readonly kFactor: number } };

export type StandingFieldsFragment = { readonly rank: number, readonly points: number, readonly sonnebornBerger: number, readonly directEncounter: number | null, readonly wins: number, readonly draws: number, readonly losses: number, readonly matchesFinished: number, readonly entrant: { readonly id: string, readonly agentName: string } };

export type TournamentQueryVariables = Exact<{
  id: string;
}>;


export type TournamentQuery = { readonly tournament: (
    { readonly entrants: ReadonlyArray<EntrantFieldsFragment>, readonly standings: ReadonlyArray<StandingFieldsFragment>, readonly results: ReadonlyArray<StandingFieldsFragment> | null }
    & TournamentFieldsFragment
  ) | null };

export type TournamentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TournamentFilter | null | undefined;
}>;


export type TournamentsQuery = { readonly tournaments: { readonly nodes: ReadonlyArray<TournamentFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type TournamentMatchesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  openOnly?: boolean | null | undefined;
}>;


export type TournamentMatchesQuery = { readonly tournament: { readonly matches: { readonly nodes: ReadonlyArray<MatchFieldsFragment>, readonly pageInfo: PageFragment } } | null };

export type TournamentAuditTrailQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TournamentAuditTrailQuery = { readonly tournament: { readonly auditTrail: { readonly nodes: ReadonlyArray<
        | AuditRecordSummary_AuditEvent_Fragment
        | AuditRecordSummary_AuditLogEntry_Fragment
      >, readonly pageInfo: PageFragment } | null } | null };

export type CreateTournamentMutationVariables = Exact<{
  input: CreateTournamentInput;
}>;


export type CreateTournamentMutation = { readonly createTournament: { readonly tournament: (
      { readonly entrants: ReadonlyArray<EntrantFieldsFragment> }
      & TournamentFieldsFragment
    ) } | null };

export type StartTournamentMutationVariables = Exact<{
  input: StartTournamentInput;
}>;


export type StartTournamentMutation = { readonly startTournament: { readonly tournament: (
      { readonly rounds: ReadonlyArray<{ readonly id: string, readonly number: number, readonly matches: ReadonlyArray<MatchFieldsFragment> }> }
      & TournamentFieldsFragment
    ) } | null };

export type CancelTournamentMutationVariables = Exact<{
  input: CancelTournamentInput;
}>;


export type CancelTournamentMutation = { readonly cancelTournament: { readonly tournament: TournamentFieldsFragment } | null };

export type TournamentEventsSubscriptionVariables = Exact<{
  tournamentId: string;
  after?: string | null | undefined;
}>;


export type TournamentEventsSubscription = { readonly tournamentEvents: { readonly cursor: string, readonly event: { readonly id: string, readonly kind: TournamentEventKind, readonly occurredAt: string, readonly tournament: { readonly id: string, readonly name: string, readonly status: TournamentStatus, readonly openMatchCount: number }, readonly match: MatchFieldsFragment | null, readonly entrant: EntrantFieldsFragment | null, readonly standingChanges: ReadonlyArray<{ readonly pointsBefore: number, readonly points: number, readonly entrant: { readonly id: string, readonly agentName: string } }> } } };

export type AnalysisSummaryFragment = { readonly id: string, readonly analysisType: AnalysisType, readonly method: string, readonly status: AnalysisStatus, readonly failureReason: string | null, readonly fallbackFrom: string | null, readonly fallbackUsed: boolean, readonly contentHash: string, readonly createdAt: string };

export type AnalysisFieldsFragment = (
  { readonly durationMs: number | null, readonly config: unknown, readonly metadata: unknown, readonly artifactsPath: string | null, readonly results: unknown, readonly attribution: AttributionFieldsFragment | null }
  & AnalysisSummaryFragment
);

export type AnalysisQueryVariables = Exact<{
  id: string;
}>;


export type AnalysisQuery = { readonly analysis: (
    { readonly experiment: { readonly id: string, readonly name: string } | null, readonly run: { readonly id: string, readonly status: RunStatus } | null, readonly agent: AgentNameFragment | null, readonly match: { readonly id: string, readonly status: MatchStatus } | null, readonly workflow: { readonly id: string, readonly name: string, readonly state: WorkflowState } | null, readonly auditTrail: { readonly nodes: ReadonlyArray<
        | AuditRecordSummary_AuditEvent_Fragment
        | AuditRecordSummary_AuditLogEntry_Fragment
      > } | null }
    & AnalysisFieldsFragment
  ) | null };

export type AnalysesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AnalysisFilter | null | undefined;
}>;


export type AnalysesQuery = { readonly analyses: { readonly nodes: ReadonlyArray<AnalysisSummaryFragment>, readonly pageInfo: PageFragment } | null };

export type RecordAnalysisMutationVariables = Exact<{
  input: RecordAnalysisInput;
}>;


export type RecordAnalysisMutation = { readonly recordAnalysis: { readonly analysis: AnalysisFieldsFragment } | null };

export type AdditivityFieldsFragment = { readonly sum: number, readonly expected: number, readonly difference: number, readonly tolerance: number, readonly addsUp: boolean };

export type AttributionFieldsFragment = { readonly featureCount: number, readonly values: ReadonlyArray<number>, readonly featureNames: ReadonlyArray<string> | null, readonly input: ReadonlyArray<number> | null, readonly baseline: ReadonlyArray<number> | null, readonly target: string | null, readonly output: number | null, readonly baselineOutput: number | null, readonly additivity: AdditivityFieldsFragment | null };

export type CompareAttributionsQueryVariables = Exact<{
  analysisIds: ReadonlyArray<string>;
  topK?: number | null | undefined;
}>;


export type CompareAttributionsQuery = { readonly compareAttributions: { readonly topK: number, readonly featureCount: number, readonly attributions: ReadonlyArray<{ readonly analysis: AnalysisSummaryFragment, readonly topFeatures: ReadonlyArray<{ readonly index: number, readonly name: string | null, readonly value: number }> }>, readonly pairs: ReadonlyArray<{ readonly kendallTauB: number | null, readonly spearmanRho: number | null, readonly topKOverlap: number, readonly undefinedReason: AgreementUndefinedReason | null, readonly first: { readonly id: string, readonly method: string }, readonly second: { readonly id: string, readonly method: string } }> } | null };

export type RewardDecompositionFieldsFragment = { readonly id: string, readonly episodeId: string, readonly timestep: number, readonly totalReward: number, readonly componentRewards: unknown, readonly componentInfluences: unknown, readonly createdAt: string, readonly additivity: AdditivityFieldsFragment };

export type RewardDecompositionsQueryVariables = Exact<{
  experimentId: string;
  episodeId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  addsUp?: boolean | null | undefined;
}>;


export type RewardDecompositionsQuery = { readonly rewardDecompositions: { readonly nodes: ReadonlyArray<RewardDecompositionFieldsFragment>, readonly pageInfo: PageFragment } | null };

export type RecordRewardDecompositionMutationVariables = Exact<{
  input: RecordRewardDecompositionInput;
}>;


export type RecordRewardDecompositionMutation = { readonly recordRewardDecomposition: { readonly rewardDecompositions: ReadonlyArray<RewardDecompositionFieldsFragment> } | null };

const auditRecordSummaryText =
  'fragment AuditRecordSummary on AuditRecord{__typename id seq category eventType occurredAt serviceName actor{kind id name}resourceType resourceId}';

const auditRecordFieldsText =
  'fragment AuditRecordFields on AuditRecord{__typename id seq tenantId category eventType occurredAt recordedAt sourceEventId serviceName actor{kind id tenantId name email}resourceType resourceId agentId sessionId requestId traceId clientAddress userAgent personalValuesErased data schemaVersion previousHash hash ...on AuditEvent{coherenceScore policyViolations}...on AuditLogEntry{action oldValues newValues}}';

const agentFieldsText =
  'fragment AgentFields on Agent{id name type status capabilities modelProvider modelName modelConfig capacity performanceScore efficiencyRating aiInsightsAvailable enhancedFeaturesEnabled metadata version createdAt updatedAt}';

const agentNameText =
  'fragment AgentName on Agent{id name type status}';

const apiKeyFieldsText =
  'fragment ApiKeyFields on ApiKey{id name prefix userId tenantId scopes accessLevel expiresAt lastUsedAt revokedAt replacedById createdBy createdAt}';

const experimentFieldsText =
  'fragment ExperimentFields on Experiment{id name description config configHash seed status tags metadata createdBy createdAt}';

const invitationFieldsText =
  'fragment InvitationFields on Invitation{id tenantId email role expiresAt acceptedAt revokedAt createdBy createdAt}';

const lineageEventFieldsText =
  'fragment LineageEventFields on LineageEvent{id hash kind eventType eventTime producer schemaUrl specVersion namespace name runId receivedAt}';

const lineageRunFieldsText =
  'fragment LineageRunFields on LineageRun{id runId status startedAt endedAt nominalStartTime nominalEndTime errorMessage{message programmingLanguage stackTrace}job{...LineageJobName}parent{...LineageRunReferenceFields}root{...LineageRunReferenceFields}createdAt updatedAt}';

const lineageRunReferenceFieldsText =
  'fragment LineageRunReferenceFields on LineageRunReference{runId jobNamespace jobName}';

const lineageJobNameText =
  'fragment LineageJobName on LineageJob{id nodeId namespace name}';

const lineageJobFieldsText =
  'fragment LineageJobFields on LineageJob{...LineageJobName type{processingType integration jobType}sql{query dialect}sourceCodeLocation{type url repoUrl path version tag branch}description owners{name type}createdAt updatedAt}';

const lineageDatasetNameText =
  'fragment LineageDatasetName on LineageDataset{id nodeId namespace name}';

const lineageDatasetFieldsText =
  'fragment LineageDatasetFields on LineageDataset{...LineageDatasetName fields{name type description}version dataSource{name uri}description owners{name type}createdAt updatedAt}';

const lineageFindingFieldsText =
  'fragment LineageFindingFields on LineageFinding{eventId pointer code detail facet}';

const lineageNodeNameText =
  'fragment LineageNodeName on LineageNode{__typename id nodeId namespace name}';

const membershipFieldsText =
  'fragment MembershipFields on Membership{id tenantId user{id username email displayName isServiceAccount isActive}role accessLevel allowedTenants version createdAt}';

const playbookFieldsText =
  'fragment PlaybookFields on Playbook{id namespace name version description jsonSpec createdBy createdAt}';

const runFieldsText =
  'fragment RunFields on Run{id status params summary provider startedAt finishedAt version createdAt}';

const sessionFieldsText =
  'fragment SessionFields on Session{id userId tenantId provider clientAddress userAgent lastUsedAt expiresAt idleExpiresAt revokedAt createdAt}';

const workflowStepFieldsText =
  'fragment WorkflowStepFields on WorkflowStep{id stepKey stepIndex status instructionMd attempts logsUri createdAt startedAt completedAt}';

const stepRunFieldsText =
  'fragment StepRunFields on StepRun{id attempt status inputs inputDatasets{...DatasetNameFields}parameters outputs outputDatasets{...DatasetNameFields}metrics artifacts errorInfo exitCode logsUri startedAt finishedAt}';

const datasetNameFieldsText =
  'fragment DatasetNameFields on DatasetName{namespace name}';

const tenantFieldsText =
  'fragment TenantFields on Tenant{id name isActive rateLimits{perMinute perHour perDay operations}version createdAt updatedAt}';

const userPreferenceFieldsText =
  'fragment UserPreferenceFields on UserPreference{id key value createdAt updatedAt}';

const userFieldsText =
  'fragment UserFields on User{id username email displayName title githubLogin isServiceAccount isActive lastLoginAt createdAt}';

const workflowEventFieldsText =
  'fragment WorkflowEventFields on WorkflowEvent{id sequence eventKind eventType eventTime jobNamespace jobName runId inputs{...DatasetNameFields}outputs{...DatasetNameFields}payload actor traceId}';

const workflowFieldsText =
  'fragment WorkflowFields on Workflow{id tenantId name description state endReason ownerId repoSha branchName parameters tags metadata traceId spanId version createdAt updatedAt startedAt completedAt}';

const pageText =
  'fragment Page on PageInfo{hasNextPage endCursor}';

const entrantFieldsText =
  'fragment EntrantFields on Entrant{id agentName agent{...AgentName}seed points wins draws losses withdrawnAt createdAt}';

const matchFieldsText =
  'fragment MatchFields on Match{id roundNumber matchNumber status entrants{id agentName}result{scores{entrant{id}score}winner{id}isForfeit}startedAt completedAt}';

const ratingFieldsText =
  'fragment RatingFields on Rating{id agentName gameType ratingSystem rating gamesPlayed wins draws losses metadata updatedAt}';

const ratingChangeFieldsText =
  'fragment RatingChangeFields on RatingChange{id rating{id agentName}gameNumber before after expected actual kFactor occurredAt}';

const tournamentFieldsText =
  'fragment TournamentFields on Tournament{id name description format status gameType ratingSystem config{doubleRound allowsDraws byePoints kFactor}entrantCount matchCount openMatchCount metadata version startedAt completedAt createdAt updatedAt}';

const standingFieldsText =
  'fragment StandingFields on Standing{rank entrant{id agentName}points sonnebornBerger directEncounter wins draws losses matchesFinished}';

const analysisSummaryText =
  'fragment AnalysisSummary on Analysis{id analysisType method status failureReason fallbackFrom fallbackUsed contentHash createdAt}';

const analysisFieldsText =
  'fragment AnalysisFields on Analysis{...AnalysisSummary durationMs config metadata artifactsPath results attribution{...AttributionFields}}';

const additivityFieldsText =
  'fragment AdditivityFields on Additivity{sum expected difference tolerance addsUp}';

const attributionFieldsText =
  'fragment AttributionFields on Attribution{featureCount values featureNames input baseline target output baselineOutput additivity{...AdditivityFields}}';

const rewardDecompositionFieldsText =
  'fragment RewardDecompositionFields on RewardDecomposition{id episodeId timestep totalReward componentRewards componentInfluences additivity{...AdditivityFields}createdAt}';

export const AcceptInvitationDocument: TypedDocument<AcceptInvitationMutation, AcceptInvitationMutationVariables> =
  `mutation AcceptInvitation($input:AcceptInvitationInput!){acceptInvitation(input:$input){membershipId tenantId}}`;

export const AddEntrantDocument: TypedDocument<AddEntrantMutation, AddEntrantMutationVariables> =
  `mutation AddEntrant($input:AddEntrantInput!){addEntrant(input:$input){entrant{...EntrantFields}}}${agentNameText}${entrantFieldsText}`;

export const AddStepDocument: TypedDocument<AddStepMutation, AddStepMutationVariables> =
  `mutation AddStep($input:AddStepInput!){addStep(input:$input){step{...WorkflowStepFields workflow{id version}}}}${workflowStepFieldsText}`;

export const AgentDocument: TypedDocument<AgentQuery, AgentQueryVariables> =
  `query Agent($id:ID!){agent(id:$id){...AgentFields}}${agentFieldsText}`;

export const AgentOverviewDocument: TypedDocument<AgentOverviewQuery, AgentOverviewQueryVariables> =
  `query AgentOverview($id:ID!$first:Int=20){agent(id:$id){...AgentFields ratings{...RatingFields}matches(first:$first){nodes{...MatchFields}pageInfo{...Page}}analyses(first:$first){nodes{...AnalysisSummary}pageInfo{...Page}}auditTrail(first:$first){nodes{...AuditRecordSummary}pageInfo{...Page}}}}${agentFieldsText}${analysisSummaryText}${auditRecordSummaryText}${matchFieldsText}${pageText}${ratingFieldsText}`;

export const AgentsDocument: TypedDocument<AgentsQuery, AgentsQueryVariables> =
  `query Agents($first:Int$after:String$filter:AgentFilter){agents(first:$first after:$after filter:$filter){nodes{...AgentFields}pageInfo{...Page}}}${agentFieldsText}${pageText}`;

export const AnalysesDocument: TypedDocument<AnalysesQuery, AnalysesQueryVariables> =
  `query Analyses($first:Int$after:String$filter:AnalysisFilter){analyses(first:$first after:$after filter:$filter){nodes{...AnalysisSummary}pageInfo{...Page}}}${analysisSummaryText}${pageText}`;

export const AnalysisDocument: TypedDocument<AnalysisQuery, AnalysisQueryVariables> =
  `query Analysis($id:ID!){analysis(id:$id){...AnalysisFields experiment{id name}run{id status}agent{...AgentName}match{id status}workflow{id name state}auditTrail{nodes{...AuditRecordSummary}}}}${additivityFieldsText}${agentNameText}${analysisFieldsText}${analysisSummaryText}${attributionFieldsText}${auditRecordSummaryText}`;

export const ApiKeysDocument: TypedDocument<ApiKeysQuery, ApiKeysQueryVariables> =
  `query ApiKeys($first:Int$after:String){apiKeys(first:$first after:$after){nodes{...ApiKeyFields}pageInfo{...Page}}}${apiKeyFieldsText}${pageText}`;

export const AuditRecordDocument: TypedDocument<AuditRecordQuery, AuditRecordQueryVariables> =
  `query AuditRecord($id:ID!){auditRecord(id:$id){...AuditRecordFields canonicalForm agent{...AgentName}}}${agentNameText}${auditRecordFieldsText}`;

export const AuditRecordAppendedDocument: TypedDocument<AuditRecordAppendedSubscription, AuditRecordAppendedSubscriptionVariables> =
  `subscription AuditRecordAppended($filter:AuditRecordFilter$after:String){auditRecordAppended(filter:$filter after:$after){cursor record{...AuditRecordFields agent{...AgentName}}}}${agentNameText}${auditRecordFieldsText}`;

export const AuditRecordsDocument: TypedDocument<AuditRecordsQuery, AuditRecordsQueryVariables> =
  `query AuditRecords($first:Int$after:String$filter:AuditRecordFilter){auditRecords(first:$first after:$after filter:$filter){nodes{...AuditRecordFields}pageInfo{...Page}}}${auditRecordFieldsText}${pageText}`;

export const CancelTournamentDocument: TypedDocument<CancelTournamentMutation, CancelTournamentMutationVariables> =
  `mutation CancelTournament($input:CancelTournamentInput!){cancelTournament(input:$input){tournament{...TournamentFields}}}${tournamentFieldsText}`;

export const CancelWorkflowDocument: TypedDocument<CancelWorkflowMutation, CancelWorkflowMutationVariables> =
  `mutation CancelWorkflow($input:CancelWorkflowInput!){cancelWorkflow(input:$input){workflow{...WorkflowFields}}}${workflowFieldsText}`;

export const ChangeMembershipDocument: TypedDocument<ChangeMembershipMutation, ChangeMembershipMutationVariables> =
  `mutation ChangeMembership($input:ChangeMembershipInput!){changeMembership(input:$input){membership{...MembershipFields}}}${membershipFieldsText}`;

export const CompareAttributionsDocument: TypedDocument<CompareAttributionsQuery, CompareAttributionsQueryVariables> =
  `query CompareAttributions($analysisIds:[ID!]!$topK:Int){compareAttributions(analysisIds:$analysisIds topK:$topK){topK featureCount attributions{analysis{...AnalysisSummary}topFeatures{index name value}}pairs{first{id method}second{id method}kendallTauB spearmanRho topKOverlap undefinedReason}}}${analysisSummaryText}`;

export const CompleteWorkflowDocument: TypedDocument<CompleteWorkflowMutation, CompleteWorkflowMutationVariables> =
  `mutation CompleteWorkflow($input:CompleteWorkflowInput!){completeWorkflow(input:$input){workflow{...WorkflowFields}}}${workflowFieldsText}`;

export const CreateAgentDocument: TypedDocument<CreateAgentMutation, CreateAgentMutationVariables> =
  `mutation CreateAgent($input:CreateAgentInput!){createAgent(input:$input){agent{...AgentFields}}}${agentFieldsText}`;

export const CreateApiKeyDocument: TypedDocument<CreateApiKeyMutation, CreateApiKeyMutationVariables> =
  `mutation CreateApiKey($input:CreateApiKeyInput!){createApiKey(input:$input){apiKey{...ApiKeyFields}secret}}${apiKeyFieldsText}`;

export const CreateExperimentDocument: TypedDocument<CreateExperimentMutation, CreateExperimentMutationVariables> =
  `mutation CreateExperiment($input:CreateExperimentInput!){createExperiment(input:$input){experiment{...ExperimentFields}}}${experimentFieldsText}`;

export const CreatePlaybookDocument: TypedDocument<CreatePlaybookMutation, CreatePlaybookMutationVariables> =
  `mutation CreatePlaybook($input:CreatePlaybookInput!){createPlaybook(input:$input){playbook{...PlaybookFields}}}${playbookFieldsText}`;

export const CreateRunDocument: TypedDocument<CreateRunMutation, CreateRunMutationVariables> =
  `mutation CreateRun($input:CreateRunInput!){createRun(input:$input){run{...RunFields}}}${runFieldsText}`;

export const CreateTenantDocument: TypedDocument<CreateTenantMutation, CreateTenantMutationVariables> =
  `mutation CreateTenant($input:CreateTenantInput!){createTenant(input:$input){tenant{...TenantFields}}}${tenantFieldsText}`;

export const CreateTournamentDocument: TypedDocument<CreateTournamentMutation, CreateTournamentMutationVariables> =
  `mutation CreateTournament($input:CreateTournamentInput!){createTournament(input:$input){tournament{...TournamentFields entrants{...EntrantFields}}}}${agentNameText}${entrantFieldsText}${tournamentFieldsText}`;

export const CreateUserDocument: TypedDocument<CreateUserMutation, CreateUserMutationVariables> =
  `mutation CreateUser($input:CreateUserInput!){createUser(input:$input){user{...UserFields}membership{...MembershipFields}}}${membershipFieldsText}${userFieldsText}`;

export const CreateWorkflowDocument: TypedDocument<CreateWorkflowMutation, CreateWorkflowMutationVariables> =
  `mutation CreateWorkflow($input:CreateWorkflowInput!){createWorkflow(input:$input){workflow{...WorkflowFields agent{...AgentName}steps(first:200){nodes{...WorkflowStepFields}pageInfo{...Page}}}}}${agentNameText}${pageText}${workflowFieldsText}${workflowStepFieldsText}`;

export const DeleteUserDocument: TypedDocument<DeleteUserMutation, DeleteUserMutationVariables> =
  `mutation DeleteUser($input:DeleteUserInput!){deleteUser(input:$input){userId}}`;

export const ExperimentDocument: TypedDocument<ExperimentQuery, ExperimentQueryVariables> =
  `query Experiment($id:ID!$first:Int=20$after:String){experiment(id:$id){...ExperimentFields runs(first:$first after:$after){nodes{...RunFields}pageInfo{...Page}}}}${experimentFieldsText}${pageText}${runFieldsText}`;

export const ExperimentOverviewDocument: TypedDocument<ExperimentOverviewQuery, ExperimentOverviewQueryVariables> =
  `query ExperimentOverview($id:ID!$first:Int=20){experiment(id:$id){...ExperimentFields runs(first:$first){nodes{...RunFields analyses(first:$first){nodes{...AnalysisSummary}}}pageInfo{...Page}}rewardDecompositions(first:$first){nodes{...RewardDecompositionFields}pageInfo{...Page}}}}${additivityFieldsText}${analysisSummaryText}${experimentFieldsText}${pageText}${rewardDecompositionFieldsText}${runFieldsText}`;

export const ExperimentsDocument: TypedDocument<ExperimentsQuery, ExperimentsQueryVariables> =
  `query Experiments($first:Int$after:String$filter:ExperimentFilter){experiments(first:$first after:$after filter:$filter){nodes{...ExperimentFields}pageInfo{...Page}}}${experimentFieldsText}${pageText}`;

export const FailWorkflowDocument: TypedDocument<FailWorkflowMutation, FailWorkflowMutationVariables> =
  `mutation FailWorkflow($input:FailWorkflowInput!){failWorkflow(input:$input){workflow{...WorkflowFields}}}${workflowFieldsText}`;

export const FinishRunDocument: TypedDocument<FinishRunMutation, FinishRunMutationVariables> =
  `mutation FinishRun($input:FinishRunInput!){finishRun(input:$input){run{...RunFields}}}${runFieldsText}`;

export const FinishStepRunDocument: TypedDocument<FinishStepRunMutation, FinishStepRunMutationVariables> =
  `mutation FinishStepRun($input:FinishStepRunInput!){finishStepRun(input:$input){stepRun{...StepRunFields step{...WorkflowStepFields}workflow{id state version}}}}${datasetNameFieldsText}${stepRunFieldsText}${workflowStepFieldsText}`;

export const InvitationsDocument: TypedDocument<InvitationsQuery, InvitationsQueryVariables> =
  `query Invitations($first:Int$after:String){invitations(first:$first after:$after){nodes{...InvitationFields}pageInfo{...Page}}}${invitationFieldsText}${pageText}`;

export const InviteUserDocument: TypedDocument<InviteUserMutation, InviteUserMutationVariables> =
  `mutation InviteUser($input:InviteUserInput!){inviteUser(input:$input){invitation{...InvitationFields}secret}}${invitationFieldsText}`;

export const LeaderboardDocument: TypedDocument<LeaderboardQuery, LeaderboardQueryVariables> =
  `query Leaderboard($gameType:String!$ratingSystem:RatingSystem$first:Int$after:String){leaderboard(gameType:$gameType ratingSystem:$ratingSystem first:$first after:$after){nodes{...RatingFields agent{...AgentName}}pageInfo{...Page}}}${agentNameText}${pageText}${ratingFieldsText}`;

export const LineageDocument: TypedDocument<LineageQuery, LineageQueryVariables> =
  `query Lineage($nodeId:String!$direction:LineageDirection!=BOTH$depth:Int!=10){lineage(nodeId:$nodeId direction:$direction depth:$depth){root{...LineageNodeName}nodes{node{...LineageNodeName}upstreamDistance downstreamDistance}edges{sourceId targetId firstSeenAt lastSeenAt}truncated}}${lineageNodeNameText}`;

export const LineageDatasetsDocument: TypedDocument<LineageDatasetsQuery, LineageDatasetsQueryVariables> =
  `query LineageDatasets($first:Int$after:String$filter:LineageDatasetFilter){lineageDatasets(first:$first after:$after filter:$filter){nodes{...LineageDatasetFields}pageInfo{...Page}}}${lineageDatasetFieldsText}${lineageDatasetNameText}${pageText}`;

export const LineageEventsDocument: TypedDocument<LineageEventsSubscription, LineageEventsSubscriptionVariables> =
  `subscription LineageEvents($filter:LineageEventFilter$after:String){lineageEvents(filter:$filter after:$after){cursor event{...LineageEventFields run{id status}job{...LineageJobName}dataset{...LineageDatasetName}findings{...LineageFindingFields}}}}${lineageDatasetNameText}${lineageEventFieldsText}${lineageFindingFieldsText}${lineageJobNameText}`;

export const LineageJobsDocument: TypedDocument<LineageJobsQuery, LineageJobsQueryVariables> =
  `query LineageJobs($first:Int$after:String$filter:LineageJobFilter){lineageJobs(first:$first after:$after filter:$filter){nodes{...LineageJobFields}pageInfo{...Page}}}${lineageJobFieldsText}${lineageJobNameText}${pageText}`;

export const LineageRunDocument: TypedDocument<LineageRunQuery, LineageRunQueryVariables> =
  `query LineageRun($id:ID!$first:Int=20){lineageRun(id:$id){...LineageRunFields facets inputs(first:$first){nodes{...LineageDatasetFields}pageInfo{...Page}}outputs(first:$first){nodes{...LineageDatasetFields}pageInfo{...Page}}children(first:$first){nodes{id runId status}pageInfo{...Page}}events(first:$first){nodes{...LineageEventFields}pageInfo{...Page}}qualityFindings{...LineageFindingFields}}}${lineageDatasetFieldsText}${lineageDatasetNameText}${lineageEventFieldsText}${lineageFindingFieldsText}${lineageJobNameText}${lineageRunFieldsText}${lineageRunReferenceFieldsText}${pageText}`;

export const LineageRunsDocument: TypedDocument<LineageRunsQuery, LineageRunsQueryVariables> =
  `query LineageRuns($first:Int$after:String$filter:LineageRunFilter){lineageRuns(first:$first after:$after filter:$filter){nodes{...LineageRunFields}pageInfo{...Page}}}${lineageJobNameText}${lineageRunFieldsText}${lineageRunReferenceFieldsText}${pageText}`;

export const MatchDocument: TypedDocument<MatchQuery, MatchQueryVariables> =
  `query Match($id:ID!){match(id:$id){...MatchFields gameLogs metadata tournament{id name gameType}ratingChanges{...RatingChangeFields}analyses{nodes{...AnalysisSummary}}auditTrail{nodes{...AuditRecordSummary}}}}${analysisSummaryText}${auditRecordSummaryText}${matchFieldsText}${ratingChangeFieldsText}`;

export const MembershipsDocument: TypedDocument<MembershipsQuery, MembershipsQueryVariables> =
  `query Memberships($first:Int$after:String$tenantId:ID){memberships(first:$first after:$after tenantId:$tenantId){nodes{...MembershipFields}pageInfo{...Page}}}${membershipFieldsText}${pageText}`;

export const PlaybookDocument: TypedDocument<PlaybookQuery, PlaybookQueryVariables> =
  `query Playbook($id:ID!){playbook(id:$id){...PlaybookFields}}${playbookFieldsText}`;

export const PlaybooksDocument: TypedDocument<PlaybooksQuery, PlaybooksQueryVariables> =
  `query Playbooks($first:Int$after:String$filter:PlaybookFilter){playbooks(first:$first after:$after filter:$filter){nodes{...PlaybookFields}pageInfo{...Page}}}${pageText}${playbookFieldsText}`;

export const RateLimitStatusDocument: TypedDocument<RateLimitStatusQuery, RateLimitStatusQueryVariables> =
  `query RateLimitStatus($userId:ID$tenantId:ID){rateLimitStatus(userId:$userId tenantId:$tenantId){identifier window operation limit remaining resetAt}}`;

export const RatingHistoryDocument: TypedDocument<RatingHistoryQuery, RatingHistoryQueryVariables> =
  `query RatingHistory($agentId:ID!$gameType:String$ratingSystem:RatingSystem$first:Int$after:String){agent(id:$agentId){id ratings(gameType:$gameType ratingSystem:$ratingSystem){...RatingFields history(first:$first after:$after){nodes{...RatingChangeFields match{id}}pageInfo{...Page}}}}}${pageText}${ratingChangeFieldsText}${ratingFieldsText}`;

export const RecentEventsDocument: TypedDocument<RecentEventsQuery, RecentEventsQueryVariables> =
  `query RecentEvents($limit:Int!=20$filter:WorkflowEventFilter){recentEvents(limit:$limit filter:$filter){...WorkflowEventFields workflow{id name state}}}${datasetNameFieldsText}${workflowEventFieldsText}`;

export const RecordAnalysisDocument: TypedDocument<RecordAnalysisMutation, RecordAnalysisMutationVariables> =
  `mutation RecordAnalysis($input:RecordAnalysisInput!){recordAnalysis(input:$input){analysis{...AnalysisFields}}}${additivityFieldsText}${analysisFieldsText}${analysisSummaryText}${attributionFieldsText}`;

export const RecordRewardDecompositionDocument: TypedDocument<RecordRewardDecompositionMutation, RecordRewardDecompositionMutationVariables> =
  `mutation RecordRewardDecomposition($input:RecordRewardDecompositionInput!){recordRewardDecomposition(input:$input){rewardDecompositions{...RewardDecompositionFields}}}${additivityFieldsText}${rewardDecompositionFieldsText}`;

export const RemoveMemberDocument: TypedDocument<RemoveMemberMutation, RemoveMemberMutationVariables> =
  `mutation RemoveMember($input:RemoveMemberInput!){removeMember(input:$input){membershipId}}`;

export const ReportMatchDocument: TypedDocument<ReportMatchMutation, ReportMatchMutationVariables> =
  `mutation ReportMatch($input:ReportMatchInput!){reportMatch(input:$input){match{...MatchFields ratingChanges{...RatingChangeFields}}}}${matchFieldsText}${ratingChangeFieldsText}`;

export const RevokeAllSessionsDocument: TypedDocument<RevokeAllSessionsMutation, RevokeAllSessionsMutationVariables> =
  `mutation RevokeAllSessions($input:RevokeAllSessionsInput!){revokeAllSessions(input:$input){revoked}}`;

export const RevokeApiKeyDocument: TypedDocument<RevokeApiKeyMutation, RevokeApiKeyMutationVariables> =
  `mutation RevokeApiKey($input:RevokeApiKeyInput!){revokeApiKey(input:$input){apiKey{...ApiKeyFields}}}${apiKeyFieldsText}`;

export const RevokeInvitationDocument: TypedDocument<RevokeInvitationMutation, RevokeInvitationMutationVariables> =
  `mutation RevokeInvitation($input:RevokeInvitationInput!){revokeInvitation(input:$input){invitation{...InvitationFields}}}${invitationFieldsText}`;

export const RevokeSessionDocument: TypedDocument<RevokeSessionMutation, RevokeSessionMutationVariables> =
  `mutation RevokeSession($input:RevokeSessionInput!){revokeSession(input:$input){session{...SessionFields}}}${sessionFieldsText}`;

export const RewardDecompositionsDocument: TypedDocument<RewardDecompositionsQuery, RewardDecompositionsQueryVariables> =
  `query RewardDecompositions($experimentId:ID!$episodeId:String!$first:Int$after:String$addsUp:Boolean){rewardDecompositions(experimentId:$experimentId episodeId:$episodeId first:$first after:$after addsUp:$addsUp){nodes{...RewardDecompositionFields}pageInfo{...Page}}}${additivityFieldsText}${pageText}${rewardDecompositionFieldsText}`;

export const RotateApiKeyDocument: TypedDocument<RotateApiKeyMutation, RotateApiKeyMutationVariables> =
  `mutation RotateApiKey($input:RotateApiKeyInput!){rotateApiKey(input:$input){apiKey{...ApiKeyFields}secret replaced{...ApiKeyFields}}}${apiKeyFieldsText}`;

export const RunDocument: TypedDocument<RunQuery, RunQueryVariables> =
  `query Run($id:ID!){run(id:$id){...RunFields experiment{id name}}}${runFieldsText}`;

export const SessionsDocument: TypedDocument<SessionsQuery, SessionsQueryVariables> =
  `query Sessions($first:Int$after:String){sessions(first:$first after:$after){nodes{...SessionFields}pageInfo{...Page}}}${pageText}${sessionFieldsText}`;

export const SetUserPreferenceDocument: TypedDocument<SetUserPreferenceMutation, SetUserPreferenceMutationVariables> =
  `mutation SetUserPreference($input:SetUserPreferenceInput!){setUserPreference(input:$input){userPreference{...UserPreferenceFields}}}${userPreferenceFieldsText}`;

export const StartStepDocument: TypedDocument<StartStepMutation, StartStepMutationVariables> =
  `mutation StartStep($input:StartStepInput!){startStep(input:$input){stepRun{...StepRunFields step{...WorkflowStepFields}workflow{id state version}}}}${datasetNameFieldsText}${stepRunFieldsText}${workflowStepFieldsText}`;

export const StartTournamentDocument: TypedDocument<StartTournamentMutation, StartTournamentMutationVariables> =
  `mutation StartTournament($input:StartTournamentInput!){startTournament(input:$input){tournament{...TournamentFields rounds{id number matches{...MatchFields}}}}}${matchFieldsText}${tournamentFieldsText}`;

export const StartWorkflowDocument: TypedDocument<StartWorkflowMutation, StartWorkflowMutationVariables> =
  `mutation StartWorkflow($input:StartWorkflowInput!){startWorkflow(input:$input){workflow{...WorkflowFields}}}${workflowFieldsText}`;

export const TenantDocument: TypedDocument<TenantQuery, TenantQueryVariables> =
  `query Tenant($id:ID!){tenant(id:$id){...TenantFields}}${tenantFieldsText}`;

export const TenantsDocument: TypedDocument<TenantsQuery, TenantsQueryVariables> =
  `query Tenants($first:Int$after:String){tenants(first:$first after:$after){nodes{...TenantFields}pageInfo{...Page}}}${pageText}${tenantFieldsText}`;

export const TournamentDocument: TypedDocument<TournamentQuery, TournamentQueryVariables> =
  `query Tournament($id:ID!){tournament(id:$id){...TournamentFields entrants{...EntrantFields}standings{...StandingFields}results{...StandingFields}}}${agentNameText}${entrantFieldsText}${standingFieldsText}${tournamentFieldsText}`;

export const TournamentAuditTrailDocument: TypedDocument<TournamentAuditTrailQuery, TournamentAuditTrailQueryVariables> =
  `query TournamentAuditTrail($id:ID!$first:Int$after:String){tournament(id:$id){auditTrail(first:$first after:$after){nodes{...AuditRecordSummary}pageInfo{...Page}}}}${auditRecordSummaryText}${pageText}`;

export const TournamentEventsDocument: TypedDocument<TournamentEventsSubscription, TournamentEventsSubscriptionVariables> =
  `subscription TournamentEvents($tournamentId:ID!$after:String){tournamentEvents(tournamentId:$tournamentId after:$after){cursor event{id kind occurredAt tournament{id name status openMatchCount}match{...MatchFields}entrant{...EntrantFields}standingChanges{entrant{id agentName}pointsBefore points}}}}${agentNameText}${entrantFieldsText}${matchFieldsText}`;

export const TournamentMatchesDocument: TypedDocument<TournamentMatchesQuery, TournamentMatchesQueryVariables> =
  `query TournamentMatches($id:ID!$first:Int$after:String$openOnly:Boolean){tournament(id:$id){matches(first:$first after:$after openOnly:$openOnly){nodes{...MatchFields}pageInfo{...Page}}}}${matchFieldsText}${pageText}`;

export const TournamentsDocument: TypedDocument<TournamentsQuery, TournamentsQueryVariables> =
  `query Tournaments($first:Int$after:String$filter:TournamentFilter){tournaments(first:$first after:$after filter:$filter){nodes{...TournamentFields}pageInfo{...Page}}}${pageText}${tournamentFieldsText}`;

export const UpdateAgentDocument: TypedDocument<UpdateAgentMutation, UpdateAgentMutationVariables> =
  `mutation UpdateAgent($input:UpdateAgentInput!){updateAgent(input:$input){agent{...AgentFields}}}${agentFieldsText}`;

export const UpdateTenantDocument: TypedDocument<UpdateTenantMutation, UpdateTenantMutationVariables> =
  `mutation UpdateTenant($input:UpdateTenantInput!){updateTenant(input:$input){tenant{...TenantFields}}}${tenantFieldsText}`;

export const UpdateUserDocument: TypedDocument<UpdateUserMutation, UpdateUserMutationVariables> =
  `mutation UpdateUser($input:UpdateUserInput!){updateUser(input:$input){user{...UserFields}}}${userFieldsText}`;

export const UpdateWorkflowDocument: TypedDocument<UpdateWorkflowMutation, UpdateWorkflowMutationVariables> =
  `mutation UpdateWorkflow($input:UpdateWorkflowInput!){updateWorkflow(input:$input){workflow{...WorkflowFields agent{...AgentName}}}}${agentNameText}${workflowFieldsText}`;

export const UserDocument: TypedDocument<UserQuery, UserQueryVariables> =
  `query User($id:ID!){user(id:$id){...UserFields}}${userFieldsText}`;

export const UserPreferencesDocument: TypedDocument<UserPreferencesQuery, UserPreferencesQueryVariables> =
  `query UserPreferences($first:Int$after:String){userPreferences(first:$first after:$after){nodes{...UserPreferenceFields}pageInfo{...Page}}}${pageText}${userPreferenceFieldsText}`;

export const UsersDocument: TypedDocument<UsersQuery, UsersQueryVariables> =
  `query Users($first:Int$after:String){users(first:$first after:$after){nodes{...UserFields}pageInfo{...Page}}}${pageText}${userFieldsText}`;

export const ViewerDocument: TypedDocument<ViewerQuery, ViewerQueryVariables> =
  `query Viewer{viewer{actorId actorKind tenantId accessLevel scopes allowedTenants user{...UserFields}tenant{...TenantFields}}}${tenantFieldsText}${userFieldsText}`;

export const WithdrawEntrantDocument: TypedDocument<WithdrawEntrantMutation, WithdrawEntrantMutationVariables> =
  `mutation WithdrawEntrant($input:WithdrawEntrantInput!){withdrawEntrant(input:$input){entrant{...EntrantFields}}}${agentNameText}${entrantFieldsText}`;

export const WorkflowDocument: TypedDocument<WorkflowQuery, WorkflowQueryVariables> =
  `query Workflow($id:ID!$first:Int=200$after:String){workflow(id:$id){...WorkflowFields agent{...AgentName}playbook{id namespace name version}steps(first:$first after:$after){nodes{...WorkflowStepFields}pageInfo{...Page}}}}${agentNameText}${pageText}${workflowFieldsText}${workflowStepFieldsText}`;

export const WorkflowEventsDocument: TypedDocument<WorkflowEventsSubscription, WorkflowEventsSubscriptionVariables> =
  `subscription WorkflowEvents($filter:WorkflowEventFilter$after:String$replay:Int!=0){workflowEvents(filter:$filter after:$after replay:$replay){cursor event{...WorkflowEventFields workflow{id name state version agent{...AgentName}}step{id stepKey status}stepRun{id attempt status}}}}${agentNameText}${datasetNameFieldsText}${workflowEventFieldsText}`;

export const WorkflowHistoryDocument: TypedDocument<WorkflowHistoryQuery, WorkflowHistoryQueryVariables> =
  `query WorkflowHistory($id:ID!$first:Int$after:String){workflow(id:$id){events(first:$first after:$after){nodes{...WorkflowEventFields openLineage}pageInfo{...Page}}}}${datasetNameFieldsText}${pageText}${workflowEventFieldsText}`;

export const WorkflowOverviewDocument: TypedDocument<WorkflowOverviewQuery, WorkflowOverviewQueryVariables> =
  `query WorkflowOverview($id:ID!$first:Int=20){workflow(id:$id){...WorkflowFields agent{...AgentFields ratings{...RatingFields}}steps(first:$first){nodes{...WorkflowStepFields stepRuns(first:$first){nodes{...StepRunFields}}}pageInfo{...Page}}analyses(first:$first){nodes{...AnalysisSummary}pageInfo{...Page}}auditTrail(first:$first){nodes{...AuditRecordSummary}pageInfo{...Page}}}}${agentFieldsText}${analysisSummaryText}${auditRecordSummaryText}${datasetNameFieldsText}${pageText}${ratingFieldsText}${stepRunFieldsText}${workflowFieldsText}${workflowStepFieldsText}`;

export const WorkflowsDocument: TypedDocument<WorkflowsQuery, WorkflowsQueryVariables> =
  `query Workflows($first:Int$after:String$filter:WorkflowFilter$tenants:[ID!]){workflows(first:$first after:$after filter:$filter tenants:$tenants){nodes{...WorkflowFields agent{...AgentName}}pageInfo{...Page}}}${agentNameText}${pageText}${workflowFieldsText}`;

/** What the methods of a client send, by method. */
export const operations: Readonly<Record<keyof Operations, OperationInfo>> = {
  acceptInvitation: { kind: 'mutation', root: 'acceptInvitation', document: AcceptInvitationDocument },
  addEntrant: { kind: 'mutation', root: 'addEntrant', document: AddEntrantDocument },
  addStep: { kind: 'mutation', root: 'addStep', document: AddStepDocument },
  agent: { kind: 'query', root: 'agent', document: AgentDocument },
  agentOverview: { kind: 'query', root: 'agent', document: AgentOverviewDocument },
  agents: { kind: 'query', root: 'agents', document: AgentsDocument },
  analyses: { kind: 'query', root: 'analyses', document: AnalysesDocument },
  analysis: { kind: 'query', root: 'analysis', document: AnalysisDocument },
  apiKeys: { kind: 'query', root: 'apiKeys', document: ApiKeysDocument },
  auditRecord: { kind: 'query', root: 'auditRecord', document: AuditRecordDocument },
  auditRecordAppended: { kind: 'subscription', root: 'auditRecordAppended', document: AuditRecordAppendedDocument },
  auditRecords: { kind: 'query', root: 'auditRecords', document: AuditRecordsDocument },
  cancelTournament: { kind: 'mutation', root: 'cancelTournament', document: CancelTournamentDocument },
  cancelWorkflow: { kind: 'mutation', root: 'cancelWorkflow', document: CancelWorkflowDocument },
  changeMembership: { kind: 'mutation', root: 'changeMembership', document: ChangeMembershipDocument },
  compareAttributions: { kind: 'query', root: 'compareAttributions', document: CompareAttributionsDocument },
  completeWorkflow: { kind: 'mutation', root: 'completeWorkflow', document: CompleteWorkflowDocument },
  createAgent: { kind: 'mutation', root: 'createAgent', document: CreateAgentDocument },
  createApiKey: { kind: 'mutation', root: 'createApiKey', document: CreateApiKeyDocument },
  createExperiment: { kind: 'mutation', root: 'createExperiment', document: CreateExperimentDocument },
  createPlaybook: { kind: 'mutation', root: 'createPlaybook', document: CreatePlaybookDocument },
  createRun: { kind: 'mutation', root: 'createRun', document: CreateRunDocument },
  createTenant: { kind: 'mutation', root: 'createTenant', document: CreateTenantDocument },
  createTournament: { kind: 'mutation', root: 'createTournament', document: CreateTournamentDocument },
  createUser: { kind: 'mutation', root: 'createUser', document: CreateUserDocument },
  createWorkflow: { kind: 'mutation', root: 'createWorkflow', document: CreateWorkflowDocument },
  deleteUser: { kind: 'mutation', root: 'deleteUser', document: DeleteUserDocument },
  experiment: { kind: 'query', root: 'experiment', document: ExperimentDocument },
  experimentOverview: { kind: 'query', root: 'experiment', document: ExperimentOverviewDocument },
  experiments: { kind: 'query', root: 'experiments', document: ExperimentsDocument },
  failWorkflow: { kind: 'mutation', root: 'failWorkflow', document: FailWorkflowDocument },
  finishRun: { kind: 'mutation', root: 'finishRun', document: FinishRunDocument },
  finishStepRun: { kind: 'mutation', root: 'finishStepRun', document: FinishStepRunDocument },
  invitations: { kind: 'query', root: 'invitations', document: InvitationsDocument },
  inviteUser: { kind: 'mutation', root: 'inviteUser', document: InviteUserDocument },
  leaderboard: { kind: 'query', root: 'leaderboard', document: LeaderboardDocument },
  lineage: { kind: 'query', root: 'lineage', document: LineageDocument },
  lineageDatasets: { kind: 'query', root: 'lineageDatasets', document: LineageDatasetsDocument },
  lineageEvents: { kind: 'subscription', root: 'lineageEvents', document: LineageEventsDocument },
  lineageJobs: { kind: 'query', root: 'lineageJobs', document: LineageJobsDocument },
  lineageRun: { kind: 'query', root: 'lineageRun', document: LineageRunDocument },
  lineageRuns: { kind: 'query', root: 'lineageRuns', document: LineageRunsDocument },
  match: { kind: 'query', root: 'match', document: MatchDocument },
  memberships: { kind: 'query', root: 'memberships', document: MembershipsDocument },
  playbook: { kind: 'query', root: 'playbook', document: PlaybookDocument },
  playbooks: { kind: 'query', root: 'playbooks', document: PlaybooksDocument },
  rateLimitStatus: { kind: 'query', root: 'rateLimitStatus', document: RateLimitStatusDocument },
  ratingHistory: { kind: 'query', root: 'agent', document: RatingHistoryDocument },
  recentEvents: { kind: 'query', root: 'recentEvents', document: RecentEventsDocument },
  recordAnalysis: { kind: 'mutation', root: 'recordAnalysis', document: RecordAnalysisDocument },
  recordRewardDecomposition: { kind: 'mutation', root: 'recordRewardDecomposition', document: RecordRewardDecompositionDocument },
  removeMember: { kind: 'mutation', root: 'removeMember', document: RemoveMemberDocument },
  reportMatch: { kind: 'mutation', root: 'reportMatch', document: ReportMatchDocument },
  revokeAllSessions: { kind: 'mutation', root: 'revokeAllSessions', document: RevokeAllSessionsDocument },
  revokeApiKey: { kind: 'mutation', root: 'revokeApiKey', document: RevokeApiKeyDocument },
  revokeInvitation: { kind: 'mutation', root: 'revokeInvitation', document: RevokeInvitationDocument },
  revokeSession: { kind: 'mutation', root: 'revokeSession', document: RevokeSessionDocument },
  rewardDecompositions: { kind: 'query', root: 'rewardDecompositions', document: RewardDecompositionsDocument },
  rotateApiKey: { kind: 'mutation', root: 'rotateApiKey', document: RotateApiKeyDocument },
  run: { kind: 'query', root: 'run', document: RunDocument },
  sessions: { kind: 'query', root: 'sessions', document: SessionsDocument },
  setUserPreference: { kind: 'mutation', root: 'setUserPreference', document: SetUserPreferenceDocument },
  startStep: { kind: 'mutation', root: 'startStep', document: StartStepDocument },
  startTournament: { kind: 'mutation', root: 'startTournament', document: StartTournamentDocument },
  startWorkflow: { kind: 'mutation', root: 'startWorkflow', document: StartWorkflowDocument },
  tenant: { kind: 'query', root: 'tenant', document: TenantDocument },
  tenants: { kind: 'query', root: 'tenants', document: TenantsDocument },
  tournament: { kind: 'query', root: 'tournament', document: TournamentDocument },
  tournamentAuditTrail: { kind: 'query', root: 'tournament', document: TournamentAuditTrailDocument },
  tournamentEvents: { kind: 'subscription', root: 'tournamentEvents', document: TournamentEventsDocument },
  tournamentMatches: { kind: 'query', root: 'tournament', document: TournamentMatchesDocument },
  tournaments: { kind: 'query', root: 'tournaments', document: TournamentsDocument },
  updateAgent: { kind: 'mutation', root: 'updateAgent', document: UpdateAgentDocument },
  updateTenant: { kind: 'mutation', root: 'updateTenant', document: UpdateTenantDocument },
  updateUser: { kind: 'mutation', root: 'updateUser', document: UpdateUserDocument },
  updateWorkflow: { kind: 'mutation', root: 'updateWorkflow', document: UpdateWorkflowDocument },
  user: { kind: 'query', root: 'user', document: UserDocument },
  userPreferences: { kind: 'query', root: 'userPreferences', document: UserPreferencesDocument },
  users: { kind: 'query', root: 'users', document: UsersDocument },
  viewer: { kind: 'query', root: 'viewer', document: ViewerDocument },
  withdrawEntrant: { kind: 'mutation', root: 'withdrawEntrant', document: WithdrawEntrantDocument },
  workflow: { kind: 'query', root: 'workflow', document: WorkflowDocument },
  workflowEvents: { kind: 'subscription', root: 'workflowEvents', document: WorkflowEventsDocument },
  workflowHistory: { kind: 'query', root: 'workflow', document: WorkflowHistoryDocument },
  workflowOverview: { kind: 'query', root: 'workflow', document: WorkflowOverviewDocument },
  workflows: { kind: 'query', root: 'workflows', document: WorkflowsDocument },
};

/** A method for each operation of the SDK. */
export interface Operations {
  /** Makes the caller a member of the tenant that invited its email address. Needs the scope `account:write`. A token that was used, revoked, has expired or was made for another address, or by somebody who is let in there no more, is NOT_FOUND; who is a member already is a CONFLICT. */
  acceptInvitation(input: AcceptInvitationMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<AcceptInvitationMutation['acceptInvitation']>>;

  /** Adds an entrant to a tournament that has not started. Needs the scope `tournament:write`. CONFLICT once it has started, when it is full, and for an agent, name or seed that is entered already. */
  addEntrant(input: AddEntrantMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<AddEntrantMutation['addEntrant']>>;

  /** Adds a step to a workflow that has not ended. Needs the scope `workflow:write`. A key or an index that is taken, and a workflow that has ended, are a CONFLICT. */
  addStep(input: AddStepMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<AddStepMutation['addStep']>>;

  /** The agent with this id; an error with code NOT_FOUND when there is none in the caller's tenants. */
  agent(variables: AgentQueryVariables, options?: RequestOptions): Promise<NonNullable<AgentQuery['agent']>>;

  /** What all four subgraphs know about one agent. */
  agentOverview(variables: AgentOverviewQueryVariables, options?: RequestOptions): Promise<NonNullable<AgentOverviewQuery['agent']>>;

  /** Agents of the caller's tenant, newest first. */
  agents(variables?: AgentsQueryVariables, options?: RequestOptions): Promise<NonNullable<AgentsQuery['agents']>>;

  /** Analyses of the caller's tenant, newest first. */
  analyses(variables?: AnalysesQueryVariables, options?: RequestOptions): Promise<NonNullable<AnalysesQuery['analyses']>>;

  /** The analysis with this id; an error with code NOT_FOUND when there is none in the caller's tenants. */
  analysis(variables: AnalysisQueryVariables, options?: RequestOptions): Promise<NonNullable<AnalysisQuery['analysis']>>;

  /** The caller's keys in its tenant, or with the scope `user:admin` those of all members; newest first. */
  apiKeys(variables?: ApiKeysQueryVariables, options?: RequestOptions): Promise<NonNullable<ApiKeysQuery['apiKeys']>>;

  /** With the text that was hashed, so that the hash can be checked. */
  auditRecord(variables: AuditRecordQueryVariables, options?: RequestOptions): Promise<NonNullable<AuditRecordQuery['auditRecord']>>;

  /** Records of the caller's tenant as they are appended, in the order of `seq`. With `after` first those that were missed, then live, without gap or duplicate. */
  auditRecordAppended(variables?: AuditRecordAppendedSubscriptionVariables, options?: SubscribeOptions): Subscription<AuditRecordAppendedSubscription['auditRecordAppended']>;

  /** Records of the caller's tenant, newest first. */
  auditRecords(variables?: AuditRecordsQueryVariables, options?: RequestOptions): Promise<NonNullable<AuditRecordsQuery['auditRecords']>>;

  /** Gives a tournament up. Needs the scope `tournament:write`. Results so far, and what they did to ratings, stand; no more are taken. CONFLICT when it has ended before. */
  cancelTournament(input: CancelTournamentMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CancelTournamentMutation['cancelTournament']>>;

  /** Cancels a workflow that has not ended, and what is open of its steps with it. Needs the scope `workflow:write`. One that has ended is a CONFLICT that names its state. */
  cancelWorkflow(input: CancelWorkflowMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CancelWorkflowMutation['cancelWorkflow']>>;

  /** Changes what a member may do. Needs the scope `user:admin`; a role with more rights than the caller has is FORBIDDEN to give and to take, and access beyond the tenant is given by callers of the level ADMIN only; the level ADMIN, which has every scope, by those who have them all. The last ADMIN of a tenant keeps the role: CONFLICT. */
  changeMembership(input: ChangeMembershipMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<ChangeMembershipMutation['changeMembership']>>;

  /** How far several methods agree about one input: rank correlation of the absolute values and overlap of the most important features, for every pair. An id that is not known is a NOT_FOUND, one that does not fit the others a BAD_USER_INPUT; `extensions.field` has its index. */
  compareAttributions(variables: CompareAttributionsQueryVariables, options?: RequestOptions): Promise<NonNullable<CompareAttributionsQuery['compareAttributions']>>;

  /** Completes a workflow that is RUNNING. Needs the scope `workflow:write`. Any other state is a CONFLICT that names it; so are steps that are not completed, listed in `extensions.reasons`. */
  completeWorkflow(input: CompleteWorkflowMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CompleteWorkflowMutation['completeWorkflow']>>;

  /** Registers an agent; it is INITIALIZING. Needs the scope `agent:write`. A name that another agent has is a CONFLICT. */
  createAgent(input: CreateAgentMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateAgentMutation['createAgent']>>;

  /** The secret is shown here and never again. */
  createApiKey(input: CreateApiKeyMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateApiKeyMutation['createApiKey']>>;

  /** Creates an experiment. Needs the scope `experiment:write`. */
  createExperiment(input: CreateExperimentMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateExperimentMutation['createExperiment']>>;

  /** Writes a playbook down, or a new version of one. Needs the scope `playbook:write`. A version that exists already is a CONFLICT. */
  createPlaybook(input: CreatePlaybookMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreatePlaybookMutation['createPlaybook']>>;

  /** Begins a run of an experiment; it is RUNNING. Needs the scope `experiment:write`. */
  createRun(input: CreateRunMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateRunMutation['createRun']>>;

  /** Creates a tenant. Needs the scope `tenant:admin` and the access level ADMIN. An id that is taken is a CONFLICT. */
  createTenant(input: CreateTenantMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateTenantMutation['createTenant']>>;

  /** Creates a tournament, a DRAFT, with its entrants if they are known. Needs the scope `tournament:write`. An entrant given twice, a seed given twice, or more than 512 entrants are BAD_USER_INPUT naming the entrant, and nothing is stored. */
  createTournament(input: CreateTournamentMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateTournamentMutation['createTournament']>>;

  /** Creates a service account in a tenant, or, for callers of the access level ADMIN, a person. People otherwise come by invitation. Needs the scope `user:admin`. A name or address that is taken is a CONFLICT. */
  createUser(input: CreateUserMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateUserMutation['createUser']>>;

  /** Creates a workflow with its steps. Needs the scope `workflow:write`. Two steps of one key are a CONFLICT; an agent or playbook that is not of the workflow's tenant is NOT_FOUND. */
  createWorkflow(input: CreateWorkflowMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<CreateWorkflowMutation['createWorkflow']>>;

  /** Deletes an account for good: its sessions, keys, memberships, identities and preferences end at once in every tenant, and its name and address are free for a new one, which is somebody else. What it did stays recorded under its id; the account itself is NOT_FOUND from then on, to a second deletion too. Needs the scope `user:admin` in the tenant in which the user was created, and for a person the access level ADMIN; of others who may do or reach more than the caller it is FORBIDDEN. Oneself and the last ADMIN of a tenant are a CONFLICT. */
  deleteUser(input: DeleteUserMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<DeleteUserMutation['deleteUser']>>;

  /** The experiment with this id; an error with code NOT_FOUND when there is none in the caller's tenants. */
  experiment(variables: ExperimentQueryVariables, options?: RequestOptions): Promise<NonNullable<ExperimentQuery['experiment']>>;

  /** An experiment with its runs and what was found out about each. */
  experimentOverview(variables: ExperimentOverviewQueryVariables, options?: RequestOptions): Promise<NonNullable<ExperimentOverviewQuery['experiment']>>;

  /** Experiments of the caller's tenant, newest first. */
  experiments(variables?: ExperimentsQueryVariables, options?: RequestOptions): Promise<NonNullable<ExperimentsQuery['experiments']>>;

  /** Ends a workflow that is RUNNING as FAILED, and what is open of its steps with it. Needs the scope `workflow:write`. Any other state is a CONFLICT that names it. */
  failWorkflow(input: FailWorkflowMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<FailWorkflowMutation['failWorkflow']>>;

  /** Ends a run. Needs the scope `experiment:write`. A run that has ended already is a CONFLICT naming its state. */
  finishRun(input: FinishRunMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<FinishRunMutation['finishRun']>>;

  /** Ends a run of a step: exit code 0 completes the run and the step, any other fails both. Needs the scope `workflow:write`. A run that has ended is a CONFLICT that names its status. */
  finishStepRun(input: FinishStepRunMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<FinishStepRunMutation['finishStepRun']>>;

  /** Invitations to the caller's tenant, newest first; FORBIDDEN without the scope `user:admin`. */
  invitations(variables?: InvitationsQueryVariables, options?: RequestOptions): Promise<NonNullable<InvitationsQuery['invitations']>>;

  /** The secret is shown here and never again. */
  inviteUser(input: InviteUserMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<InviteUserMutation['inviteUser']>>;

  /** The ratings of one game and system in the caller's tenant, the highest first. */
  leaderboard(variables: LeaderboardQueryVariables, options?: RequestOptions): Promise<NonNullable<LeaderboardQuery['leaderboard']>>;

  /** Walks the lineage graph from a node of the caller's tenant: breadth first, each node once, however the graph is tied. NOT_FOUND when there is no such node. */
  lineage(variables: LineageQueryVariables, options?: RequestOptions): Promise<NonNullable<LineageQuery['lineage']>>;

  /** Datasets of the caller's tenant that OpenLineage events tell of, the newest here first. */
  lineageDatasets(variables?: LineageDatasetsQueryVariables, options?: RequestOptions): Promise<NonNullable<LineageDatasetsQuery['lineageDatasets']>>;

  /** OpenLineage events of the caller's tenant as they are stored, each once and in order, those of one run in the order in which they were stored. */
  lineageEvents(variables?: LineageEventsSubscriptionVariables, options?: SubscribeOptions): Subscription<LineageEventsSubscription['lineageEvents']>;

  /** Jobs of the caller's tenant that OpenLineage events tell of, the newest here first. */
  lineageJobs(variables?: LineageJobsQueryVariables, options?: RequestOptions): Promise<NonNullable<LineageJobsQuery['lineageJobs']>>;

  /** A run with what it read and wrote, its events, and what was wrong with them. */
  lineageRun(variables: LineageRunQueryVariables, options?: RequestOptions): Promise<NonNullable<LineageRunQuery['lineageRun']>>;

  /** Runs of the caller's tenant that OpenLineage events tell of, the newest here first. */
  lineageRuns(variables?: LineageRunsQueryVariables, options?: RequestOptions): Promise<NonNullable<LineageRunsQuery['lineageRuns']>>;

  /** A match with what it did to ratings, what was found out about it, and who reported it. */
  match(variables: MatchQueryVariables, options?: RequestOptions): Promise<NonNullable<MatchQuery['match']>>;

  /** Memberships in the caller's tenant, or in the one given, the newest first. */
  memberships(variables?: MembershipsQueryVariables, options?: RequestOptions): Promise<NonNullable<MembershipsQuery['memberships']>>;

  /** The version of a playbook with this id; an error with code NOT_FOUND when there is none in the caller's tenants. */
  playbook(variables: PlaybookQueryVariables, options?: RequestOptions): Promise<NonNullable<PlaybookQuery['playbook']>>;

  /** All versions of all playbooks of the caller's tenant, those written last first. */
  playbooks(variables?: PlaybooksQueryVariables, options?: RequestOptions): Promise<NonNullable<PlaybooksQuery['playbooks']>>;

  /** How much of each limit is left for a user and for the tenant as a whole; the caller when no user is named. Others' need the access level `ADMIN`. */
  rateLimitStatus(variables?: RateLimitStatusQueryVariables, options?: RequestOptions): Promise<NonNullable<RateLimitStatusQuery['rateLimitStatus']>>;

  /** How an agent's ratings came about, the latest match first. */
  ratingHistory(variables: RatingHistoryQueryVariables, options?: RequestOptions): Promise<NonNullable<RatingHistoryQuery['agent']>>;

  /** The newest events of the caller's tenant, newest first. */
  recentEvents(variables?: RecentEventsQueryVariables, options?: RequestOptions): Promise<NonNullable<RecentEventsQuery['recentEvents']>>;

  /** Records an analysis that was made elsewhere. Needs the scope `analysis:write`. Values that are not accepted are a BAD_USER_INPUT, with all of them by their paths in `extensions.faults`; nothing is then stored. */
  recordAnalysis(input: RecordAnalysisMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RecordAnalysisMutation['recordAnalysis']>>;

  /** Records the rewards of one or more steps of an episode, all of them or none. Needs the scope `analysis:write`. A step whose components do not add up is recorded and flagged. A step that is already recorded is accepted when it says the same, else it is a CONFLICT. Values that are not accepted are a BAD_USER_INPUT, with all of them by their paths in `extensions.faults`. */
  recordRewardDecomposition(input: RecordRewardDecompositionMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RecordRewardDecompositionMutation['recordRewardDecomposition']>>;

  /** Ends a membership, and with it the user's sessions and keys in the tenant, and the open invitations that they made or were sent. Needs the scope `user:admin`; a member who may do more than the caller is FORBIDDEN to remove, the last ADMIN of a tenant a CONFLICT. */
  removeMember(input: RemoveMemberMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RemoveMemberMutation['removeMember']>>;

  /** Reports the result of a match of a running tournament: finishes it, rates both entrants, moves the standings, and completes the tournament with its last match. Needs the scope `match:report`. The same result again, at any later time, is answered like the first and changes nothing; another result is a CONFLICT. BAD_USER_INPUT unless exactly the two entrants are named with scores of 0, 0.5 or 1 that sum to 1, without ½ where the game has no draws. */
  reportMatch(input: ReportMatchMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<ReportMatchMutation['reportMatch']>>;

  /** Without a user: all of the caller's own, in every tenant. */
  revokeAllSessions(input: RevokeAllSessionsMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RevokeAllSessionsMutation['revokeAllSessions']>>;

  /** Ends a key, within seconds; repeating it changes nothing. Needs the scope `key:write`, and for keys of others `user:admin` besides; of others who may do more than the caller it is FORBIDDEN. */
  revokeApiKey(input: RevokeApiKeyMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RevokeApiKeyMutation['revokeApiKey']>>;

  /** Takes an invitation back; one that was accepted is a CONFLICT. Needs the scope `user:admin`; one to a role with more rights than the caller has is FORBIDDEN. */
  revokeInvitation(input: RevokeInvitationMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RevokeInvitationMutation['revokeInvitation']>>;

  /** Ends a session, within seconds; repeating it changes nothing. Needs the scope `account:write`, and for sessions of others `user:admin` besides; of others who may do more than the caller it is FORBIDDEN. */
  revokeSession(input: RevokeSessionMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RevokeSessionMutation['revokeSession']>>;

  /** Decomposed rewards of one episode of the caller's tenant, in the order of their timesteps. */
  rewardDecompositions(variables: RewardDecompositionsQueryVariables, options?: RequestOptions): Promise<NonNullable<RewardDecompositionsQuery['rewardDecompositions']>>;

  /** Makes a key that replaces another one, with the same rights, and shows it, this once; the old key ends after an overlap, in which programs change over. Needs the scope `key:write`. A key that has ended already is a CONFLICT. */
  rotateApiKey(input: RotateApiKeyMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<RotateApiKeyMutation['rotateApiKey']>>;

  /** The run with this id; an error with code NOT_FOUND when there is none in the caller's tenants. */
  run(variables: RunQueryVariables, options?: RequestOptions): Promise<NonNullable<RunQuery['run']>>;

  /** The caller's sessions in its tenant, or with the scope `user:admin` those of all members; newest first. */
  sessions(variables?: SessionsQueryVariables, options?: RequestOptions): Promise<NonNullable<SessionsQuery['sessions']>>;

  /** Without a value: removes it. */
  setUserPreference(input: SetUserPreferenceMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<SetUserPreferenceMutation['setUserPreference']>>;

  /** Starts a step, or one that failed again: a new run of it begins. Needs the scope `workflow:write`. A workflow that is not RUNNING, a step that is not PENDING or FAILED, and an earlier step that is not COMPLETED are a CONFLICT. */
  startStep(input: StartStepMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<StartStepMutation['startStep']>>;

  /** Draws all rounds among the entrants who have not withdrawn, and takes results from then on. Needs the scope `tournament:write`. CONFLICT when it has started or ended before, or with fewer than two entrants. */
  startTournament(input: StartTournamentMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<StartTournamentMutation['startTournament']>>;

  /** Starts a workflow that is CREATED or PENDING; it is RUNNING. Needs the scope `workflow:write`. Any other state is a CONFLICT that names it. */
  startWorkflow(input: StartWorkflowMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<StartWorkflowMutation['startWorkflow']>>;

  /** The tenant with this id; an error with code NOT_FOUND when the caller cannot read it. */
  tenant(variables: TenantQueryVariables, options?: RequestOptions): Promise<NonNullable<TenantQuery['tenant']>>;

  /** The tenants that the caller can read, by their ids. */
  tenants(variables?: TenantsQueryVariables, options?: RequestOptions): Promise<NonNullable<TenantsQuery['tenants']>>;

  /** The tournament with this id; an error with code NOT_FOUND when the caller's tenants have none. */
  tournament(variables: TournamentQueryVariables, options?: RequestOptions): Promise<NonNullable<TournamentQuery['tournament']>>;

  /** The tournament with this id; an error with code NOT_FOUND when the caller's tenants have none. */
  tournamentAuditTrail(variables: TournamentAuditTrailQueryVariables, options?: RequestOptions): Promise<NonNullable<TournamentAuditTrailQuery['tournament']>>;

  /** Events of one tournament, in order, each once. NOT_FOUND, before anything is delivered, when the caller's tenants have no such tournament; BAD_USER_INPUT for a cursor of something else. */
  tournamentEvents(variables: TournamentEventsSubscriptionVariables, options?: SubscribeOptions): Subscription<TournamentEventsSubscription['tournamentEvents']>;

  /** The tournament with this id; an error with code NOT_FOUND when the caller's tenants have none. */
  tournamentMatches(variables: TournamentMatchesQueryVariables, options?: RequestOptions): Promise<NonNullable<TournamentMatchesQuery['tournament']>>;

  /** Tournaments of the caller's tenant, newest first. */
  tournaments(variables?: TournamentsQueryVariables, options?: RequestOptions): Promise<NonNullable<TournamentsQuery['tournaments']>>;

  /** Changes an agent; fields that are absent or null stay as they are. Needs the scope `agent:write`. A change of status that the agent's life does not allow is a CONFLICT that names the status and those it may become; so is a name that another agent has. */
  updateAgent(input: UpdateAgentMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<UpdateAgentMutation['updateAgent']>>;

  /** Changes a tenant, or closes it with `isActive: false`: its keys and sessions then let nobody in. Needs the scope `tenant:admin`; limits and opening and closing need the access level ADMIN besides. The tenant that the caller works in cannot be closed: CONFLICT. */
  updateTenant(input: UpdateTenantMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<UpdateTenantMutation['updateTenant']>>;

  /** Changes how a user is shown, or whether it is let in: what is not active has no session and no key that works. Needs the scope `user:admin` in the tenant in which the user was created; of others who may do more than the caller it is FORBIDDEN. */
  updateUser(input: UpdateUserMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<UpdateUserMutation['updateUser']>>;

  /** Changes facts of a workflow; fields that are absent or null stay as they are. Needs the scope `workflow:write`. What it is (`name`, `playbookId`, `repoSha`, `branchName`, `parameters`) may change until it is started, and `agentId` until it has ended; later this is a CONFLICT that names the state. An agent or playbook that is not of the workflow's tenant is NOT_FOUND. */
  updateWorkflow(input: UpdateWorkflowMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<UpdateWorkflowMutation['updateWorkflow']>>;

  /** The user with this id; an error with code NOT_FOUND when it is no member of the caller's tenants. */
  user(variables: UserQueryVariables, options?: RequestOptions): Promise<NonNullable<UserQuery['user']>>;

  /** The caller's preferences in its tenant, by their keys. */
  userPreferences(variables?: UserPreferencesQueryVariables, options?: RequestOptions): Promise<NonNullable<UserPreferencesQuery['userPreferences']>>;

  /** Members of the caller's tenant, those created last first. */
  users(variables?: UsersQueryVariables, options?: RequestOptions): Promise<NonNullable<UsersQuery['users']>>;

  /** Who the caller is. */
  viewer(variables?: ViewerQueryVariables, options?: RequestOptions): Promise<NonNullable<ViewerQuery['viewer']>>;

  /** Takes an entrant out. Before the start nothing more happens; in a running tournament results stand and every match without one is lost by forfeit, which counts in the standings but is not rated. Needs the scope `tournament:write`. A repeat changes nothing; CONFLICT once the tournament has ended. */
  withdrawEntrant(input: WithdrawEntrantMutationVariables['input'], options?: RequestOptions): Promise<NonNullable<WithdrawEntrantMutation['withdrawEntrant']>>;

  /** A workflow with its agent, its playbook, and a page of its steps. */
  workflow(variables: WorkflowQueryVariables, options?: RequestOptions): Promise<NonNullable<WorkflowQuery['workflow']>>;

  /** Events of the caller's tenant as they happen, each once and in order, those of one workflow in the order of their sequence. */
  workflowEvents(variables?: WorkflowEventsSubscriptionVariables, options?: SubscribeOptions): Subscription<WorkflowEventsSubscription['workflowEvents']>;

  /** The history of one workflow, each event in OpenLineage form too. */
  workflowHistory(variables: WorkflowHistoryQueryVariables, options?: RequestOptions): Promise<NonNullable<WorkflowHistoryQuery['workflow']>>;

  /** What all four subgraphs know about one workflow: what ran, who ran it and how strong that agent is, what was found out, and what the ledger says. */
  workflowOverview(variables: WorkflowOverviewQueryVariables, options?: RequestOptions): Promise<NonNullable<WorkflowOverviewQuery['workflow']>>;

  /** Of the caller's tenant, or of those given that it may read. */
  workflows(variables?: WorkflowsQueryVariables, options?: RequestOptions): Promise<NonNullable<WorkflowsQuery['workflows']>>;
}