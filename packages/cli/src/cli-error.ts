/** What stops a command, in a line for whoever typed it, which says what to do next. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
