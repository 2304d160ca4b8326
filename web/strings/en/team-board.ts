/** The day of a team: how its promise stands, who needs somebody, who is here. */
export const teamBoard = {
  'teamBoard.title': 'Team',
  'teamBoard.soon':
    '{n, plural, =0 {Nothing breaks in the next ten minutes} one {One promise breaks in the next ten minutes if nobody acts} other {# promises break in the next ten minutes if nobody acts}}',
  'teamBoard.today': 'Today',
  'teamBoard.noTeam': 'No team',
  'teamBoard.kept': '{n, number} kept',
  'teamBoard.atRisk': '{n, number} at risk',
  'teamBoard.broken': '{n, number} broken',
  'teamBoard.more': 'So many wait that these are the figures of the most pressing ones.',
  'teamBoard.meaning':
    'Since midnight where the team works. At risk: warned of once, or less than a fifth of the time left.',
  'teamBoard.pressing': 'Who needs somebody now',
  'teamBoard.calm': 'Nobody waits too long.',
  'teamBoard.nextDue': 'The next promise is due in {time}.',
  'teamBoard.nothingDue': 'No promise is running.',
  'teamBoard.late': 'Waiting too long',
  'teamBoard.risky': 'Soon too long',
  'teamBoard.answering': '{name} is answering',
  'teamBoard.nobodys': 'nobody’s yet',
  'teamBoard.colleagues': 'Who is here',
  'teamBoard.since': 'since {time}',
  'teamBoard.holds': 'What {name} has',
  'teamBoard.andMore': 'and {n, number} more',
  'teamBoard.giveBack':
    '{n, plural, one {Put the one that waits with {name} back for anybody} other {Put all # that wait with {name} back for anybody}}',
  'teamBoard.skills': 'Skills and capacity',
  'teamBoard.deeds': 'For {name}',
} as const;
