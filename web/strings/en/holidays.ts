/** Holidays that are pasted or read from an address, and what a new brand promises. */
export const holidays = {
  'hours.changedSince': 'Somebody else saved these hours while you were changing them.',
  'hours.takeTheirs': 'Take theirs',
  'hours.keepMine': 'Keep mine',
  'holidays.edit': 'Edit {name}',
  'holidays.paste': 'Paste a calendar',
  'holidays.pasteHere': 'The text of an iCalendar file',
  'holidays.pasteRead': 'Read it',
  'holidays.feed': 'Read holidays from an address',
  'holidays.feedMeans':
    'An iCalendar address (https:// or webcal://). Read now and once a week; days you changed stay yours.',
  'holidays.feedSet': 'Read from here',
  'holidays.feedNow': 'Read again now',
  'holidays.feedEnd': 'Stop reading',
  'holidays.feedRead': 'Read on {when}.',
  'holidays.feedFailed':
    '{n, plural, one {It could not be read last time. What was read on {when} counts on.} other {It could not be read # times in a row. What was read on {when} counts on.}} It said:',
  'holidays.why.has_hours': 'it has hours; only whole days are taken',
  'holidays.why.ends_before': 'it ends before it begins',
  'holidays.why.too_long': 'it is longer than {given} days',
  'holidays.why.too_early': 'it begins before {given}',
  'holidays.why.rule': 'its rule is not understood ({given})',
  'promise.default.danger': 'Danger',
  'promise.default.complaints': 'Public complaints',
  'promise.default.rest': 'Everything else',
  'promise.resolutionCounts':
    '{due, plural, =0 {None of {applied, number} matters has been resolved or come due yet.} other {{kept, number} of {due, number} matters would have been resolved in time.}}',
};
