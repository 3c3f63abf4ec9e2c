/**
 * Tells that a file has changed and is quiet again. By asking, not by notices of the file system:
 * those are lost when the file is replaced by a rename, by a symbolic link that points elsewhere (as
 * mounted configuration does), or on file systems of other machines.
 */
import { stat } from 'node:fs/promises';

export interface FileWatch {
  /** Stops asking. */
  stop(): void;
}

/** A change is noticed after one of these, and believed after another without a further change. */
const pollMs = 250;

/**
 * Calls `onChange` once at the beginning, for what has changed since somebody read the file, and after
 * each change, also when the file goes or comes; one call at a time. Changes during a call lead to
 * another one.
 */
export function watchFile(
  path: string,
  onChange: () => Promise<void>,
  intervalMs = pollMs,
): FileWatch {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  let handled = '';
  let seen = '';
  const look = async () => {
    const now = await signatureOf(path);
    const isQuiet = now === seen;
    seen = now;
    if (!isStopped && isQuiet && now !== handled) {
      handled = now;
      await onChange();
    }
    if (!isStopped) again();
  };
  const again = () => {
    timer = setTimeout(() => void look(), intervalMs);
    // Watching alone keeps no process alive.
    timer.unref();
  };
  again();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Changes with every write and every replacement. */
async function signatureOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
