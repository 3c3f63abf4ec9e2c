/** Where commands say things: results apart from the rest, so that a secret can go into a variable. */
export interface CliStreams {
  /** Results, a line each. */
  print(line: string): void;
  /** What is said beside them. */
  note(line: string): void;
}
