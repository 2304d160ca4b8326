/** Αργίες που επικολλώνται ή διαβάζονται από διεύθυνση, και τι υπόσχεται μια νέα μάρκα. */
export const holidays = {
  'hours.changedSince': 'Κάποιος άλλος αποθήκευσε αυτό το ωράριο όσο το αλλάζατε.',
  'hours.takeTheirs': 'Κρατήστε το δικό του',
  'hours.keepMine': 'Κρατήστε το δικό μου',
  'holidays.edit': 'Επεξεργασία: {name}',
  'holidays.paste': 'Επικόλληση ημερολογίου',
  'holidays.pasteHere': 'Το κείμενο ενός αρχείου iCalendar',
  'holidays.pasteRead': 'Ανάγνωση',
  'holidays.feed': 'Αργίες από διεύθυνση',
  'holidays.feedMeans':
    'Διεύθυνση iCalendar (https:// ή webcal://). Διαβάζεται τώρα και μία φορά την εβδομάδα· όσες μέρες αλλάξατε μένουν όπως τις αφήσατε.',
  'holidays.feedSet': 'Ανάγνωση από εδώ',
  'holidays.feedNow': 'Νέα ανάγνωση τώρα',
  'holidays.feedEnd': 'Τέλος ανάγνωσης',
  'holidays.feedRead': 'Διαβάστηκε {when}.',
  'holidays.feedFailed':
    '{n, plural, one {Την τελευταία φορά δεν διαβάστηκε. Ισχύει ό,τι διαβάστηκε {when}.} other {Δεν διαβάστηκε # φορές στη σειρά. Ισχύει ό,τι διαβάστηκε {when}.}} Απάντησε:',
  'holidays.why.has_hours': 'έχει ώρες· παίρνουμε μόνο ολόκληρες μέρες',
  'holidays.why.ends_before': 'τελειώνει πριν αρχίσει',
  'holidays.why.too_long': 'διαρκεί πάνω από {given} μέρες',
  'holidays.why.too_early': 'αρχίζει πριν από {given}',
  'holidays.why.rule': 'ο κανόνας του δεν γίνεται κατανοητός ({given})',
  'promise.default.danger': 'Κίνδυνος',
  'promise.default.complaints': 'Δημόσια παράπονα',
  'promise.default.rest': 'Όλα τα άλλα',
  'promise.resolutionCounts':
    '{due, plural, =0 {Από {applied, number} υποθέσεις καμία δεν έχει κλείσει ούτε λήξει ακόμη.} other {{kept, number} από {due, number} υποθέσεις θα είχαν κλείσει εγκαίρως.}}',
};
