/** The weekly audit: twenty random posts that people read and judge together, and what they tell of the rest. */
import { isUuid, type MakeId } from '../core/id.ts';
import {
  AUDIT_POSTS,
  type AuditAnswer,
  type AuditEstimate,
  estimateMissed,
  type Mark,
  type Stratum,
} from '../core/listening/audit.ts';
import type { Interval } from '../core/listening/interval.ts';
import { weekOf } from '../core/listening/unheard.ts';
import { Refusal } from '../core/refusal.ts';
import * as store from '../store/audit.ts';
import { findBrand } from '../store/brands.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { listQueries } from '../store/queries.ts';
import { listSampleBlocks, listSampleGone } from '../store/sample.ts';
import { type Draw, drawFrom, partOf, partsBy } from './audit-draw.ts';
import { type Said, saidOf } from './matches.ts';
import { notFound, permit, type Who } from './permit.ts';
import { treeOf } from './queries.ts';
import { SAMPLE_BLOCKS_LIMIT, SAMPLE_KEPT_HOURS } from './sampler.ts';

/** Weeks told beside this one, and put together for a surer estimate. */
export const AUDIT_WEEKS = 8;
const CHANNELS_LIMIT = 50;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type AuditPost = Said & {
  id: string;
  place: number;
  /** Its words are kept no more. */
  forgotten: boolean;
  mark: Mark | null;
  markedBy: string | null;
  /** A query heard it; null until somebody has judged it, so that nobody is led. */
  caught: boolean | null;
};
/** What one part of all posts tells. */
export type AuditPart = {
  posts: number;
  read: number;
  found: number;
  missed: number | null;
  interval: Interval | null;
};
export type AuditResult = {
  read: number;
  cannotTell: number;
  /** Complaints that no query caught, as counted. */
  missedFound: number;
  /** Posts that name us and no query caught; and all the rest, where twenty posts tell little. */
  near: AuditPart;
  far: AuditPart;
};
export type AuditView = {
  week: string;
  size: number;
  /** Null: not drawn yet. */
  drawn: { drawnAt: string; fromAt: string; untilAt: string; ofPosts: number } | null;
  posts: AuditPost[];
  result: AuditResult;
  /** The last `AUDIT_WEEKS` put together, this one included. */
  pooled: AuditResult & { weeks: number };
  weeks: { week: string; read: number; missedFound: number }[];
};

export type Audit = {
  open(who: Who): Promise<AuditView>;
  /** Draws this week's posts where nobody has. */
  draw(who: Who): Promise<AuditView>;
  /** `null` takes the judgement back. */
  mark(who: Who, id: string, mark: Mark | null): Promise<AuditView>;
};

type Needs = { db: Db; makeId: MakeId; now: () => Date };

export function makeAudit(needs: Needs): Audit {
  return {
    open: who => open(needs, who),
    draw: who => draw(needs, who),
    mark: (who, id, mark) => judge(needs, who, id, mark),
  };
}

async function open({ db, now }: Needs, who: Who): Promise<AuditView> {
  permit(who, 'read_channels');
  const week = weekOf(now());
  const since = new Date(Date.parse(week) - (AUDIT_WEEKS - 1) * 7 * DAY_MS).toISOString().slice(0, 10);
  const audits = await store.listAudits(db, who.brandId, since);
  const marks = Map.groupBy(await store.listAuditMarks(db, who.brandId, since), one => one.week);
  const own = audits.find(audit => audit.week === week);
  const posts = own === undefined ? [] : await store.listAuditPosts(db, who.brandId, week);
  const answersOf = (of: string): AuditAnswer[] => marks.get(of) ?? [];
  return {
    week,
    size: own === undefined ? AUDIT_POSTS : posts.length,
    drawn: own === undefined ? null : drawnOf(own),
    posts: posts.map(postView),
    result: resultOf(own?.strata ?? [], answersOf(week)),
    pooled: {
      weeks: audits.length,
      ...resultOf(
        together(audits.map(({ strata }) => strata)),
        audits.flatMap(audit => answersOf(audit.week)),
      ),
    },
    weeks: audits.map(audit => {
      const { read, missedFound } = resultOf(audit.strata, answersOf(audit.week));
      return { week: audit.week, read, missedFound };
    }),
  };
}

function drawnOf({ drawnAt, fromAt, untilAt, strata }: store.AuditRow): AuditView['drawn'] {
  const ofPosts = strata.reduce((sum, { posts }) => sum + posts, 0);
  return { drawnAt: drawnAt.toISOString(), fromAt: fromAt.toISOString(), untilAt: untilAt.toISOString(), ofPosts };
}

function postView({ id, place, stratum, channelId, network, post, mark, markedBy }: store.AuditPostRow): AuditPost {
  const shown = post ?? { ...EMPTY_POST, at: new Date(0) };
  const said = saidOf({ network, channelId, post: shown, addressed: shown.addressed, answered: false });
  const caught = mark === null ? null : partOf(stratum) === 'caught';
  // What the machine makes of it must not lead the reader either.
  return { ...said, wants: null, because: [], id, place, forgotten: post === null, mark, markedBy, caught };
}

const EMPTY_POST = {
  remoteId: '',
  author: { remoteId: '', handle: null, name: null, avatarUrl: null, profileUrl: null },
  own: false,
  key: null,
  visibility: 'public' as const,
  parentRemoteId: null,
  rootRemoteId: null,
  room: null,
  roomWith: null,
  text: '',
  lang: null,
  attachments: [],
  url: null,
  addressed: false,
  warning: null,
};

/** Posts of several weeks added up, part by part. */
function together(weeks: readonly (readonly Stratum[])[]): Stratum[] {
  const sums = new Map<string, Stratum>();
  for (const stratum of weeks.flat()) {
    const before = sums.get(stratum.key);
    sums.set(stratum.key, { ...stratum, posts: stratum.posts + (before?.posts ?? 0) });
  }
  return [...sums.values()];
}

function resultOf(strata: readonly Stratum[], answers: readonly AuditAnswer[]): AuditResult {
  const { read, cannotTell, missedFound } = estimateMissed(strata, answers);
  return {
    read,
    cannotTell,
    missedFound,
    near: partResult(strata, answers, 'near'),
    far: partResult(strata, answers, 'far'),
  };
}

function partResult(strata: readonly Stratum[], answers: readonly AuditAnswer[], part: 'near' | 'far'): AuditPart {
  const own = strata.filter(({ key }) => partOf(key) === part);
  const said = answers.filter(({ stratum }) => partOf(stratum) === part);
  const estimate: AuditEstimate = estimateMissed(own, said);
  const judged = estimate.read > estimate.cannotTell;
  return {
    posts: own.reduce((sum, { posts }) => sum + posts, 0),
    read: estimate.read,
    found: estimate.missedFound,
    missed: judged ? estimate.missed : null,
    interval: judged ? estimate.interval : null,
  };
}

async function draw(needs: Needs, who: Who): Promise<AuditView> {
  permit(who, 'read_people');
  const { db, now } = needs;
  const week = weekOf(now());
  const posts = await store.listAuditPosts(db, who.brandId, week);
  // What was drawn while little had been heard is drawn anew until somebody has begun to read.
  if (posts.length >= AUDIT_POSTS || posts.some(({ mark }) => mark !== null)) return open(needs, who);
  const drawn = await drawNow(needs, who, week);
  if (drawn === null) {
    throw new Refusal(
      'not_valid',
      'Nothing has been heard in the last two days that could be drawn from. Try again when a channel hears something.',
    );
  }
  await db.transaction().execute(async tx => {
    if (posts.length > 0) await store.deleteUnreadAudit(tx, who.brandId, week);
    if (await keep(needs, tx, who, week, drawn)) await tell(tx, who, now());
  });
  return open(needs, who);
}

async function drawNow({ db, now }: Needs, { brandId }: Who, week: string): Promise<Draw | null> {
  const since = new Date(now().getTime() - SAMPLE_KEPT_HOURS * HOUR_MS);
  const blocks = await listSampleBlocks(db, brandId, {
    channelId: null,
    since,
    limit: SAMPLE_BLOCKS_LIMIT * CHANNELS_LIMIT,
  });
  const queries = (await listQueries(db, brandId)).flatMap(row => treeOf(row) ?? []);
  const brand = await findBrand(db, brandId);
  const listener = partsBy(queries, brand?.name ?? '');
  return drawFrom(blocks, await listSampleGone(db, brandId), listener, `${brandId}/${week}`);
}

/** @returns false when somebody else drew meanwhile */
function keep({ makeId, now }: Needs, tx: Tx, { brandId }: Who, week: string, drawn: Draw): Promise<boolean> {
  const { strata, fromAt, untilAt } = drawn;
  const rowOf = (place: number | null, { stratum, block, post }: Draw['posts'][number]): store.DrawnPost => {
    const { channelId, network } = block;
    return { id: makeId(), place, stratum, channelId, network, post };
  };
  const rows = [...drawn.posts.map((one, n) => rowOf(n + 1, one)), ...drawn.spares.map(one => rowOf(null, one))];
  return store.insertAudit(tx, brandId, { week, drawnAt: now(), fromAt, untilAt, strata }, rows);
}

async function judge(needs: Needs, who: Who, id: string, mark: Mark | null): Promise<AuditView> {
  permit(who, 'read_people');
  if (!isUuid(id)) throw notFound('post to be read');
  await needs.db.transaction().execute(async tx => {
    const at = needs.now();
    if (!(await store.markAuditPost(tx, who.brandId, id, { mark, agentId: who.agentId, at }))) {
      throw notFound('post to be read');
    }
    await tell(tx, who, at);
  });
  return open(needs, who);
}

async function tell(tx: Tx, { brandId, agentId }: Who, at: Date): Promise<void> {
  const data = { kind: 'settings.changed', what: 'audit' } as const;
  await appendEvents(tx, [{ brandId, at, inboxId: null, conversationId: null, actorId: agentId, data }]);
}
