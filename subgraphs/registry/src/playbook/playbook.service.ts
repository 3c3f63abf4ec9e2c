/** Commands on playbooks: write a version down. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText, requireText } from '@arbiter/kernel/text/text.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { flushUnique } from '@arbiter/server/db/unique.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { playbookCreated } from '../events.ts';
import { Playbook, type PlaybookRow } from './playbook.entity.ts';
import { numberVersion } from './playbook.rules.ts';

export interface CreatePlaybook {
  readonly namespace: string;
  readonly name: string;
  readonly version?: number | null | undefined;
  readonly description?: string | null | undefined;
  readonly jsonSpec: unknown;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Writes a version of a playbook down in the actor's tenant; without a number it follows the
 * highest so far. Errors: FORBIDDEN, BAD_USER_INPUT, CONFLICT for a version that exists.
 * Effects: the playbook, event PLAYBOOK_CREATED. Idempotent per key.
 */
export async function createPlaybook(
  deps: Deps,
  identity: RequestIdentity,
  command: CreatePlaybook,
): Promise<PlaybookRow> {
  authorize(identity.actor, 'playbook:write');
  const { tenantId } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const values = storedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = { schema: 'registry', tenantId, operation: 'createPlaybook', key, request };
    const { id } = await createOnce(tx, once, async () => {
      const highest = await highestVersion(tx, { tenantId, ...values });
      const playbook = tx.create(Playbook, {
        ...values,
        id: deps.newId(),
        tenantId,
        version: numberVersion(command.version, highest),
        createdBy: identity.actor.id,
        createdAt: deps.clock(),
      });
      await flushUnique(tx, versionTaken(playbook));
      await playbookCreated({ deps, tx, identity }, playbook);
      return playbook.id;
    });
    return tx.findOneOrFail(Playbook, { id });
  });
}

function storedValues(command: CreatePlaybook) {
  return {
    namespace: requireText(command.namespace, 'input.namespace', { max: 255 }),
    name: requireText(command.name, 'input.name', { max: 255 }),
    description: optionalText(command.description, 'input.description', { max: 10_000 }),
    jsonSpec: requireObject(command.jsonSpec, 'input.jsonSpec'),
  };
}

interface PlaybookName {
  readonly tenantId: string;
  readonly namespace: string;
  readonly name: string;
}

/** Those who number versions of one name wait for each other, so that each gets its own number. */
async function highestVersion(
  tx: Transaction,
  { tenantId, namespace, name }: PlaybookName,
): Promise<number> {
  const lock = JSON.stringify(['playbook', tenantId, namespace, name]);
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [lock]);
  const [row] = await tx.execute<{ highest: number | null }[]>(
    `select max(version) as highest from registry.playbooks
     where tenant_id = ? and namespace = ? and name = ?`,
    [tenantId, namespace, name],
  );
  return row?.highest ?? 0;
}

function versionTaken({ name, version }: PlaybookRow) {
  return conflict(`There is a version ${version} of ${JSON.stringify(name)} already.`, {
    field: 'input.version',
  });
}
