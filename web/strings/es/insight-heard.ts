/** Cuánto de lo que se dice de nosotros se oye, cuán pronto, y lo que nadie puede oír. */
export const insightHeard = {
  'def.unheard.name': 'Tasa de lo no oído',
  'def.unheard':
    'Quejas sobre nosotros que no iban dirigidas a ninguno de nuestros canales ÷ todas las quejas sobre nosotros que se oyeron, con su intervalo del 95 % (Wilson). Sobre cuatro semanas naturales (de lunes a domingo, UTC, según la hora de la red) hasta la más reciente en que se oyó algo; por red, por consulta (una queja que oyeron dos consultas figura en ambas) y semana a semana. Una semana se anota antes de que se olviden sus publicaciones, y queda. Con menos de 20 quejas se dicen números y no una parte.',
  'def.stillUnheard.name': 'Aún sin oír',
  'def.stillUnheard':
    'Quejas públicas sobre nosotros que nadie oyó aquí, estimadas a partir de dos miradas que no saben nada la una de la otra: lo que oyeron las consultas y lo que nos llegó en público. De una consulta: lo que oyó ella y todo lo demás que se oyó. Cuantas menos vuelve a encontrar la segunda mirada, más debe de haber (estimación de Chapman, intervalo del 95 % de Sadinle). Solo vale en la medida en que las miradas sean independientes: quien nos etiqueta a menudo también nos nombra, y lo que suena bastante para una suele sonar bastante para la otra; entonces la verdad es mayor. Con menos de 7 halladas por ambas solo se dice «al menos tantas».',
  'def.missed.name': 'Lo que perdieron las consultas',
  'def.missed':
    'De la revisión semanal: quejas sobre nosotros entre publicaciones que ninguna consulta captó, ponderadas a todas las de ese tiempo de la muestra, con su intervalo del 95 % (exacto en cada parte, unido por MOVER); aparte para las que nos nombran y para todas las demás, donde tan pocas dicen poco de tantas. De las últimas ocho semanas juntas. «No se sabe» no cuenta en ningún sentido. No hallar nada no significa nada: el extremo superior dice cuántas puede haber todavía.',
  'def.hearing.name': 'Demora de escucha por red',
  'def.hearing':
    'Desde la hora de la red del mensaje que abrió un turno hasta que nos llegó, de turnos abiertos en este periodo y cerrados desde entonces. La mitad se oyó dentro de la primera cifra, nueve de cada diez dentro de la segunda, con un margen de pocos puntos. Lo que reprodujo una grabación queda fuera.',

  'heard.title': '¿Cuánto de lo que dicen os llega?',
  'heard.trend': 'Tasa de lo no oído, semana a semana',
  'heard.trendSays':
    '{n, plural, =0 {Aún no se ha oído ninguna queja sobre vosotros en ninguna semana.} one {Hasta ahora se ha escuchado una semana.} other {La parte de quejas que no mencionó a nadie de los vuestros, en cada una de {n, number} semanas.}}',
  'heard.week': 'Semana',
  'heard.detail': 'Todo en Escucha',
  'heard.networksSay':
    '{n, plural, =0 {Aún no se ha oído nada.} one {Todas las quejas se oyeron en una red.} other {En {network}, el {share} de las quejas no mencionó a nadie de los vuestros.}}',
  'heard.queriesSay':
    '{n, plural, =0 {Ninguna consulta ha oído aún una queja.} other {Una queja que oyeron dos consultas figura en ambas.}}',
  'heard.network': 'Red',
  'heard.query': 'Consulta',
  'heard.complaints': 'Quejas',
  'heard.untagged': 'Sin mencionar a nadie',
  'heard.rate': 'Tasa',
  'heard.still': 'Aún sin oír',
  'heard.few': '{untagged, number} de {complaints, number}',
  'heard.soon': 'Cuán pronto se les oye',
  'heard.soonSays': 'La mitad de los mensajes que abrieron un turno se oyó en {half}, nueve de cada diez en {most}.',
  'heard.soonNone': 'En este tiempo no entró nada en directo.',
  'heard.half': 'La mitad en',
  'heard.ninth': 'Nueve de diez en',
  'heard.turns': 'Turnos',
  'heard.cannot': 'Lo que nadie puede oír allí',
  'heard.cannotSays': 'Cada red se guarda algo. Las cifras sobre ello serían inventadas, así que no hay ninguna.',
  'heard.cannotNone': 'Conectad una red y aquí figurará lo que no deja oír a nadie.',
  'heard.noChannel': 'ahora sin canal conectado',
} as const;
