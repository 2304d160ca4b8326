// Starts the reference server of the AT Protocol out of the folder given, says where it listens, and ends with its parent.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, kind] = process.argv.slice(2);
const entry = join(folder, 'node_modules/@atproto/dev-env/dist/index.js');
const { TestNetwork, TestNetworkNoAppView } = await import(pathToFileURL(entry).href);

const pds = { rateLimitsEnabled: true };
const network =
  kind === 'appview'
    ? await TestNetwork.create({ pds, dbPostgresSchema: 'heed_peer' })
    : await TestNetworkNoAppView.create({ pds });
process.stdout.write(`${JSON.stringify({ pds: network.pds.url, plc: network.plc.url })}\n`);

const end = async () => {
  await network.close();
  process.exit(0);
};
process.stdin.on('end', end).resume();
process.on('SIGTERM', end);
