/** The commands of `arbiter`, their options and their help. */
import { Command, InvalidArgumentError } from 'commander';
import type { Environment } from '@arbiter/server/config/env.ts';
import { CliError } from './cli-error.ts';
import { type CliOutput, type CliStreams, outputOf } from './cli-streams.ts';
import { createKey, listKeys, revokeKey, rotateKey } from './key-commands.ts';
import { readCliSettings } from './settings.ts';
import { type Target, openDatabaseTarget, openServerTarget } from './target.ts';
import { createTenant, listTenants, setTenantActive } from './tenant-commands.ts';
import { type KeyPairOptions, printKeyPair, printToken, usualToken } from './token-command.ts';
import { createUser, deleteUser, inviteUser, listUsers } from './user-commands.ts';

export interface CliContext extends CliStreams {
  readonly env: Environment;
}

interface GlobalOptions {
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
}

type Act<T> = (target: Target, options: T, output: CliOutput) => Promise<void>;

/** The program; parse() runs the command that the arguments name. */
export function createProgram(context: CliContext): Command {
  const program = new Command('arbiter')
    .description('Tenants, users and keys of an Arbiter installation.')
    .option('--url <url>', 'a running server to ask, instead of the database itself')
    .option('--token <token>', 'who asks it: an API key, session or JWT (or AUTH_TOKEN)')
    .option('--json', 'results as JSON, a line each, for programs; no notes')
    .showHelpAfterError('(see --help)')
    .addHelpText('after', helpText);
  const acting = withTarget(program, context);
  addTenantCommands(program.command('tenant').description('groups that use it'), acting);
  addUserCommands(program.command('user').description('people and service accounts'), acting);
  addKeyCommands(program.command('key').description('API keys for programs'), acting);
  addTokenCommand(program, context);
  return program;
}

const helpText = `
Without --url the commands work on the database itself (DATABASE_URL, or the private one of
ARBITER_DATA_DIR, whose server must be stopped), as the operator of the installation. To begin:

  arbiter tenant create lab
  arbiter user create --tenant lab --email ada@lab.example --role ADMIN
  arbiter key create --tenant lab --user ada@lab.example --scopes '*' --expires 90d`;

type Acting = <T>(act: Act<T>) => (options: T) => Promise<void>;

/** Opens what the command acts on, and closes it whatever becomes of the command. */
function withTarget(program: Command, { env, ...streams }: CliContext): Acting {
  return (act) => async (options) => {
    const { url, token, json = false } = program.opts<GlobalOptions>();
    const settings = readCliSettings(env);
    await using target = url
      ? openServerTarget(requireUrl(url), token ?? settings.AUTH_TOKEN)
      : await openDatabaseTarget(settings);
    await act(target, options, outputOf(streams, json));
  };
}

function requireUrl(url: string): string {
  if (URL.canParse(url)) return url;
  throw new CliError(`--url ${url} is no URL; give one such as http://127.0.0.1:4000.`);
}

function addTenantCommands(tenant: Command, acting: Acting): void {
  tenant
    .command('create <id>')
    .description('create a tenant')
    .option('--name <name>', 'what people call it')
    .action((id: string, options: { name?: string }) => acting(createTenant)({ id, ...options }));
  tenant.command('list').description('list tenants').action(acting(listTenants));
  tenant
    .command('close <id>')
    .description('let nobody in any more')
    .action((id: string) => acting(setTenantActive)({ id, isActive: false }));
  tenant
    .command('open <id>')
    .description('let its members in again')
    .action((id: string) => acting(setTenantActive)({ id, isActive: true }));
}

function addUserCommands(user: Command, acting: Acting): void {
  user
    .command('create')
    .description('create a person by address, or a service account by name')
    .requiredOption('--tenant <id>', 'the tenant')
    .option('--email <address>', 'of a person')
    .option('--username <name>', 'of a service account')
    .option('--name <name>', 'what others call this user')
    .option('--role <role>', 'ADMIN, MANAGER, ENGINEER or SERVICE', 'ENGINEER')
    .option('--access-level <level>', 'ISOLATED, READ_CROSS, WRITE_CROSS or ADMIN', 'ISOLATED')
    .action(acting(createUser));
  user
    .command('invite <email>')
    .description('make an invitation and show its token')
    .requiredOption('--tenant <id>', 'the tenant')
    .option('--role <role>', 'ADMIN, MANAGER or ENGINEER', 'ENGINEER')
    .action((email: string, options: { tenant: string; role: string }) =>
      acting(inviteUser)({ email, ...options }),
    );
  user
    .command('delete <id>')
    .description('delete an account, with its keys and sessions, in every tenant')
    .action((id: string) => acting(deleteUser)({ id }));
  user
    .command('list')
    .description('list the members of a tenant')
    .option('--tenant <id>', "the tenant; unset: the caller's own")
    .action(acting(listUsers));
}

function addKeyCommands(key: Command, acting: Acting): void {
  key
    .command('create')
    .description('make a key and show it, once')
    .requiredOption('--tenant <id>', 'the tenant in which it acts')
    .requiredOption(
      '--scopes <scopes>',
      'what it may do, between commas; * is all of its user',
      words,
    )
    .option('--user <user>', 'id, address or name of the user; unset: a service account "training"')
    .option('--name <name>', 'what it is for', 'arbiter')
    .option('--access-level <level>', 'how far it reaches beyond the tenant', 'ISOLATED')
    .option('--expires <time>', 'days as 90d, or a date', expiry)
    .action(acting(createKey));
  key
    .command('rotate <id>')
    .description('make a key that replaces another one')
    .option('--overlap <seconds>', 'how long the old one still works', Number, 3_600)
    .action((id: string, options: { overlap: number }) => acting(rotateKey)({ id, ...options }));
  key
    .command('revoke <id>')
    .description('end a key')
    .action((id: string) => acting(revokeKey)({ id }));
  key
    .command('list')
    .description('list the keys of a tenant')
    .option('--tenant <id>', "the tenant; unset: the caller's own")
    .action(acting(listKeys));
}

function addTokenCommand(program: Command, streams: CliStreams): void {
  const output = () => outputOf(streams, program.opts<GlobalOptions>().json ?? false);
  const token = program
    .command('token')
    .description('JWTs for development and self-hosting, signed by a key that the server trusts');
  token
    .command('keys')
    .description(
      "make a key pair: the private key into a file, the server's settings to the output",
    )
    .requiredOption('--out <file>', 'where the private key goes; must not exist')
    .option('--audience <audience>', 'AUTH_AUDIENCE of the server', usualToken.audience)
    .option('--issuer <issuer>', 'AUTH_OIDC_ISSUER of the server, a URL', usualToken.issuer)
    .action((options: KeyPairOptions) => printKeyPair(options, output()));
  token
    .command('sign')
    .description('sign a token')
    .requiredOption('--key <file>', 'the private key')
    .requiredOption('--tenant <id>', 'the tenant')
    .option('--subject <id>', 'who acts', 'self-hosted')
    .option('--roles <roles>', 'user, admin or system, between commas', words, ['user'])
    .option('--scopes <scopes>', 'between commas', words, ['*'])
    .option('--audience <audience>', 'as AUTH_AUDIENCE of the server', usualToken.audience)
    .option('--issuer <issuer>', 'as AUTH_OIDC_ISSUER of the server', usualToken.issuer)
    .option('--minutes <minutes>', 'how long it is good', Number, 60)
    .action((options: Parameters<typeof printToken>[0]) => printToken(options, output()));
}

function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

const dayMs = 24 * 60 * 60 * 1000;

/** A number of days from now, or an instant, as ISO 8601. */
function expiry(text: string): (now: Date) => string {
  const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
  if (days !== undefined)
    return (now) => new Date(now.getTime() + Number(days) * dayMs).toISOString();
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) {
    throw new InvalidArgumentError('Give days, such as 90d, or a date, such as 2027-01-31.');
  }
  return () => instant.toISOString();
}
