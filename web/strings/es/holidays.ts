/** Festivos pegados o leídos de una dirección, y lo que promete una marca nueva. */
export const holidays = {
  'hours.changedSince': 'Otra persona guardó este horario mientras lo cambiabas.',
  'hours.takeTheirs': 'Tomar el suyo',
  'hours.keepMine': 'Conservar el mío',
  'holidays.edit': 'Editar {name}',
  'holidays.paste': 'Pegar un calendario',
  'holidays.pasteHere': 'El texto de un archivo iCalendar',
  'holidays.pasteRead': 'Leerlo',
  'holidays.feed': 'Leer festivos de una dirección',
  'holidays.feedMeans':
    'Una dirección iCalendar (https:// o webcal://). Se lee ahora y una vez por semana; los días que cambiaste siguen siendo tuyos.',
  'holidays.feedSet': 'Leer de aquí',
  'holidays.feedNow': 'Leer ahora',
  'holidays.feedEnd': 'Dejar de leer',
  'holidays.feedRead': 'Leído el {when}.',
  'holidays.feedFailed':
    '{n, plural, one {La última vez no se pudo leer. Sigue contando lo leído el {when}.} many {No se pudo leer # veces seguidas. Sigue contando lo leído el {when}.} other {No se pudo leer # veces seguidas. Sigue contando lo leído el {when}.}} Respondió:',
  'holidays.why.has_hours': 'tiene horas; solo se toman días enteros',
  'holidays.why.ends_before': 'acaba antes de empezar',
  'holidays.why.too_long': 'dura más de {given} días',
  'holidays.why.too_early': 'empieza antes del {given}',
  'holidays.why.rule': 'su regla no se entiende ({given})',
  'promise.default.danger': 'Peligro',
  'promise.default.complaints': 'Quejas públicas',
  'promise.default.rest': 'Todo lo demás',
  'promise.resolutionCounts':
    '{due, plural, =0 {De {applied, number} asuntos, ninguno se ha resuelto ni vencido aún.} many {{kept, number} de {due, number} asuntos se habrían resuelto a tiempo.} other {{kept, number} de {due, number} asuntos se habrían resuelto a tiempo.}}',
};
