/**
 * Who may import whom. Layers point one way: resolvers -> service/read -> entity/rules -> kernel;
 * the gateway and the subgraphs know nothing of each other, and only the launcher joins them.
 * Files that exist for tests are free of these rules, and nothing else may import them.
 */
import swc from '@swc/core/Visitor.js';

const testing =
  '\\.(test|contract|fixture)\\.ts$|/testing/|-(vectors|examples)\\.ts$|^test/|^packages/testkit/';
const graphql = '/node_modules/(graphql|graphql-[^/]+|@graphql-[^/]+/[^/]+|@apollo/[^/]+)/';
const orm = '/node_modules/(@mikro-orm/[^/]+|pg)/';
const generated = '/generated/';

/** Files of these layers in any subgraph; `write` is a part of a service in a file of its own. */
const layer = (...roles) => `^subgraphs/.*\\.(${roles.join('|')})\\.ts$`;
const anyOf = (...patterns) => patterns.join('|');

/** Forbids imports from files whose path matches `from` to modules that match `to`. */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: testing },
  to: typeof to === 'string' ? { path: to } : to,
});

const everywhere = [
  forbid('no-cycles', 'Two files that need each other are one file, or need a third.', '', {
    circular: true,
  }),
  forbid('no-barrels', 'Import the file that has the thing.', '', {
    path: '(^|/)index\\.ts$',
    pathNot: 'node_modules',
  }),
  forbid('resolvable', 'The import names nothing.', '', { couldNotResolve: true }),
  forbid(
    'tests-are-leaves',
    'What runs does not import what exists for tests; the demonstration shows recorded events.',
    '^(?!tools/demo/)',
    { path: testing, pathNot: 'node_modules' },
  ),
];

const packages = [
  forbid('kernel-is-alone', 'The kernel needs the language and Node only.', '^packages/kernel/', {
    pathNot: '^packages/kernel/',
    dependencyTypesNot: ['core'],
  }),
  forbid(
    'server-knows-the-kernel',
    'The shared server parts know no program that uses them.',
    '^packages/server/',
    '^(gateway|subgraphs|sdk|tools|packages/(?!kernel/|server/))',
  ),
  forbid(
    'gateway-knows-no-subgraph',
    'The gateway knows the supergraph and addresses.',
    '^gateway/',
    '^(subgraphs|sdk|tools|packages/launcher)/',
  ),
  forbid(
    'subgraphs-are-apart',
    'Subgraphs meet in the graph and through events.',
    '^subgraphs/([^/]+)/',
    '^(gateway|sdk|tools|packages/launcher|subgraphs/(?!$1/))',
  ),
  forbid(
    'only-the-launcher-joins',
    'One process of everything is made in one place.',
    '^(packages/(?!launcher/|cli/)|sdk/)',
    '^(gateway|subgraphs|packages/launcher)/',
  ),
  forbid(
    'the-command-line-has-accounts',
    'It works on the registry alone, which has the accounts.',
    '^packages/cli/',
    '^(gateway|subgraphs/(?!registry/)|packages/launcher|sdk)/',
  ),
  forbid(
    'sdk-is-alone',
    'Clients get the SDK and nothing of the server.',
    '^sdk/',
    '^(gateway|subgraphs|packages|tools)/',
  ),
];

const layers = [
  forbid(
    'rules-are-pure',
    'Rules decide; they neither load nor store, nor know who asks.',
    layer('rules'),
    anyOf(
      '^packages/server/',
      layer('entity', 'service', 'write', 'read', 'resolvers'),
      generated,
      graphql,
      orm,
    ),
  ),
  forbid('rules-do-no-io', 'Rules get what they need as arguments.', layer('rules'), {
    dependencyTypes: ['core'],
    pathNot: '^crypto$',
  }),
  forbid(
    'entities-know-storage',
    'Entities know rules and the database, nothing above.',
    layer('entity'),
    anyOf(
      '^packages/server/(?!src/db/)',
      layer('service', 'write', 'read', 'resolvers'),
      generated,
      graphql,
    ),
  ),
  forbid(
    'services-know-no-graphql',
    'Commands, reads and events serve any protocol.',
    anyOf(layer('service', 'write', 'read', 'events'), '^subgraphs/[^/]+/src/events\\.ts$'),
    anyOf(layer('resolvers'), generated, graphql),
  ),
  forbid(
    'reads-do-not-command',
    'Reading changes nothing.',
    layer('read'),
    layer('service', 'write'),
  ),
  forbid(
    'resolvers-know-no-database',
    'Resolvers map names to one service or read call.',
    layer('resolvers'),
    anyOf('^packages/server/src/db/', orm),
  ),
];

// dependency-cruiser walks modules with this visitor, which is older than `using` declarations.
const { visitStatement } = swc.Visitor.prototype;
swc.Visitor.prototype.visitStatement = function visit(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  this.visitVariableDeclarators(statement.decls);
  return statement;
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...everywhere, ...packages, ...layers],
  options: {
    // It sees imports of types too, which count like any other.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(sdk/dist|\\.arbiter)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
