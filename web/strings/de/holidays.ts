/** Feiertage, die eingefügt oder von einer Adresse gelesen werden, und was eine neue Marke verspricht. */
export const holidays = {
  'hours.changedSince': 'Jemand anderes hat diese Zeiten gespeichert, während Sie sie geändert haben.',
  'hours.takeTheirs': 'Deren Stand nehmen',
  'hours.keepMine': 'Meinen behalten',
  'holidays.edit': '{name} bearbeiten',
  'holidays.paste': 'Kalender einfügen',
  'holidays.pasteHere': 'Der Text einer iCalendar-Datei',
  'holidays.pasteRead': 'Lesen',
  'holidays.feed': 'Feiertage von einer Adresse lesen',
  'holidays.feedMeans':
    'Eine iCalendar-Adresse (https:// oder webcal://). Sie wird jetzt und einmal in der Woche gelesen; was Sie geändert haben, bleibt.',
  'holidays.feedSet': 'Von hier lesen',
  'holidays.feedNow': 'Jetzt neu lesen',
  'holidays.feedEnd': 'Nicht mehr lesen',
  'holidays.feedRead': 'Gelesen am {when}.',
  'holidays.feedFailed':
    '{n, plural, one {Zuletzt war sie nicht lesbar. Es gilt weiter, was am {when} gelesen wurde.} other {#-mal hintereinander war sie nicht lesbar. Es gilt weiter, was am {when} gelesen wurde.}} Die Antwort:',
  'holidays.why.has_hours': 'er hat Uhrzeiten; nur ganze Tage werden übernommen',
  'holidays.why.ends_before': 'er endet, bevor er beginnt',
  'holidays.why.too_long': 'er ist länger als {given} Tage',
  'holidays.why.too_early': 'er beginnt vor {given}',
  'holidays.why.rule': 'seine Regel wird nicht verstanden ({given})',
  'promise.default.danger': 'Gefahr',
  'promise.default.complaints': 'Öffentliche Beschwerden',
  'promise.default.rest': 'Alles andere',
  'promise.resolutionCounts':
    '{due, plural, =0 {Von {applied, number} Anliegen ist noch keines gelöst oder fällig.} other {{kept, number} von {due, number} Anliegen wären rechtzeitig gelöst gewesen.}}',
};
