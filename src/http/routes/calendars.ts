import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'listCalendars'
  | 'addCalendar'
  | 'changeCalendar'
  | 'removeCalendar'
  | 'setCalendarTeams'
  | 'addHoliday'
  | 'changeHoliday'
  | 'removeHoliday'
  | 'setHolidayFeed'
  | 'refreshHolidayFeed'
  | 'importHolidays'
  | 'tryHours';

export function calendarRoutes({
  calendars,
  holidayFeeds,
}: Pick<Services, 'calendars' | 'holidayFeeds'>): Routes<Names> {
  return {
    listCalendars: async ({ who }) => ({ rows: await calendars.list(who) }),
    addCalendar: ({ who, body }) => calendars.add(who, body),
    changeCalendar: ({ who, id, body }) => calendars.change(who, id, body),
    removeCalendar: ({ who, id }) => calendars.remove(who, id),
    setCalendarTeams: ({ who, id, body }) => calendars.setTeams(who, id, body.teamIds),
    addHoliday: ({ who, id, body }) => calendars.addHoliday(who, id, body),
    changeHoliday: ({ who, id, body }) => calendars.changeHoliday(who, id, body),
    setHolidayFeed: ({ who, id, body, signal }) => holidayFeeds.set(who, id, body.url, signal),
    refreshHolidayFeed: ({ who, id, signal }) => holidayFeeds.refresh(who, id, signal),
    removeHoliday: ({ who, id }) => calendars.removeHoliday(who, id),
    importHolidays: ({ who, id, body }) => calendars.importHolidays(who, id, body.text, body.keep),
    tryHours: async ({ who, body }) => calendars.try(who, body),
  };
}
