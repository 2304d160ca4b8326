import type { listeningFigures as english } from '../en/listening-figures.ts';

export const listeningFigures: Record<keyof typeof english, string> = {
  'figures.title': 'Cuánto se oye',
  'figures.period': 'Según la hora de las publicaciones, del {from} al {to}',
  'figures.unheard': 'Tasa de lo no oído',
  'figures.unheardMeans':
    'Quejas sobre nosotros que no se dirigieron a ninguno de nuestros canales ÷ todas las quejas sobre nosotros que se oyeron: lo que hallaron las consultas y nadie marcó como ajeno, y lo que se nos envió.',
  'figures.of':
    '{untagged, number} de {complaints, plural, one {# queja} other {# quejas}} no mencionaron a nadie nuestro',
  'figures.likely': 'probablemente entre {low} y {high}',
  'figures.few': 'Demasiado pocas para hablar de una proporción.',
  'figures.nothing': 'Aún no se ha oído ninguna queja sobre nosotros.',
  'figures.still': 'Aún sin oír',
  'figures.stillMeans':
    'Quejas públicas que aquí nadie oyó, calculadas con dos miradas que nada saben una de otra (captura y recaptura): lo que oyeron las consultas y lo que se nos envió. Cuanto menos reencuentra la segunda, más debe haber. Lo ruidoso lo hallan ambas con más facilidad, así que la verdad es más bien mayor.',
  'figures.stillAbout': 'unas {n, number}',
  'figures.stillBetween': 'probablemente entre {low, number} y {high, number}',
  'figures.stillFew':
    'Solo {both, number} en ambas miradas; hacen falta 7 para una estimación. Al menos {n, number} siguen sin oír.',
  'figures.stillNothing': 'Una de las dos miradas aún no ha hallado nada, así que no se puede decir nada.',
  'figures.looks': 'Las consultas oyeron {first, number}, {second, number} se nos enviaron, {both, number} en ambas.',
  'figures.missed': 'Lo que perdieron las consultas',
  'figures.missedNear':
    'De {posts, plural, one {# publicación} other {# publicaciones}} que nos nombran y ninguna consulta atrapó, se leyeron {read, number}.',
  'figures.toAudit': 'A la auditoría semanal',
  'figures.atLeast': 'al menos {n, number}',
  'figures.byNetwork': 'Por red',
  'figures.byQuery': 'Por consulta',
  'figures.byQueryMeans':
    'Lo que oyeron dos consultas figura en ambas. Aquí la otra mirada es todo lo demás que se oyó.',
  'figures.byWeek': 'Semana a semana',
  'figures.byWeekMeans': 'De lunes a domingo, UTC. Una semana queda aunque se olviden sus publicaciones.',
  'figures.complaints': 'Quejas',
  'figures.untagged': 'Sin mencionar a nadie',
  'figures.share': 'Tasa',
  'figures.rows': 'Las quejas que hay detrás',
  'figures.forgotten': 'Sus publicaciones ya no se guardan.',
  'figures.everything': 'Todas',
  'figures.taggedUs': 'Enviadas a nosotros',
  'figures.private': 'En privado',

  'precision.title': 'Precisión',
  'precision.said':
    '{meant, number} de {judged, plural, one {# resultado juzgado era} other {# resultados juzgados eran}} lo buscado',
  'precision.none':
    'Nadie ha juzgado aún un resultado. «Sobre nosotros» y «No es de nosotros» dicen cuánto de lo oído es lo buscado.',
  'precision.suggested': 'Excluir esto alejaría el ruido:',
  'precision.exclude': 'Excluir {word}',
  'precision.evidence':
    'en {inNoise, number} de {ofNoise, number} ajenas, en {inGood, number} de {ofGood, number} sobre nosotros',
  'precision.ours': 'Sobre nosotros',
  'precision.markedOurs': 'Anotado: sobre nosotros',

  'audit.title': 'Auditoría semanal',
  'audit.card':
    'Veinte publicaciones al azar, leídas por una persona, dicen cuántas quejas no atrapa ninguna consulta.',
  'audit.progress': '{read, number} de {size, number} leídas',
  'audit.missedSoFar': '{n, plural, =0 {ninguna perdida} one {# perdida} other {# perdidas}}',
  'audit.begin': 'Empezar',
  'audit.goOn': 'Seguir',
  'audit.look': 'Ver',
  'audit.drawnFrom': 'Sacadas de {n, plural, one {# publicación} other {# publicaciones}} entre {from} y {until}.',
  'audit.notDrawn': 'Las publicaciones de esta semana aún no se han sacado',
  'audit.notDrawnWhy':
    'Se sacan de lo oído en los dos últimos días, más de donde es probable una queja perdida. Aquí todos leen las mismas.',
  'audit.draw': 'Sacar veinte publicaciones',
  'audit.post': 'Publicación {n, number} de {size, number}',
  'audit.question': '¿Qué es esto para {brand}?',
  'audit.mark.complaint': 'Una queja sobre nosotros',
  'audit.mark.aboutUs': 'Sobre nosotros, sin queja',
  'audit.mark.notUs': 'No es de nosotros',
  'audit.mark.cannotTell': 'No se sabe',
  'audit.undo': 'Retirar lo último',
  'audit.done': 'Todo leído. Gracias.',
  'audit.doneWhy': 'El próximo lunes llegan otras veinte.',
  'audit.forgotten': 'Sus palabras ya no se guardan.',
  'audit.result': 'Lo que perdieron las consultas',
  'audit.resultMeans':
    'Quejas sobre nosotros entre publicaciones que ninguna consulta atrapó, extrapoladas de las leídas a todas ellas, con el intervalo del 95 %.',
  'audit.near': 'Publicaciones que nos nombran',
  'audit.far': 'Todo lo demás',
  'audit.part':
    '{found, number} perdidas en {read, number} leídas, de {posts, plural, one {# publicación} other {# publicaciones}} que ninguna consulta atrapó.',
  'audit.about': 'Unas {n, number} en total, probablemente entre {low, number} y {high, number}.',
  'audit.upTo': 'Aún puede haber hasta {high, number}.',
  'audit.unread': 'Aún no se ha leído nada.',
  'audit.none': 'No hubo ninguna.',
  'audit.farMeans': 'Tan pocas dicen poco de tantas.',
  'audit.pooled': '{n, plural, one {Esta semana} other {Las últimas # semanas juntas}}',
  'audit.missed': 'Qué perdieron las consultas',
  'audit.missedWhy': 'Escribe una consulta que las hubiera oído.',

  'burst.title': 'Oleadas',
  'burst.means':
    'Una oleada: hablan muchas más personas de lo habitual a esta hora de la semana, tantas que el azar apenas lo explica, o muchas comparten de pronto una palabra.',
  'burst.banner': '{what}: {times} veces más de lo habitual desde {at}.',
  'burst.notice': 'Se habla de vosotros mucho más de lo habitual: ×{times}. Mirad en Escucha.',
  'burst.times': '×{times}',
  'burst.look': 'Ver',
  'burst.crisis': 'A la crisis',
  'burst.addressed': 'Quejas enviadas a nosotros que ninguna consulta oyó',
  'burst.goesOn': 'Continúa',
  'burst.over': 'Pasada',
  'burst.since': 'Desde {from}',
  'burst.fromTo': 'De {from} a {to}',
  'burst.said':
    '{posts, plural, one {# publicación} other {# publicaciones}} en {window} en su punto más alto, donde lo habitual sería {usual}: {times} veces más.',
  'burst.saidWord':
    '{posts, plural, one {# publicación dice} other {# publicaciones dicen}} «{word}» en {window}, donde lo habitual sería {usual}: {times} veces más.',
  'burst.total':
    '{posts, plural, one {# publicación} other {# publicaciones}} desde que empezó; lo habitual sería {usual}.',
  'burst.words': 'Dicen',
  'burst.read': 'Se leen como',
  'burst.complain': '{share} quejas',
  'burst.angry': '{share} enfado',
  'burst.where': 'Dónde',
  'burst.copied': 'Un texto se compartió {n, number} veces.',
  'burst.examples': 'Ejemplos',
  'burst.forgotten': 'Sus publicaciones ya no se guardan.',
  'burst.none': 'Ninguna oleada',
  'burst.noneWhy': 'Cuando muchas más personas de lo habitual hablen de algo, estará aquí y sobre las consultas.',
  'burst.learning':
    '{n, plural, one {# consulta aún aprende} other {# consultas aún aprenden}} lo habitual: hace falta un día de escucha.',
};
