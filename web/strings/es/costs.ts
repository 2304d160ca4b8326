/** Coste de los canales, precios y plazos al responder, cuentas para elegir. */
export const costs = {
  'told.budgetNear': 'Se gastó la mayor parte del presupuesto del mes de {name}',
  'told.budgetReading': '{name} no lee nada más este mes: lo que queda del presupuesto es para respuestas',
  'told.budgetUsed': 'El presupuesto del mes de {name} se agotó',
  'cost.title': 'Coste',
  'cost.ofBudget': '{spent} de {budget} gastados este mes',
  'cost.noBudget': '{spent} gastados este mes; sin límite',
  'cost.today': '{spent} de ellos hoy',
  'cost.forecast': 'Al ritmo de los últimos siete días, el mes acaba en {sum}.',
  'cost.usedUpOn': 'El presupuesto se agota el {day}.',
  'cost.noPace': 'En los últimos siete días no se compró nada.',
  'cost.near': 'Se gastó la mayor parte del presupuesto del mes.',
  'cost.readingStopped': '{name} no lee nada más hasta el {day}: los últimos {reserve} son para respuestas.',
  'cost.usedUp':
    'El presupuesto del mes, {budget}, se agotó: hasta el {day}, {name} no lee ni envía nada que cueste dinero.',
  'cost.askOwner': 'Un propietario puede subirlo aquí.',
  'cost.by': 'En qué se fue',
  'cost.units': '{n} × {each}',
  'cost.set': 'Fijar un presupuesto',
  'cost.change': 'Cambiar el presupuesto',
  'cost.monthly': 'Dólares al mes',
  'cost.monthlyHelp': 'Si se deja vacío, nunca se detiene nada.',
  'cost.reserve': 'De eso, reservar para respuestas',
  'cost.reserveHelp': 'La lectura se detiene cuando solo queda esto; las respuestas salen hasta el final.',
  'cost.saved': 'El presupuesto está fijado',
  'cost.notMoney': 'Escriba una cantidad como 50, o déjelo vacío.',
  'cost.csv': 'Día a día, en CSV',
  'price.reply': 'Una respuesta cuesta {price} en {network}.',
  'price.link': 'Con un enlace, una respuesta cuesta {price} en {network}; sin él, {plain}.',
  'price.direct': 'Un mensaje privado cuesta {price} en {network}.',
  'price.label': 'Cuesta {price}',
  'warning.budgetUsed':
    'El presupuesto del mes para {network} no alcanza para esta respuesta ({price}). Empieza de nuevo el {day}; un propietario puede subirlo en Canales.',
  'warning.byHandHere':
    'No nos escribieron a nosotros, así que {network} no acepta aquí respuestas de programas. Heed copia las palabras y abre la página; allí las publica usted.',
  'warning.byHandBudget':
    'El presupuesto del mes para {network} se agotó, pero puede publicarse a mano: Heed copia las palabras y abre la página.',
  'window.left': 'Quedan {time} para responder en privado',
  'window.until': 'Se puede responder en privado hasta {when}.',
  'window.peopleUntil':
    'Se puede responder en privado hasta {when}: las reglas hasta {rules}, después solo las personas.',
  'window.peopleOnly': 'Se puede responder en privado hasta {when}, solo las personas: el tiempo de las reglas pasó.',
  'window.once': 'Una respuesta privada a esta publicación, hasta que contesten.',
  'warning.postWindowClosed':
    '{network} permite responder en privado a una publicación durante {time}. Ese tiempo pasó.',
  'warning.privateUsed':
    'Esta publicación ya tuvo su respuesta privada. {network} no permite otra hasta que contesten.',
  'connect.copy': 'Copiar',
  'connect.copied': 'Copiado',
  'connect.returnsTo': 'Dirección de retorno, como la pide {network}',
  'connect.pick': '¿Cuáles de estas?',
  'connect.pickWhy':
    'Este acceso abre {n, plural, one {una cuenta} other {# cuentas}}. Cada una marcada será un canal.',
  'connect.pickGo': '{n, plural, =0 {Marque al menos una} one {Conectarla} other {Conectar estas #}}',
};
