/**
 * Lineage events without end, each different from all others, and posters that send them at the same
 * time: what training code does to a server. The events are those of real producers, given runs of
 * their own.
 */
import { createHash } from 'node:crypto';
import { recordedBodies } from '@arbiter/registry/lineage/lineage-vectors.ts';
import { readLineageEvent } from '@arbiter/registry/lineage/openlineage.rules.ts';

/** The recorded run events that are accepted, as far as nothing in them is about the run. */
const templates = recordedBodies()
  .filter(({ body }) => readLineageEvent(body).kind === 'accepted')
  .map(({ body }) => JSON.parse(body) as { readonly run?: object })
  .filter(({ run }) => run !== undefined);

/** The body of one event; the same for the same number. */
export function lineageBody(index: number): string {
  const template = templates[index % templates.length] ?? {};
  return JSON.stringify({ ...template, run: { ...template.run, runId: runIdOf(index) } });
}

function runIdOf(index: number): string {
  const hex = createHash('sha256').update(`run ${index}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
    .concat(hex.slice(20, 32))
    .join('-');
}

/** What a server has answered to an event. */
export interface PostedEvent {
  readonly index: number;
  readonly status: number;
  /** Of a stored event. */
  readonly id: string | undefined;
}

export interface PostOptions {
  /** Events are those with numbers below. */
  readonly count: number;
  readonly posters: number;
  /** Sees each answer as it comes. */
  readonly onAnswer?: (answer: PostedEvent, answers: readonly PostedEvent[]) => void;
}

/**
 * Posts every event once, several at a time, to `<url>/api/v1/lineage`. A poster that gets no answer
 * ends; resolves with what was answered when all have ended.
 */
export async function postLineage(url: string, options: PostOptions): Promise<PostedEvent[]> {
  const { count, posters, onAnswer } = options;
  const answers: PostedEvent[] = [];
  let next = 0;
  const postOn = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      const answer = await postOne(url, index);
      if (!answer) return;
      answers.push(answer);
      onAnswer?.(answer, answers);
    }
  };
  await Promise.all(Array.from({ length: posters }, postOn));
  return answers;
}

async function postOne(url: string, index: number): Promise<PostedEvent | null> {
  try {
    const answer = await fetch(`${url}/api/v1/lineage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: lineageBody(index),
    });
    const { id } = (await answer.json()) as { id?: string };
    return { index, status: answer.status, id };
  } catch {
    return null;
  }
}
