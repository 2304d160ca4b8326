/** Ο κίνδυνος να χαθεί ένας πελάτης, από τι αποτελείται και πόσο καλοί ήταν οι βαθμοί. */
export const risk = {
  'risk.title': 'Κίνδυνος',
  'risk.judgedLater': 'κρίνεται αργότερα από το τι έγινε',
  'risk.likely': 'πιθανόν φεύγει',
  'risk.may': 'ίσως φύγει',
  'risk.little': 'λίγα δείχνουν ότι φεύγει',
  'risk.scoreOf': 'Κίνδυνος να τους χάσουμε: {score} στα 100',
  'risk.part.left': 'Λέει ότι έφυγε',
  'risk.part.leaving': 'Λέει ότι φεύγει',
  'risk.part.hint': 'Αφήνει να εννοηθεί ότι φεύγει',
  'risk.part.rival': 'Αναφέρει {name}',
  'risk.part.asked_before':
    '{n, plural, one {Ακόμη ένα μήνυμα χωρίς απάντηση} other {Ακόμη # μηνύματα χωρίς απάντηση}}',
  'risk.part.promise_broken': '{n, plural, one {Μία υπόσχεσή μας δεν τηρήθηκε} other {# υποσχέσεις μας δεν τηρήθηκαν}}',
  'risk.part.angrier': 'Πιο θυμωμένοι από πριν',
  'risk.part.angry': 'Είναι θυμωμένοι',
  'risk.part.reach': '{n, plural, =0 {Τους ακολουθούν πολλοί} other {Τους ακολουθούν {n, number}}}',
  'risk.part.thanked': 'Μας ευχαρίστησαν',
  'risk.points': '{points} βαθμοί',
  'risk.sum': 'Συνολικά {points} βαθμοί. Από 100 τέτοιους πελάτες υπολογίζεται ότι φεύγουν {score}.',
  'risk.show': 'Δείξε τα λόγια',
  'risk.what': 'Τι απέγιναν;',
  'risk.outcome.saved': 'Έμειναν',
  'risk.outcome.lost': 'Έφυγαν',
  'risk.outcome.unknown': 'Κανείς δεν ξέρει',
  'risk.saidBy': 'Το είπε {who}',
  'risk.saidByRule': 'Από το τι έγινε',
  'risk.done': 'Σημειώθηκε: {outcome}. Οι βαθμοί συγκρίνονται με αυτό.',
  'risk.calibration': 'Κίνδυνος να χαθούν πελάτες',
  'risk.calibrationMeans':
    'Κάθε βαθμός δίπλα στο τι απέγιναν εκείνοι οι πελάτες τις τελευταίες {days} ημέρες. Αν οι βαθμοί ήταν σωστοί, κάθε σημείο θα ήταν πάνω στη γραμμή. Όσοι δεν ξέρει κανείς τι απέγιναν μένουν έξω από το σχήμα και μετρώνται χωριστά.',
  'risk.calibrationSaid':
    '{known, plural, =0 {Για κανέναν δεν είναι γνωστό ακόμη τι απέγινε.} one {Για έναν πελάτη είναι γνωστό τι απέγινε.} other {Για # πελάτες είναι γνωστό τι απέγιναν.}}',
  'risk.calibrationBy':
    '{person, plural, one {Μία κρίση είναι ανθρώπου} other {# κρίσεις είναι ανθρώπων}}, {rule, number} από το τι έγινε.',
  'risk.calibrationUnknown':
    '{n, plural, one {Για έναν ακόμη κανείς δεν ξέρει.} other {Για # ακόμη κανείς δεν ξέρει.}}',
  'risk.brierBetter':
    'Οι βαθμοί ξέρουν κάτι: το σφάλμα τους είναι {brier}, του να λέει κανείς πάντα τον μέσο όρο {average}.',
  'risk.brierWorse':
    'Οι βαθμοί δεν ξέρουν ακόμη περισσότερα από τον μέσο όρο: το σφάλμα τους είναι {brier}, του να λέει κανείς πάντα τον μέσο όρο {average}.',
  'risk.few': 'Τόσο λίγοι λένε λίγα· δείτε πόσο μακριές είναι οι γραμμές.',
  'risk.axisSaid': 'Ειπώθηκε',
  'risk.axisBecame': 'Έφυγαν',
  'risk.table.score': 'Βαθμός',
  'risk.table.said': 'Ειπώθηκε κατά μέσο όρο',
  'risk.table.became': 'Έφυγαν',
  'risk.table.unknown': 'Άγνωστο',
  'risk.of': '{lost} από {known}',
};
