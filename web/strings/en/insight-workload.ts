/** What comes when, what it takes, who waits, what comes up again, and what it is about. */
export const insightWorkload = {
  'def.arrivals.name': 'Arrivals',
  'def.arrivals':
    'Turns by the hour of the week in which the customer wrote, by the network’s time, in the brand’s time zone: an average over all such hours of the period. Of each at least one whole hour is reckoned with.',
  'def.handling.name': 'Handling time',
  'def.handling':
    'From when the colleague took it up (served or claimed it, opened it while the customer waited, or began to write) until the answer was sent off from here. Time in which they went on to something else and had begun no words, and pauses of more than ten minutes without a sign, are left out; so is time in which nobody waited. With the 95% interval of the mean and the standard deviation of single answers. An answer without any sign before it, or written in the network’s own app, is of unknown length and not counted.',
  'def.atOnce.name': 'Conversations at once',
  'def.atOnce':
    'Time that colleagues had answers under way, added up, ÷ the time in which each had at least one under way. Under way is a conversation open before them while its customer waits, or one in which they have begun an answer.',
  'def.backlog.name': 'Backlog',
  'def.backlog':
    'Turns that waited at the end of each half hour, hour or day: all that were opened until then less all that were closed, by the network’s time.',
  'def.reopened.name': 'Came up again',
  'def.reopened':
    'Of the conversations that were resolved in this period and whose seven days are over: those in which the customer wrote again within seven days, with its 95% interval (Wilson). What a colleague opened again before that was not resolved. Those resolved less than seven days ago are told apart.',
  'def.topics.name': 'Topics that grow',
  'def.topics':
    'Customers’ messages by what they are read as (noise left out), or conversations by their tags, over the days of the period (UTC) and as many days before. A topic grows when its share of all messages rose by a fifth at least, by more than chance (Fisher’s exact test) and by more than its days sway anyway (log ratio of shares over an error widened by Pearson’s dispersion, Student’s t), judged together with all other topics so that at most one in twenty told is chance (Benjamini and Hochberg). Under five it is not told as growing.',
  'def.risen.name': 'Words that rose',
  'def.risen':
    'Words that more people said in the seven days that end with the period than in the 28 before (log-odds ratio with a prior, Monroe and others), judged together with all other words so that at most one in twenty told is chance. One person counts once. Read are the last posts of every hour: up to 8 that reached the inbox and 4 that were only overheard, of before up to 3 and 1.',
  'def.colleagues.name': 'By colleague',
  'def.colleagues':
    'Customers who waited and whom this colleague answered, by when the answer stood on the network; and the handling time of what they sent off from here. In the order of names. Few hard cases take longer than many easy ones: it says who carries how much, not who is good.',

  'work.title': 'How much comes, and what does it take?',
  'work.inRows': '{what}, in rows',
  'work.when': 'When they write',
  'work.whenAside': 'turns an hour',
  'work.whenSays': '{day}, {hour} is the busiest hour: {n} an hour on average.',
  'work.anHour': '{n} an hour',
  'work.turnsInHour': '{n, plural, =0 {nobody} one {one turn} other {# turns}}, {average} an hour',
  'work.day': 'Day',
  'work.hour': 'Hour',
  'work.turns': 'Turns',
  'work.average': 'An hour',

  'work.handling': 'What an answer takes',
  'work.handlingSays':
    '{n, plural, one {One answer} other {{n, number} answers}} took {mean} on average, give or take {spread}; likely {low} to {high}.',
  'work.handlingOne': 'One answer took {mean}.',
  'work.handlingFew': 'Only {n, plural, one {one answer was} other {# answers were}} timed: too few to plan with.',
  'work.handlingNone': 'No answer was timed',
  'work.handlingNoneWhy':
    'Answers are timed from when somebody opens, claims or begins one here until it is sent off. Recordings and other apps tell nothing of it.',
  'work.atOnceSays': '{n} conversations at once.',
  'work.perTurn': 'For each customer who waited: {time}.',
  'work.part': 'Where',
  'work.answers': 'Answers',
  'work.mean': 'On average',
  'work.spread': 'Give or take',
  'work.atOnce': 'At once',
  'work.noTeam': 'No team',
  'work.openAnswers': 'The {n, plural, one {answer} other {# answers}} behind it',

  'work.backlog': 'Who waits',
  'work.backlogSays':
    '{now, plural, =0 {Nobody waits} one {One waits} other {{now, number} wait}} at the end; most were {most, number}, {at}.',
  'work.backlogNone': 'Nobody waited in this time.',
  'work.at': 'Until',
  'work.opened': 'Opened',
  'work.closed': 'Closed',
  'work.waiting': 'Waiting',
  'work.openMost': 'Who waited when most did',
  'work.waitedAt': 'Who waited, {at}',

  'work.again': 'Came up again',
  'work.againSays':
    '{n, number} of {of, plural, one {# resolved conversation} other {# resolved conversations}} came up again within seven days.',
  'work.againPending':
    '{n, plural, =0 {} one {One more was resolved less than seven days ago.} other {{n, number} more were resolved less than seven days ago.}}',
  'work.againNone': 'Nothing was resolved in this time.',
  'work.againFew': 'Too few to speak of a share.',
  'work.resolved': 'Resolved',
  'work.againCol': 'Came up again',
  'work.knownCol': 'Seven days over',
  'work.openAgain': 'Those that came up again',

  'work.topics': 'Topics that grow',
  'work.topicsOf': 'By what they are read as',
  'work.tagsOf': 'By tag',
  'work.topicsSays':
    '{n, plural, =0 {Nothing grows by more than chance.} one {One topic grows: {first}.} other {# topics grow, most surely {first}.}}',
  'work.topicsNone': 'Nothing to compare in this time.',
  'work.topicsAside':
    '{from} to {to}: {now, plural, one {one message} other {{now, number} messages}}, beside {before, number} in as many days before.',
  'work.tagsAside':
    '{from} to {to}: {now, plural, one {one conversation} other {{now, number} conversations}}, beside {before, number} in as many days before.',
  'work.topic': 'Topic',
  'work.now': 'Now',
  'work.before': 'Before',
  'work.times': 'Share',
  'work.timesOf': '×{times}',
  'work.new': 'new',
  'work.grows': 'grows',
  'work.chance': 'Chance',
  'work.chanceUnder': 'under {share}',

  'work.words': 'Words that rose this week',
  'work.wordsSays':
    '{n, plural, =0 {No word rose by more than chance.} one {One word rose: {first}.} other {# words rose, most of all {first}.}}',
  'work.wordsFew':
    'Only {n, plural, =0 {nobody was} one {one person was} other {# people were}} heard in the weeks before: too few to know what is usual.',
  'work.word': 'Word',
  'work.ofPeople': '{n, number} of {of, number}',

  'work.colleagues': 'By colleague',
  'work.colleaguesSays': 'In the order of names; nobody is ranked.',
  'work.colleague': 'Colleague',
  'work.answered': 'Answered',
  'work.sort': 'Sort by',
  'work.byName': 'Names',
  'work.week': 'Week of',
  'work.colleaguesNone': 'Nobody answered in this time.',

  'work.filter.network': 'network',
  'work.filter.channel': 'channel',
  'work.filter.inbox': 'inbox',
  'work.filter.team': 'team',
  'work.filter.language': 'language',
  'work.filter.visibility': 'public or private',
  'work.filter.heard': 'tagged or not',
  'work.filter.reach': 'followers',
  'work.filter.kind': 'first or later messages',
  'work.filter.complaint': 'complaints',
  'work.without': 'Counted without these filters, which it cannot go by: {filters}.',
  'work.overheard': 'only overheard',
  'work.who': 'Who',
  'work.wrote': 'Wrote',
  'work.timeCol': 'When',
  'work.took': 'Took',
  'work.noneBehind': 'Nothing here any more.',
  'work.topicTitle': '{topic}: the messages',
  'work.wordTitle': 'Posts that say “{word}”',
} as const;
