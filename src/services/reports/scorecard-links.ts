/**
 * Read-only links to a scorecard: 256 random bits, kept as a hash, open for as long as was chosen. Behind one stand the figures as they were
 * when it was made: nothing a stranger asks reckons anything anew, and what was shown yesterday does not change today.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { MakeId } from '../../core/id.ts';
import type { ScorecardLanguage } from '../../core/insight/scorecard.ts';
import { Refusal } from '../../core/refusal.ts';
import {
  insertScorecardLink,
  listScorecardLinks,
  type OpenedLink,
  openScorecardLink,
  revokeScorecardLink,
  type ScorecardLinkRow,
} from '../../store/scorecard-links.ts';
import { notFound, permit, type Who } from '../permit.ts';
import { type KeptSlice, queryOfKept } from './kept-slice.ts';
import { readScorecard, type ScorecardNeeds } from './scorecard.ts';

export type LinkWish = { name: string; language: ScorecardLanguage; days: number; slice: KeptSlice };
export type ScorecardLinks = {
  list(who: Who): Promise<ScorecardLinkRow[]>;
  /** The address is told here and never again. */
  make(who: Who, wish: LinkWish): Promise<{ id: string; url: string; expiresAt: Date }>;
  revoke(who: Who, id: string): Promise<void>;
  /** For anybody who has the token; null whatever is wrong with it. @param counts a look at the page, not at its pictures */
  open(token: string, counts: boolean): Promise<OpenedLink | null>;
};

export const LINKS_PER_BRAND = 100;
export const SHARED_PATH = '/shared';
const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const DAY_MS = 86_400_000;

type Needs = ScorecardNeeds & { makeId: MakeId; publicUrl: string; random?: (bytes: number) => Uint8Array };

export function makeScorecardLinks(needs: Needs): ScorecardLinks {
  const { db, now } = needs;
  return {
    async list(who) {
      permit(who, 'lead');
      return listScorecardLinks(db, who.brandId);
    },
    make: (who, wish) => make(needs, who, wish),
    async revoke(who, id) {
      permit(who, 'lead');
      if (!(await revokeScorecardLink(db, who.brandId, id, now()))) throw notFound('link');
    },
    async open(token, counts) {
      return TOKEN.test(token) ? openScorecardLink(db, hashOf(token), now(), counts) : null;
    },
  };
}

async function make(needs: Needs, who: Who, { name, language, days, slice }: LinkWish) {
  permit(who, 'lead');
  const { db, now, makeId, publicUrl, random = randomBytes } = needs;
  const { anchor: _, ...figures } = await readScorecard(needs, who, queryOfKept(slice));
  const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url');
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
  const id = makeId();
  const row = { id, name, language, createdAt, createdBy: who.agentId, expiresAt, hash: hashOf(token), figures };
  if (!(await insertScorecardLink(db, who.brandId, { ...row, limit: LINKS_PER_BRAND }))) {
    throw new Refusal('too_many', `A brand has room for ${LINKS_PER_BRAND} open links. Take one back first.`);
  }
  return { id, url: `${publicUrl}${SHARED_PATH}/${token}`, expiresAt };
}

/** Of 256 random bits a fast hash is enough. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
