import type { teamBoard as english } from '../en/team-board.ts';

export const teamBoard: Record<keyof typeof english, string> = {
  'teamBoard.title': 'Ομάδα',
  'teamBoard.soon':
    '{n, plural, =0 {Τίποτα δεν αθετείται στα επόμενα δέκα λεπτά} one {Μία υπόσχεση αθετείται στα επόμενα δέκα λεπτά αν δεν κινηθεί κανείς} other {# υποσχέσεις αθετούνται στα επόμενα δέκα λεπτά αν δεν κινηθεί κανείς}}',
  'teamBoard.today': 'Σήμερα',
  'teamBoard.noTeam': 'Χωρίς ομάδα',
  'teamBoard.kept': '{n, number} τηρήθηκαν',
  'teamBoard.atRisk': '{n, number} σε κίνδυνο',
  'teamBoard.broken': '{n, number} αθετήθηκαν',
  'teamBoard.more': 'Περιμένουν τόσοι πολλοί, που αυτά είναι τα νούμερα των πιο επειγόντων.',
  'teamBoard.meaning':
    'Από τα μεσάνυχτα εκεί που δουλεύει η ομάδα. Σε κίνδυνο: δόθηκε μία προειδοποίηση, ή μένει λιγότερο από το ένα πέμπτο του χρόνου.',
  'teamBoard.pressing': 'Ποιος χρειάζεται κάποιον τώρα',
  'teamBoard.calm': 'Κανείς δεν περιμένει πολύ.',
  'teamBoard.nextDue': 'Η επόμενη υπόσχεση λήγει σε {time}.',
  'teamBoard.nothingDue': 'Καμία υπόσχεση δεν τρέχει.',
  'teamBoard.late': 'Περιμένουν πολύ',
  'teamBoard.risky': 'Σύντομα πολύ',
  'teamBoard.answering': 'απαντά: {name}',
  'teamBoard.nobodys': 'κανενός ακόμη',
  'teamBoard.colleagues': 'Ποιοι είναι εδώ',
  'teamBoard.since': 'από {time}',
  'teamBoard.holds': 'Τι έχει: {name}',
  'teamBoard.andMore': 'και {n, number} ακόμη',
  'teamBoard.giveBack':
    '{n, plural, one {Επιστροφή σε όλους του ενός που περιμένει: {name}} other {Επιστροφή σε όλους και των # που περιμένουν: {name}}}',
  'teamBoard.skills': 'Δεξιότητες και χωρητικότητα',
  'teamBoard.deeds': 'Για: {name}',
};
