/**
 * Goal: what an actor gets is the full answer with a null wherever it lacks something, and nothing
 * else is missing. Method: random operations, random rules on random fields and types, random actors;
 * compared with one server whose resolvers refuse what may not be seen, decided by another algorithm:
 * fragments written out, and each field judged where it stands.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isUnionType,
  parse,
  print,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { AccessRule } from '@arbiter/gateway/authorization/access-rule.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { choices, deferSome, mergeParts } from './deferred-operation.ts';
import { operations } from './random-operation.ts';
import { startFederation, startMonolith } from './servers.ts';

const runs = Number(process.env['AUTHORIZATION_RUNS'] ?? 300);
const seed = Number(process.env['AUTHORIZATION_SEED'] ?? 20_261_128);
/** On a busy machine a property has been tried often enough after this. */
const enoughMs = 60_000;

const federation = startFederation();
const monolith = startMonolith(federation.schema);
const { schema } = federation;

const scopes = ['a', 'b', 'c'] as const;

/** Of types and fields; the root and its type are left alone more often, or nothing is ever left. */
const coordinates = Object.values(schema.getTypeMap()).flatMap((type) => {
  const isUser = !type.name.startsWith('__') && type.name !== 'Query';
  const types = isUser && !isUnionType(type) && (isCompositeType(type) || isLeafType(type));
  const fields = 'getFields' in type && isCompositeType(type) ? Object.keys(type.getFields()) : [];
  if (type.name.startsWith('__')) return [];
  return [...(types ? [type.name] : []), ...fields.map((field) => `${type.name}.${field}`)];
});

const rule: fc.Arbitrary<AccessRule> = fc.oneof(
  fc.constant({ kind: 'authenticated' } as const),
  fc
    .array(fc.subarray([...scopes], { minLength: 1 }), { minLength: 1, maxLength: 2 })
    .map((anyOf) => ({ kind: 'scopes', anyOf }) as const),
);

interface World {
  readonly rules: ReadonlyMap<string, AccessRule>;
  readonly actor: { readonly scopes: readonly string[]; readonly isAnonymous?: true };
}

const worlds: fc.Arbitrary<World> = fc.record({
  rules: fc
    .array(fc.tuple(fc.constantFrom(...coordinates), rule), { minLength: 1, maxLength: 12 })
    .map((entries) => new Map(entries)),
  actor: fc.oneof(
    fc.record({ scopes: fc.subarray([...scopes]) }),
    fc.constant({ scopes: [], isAnonymous: true } as const),
  ),
});

function executorOf({ rules }: World) {
  return federation.restricted({
    isEmpty: false,
    of: (coordinate) => [rules.get(coordinate)].filter((each) => each !== undefined),
  });
}

/** The fields of the written-out operation that the actor may not see. */
function deniedFields(document: DocumentNode, { rules, actor }: World): Set<FieldNode> {
  const lacks = (coordinate: string) => {
    const needed = rules.get(coordinate);
    if (!needed) return false;
    if (actor.isAnonymous) return true;
    if (needed.kind === 'authenticated') return false;
    return !needed.anyOf.some((all) => all.every((scope) => actor.scopes.includes(scope)));
  };
  const denied = new Set<FieldNode>();
  const typeInfo = new TypeInfo(schema);
  let depth = 0;
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(node) {
          const parent = typeInfo.getParentType();
          const isHere = !node.name.value.startsWith('__') && isLacking(parent?.name, node);
          if (isHere || depth > 0) {
            if (!node.name.value.startsWith('__')) denied.add(node);
            depth += 1;
          }
        },
        leave() {
          if (depth > 0) depth -= 1;
        },
      },
    }),
  );
  return denied;

  function isLacking(typeName: string | undefined, { name }: FieldNode): boolean {
    const parent = schema.getType(typeName ?? '');
    const members = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : [];
    return [parent, ...members].some((type) => {
      if (!type || !('getFields' in type) || !isCompositeType(type)) return false;
      const field = type.getFields()[name.value];
      return (
        field !== undefined &&
        [type.name, `${type.name}.${name.value}`, getNamedType(field.type).name].some(lacks)
      );
    });
  }
}

/** Each selection is a node of its own, so that one can be denied and another not. */
function writtenOut(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  let current = document;
  while (print(current).includes('...F')) {
    current = visit(current, {
      FragmentDefinition: () => null,
      FragmentSpread({ name, directives = [] }) {
        const { typeCondition, selectionSet } = fragments.get(name.value)!;
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
      },
    });
  }
  // Printed and read again: no two places share a node.
  return parse(print(current));
}

function plain({ data, errors = [] }: ExecutionResult) {
  const denied = errors.filter(({ extensions }) => 'required' in extensions);
  return {
    data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
    failed: errors.length > 0,
    denied: denied.map(({ path }) => path?.join('.') ?? ''),
  };
}

async function answers(query: string, variables: Record<string, unknown>, world: World) {
  const document = parse(query);
  const identity = testIdentity('alpha', world.actor);
  const whole = writtenOut(document);
  const [ours, theirs] = await Promise.all([
    executorOf(world).execute({ document, variables, identity }),
    monolith.askWithout(whole, variables, deniedFields(whole, world)),
  ]);
  return { ours: plain(ours), theirs: plain(theirs) };
}

const isValid = (toSchema: GraphQLSchema, query: string) =>
  validate(toSchema, parse(query)).length === 0;

describe('what an actor may see', () => {
  test('is the full answer with nulls where it may not', async () => {
    let withNulls = 0;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(operations(schema), worlds, async ({ query, variables }, world) => {
        fc.pre(isValid(schema, query));
        const { ours, theirs } = await answers(query, variables, world);
        expect({ data: ours.data, failed: ours.failed }).toEqual({
          data: theirs.data,
          failed: theirs.failed,
        });
        count += 1;
        withNulls += ours.denied.length > 0 ? 1 : 0;
      }),
      { seed, numRuns: runs, interruptAfterTimeLimit: enoughMs },
    );
    // Else the property says nothing.
    expect(withNulls).toBeGreaterThan(count / 5);
  }, 240_000);

  test('is the same in parts', async () => {
    await fc.assert(
      fc.asyncProperty(operations(schema), worlds, choices, async (operation, world, chosen) => {
        const { query, variables } = operation;
        fc.pre(isValid(schema, query));
        const document = deferSome(parse(query), chosen);
        const identity = testIdentity('alpha', world.actor);
        const executor = executorOf(world);
        const asked = { document: parse(print(document)), variables, identity };
        const merged = await mergeParts(await executor.executeInParts(asked));
        const whole = plain(await executor.execute(asked));
        expect(merged.failed).toBe(whole.failed);
        // A null that is not allowed goes no further than the part it is in.
        expect(holds(merged.data, whole.data)).toBe(true);
      }),
      { seed, numRuns: runs / 2, interruptAfterTimeLimit: enoughMs },
    );
  }, 240_000);
});

/** A field that is denied on the interface and seen on a member, each in a part of its own. */
test.each([
  '{ products { heavy ... on Book { ... @defer { heavy } } } }',
  '{ products { ... @defer { heavy } ... on Book { heavy } } }',
  '{ products { ... @defer { heavy } ... on Book { ... @defer { heavy } } } }',
])('what is denied and seen is seen, for %s', async (query) => {
  const rules = new Map<string, AccessRule>([['Disc.heavy', { kind: 'scopes', anyOf: [['c']] }]]);
  const executor = executorOf({ rules, actor: { scopes: [] } });
  const identity = testIdentity('alpha', { scopes: [] });
  const asked = { document: parse(query), identity };
  const merged = await mergeParts(await executor.executeInParts(asked));
  expect(merged.data).toEqual(plain(await executor.execute(asked)).data);
  expect(JSON.stringify(merged.data)).toMatch(/"heavy":(true|false)/);
});

/** Whether each value of the whole is in the parts; where the whole is null they may hold anything. */
function holds(parts: unknown, whole: unknown): boolean {
  if (whole === null || typeof whole !== 'object') return whole === null || parts === whole;
  if (parts === null || parts === undefined) return false;
  return Object.entries(whole).every(([key, value]) =>
    holds((parts as Record<string, unknown>)[key], value),
  );
}
