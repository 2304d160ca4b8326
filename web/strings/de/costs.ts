/** Kosten der Kanäle, Preise und Fristen beim Antworten, Konten zur Auswahl. */
export const costs = {
  'told.budgetNear': 'Der größte Teil des Monatsbudgets von {name} ist ausgegeben',
  'told.budgetReading': '{name} liest diesen Monat nichts mehr: der Rest des Budgets bleibt für Antworten',
  'told.budgetUsed': 'Das Monatsbudget von {name} ist aufgebraucht',
  'cost.title': 'Kosten',
  'cost.ofBudget': '{spent} von {budget} diesen Monat ausgegeben',
  'cost.noBudget': '{spent} diesen Monat ausgegeben; keine Grenze gesetzt',
  'cost.today': 'davon {spent} heute',
  'cost.forecast': 'Im Tempo der letzten sieben Tage endet der Monat bei {sum}.',
  'cost.usedUpOn': 'Das Budget ist am {day} aufgebraucht.',
  'cost.noPace': 'In den letzten sieben Tagen wurde nichts gekauft.',
  'cost.near': 'Der größte Teil des Monatsbudgets ist ausgegeben.',
  'cost.readingStopped': '{name} liest bis zum {day} nichts mehr: die letzten {reserve} bleiben für Antworten.',
  'cost.usedUp':
    'Das Monatsbudget von {budget} ist aufgebraucht: bis zum {day} liest und sendet {name} nichts, was Geld kostet.',
  'cost.askOwner': 'Jemand mit Inhaberrechten kann es hier erhöhen.',
  'cost.by': 'Wofür',
  'cost.units': '{n} × {each}',
  'cost.set': 'Budget setzen',
  'cost.change': 'Budget ändern',
  'cost.monthly': 'US-Dollar im Monat',
  'cost.monthlyHelp': 'Leer gelassen, wird nie etwas angehalten.',
  'cost.reserve': 'Davon für Antworten zurückhalten',
  'cost.reserveHelp': 'Das Lesen hört auf, wenn nur das übrig ist; Antworten gehen bis zuletzt hinaus.',
  'cost.saved': 'Das Budget ist gesetzt',
  'cost.notMoney': 'Einen Betrag wie 50 schreiben oder leer lassen.',
  'cost.csv': 'Tag für Tag, als CSV',
  'price.reply': 'Eine Antwort kostet bei {network} {price}.',
  'price.link': 'Mit einem Link kostet eine Antwort bei {network} {price}, ohne {plain}.',
  'price.direct': 'Eine private Nachricht kostet bei {network} {price}.',
  'price.label': 'Kostet {price}',
  'warning.budgetUsed':
    'Das Monatsbudget für {network} reicht für diese Antwort nicht ({price}). Es beginnt neu am {day}; erhöhen lässt es sich unter Kanäle.',
  'warning.byHandHere':
    'Sie haben uns nicht angeschrieben, deshalb nimmt {network} hier keine Antwort von Programmen. Heed kopiert die Worte und öffnet die Seite; dort stellen Sie sie ein.',
  'warning.byHandBudget':
    'Das Monatsbudget für {network} ist aufgebraucht, von Hand geht es noch: Heed kopiert die Worte und öffnet die Seite.',
  'window.left': 'Noch {time} für eine private Antwort',
  'window.until': 'Private Antworten sind bis {when} möglich.',
  'window.peopleUntil': 'Private Antworten sind bis {when} möglich: für Regeln bis {rules}, danach nur für Menschen.',
  'window.peopleOnly':
    'Private Antworten sind bis {when} möglich, nur noch für Menschen: die Zeit für Regeln ist vorbei.',
  'window.once': 'Eine private Antwort auf diesen Beitrag, bis sie zurückschreiben.',
  'warning.postWindowClosed':
    '{network} lässt uns einen Beitrag {time} lang privat beantworten. Diese Zeit ist vorbei.',
  'warning.privateUsed':
    'Dieser Beitrag hatte seine private Antwort. {network} erlaubt keine weitere, bis sie zurückschreiben.',
  'connect.copy': 'Kopieren',
  'connect.copied': 'Kopiert',
  'connect.returnsTo': 'Rücksprungadresse, wie {network} sie verlangt',
  'connect.pick': 'Welche davon?',
  'connect.pickWhy':
    'Diese Anmeldung öffnet {n, plural, one {ein Konto} other {# Konten}}. Jedes angekreuzte wird ein Kanal.',
  'connect.pickGo': '{n, plural, =0 {Mindestens eines ankreuzen} one {Verbinden} other {Diese # verbinden}}',
};
