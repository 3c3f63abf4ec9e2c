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

A document that is no valid GraphQL, or not valid for the schema, has the codes
\`GRAPHQL_PARSE_FAILED\` and \`GRAPHQL_VALIDATION_FAILED\` that Apollo Server gives it.
`;
}
