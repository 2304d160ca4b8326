/** Die Gefahr, einen Kunden zu verlieren, woraus sie besteht und wie gut die Werte waren. */
export const risk = {
  'risk.title': 'Gefahr',
  'risk.judgedLater': 'später daran gemessen, was geschah',
  'risk.likely': 'geht wahrscheinlich',
  'risk.may': 'geht vielleicht',
  'risk.little': 'wenig deutet auf Weggang',
  'risk.scoreOf': 'Gefahr, sie zu verlieren: {score} von 100',
  'risk.part.left': 'Sagt, gegangen zu sein',
  'risk.part.leaving': 'Sagt, zu gehen',
  'risk.part.hint': 'Deutet an zu gehen',
  'risk.part.rival': 'Nennt {name}',
  'risk.part.asked_before':
    '{n, plural, one {Noch eine Nachricht ohne Antwort} other {Noch # Nachrichten ohne Antwort}}',
  'risk.part.promise_broken':
    '{n, plural, one {Ein Versprechen von uns wurde gebrochen} other {# Versprechen von uns wurden gebrochen}}',
  'risk.part.angrier': 'Ärgerlicher als zuvor',
  'risk.part.angry': 'Ist verärgert',
  'risk.part.reach': '{n, plural, =0 {Viele folgen ihnen} other {{n, number} folgen ihnen}}',
  'risk.part.thanked': 'Hat uns gedankt',
  'risk.points': '{points} Punkte',
  'risk.sum': 'Zusammen {points} Punkte. Von 100 solchen Kunden gehen vermutlich {score}.',
  'risk.show': 'Die Worte zeigen',
  'risk.what': 'Was wurde daraus?',
  'risk.outcome.saved': 'Geblieben',
  'risk.outcome.lost': 'Gegangen',
  'risk.outcome.unknown': 'Weiß niemand',
  'risk.saidBy': '{who} hat es gesagt',
  'risk.saidByRule': 'Dem Geschehen entnommen',
  'risk.done': 'Notiert: {outcome}. Die Werte werden daran gemessen.',
  'risk.calibration': 'Gefahr, Kunden zu verlieren',
  'risk.calibrationMeans':
    'Jeder Wert neben dem, was aus diesen Kunden in den letzten {days} Tagen wurde. Stimmten die Werte, läge jeder Punkt auf der Linie. Von wem niemand es weiß, der fehlt im Bild und wird gesondert gezählt.',
  'risk.calibrationSaid':
    '{known, plural, =0 {Noch ist von niemandem bekannt, was daraus wurde.} one {Von einem Kunden ist bekannt, was daraus wurde.} other {Von # Kunden ist bekannt, was daraus wurde.}}',
  'risk.calibrationBy':
    '{person, plural, one {Ein Urteil ist von Menschen} other {# Urteile sind von Menschen}}, {rule, number} dem Geschehen entnommen.',
  'risk.calibrationUnknown':
    '{n, plural, one {Von einem weiteren weiß es niemand.} other {Von # weiteren weiß es niemand.}}',
  'risk.brierBetter': 'Die Werte wissen etwas: ihr Fehler ist {brier}, der des bloßen Durchschnitts {average}.',
  'risk.brierWorse':
    'Die Werte wissen noch nicht mehr als der Durchschnitt: ihr Fehler ist {brier}, der des bloßen Durchschnitts {average}.',
  'risk.few': 'So wenige sagen wenig; sehen Sie, wie lang die Linien sind.',
  'risk.axisSaid': 'Gesagt',
  'risk.axisBecame': 'Gegangen',
  'risk.table.score': 'Wert',
  'risk.table.said': 'Im Mittel gesagt',
  'risk.table.became': 'Gegangen',
  'risk.table.unknown': 'Unbekannt',
  'risk.of': '{lost} von {known}',
};
