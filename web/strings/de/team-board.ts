import type { teamBoard as english } from '../en/team-board.ts';

export const teamBoard: Record<keyof typeof english, string> = {
  'teamBoard.title': 'Team',
  'teamBoard.soon':
    '{n, plural, =0 {In den nächsten zehn Minuten bricht nichts} one {Ein Versprechen bricht in den nächsten zehn Minuten, wenn niemand etwas tut} other {# Versprechen brechen in den nächsten zehn Minuten, wenn niemand etwas tut}}',
  'teamBoard.today': 'Heute',
  'teamBoard.noTeam': 'Kein Team',
  'teamBoard.kept': '{n, number} gehalten',
  'teamBoard.atRisk': '{n, number} in Gefahr',
  'teamBoard.broken': '{n, number} gebrochen',
  'teamBoard.more': 'Es warten so viele, dass dies die Zahlen der dringendsten sind.',
  'teamBoard.meaning':
    'Seit Mitternacht, wo das Team arbeitet. In Gefahr: einmal gewarnt, oder weniger als ein Fünftel der Zeit übrig.',
  'teamBoard.pressing': 'Wer jetzt jemanden braucht',
  'teamBoard.calm': 'Niemand wartet zu lange.',
  'teamBoard.nextDue': 'Das nächste Versprechen ist in {time} fällig.',
  'teamBoard.nothingDue': 'Kein Versprechen läuft.',
  'teamBoard.late': 'Warten zu lange',
  'teamBoard.risky': 'Bald zu lange',
  'teamBoard.answering': '{name} antwortet',
  'teamBoard.nobodys': 'noch bei niemandem',
  'teamBoard.colleagues': 'Wer da ist',
  'teamBoard.since': 'seit {time}',
  'teamBoard.holds': 'Was {name} hat',
  'teamBoard.andMore': 'und {n, number} weitere',
  'teamBoard.giveBack':
    '{n, plural, one {Was bei {name} wartet, für alle freigeben} other {Alle #, die bei {name} warten, für alle freigeben}}',
  'teamBoard.skills': 'Fähigkeiten und Umfang',
  'teamBoard.deeds': 'Für {name}',
};
