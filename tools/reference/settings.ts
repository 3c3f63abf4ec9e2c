/** docs/reference/config.md from the settings' shapes: what each means and its default. */
import { gatewaySettings } from '@arbiter/gateway/config.ts';
import { launcherSettings } from '@arbiter/launcher/config.ts';
import { explainSettings } from '@arbiter/server/config/explain-settings.ts';
import {
  commonSettings,
  subgraphNames,
  subgraphPorts,
  subgraphSettings,
} from '@arbiter/server/config/settings.ts';
import type { z } from 'zod';
import { code, table } from './markdown.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

const header = ['Setting', 'Meaning', 'Default'];

/** The page's text. Errors: for a setting that does not say what it means. */
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

## \`npm run gateway\`: any supergraph, over subgraphs behind HTTP

These alone; it has no data folder and needs neither database nor bus.

${settingsTable(gatewaySettings.shape)}

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
  return explainSettings(shape).map(({ name, meaning, allowed, defaultValue }) => [
    code(name),
    allowed.length > 0 ? `${meaning} One of ${allowed.map(code).join(', ')}.` : meaning,
    defaultValue === null ? '' : code(defaultValue),
  ]);
}

function omit(shape: Shape, known: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => !(name in known)));
}
