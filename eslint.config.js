/**
 * ESLint looks at the SDL only; TypeScript is oxlint's. All rules here look at one file at a time:
 * none needs the composed schema, which the plugin cannot build of federation's SDL.
 */
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { schemaRules } from './tools/schema-rules.ts';

const base = {
  languageOptions: {
    parser: graphqlPlugin.parser,
    parserOptions: { graphQLConfig: { schema: '' } },
  },
  plugins: { '@graphql-eslint': graphqlPlugin, arbiter: { rules: schemaRules } },
};

/** Everything but object types, which are described by their owner alone: see the API schema. */
const described = {
  EnumTypeDefinition: true,
  InputObjectTypeDefinition: true,
  InterfaceTypeDefinition: true,
  ScalarTypeDefinition: true,
  UnionTypeDefinition: true,
  FieldDefinition: true,
  InputValueDefinition: true,
  EnumValueDefinition: true,
  DirectiveDefinition: true,
};

export default [
  { ignores: ['schema/supergraph.graphql', 'schema/vectors/**'] },
  {
    ...base,
    files: ['schema/*/*.graphql'],
    rules: {
      '@graphql-eslint/require-description': ['error', described],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          DirectiveDefinition: 'camelCase',
          'FieldDefinition[parent.name.value=Query]': {
            forbiddenPatterns: [/^(get|query|list)[A-Z]/],
          },
          'EnumTypeDefinition,InterfaceTypeDefinition,UnionTypeDefinition,ObjectTypeDefinition': {
            forbiddenPatterns: [/^(Enum|Interface|Union|Type)[A-Z]/, /(Enum|Interface|Union)$/],
          },
        },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/require-deprecation-reason': 'error',
      'arbiter/mutation-shape': 'error',
      'arbiter/subscription-shape': 'error',
      'arbiter/page-arguments': 'error',
      'arbiter/connection-shape': 'error',
      'arbiter/edge-shape': 'error',
      'arbiter/entity-key': 'error',
    },
  },
  {
    ...base,
    files: ['schema/api.graphql'],
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          ...described,
          ignoredSelectors: [
            '[type=ObjectTypeDefinition][name.value=/^(Query|Mutation|Subscription)$/]',
          ],
        },
      ],
    },
  },
];
