/** What a script itself has said, among what npm says about running it. */

/** The lines that are not npm's (`> arbiter@…`, `npm warn …`), without empty ones. */
export function ownLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !/^(> |npm )/.test(line));
}
