import { makeBurstWatch } from '../src/core/listening/burst.ts';
import type { HeardPost } from '../src/core/listening/burst-alarm.ts';
import type { Bench, BenchReport, BenchRow } from './bench.ts';
import { DETECTORS, type Detector, type Raised } from './bursts-alternatives.ts';
import {
  byTime,
  ONSETS,
  OUTAGE,
  readAirlines,
  readCrises,
  readOrdinary,
  type Series,
  shuffleWeeks,
  thin,
} from './bursts-posts.ts';

/** Whether the alarm of Listening sounds when it should, how late, and how often when it should not. */
export const bench: Bench = {
  about:
    'Real posts replayed: false alarms over ordinary weeks, delay after disasters laid over them, beside three usual rules.',
  options: {
    runs: { default: 20, about: 'shuffled runs of eight ordinary weeks' },
    places: { default: 3, about: 'times at which each disaster is laid over the ordinary weeks' },
  },
  words: { data: { about: 'folder with twcs_spotify_inbound.jsonl, airline.jsonl and crisis26.jsonl' } },
  async run({ runs = 20, places = 3 }, { say, words }): Promise<BenchReport> {
    if (words['data'] === undefined) throw new TypeError('Say where the posts are: --data FOLDER');
    const ordinary = readOrdinary(words['data']);
    const crises = readCrises(words['data']);
    const found = Object.entries(DETECTORS).map(([name, detect]) => {
      say(`${name}: two months of one brand, ${runs} shuffled runs`);
      const quiet = onOrdinary(ordinary, runs, detect, name === 'heed' ? say : () => {});
      say(`${name}: ${crises.length} disasters`);
      const loud = LOUDNESS.map(sizes => onCrises(ordinary, crises, { ...sizes, places }, detect));
      say(`${name}: the airline week`);
      return {
        name,
        quiet,
        loud,
        airlines: onAirlines(words['data'] ?? '', detect, line => say(`  ${name}: ${line}`)),
      };
    });
    return report(found, costs(ordinary));
  },
};

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const MINUTE_MS = 60_000;
/** Nothing raised in the first week counts, for any of them: all of them are still learning then. */
const LEARNED_MS = WEEK_MS;

type Quiet = {
  real: Raised[];
  falseAlarms: number;
  outageMinutes: number | null;
  perWeek: number;
  perWeekSmall: number;
};

function onOrdinary(posts: readonly HeardPost[], runs: number, detect: Detector, say: (line: string) => void): Quiet {
  const fromMs = Date.UTC(2017, 9, 4);
  const real = detect(posts, fromMs, last(posts)).filter(({ atMs }) => atMs >= fromMs + LEARNED_MS);
  for (const { atMs, says } of real) say(`  ${new Date(atMs).toISOString().slice(0, 16)} ${says}`);
  const inOutage = real.filter(({ atMs }) => atMs >= OUTAGE.fromMs && atMs <= OUTAGE.toMs);
  const first = inOutage[0];
  return {
    real,
    falseAlarms: real.length - inOutage.length,
    outageMinutes: first === undefined ? null : (first.atMs - OUTAGE.fromMs) / MINUTE_MS,
    perWeek: shuffled(posts, runs, detect),
    perWeekSmall: shuffled(thin(posts, SMALL, 7), runs, detect),
  };
}

/** A tenth of the brand's posts: one post an hour or so. */
const SMALL = 0.1;
const SHUFFLED_WEEKS = 9;

function shuffled(posts: readonly HeardPost[], runs: number, detect: Detector): number {
  const fromMs = Date.UTC(2017, 9, 9);
  let raised = 0;
  for (let run = 1; run <= runs; run++) {
    const made = shuffleWeeks(posts, SHUFFLED_WEEKS, run);
    raised += detect(made, fromMs, fromMs + SHUFFLED_WEEKS * WEEK_MS).filter(
      ({ atMs }) => atMs >= fromMs + LEARNED_MS,
    ).length;
  }
  return raised / (runs * (SHUFFLED_WEEKS - 1));
}

type Loudness = { name: string; brand: number; crisis: number };

/** Shares kept of the brand's posts and of the disaster's: a shout beside a big brand, a whisper beside it, and beside a small one. */
const LOUDNESS: Loudness[] = [
  { name: 'full', brand: 1, crisis: 1 },
  { name: 'faint', brand: 1, crisis: 0.1 },
  { name: 'faint_small', brand: 0.1, crisis: 0.1 },
];

type Loud = {
  name: string;
  minutes: number[];
  postsBefore: number[];
  suddenMissed: number;
  sudden: number;
  slowShares: number[];
  slowMissed: number;
  slow: number;
};

function onCrises(
  posts: readonly HeardPost[],
  crises: readonly Series[],
  sizes: Loudness & { places: number },
  detect: Detector,
): Loud {
  const loud: Loud = {
    name: sizes.name,
    minutes: [],
    postsBefore: [],
    suddenMissed: 0,
    sudden: 0,
    slowShares: [],
    slowMissed: 0,
    slow: 0,
  };
  for (const crisis of crises)
    for (let place = 1; place <= sizes.places; place++) layOver(posts, crisis, sizes, place, detect, loud);
  return loud;
}

/** Eighteen days of the brand, then the disaster at some hour of the next fortnight. */
function layOver(
  posts: readonly HeardPost[],
  crisis: Series,
  sizes: Loudness,
  place: number,
  detect: Detector,
  loud: Loud,
): void {
  const fromMs = Date.UTC(2017, 9, 6);
  // Each at another hour of another day, the same for every rule.
  const startMs = fromMs + 18 * DAY_MS + place * 37.3 * 3_600_000;
  const onset = ONSETS[crisis.name];
  const bornMs = onset === undefined ? (crisis.posts[0]?.at.getTime() ?? 0) : Date.parse(onset);
  const watchedMs = onset === undefined ? 12 * DAY_MS : DAY_MS;
  const laid = thin(crisis.posts, sizes.crisis, place)
    .filter(({ at }) => at.getTime() >= bornMs)
    .map(post => ({ ...post, at: new Date(post.at.getTime() - bornMs + startMs) }));
  const under = thin(posts, sizes.brand, place).filter(({ at }) => at.getTime() < startMs + watchedMs);
  const raised = detect([...under, ...laid].sort(byTime), fromMs, startMs + watchedMs);
  const first = raised.find(({ atMs }) => atMs > startMs);
  const before = first === undefined ? 0 : laid.filter(({ at }) => at.getTime() <= first.atMs).length;
  if (onset === undefined) {
    loud.slow += 1;
    // An alarm before the disaster said anything is chance.
    if (first === undefined || before < 3) loud.slowMissed += 1;
    else loud.slowShares.push(before / laid.length);
    return;
  }
  loud.sudden += 1;
  if (first === undefined || before < 3) loud.suddenMissed += 1;
  else {
    loud.minutes.push((first.atMs - startMs) / MINUTE_MS);
    loud.postsBefore.push(before);
  }
}

type Airlines = { before: number; storm: number };
/** Ice over the south from the 21st, cancelled flights and dead telephone lines on the 22nd and 23rd. */
const STORM_MS = Date.UTC(2015, 1, 21);

function onAirlines(folder: string, detect: Detector, say: (line: string) => void): Airlines {
  const counts = { before: 0, storm: 0 };
  for (const { name, posts } of readAirlines(folder)) {
    const fromMs =
      Math.floor((posts.find(({ at }) => at.getTime() >= Date.UTC(2015, 1, 17))?.at.getTime() ?? 0) / 3_600_000) *
      3_600_000;
    for (const { atMs, says } of detect(posts, fromMs, last(posts))) {
      say(`${name} ${new Date(atMs).toISOString().slice(0, 16)} ${says}`);
      counts[atMs < STORM_MS ? 'before' : 'storm'] += 1;
    }
  }
  return counts;
}

function costs(posts: readonly HeardPost[]): { hearUs: number; advanceUs: number; stateKb: number } {
  const watch = makeBurstWatch();
  let hearMs = 0;
  let advanceMs = 0;
  let advances = 0;
  let next = 0;
  for (let nowMs = Date.UTC(2017, 9, 4); nowMs <= last(posts); nowMs += MINUTE_MS) {
    const beforeMs = performance.now();
    for (let post = posts[next]; post !== undefined && post.at.getTime() <= nowMs; post = posts[++next])
      watch.hear(post, post.at);
    const heardMs = performance.now();
    watch.advance(new Date(nowMs));
    hearMs += heardMs - beforeMs;
    advanceMs += performance.now() - heardMs;
    advances += 1;
  }
  return {
    hearUs: (hearMs * 1000) / posts.length,
    advanceUs: (advanceMs * 1000) / advances,
    stateKb: JSON.stringify(watch.save()).length / 1000,
  };
}

function last(posts: readonly HeardPost[]): number {
  return posts.at(-1)?.at.getTime() ?? 0;
}

type Found = { name: string; quiet: Quiet; loud: Loud[]; airlines: Airlines };

function report(found: readonly Found[], cost: ReturnType<typeof costs>): BenchReport {
  const figures: Record<string, number> = {};
  for (const { name, quiet, loud, airlines } of found) {
    const key = name.replace(/\W+/g, '_');
    Object.assign(figures, {
      [`${key}_false_per_week`]: quiet.perWeek,
      [`${key}_false_per_week_small`]: quiet.perWeekSmall,
      [`${key}_false_real_weeks`]: quiet.falseAlarms,
      [`${key}_outage_min`]: quiet.outageMinutes ?? -1,
      [`${key}_airline_before`]: airlines.before,
      [`${key}_airline_storm`]: airlines.storm,
    });
    for (const each of loud) {
      figures[`${key}_delay_${each.name}_min`] = quantile(each.minutes, 0.5);
      figures[`${key}_delay_${each.name}_p90_min`] = quantile(each.minutes, 0.9);
      figures[`${key}_posts_${each.name}`] = quantile(each.postsBefore, 0.5);
      figures[`${key}_found_${each.name}`] = 1 - each.suddenMissed / each.sudden;
      figures[`${key}_slow_found_${each.name}`] = 1 - each.slowMissed / each.slow;
      figures[`${key}_slow_share_${each.name}`] = quantile(each.slowShares, 0.5);
    }
  }
  Object.assign(figures, { hear_us: cost.hearUs, advance_us: cost.advanceUs, state_kb: cost.stateKb });
  return {
    figures,
    rows: [
      ...rowsOf(
        figures,
        found.map(({ name }) => name),
      ),
      ...costRows(cost),
    ],
    notes: NOTES,
  };
}

const ASKED: [key: string, what: string, unit: string][] = [
  ['false_per_week', 'false alarms on ordinary time, 8 posts an hour', 'a week'],
  ['false_per_week_small', '  one post an hour', 'a week'],
  ['false_real_weeks', 'false alarms in the brand’s own eight weeks', ''],
  ['outage_min', 'its real outage: alarm after the first complaint (-1: none)', 'min'],
  ['delay_full_min', 'sudden disaster, loud: median delay from the minute it happened', 'min'],
  ['delay_full_p90_min', '  nine in ten within', 'min'],
  ['posts_full', '  its posts by then', ''],
  ['found_full', '  found within a day', 'share'],
  ['delay_faint_min', 'sudden disaster, faint: median delay', 'min'],
  ['posts_faint', '  its posts by then', ''],
  ['found_faint', '  found within a day', 'share'],
  ['delay_faint_small_min', 'sudden, faint, small brand: median delay', 'min'],
  ['posts_faint_small', '  its posts by then', ''],
  ['found_faint_small', '  found within a day', 'share'],
  ['slow_found_full', 'flood, storm, haze, loud: found', 'share'],
  ['slow_share_full', '  share of its posts by then', 'share'],
  ['slow_found_faint_small', 'flood, storm, haze, faint, small brand: found', 'share'],
  ['airline_before', 'airlines, four ordinary days: alarms', ''],
  ['airline_storm', '  the storm days: alarms', ''],
];

function rowsOf(figures: Record<string, number>, names: readonly string[]): BenchRow[] {
  return ASKED.map(([key, what, unit]) => {
    const [ours = 0, ...others] = names.map(name => figures[`${name.replace(/\W+/g, '_')}_${key}`] ?? Number.NaN);
    const beside = others.map((value, i) => `${round(value)} ${names[i + 1]}`).join('; ');
    return { what, value: ours, unit, beside };
  });
}

function costRows({ hearUs, advanceUs, stateKb }: ReturnType<typeof costs>): BenchRow[] {
  return [
    { what: 'one post', value: hearUs, unit: 'µs' },
    { what: 'one look (each minute)', value: advanceUs, unit: 'µs' },
    { what: 'state of one watch as JSON', value: stateKb, unit: 'kB' },
  ];
}

const NOTES = [
  'Ordinary time: one brand’s posts of eight weeks, each hour drawn from the same hour of another week. Disasters: real posts with their own rhythm, laid over those weeks.',
  'Loud: some 1,000 posts in all on 8 an hour; faint: some 100; small brand: one post an hour. The first week counts for nobody.',
];

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function round(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}
