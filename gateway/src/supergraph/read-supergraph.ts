/** A supergraph from a file, with refusals in one line: what is wrong with it and what to do. */
import { readFile } from 'node:fs/promises';
import { parse } from 'graphql';
import { StartError } from '@arbiter/server/process/lifecycle.ts';
import { type SupergraphFault, UnsupportedSupergraphError, faultsOf } from './supergraph-faults.ts';
import type { Supergraph } from './supergraph.ts';

/** The message is one line for the operator, and names the file. */
export class SupergraphError extends StartError {}

/** Makes a supergraph of its SDL, in this thread or with another one. */
export type MakeSupergraph = (sdl: string) => Supergraph | Promise<Supergraph>;

/** Errors: SupergraphError. */
export async function readSupergraph(path: string, make: MakeSupergraph): Promise<Supergraph> {
  return toSupergraph(path, await readSupergraphFile(path), make);
}

/** The file's text. Errors: SupergraphError when it cannot be read. */
export async function readSupergraphFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refusal(path, `cannot be read (${code}). Put a composed supergraph there`, error);
  }
}

/** The supergraph in the text of a file. Errors: SupergraphError. */
export async function toSupergraph(
  path: string,
  sdl: string,
  make: MakeSupergraph,
): Promise<Supergraph> {
  if (sdl.trim() === '') throw refusal(path, 'is empty. Put a composed supergraph there');
  try {
    parse(sdl, { noLocation: true });
  } catch (error) {
    const what = `is broken, or not written to its end: ${describe(error)}. Compose it again`;
    throw refusal(path, `${what}, and put it in place with a rename`, error);
  }
  try {
    return await make(sdl);
  } catch (error) {
    if (error instanceof UnsupportedSupergraphError) throw refusal(path, error.reason, error);
    const what = `cannot be served: ${describe(error)}`;
    throw refusal(path, `${what}. It must be a composed Federation 2 supergraph`, error);
  }
}

function refusal(path: string, what: string, cause?: unknown): SupergraphError {
  return new SupergraphError(`The supergraph ${path} ${what}.`, { cause });
}

/** Faults shown; the first ones cause most of the others. */
const maxFaults = 3;

function describe(error: unknown): string {
  const faults = faultsOf(error).slice(0, maxFaults).map(describeFault);
  return faults.join('; ').replace(/\.$/, '');
}

function describeFault({ message, line }: SupergraphFault): string {
  const text = message.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line === undefined ? text : `${text} (line ${line})`;
}
