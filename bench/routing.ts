import { runSwarm } from '../tests/support/swarm.ts';
import type { Bench, BenchReport } from './bench.ts';
import { heed, longestIdle, roundRobin } from './routing-rules.ts';
import { NOTICED, type Played, play, type Rule } from './routing-run.ts';
import { makeDay } from './routing-world.ts';

/** Whether our router keeps more promises than what people use instead, on the same days; and whether anybody is answered twice. */
export const bench: Bench = {
  about: 'Simulated days of fifty agents with a storm, the same for each rule; and a swarm through the real claims.',
  options: {
    agents: { default: 50, about: 'colleagues at work' },
    hours: { default: 8, about: 'length of a day' },
    'per-minute': { default: 2.5, about: 'new customers a minute before they write again' },
    storm: { default: 6, about: 'how many times that, for forty minutes' },
    days: { default: 5, about: 'days, each with its own chance' },
    'first-day': {
      default: 1,
      about: 'its number, from which its chance follows; the rules were chosen on days 1 to 5',
    },
    'swarm-agents': { default: 40, about: 'colleagues at the real database' },
    'swarm-conversations': { default: 200, about: 'conversations they work on' },
  },
  async run(options, { say }): Promise<BenchReport> {
    const { agents = 50, hours = 8, storm = 6, days = 5 } = options;
    const first = options['first-day'] ?? 1;
    const perMinute = options['per-minute'] ?? 2.5;
    const played = {} as Record<keyof typeof RULES, Played>;
    let turns = 0;
    for (const [name, rule] of Object.entries(RULES) as [keyof typeof RULES, () => Rule][]) {
      say(`${name}: ${days} days of ${agents} agents`);
      const results = Array.from({ length: days }, (_, n) => {
        const day = makeDay({ seed: first + n, agents, hours, perMinute, stormTimes: storm });
        turns = day.arrivals.length;
        return play(day, rule());
      });
      played[name] = mean(results);
    }
    say('the swarm, on a real database');
    const swarm = await runSwarm({
      agents: options['swarm-agents'] ?? 40,
      conversations: options['swarm-conversations'] ?? 200,
      minutes: 60,
      seed: 7,
    });
    return report(played, swarm.doubles, turns);
  },
};

const RULES = {
  heed: () => heed,
  round_robin: () => roundRobin(false),
  longest_idle: () => longestIdle(false),
  longest_idle_returning: () => longestIdle(true),
} as const;

function mean(results: readonly Played[]): Played {
  const keys = Object.keys(results[0] ?? {}) as (keyof Played)[];
  const average = (key: keyof Played) => results.reduce((sum, one) => sum + one[key], 0) / results.length;
  return Object.fromEntries(keys.map(key => [key, average(key)])) as Played;
}

function report(played: Record<keyof typeof RULES, Played>, doubles: number, turns: number): BenchReport {
  const { heed: ours, round_robin: turn, longest_idle: idle, longest_idle_returning: back } = played;
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  const others = (of: (one: Played) => string) =>
    `in turn ${of(turn)}, longest idle ${of(idle)}, and with our handing back ${of(back)}`;
  const figures = {
    kept_share: ours.keptShare,
    kept_share_round_robin: turn.keptShare,
    kept_share_longest_idle: idle.keptShare,
    kept_share_longest_idle_returning: back.keptShare,
    wait_p90_s: ours.waitP90S,
    wait_p90_round_robin_s: turn.waitP90S,
    wait_p90_longest_idle_s: idle.waitP90S,
    wait_p90_longest_idle_returning_s: back.waitP90S,
    wait_median_s: ours.waitMedianS,
    wait_median_round_robin_s: turn.waitMedianS,
    wait_median_longest_idle_s: idle.waitMedianS,
    hard_spread: ours.hardSpread,
    hard_spread_round_robin: turn.hardSpread,
    hard_spread_longest_idle: idle.hardSpread,
    same_agent_share: ours.sameAgentShare,
    same_agent_share_round_robin: turn.sameAgentShare,
    same_agent_share_longest_idle: idle.sameAgentShare,
    returned: ours.returned,
    double_answers: doubles,
  };
  return {
    figures,
    rows: [
      { what: 'promises kept', value: ours.keptShare * 100, unit: '%', beside: others(one => percent(one.keptShare)) },
      { what: 'waiting, p90', value: ours.waitP90S / 60, unit: 'min', beside: others(one => minutes(one.waitP90S)) },
      {
        what: 'waiting, median',
        value: ours.waitMedianS / 60,
        unit: 'min',
        beside: others(one => minutes(one.waitMedianS)),
      },
      {
        what: 'spread of hard cases over agents (deviation ÷ mean)',
        value: ours.hardSpread,
        unit: '',
        beside: others(one => one.hardSpread.toFixed(2)),
      },
      {
        what: 'the same person again',
        value: ours.sameAgentShare * 100,
        unit: '%',
        beside: others(one => percent(one.sameAgentShare)),
      },
      { what: 'answered twice, in the swarm', value: doubles, unit: '', target: '0', isMet: doubles === 0 },
    ],
    notes: [
      `Some ${turns} turns a day: promises of 5 minutes (a fifth), 30 minutes (half) and an hour; five languages, three networks; answers of 3 minutes median, one at a time;`,
      `each agent goes quiet every two and a half hours for 22 minutes median, unannounced (${NOTICED}). A mean of the days.`,
      'All rules know presence, skills, capacity, and when somebody wrote, and keep to the same. Ours knows the promise, who answered last, and takes work back from who went quiet;',
      'an answer taken back is begun anew. The others serve who wrote first; their agents, like ours, take the most urgent of what they hold.',
    ],
  };
}

function minutes(seconds: number): string {
  return `${(seconds / 60).toFixed(1)} min`;
}
