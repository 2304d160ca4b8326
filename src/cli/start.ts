import { parseArgs } from 'node:util';
import { isRunByNpm, loadConfig } from '../config.ts';
import { buildDesk, DESK_FOLDER } from '../dev/build-desk.ts';
import { makeLog } from '../log.ts';
import { type Heed, startHeed } from '../main.ts';
import { EXIT, type Verb } from './verb.ts';

/** A clean stop is promised within five seconds; what has not ended by then is ended. */
const STOP_LIMIT_MS = 4800;
const PARENT_CHECK_MS = 200;

export const verb: Verb = {
  help: `
heed start

Starts Heed with the settings of the environment and of the file .env (see .env.example), and prints
where the desk is. Ctrl-C, or a TERM signal, stops it in order.
`,
  async run(words) {
    parseArgs({ args: words, options: {} });
    const config = loadConfig();
    const log = makeLog({ level: config.logLevel });
    const say = (line: string) => process.stderr.write(`${line}\n`);
    for (const warning of config.warnings) say(warning);
    outliveReaders();
    const asked = stopAsked();
    const starting = startHeed(config, { log, say, buildDesk: () => buildDesk({ say }), deskFolder: DESK_FOLDER });
    const heed = await Promise.race([starting, asked.promise]);
    if (heed !== undefined) {
      announce(heed);
      if (!config.roles.has('http')) say(withoutDesk(config.roles));
      await asked.promise;
    }
    setTimeout(() => process.exit(EXIT.failed), STOP_LIMIT_MS).unref();
    await (await starting).stop();
    return EXIT.ok;
  },
};

/** Whoever read our lines may go away (`npm start | head -1`); the desk works on without them. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** In one piece: whoever has read that Heed is ready has read the link too. */
function announce({ url, ownerLink }: Heed): void {
  const link = ownerLink === null ? '' : `Begin here, once: ${ownerLink}\n`;
  process.stdout.write(`Heed is ready at ${url}\n${link}`);
}

/** Processes that share the work find the desk, and the rehearsal, at one address: that of the port they all are given. */
function withoutDesk(roles: ReadonlySet<string>): string {
  return `This process does ${[...roles].join(' and ')}. The desk is there while one with the role http runs on the same HEED_PORT.`;
}

/** Settles when somebody wants Heed to end: a signal, or the launcher that is no more. */
function stopAsked(): PromiseWithResolvers<undefined> {
  const asked = Promise.withResolvers<undefined>();
  const stop = () => asked.resolve(undefined);
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
  if (process.channel !== undefined) process.on('disconnect', stop);
  if (isRunByNpm()) onParentGone(stop);
  return asked;
}

/** Told to end, npm ends its shell, and the shell tells nobody: that it is gone is all there is to notice. */
function onParentGone(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_MS).unref();
}
