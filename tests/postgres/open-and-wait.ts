// A program of its own that opens the database of a folder and waits to be ended. Run by embedded.test.ts.
import { openEmbedded } from '../../src/postgres/embedded.ts';

const [dataFolder = ''] = process.argv.slice(2);
const embedded = await openEmbedded({ dataFolder, environment: { PATH: '/usr/bin:/bin' } });
process.stdout.write(`${embedded.pid()}\n`);
process.on('SIGTERM', async () => {
  await embedded.close();
  process.exit(0);
});
setInterval(() => {}, 60_000);
