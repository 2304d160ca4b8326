import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'readTriageSettings' | 'changeTriageSettings' | 'readAgain' | 'readAgainProgress';

export function triageSettingsRoutes({ triageSettings: triage }: Pick<Services, 'triageSettings'>): Routes<Names> {
  return {
    readTriageSettings: ({ who }) => triage.settings(who),
    changeTriageSettings: ({ who, body }) => triage.change(who, body),
    readAgain: async ({ who, body }) => ({ progress: await triage.readAgain(who, body.days) }),
    readAgainProgress: async ({ who }) => ({ progress: await triage.progress(who) }),
  };
}
