/** The custom scalars of every subgraph; their SDL is schema/shared/scalars.graphql. */
import { DateTimeResolver, JSONResolver } from 'graphql-scalars';

export const scalarResolvers = {
  DateTime: DateTimeResolver,
  JSON: JSONResolver,
};
