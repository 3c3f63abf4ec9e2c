/**
 * The first look at a document: its lines and tokens are counted and its brackets matched without a syntax
 * tree, so that neither a long text nor a deep one (the parser calls itself for each bracket) costs more than
 * reading up to the limit.
 */
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { type OperationLimits, limitExceeded } from './operation-limits.ts';

/**
 * Brackets inside each other. The parser of graphql-js ends the stack between 1,000 and 2,000; whatever
 * reads the tree after it has less to spare. Selections are bounded by their depth before.
 */
export const maxNestedBrackets = 200;

const opening: ReadonlySet<TokenKind> = new Set([
  TokenKind.BRACE_L,
  TokenKind.BRACKET_L,
  TokenKind.PAREN_L,
]);
const closing: ReadonlySet<TokenKind> = new Set([
  TokenKind.BRACE_R,
  TokenKind.BRACKET_R,
  TokenKind.PAREN_R,
]);

/** Errors: BAD_USER_INPUT. What is no GraphQL at all passes, as the parser says it better. */
export function requireScannable(query: string, limits: OperationLimits): void {
  const lexer = new Lexer(new Source(query));
  let tokens = 0;
  let depth = 0;
  for (;;) {
    const kind = nextKind(lexer);
    if (lexer.line > limits.lines) throw limitExceeded({ limit: 'lines', maximum: limits.lines });
    if (kind === undefined || kind === TokenKind.EOF) return;
    tokens += 1;
    if (tokens > limits.tokens) throw limitExceeded({ limit: 'tokens', maximum: limits.tokens });
    if (opening.has(kind)) depth += 1;
    if (closing.has(kind)) depth -= 1;
    if (depth > maxNestedBrackets) {
      throw limitExceeded({ limit: 'depth', maximum: limits.depth });
    }
  }
}

function nextKind(lexer: Lexer): TokenKind | undefined {
  try {
    return lexer.advance().kind;
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
