import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Fresh, Paced } from './triage-fresh.ts';
import type { Measured } from './triage-moods.ts';

/** Memory, the first post and the pace, in processes of their own. @param texts posts of customers */
export async function measureSpeed(texts: readonly string[]): Promise<Measured> {
  const runs: (Fresh & Paced)[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await freshRun(texts));
  const least = (pick: (one: Fresh & Paced) => number) => Math.min(...runs.map(pick));
  const figures = {
    ...(texts.length === 0 ? {} : { cpu_us_per_post: least(({ microseconds }) => microseconds) }),
    models_mb: Math.max(...runs.map(({ modelsMb }) => modelsMb)),
    first_post_ms: least(({ firstPostMs }) => firstPostMs),
  };
  const [codeMb, programMs] = [least(one => one.codeMb), least(one => one.programMs)].map(Math.round);
  return {
    figures,
    notes: [
      `Speed over ${runs[0]?.posts ?? 0} posts. The program itself was there ${programMs} ms after the process began and takes ${codeMb} MB; models come on top of it.`,
    ],
  };
}

/** Others share the processor: of times the best counts, of memory the worst. */
const RUNS = 3;

async function freshRun(texts: readonly string[]): Promise<Fresh & Paced> {
  const child = fork(join(import.meta.dirname, 'triage-fresh.ts'), { execArgv: ['--expose-gc'] });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The process that measures speed ended with ${code}; why stands above.`);
  });
  const answer = async <Answer>() => (await Promise.race([once(child, 'message'), failed]))[0] as Answer;
  const fresh = await answer<Fresh>();
  child.send([...texts]);
  const paced = await answer<Paced>();
  await failed.catch(() => undefined);
  return { ...fresh, ...paced };
}
