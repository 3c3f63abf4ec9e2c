/** `npm run gateway`: serves any composed supergraph over subgraphs behind HTTP, until a signal. */
import { settingsHelp } from '@arbiter/server/config/explain-settings.ts';
import { runServerProgram } from '@arbiter/server/process/server-program.ts';
import { gatewaySettings, readGatewaySettings } from './config.ts';

const usage = `Usage: npm run gateway

Serves the composed Federation 2 supergraph in SUPERGRAPH_FILE, until Ctrl-C or SIGTERM. Needs no
database and no bus; the subgraphs are asked at the URLs that the supergraph has for them, their
subscriptions by graphql-ws at the same URLs.`;

await runServerProgram({
  args: process.argv.slice(2),
  help: () => settingsHelp(usage, gatewaySettings.shape),
  async start() {
    const settings = readGatewaySettings(process.env);
    // Takes most of a second to load: a setting that is wrong is told before.
    const { serveSupergraph } = await import('./serve-supergraph.ts');
    const gateway = await serveSupergraph(settings);
    process.stdout.write(
      `Gateway ready at ${gateway.url}/graphql over ${gateway.subgraphs} subgraphs\n`,
    );
    return gateway;
  },
});
