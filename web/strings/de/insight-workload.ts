/** Was wann kommt, was es kostet, wer wartet, was wiederkommt, und wovon es handelt. */
export const insightWorkload = {
  'def.arrivals.name': 'Eingang',
  'def.arrivals':
    'Anliegen nach der Stunde der Woche, in der der Kunde schrieb, nach der Zeit des Netzwerks, in der Zeitzone der Marke: ein Mittel über alle solchen Stunden des Zeitraums. Von jeder wird mindestens eine ganze Stunde gerechnet.',
  'def.handling.name': 'Bearbeitungszeit',
  'def.handling':
    'Von da an, wo ein Kollege es aufnahm (zugeteilt bekam oder für sich nahm, öffnete, während der Kunde wartete, oder zu schreiben begann), bis die Antwort von hier abgeschickt wurde. Zeit, in der er zu etwas anderem ging und keine Worte begonnen hatte, und Pausen von mehr als zehn Minuten ohne ein Zeichen sind ausgelassen; ebenso Zeit, in der niemand wartete. Mit dem 95-%-Intervall des Mittels und der Standardabweichung einzelner Antworten. Eine Antwort ohne ein Zeichen davor, oder in der App des Netzwerks geschrieben, ist von unbekannter Länge und nicht gezählt.',
  'def.atOnce.name': 'Gespräche zugleich',
  'def.atOnce':
    'Zeit, in der Kollegen Antworten in Arbeit hatten, zusammengezählt, ÷ die Zeit, in der jeder mindestens eine in Arbeit hatte. In Arbeit ist ein Gespräch, das offen vor ihnen liegt, während sein Kunde wartet, oder in dem sie eine Antwort begonnen haben.',
  'def.backlog.name': 'Rückstand',
  'def.backlog':
    'Anliegen, die am Ende jeder halben Stunde, Stunde oder jedes Tages warteten: alle bis dahin begonnenen weniger alle geschlossenen, nach der Zeit des Netzwerks.',
  'def.reopened.name': 'Wiedergekommen',
  'def.reopened':
    'Von den Gesprächen, die in diesem Zeitraum erledigt wurden und deren sieben Tage vorbei sind: die, in denen der Kunde innerhalb von sieben Tagen wieder schrieb, mit dem 95-%-Intervall (Wilson). Was ein Kollege vorher wieder öffnete, war nicht erledigt. Die vor weniger als sieben Tagen erledigten sind getrennt genannt.',
  'def.topics.name': 'Wachsende Themen',
  'def.topics':
    'Nachrichten von Kunden nach dem, als was sie gelesen wurden (ohne Rauschen), oder Gespräche nach ihren Schlagworten, über die Tage des Zeitraums (UTC) und ebenso viele Tage davor. Ein Thema wächst, wenn sein Anteil an allen Nachrichten um mindestens ein Fünftel stieg, um mehr als Zufall (exakter Test nach Fisher) und um mehr, als seine Tage ohnehin schwanken (Logarithmus des Verhältnisses der Anteile über einen Fehler, den Pearsons Streuung weitet, Student-t), zusammen mit allen anderen beurteilt, sodass höchstens eines von zwanzig genannten Zufall ist (Benjamini und Hochberg). Unter fünf wird es nicht als wachsend genannt.',
  'def.risen.name': 'Gestiegene Wörter',
  'def.risen':
    'Wörter, die mehr Menschen in den sieben Tagen sagten, die mit dem Zeitraum enden, als in den 28 davor (log-odds mit Vorwissen, Monroe und andere), zusammen mit allen anderen Wörtern beurteilt, sodass höchstens eines von zwanzig genannten Zufall ist. Ein Mensch zählt einmal. Gelesen werden die letzten Beiträge jeder Stunde: bis zu 8, die den Posteingang erreichten, und 4, die nur mitgehört wurden, von davor bis zu 3 und 1.',
  'def.colleagues.name': 'Nach Kollegen',
  'def.colleagues':
    'Kunden, die warteten und denen dieser Kollege antwortete, nach der Zeit, zu der die Antwort im Netzwerk stand; und die Bearbeitungszeit dessen, was er von hier abschickte. In der Reihenfolge der Namen. Wenige schwere Fälle dauern länger als viele leichte: es sagt, wer wie viel trägt, nicht, wer gut ist.',

  'work.title': 'Wie viel kommt, und was kostet es?',
  'work.inRows': '{what}, in Zeilen',
  'work.when': 'Wann sie schreiben',
  'work.whenAside': 'Anliegen je Stunde',
  'work.whenSays': '{day}, {hour} ist die vollste Stunde: im Mittel {n}.',
  'work.anHour': '{n} je Stunde',
  'work.turnsInHour': '{n, plural, =0 {niemand} one {ein Anliegen} other {# Anliegen}}, {average} je Stunde',
  'work.day': 'Tag',
  'work.hour': 'Stunde',
  'work.turns': 'Anliegen',
  'work.average': 'Je Stunde',

  'work.handling': 'Was eine Antwort kostet',
  'work.handlingSays':
    '{n, plural, one {Eine Antwort} other {{n, number} Antworten}} dauerten im Mittel {mean}, mal {spread} mehr, mal weniger; wahrscheinlich {low} bis {high}.',
  'work.handlingOne': 'Eine Antwort dauerte {mean}.',
  'work.handlingFew':
    'Nur {n, plural, one {eine Antwort wurde} other {# Antworten wurden}} gemessen: zu wenige, um damit zu planen.',
  'work.handlingNone': 'Keine Antwort wurde gemessen',
  'work.handlingNoneWhy':
    'Gemessen wird von da an, wo jemand hier eine öffnet, nimmt oder beginnt, bis sie abgeschickt ist. Aufzeichnungen und andere Apps sagen nichts davon.',
  'work.atOnceSays': '{n} Gespräche zugleich.',
  'work.perTurn': 'Für jeden Kunden, der wartete: {time}.',
  'work.part': 'Wo',
  'work.answers': 'Antworten',
  'work.mean': 'Im Mittel',
  'work.spread': 'Mehr oder weniger',
  'work.atOnce': 'Zugleich',
  'work.noTeam': 'Kein Team',
  'work.openAnswers': '{n, plural, one {Die Antwort} other {Die # Antworten}} dahinter',

  'work.backlog': 'Wer wartet',
  'work.backlogSays':
    '{now, plural, =0 {Am Ende wartet niemand} one {Am Ende wartet einer} other {Am Ende warten {now, number}}}; am meisten waren es {most, number}, {at}.',
  'work.backlogNone': 'In dieser Zeit wartete niemand.',
  'work.at': 'Ab',
  'work.opened': 'Begonnen',
  'work.closed': 'Geschlossen',
  'work.waiting': 'Warten',
  'work.openMost': 'Wer wartete, als es am meisten waren',
  'work.waitedAt': 'Wer wartete, {at}',

  'work.again': 'Wiedergekommen',
  'work.againSays':
    '{n, number} von {of, plural, one {# erledigten Gespräch} other {# erledigten Gesprächen}} kamen innerhalb von sieben Tagen wieder.',
  'work.againPending':
    '{n, plural, =0 {} one {Ein weiteres wurde vor weniger als sieben Tagen erledigt.} other {{n, number} weitere wurden vor weniger als sieben Tagen erledigt.}}',
  'work.againNone': 'In dieser Zeit wurde nichts erledigt.',
  'work.againFew': 'Zu wenige, um von einem Anteil zu sprechen.',
  'work.resolved': 'Erledigt',
  'work.againCol': 'Wiedergekommen',
  'work.knownCol': 'Sieben Tage vorbei',
  'work.openAgain': 'Die wiedergekommenen',

  'work.topics': 'Wachsende Themen',
  'work.topicsOf': 'Als was sie gelesen werden',
  'work.tagsOf': 'Nach Schlagwort',
  'work.topicsSays':
    '{n, plural, =0 {Nichts wächst um mehr als Zufall.} one {Ein Thema wächst: {first}.} other {# Themen wachsen, am sichersten {first}.}}',
  'work.topicsNone': 'In dieser Zeit gibt es nichts zu vergleichen.',
  'work.topicsAside':
    '{from} bis {to}: {now, plural, one {eine Nachricht} other {{now, number} Nachrichten}}, neben {before, number} in ebenso vielen Tagen davor.',
  'work.tagsAside':
    '{from} bis {to}: {now, plural, one {ein Gespräch} other {{now, number} Gespräche}}, neben {before, number} in ebenso vielen Tagen davor.',
  'work.topic': 'Thema',
  'work.now': 'Jetzt',
  'work.before': 'Davor',
  'work.times': 'Anteil',
  'work.timesOf': '×{times}',
  'work.new': 'neu',
  'work.grows': 'wächst',
  'work.chance': 'Zufall',
  'work.chanceUnder': 'unter {share}',

  'work.words': 'Wörter, die diese Woche stiegen',
  'work.wordsSays':
    '{n, plural, =0 {Kein Wort stieg um mehr als Zufall.} one {Ein Wort stieg: {first}.} other {# Wörter stiegen, am meisten {first}.}}',
  'work.wordsFew':
    'Nur {n, plural, =0 {niemand wurde} one {ein Mensch wurde} other {# Menschen wurden}} in den Wochen davor gehört: zu wenige, um zu wissen, was üblich ist.',
  'work.word': 'Wort',
  'work.ofPeople': '{n, number} von {of, number}',

  'work.colleagues': 'Nach Kollegen',
  'work.colleaguesSays': 'In der Reihenfolge der Namen; niemand wird gereiht.',
  'work.colleague': 'Kollege',
  'work.answered': 'Geantwortet',
  'work.sort': 'Ordnen nach',
  'work.byName': 'Namen',
  'work.week': 'Woche ab',
  'work.colleaguesNone': 'In dieser Zeit antwortete niemand.',

  'work.filter.network': 'Netzwerk',
  'work.filter.channel': 'Kanal',
  'work.filter.inbox': 'Posteingang',
  'work.filter.team': 'Team',
  'work.filter.language': 'Sprache',
  'work.filter.visibility': 'öffentlich oder privat',
  'work.filter.heard': 'genannt oder nicht',
  'work.filter.reach': 'Follower',
  'work.filter.kind': 'erste oder spätere Nachrichten',
  'work.filter.complaint': 'Beschwerden',
  'work.without': 'Ohne diese Filter gezählt, nach denen es nicht gehen kann: {filters}.',
  'work.overheard': 'nur mitgehört',
  'work.who': 'Wer',
  'work.wrote': 'Schrieb',
  'work.timeCol': 'Wann',
  'work.took': 'Dauerte',
  'work.noneBehind': 'Hier ist nichts mehr.',
  'work.topicTitle': '{topic}: die Nachrichten',
  'work.wordTitle': 'Beiträge mit „{word}“',
} as const;
