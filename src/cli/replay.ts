import { parseArgs } from 'node:util';
import { openRecording, RECORDING_FORMATS, type RecordingFormatId } from '../connectors/archive/parse.ts';
import { CannotStart } from '../core/cannot-start.ts';
import { type ReplayAsk, type ReplayProgress, type ReplayResult, replay } from '../services/replay.ts';
import { waitFor } from '../services/wait.ts';
import { grouped, makeProgress, sized } from './progress.ts';
import { answer, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed replay FILE --format twcs|ndjson|jetstream --brand NAME [--speed N|max] [--times recorded|shifted]
                 [--only HANDLE] [--rival HANDLE …] [--our-id ID] [--json]

Plays recorded posts onto the desk by the very path live posts take, both sides of each conversation. Stopped
half-way, the same command goes on where it stopped; played to its end, it does nothing more.

  --format   twcs       Customer support on Twitter, as JSON lines or CSV
             ndjson     one post a line, in Heed's own words
             jetstream  frames of Bluesky's Jetstream
  --brand    name or slug; begun where there is none
  --speed    recorded seconds in one of ours, or "max" (the default)
  --times    recorded (the default), or shifted so that the recording ends now
  --only     threads in which this handle writes or is named, nothing else
  --rival    a further company in it, named as a rival and measured beside the brand from the same file; may be
             given several times. Rivals named on the desk are measured without it
  --our-id   the company's own id in the recording, where the file does not say (Jetstream: its DID)
  --json     print the counts as JSON; progress goes to the error output
`,
  async run(words) {
    const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageMistake('replay takes one file.');
    if (values.brand === undefined) throw new UsageMistake('replay needs --brand.');
    const result = await play(file, { ...values, brand: values.brand });
    answer(values.json, result, inWords(result));
    return result.kind === 'stopped' || isUnreadable(result) ? EXIT.failed : EXIT.ok;
  },
};

const OPTIONS = {
  format: { type: 'string' },
  brand: { type: 'string' },
  speed: { type: 'string', default: 'max' },
  times: { type: 'string', default: 'recorded' },
  only: { type: 'string' },
  rival: { type: 'string', multiple: true },
  'our-id': { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = {
  format?: string;
  brand: string;
  speed: string;
  times: string;
  only?: string;
  rival?: string[];
  'our-id'?: string;
};

async function play(file: string, values: Values): Promise<ReplayResult> {
  const format = readFormat(values.format);
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const progress = makeProgress();
  const ours = {
    remoteId: values['our-id'] ?? values.brand,
    handle: values.brand,
    name: values.brand,
    avatarUrl: null,
    profileUrl: null,
  };
  const ask: ReplayAsk = {
    file,
    format: openRecording(format, ours),
    brand: values.brand,
    ours,
    speed: readSpeed(values.speed),
    times: readTimes(values.times),
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(values.rival === undefined ? {} : { rivals: values.rival }),
    onProgress: step => progress.show(() => lineOf(step)),
    signal: stop.signal,
  };
  try {
    return await withSession(async ({ database: { db }, world }) => replay({ db, ...world, wait: waitFor }, ask));
  } catch (error) {
    throw isMissingFile(error) ? new CannotStart(`${file} cannot be read: ${error.message}`) : error;
  } finally {
    progress.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function readFormat(text: string | undefined): RecordingFormatId {
  const format = RECORDING_FORMATS.find(name => name === text);
  if (format === undefined) throw new UsageMistake(`--format is one of ${RECORDING_FORMATS.join(', ')}.`);
  return format;
}

function readSpeed(text: string): number | 'max' {
  if (text === 'max') return 'max';
  const speed = Number(text.replace(/x$/, ''));
  if (!Number.isFinite(speed) || speed <= 0) throw new UsageMistake('--speed is a number above 0, or "max".');
  return speed;
}

function readTimes(text: string): ReplayAsk['times'] {
  if (text === 'recorded' || text === 'shifted') return text;
  throw new UsageMistake('--times is "recorded" or "shifted".');
}

function isMissingFile(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(ENOENT|EACCES|EISDIR)$/.test(String(error.code));
}

function lineOf(step: ReplayProgress): string {
  if (step.kind === 'reading') return `Reading the file: ${sized(step.bytes)} of ${sized(step.of)}`;
  const until = step.playedUntil === null ? '' : `, played until ${step.playedUntil.toISOString().slice(0, 16)}`;
  return `Playing: ${grouped(step.lines)} of ${grouped(step.of)} posts, ${grouped(step.perSecond)} a second${until}`;
}

/** Not one line was what the format says: most likely it is another format. */
function isUnreadable({ received, failed }: ReplayResult): boolean {
  return received > 0 && failed === received;
}

function inWords(result: ReplayResult): string {
  const head = {
    played: 'Played to its end.',
    already_on_the_desk: 'It is on the desk already; nothing was added.',
    stopped: 'Stopped. The same command goes on from here.',
  }[result.kind];
  const nobody = result.brandBegun?.owners === 0 ? '\nThe brand has no owner yet: heed setup makes the first one.' : '';
  const unreadable = isUnreadable(result) ? '\nNot one line could be read. Is it of another --format?' : '';
  const reasons = result.reasons.map(({ outcome, reason, n }) => `\n  ${outcome}: ${reason}  ${grouped(n)}`).join('');
  return `${head} ${grouped(result.received)} received, ${grouped(result.kept)} kept, ${grouped(result.ignored)} ignored, ${grouped(result.failed)} failed.${reasons}${unreadable}${nobody}`;
}
