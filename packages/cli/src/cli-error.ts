/** What stops a command, in a line for whoever typed it, which says what to do next. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** A refusal of the server. Its message has the code, and what to do next. */
export class RefusedError extends CliError {
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(message: string, extensions: Readonly<Record<string, unknown>>) {
    const step = nextStep(message, extensions);
    super([withFacts(message, extensions), step].filter(Boolean).join(' '));
    this.extensions = extensions;
  }
}

type Extensions = Readonly<Record<string, unknown>>;

function withFacts(message: string, { code, field }: Extensions): string {
  const facts = [code, field].filter((fact) => typeof fact === 'string').join(' ');
  return facts ? `${message} (${facts})` : message;
}

/** Where to look up what a refusal is about, by the words of its field and message. */
function listingOf(message: string, field: unknown): string {
  const about = typeof field === 'string' && field !== 'input.id' ? field : message;
  if (/tenant/i.test(about)) return 'arbiter tenant list';
  if (/user|account|email/i.test(about)) return 'arbiter user list --tenant <id>';
  return 'arbiter key list --tenant <id>';
}

function nextStep(message: string, { code, field, allowed, retryAfter }: Extensions): string {
  const words = Array.isArray(allowed) ? allowed.filter((word) => typeof word === 'string') : [];
  const listing = listingOf(message, field);
  switch (code) {
    case 'BAD_USER_INPUT':
      return words.length > 0 ? `Allowed: ${words.join(', ')}.` : 'See --help.';
    case 'NOT_FOUND':
      return `What there is: ${listing}`;
    case 'CONFLICT':
      return `See what is there: ${listing}`;
    case 'FORBIDDEN':
      return words.length > 0
        ? `Ask with a --token that has ${words.join(' or ')}.`
        : 'Ask with a --token that may.';
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
      return `Try again${typeof retryAfter === 'number' ? ` in ${retryAfter} s` : ' soon'}.`;
    default:
      return '';
  }
}
