/**
 * How much one operation may ask for: every limit with its default, why that is enough, and the words
 * with which more is refused. The settings are in settings.ts.
 */
import { AppError } from '@arbiter/kernel/errors/app-error.ts';

/** The largest values that are served. */
export interface OperationLimits {
  /** UTF-16 code units of the document. Tokens may be of any length, and comments are none. */
  readonly characters: number;
  /** Lines of the document. To tell where an error is, lines are counted from the first. */
  readonly lines: number;
  /** Lexical tokens of the document; what parsing and validation take grows with them. */
  readonly tokens: number;
  /** Levels of fields, fragments written out. */
  readonly depth: number;
  /** Fields under another name than their own, fragments written out. */
  readonly aliases: number;
  /** Fields of the operation itself, fragments written out. */
  readonly rootFields: number;
  /** Directives that are applied, fragments written out. */
  readonly directives: number;
  /** Items of a page that may be asked for, where the schema says which argument asks for them. */
  readonly listSize: number;
  /** Estimated cost; see estimate-cost.ts. */
  readonly cost: number;
  /** Variables that are given. */
  readonly variables: number;
  /** Bytes of the variables' values as JSON. */
  readonly variablesBytes: number;
}

export const defaultOperationLimits: OperationLimits = {
  // As many tokens as there may be, of 25 characters each; long values belong into variables. What is
  // kept of documents has room for two of them, and graphql-js reads one in 0.02 s, whatever it holds.
  characters: 250_000,
  // Long operations have some hundred. To place a hundred errors in the last of them takes 0.02 s.
  lines: 5_000,
  // The operations of a large application have a thousand; graphql-js needs 0.2 s for the worst of
  // this length.
  tokens: 10_000,
  // Tools that read a schema ask for 15 levels; connections take three for each list.
  depth: 25,
  // A dashboard that asks for the same thing of some tens of objects.
  aliases: 250,
  rootFields: 100,
  // Each may decide over a field of its own.
  directives: 500,
  // No list of Arbiter has pages of more than 200; foreign graphs may.
  listSize: 1_000,
  // A page of 200 with a page of 20 in each of its items, twenty times over.
  cost: 100_000,
  variables: 250,
  // A JSON value has at most a million bytes, and a mutation seldom more than one of them.
  variablesBytes: 4_000_000,
};

export type OperationLimitName = keyof OperationLimits;

/** Name of the setting for each limit. */
export const limitSettingNames: Readonly<Record<OperationLimitName, string>> = {
  characters: 'LIMIT_CHARACTERS',
  lines: 'LIMIT_LINES',
  tokens: 'LIMIT_TOKENS',
  depth: 'LIMIT_DEPTH',
  aliases: 'LIMIT_ALIASES',
  rootFields: 'LIMIT_ROOT_FIELDS',
  directives: 'LIMIT_DIRECTIVES',
  listSize: 'LIMIT_LIST_SIZE',
  cost: 'LIMIT_COST',
  variables: 'LIMIT_VARIABLES',
  variablesBytes: 'LIMIT_VARIABLES_BYTES',
};

const words: Readonly<Record<OperationLimitName, string>> = {
  characters: 'is too long',
  lines: 'has too many lines',
  tokens: 'has too many tokens',
  depth: 'is too deep',
  aliases: 'has too many aliases',
  rootFields: 'has too many root fields',
  directives: 'has too many directives',
  listSize: 'asks for too long a list',
  cost: 'costs too much',
  variables: 'has too many variables',
  variablesBytes: 'has variables that are too large',
};

export interface Excess {
  readonly limit: OperationLimitName;
  readonly maximum: number;
  /** What was found, where it is known; counting may have stopped at the limit. */
  readonly found?: number;
  /** What of the request is at fault, instead of `query`. */
  readonly field?: string;
}

/** The refusal of what exceeds a limit: BAD_USER_INPUT that names the limit and its value. */
export function limitExceeded({ limit, maximum, found, field = 'query' }: Excess): AppError {
  const measured = found === undefined ? '' : ` (${Number.isFinite(found) ? found : 'endless'})`;
  const message = `The operation ${words[limit]}${measured}: ${limitSettingNames[limit]} is ${maximum}.`;
  return new AppError('BAD_USER_INPUT', message, { field, limit, maximum });
}
