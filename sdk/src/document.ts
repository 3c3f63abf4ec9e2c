/**
 * GraphQL documents that know the types of their result and variables. They are plain text at run
 * time, so that no GraphQL library is needed.
 */

/**
 * A document with its types. The SDK's own are strings; documents that GraphQL Code Generator makes
 * with `documentMode: string` fit as well.
 */
export interface TypedDocument<Result = unknown, Variables = unknown> {
  toString(): string;
  /** Never there; carries the types. */
  readonly __apiType?: (variables: Variables) => Result;
}

/** Any document, whatever its types. */
export type AnyDocument = TypedDocument<unknown, never>;

/** Type of the data that a document asks for. */
export type ResultOf<Document> =
  Document extends TypedDocument<infer Result, infer _Variables> ? Result : never;

/** Type of the variables that a document takes. */
export type VariablesOf<Document> =
  Document extends TypedDocument<infer _Result, infer Variables> ? Variables : never;

/** What a client method sends, and where in the answer its value is. */
export interface OperationInfo {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Name of the root field. */
  readonly root: string;
  readonly document: AnyDocument;
}

/** Arguments after the document; the variables may be left out where none is needed. */
export type DocumentArguments<Variables, Options> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

/** The text of a document. Throws a TypeError for a parsed one, which the SDK does not print. */
export function textOf(document: AnyDocument): string {
  const text = String(document);
  if (!text.startsWith('[object')) return text;
  throw new TypeError('Give documents as text; GraphQL Code Generator: `documentMode: string`.');
}

/**
 * Whether a document may change something. Told by the word, wherever it stands: taking a query for
 * a mutation only means that it is not repeated.
 */
export function mayChangeThings(text: string): boolean {
  return /\bmutation\b/.test(text);
}

/** Whether a subscription can be continued: it takes the cursor as its variable `after`. */
export function takesCursor(text: string): boolean {
  return /\$after\s*:/.test(text);
}
