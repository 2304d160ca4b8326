/**
 * A made-up day of a company on a public network, as a twcs file: threads with one or several customers, answers soon, late
 * and never, a company's own posts, posts of the very same second, replies to posts the file does not hold, lines twice and
 * lines that are broken. The same seed is the same file.
 */
import { makeChance } from './chance.ts';

export type DayOptions = { seed: number; threads: number; shuffled?: boolean };

type Row = {
  tweet_id: number | string;
  author_id: string | number;
  inbound: boolean;
  created_at: string;
  text: string;
  in_response_to_tweet_id: number | null;
  root?: number;
};

const DAY = Date.UTC(2017, 9, 31);
const COMPLAINTS = [
  'It hums and does not grind',
  'Ο μύλος δεν αλέθει ☕',
  'La máquina gotea 💧',
  'Die Maschine leckt',
  'آلة القهوة لا تعمل',
];
const BROKEN = [
  '{"tweet_id": 1, "text": "cut o',
  'null',
  '[]',
  '<html>504</html>',
  '{"tweet_id": "x", "inbound": true}',
];

export function companyDay({ seed, threads, shuffled = false }: DayOptions): string {
  const random = makeChance(seed);
  const pick = (below: number) => Math.floor(random() * below);
  let id = 1_000;
  const rows: Row[] = [];
  const say = (author: string | number, ms: number, above: Row | null, text: string): Row => {
    const row: Row = {
      tweet_id: ++id,
      author_id: author,
      inbound: typeof author === 'number',
      created_at: twitterTime(ms),
      text,
      in_response_to_tweet_id: above === null ? null : Number(above.tweet_id),
    };
    rows.push(row);
    return row;
  };
  for (let thread = 0; thread < threads; thread++) {
    let ms = DAY + pick(80_000) * 1000;
    const company = thread % 3 === 0 ? 'kestrelcare' : 'ospreyhelp';
    const customers = [20_000 + pick(400), 30_000 + pick(400), 40_000 + pick(400)];
    const missing = { tweet_id: 900_000 + thread } as Row;
    const kind = pick(10);
    let last =
      kind === 0
        ? say(company, ms, null, 'A new blend today')
        : say(customers[0] ?? 0, ms, kind === 1 ? missing : null, COMPLAINTS[pick(5)] ?? '');
    for (let turn = pick(6); turn > 0; turn--) {
      // Now and then in the very same second, now and then hours later.
      ms += pick(5) === 0 ? 0 : pick(pick(4) === 0 ? 20_000 : 900) * 1000;
      const speaks = pick(5);
      const author = speaks < 2 ? company : (customers[speaks - 2] ?? 0);
      last = say(
        author,
        ms,
        pick(6) === 0 ? (rows[rows.length - 1 - pick(2)] ?? last) : last,
        `${COMPLAINTS[pick(5)]} ${turn}`,
      );
    }
  }
  const lines = rows.map(row => JSON.stringify(pick(4) === 0 ? { ...row, tweet_id: `${row.tweet_id}.0` } : row));
  for (let n = 0; n < threads / 5; n++) lines.push(lines[pick(rows.length)] ?? '');
  lines.push(...BROKEN.slice(0, 1 + pick(5)));
  if (shuffled) for (let i = lines.length - 1; i > 0; i--) swap(lines, i, pick(i + 1));
  return lines.join('\n');
}

function swap(lines: string[], i: number, j: number): void {
  const held = lines[i] ?? '';
  lines[i] = lines[j] ?? '';
  lines[j] = held;
}

function twitterTime(ms: number): string {
  const [weekday = '', day, month, year, time] = new Date(ms).toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${day} ${time} +0000 ${year}`;
}
