/** A quién se puede perder, por qué, y si hay que creerlo. */
export const insightRisk = {
  'def.risk.name': 'Riesgo de perder a un cliente',
  'def.risk':
    'De 100 clientes como este se supone que se van tantos: puntos de partes con nombre (dice que se va, un rival, ya preguntó antes, promesas rotas, enfado, alcance, gracias), sumados y convertidos en una probabilidad. Los puntos son juicios; la calibración dice qué tal fueron. Desde 20 quizá se va, desde 50 es probable. Se cuentan las conversaciones sin resolver.',
  'def.riskCalibration.name': 'Calibración del riesgo',
  'def.riskCalibration':
    'De clientes cuyo final se conoce: qué parte se perdió en cada tramo de valores, con su intervalo del 95 % (Wilson), junto a lo que los valores decían de media. «Se desvía» es la distancia entre ambos, promediada sobre los tramos según cuántos clientes tienen (error de calibración esperado). El error es la media del cuadrado de probabilidad menos resultado (Brier), junto al de decir siempre la media. Los desconocidos se cuentan aparte.',
  'def.riskEnds.name': 'Salvado, perdido, desconocido',
  'def.riskEnds':
    'Salvado: escribió con amabilidad tras nuestra respuesta y ya no habla de irse. Perdido: dice que se ha ido, o habla de irse antes y después de nuestra respuesta. Desconocido: ni lo uno ni lo otro en 30 días sin una palabra. Una persona puede decir otra cosa, y su palabra vale. Se cuenta cuando su valor estuvo más alto en este periodo.',

  'riskNow.title': '¿A quién podemos perder, y por qué?',
  'riskNow.likely':
    '{n, plural, =0 {Nadie se va probablemente ahora} one {cliente se va probablemente ahora} other {clientes se van probablemente ahora}}',
  'riskNow.may':
    '{n, plural, =0 {De nadie se dice que quizá se vaya.} one {Un cliente quizá se va.} other {{n, number} clientes quizá se van.}}',
  'riskNow.list': 'En riesgo ahora',
  'riskNow.who': 'Quién',
  'riskNow.score': 'Riesgo',
  'riskNow.why': 'Por qué',
  'riskNow.where': 'Dónde',
  'riskNow.waits': 'Nos espera',
  'riskNow.since': 'desde hace {time}',
  'riskNow.no': 'no',
  'riskNow.none': 'Nadie está en riesgo ahora',
  'riskNow.noneWhy': 'Quien insinúa que se va, nombra a un rival o espera demasiado figura aquí con los motivos.',
  'riskNow.byNetwork': 'Por red',
  'riskNow.byTeam': 'Por equipo',
  'riskNow.noTeam': 'Sin equipo',
  'riskNow.counts': '{likely, number} probables, {may, number} quizá',
  'riskNow.networksSay': 'Clientes que quizá se van ahora, según dónde escribieron.',
  'riskNow.teamsSay': 'Clientes que quizá se van ahora, según quién los tiene.',

  'riskCal.title': '¿Se puede creer en los valores?',
  'riskCal.off': 'De media un valor se desvía {points, plural, one {un punto} other {# puntos}} de 100.',
  'riskCal.none': 'De nadie se sabe aún qué fue, así que nada se puede decir de los valores.',
  'riskCal.said': 'dicho {said}, perdido {became}',
  'riskCal.nobody': 'nadie aún',
  'riskCal.scores': 'Valores',
  'riskCal.saidCol': 'Dicho de media',
  'riskCal.becameCol': 'Perdidos',
  'riskCal.known': 'Conocidos',
  'riskCal.unknown': 'Desconocidos',

  'riskEnds.title': 'Qué fue de ellos',
  'riskEnds.says':
    '{known, plural, =0 {De nadie se sabe aún:} one {De un cliente se sabe:} other {De {known, number} clientes se sabe:}} {saved, number} salvados, {lost, number} perdidos. {unknown, plural, =0 {} one {De otro nadie lo sabe. } other {De otros {unknown, number} nadie lo sabe. }}{person, plural, =0 {Todo deducido de lo ocurrido.} one {Uno es palabra de una persona, {rule, number} deducidos de lo ocurrido.} other {{person, number} son palabra de personas, {rule, number} deducidos de lo ocurrido.}}',
  'riskEnds.saved': 'Salvado',
  'riskEnds.lost': 'Perdido',
  'riskEnds.unknown': 'Desconocido',
  'riskEnds.open': 'Sin terminar aún',
  'riskEnds.byRule': 'por lo ocurrido',
  'riskEnds.byPerson': 'por una persona',
  'riskEnds.who': 'Juzgados',
  'riskEnds.trend': 'Perdidos de los conocidos, semana a semana',
  'riskEnds.trendSays':
    'Qué parte de aquellos cuyo final se conoce se perdió, según la semana en que su riesgo estuvo más alto.',
  'riskEnds.week': 'Semana',
  'riskEnds.share': 'Perdidos',
  'riskEnds.rows': 'Los juicios que hay detrás',
  'riskEnds.when': 'Pesado',
  'riskEnds.became': 'Resultado',
} as const;
