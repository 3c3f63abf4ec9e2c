/**
 * Which workflow an operation is about, read from its arguments, so that what is logged about it says so. It
 * is what the caller asked for, not what there is: nothing is looked up, and nobody gets a right by it.
 */
import { type FieldNode, Kind, type ValueNode, getOperationAST } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { readBaggage, writeBaggage } from '@arbiter/kernel/trace/work-baggage.ts';
import type { GatewayExecutor, OperationRequest } from '../execution/executor.ts';
import { rootFields } from '../execution/root-fields.ts';

/** The executor, told with every operation which workflow that is about. */
export function namingWorkflows(executor: GatewayExecutor): GatewayExecutor {
  const named = (request: OperationRequest) => ({ ...request, identity: identityOf(request) });
  return {
    ...executor,
    execute: (request) => executor.execute(named(request)),
    executeInParts: (request) => executor.executeInParts(named(request)),
    prepareSubscription: (request) => executor.prepareSubscription(named(request)),
    subscribe: (request) => executor.subscribe(named(request)),
  };
}

/** Whoever says by baggage of which workflow the request is part is believed. */
function identityOf(request: OperationRequest): RequestIdentity {
  const { identity } = request;
  const scope = readBaggage(identity.baggage);
  const workflowId = scope.workflowId ?? namedWorkflow(request);
  if (workflowId === null || workflowId === scope.workflowId) return identity;
  const baggage = writeBaggage({ ...scope, workflowId, tenantId: identity.actor.tenantId });
  return baggage === undefined ? identity : { ...identity, baggage };
}

type Asked = Pick<OperationRequest, 'document' | 'operationName' | 'variables'>;

/** Null for an operation that is about none, or about several; only ids of Arbiter's form count. */
export function namedWorkflow({ document, operationName, variables }: Asked): string | null {
  const definition = getOperationAST(document, operationName);
  if (!definition) return null;
  const ids = new Set<string>();
  for (const field of rootFields(document, definition.selectionSet)) {
    for (const value of idsOf(field, variables ?? {})) {
      if (typeof value === 'string' && isUuid(value)) ids.add(value.toLowerCase());
    }
  }
  const [id = null] = ids;
  return ids.size === 1 ? id : null;
}

type Variables = Readonly<Record<string, unknown>>;

/** Values of `workflowId`, and of `id` where the field is about a workflow; both also within an argument. */
function* idsOf(field: FieldNode, variables: Variables): Generator {
  const isAboutWorkflow = /^workflow$|Workflow$/.test(field.name.value);
  const names = isAboutWorkflow ? ['workflowId', 'id'] : ['workflowId'];
  for (const { name, value } of field.arguments ?? []) {
    if (names.includes(name.value)) yield scalarOf(value, variables);
    else for (const each of names) yield memberOf(value, each, variables);
  }
}

function scalarOf(value: ValueNode | undefined, variables: Variables): unknown {
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value];
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function memberOf(value: ValueNode, name: string, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) {
    const given: unknown = variables[value.name.value];
    const isInput = typeof given === 'object' && given !== null && Object.hasOwn(given, name);
    return isInput ? (given as Variables)[name] : undefined;
  }
  if (value.kind !== Kind.OBJECT) return undefined;
  return scalarOf(value.fields.find((field) => field.name.value === name)?.value, variables);
}
