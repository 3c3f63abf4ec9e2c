/**
 * The forms in which an answer in parts is written. Both have `hasNext`; that of 2022 names each part
 * by its path and label, the later one (graphql-js 17; https://specs.apollo.dev/incremental/v0.2)
 * announces it under an id first, and says when it is complete.
 */
import type { GraphQLResponse } from '@apollo/server';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type {
  IncrementalPart,
  IncrementalResults,
  SubsequentResult,
} from '../execution/deferred.ts';
import { type PartsMediaType, partsOf2022, partsOfV02 } from './media-types.ts';

/** What Apollo Server writes as JSON, one object for each part of the response. */
export type IncrementalBody = Extract<GraphQLResponse['body'], { readonly kind: 'incremental' }>;

export const incrementalForms: Readonly<
  Record<PartsMediaType, (results: IncrementalResults) => IncrementalBody>
> = { [partsOf2022]: formOf2022, [partsOfV02]: formOfV02 };

function formOf2022({ initialResult, subsequentResults }: IncrementalResults): IncrementalBody {
  const { data, errors, hasNext } = initialResult;
  return {
    kind: 'incremental',
    initialResult: { ...shown({ errors }), data: data ?? null, hasNext },
    subsequentResults: mapped(subsequentResults, ({ incremental, hasNext: isMore }) => ({
      hasNext: isMore,
      incremental: incremental.map(({ id: _, errors: wrong, ...part }) => ({
        ...part,
        ...shown({ errors: wrong }),
      })),
    })),
  };
}

function formOfV02(results: IncrementalResults): IncrementalBody {
  const { initialResult, pending, subsequentResults } = results;
  const { data, errors, hasNext } = initialResult;
  return {
    kind: 'incremental',
    initialResult: { data: data ?? {}, ...shown({ errors }), pending, hasNext },
    subsequentResults: mapped(subsequentResults, (result) => ({
      ...(result.pending.length > 0 ? { pending: result.pending } : {}),
      ...arrivals(result.incremental),
      completed: result.incremental.map(completion),
      hasNext: result.hasNext,
    })),
  };
}

function arrivals(parts: readonly IncrementalPart[]) {
  const incremental = parts.flatMap(({ id, data, errors }) =>
    data ? [{ id, data, ...shown({ errors }) }] : [],
  );
  return incremental.length > 0 ? { incremental } : {};
}

/** A part that came to nothing has its errors here, and no data. */
function completion({ id, data, errors }: IncrementalPart) {
  return { id, ...(data ? {} : shown({ errors })) };
}

function shown({ errors }: { readonly errors: ExecutionResult['errors'] }): {
  errors?: readonly GraphQLFormattedError[];
} {
  return errors ? { errors: errors.map((error) => error.toJSON()) } : {};
}

async function* mapped<T>(
  results: AsyncIterable<SubsequentResult>,
  form: (result: SubsequentResult) => T,
) {
  for await (const result of results) yield form(result);
}
