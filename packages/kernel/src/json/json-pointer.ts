/**
 * JSON Pointers: how a fault in a JSON text names its place. Only building them is needed here;
 * nothing in Arbiter is looked up by a pointer that a client sent.
 */

/**
 * The pointer to a place inside a document: member names and array indexes from the root down.
 * No steps give the empty pointer, which is the whole document. Source: RFC 6901, section 3.
 */
export function formatPointer(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((pointer, step) => appendToPointer(pointer, step), '');
}

/** The pointer to a member or element of what `pointer` points to. */
export function appendToPointer(pointer: string, step: string | number): string {
  return `${pointer}/${typeof step === 'number' ? step : escapeStep(step)}`;
}

function escapeStep(step: string): string {
  // The order matters: the tilde that stands for a slash must not be escaped again.
  return step.includes('~') || step.includes('/')
    ? step.replaceAll('~', '~0').replaceAll('/', '~1')
    : step;
}
