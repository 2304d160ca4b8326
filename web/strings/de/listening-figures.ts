import type { listeningFigures as english } from '../en/listening-figures.ts';

export const listeningFigures: Record<keyof typeof english, string> = {
  'figures.title': 'Wie viel gehört wird',
  'figures.period': 'Nach der Zeit der Beiträge, {from} bis {to}',
  'figures.unheard': 'Anteil Ungehörtes',
  'figures.unheardMeans':
    'Beschwerden über uns, die an keinen unserer Kanäle gerichtet waren ÷ alle gehörten Beschwerden über uns: was die Suchen fanden und niemand als nicht über uns markiert hat, und was an uns gerichtet war.',
  'figures.of':
    '{untagged, number} von {complaints, plural, one {# Beschwerde} other {# Beschwerden}} nannten niemanden von uns',
  'figures.likely': 'wahrscheinlich zwischen {low} und {high}',
  'figures.few': 'Zu wenige, um von einem Anteil zu sprechen.',
  'figures.nothing': 'Noch keine Beschwerde über uns wurde gehört.',
  'figures.still': 'Noch ungehört',
  'figures.stillMeans':
    'Öffentliche Beschwerden, die hier niemand gehört hat, berechnet aus zwei Blicken, die nichts voneinander wissen (Fang–Wiederfang): was die Suchen hörten und was an uns gerichtet war. Je weniger der zweite wiederfindet, desto mehr muss es geben. Lautes finden beide leichter, die Wahrheit liegt also eher höher.',
  'figures.stillAbout': 'etwa {n, number}',
  'figures.stillBetween': 'wahrscheinlich zwischen {low, number} und {high, number}',
  'figures.stillFew':
    'Nur {both, number} fanden beide Blicke; für eine Schätzung braucht es 7. Mindestens {n, number} sind noch ungehört.',
  'figures.stillNothing': 'Einer der beiden Blicke hat noch nichts gefunden, also lässt sich nichts sagen.',
  'figures.looks':
    'Die Suchen hörten {first, number}, {second, number} waren an uns gerichtet, {both, number} waren beides.',
  'figures.missed': 'Von den Suchen verpasst',
  'figures.missedNear':
    'Von {posts, plural, one {# Beitrag} other {# Beiträgen}}, die uns nennen und die keine Suche fing, wurden {read, number} gelesen.',
  'figures.toAudit': 'Zur Wochenprüfung',
  'figures.atLeast': 'mindestens {n, number}',
  'figures.byNetwork': 'Nach Netzwerk',
  'figures.byQuery': 'Nach Suche',
  'figures.byQueryMeans':
    'Was zwei Suchen hörten, steht bei beiden. Der andere Blick ist hier alles, was sonst gehört wurde.',
  'figures.byWeek': 'Woche für Woche',
  'figures.byWeekMeans': 'Montag bis Sonntag, UTC. Eine Woche bleibt, wenn ihre Beiträge vergessen sind.',
  'figures.complaints': 'Beschwerden',
  'figures.untagged': 'Niemanden genannt',
  'figures.share': 'Anteil',
  'figures.rows': 'Die Beschwerden dahinter',
  'figures.forgotten': 'Die Beiträge werden nicht mehr aufbewahrt.',
  'figures.everything': 'Alle',
  'figures.taggedUs': 'An uns',
  'figures.private': 'Privat',

  'precision.title': 'Genauigkeit',
  'precision.said':
    '{meant, number} von {judged, plural, one {# beurteilten Treffer war} other {# beurteilten Treffern waren}} gemeint',
  'precision.none':
    'Noch hat niemand einen Treffer beurteilt. „Über uns“ und „Nicht über uns“ sagen, wie viel davon gemeint ist.',
  'precision.suggested': 'Das auszuschließen hielte Rauschen fern:',
  'precision.exclude': '{word} ausschließen',
  'precision.evidence':
    'in {inNoise, number} von {ofNoise, number} nicht über uns, in {inGood, number} von {ofGood, number} über uns',
  'precision.ours': 'Über uns',
  'precision.markedOurs': 'Notiert: über uns',

  'audit.title': 'Wochenprüfung',
  'audit.card':
    'Zwanzig zufällige Beiträge, von einem Menschen gelesen, sagen, wie viele Beschwerden keine Suche fängt.',
  'audit.progress': '{read, number} von {size, number} gelesen',
  'audit.missedSoFar': '{n, plural, =0 {keine verpasst} one {# verpasst} other {# verpasst}}',
  'audit.begin': 'Beginnen',
  'audit.goOn': 'Weiter',
  'audit.look': 'Ansehen',
  'audit.drawnFrom': 'Gezogen aus {n, plural, one {# Beitrag} other {# Beiträgen}} zwischen {from} und {until}.',
  'audit.notDrawn': 'Die Beiträge dieser Woche sind noch nicht gezogen',
  'audit.notDrawnWhy':
    'Sie werden aus dem gezogen, was in den letzten zwei Tagen gehört wurde, mehr von dort, wo eine verpasste Beschwerde wahrscheinlich ist. Alle hier lesen dieselben.',
  'audit.draw': 'Zwanzig Beiträge ziehen',
  'audit.post': 'Beitrag {n, number} von {size, number}',
  'audit.question': 'Was ist das für {brand}?',
  'audit.mark.complaint': 'Eine Beschwerde über uns',
  'audit.mark.aboutUs': 'Über uns, keine Beschwerde',
  'audit.mark.notUs': 'Nicht über uns',
  'audit.mark.cannotTell': 'Nicht zu sagen',
  'audit.undo': 'Das letzte zurücknehmen',
  'audit.done': 'Alles gelesen. Danke.',
  'audit.doneWhy': 'Nächsten Montag kommen neue zwanzig.',
  'audit.forgotten': 'Die Worte werden nicht mehr aufbewahrt.',
  'audit.result': 'Von den Suchen verpasst',
  'audit.resultMeans':
    'Beschwerden über uns unter Beiträgen, die keine Suche fing, von den gelesenen auf alle solchen hochgerechnet, mit dem 95-%-Intervall.',
  'audit.near': 'Beiträge, die uns nennen',
  'audit.far': 'Alles Übrige',
  'audit.part':
    '{found, number} verpasst in {read, number} gelesenen, von {posts, plural, one {# Beitrag} other {# Beiträgen}}, die keine Suche fing.',
  'audit.about': 'Insgesamt etwa {n, number}, wahrscheinlich zwischen {low, number} und {high, number}.',
  'audit.upTo': 'Es kann noch bis zu {high, number} geben.',
  'audit.unread': 'Noch nichts gelesen.',
  'audit.none': 'Es gab keine.',
  'audit.farMeans': 'So wenige sagen wenig über so viele.',
  'audit.pooled': '{n, plural, one {Diese Woche} other {Die letzten # Wochen zusammen}}',
  'audit.missed': 'Was die Suchen verpasst haben',
  'audit.missedWhy': 'Schreiben Sie eine Suche, die das gehört hätte.',

  'burst.title': 'Ausbrüche',
  'burst.means':
    'Ein Ausbruch: Es sprechen viel mehr Menschen als zu dieser Stunde der Woche üblich, so viele, dass Zufall es kaum erklärt, oder viele teilen plötzlich ein Wort.',
  'burst.banner': '{what}: {times}-mal so viele wie üblich seit {at}.',
  'burst.notice': 'Über Sie wird viel mehr als üblich gesprochen: ×{times}. Sehen Sie unter Zuhören nach.',
  'burst.times': '×{times}',
  'burst.look': 'Ansehen',
  'burst.crisis': 'Zur Krise',
  'burst.addressed': 'Beschwerden an uns, die keine Suche hörte',
  'burst.goesOn': 'Dauert an',
  'burst.over': 'Vorbei',
  'burst.since': 'Seit {from}',
  'burst.fromTo': '{from} bis {to}',
  'burst.said':
    '{posts, plural, one {# Beitrag} other {# Beiträge}} innerhalb von {window}, als es am lautesten war; üblich wären {usual}: {times}-mal so viele.',
  'burst.saidWord':
    '{posts, plural, one {# Beitrag sagt} other {# Beiträge sagen}} innerhalb von {window} „{word}“; üblich wären {usual}: {times}-mal so viele.',
  'burst.total': '{posts, plural, one {# Beitrag} other {# Beiträge}} seit Beginn; üblich wären {usual}.',
  'burst.words': 'Sie sagen',
  'burst.read': 'Gelesen als',
  'burst.complain': '{share} Beschwerden',
  'burst.angry': '{share} verärgert',
  'burst.where': 'Wo',
  'burst.copied': 'Ein Text wurde {n, number}-mal weitergegeben.',
  'burst.examples': 'Beispiele',
  'burst.forgotten': 'Die Beiträge werden nicht mehr aufbewahrt.',
  'burst.none': 'Kein Ausbruch',
  'burst.noneWhy': 'Sobald viel mehr Menschen als üblich von etwas sprechen, steht es hier und über den Suchen.',
  'burst.learning':
    '{n, plural, one {# Suche lernt noch} other {# Suchen lernen noch}}, was üblich ist: Das braucht einen Tag Zuhören.',
};
