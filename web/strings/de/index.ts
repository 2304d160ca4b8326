import { answer } from './answer.ts';
import { beside } from './beside.ts';
import { connect } from './connect.ts';
import { costs } from './costs.ts';
import { escalation } from './escalation.ts';
import { health } from './health.ts';
import { holidays } from './holidays.ts';
import { hooks } from './hooks.ts';
import { hours } from './hours.ts';
import { learning } from './learning.ts';
import { listening } from './listening.ts';
import { listeningFigures } from './listening-figures.ts';
import { moderation } from './moderation.ts';
import { outside } from './outside.ts';
import { outsideModel } from './outside-model.ts';
import { people } from './people.ts';
import { promises } from './promises.ts';
import { queue } from './queue.ts';
import { replies } from './replies.ts';
import { risk } from './risk.ts';
import { rules } from './rules.ts';
import { screens } from './screens.ts';
import { shell } from './shell.ts';
import { talk } from './talk.ts';
import { teamBoard } from './team-board.ts';
import { teams } from './teams.ts';
import { templates } from './templates.ts';
import { triage } from './triage.ts';

/** Deutsch. */
export const de = {
  ...shell,
  ...queue,
  ...people,
  ...talk,
  ...teams,
  ...teamBoard,
  ...answer,
  ...beside,
  ...connect,
  ...costs,
  ...outside,
  ...outsideModel,
  ...escalation,
  ...health,
  ...holidays,
  ...hooks,
  ...hours,
  ...promises,
  ...learning,
  ...listening,
  ...listeningFigures,
  ...moderation,
  ...replies,
  ...risk,
  ...rules,
  ...screens,
  ...templates,
  ...triage,
};
