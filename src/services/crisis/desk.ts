import { isUuid } from '../../core/id.ts';
import { findCrisis } from '../../store/crisis/crises.ts';
import type { DearAnswers } from '../dear-answers.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import type { Readers } from '../readers.ts';
import type { Speaking } from '../speaking.ts';
import { type CrisesView, type CrisisDeed, changeCrisis, declareCrisis, listCrises } from './crises.ts';
import {
  askHolding,
  decideHolding,
  type FollowUpView,
  type HoldingView,
  listHoldings,
  stopHolding,
} from './holding.ts';
import { listCrisisPosts, type PostsWish } from './list-posts.ts';
import { type CrisisHead, type CrisisView, openCrisis, type VoiceView } from './picture.ts';
import { type HoldingPreview, type HoldingWish, previewHolding } from './plan-holding.ts';

type Standing = Awaited<ReturnType<typeof askHolding>>;

/** What the endpoints of Insight, Crisis, speak to. */
export type CrisisDesk = {
  list(who: Who): Promise<CrisesView>;
  declare(who: Who, wish: { name: string; words: readonly string[]; since?: Date | undefined }): Promise<CrisisHead>;
  open(who: Who, id: string): Promise<CrisisView>;
  posts(who: Who, id: string, wish: PostsWish): Promise<{ rows: VoiceView[]; isMore: boolean }>;
  change(who: Who, id: string, deed: CrisisDeed, version?: number): Promise<CrisisHead>;
  holdings(who: Who, id: string): Promise<{ holdings: HoldingView[]; people: FollowUpView[] }>;
  preview(who: Who, id: string, wish: HoldingWish): Promise<HoldingPreview>;
  ask(who: Who, id: string, wish: HoldingWish & { id?: string | undefined }): Promise<Standing>;
  decide(who: Who, holdingId: string, decision: Parameters<typeof decideHolding>[3]): Promise<Standing>;
  stop(who: Who, holdingId: string): Promise<{ takenBack: number }>;
};

export function makeCrisisDesk(desk: Desk & Speaking & { readers: Readers; dear: DearAnswers }): CrisisDesk {
  return {
    list: who => listCrises(desk, who),
    declare: (who, wish) => declareCrisis(desk, who, wish),
    open: async (who, id) => {
      permit(who, 'read_channels');
      // The same for everybody who may see it; one of thousands of posts is not worked out for each of them.
      const version = isUuid(id) ? (await findCrisis(desk.db, who.brandId, id))?.version : undefined;
      return desk.dear(`crisis ${who.brandId} ${id} ${version}`, () => openCrisis(desk, who, id));
    },
    posts: (who, id, wish) => listCrisisPosts(desk, who, id, wish),
    change: (who, id, deed, version) => changeCrisis(desk, who, id, deed, version),
    holdings: (who, id) => listHoldings(desk, who, id),
    preview: (who, id, wish) => previewHolding(desk, who, id, wish),
    ask: (who, id, wish) => askHolding(desk, who, id, wish),
    decide: (who, holdingId, decision) => decideHolding(desk, who, holdingId, decision),
    stop: (who, holdingId) => stopHolding(desk, who, holdingId),
  };
}
