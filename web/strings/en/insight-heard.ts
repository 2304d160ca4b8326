/** How much of what is said about us is heard, how soon, and what nobody can hear. The figures themselves speak as in Listening. */
export const insightHeard = {
  'def.unheard.name': 'Unheard rate',
  'def.unheard':
    'Complaints about us that were addressed to none of our channels ÷ all complaints about us that were heard, with its 95% interval (Wilson). Over four calendar weeks (Monday to Sunday, UTC, by the network’s time of the posts) up to the newest one in which anything was heard; by network, by query (a complaint that two queries heard stands in both) and week by week. A week is written down before its posts are forgotten and stays. Under 20 complaints it is told as counts, not as a share.',
  'def.stillUnheard.name': 'Still unheard',
  'def.stillUnheard':
    'Complaints about us said in public that nobody here heard, estimated from two looks that know nothing of each other: what the queries heard, and what was sent to us in public. Of one query: what it heard, and everything else that was heard. The fewer the second look finds again, the more there must be (Chapman’s estimate, Sadinle’s 95% interval). It holds only as far as the looks are independent: who tags us often also names us, and what is loud enough for one look is often loud enough for the other; then the truth is higher. Under 7 found by both, only “at least so many” is told.',
  'def.missed.name': 'Missed by the queries',
  'def.missed':
    'From the weekly audit: complaints about us among posts that no query caught, weighed up to all such posts of the sample’s time, with its 95% interval (exact in each part, put together by MOVER); told apart for posts that name us and for all the rest, where so few posts say little about so many. Of the last eight weeks together. “Cannot tell” counts neither way. Nothing found does not mean nothing: the upper end says how many there may still be.',
  'def.hearing.name': 'Hearing delay by network',
  'def.hearing':
    'From the network’s time of the message that opened a turn to our receipt of it, of turns opened in this period and closed since. Half of them were heard within the first figure, nine of ten within the second, to within a few per cent. What a recording played is left out.',

  'heard.title': 'How much of what they say reaches you?',
  'heard.trend': 'Unheard rate, week by week',
  'heard.trendSays':
    '{n, plural, =0 {No complaint about you was heard in any week yet.} one {One week has been listened to so far.} other {The share of complaints that tagged nobody of yours, in each of {n, number} weeks.}}',
  'heard.week': 'Week',
  'heard.detail': 'All of it in Listening',
  'heard.networksSay':
    '{n, plural, =0 {Nothing was heard yet.} one {All complaints were heard on one network.} other {On {network}, {share} of the complaints tagged nobody of yours.}}',
  'heard.queriesSay':
    '{n, plural, =0 {No query has heard a complaint yet.} other {A complaint that two queries heard stands in both.}}',
  'heard.network': 'Network',
  'heard.query': 'Query',
  'heard.complaints': 'Complaints',
  'heard.untagged': 'Tagged nobody',
  'heard.rate': 'Rate',
  'heard.still': 'Still unheard',
  'heard.few': '{untagged, number} of {complaints, number}',
  'heard.soon': 'How soon they are heard',
  'heard.soonSays': 'Half of the messages that opened a turn were heard within {half}, nine of ten within {most}.',
  'heard.soonNone': 'Nothing came in live in this time.',
  'heard.half': 'Half within',
  'heard.ninth': 'Nine of ten within',
  'heard.turns': 'Turns',
  'heard.cannot': 'What nobody can hear there',
  'heard.cannotSays': 'Each network keeps something to itself. Figures about it would be invented, so there are none.',
  'heard.cannotNone': 'Connect a network, and what it does not let anyone hear stands here.',
  'heard.noChannel': 'no channel connected now',
} as const;
