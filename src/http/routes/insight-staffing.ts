import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'readStaffing' | 'playStaffing' | 'suggestStaffing' | 'changeStaffing' | 'setShifts' | 'exportShifts';

export function insightStaffingRoutes({ staffing }: Pick<Services, 'staffing'>): Routes<Names> {
  return {
    readStaffing: ({ who, query }) => staffing.read(who, query),
    playStaffing: ({ who, query }) => staffing.play(who, query),
    suggestStaffing: ({ who, query }) => staffing.suggest(who, query),
    changeStaffing: ({ who, body }) => staffing.change(who, body),
    setShifts: ({ who, body }) => staffing.setShifts(who, body),
    async exportShifts({ who, query }) {
      const { week, text } = await staffing.calendar(who, query);
      return new Response(text, {
        headers: {
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': `attachment; filename="shifts-${week}.ics"`,
          'cache-control': 'no-store',
        },
      });
    },
  };
}
