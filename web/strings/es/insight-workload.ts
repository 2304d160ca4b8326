/** Qué llega y cuándo, qué cuesta, quién espera, qué vuelve, y de qué trata. */
export const insightWorkload = {
  'def.arrivals.name': 'Llegadas',
  'def.arrivals':
    'Turnos según la hora de la semana en que escribió el cliente, por la hora de la red, en la zona horaria de la marca: una media sobre todas esas horas del periodo. De cada una se cuenta al menos una hora entera.',
  'def.handling.name': 'Tiempo de atención',
  'def.handling':
    'Desde que el compañero lo tomó (se le sirvió o lo reclamó, lo abrió mientras el cliente esperaba, o empezó a escribir) hasta que la respuesta se envió desde aquí. El tiempo en que pasó a otra cosa sin haber empezado palabras y las pausas de más de diez minutos sin señal quedan fuera; también el tiempo en que nadie esperaba. Con el intervalo del 95 % de la media y la desviación típica de cada respuesta. Una respuesta sin señal previa, o escrita en la aplicación de la red, es de duración desconocida y no se cuenta.',
  'def.atOnce.name': 'Conversaciones a la vez',
  'def.atOnce':
    'Tiempo en que los compañeros tenían respuestas en marcha, sumado, ÷ el tiempo en que cada uno tenía al menos una en marcha. En marcha está una conversación abierta ante ellos mientras su cliente espera, o una en la que han empezado una respuesta.',
  'def.backlog.name': 'Pendiente',
  'def.backlog':
    'Turnos que esperaban al final de cada media hora, hora o día: todos los abiertos hasta entonces menos todos los cerrados, por la hora de la red.',
  'def.reopened.name': 'Volvieron',
  'def.reopened':
    'De las conversaciones resueltas en este periodo y cuyos siete días han pasado: aquellas en que el cliente volvió a escribir dentro de siete días, con su intervalo del 95 % (Wilson). Lo que un compañero reabrió antes no estaba resuelto. Las resueltas hace menos de siete días se dicen aparte.',
  'def.topics.name': 'Temas que crecen',
  'def.topics':
    'Mensajes de clientes según cómo se leen (sin ruido), o conversaciones según sus etiquetas, en los días del periodo (UTC) y otros tantos días antes. Un tema crece cuando su parte de todos los mensajes subió al menos una quinta parte, más que el azar (prueba exacta de Fisher) y más de lo que oscilan sus días de todos modos (logaritmo de la razón de partes sobre un error ensanchado por la dispersión de Pearson, t de Student), juzgado junto con todos los demás para que a lo sumo uno de cada veinte sea azar (Benjamini y Hochberg). Con menos de cinco no se dice que crece.',
  'def.risen.name': 'Palabras que subieron',
  'def.risen':
    'Palabras que dijo más gente en los siete días que acaban con el periodo que en los 28 anteriores (razón log-odds con conocimiento previo, Monroe y otros), juzgadas junto con todas las demás para que a lo sumo una de cada veinte sea azar. Una persona cuenta una vez. Se leen las últimas publicaciones de cada hora: hasta 8 que llegaron a la bandeja y 4 que solo se oyeron, de antes hasta 3 y 1.',
  'def.colleagues.name': 'Por compañero',
  'def.colleagues':
    'Clientes que esperaban y a quienes respondió este compañero, según cuándo estuvo la respuesta en la red; y el tiempo de atención de lo que envió desde aquí. En el orden de los nombres. Pocos casos difíciles duran más que muchos fáciles: dice quién lleva cuánto, no quién es bueno.',

  'work.title': '¿Cuánto llega y qué cuesta?',
  'work.inRows': '{what}, en filas',
  'work.when': 'Cuándo escriben',
  'work.whenAside': 'turnos por hora',
  'work.whenSays': '{day}, {hour} es la hora más llena: {n} de media.',
  'work.anHour': '{n} por hora',
  'work.turnsInHour': '{n, plural, =0 {nadie} one {un turno} other {# turnos}}, {average} por hora',
  'work.day': 'Día',
  'work.hour': 'Hora',
  'work.turns': 'Turnos',
  'work.average': 'Por hora',

  'work.handling': 'Qué cuesta una respuesta',
  'work.handlingSays':
    '{n, plural, one {Una respuesta duró} other {{n, number} respuestas duraron}} {mean} de media, {spread} arriba o abajo; probablemente de {low} a {high}.',
  'work.handlingOne': 'Una respuesta duró {mean}.',
  'work.handlingFew':
    'Solo {n, plural, one {se midió una respuesta} other {se midieron # respuestas}}: muy pocas para planificar.',
  'work.handlingNone': 'No se midió ninguna respuesta',
  'work.handlingNoneWhy':
    'Se mide desde que alguien abre, reclama o empieza una aquí hasta que se envía. Las grabaciones y otras aplicaciones no dicen nada de ello.',
  'work.atOnceSays': '{n} conversaciones a la vez.',
  'work.perTurn': 'Por cada cliente que esperaba: {time}.',
  'work.part': 'Dónde',
  'work.answers': 'Respuestas',
  'work.mean': 'De media',
  'work.spread': 'Arriba o abajo',
  'work.atOnce': 'A la vez',
  'work.noTeam': 'Sin equipo',
  'work.openAnswers': '{n, plural, one {La respuesta} other {Las # respuestas}} que hay detrás',

  'work.backlog': 'Quién espera',
  'work.backlogSays':
    '{now, plural, =0 {Al final nadie espera} one {Al final espera uno} other {Al final esperan {now, number}}}; el máximo fue {most, number}, {at}.',
  'work.backlogNone': 'Nadie esperó en este tiempo.',
  'work.at': 'Desde',
  'work.opened': 'Abiertos',
  'work.closed': 'Cerrados',
  'work.waiting': 'Esperan',
  'work.openMost': 'Quién esperaba en el máximo',
  'work.waitedAt': 'Quién esperaba, {at}',

  'work.again': 'Volvieron',
  'work.againSays':
    '{n, number} de {of, plural, one {# conversación resuelta} other {# conversaciones resueltas}} volvieron dentro de siete días.',
  'work.againPending':
    '{n, plural, =0 {} one {Otra se resolvió hace menos de siete días.} other {Otras {n, number} se resolvieron hace menos de siete días.}}',
  'work.againNone': 'No se resolvió nada en este tiempo.',
  'work.againFew': 'Muy pocas para hablar de una parte.',
  'work.resolved': 'Resueltas',
  'work.againCol': 'Volvieron',
  'work.knownCol': 'Pasados siete días',
  'work.openAgain': 'Las que volvieron',

  'work.topics': 'Temas que crecen',
  'work.topicsOf': 'Por cómo se leen',
  'work.tagsOf': 'Por etiqueta',
  'work.topicsSays':
    '{n, plural, =0 {Nada crece más que el azar.} one {Crece un tema: {first}.} other {Crecen # temas, el más seguro {first}.}}',
  'work.topicsNone': 'Nada que comparar en este tiempo.',
  'work.topicsAside':
    'Del {from} al {to}: {now, plural, one {un mensaje} other {{now, number} mensajes}}, junto a {before, number} en otros tantos días antes.',
  'work.tagsAside':
    'Del {from} al {to}: {now, plural, one {una conversación} other {{now, number} conversaciones}}, junto a {before, number} en otros tantos días antes.',
  'work.topic': 'Tema',
  'work.now': 'Ahora',
  'work.before': 'Antes',
  'work.times': 'Parte',
  'work.timesOf': '×{times}',
  'work.new': 'nuevo',
  'work.grows': 'crece',
  'work.chance': 'Azar',
  'work.chanceUnder': 'menos de {share}',

  'work.words': 'Palabras que subieron esta semana',
  'work.wordsSays':
    '{n, plural, =0 {Ninguna palabra subió más que el azar.} one {Subió una palabra: {first}.} other {Subieron # palabras, la que más {first}.}}',
  'work.wordsFew':
    'Solo {n, plural, =0 {no se oyó a nadie} one {se oyó a una persona} other {se oyó a # personas}} en las semanas anteriores: muy pocas para saber qué es lo usual.',
  'work.word': 'Palabra',
  'work.ofPeople': '{n, number} de {of, number}',

  'work.colleagues': 'Por compañero',
  'work.colleaguesSays': 'En el orden de los nombres; no se clasifica a nadie.',
  'work.colleague': 'Compañero',
  'work.answered': 'Respondió',
  'work.sort': 'Ordenar por',
  'work.byName': 'Nombres',
  'work.week': 'Semana del',
  'work.colleaguesNone': 'Nadie respondió en este tiempo.',

  'work.filter.network': 'red',
  'work.filter.channel': 'canal',
  'work.filter.inbox': 'bandeja',
  'work.filter.team': 'equipo',
  'work.filter.language': 'idioma',
  'work.filter.visibility': 'público o privado',
  'work.filter.heard': 'mencionados o no',
  'work.filter.reach': 'seguidores',
  'work.filter.kind': 'primeros mensajes o posteriores',
  'work.filter.complaint': 'quejas',
  'work.without': 'Contado sin estos filtros, por los que no puede ir: {filters}.',
  'work.overheard': 'solo oído',
  'work.who': 'Quién',
  'work.wrote': 'Escribió',
  'work.timeCol': 'Cuándo',
  'work.took': 'Duró',
  'work.noneBehind': 'Aquí ya no hay nada.',
  'work.topicTitle': '{topic}: los mensajes',
  'work.wordTitle': 'Publicaciones que dicen «{word}»',
} as const;
