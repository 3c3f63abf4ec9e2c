/** Where commands say things: results apart from the rest, so that a secret can go into a variable. */
export interface CliStreams {
  /** Results, a line each. */
  print(line: string): void;
  /** What is said beside them. */
  note(line: string): void;
}

/** What a command says. */
export interface CliOutput {
  /** A result: the line that people read, and the same in fields for programs. */
  show(line: string, fields: Readonly<Record<string, unknown>>): void;
  /** What may be done next, for people. */
  note(line: string): void;
}

/** Each result as its line, or as JSON, which is one line too and no notes. */
export function outputOf({ print, note }: CliStreams, isJson: boolean): CliOutput {
  if (isJson) return { show: (_line, fields) => print(JSON.stringify(fields)), note: () => {} };
  return { show: (line) => print(line), note };
}
