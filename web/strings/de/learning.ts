/** Was eine Marke ihr Lesen gelehrt hat, wie gut das ist, und was die Firma von sich selbst sagt. */
export const learning = {
  'settings.learning': 'Was gelernt wird',
  'settings.learningLead':
    'Jede Korrektur und vieles, was Menschen ohnehin tun, lehrt, wie Beiträge hier gelesen werden. Gelerntes gilt nur, wo es nachweislich besser ist als das Mitgelieferte.',
  'learning.state.taught': 'Hier gelehrt',
  'learning.state.shipped': 'Wie geliefert',
  'learning.isLearning': 'Lernt…',
  'learning.none': 'Noch nichts gelehrt',
  'learning.noneWhy':
    'Öffnen Sie mit {key}, was aus einem Beitrag gelesen wurde, und sagen Sie, was er ist. Was daraus gelernt wird, zeigt sich hier sofort.',
  'learning.notYet': 'Noch nichts gelehrt: {aspects}.',
  'learning.from':
    '{people, plural, =0 {Keine Korrekturen} one {Eine Korrektur} other {# Korrekturen}}{deeds, plural, =0 {} one {, und eines, was Menschen taten} other {, und # Dinge, die Menschen taten}}.',
  'learning.setAside':
    '{n, plural, one {Eine bleibt seit einem Rückgängig außen vor.} other {# bleiben seit einem Rückgängig außen vor.}}',
  'learning.gone':
    '{n, plural, one {Eine ist mit ihrem Beitrag verschwunden.} other {# sind mit ihren Beiträgen verschwunden.}}',
  'learning.scoreMeans':
    'Wert: Macro-F1, von 0 bis 1. Jede Möglichkeit zählt gleich: wie viel von ihr gefunden wird und wie viel des Gefundenen stimmt. Korrigierte Beiträge, und einige, die Menschen stehen ließen, liest je ein Modell, das sie nicht gesehen hat. Von 100 solchen Spannen enthalten 95 den wahren Wert.',
  'learning.better':
    'Auf {n, plural, one {einem Beitrag} other {# Beiträgen}}, die es nicht gesehen hatte, erreicht es {score} ({low} bis {high}); das Mitgelieferte erreicht {shipped}.',
  'learning.tried':
    'Auf {n, plural, one {einem Beitrag} other {# Beiträgen}}, die es nicht gesehen hatte, erreichte das Gelernte {score} ({low} bis {high}); das Mitgelieferte erreicht {shipped} und liest weiter.',
  'learning.shippedOnly':
    'Auf {n, plural, one {einem Beitrag} other {# Beiträgen}} erreicht das Mitgelieferte {shipped} ({low} bis {high}).',
  'learning.unmeasured': 'Noch zu wenig, um zu messen.',
  'learning.wide': 'So wenige sagen wenig: der wahre Wert kann überall zwischen {low} und {high} liegen.',
  'learning.why.too_few': 'Es sind zu wenige Korrekturen, um zu urteilen. Mit jeder neuen wird es wieder versucht.',
  'learning.why.one_class': 'Alle Korrekturen sagen dasselbe; noch gibt es nichts zu unterscheiden.',
  'learning.why.not_better':
    'Auf ungesehenen Korrekturen ist es nicht nachweislich besser als das Mitgelieferte, also liest dieses weiter.',
  'learning.why.worse_for_others':
    'Im Ganzen ist es besser, aber schlechter bei dem, was andere hier sagten oder stehen ließen.',
  'learning.why.contradictory': 'Dieselben Worte nennen die einen so und die anderen anders.',
  'learning.why.one_sided': 'Fast alles, was ein Mensch sagt, ist dasselbe.',
  'learning.why.no_model': 'Das liest hier noch kein Modell: eine Korrektur gilt für ihren eigenen Beitrag.',
  'learning.curve': 'Wert nach Zahl der Korrekturen',
  'learning.curveTaught': 'Hier gelehrt, mit seiner Spanne',
  'learning.curveShipped': 'Wie geliefert',
  'learning.asTable': 'Als Tabelle',
  'learning.words': 'Worte, nach denen es geht',
  'learning.wordsMeans':
    'Je länger der Balken, desto mehr spricht das Wort dafür. Worte, die dagegen sprechen, sind durchgestrichen.',
  'learning.wordsFor': 'dafür',
  'learning.wordsAgainst': 'dagegen',
  'learning.by': 'Wer es gelehrt hat',
  'learning.by.corrections': 'Korrekturen',
  'learning.by.deeds': 'Aus Taten',
  'learning.by.counts': 'Zählt',
  'learning.by.oneSided':
    'Fast alle von {name} sagen „{value}“. Das kann stimmen für das, was diese Person sieht; darum zählen sie {counts}.',
  'learning.by.contradicts':
    '{n, plural, one {Eine von {name} weicht von dem ab, was andere zu denselben Worten sagten.} other {# von {name} weichen von dem ab, was andere zu denselben Worten sagten.}}',
  'learning.versions': 'Fassungen',
  'learning.version': 'Fassung {n}',
  'learning.version.reset': 'Zurück zum Mitgelieferten',
  'learning.version.added': '{n, plural, =0 {nichts Neues} one {eine neue Korrektur} other {# neue Korrekturen}}',
  'learning.version.in_use': 'In Gebrauch',
  'learning.version.kept_back': 'Zurückgehalten',
  'learning.version.before': 'Davor',
  'learning.version.undone': 'Rückgängig gemacht',
  'learning.version.changes':
    '{n, plural, =0 {Keine Lesung geändert} one {Eine Lesung geändert} other {# Lesungen geändert}}',
  'learning.undo': 'Fassung {n} zurücknehmen',
  'learning.redo': 'Fassung {n} wiederholen',
  'learning.reset': 'Alles vergessen',
  'learning.resetSure':
    'Alles hier Gelehrte bleibt beim Lernen außen vor, und Beiträge werden gelesen wie zu Beginn. Korrekturen bleiben an ihren Beiträgen. Sie können es rückgängig machen.',
  'learning.undone': 'Zurück zur Fassung davor',
  'learning.redone': 'Wieder in Gebrauch',
  'learning.wasReset': 'Liest wieder wie geliefert',
  'learning.changesOf': 'Was Fassung {n} änderte',
  'learning.noChanges': 'Von den neuesten {all, number} Beiträgen wird seither keiner anders gelesen.',
  'learning.changed': '{n} der neuesten {all, number} Beiträge werden anders gelesen.',
  'learning.wasIs': 'vorher {was}, jetzt {is}',
  'learning.nothing': 'nichts',
  'learning.said': 'Was Menschen sagten',
  'learning.said.none': 'Noch hat niemand etwas gesagt.',
  'learning.said.by': '{who} sagte {value}',
  'learning.said.follows': '{value}, aus dem, was {who} tat',
  'learning.said.deed.resolved_as_noise': 'als Rauschen gelöst',
  'learning.said.deed.resolved_as_thanks': 'als Dank gelöst',
  'learning.said.deed.answered': 'beantwortet',
  'learning.said.deed.tagged': 'mit Schlagwort versehen',
  'learning.said.undone': 'zurückgenommen',
  'learning.said.setAside': 'außen vor',
  'learning.said.more': 'Frühere',
  'learning.goneWords': 'Der Beitrag ist verschwunden',

  'settings.surveys': 'Umfragen',
  'settings.surveysLead':
    'Ob Kunden gefragt werden, wie wir waren: wo, wann und mit welchen Worten. Aus, bis Sie es einschalten.',
  'settings.triage': 'Wie gelesen wird',
  'settings.triageLead':
    'Was das Produkt nicht von selbst wissen kann: worum Ihre Kunden bitten, zu wem sie gehen könnten, wie Ihre Bestellnummern aussehen.',
  'triage.set.requests': 'Arten von Bitten',
  'triage.set.requestsMeans':
    'Neben denen, die das Produkt kennt ({known}). Ein Beitrag mit einem der Worte ist eine solche Bitte; Regeln, Versprechen und Fähigkeiten können danach gehen.',
  'triage.set.name': 'Name',
  'triage.set.requestHelp':
    'Name: kleine Buchstaben, Ziffern, - und _. Worte: mit Kommas dazwischen; * am Ende eines Wortes: es darf weitergehen.',
  'triage.set.words': 'Worte',
  'triage.set.addRequest': 'Art hinzufügen',
  'triage.set.removeRequest': 'Diese Art entfernen',
  'triage.set.rivals': 'Firmen, zu denen Ihre Kunden gehen könnten',
  'triage.set.rivalsHelp': 'Mit Kommas dazwischen. Ihre Namen erhöhen die Gefahr, jemanden zu verlieren.',
  'triage.set.orders': 'Wie Bestell- und Buchungsnummern aussehen',
  'triage.set.ordersHelp':
    'Mit Kommas dazwischen. # steht für eine Ziffer, @ für einen Buchstaben, ? für beides: KC-##### findet KC-20418.',
  'triage.set.danger': 'Worte, die sofort zu einem Menschen müssen',
  'triage.set.dangerHelp': 'Mit Kommas dazwischen, neben denen, die das Produkt kennt.',
  'triage.set.saved': 'Gespeichert. Die letzten Monate werden noch einmal gelesen.',
  'again.title': 'Die Geschichte noch einmal lesen',
  'again.means':
    'Beiträge, die schon hier sind, werden noch einmal gelesen, die neuesten zuerst, im Hintergrund. Was Menschen sagten, bleibt.',
  'again.days': 'Wie weit zurück',
  'again.days.30': '30 Tage',
  'again.days.90': '3 Monate',
  'again.days.365': 'Ein Jahr',
  'again.start': 'Noch einmal lesen',
  'again.running': 'Liest: {done, number} von {total, number}, {changed, number} bisher anders gelesen.',
  'again.done': 'Gelesen {at}: {total, number} Beiträge, {changed, number} anders gelesen.',
  'again.why.settings': 'Weil sich änderte, was die Firma von sich sagt.',
  'again.why.learnt': 'Weil Menschen hier etwas lehrten.',
  'again.why.shipped': 'Weil ein neues Heed anders liest.',
  'again.why.asked': 'Weil jemand darum bat.',
};
