/** docs/reference/config.md from the settings' shapes: what each means and its default. */
import { launcherSettings } from '@arbiter/launcher/config.ts';
import {
  commonSettings,
  subgraphNames,
  subgraphPorts,
  subgraphSettings,
} from '@arbiter/server/config/settings.ts';
import { z } from 'zod';
import { ToolError } from '../support/tool.ts';
import { code, table } from './markdown.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

const header = ['Setting', 'Meaning', 'Default'];

/** The page's text. Errors: ToolError for a setting that does not say what it means. */
export function settingsPage(): string {
  const [first] = subgraphNames;
  const one = omit(subgraphSettings(first).shape, commonSettings);
  const ports = subgraphNames.map((name) => [code(name), code(String(subgraphPorts[name]))]);
  return `
# Settings

Settings come from the environment and are checked once, at the start: a value that does not fit, or
an unknown name beginning with \`ARBITER_\`, stops the program with one line that names it. An empty
value counts as unset.

## Every program

${settingsTable(commonSettings)}

## \`npm start\`: everything in one process

${settingsTable(omit(launcherSettings.shape, commonSettings))}

## \`npm run start:<subgraph>\`: one subgraph alone

As an example the ${first}; the others have the same with their own names.

${table(header, rowsOf(one))}

${table(['Subgraph', 'Port'], ports)}
`;
}

function settingsTable(shape: Shape): string {
  return table(header, rowsOf(shape));
}

function rowsOf(shape: Shape): string[][] {
  return Object.entries(shape).map(([name, type]) => [
    code(name),
    meaningOf(name, type),
    defaultOf(type),
  ]);
}

function omit(shape: Shape, known: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => !(name in known)));
}

function meaningOf(name: string, type: z.ZodType): string {
  const { description } = type;
  if (!description) throw new ToolError(`${name}: says nothing of what it means (.describe).`);
  const inner = unwrapped(type);
  if (!(inner instanceof z.ZodEnum)) return description;
  return `${description} One of ${inner.options.map((value) => code(String(value))).join(', ')}.`;
}

function defaultOf(type: z.ZodType): string {
  if (!(type instanceof z.ZodDefault)) return '';
  const value = type.def.defaultValue;
  return Array.isArray(value) && value.length === 0 ? 'none' : code(String(value));
}

/** The type without `optional` and `default` around it. */
function unwrapped(type: z.ZodType): z.ZodType {
  const isWrapped = type instanceof z.ZodOptional || type instanceof z.ZodDefault;
  return isWrapped ? unwrapped(type.unwrap() as z.ZodType) : type;
}
