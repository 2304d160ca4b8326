import type { teamBoard as english } from '../en/team-board.ts';

export const teamBoard: Record<keyof typeof english, string> = {
  'teamBoard.title': 'Equipo',
  'teamBoard.soon':
    '{n, plural, =0 {Nada se rompe en los próximos diez minutos} one {Una promesa se rompe en los próximos diez minutos si nadie actúa} other {# promesas se rompen en los próximos diez minutos si nadie actúa}}',
  'teamBoard.today': 'Hoy',
  'teamBoard.noTeam': 'Sin equipo',
  'teamBoard.kept': '{n, number} cumplidas',
  'teamBoard.atRisk': '{n, number} en riesgo',
  'teamBoard.broken': '{n, number} rotas',
  'teamBoard.more': 'Esperan tantos que estas son las cifras de los más urgentes.',
  'teamBoard.meaning':
    'Desde la medianoche donde trabaja el equipo. En riesgo: ya se avisó una vez, o queda menos de una quinta parte del tiempo.',
  'teamBoard.pressing': 'Quién necesita a alguien ahora',
  'teamBoard.calm': 'Nadie espera demasiado.',
  'teamBoard.nextDue': 'La próxima promesa vence en {time}.',
  'teamBoard.nothingDue': 'No hay ninguna promesa en marcha.',
  'teamBoard.late': 'Esperan demasiado',
  'teamBoard.risky': 'Pronto será demasiado',
  'teamBoard.answering': '{name} está respondiendo',
  'teamBoard.nobodys': 'aún de nadie',
  'teamBoard.colleagues': 'Quién está',
  'teamBoard.since': 'desde {time}',
  'teamBoard.holds': 'Lo que tiene {name}',
  'teamBoard.andMore': 'y {n, number} más',
  'teamBoard.giveBack':
    '{n, plural, one {Devolver a todos la que espera con {name}} other {Devolver a todos las # que esperan con {name}}}',
  'teamBoard.skills': 'Habilidades y capacidad',
  'teamBoard.deeds': 'Para {name}',
};
