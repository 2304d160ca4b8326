/** Wie viel von dem, was über uns gesagt wird, gehört wird, wie bald, und was niemand hören kann. */
export const insightHeard = {
  'def.unheard.name': 'Anteil Ungehörtes',
  'def.unheard':
    'Beschwerden über uns, die an keinen unserer Kanäle gerichtet waren ÷ alle Beschwerden über uns, die gehört wurden, mit dem 95-%-Intervall (Wilson). Über vier Kalenderwochen (Montag bis Sonntag, UTC, nach der Zeit des Netzwerks) bis zur neuesten, in der etwas gehört wurde; nach Netzwerk, nach Suche (eine Beschwerde, die zwei Suchen gehört haben, steht in beiden) und Woche für Woche. Eine Woche wird festgehalten, bevor ihre Beiträge vergessen werden, und bleibt. Unter 20 Beschwerden stehen hier Zahlen statt eines Anteils.',
  'def.stillUnheard.name': 'Noch ungehört',
  'def.stillUnheard':
    'Öffentliche Beschwerden über uns, die hier niemand gehört hat, geschätzt aus zwei Blicken, die nichts voneinander wissen: was die Suchen gehört haben und was öffentlich an uns gerichtet war. Bei einer Suche: was sie gehört hat und alles, was sonst gehört wurde. Je weniger der zweite Blick wiederfindet, desto mehr muss es geben (Schätzung nach Chapman, 95-%-Intervall nach Sadinle). Das gilt nur so weit, wie die Blicke unabhängig sind: wer uns anschreibt, nennt uns oft auch beim Namen, und was für den einen laut genug ist, ist es oft auch für den anderen; dann liegt die Wahrheit höher. Unter 7 von beiden gefundenen steht hier nur „mindestens so viele“.',
  'def.missed.name': 'Von den Suchen verpasst',
  'def.missed':
    'Aus der wöchentlichen Stichprobe: Beschwerden über uns unter Beiträgen, die keine Suche gefangen hat, hochgerechnet auf alle solchen Beiträge der Zeit der Stichprobe, mit dem 95-%-Intervall (in jedem Teil exakt, zusammengesetzt nach MOVER); getrennt für Beiträge, die uns nennen, und für alle übrigen, wo so wenige über so viele wenig sagen. Der letzten acht Wochen zusammen. „Nicht zu sagen“ zählt weder so noch so. Nichts gefunden heißt nicht nichts: das obere Ende sagt, wie viele es noch sein können.',
  'def.hearing.name': 'Hörverzögerung nach Netzwerk',
  'def.hearing':
    'Von der Zeit des Netzwerks der Nachricht, mit der ein Anliegen begann, bis zum Eingang bei uns, von Anliegen, die in diesem Zeitraum begannen und seither geschlossen wurden. Die Hälfte wurde innerhalb der ersten Zahl gehört, neun von zehn innerhalb der zweiten, auf wenige Prozent genau. Was eine Aufzeichnung abspielte, ist ausgelassen.',

  'heard.title': 'Wie viel von dem, was sie sagen, erreicht euch?',
  'heard.trend': 'Anteil Ungehörtes, Woche für Woche',
  'heard.trendSays':
    '{n, plural, =0 {Noch in keiner Woche wurde eine Beschwerde über euch gehört.} one {Bisher wurde eine Woche zugehört.} other {Der Anteil der Beschwerden, die niemanden von euch nannten, in jeder von {n, number} Wochen.}}',
  'heard.week': 'Woche',
  'heard.detail': 'Alles davon unter Zuhören',
  'heard.networksSay':
    '{n, plural, =0 {Noch wurde nichts gehört.} one {Alle Beschwerden wurden in einem Netzwerk gehört.} other {Auf {network} nannten {share} der Beschwerden niemanden von euch.}}',
  'heard.queriesSay':
    '{n, plural, =0 {Noch hat keine Suche eine Beschwerde gehört.} other {Eine Beschwerde, die zwei Suchen gehört haben, steht in beiden.}}',
  'heard.network': 'Netzwerk',
  'heard.query': 'Suche',
  'heard.complaints': 'Beschwerden',
  'heard.untagged': 'Niemanden genannt',
  'heard.rate': 'Anteil',
  'heard.still': 'Noch ungehört',
  'heard.few': '{untagged, number} von {complaints, number}',
  'heard.soon': 'Wie bald sie gehört werden',
  'heard.soonSays':
    'Die Hälfte der Nachrichten, mit denen ein Anliegen begann, wurde innerhalb von {half} gehört, neun von zehn innerhalb von {most}.',
  'heard.soonNone': 'In dieser Zeit kam nichts live herein.',
  'heard.half': 'Hälfte innerhalb',
  'heard.ninth': 'Neun von zehn innerhalb',
  'heard.turns': 'Anliegen',
  'heard.cannot': 'Was dort niemand hören kann',
  'heard.cannotSays': 'Jedes Netzwerk behält etwas für sich. Zahlen darüber wären erfunden, darum gibt es keine.',
  'heard.cannotNone': 'Verbindet ein Netzwerk, dann steht hier, was es niemanden hören lässt.',
  'heard.noChannel': 'gerade kein Kanal verbunden',
} as const;
