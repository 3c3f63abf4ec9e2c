/** The settings of the gateway's limits. What each is for is told where the defaults are. */
import { z } from 'zod';
import { integerSetting } from '@arbiter/server/config/env.ts';
import { type EdgeLimits, defaultEdgeLimits, maxJsonDepth } from './edge-limits.ts';
import { type OperationLimits, defaultOperationLimits } from './operation-limits.ts';

/** As large as a setting makes sense. */
const maxSetting = 1_000_000_000;
const positive = integerSetting(1, maxSetting);
const operation = defaultOperationLimits;
const edge = defaultEdgeLimits;

/** The texts are those of docs/reference/config.md. */
export const limitSettings = {
  LIMIT_CHARACTERS: positive.default(operation.characters).describe('Characters of a document.'),
  LIMIT_LINES: positive.default(operation.lines).describe('Lines of a document.'),
  LIMIT_TOKENS: positive.default(operation.tokens).describe('Tokens of a document.'),
  LIMIT_DEPTH: positive.default(operation.depth).describe('Levels of fields in an operation.'),
  LIMIT_ALIASES: positive.default(operation.aliases).describe('Aliases in an operation.'),
  LIMIT_ROOT_FIELDS: positive
    .default(operation.rootFields)
    .describe('Fields of the operation itself.'),
  LIMIT_DIRECTIVES: positive.default(operation.directives).describe('Directives in an operation.'),
  LIMIT_LIST_SIZE: positive
    .default(operation.listSize)
    .describe('Items of a page that may be asked for.'),
  LIMIT_COST: positive.default(operation.cost).describe('Estimated cost of an operation.'),
  LIMIT_VARIABLES: positive.default(operation.variables).describe('Variables of a request.'),
  LIMIT_VARIABLES_BYTES: positive
    .default(operation.variablesBytes)
    .describe('Bytes of the variables of a request, as JSON.'),
  LIMIT_BODY_BYTES: positive
    .default(edge.bodyBytes)
    .describe('Bytes of the body of a request; more is refused with 413.'),
  LIMIT_JSON_DEPTH: integerSetting(1, maxJsonDepth)
    .default(edge.jsonDepth)
    .describe('Arrays and objects inside each other in the JSON of a request or message.'),
  LIMIT_BATCH: positive
    .default(edge.batch)
    .describe('Operations in one request; 1: requests with several are refused.'),
  LIMIT_SOCKETS: positive.default(edge.sockets).describe('WebSockets open at once.'),
  LIMIT_SOCKETS_PER_ADDRESS: positive
    .default(edge.socketsPerAddress)
    .describe('WebSockets open at once from one address.'),
  LIMIT_SOCKET_OPERATIONS: positive
    .default(edge.operationsPerSocket)
    .describe('Operations under way on one WebSocket.'),
  LIMIT_SOCKET_INIT_MS: positive
    .default(edge.socketInitMs)
    .describe('Milliseconds from the opening of a WebSocket to its `connection_init`.'),
  LIMIT_MESSAGE_BYTES: positive
    .default(edge.messageBytes)
    .describe('Bytes of one message on a WebSocket.'),
  LIMIT_STREAMS: positive.default(edge.streams).describe('Event streams (SSE) open at once.'),
  LIMIT_TENANT_SUBSCRIPTIONS: positive
    .default(edge.subscriptionsPerTenant)
    .describe('Subscriptions of one tenant open at once in this process.'),
  LIMIT_UNKNOWN_KEYS: positive
    .default(edge.unknownKeysPerMinute)
    .describe('API keys and sessions that nobody has, tried in a minute from one address.'),
} as const;

export const trustedDocumentSettings = {
  TRUSTED_DOCUMENTS: z
    .string()
    .optional()
    .describe(
      'Path of a manifest of persisted queries (Apollo, version 1), e.g. ' +
        '`sdk/persisted-queries.json`: its documents can be asked for by their ids.',
    ),
  TRUSTED_DOCUMENTS_ONLY: z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .describe('`true`: nothing but the documents of the manifest is run.'),
} as const;

const shape = z.object(limitSettings);

/** All limits of a gateway. */
export interface GatewayLimits {
  readonly operation: OperationLimits;
  readonly edge: EdgeLimits;
}

export const defaultLimits: GatewayLimits = { operation, edge };

export function readLimits(settings: z.infer<typeof shape>): GatewayLimits {
  return {
    operation: {
      characters: settings.LIMIT_CHARACTERS,
      lines: settings.LIMIT_LINES,
      tokens: settings.LIMIT_TOKENS,
      depth: settings.LIMIT_DEPTH,
      aliases: settings.LIMIT_ALIASES,
      rootFields: settings.LIMIT_ROOT_FIELDS,
      directives: settings.LIMIT_DIRECTIVES,
      listSize: settings.LIMIT_LIST_SIZE,
      cost: settings.LIMIT_COST,
      variables: settings.LIMIT_VARIABLES,
      variablesBytes: settings.LIMIT_VARIABLES_BYTES,
    },
    edge: {
      bodyBytes: settings.LIMIT_BODY_BYTES,
      jsonDepth: settings.LIMIT_JSON_DEPTH,
      batch: settings.LIMIT_BATCH,
      sockets: settings.LIMIT_SOCKETS,
      socketsPerAddress: settings.LIMIT_SOCKETS_PER_ADDRESS,
      operationsPerSocket: settings.LIMIT_SOCKET_OPERATIONS,
      socketInitMs: settings.LIMIT_SOCKET_INIT_MS,
      messageBytes: settings.LIMIT_MESSAGE_BYTES,
      streams: settings.LIMIT_STREAMS,
      subscriptionsPerTenant: settings.LIMIT_TENANT_SUBSCRIPTIONS,
      unknownKeysPerMinute: settings.LIMIT_UNKNOWN_KEYS,
    },
  };
}
