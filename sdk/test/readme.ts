/** The programs that the README shows. */
import { readFile } from 'node:fs/promises';

const readme = new URL('../README.md', import.meta.url);

/** Each is whole: it can be compiled and run by itself. */
export async function readmePrograms(): Promise<string[]> {
  const text = await readFile(readme, 'utf8');
  return Array.from(text.matchAll(/^```ts\n(.*?)^```$/gms), ([, program = '']) => program);
}
