/**
 * Answers in parts over HTTP: `multipart/mixed`, one part for what comes first and one for each of
 * what comes later, to clients that say they take it. Apollo Server writes the parts; what it cannot
 * do is to get them from a gateway, so they are given to it in place of an answer.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { ExecutionResult } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { hasDefer } from '../execution/deferred-document.ts';
import type { SupergraphManager } from '../supergraph/manager.ts';
import { incrementalForms } from './incremental-forms.ts';
import { chosenPartsType } from './media-types.ts';

export interface AnswerContext {
  readonly identity: RequestIdentity;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** Whether the answer is to say what it has cost. */
  readonly showsCost: boolean;
  /** Calls when the response is over, whoever has ended it. */
  onClosed(listener: () => void): void;
}

/** Runs operations with `@defer` for clients that take parts; leaves all others alone. */
export function answerInParts(supergraphs: SupergraphManager): ApolloServerPlugin<AnswerContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ request, schema, document, contextValue }) {
          const headers = request.http?.headers;
          const mediaType = chosenPartsType(headers?.get('accept'));
          if (!headers || !mediaType || !hasDefer(document)) return null;
          const { operationName, variables } = request;
          const { identity, signal, onClosed } = contextValue;
          const asked = { document, operationName, variables, identity, signal };
          const generation = supergraphs.generationOf(schema);
          // Its sources stay open until the last part has been sent, or nobody waits for it.
          const leave = generation.enter();
          onClosed(leave);
          if (signal.aborted) leave();
          const answer = await generation.executor.executeInParts(asked);
          if (!('initialResult' in answer)) return inOne(answer);
          // Apollo Server knows a form by its full name only, and has preferences of its own.
          headers.set('accept', mediaType);
          const body = incrementalForms[mediaType](answer);
          return { http: { status: 200, headers: new HeaderMap() }, body };
        },
      };
    },
  };
}

/** Nothing ran when there is no data, not even null: the request was wrong. */
function inOne({ data, errors }: ExecutionResult) {
  const shown = errors?.map((error) => error.toJSON());
  const singleResult = {
    ...(shown ? { errors: shown } : {}),
    ...(data === undefined ? {} : { data }),
  };
  const http = { status: data === undefined ? 400 : 200, headers: new HeaderMap() };
  return { http, body: { kind: 'single' as const, singleResult } };
}
