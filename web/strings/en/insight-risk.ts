/** Who may be lost, why, and whether to believe it. Parts of a risk speak as on the desk. */
export const insightRisk = {
  'def.risk.name': 'Risk of losing a customer',
  'def.risk':
    'Of 100 customers like this, so many are taken to leave: points of named parts (says they leave, a rival, asked before, promises broken, anger, reach, thanks), added up and turned into a chance. The points are judgements; the calibration says how they did. From 20 on they may leave, from 50 on it is likely. Counted are conversations that are not resolved.',
  'def.riskCalibration.name': 'Calibration of the risk',
  'def.riskCalibration':
    'Of customers whose end is known: what share was lost in each stretch of scores, with its 95% interval (Wilson), beside what the scores said on average. “Off by” is the distance of the two, averaged over the stretches by how many customers they hold (expected calibration error). The error is the mean square of chance less outcome (Brier), beside that of always saying the average. The unknown are counted apart.',
  'def.riskEnds.name': 'Saved, lost, unknown',
  'def.riskEnds':
    'What became of a risk that reached 10. Saved: their newest post after our answer has a positive mood and says nothing of leaving. Lost: they say that they have left, or speak of leaving before and after our answer. Unknown: neither in 30 days without a word. A person may say otherwise, and their word stands. Kept with the highest score of the matter, and counted when it stood highest in this period.',

  'riskNow.title': 'Who may be lost, and why?',
  'riskNow.likely':
    '{n, plural, =0 {Nobody is likely to leave now} one {customer is likely to leave now} other {customers are likely to leave now}}',
  'riskNow.may':
    '{n, plural, =0 {Of nobody is it said that they may leave.} one {One customer may leave.} other {{n, number} customers may leave.}}',
  'riskNow.list': 'At risk now',
  'riskNow.who': 'Who',
  'riskNow.score': 'Risk',
  'riskNow.why': 'Why',
  'riskNow.where': 'Where',
  'riskNow.waits': 'Waits for us',
  'riskNow.since': 'for {time}',
  'riskNow.no': 'no',
  'riskNow.none': 'Nobody is at risk now',
  'riskNow.noneWhy': 'Whoever hints at leaving, names a rival or waits too long stands here with the reasons.',
  'riskNow.byNetwork': 'By network',
  'riskNow.byTeam': 'By team',
  'riskNow.noTeam': 'No team',
  'riskNow.counts': '{likely, number} likely, {may, number} may',
  'riskNow.networksSay': 'Customers who may leave now, by where they wrote.',
  'riskNow.teamsSay': 'Customers who may leave now, by who has them.',

  'riskCal.title': 'Can the scores be believed?',
  'riskCal.off': 'On average a score is off by {points, plural, one {one point} other {# points}} of 100.',
  'riskCal.none': 'Of nobody is it known yet what became of them, so nothing can be said of the scores.',
  'riskCal.said': 'said {said}, lost {became}',
  'riskCal.nobody': 'nobody yet',
  'riskCal.scores': 'Scores',
  'riskCal.saidCol': 'Said on average',
  'riskCal.becameCol': 'Lost',
  'riskCal.known': 'Known',
  'riskCal.unknown': 'Unknown',

  'riskEnds.title': 'What became of them',
  'riskEnds.says':
    '{known, plural, =0 {Of nobody is it known yet.} one {Of one customer it is known:} other {Of {known, number} customers it is known:}} {saved, number} saved, {lost, number} lost. {unknown, plural, =0 {} one {Of one more nobody knows. } other {Of {unknown, number} more nobody knows. }}{person, plural, =0 {All taken from what happened.} one {One is a person’s word, {rule, number} taken from what happened.} other {{person, number} are people’s word, {rule, number} taken from what happened.}}',
  'riskEnds.saved': 'Saved',
  'riskEnds.lost': 'Lost',
  'riskEnds.unknown': 'Unknown',
  'riskEnds.open': 'Not over yet',
  'riskEnds.byRule': 'by what happened',
  'riskEnds.byPerson': 'by a person',
  'riskEnds.who': 'Judged',
  'riskEnds.trend': 'Lost of those known, week by week',
  'riskEnds.trendSays':
    'What share of those whose end is known was lost, by the week in which their risk stood highest.',
  'riskEnds.week': 'Week',
  'riskEnds.share': 'Lost',
  'riskEnds.rows': 'The judgements behind it',
  'riskEnds.when': 'Weighed',
  'riskEnds.became': 'Became',
} as const;
