/** The company of the month: two teams with hours of their own, six promises, and what leads change of them as it goes on. */
import { sql } from 'kysely';
import type { Interval } from '../../src/core/calendar/hours.ts';
import { ANYTHING, type Policy } from '../../src/core/policy.ts';
import { makeCalendars } from '../../src/services/calendars.ts';
import type { Who } from '../../src/services/permit.ts';
import { makePolicies } from '../../src/services/policies.ts';
import { retime } from '../../src/services/retime.ts';
import { promise } from '../support/brand.ts';
import type { TestDesk } from '../support/desk.ts';
import type { NaiveBrand, NaiveHours, NaivePolicy } from './naive-clock.ts';

const ATHENS: [number, number][][] = [
  ...Array.from({ length: 5 }, (): [number, number][] => [
    [540, 840],
    [900, 1080],
  ]),
  [[1320, 1560]],
  [],
];
const YORK: [number, number][][] = Array.from({ length: 7 }, () => [[480, 1200]]);

/** The brand, who works there, and what leads change of it as the month goes on. */
export type Company = {
  brand: NaiveBrand;
  lead: Who;
  agent: Who;
  teams: Record<string, string>;
  changes: [atMs: number, change: () => Promise<{ retimed: number }>][];
};

/** Hours, teams and promises; and what leads change of them as the month goes on. */
export async function openCompany(d: TestDesk): Promise<Company> {
  const { db } = d.database;
  const { makeId, now } = d.desk;
  const lead = await d.colleague('Lea', 'lead');
  const agent = await d.colleague('Ann');
  const needs = { db, makeId, now };
  const calendars = makeCalendars({ ...needs, retime: who => retime(needs, who.brandId, who.agentId) });
  const policies = makePolicies(needs);
  const athens = (await calendars.add(lead, { name: 'Athens', timeZone: 'Europe/Athens', week: weekOf(ATHENS) }))
    .calendar;
  const york = (await calendars.add(lead, { name: 'York', timeZone: 'America/New_York', week: weekOf(YORK) })).calendar;
  const teams = { athens: makeId(), york: makeId() };
  for (const [name, calendarId] of [['athens', athens.id] as const, ['york', york.id] as const]) {
    await sql`insert into team (brand_id, id, name, calendar_id) values (${lead.brandId}, ${teams[name]}, ${name}, ${calendarId})`.execute(
      db,
    );
  }
  const hours: Record<'athens' | 'york', NaiveHours> = {
    athens: { zone: 'Europe/Athens', week: ATHENS, days: {} },
    york: { zone: 'America/New_York', week: YORK, days: {} },
  };
  const kept = await firstPolicies(policies, lead, d, york.id, athens.id);
  const brand: NaiveBrand = {
    policies: kept.map(one => one.naive),
    known: new Map(),
    hoursFor: (asked, team) => {
      if (asked === 'always') return null;
      return asked === 'york' || (asked === 'team' && team === 'york') ? hours.york : hours.athens;
    },
  };
  const changes: Company['changes'] = [
    [
      Date.parse('2026-10-20T10:30:00Z'),
      async () => {
        const rest = kept.at(-1);
        if (rest === undefined) throw new Error('the last policy is gone');
        rest.naive.first = 90;
        rest.naive.next = 400;
        return policies.change(lead, rest.id, { firstMinutes: 90, nextMinutes: 400 });
      },
    ],
    [
      Date.parse('2026-10-23T11:00:00Z'),
      async () => {
        hours.athens = { ...hours.athens, days: { '2026-10-28': [], '2026-11-02': [[600, 660]] } };
        const intervals = [{ fromMinute: 600, untilMinute: 660 }];
        await calendars.addHoliday(lead, athens.id, { date: '2026-10-28', name: 'Ohi day' });
        return calendars.addHoliday(lead, athens.id, { date: '2026-11-02', name: 'Stocktaking', intervals });
      },
    ],
    [
      Date.parse('2026-11-01T05:30:00Z'),
      async () => {
        const order = [2, 0, 1, 3, 4, 5].flatMap(place => kept[place] ?? []);
        brand.policies = order.map(one => one.naive);
        return policies.order(
          lead,
          order.map(one => one.id),
        );
      },
    ],
  ];
  return { brand, lead, agent, teams, changes };
}

type Kept = { id: string; naive: NaivePolicy };

async function firstPolicies(
  policies: ReturnType<typeof makePolicies>,
  lead: Who,
  d: TestDesk,
  yorkId: string,
  athensId: string,
): Promise<Kept[]> {
  await promise(d.database.db, lead.brandId, 1);
  const [first] = await policies.list(lead);
  const wanted: [Omit<Policy, 'id' | 'steps'>, NaivePolicy['fits'], NaivePolicy['hours']][] = [
    [
      wish('Danger', 5, 5, { kind: 'always' }, [0.5, 0.8], { intents: ['danger'] }, 240),
      f => f.intents.includes('danger'),
      'always',
    ],
    [
      wish('Urgent', 15, 20, { kind: 'calendar', calendarId: yorkId }, [0.5, 0.8], { priorities: ['urgent'] }),
      f => f.priority === 'urgent',
      'york',
    ],
    [
      wish('Important people', 60, 45, { kind: 'team' }, [0.25, 0.75], { tags: ['VIP'] }),
      f => f.tags.includes('vip'),
      'team',
    ],
    [
      wish('Friends', 80, 70, { kind: 'always' }, [0.9], { contactTags: ['friend'] }, 1000),
      f => f.known.includes('friend'),
      'always',
    ],
    [
      wish('Greek', 30, null, { kind: 'calendar', calendarId: athensId }, [0.5], { languages: ['el'] }, 300),
      f => f.lang?.startsWith('el') ?? false,
      'athens',
    ],
    [wish('The rest', 120, 240, { kind: 'team' }, [0.5, 0.8], {}, 600), () => true, 'team'],
  ];
  const kept: Kept[] = [];
  for (const [one, fits, hours] of wanted) {
    const row = { ...one, steps: [] };
    const { id } = await policies.add(lead, row, false);
    const { name, firstMinutes, nextMinutes, resolutionMinutes: resolution, warnings } = one;
    kept.push({
      id,
      naive: { name, fits, first: firstMinutes, next: nextMinutes, resolution, hours, warnings: [...warnings] },
    });
  }
  if (first !== undefined) await policies.remove(lead, first.id);
  return kept;
}

function wish(
  name: string,
  firstMinutes: number,
  nextMinutes: number | null,
  hours: Policy['hours'],
  warnings: number[],
  asked: Partial<Policy['conditions']>,
  resolutionMinutes: number | null = null,
): Omit<Policy, 'id' | 'steps'> {
  return { name, resolutionMinutes, firstMinutes, nextMinutes, hours, warnings, conditions: { ...ANYTHING, ...asked } };
}

function weekOf(week: [number, number][][]): Interval[][] {
  return week.map(day => day.map(([fromMinute, untilMinute]) => ({ fromMinute, untilMinute })));
}
