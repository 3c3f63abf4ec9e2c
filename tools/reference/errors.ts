/** docs/reference/errors.md from the catalogue of error codes. */
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import { code, table } from './markdown.ts';

/** The page's text. */
export function errorsPage(): string {
  const rows = Object.entries(errorCatalogue).map(([name, error]) => [
    code(name),
    error.meaning,
    error.remedy,
    error.retryable ? 'yes' : 'no',
    String(error.httpStatus),
  ]);
  return `
# Errors

Every refusal has one of these codes: in \`extensions.code\` of a GraphQL error, in \`code\` of an
\`application/problem+json\` answer (RFC 9457), whose HTTP status is in the last column. The message
is for people and may change; the code and the extensions are for programs and do not. Where they
help, \`extensions\` also has

- \`field\`: path of the argument at fault, e.g. \`input.name\`,
- \`allowed\`: the values, or the range, that would have been accepted,
- \`faults\`: every fault of an input that can have several, each with \`field\` and \`message\`,
- \`required\`: what the caller lacks, a list all of which is needed: \`authenticated\`, or \`scopes\` or
  \`policies\`, of which one inner list must be held whole,
- \`state\`, \`reasons\`, \`currentVersion\`: what refused a change,
- \`limit\`, \`maximum\`: name of the limit that was exceeded, and the largest value that it allows,
- \`retryAfter\`: seconds to wait before a repeat can succeed,
- \`cursor\`: where a subscription can be resumed,
- \`requestId\`: the request as the server's log knows it; always there.

"Repeat" tells whether the same request may succeed later without being changed.

${table(['Code', 'Meaning', 'What to do', 'Repeat', 'HTTP'], rows)}

A request that is none of GraphQL has a code of Apollo's, which its clients know:

- \`GRAPHQL_PARSE_FAILED\`, \`GRAPHQL_VALIDATION_FAILED\`: the document is no GraphQL, or does not fit the
  schema;
- \`OPERATION_RESOLUTION_FAILURE\`: it has no operation of the name, or several and none was named;
- \`BAD_REQUEST\`: the body is no object, the method does not fit the operation, or the request could be
  made by any page (CSRF prevention);
- \`PERSISTED_QUERY_NOT_FOUND\`: send the text with its hash; \`PERSISTED_QUERY_NOT_SUPPORTED\`.

Messages show a part of what was sent when that is long.
`;
}
