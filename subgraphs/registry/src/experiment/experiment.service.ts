/** Commands on experiments. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText, requireText } from '@arbiter/kernel/text/text.ts';
import { requireTags } from '@arbiter/kernel/text/words.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { experimentCreated } from '../events.ts';
import { Experiment, type ExperimentRow } from './experiment.entity.ts';
import { configHash } from './experiment.rules.ts';

export interface CreateExperiment {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly config?: unknown;
  readonly seed?: number | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly metadata?: unknown;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Creates an experiment in the actor's tenant.
 * Errors: FORBIDDEN, BAD_USER_INPUT.
 * Effects: the experiment, event EXPERIMENT_CREATED. Idempotent per key.
 */
export async function createExperiment(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateExperiment,
): Promise<ExperimentRow> {
  authorize(identity.actor, 'experiment:write');
  const { tenantId } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const values = storedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = { schema: 'registry', tenantId, operation: 'createExperiment', key, request };
    const { id } = await createOnce(tx, once, async () => {
      const experiment = tx.create(Experiment, {
        ...values,
        id: deps.newId(),
        tenantId,
        createdBy: identity.actor.id,
        createdAt: deps.clock(),
      });
      await experimentCreated({ deps, tx, identity }, experiment);
      return experiment.id;
    });
    return tx.findOneOrFail(Experiment, { id });
  });
}

function storedValues(command: CreateExperiment) {
  const config = requireObject(command.config, 'input.config');
  return {
    name: requireText(command.name, 'input.name', { max: 255 }),
    description: optionalText(command.description, 'input.description', { max: 10_000 }),
    config,
    configHash: configHash(config),
    seed: command.seed ?? null,
    tags: requireTags(command.tags),
    metadata: requireObject(command.metadata, 'input.metadata'),
  };
}
