/** The parts of a query plan that running it needs, and the two questions they all ask. */
import type { QueryPlanFieldNode } from '@apollo/query-planner';
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { type Data, getOwn } from './data.ts';

export type {
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  ResponsePath,
  SubscriptionNode,
} from '@apollo/query-planner';

export function responseNameOf({ alias, name }: QueryPlanFieldNode): string {
  return alias ?? name;
}

/** Whether an object, by its `__typename`, is of the named type or implements it. */
export type TypeTest = (object: Data, typeName: string, whenUntyped?: boolean) => boolean;

export function createTypeTest(schema: GraphQLSchema): TypeTest {
  return (object, typeName, whenUntyped = false) => {
    const own = getOwn(object, '__typename');
    if (typeof own !== 'string') return whenUntyped;
    if (own === typeName) return true;
    const type = schema.getType(own);
    const condition = schema.getType(typeName);
    if (!isAbstractType(condition) || !(isObjectType(type) || isInterfaceType(type))) return false;
    return schema.isSubType(condition, type);
  };
}
