/** The clock of a whole matter by hand: it runs while the customer waits for us, and what it has run is counted minute by minute of the wall clock. */
import {
  dueBySeconds,
  isOpenAt,
  type NaiveBrand,
  type NaiveConversation,
  type NaiveHours,
  type NaiveTurn,
  policyOf,
  type Told,
} from './naive-clock.ts';

export type NaiveMatter = {
  key: number;
  openedAt: number;
  due: number | null;
  policy: string;
  told: number;
  shares: { share: number; at: number }[];
  broken: boolean;
  /** Whether the clock still ran when it was due. */
  breaks: boolean;
  resolvedAt: number | null;
};
export type NaivePause = { from: number; until: number };
type Stretch = { from: number; until: number };

const WEEK = 7 * 86_400_000;
let keys = 0;

export function passMatterTime({ id, matters }: NaiveConversation, to: number, told: Told[]): void {
  for (const matter of matters) {
    if (matter.resolvedAt !== null || matter.broken) continue;
    for (const { share, at } of matter.shares) {
      if (share <= matter.told || at > to || (matter.due !== null && at >= matter.due)) continue;
      told.push({ what: `matter warned ${id} ${share}`, at });
      matter.told = share;
    }
    if (matter.due !== null && matter.breaks && matter.due < to) {
      matter.broken = true;
      told.push({ what: `matter broken ${id}`, at: matter.due });
    }
  }
}

/** After its turns were counted. */
export function lookAtMatter(one: NaiveConversation, brand: NaiveBrand, now: number, told: Told[]): void {
  const turns = [...one.turns.values()].sort((a, b) => a.openedAt - b.openedAt);
  const open = turns.find(turn => turn.outcome === null);
  if (open !== undefined) {
    const isOver = one.doneAt !== null && open.openedAt - one.doneAt > WEEK;
    if (one.matterAt === null || isOver || open.openedAt < one.matterAt) one.matterAt = open.openedAt;
  }
  if (open !== undefined || one.spoke) one.doneAt = null;
  one.spoke = false;
  const { matterAt, doneAt } = one;
  if (matterAt === null) return;
  let matter =
    one.matters.find(m => m.resolvedAt === null) ?? one.matters.toSorted((a, b) => b.openedAt - a.openedAt)[0];
  if (matter !== undefined && matter.resolvedAt !== null && matter.openedAt < matterAt) matter = undefined;
  if (doneAt !== null && (matter === undefined || matter.resolvedAt !== null)) return;
  const isNothingLeft = open === undefined && doneAt === null && !turns.some(turn => turn.outcome === 'answered');
  if (isNothingLeft && matter === undefined) return;
  const policy = policyOf(one, brand, one.lastIntents);
  const minutes = policy?.resolution ?? null;
  const ran = stretchesOf(
    one,
    turns.filter(turn => turn.openedAt >= matterAt),
  );
  const brokenAt = matter?.broken ? (matter.due ?? 0) : null;
  const didRun = ran.some(one => brokenAt !== null && one.from <= brokenAt && one.until > brokenAt);
  const isJudged = brokenAt !== null && (minutes === null || didRun);
  if (matter !== undefined && isJudged) {
    matter.resolvedAt = doneAt;
    return;
  }
  if (policy === null || minutes === null) {
    one.matters = one.matters.filter(m => m !== matter);
    return;
  }
  if (matter === undefined) {
    const fresh = { due: null, policy: '', told: 0, shares: [], broken: false, breaks: false, resolvedAt: null };
    matter = { ...fresh, key: ++keys, openedAt: matterAt };
    one.matters.push(matter);
  }
  const hours = brand.hoursFor(policy.hours, one.facts.team);
  const when = (share: number) =>
    momentWhen(
      ran,
      Math.round(minutes * 60 * share),
      (from, seconds) => dueBySeconds(hours, from, seconds),
      (from, until) => secondsOpen(hours, from, until),
    );
  const due = when(1);
  const breaks = due !== null && ran.some(s => s.until > due);
  const isLate = due !== null && due < (doneAt ?? now) && breaks;
  if (isLate && !matter.broken) told.push({ what: `matter broken ${one.id}`, at: now });
  const shares = policy.warnings.flatMap(share => {
    const at = when(share);
    return at === null ? [] : [{ share, at }];
  });
  const before = matter.told;
  const passed = shares.filter(({ share, at }) => share > before && at <= now).at(-1);
  if (!isLate && doneAt === null && passed !== undefined) {
    told.push({ what: `matter warned ${one.id} ${passed.share}`, at: now });
    matter.told = passed.share;
  }
  Object.assign(matter, {
    openedAt: matterAt,
    due,
    policy: policy.name,
    shares,
    broken: isLate,
    breaks,
    resolvedAt: doneAt,
  });
}

/** Between every two moments at which anything happened, either it ran or it stood. */
function stretchesOf({ posts, pauses, doneAt }: NaiveConversation, turns: readonly NaiveTurn[]): Stretch[] {
  const waits = turns.map((turn, place) => {
    const next = turns[place + 1]?.openedAt ?? turn.closedAt;
    const until = turn.outcome === 'unanswered' ? next : turn.closedAt;
    return { from: turn.openedAt, until: until ?? Number.POSITIVE_INFINITY };
  });
  const stands = pauses.map(({ from, until }) => {
    const wrote = posts
      .filter(post => !post.own && (post.at > from || post.heardAt > from))
      .map(post => Math.max(post.at, from));
    return { from, until: Math.min(until, ...wrote) };
  });
  if (doneAt !== null) stands.push({ from: doneAt, until: Number.POSITIVE_INFINITY });
  const within = (list: readonly Stretch[], at: number) => list.some(one => one.from <= at && at < one.until);
  const moments = [...new Set([...waits, ...stands].flatMap(one => [one.from, one.until]))].sort((a, b) => a - b);
  const ran: Stretch[] = [];
  for (const [place, from] of moments.entries()) {
    const until = moments[place + 1];
    if (until === undefined || !within(waits, from) || within(stands, from)) continue;
    const last = ran.at(-1);
    if (last !== undefined && last.until === from) last.until = until;
    else ran.push({ from, until });
  }
  return ran;
}

function momentWhen(
  ran: readonly Stretch[],
  seconds: number,
  after: (from: number, seconds: number) => number,
  between: (from: number, until: number) => number,
): number | null {
  let left = seconds;
  for (const { from, until } of ran) {
    const here = until === Number.POSITIVE_INFINITY ? until : between(from, until);
    if (here >= left) return after(from, left);
    left -= here;
  }
  return null;
}

function secondsOpen(hours: NaiveHours | null, from: number, until: number): number {
  if (hours === null) return (until - from) / 1000;
  let open = 0;
  for (let second = from / 1000; second < until / 1000; ) {
    // The seconds of a minute are alike.
    const next = Math.min(until / 1000, 60 * (Math.floor(second / 60) + 1));
    if (isOpenAt(hours, second)) open += next - second;
    second = next;
  }
  return open;
}
