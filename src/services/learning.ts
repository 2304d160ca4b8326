/** What a brand has learnt, shown to its people, and their ways back: to the version before, and to what came with the product. */
import { Refusal } from '../core/refusal.ts';
import { preview } from '../core/text.ts';
import type { KeptBack } from '../core/triage/labels.ts';
import type { Aspect } from '../core/triage/reading.ts';
import * as heads from '../store/brand-heads.ts';
import type { Tx } from '../store/db.ts';
import { appendEvents, lastSeq } from '../store/events.ts';
import { countLabels, type LabelCount, setAside, takeBackIn } from '../store/labels.ts';
import { lockStanding, type Standing, standingsOf, writeStanding } from '../store/learning.ts';
import type { Desk } from './desk.ts';
import { FIGURES_KEPT, type LabelsOfOne, learningEvent, type Quality, VERSIONS_KEPT } from './learn.ts';
import { LEARNT_ASPECTS } from './learn-aspects.ts';
import type { LearntWords } from './learnt-words.ts';
import { inboxScope, permit, type Who } from './permit.ts';

export type VersionView = Quality & {
  version: number;
  at: string;
  kind: 'learnt' | 'reset';
  state: 'in_use' | 'kept_back' | 'before' | 'undone';
  why: KeptBack[];
  labels: number;
  added: number;
  changes: number;
  lookedAt: number;
  agentId: string | null;
};

export type LearningView = Quality & {
  aspect: Aspect;
  state: 'taught' | 'shipped';
  version: number;
  why: KeptBack[];
  canUndo: number | null;
  canRedo: number | null;
  labels: { people: number; deeds: number; setAside: number; gone: number };
  isLearning: boolean;
  by: (Omit<LabelsOfOne, 'agentId'> & { agentId: string; name: string; corrections: number; deeds: number })[];
  contradictions: number;
  words: LearntWords;
  versions: VersionView[];
};

export type LearningNeeds = Desk & {
  wordsOf: (brandId: number, aspect: Aspect, version: number) => Promise<LearntWords>;
};

/** Every aspect that is learnt, whether anybody has taught it or not. */
export async function readLearning(
  needs: LearningNeeds,
  who: Who,
): Promise<{ aspects: LearningView[]; versionsKept: number; seq: number }> {
  permit(who, 'read_people');
  const seq = await lastSeq(needs.db);
  const aspects = await viewsOf(needs, who.brandId);
  return { aspects, versionsKept: VERSIONS_KEPT, seq };
}

async function viewsOf(needs: LearningNeeds, brandId: number): Promise<LearningView[]> {
  const { db } = needs;
  const [standings, versions, counts] = await Promise.all([
    standingsOf(db, brandId),
    heads.listHeads(db, brandId, FIGURES_KEPT),
    countLabels(db, brandId),
  ]);
  const views: LearningView[] = [];
  for (const aspect of LEARNT_ASPECTS) {
    const standing = standings.find(one => one.aspect === aspect);
    const own = versions.filter(one => one.aspect === aspect);
    const counted = counts.filter(one => one.aspect === aspect);
    const view = viewOf(aspect, standing, own, counted);
    views.push(view.state === 'taught' ? { ...view, words: await needs.wordsOf(brandId, aspect, view.version) } : view);
  }
  return views;
}

function viewOf(
  aspect: Aspect,
  standing: Standing | undefined,
  versions: readonly heads.BrandHead[],
  counts: readonly LabelCount[],
): LearningView {
  const inUse = versions.find(({ version }) => version === standing?.version);
  const { contradictions, ...quality } = qualityOf(inUse);
  const sum = (of: (count: LabelCount) => number) => counts.reduce((all, count) => all + of(count), 0);
  return {
    aspect,
    state: inUse?.hasBytes === true ? 'taught' : 'shipped',
    version: inUse?.version ?? 0,
    why: inUse?.why ?? [],
    canUndo: inUse !== undefined && canGoTo(inUse.base, versions) ? inUse.version : null,
    canRedo: redoable(versions, inUse?.version ?? 0)?.version ?? null,
    labels: {
      people: sum(c => c.people),
      deeds: sum(c => c.deeds),
      setAside: sum(c => c.setAside),
      gone: sum(c => c.gone),
    },
    isLearning: standing !== undefined && standing.wanted > standing.learnt,
    by: peopleIn(inUse, counts),
    contradictions,
    ...quality,
    words: [],
    versions: versions.map(one => versionView(one, standing?.version ?? 0)),
  };
}

/** Where it stands as it was kept: written by `learn.ts`. */
function qualityOf(head: heads.BrandHead | undefined): Quality & { contradictions: number } {
  const nothing = { measuredOn: 0, taught: null, shipped: null, contradictions: 0 };
  return head === undefined
    ? nothing
    : { ...nothing, ...(head.quality as Partial<Quality & { contradictions: number }>) };
}

function peopleIn(head: heads.BrandHead | undefined, counts: readonly LabelCount[]): LearningView['by'] {
  const found = new Map(((head?.people ?? []) as LabelsOfOne[]).map(one => [one.agentId, one]));
  return counts
    .flatMap(({ agentId, agentName: name, people, deeds }) => {
      if (agentId === null || name === null || people + deeds === 0) return [];
      const { oneSided = null, contradicts = 0, counts: weight = 1 } = found.get(agentId) ?? {};
      return [{ agentId, name, corrections: people, deeds, oneSided, contradicts, counts: weight }];
    })
    .sort((a, b) => b.corrections - a.corrections || b.deeds - a.deeds || (a.name < b.name ? -1 : 1));
}

function versionView(head: heads.BrandHead, inUse: number): VersionView {
  const { contradictions: _, ...quality } = qualityOf(head);
  const { version, kind, why, labels, added, lookedAt, agentId } = head;
  const isInUse = version === inUse;
  const state = head.undoneAt !== null ? 'undone' : !isInUse ? 'before' : head.isKeptBack ? 'kept_back' : 'in_use';
  return {
    version,
    at: head.at.toISOString(),
    kind,
    state,
    why,
    labels,
    added,
    ...quality,
    changes: head.changed,
    lookedAt,
    agentId,
  };
}

/** It is what came with the product, or its head is still there. */
function canGoTo(version: number, versions: readonly heads.BrandHead[]): boolean {
  const found = versions.find(one => one.version === version);
  return version === 0 || (found !== undefined && (found.hasBytes || found.isKeptBack || found.kind === 'reset'));
}

function redoable(versions: readonly heads.BrandHead[], from: number): heads.BrandHead | undefined {
  const undone = versions.filter(one => one.base === from && one.undoneAt !== null);
  const latest = undone.sort((a, b) => (b.undoneAt?.getTime() ?? 0) - (a.undoneAt?.getTime() ?? 0))[0];
  return latest !== undefined && canGoTo(latest.version, versions) ? latest : undefined;
}

type Turn = { aspect: Aspect; version: number };

/** Back to the version before: what was new in this one is left out of learning. */
export function undoLearning(needs: LearningNeeds, who: Who, { aspect, version }: Turn): Promise<LearningView> {
  return turn(needs, who, aspect, async (tx, standing, versions, at) => {
    checkIn(standing.version, version);
    const head = versions.find(one => one.version === version);
    if (head === undefined || !canGoTo(head.base, versions))
      throw new Refusal('not_valid', 'There is no version before this one. You can go back to what came with Heed.');
    await heads.writeUndone(tx, who.brandId, aspect, version, at);
    if (head.kind === 'reset') await takeBackIn(tx, who.brandId, aspect, version);
    else await setAside(tx, who.brandId, aspect, head);
    return head.base;
  });
}

/** Forth again to what was undone last. */
export function redoLearning(needs: LearningNeeds, who: Who, { aspect, version }: Turn): Promise<LearningView> {
  return turn(needs, who, aspect, async (tx, standing, versions) => {
    const head = redoable(versions, standing.version);
    if (head === undefined || head.version !== version)
      throw new Refusal('changed_since', 'That version cannot be brought back any more. Look again.');
    await heads.writeUndone(tx, who.brandId, aspect, version, null);
    if (head.kind === 'reset') await setAside(tx, who.brandId, aspect, head);
    else await takeBackIn(tx, who.brandId, aspect, version);
    return version;
  });
}

/** Back to what came with the product; everything said so far is left out of learning. A version of its own, so it can be undone. */
export function resetLearning(needs: LearningNeeds, who: Who, aspect: Aspect): Promise<LearningView> {
  return turn(needs, who, aspect, async (tx, standing, versions, at) => {
    const isReset = versions.find(one => one.version === standing.version)?.kind === 'reset';
    if (standing.version === 0 || isReset) return standing.version;
    const version = (versions[0]?.version ?? 0) + 1;
    const quality = { measuredOn: 0, taught: null, shipped: null, contradictions: 0 };
    const nothing = { bytes: null, isKeptBack: false, why: [], labels: 0, added: 0, quality, people: [], changes: [] };
    await heads.insertHead(tx, who.brandId, {
      ...nothing,
      aspect,
      version,
      base: standing.version,
      kind: 'reset',
      changed: 0,
      lookedAt: 0,
      agentId: who.agentId,
      at,
    });
    await setAside(tx, who.brandId, aspect, { version, kind: 'reset', at });
    return version;
  });
}

function checkIn(inUse: number, asked: number): void {
  if (inUse !== asked)
    throw new Refusal('changed_since', `Version ${inUse} is in use by now. Look again.`, { version: inUse });
}

type Turning = (tx: Tx, standing: Standing, versions: heads.BrandHead[], at: Date) => Promise<number>;

async function turn(needs: LearningNeeds, who: Who, aspect: Aspect, work: Turning): Promise<LearningView> {
  permit(who, 'lead');
  await needs.db.transaction().execute(async tx => {
    const standing = await lockStanding(tx, who.brandId, aspect);
    if (standing === null) throw new Refusal('not_valid', 'Nobody has taught this yet.');
    const versions = (await heads.listHeads(tx, who.brandId, FIGURES_KEPT)).filter(one => one.aspect === aspect);
    const at = needs.now();
    const version = await work(tx, standing, versions, at);
    await writeStanding(tx, who.brandId, { aspect, version, turnsBack: true });
    await appendEvents(tx, [learningEvent(who.brandId, who.agentId, at)]);
  });
  const view = (await viewsOf(needs, who.brandId)).find(one => one.aspect === aspect);
  if (view === undefined) throw new Refusal('not_valid', 'This is not learnt.');
  return view;
}

export type ChangesView = {
  aspect: Aspect;
  version: number;
  changes: number;
  lookedAt: number;
  rows: (Omit<heads.HeadChange, 'messageId'> & {
    messageId: string;
    conversationId: string;
    preview: string;
    at: string;
  })[];
};

/** Which of the newest messages a version reads otherwise than the one before it. */
export async function whatChanged(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  { aspect, version }: { aspect: Aspect; version?: number | undefined },
): Promise<ChangesView> {
  permit(who, 'read_people');
  const asked = version ?? (await standingsOf(db, who.brandId)).find(one => one.aspect === aspect)?.version ?? 0;
  const head = await heads.findHead(db, who.brandId, aspect, asked);
  if (head === null) return { aspect, version: asked, changes: 0, lookedAt: 0, rows: [] };
  const scope = inboxScope(who);
  const rows = await heads.shownChanges(db, { brandId: who.brandId, aspect, version: asked, scope });
  const shown = rows.map(({ text, at, ...row }) => ({ ...row, preview: preview(text), at: at.toISOString() }));
  return { aspect, version: asked, changes: head.changed, lookedAt: head.lookedAt, rows: shown };
}
