/** Wer verloren gehen kann, warum, und ob man es glauben darf. */
export const insightRisk = {
  'def.risk.name': 'Risiko, einen Kunden zu verlieren',
  'def.risk':
    'Von 100 Kunden wie diesem gehen so viele, wie man annimmt: Punkte aus benannten Teilen (sagt, dass er geht, ein Rivale, schon gefragt, gebrochene Versprechen, Ärger, Reichweite, Dank), zusammengezählt und in eine Chance umgerechnet. Die Punkte sind Urteile; die Eichung sagt, wie gut sie waren. Ab 20 geht jemand vielleicht, ab 50 wahrscheinlich. Gezählt werden Gespräche, die nicht erledigt sind.',
  'def.riskCalibration.name': 'Eichung des Risikos',
  'def.riskCalibration':
    'Von Kunden, deren Ende bekannt ist: welcher Anteil in jedem Bereich der Werte verloren ging, mit dem 95-%-Intervall (Wilson), neben dem, was die Werte im Mittel sagten. „Daneben“ ist der Abstand der beiden, gemittelt über die Bereiche nach der Zahl ihrer Kunden (erwarteter Eichfehler). Der Fehler ist das mittlere Quadrat aus Chance minus Ausgang (Brier), neben dem, immer den Durchschnitt zu sagen. Die unbekannten sind getrennt gezählt.',
  'def.riskEnds.name': 'Gerettet, verloren, unbekannt',
  'def.riskEnds':
    'Gerettet: sie schrieben nach unserer Antwort freundlich und sprechen nicht mehr vom Gehen. Verloren: sie sagen, dass sie gegangen sind, oder sprechen vor und nach unserer Antwort vom Gehen. Unbekannt: weder noch in 30 Tagen ohne ein Wort. Ein Mensch darf etwas anderes sagen, und sein Wort gilt. Gezählt, wenn ihr Wert in diesem Zeitraum am höchsten stand.',

  'riskNow.title': 'Wer kann verloren gehen, und warum?',
  'riskNow.likely':
    '{n, plural, =0 {Niemand geht jetzt wahrscheinlich} one {Kunde geht jetzt wahrscheinlich} other {Kunden gehen jetzt wahrscheinlich}}',
  'riskNow.may':
    '{n, plural, =0 {Von niemandem heißt es, dass er vielleicht geht.} one {Ein Kunde geht vielleicht.} other {{n, number} Kunden gehen vielleicht.}}',
  'riskNow.list': 'Jetzt gefährdet',
  'riskNow.who': 'Wer',
  'riskNow.score': 'Risiko',
  'riskNow.why': 'Warum',
  'riskNow.where': 'Wo',
  'riskNow.waits': 'Wartet auf uns',
  'riskNow.since': 'seit {time}',
  'riskNow.no': 'nein',
  'riskNow.none': 'Gerade ist niemand gefährdet',
  'riskNow.noneWhy': 'Wer vom Gehen spricht, einen Rivalen nennt oder zu lange wartet, steht hier mit den Gründen.',
  'riskNow.byNetwork': 'Nach Netzwerk',
  'riskNow.byTeam': 'Nach Team',
  'riskNow.noTeam': 'Kein Team',
  'riskNow.counts': '{likely, number} wahrscheinlich, {may, number} vielleicht',
  'riskNow.networksSay': 'Kunden, die jetzt vielleicht gehen, nach dem Ort, an dem sie schrieben.',
  'riskNow.teamsSay': 'Kunden, die jetzt vielleicht gehen, nach dem Team, das sie hat.',

  'riskCal.title': 'Darf man den Werten glauben?',
  'riskCal.off': 'Im Mittel liegt ein Wert um {points, plural, one {einen Punkt} other {# Punkte}} von 100 daneben.',
  'riskCal.none': 'Noch ist von niemandem bekannt, was aus ihm wurde; über die Werte lässt sich nichts sagen.',
  'riskCal.said': 'gesagt {said}, verloren {became}',
  'riskCal.nobody': 'noch niemand',
  'riskCal.scores': 'Werte',
  'riskCal.saidCol': 'Im Mittel gesagt',
  'riskCal.becameCol': 'Verloren',
  'riskCal.known': 'Bekannt',
  'riskCal.unknown': 'Unbekannt',

  'riskEnds.title': 'Was aus ihnen wurde',
  'riskEnds.says':
    '{known, plural, =0 {Noch ist es von niemandem bekannt:} one {Von einem Kunden ist es bekannt:} other {Von {known, number} Kunden ist es bekannt:}} {saved, number} gerettet, {lost, number} verloren. {unknown, plural, =0 {} one {Von einem weiteren weiß es niemand. } other {Von {unknown, number} weiteren weiß es niemand. }}{person, plural, =0 {Alles aus dem Geschehen geschlossen.} one {Eines ist das Wort eines Menschen, {rule, number} aus dem Geschehen geschlossen.} other {{person, number} sind das Wort von Menschen, {rule, number} aus dem Geschehen geschlossen.}}',
  'riskEnds.saved': 'Gerettet',
  'riskEnds.lost': 'Verloren',
  'riskEnds.unknown': 'Unbekannt',
  'riskEnds.open': 'Noch nicht zu Ende',
  'riskEnds.byRule': 'aus dem Geschehen',
  'riskEnds.byPerson': 'von einem Menschen',
  'riskEnds.who': 'Beurteilt',
  'riskEnds.trend': 'Verloren von den bekannten, Woche für Woche',
  'riskEnds.trendSays':
    'Welcher Anteil derer, deren Ende bekannt ist, verloren ging, nach der Woche, in der ihr Risiko am höchsten stand.',
  'riskEnds.week': 'Woche',
  'riskEnds.share': 'Verloren',
  'riskEnds.rows': 'Die Urteile dahinter',
  'riskEnds.when': 'Gewogen',
  'riskEnds.became': 'Wurde',
} as const;
