/** Why somebody is not let in, in words that are few enough to be a metric's label. */
import { AppError, type AppErrorOptions } from '@arbiter/kernel/errors/app-error.ts';

/** What is wrong with a credential; the caller is told more precisely. */
export type RefusalReason =
  | 'missing'
  | 'malformed'
  | 'conflicting'
  | 'expired'
  | 'issuer'
  | 'audience'
  | 'claim'
  | 'type'
  | 'tenant'
  | 'signature'
  | 'unknown_key'
  | 'unknown_session'
  | 'not_accepted';

/** UNAUTHENTICATED, with what it is counted as; `message` is for the caller. */
export class AuthenticationRefusal extends AppError {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options: AppErrorOptions = {}) {
    super('UNAUTHENTICATED', message, options);
    this.reason = reason;
  }
}
