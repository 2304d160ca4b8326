import type { outside as english } from '../en/outside.ts';

export const outside: Record<keyof typeof english, string> = {
  'field.email': 'E-Mail',
  'field.password': 'Passwort',
  'field.passwordHelp': 'Mindestens {n} Zeichen. Auf die Länge kommt es an.',
  'field.name': 'Name',
  'field.yourName': 'Dein Name',
  'field.brand': 'Wie nennen euch eure Kunden?',
  'field.brandHelp': 'Eure Marke, euer Laden oder Produkt.',

  'signIn.title': 'Komm herein',
  'signIn.go': 'Anmelden',
  'signIn.busy': 'Wird angemeldet …',
  'signIn.forgot': 'Passwort vergessen? Wem dieses Heed gehört, kann ein neues geben.',

  'welcome.tab': 'Willkommen',
  'welcome.steps': 'Schritte',
  'welcome.stepAccount': 'Dein Konto',
  'welcome.stepCustomers': 'Kunden',
  'welcome.title': 'Ein Schreibtisch für alle, die euch schreiben',
  'welcome.lead':
    'Du bist zuerst da, also wird er dir gehören. Es dauert eine Minute, und alles bleibt auf diesem Rechner.',
  'welcome.make': 'Schreibtisch anlegen',
  'welcome.where': 'Wo sind die Kunden von {brand}?',
  'welcome.whereLead':
    'Übe mit einer erfundenen Firma, deren Kunden sofort schreiben, in mehreren Sprachen und ganz ohne Netzwerk. Oder verbinde einen eigenen Kanal.',
  'welcome.practise': 'Mit einer erfundenen Firma üben',
  'welcome.connect': 'Kanal verbinden',
  'welcome.look': 'Sehen, was man über {brand} sagt',
  'welcome.rehearsalName': 'Probe',
  'welcome.here': 'Sie schreiben',
  'welcome.hereLead':
    'Das Neueste steht oben. Öffne den Schreibtisch, antworte jemandem und sieh zu, wie das Versprechen gehalten wird.',
  'welcome.openDesk': 'Schreibtisch öffnen',
  'welcome.arriving': 'Kunden, die ankommen',
  'welcome.nobodyYet': 'Noch hat niemand geschrieben',
  'welcome.nobodyYetWhy': 'Beiträge erscheinen hier, sobald sie gehört werden.',
  'welcome.posts': '{n, plural, one {Beitrag gehört} other {Beiträge gehört}}',
  'welcome.people': '{n, plural, one {Person} other {Personen}}',
  'welcome.foot':
    'Alles, was du siehst, kam auf diesen Rechner und bleibt hier. Die erfundene Firma braucht kein Internet.',
  'welcome.noLink': 'Nimm den Link vom Start',
  'welcome.noLinkWhy':
    'Heed hat beim Start einen Link für einmal ausgegeben. Er macht den ersten Besitzer; ein Neustart gibt einen neuen aus.',
  'welcome.owned': 'Dieser Schreibtisch hat einen Besitzer',
  'welcome.ownedWhy': 'Melde dich an oder bitte den Besitzer, dich unter Einstellungen hinzuzufügen.',

  'promise.heard': 'Gehört',
  'promise.heardMeans': 'Was ein Netzwerk hören lässt, wird gehört; was nicht, wird in klaren Worten gesagt.',
  'promise.order': 'Der Reihe nach',
  'promise.orderMeans': 'Wem am wenigsten Zeit bleibt, ist als Nächstes dran.',
  'promise.person': 'Von einem Menschen, rechtzeitig',
  'promise.personMeans':
    'Die Uhr beginnt mit dem Beitrag des Kunden und endet erst mit einer Antwort, die das Netzwerk bestätigt hat.',
  'promise.once': 'Nichts verloren, nichts zweimal gesagt',
  'promise.onceMeans': 'Eine Antwort steht einmal im Netzwerk oder ist ehrlich unsicher.',
  'promise.honest': 'Ehrlich gemessen',
  'promise.honestMeans': 'Auch wer nie eine Antwort bekam, wird gezählt.',
};
