/**
 * What kind of trouble an error is, and what that means to whoever called: whether asking again may
 * help, and whether what was called is in trouble itself, so that its circuit should hear of it.
 */
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { ErrorCode } from '@arbiter/kernel/errors/catalogue.ts';

export type Severity = 'low' | 'medium' | 'high';

export interface ErrorClass {
  readonly category: ErrorCategory;
  readonly severity: Severity;
  /** Whether the same call may succeed a moment later. */
  readonly isRetryable: boolean;
  /** Whether it counts as a failure of what was called. */
  readonly opensCircuit: boolean;
}

const table = {
  /** No connection, or no such name. */
  network: { severity: 'high', isRetryable: true, opensCircuit: true },
  /** No answer in time. */
  timeout: { severity: 'medium', isRetryable: true, opensCircuit: true },
  /** What was called does not accept who calls. */
  authentication: { severity: 'high', isRetryable: false, opensCircuit: true },
  /** Asked too often; what was called is well. */
  rate_limit: { severity: 'medium', isRetryable: true, opensCircuit: false },
  /** The call itself is at fault. */
  validation: { severity: 'low', isRetryable: false, opensCircuit: false },
  /** No connection left, a deadlock, a server that stops. */
  database: { severity: 'high', isRetryable: true, opensCircuit: true },
  /** It failed, whatever it is. */
  external_api: { severity: 'medium', isRetryable: true, opensCircuit: true },
  /** Out of memory, disk or descriptors: one more call would make it worse. */
  resource: { severity: 'high', isRetryable: false, opensCircuit: true },
  /** A fault of the caller's own code, which says nothing of what it called. */
  fault: { severity: 'high', isRetryable: false, opensCircuit: false },
} as const satisfies Record<string, Omit<ErrorClass, 'category'>>;

export type ErrorCategory = keyof typeof table;

/** The whole table, by category. */
export const errorClasses: Readonly<Record<ErrorCategory, Omit<ErrorClass, 'category'>>> = table;

/** An answer by HTTP that is none of what was asked for. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly status: number;

  /** The message adds what the log should know, never the body, which may be of any size. */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The class of anything that was thrown: by its code, else by that of its cause. */
export function classifyError(error: unknown): ErrorClass {
  const category = categoryOf(error);
  return { category, ...table[category] };
}

/** Milliseconds that must pass before a repeat; 0 unless the answer was that calls come too often. */
export function requiredWaitMs(error: unknown): number {
  if (!(error instanceof AppError) || error.code !== 'RATE_LIMITED') return 0;
  return (error.details.retryAfter ?? 0) * 1_000;
}

/** Causes looked at below an error; libraries wrap twice at most. */
const maxCauses = 3;

function categoryOf(error: unknown, depth = 0): ErrorCategory {
  if (!(error instanceof Error)) return 'fault';
  const { code, status } = error as { code?: unknown; status?: unknown };
  const byItself =
    error instanceof AppError
      ? ofCatalogue[error.code]
      : typeof status === 'number'
        ? ofStatus(status)
        : typeof code === 'string'
          ? ofCode(code)
          : undefined;
  if (byItself !== undefined) return byItself;
  const byCause = depth < maxCauses ? categoryOf(error.cause, depth + 1) : 'fault';
  // Whoever says that something is unavailable knows it, whatever the cause looks like.
  return byCause === 'fault' && error instanceof AppError ? 'external_api' : byCause;
}

/** Undefined where the cause tells more. What one user may not do is no trouble of who was asked. */
const ofCatalogue: Readonly<Record<ErrorCode, ErrorCategory | undefined>> = {
  BAD_USER_INPUT: 'validation',
  UNAUTHENTICATED: 'authentication',
  FORBIDDEN: 'validation',
  NOT_FOUND: 'validation',
  CONFLICT: 'validation',
  PAYLOAD_TOO_LARGE: 'validation',
  RATE_LIMITED: 'rate_limit',
  SUBSCRIPTION_GAP: 'validation',
  TIMEOUT: 'timeout',
  UNAVAILABLE: undefined,
  INTERNAL: 'fault',
};

function ofStatus(status: number): ErrorCategory | undefined {
  if (status === 401) return 'authentication';
  if (status === 429) return 'rate_limit';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 507) return 'resource';
  return undefined;
}

/** Codes of Node's system errors, of undici, and SQLSTATE (PostgreSQL manual, appendix A). */
const ofCodes: readonly (readonly [RegExp, ErrorCategory])[] = [
  [/^(ENOSPC|ENOMEM|EMFILE|ENFILE|EDQUOT|UND_ERR_RES_EXCEEDED_MAX_SIZE|53[12]00)$/, 'resource'],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|57014)$/, 'timeout'],
  [/^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_\w+|EPIPE|EHOSTUNREACH|ENETUNREACH)$/, 'network'],
  [/^(UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED)$/, 'network'],
  [/^28[0-9A-Z]{3}$/, 'authentication'],
  [/^2[23][0-9A-Z]{3}$/, 'validation'],
  [/^(08|40|53|57P)[0-9A-Z]+$/, 'database'],
];

function ofCode(code: string): ErrorCategory | undefined {
  return ofCodes.find(([pattern]) => pattern.test(code))?.[1];
}
