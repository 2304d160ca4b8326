import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'judgePrecision' | 'unheard' | 'listComplaints' | 'openAudit' | 'drawAudit' | 'markAudited' | 'listBursts';
type Needs = Pick<Services, 'judgePrecision' | 'unheard' | 'audit' | 'listBursts'>;

export function listeningFigureRoutes({ judgePrecision, unheard, audit, listBursts }: Needs): Routes<Names> {
  return {
    judgePrecision: ({ who, id }) => judgePrecision(who, id),
    unheard: ({ who }) => unheard.figures(who),
    listComplaints: ({ who, query }) => unheard.complaints(who, query),
    openAudit: ({ who }) => audit.open(who),
    drawAudit: ({ who }) => audit.draw(who),
    markAudited: ({ who, id, body }) => audit.mark(who, id, body.mark),
    listBursts: ({ who }) => listBursts(who),
  };
}
