/**
 * Shapes the merged tree into the answer that the operation asks for: aliases, fragments, null
 * propagation, and only values that the schema allows (GraphQL specification, section 6.4.4). The
 * selections are compiled once for an operation (and for each outcome of its @skip and @include),
 * by runtime type, so that shaping a list costs one lookup an item.
 */
import {
  GraphQLError,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Denial, denialError } from '../authorization/denial.ts';
import { type Data, getOwn, isObject, setOwn } from './data.ts';
import { type CollectedField, type FieldCollector } from './fields.ts';
import type { TreeNames } from '../supergraph/tree-names.ts';

/** Fills in `__schema` and `__type`, which no subgraph answers. */
export type Introspect = (responseName: string) => unknown;

export interface Shaper {
  /**
   * The answer's `data` and what was wrong with values from subgraphs. Null where a value is
   * missing or wrong, never without an error; a null that the schema forbids takes its parent with
   * it. An object that is `unknown` to the subgraph it belongs to is null without an error, where it
   * may be.
   */
  (tree: Tree, introspect: Introspect): { data: Data | null; errors: GraphQLError[] };
}

export interface Tree {
  readonly data: Data;
  readonly unknown: WeakSet<Data>;
  /** Fields that objects lack for a reason that has been told. */
  readonly excused: WeakMap<Data, ReadonlySet<string>>;
}

/** Marks a null that the parent may not have. */
const invalid = Symbol('invalid');
/** A value of the answer, or `invalid`. */
type Shaped = unknown;

/**
 * The type of an object; an interface where the subgraph knows no members of it (`@interfaceObject`)
 * and the operation asks for nothing that depends on them.
 */
export type RuntimeType = GraphQLObjectType | GraphQLInterfaceType;

/** One field of one runtime type, ready to be shaped. */
interface FieldShape {
  readonly responseName: string;
  readonly treeName: string;
  /** Computed by the gateway: no subgraph answers it. */
  readonly isOurs?: boolean;
  readonly isNonNull?: boolean;
  /** Why nobody has been asked for it. */
  readonly denial?: Denial | undefined;
  readonly shape: ValueShape;
}

type ValueShape = (value: unknown, shaping: Shaping) => Shaped;

/** The state of shaping one answer. `path` is where it is now. */
interface Shaping extends Pick<Tree, 'unknown' | 'excused'> {
  readonly errors: GraphQLError[];
  readonly path: (string | number)[];
  readonly introspect: Introspect;
}

export interface ShaperOptions {
  readonly schema: GraphQLSchema;
  readonly rootType: RuntimeType;
  readonly selectionSet: SelectionSetNode;
  readonly collector: FieldCollector;
  readonly treeNames: TreeNames;
}

export function createShaper(options: ShaperOptions): Shaper {
  const { rootType, selectionSet } = options;
  const shapeRoot = objectShape(options, rootType, [selectionSet]);
  return ({ data: tree, unknown, excused }, introspect) => {
    const shaping: Shaping = { errors: [], path: [], introspect, unknown, excused };
    const data = shapeRoot(tree, shaping);
    return { data: data === invalid ? null : (data as Data | null), errors: shaping.errors };
  };
}

type Compiler = Pick<ShaperOptions, 'schema' | 'collector' | 'treeNames'>;

/** Objects of one static type; fields are compiled per runtime type, on first sight. */
function objectShape(
  compiler: Compiler,
  type: GraphQLNamedType,
  selectionSets: readonly SelectionSetNode[],
): ValueShape {
  const byType = new Map<string, readonly FieldShape[]>();
  const fieldsOf = (runtimeType: RuntimeType) => {
    const known = byType.get(runtimeType.name);
    if (known) return known;
    const compiled = compiler
      .collector(runtimeType, selectionSets)
      .map((field) => compileField(compiler, runtimeType, field));
    byType.set(runtimeType.name, compiled);
    return compiled;
  };
  return (value, shaping) => {
    if (!isObject(value)) return complain(shaping, 'is not an object');
    const runtimeType = runtimeTypeOf(compiler.schema, type, value);
    if (!runtimeType) return complain(shaping, 'has no type of this schema');
    const before = shaping.errors.length;
    const shaped = shapeObject(value, fieldsOf(runtimeType), shaping);
    // A reference to what is not there, or not any more, is no fault of what its fields are missing.
    if (shaped === null && shaping.unknown.has(value)) shaping.errors.length = before;
    return shaped;
  };
}

function shapeObject(value: Data, fields: readonly FieldShape[], shaping: Shaping): Shaped {
  const shaped: Data = {};
  for (const field of fields) {
    const { responseName } = field;
    shaping.path.push(responseName);
    const result = shapeField(value, field, shaping);
    shaping.path.pop();
    if (result === invalid) return null;
    setOwn(shaped, responseName, result);
  }
  return shaped;
}

function shapeField(
  holder: Data,
  { treeName, shape, isOurs, isNonNull, denial }: FieldShape,
  shaping: Shaping,
): Shaped {
  if (denial) {
    shaping.errors.push(denialError(denial, shaping.path));
    return isNonNull ? invalid : null;
  }
  const value = getOwn(holder, treeName);
  const isMissing = value === undefined && !isOurs;
  if (!isMissing || shaping.unknown.has(holder) || shaping.excused.get(holder)?.has(treeName)) {
    return shape(value, shaping);
  }
  complain(shaping, 'is missing: no subgraph was asked for it, or none answered');
  return isNonNull ? invalid : null;
}

/** The type of an object that the schema says is a `type`; null when it has none of this schema. */
export function runtimeTypeOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  value: Data,
): RuntimeType | null {
  const name = getOwn(value, '__typename');
  if (typeof name !== 'string') return isObjectType(type) || isInterfaceType(type) ? type : null;
  if (name === type.name && isObjectType(type)) return type;
  const runtimeType = schema.getType(name);
  if (isInterfaceType(runtimeType)) {
    const isOfType =
      runtimeType === type || (isAbstractType(type) && schema.isSubType(type, runtimeType));
    return isOfType ? runtimeType : null;
  }
  if (!isObjectType(runtimeType)) return null;
  // An object renamed by composition still is what the schema says it is.
  if (isObjectType(type)) return type;
  return isAbstractType(type) && schema.isSubType(type, runtimeType) ? runtimeType : null;
}

function compileField(
  compiler: Compiler,
  parent: RuntimeType,
  { responseName, name, selectionSets, denial }: CollectedField,
): FieldShape {
  const names = { responseName, treeName: compiler.treeNames.treeNameOf(responseName, name) };
  if (name === '__typename') return { ...names, isOurs: true, shape: typeNameShape(parent) };
  if (name === '__schema' || name === '__type') {
    const shape: ValueShape = (_, shaping) => shaping.introspect(responseName) ?? null;
    return { ...names, isOurs: true, shape };
  }
  const field = parent.getFields()[name];
  if (!field) throw new Error(`The field ${parent.name}.${name} is not in the schema.`);
  const shape = compileValue(compiler, field.type, selectionSets);
  return { ...names, isNonNull: isNonNullType(field.type), denial, shape };
}

function typeNameShape(parent: RuntimeType): ValueShape {
  if (isObjectType(parent)) return () => parent.name;
  return (_, shaping) => {
    complain(shaping, 'has no type but that of an interface');
    return invalid;
  };
}

function compileValue(
  compiler: Compiler,
  type: GraphQLOutputType,
  selectionSets: readonly SelectionSetNode[],
): ValueShape {
  if (isNonNullType(type)) return nonNull(compileValue(compiler, type.ofType, selectionSets));
  const shape = isListType(type)
    ? list(compileValue(compiler, type.ofType, selectionSets))
    : isLeafType(type)
      ? leaf(type)
      : objectShape(compiler, type, selectionSets);
  return (value, shaping) => (value == null ? null : shape(value, shaping));
}

function nonNull(shape: ValueShape): ValueShape {
  return (value, shaping) => {
    const before = shaping.errors.length;
    const shaped = shape(value, shaping);
    if (shaped !== null) return shaped;
    // Whatever made the value null has been reported where it happened.
    if (shaping.errors.length === before)
      complain(shaping, 'is null although the schema forbids it');
    return invalid;
  };
}

function list(shape: ValueShape): ValueShape {
  return (value, shaping) => {
    if (!Array.isArray(value)) return complain(shaping, 'is not a list');
    const shaped: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      shaping.path.push(index);
      const item = shape(value[index], shaping);
      shaping.path.pop();
      if (item === invalid) return null;
      shaped.push(item);
    }
    return shaped;
  };
}

function leaf(type: GraphQLLeafType): ValueShape {
  const allowed = leafTest(type);
  return (value, shaping) =>
    allowed(value) ? value : complain(shaping, `is not a value of ${type.name}`);
}

const maxInt = 2 ** 31;

/** Custom scalars are the subgraph's to serialize; the built-in ones and enums are checked. */
function leafTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => typeof value === 'string' && names.has(value);
  }
  switch (type.name) {
    case 'Int':
      return (value) =>
        Number.isInteger(value) && (value as number) >= -maxInt && (value as number) < maxInt;
    case 'Float':
      return (value) => Number.isFinite(value);
    case 'String':
      return (value) => typeof value === 'string';
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'ID':
      return (value) => typeof value === 'string' || Number.isInteger(value);
    default:
      return () => true;
  }
}

function complain({ errors, path }: Shaping, what: string): null {
  errors.push(
    new GraphQLError(`A value from a subgraph ${what}.`, {
      path: [...path],
      extensions: { code: 'INTERNAL' },
    }),
  );
  return null;
}
