/** Builds the services behind Insight. */
import { measuredHandling } from './core/insight/staffing-settings.ts';
import type { Services } from './http/services.ts';
import { makeDearAnswers } from './services/dear-answers.ts';
import { arrivalsPerHalfHour } from './services/reports/arrivals.ts';
import { handlingOf } from './services/reports/handling.ts';
import { readExpectation } from './services/reports/insight-settings.ts';
import { makeStaffing } from './services/reports/staffing.ts';
import { makeStaffingReckoner } from './services/reports/staffing-reckoner.ts';
import { makeRisenWords } from './services/reports/words.ts';
import type { Db } from './store/db.ts';

export function makeReports({ db, now }: { db: Db; now: () => Date }): Pick<Services, 'staffing' | 'risenWords'> {
  return {
    risenWords: makeRisenWords({ db, now, dear: makeDearAnswers(() => performance.now()) }),
    staffing: makeStaffing({
      db,
      now,
      reckoner: makeStaffingReckoner(),
      arrivals: slice => arrivalsPerHalfHour(db, slice),
      handling: async slice => measuredHandling(await handlingOf(db, slice)),
      curveOf: brandId => readExpectation(db, brandId),
    }),
  };
}
