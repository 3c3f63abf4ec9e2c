/** What an analysis is about: up to five objects of other subgraphs, known here by their ids alone. */
import { requireUuid } from '@arbiter/kernel/ids.ts';

/** The field that names an object → its type in the schema. */
export const subjectTypes = {
  experimentId: 'Experiment',
  runId: 'Run',
  agentId: 'Agent',
  matchId: 'Match',
  workflowId: 'Workflow',
} as const;

export type SubjectField = keyof typeof subjectTypes;

export const subjectFields = Object.keys(subjectTypes) as SubjectField[];

/** The ids of what an analysis is about; null for what it is not about. */
export type SubjectIds = Readonly<Record<SubjectField, string | null>>;

/** Any of the ids as a client gives them. */
export type GivenSubjects = {
  readonly [Field in SubjectField]?: string | null | undefined;
};

/** The ids in lower case. Errors: NOT_FOUND naming e.g. `input.runId` for what is no id. */
export function requireSubjects(given: GivenSubjects): SubjectIds {
  const ids = subjectFields.map((field) => {
    const id = given[field];
    return [field, id == null ? null : requireUuid(id, subjectTypes[field], `input.${field}`)];
  });
  return Object.fromEntries(ids) as SubjectIds;
}
