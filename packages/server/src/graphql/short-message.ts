/** Messages of errors that hold what a client has sent, which may be as large as a request. */

/** Characters that are shown; no message of our own comes near. */
const maxMessageLength = 1_000;
/** Of the end, where graphql-js says what is wrong, behind the value. */
const endLength = 300;

/** The message, without its middle when it is longer than 1,000 characters. */
export function shortMessage(message: string): string {
  if (message.length <= maxMessageLength) return message;
  const beginning = message.slice(0, maxMessageLength - endLength).toWellFormed();
  return `${beginning}…${message.slice(-endLength).toWellFormed()}`;
}
