import type { IntentWords } from './intents-kind.ts';

export const SPANISH: IntentWords = {
  tongue: 'el la los las que de y en un una con por para mi es se lo su',
  lists: {
    not: 'no nunca ni sin nadie nada jamás tampoco ningun ninguna ninguno',
    work: 'funciona* funcion* sirve sirven sirvió carga* abre* abrir conect* entra* entrar acceder llega* llego llegó llegado llegar recib* recibido respond* respuesta contest* atiend* atendi* enciend* prende anda andaba deja dejan puedo podemos puede resuelv* solucion* soluciona* arregl* cumpl* devolv* devuelv* carg* reconoce acept* aparec* sale salió entreg* actualiza* descarga* ayuda* aclara* hacen hace viene vino',
    good: 'bueno buena buenos buenas bien contento contenta satisfecho satisfecha justo normal aceptable recomendable útil feliz gracioso agradable',
    thing:
      'pedido* paquete* envío* encomienda producto* compra* carta maleta* equipaje dinero tarjeta código correo orden',
    time: 'hora* dia* semana* mes* año* minuto* rato siglos',
  },
  trouble: [
    'roto*|rota*|rompió|rompe|averi*|averia*|defectuos*|estafa*|estafador*|pésim*|terrible*|horrible*|queja*|quejar*|decepci*|vergüenza|vergonzoso|vergonzosa|fatal|estropead*|retras*|demora*|perdido|perdida|perdieron|perdió|falla|fallo|fallas|fallos|fallando|gotea|goteando|inaceptable*|indignan*|indignad*|indigna|asco|asquer*|mierda|porquería|basura|ladrones|ladron|roban|robo|robaron|robado|timo|timado|fraude|engaño*|engaña*|mentir*|mienten|incompeten*|inútil*|ineptos|ineptitud|desastre|desastros*|caos|malísim*|malo|mala|malas|malos|peor|peores|lamentable*|penoso|penosa|patétic*|ridícul*|abuso|abusiv*|abusan',
    'maleducad*|grosero*|groser*|lento*|lenta*|caro|carísimo|problema*|error*|incidencia*|caído|caída|caida*|se cae|se cayó|se cuelga|se traba|bloquead*|bloquearon|suspendid*|cancelaron|cancelado mi|ignor*|pasan de|tomadura de pelo|toman el pelo|harto|harta|hartos|cansado de|cansada de|molesto|molesta|furios*|enojad*|enfadad*|odio|rajad*|dañad*|mojado|podrid*|caducad*|sucio*|sucia|se apaga|se cierra|cobraron de más|mal servicio|muy mal|tan mal|va mal|fatal|mala atención|colgaron|me cuelgan|cuelgan|dejó de|dejaron de|fuga|pierde agua|quemad*|tirar el dinero|dinero tirado|nunca más|sinvergüenza*|increíble que|chafa|pinche|culer*|cagada|quebrad*',
  ],
  failing: [
    '$not ... $work|sin internet|sin servicio|sin luz|sin agua|sin señal|sin conexión|sin línea|sin respuesta|sin solución|nadie .. responde|nadie .. contesta|nadie .. ayuda|deja .. funcionar|dejó .. funcionar|llegó .. rot*|vino .. rot*|vacío|vacía|incompleto|no se puede',
  ],
  lacking: ['no hay|no me|no nos|no se|aunque|en vez de|en lugar de|sin .. avisar|imposible'],
  waiting: [
    'todavía|aún|sigue .. sin|siguen .. sin|sigo .. sin|seguimos .. sin|sigo esperando|esperando|espero .. desde|llevo|llevamos|hace .. $time|desde hace|desde ayer|desde el|otra vez|de nuevo|nuevamente|siempre lo mismo|siempre igual|cada vez|todos los dias|todo el dia|toda la semana|cuánto tiempo|cuántas veces|por enésima|por tercera|tercera vez|segunda vez|van .. $time|nadie|tres veces|lo mismo|de una vez|hasta cuando',
  ],
  asking: [
    'como|cómo|dónde|donde|cuándo|cuando|por qué|porque|porqué|quién|cuál|qué|cuánto|cuánta|cuántos|alguien|hay|tienen|tienes|puedo|se puede|podría|aceptan|acepta|venden|es posible|a qué|hasta cuando|saben|sabe|me pueden|hacen',
  ],
  wondering: [
    'alguien sabe|saben si|sabe si|quisiera saber|quiero saber|me gustaría saber|una pregunta|una duda|una consulta|consulta|duda|pregunta|a qué hora|cómo puedo|cómo hago|cómo se|dónde está|dónde puedo|cuándo llega|cuándo van|por qué no|por qué me|por qué sigue|por qué mi|cuánto cuesta|cuánto tarda|cuánto vale|hay alguna|hay algún|es posible|me dicen|me informan|qué hago|qué puedo hacer|me explican|puedo saber',
  ],
  wanting: [
    'por favor|porfavor|porfa|necesito|necesitamos|quiero|queremos|quisiera|quisiéramos|me gustaría|nos gustaría|pueden .. ayudar|podrían|podría .. ayudar|pueden|me pueden|me puede|puedes|podéis|arréglenlo|arreglen|arreglad|solucionen|solucionad|solucione|resuelvan|envíen|envíenme|manden|mándenme|devuélvanme|devuelvan|que me devuelvan|cancelen|cancelar|den de baja|darme de baja|darse de baja|llámenme|llamen|contáctenme|contacten|respondan|contesten|revisen|exijo|exigimos|solicito|solicitar|pido|cambien|cámbienme|urgente|ayúdenme|repongan|ruego|desbloqueen|reembolsen|reservar',
  ],
  calling: ['ayuda|ayúdenme|ayudar|ayudarme|ayúdame|auxilio|socorro|soporte por favor|asistencia|no sé qué hacer'],
  praise: [
    'encanta|encantó|encantan|encantado|encantada|encantados|excelente*|genial*|increíble|maravill*|fantástic*|perfecto|perfecta|estupend*|mejor|mejores|buenísim*|bueno|buena|buen|buenos servicios|recomiendo|recomendable*|feliz|felicidades|felicitaciones|felicito|gran servicio|gran trabajo|gran atención|impecable*|amable*|amabilidad|atent*|rápida atención|rápido y|delicios*|rico|riquísim*|adoro|amo|contento|contenta|satisfech*|un diez|de diez|un 10|bravo|espectacular*|eficient*|eficaz|muy bien|super bien|crack|cracks|profesional*|olé|chapó',
  ],
  thanks: ['gracias|agradec*|agradezco|agradecido|agradecida|mil gracias|muchas gracias'],
  mishap: ['olvidé|olvidado|se me olvidó|perdí mi|perdí el|sin querer|por error|mi culpa|no recuerdo'],
  leaving: [
    'nunca más|no vuelvo|no volveré|no volver|no volvemos|jamás .. compr*|jamás vuelvo|me cambio|me voy a cambiar|voy a cambiar|cambiar de compañía|cambiar de operador*|cambiarme|cambiamos de|cambio de compañía|cambio de operador*|cambio de banco|otra compañía|otro proveedor|otra empresa|a la competencia|competencia|darme de baja|me doy de baja|darnos de baja|de baja|dar de baja|doy de baja|cerrar mi cuenta|cierro mi cuenta|cancelar mi cuenta|cancelo mi|cancelé mi|cancelaré|eliminar mi cuenta|borrar mi cuenta|portabilidad|última vez|última compra|perdieron un cliente|perdido un cliente|perder un cliente|un cliente menos|me voy|nos vamos|adiós|hasta nunca|boicot*|ya no compro|no compro más|no compro|no renov*|dejo de ser',
  ],
  spoilt: [
    '$not .. $good|$not .. recomiendo|no recomendable|no lo recomiendo|no gracias|gracias por nada|gracias por .. perder|gracias por .. arruinar|vaya mierda|muy mal|nada bueno|qué bien .. que no|no .. feliz|no .. contento|no .. contenta|no es normal|lo mejor sería',
  ],
  ahead: [
    'gracias de antemano|de antemano gracias|de antemano|agradecería|agradeceria|se agradece .. respuesta|espero .. respuesta gracias|agradezco .. ayuda|agradezco .. respuesta|quedo atento|gracias por adelantado|saludos cordiales|muchas gracias de antemano|agradecer*',
  ],
  requests: {
    refund: [
      'devolvedme|devolvedme .. dinero|regresenme|reembols*|devuelvan .. dinero|devolución|devolver* .. dinero|mi dinero|nuestro dinero|devuelv* .. dinero|dinero de vuelta|que me devuelvan|reintegr*|indemniz*|compensa*|abono .. importe',
    ],
    cancel: [
      'cancelar|cancelen|cancelación|cancelo|anular|anulen|dar de baja|darme de baja|darse de baja|doy de baja|den de baja|de baja|cerrar mi cuenta|cerrar .. cuenta|eliminar mi cuenta|borrar mi cuenta|rescindir|desuscrib*',
    ],
    delivery: [
      'envíos|hacéis envíos|hacen envíos|enviáis|no .. llega*|no .. llegó|sin llegar|no .. recib*|sin recibir|dónde está .. $thing|mi pedido|mi paquete|mi envío|pedido .. llega*|envío|envían|envio|entrega*|entregad*|repartidor*|reparto|mensajería|mensajero|seguimiento|tracking|rastre*|encomienda|maleta*|equipaje|esperando .. $thing|despacho|despach*|cuándo llega',
    ],
    access: [
      'contraseña|clave|iniciar sesión|inicio de sesión|inicio sesión|acceder|acceso|entrar en mi|entrar a mi|ingresar|mi cuenta .. bloquead*|bloquearon .. cuenta|cuenta .. bloquead*|cuenta .. suspendid*|cuenta .. hacke*|hackead*|hackearon|recuperar .. cuenta|recuperar mi|código de verificación|desbloque*|usuario|login|verificar .. cuenta|cambiar .. correo|registrar*',
    ],
    bug: [
      'error*|fallo|falla|fallos|fallas|fallando|no funciona*|no carga*|no abre|no conecta|no sirve la app|se cae|se cayó|caído|caída|se cierra|se cuelga|se traba|se congela|bug|app .. no|aplicación .. no|página .. no|web .. no|sin internet|sin conexión|sin señal|sin servicio|sin línea|actualización|actualicé|servidor*|pantalla negra|pantalla en blanco|no me deja|no reconoce',
    ],
    booking: [
      'reservar|reserva|reservación|reservas|cita|turno|mesa para|una mesa|habitación|agendar|cambiar .. vuelo|cambiar .. fecha|reprogramar|asiento*|conexión perdida',
    ],
    billing: [
      'cobr*|factura*|cargo|cargos|cargaron|recibo|domicili*|comisión|comisiones|débito|debitaron|doble cobro|tarifa|me cobraron|cobro|pagué .. dos',
    ],
    exchange: [
      'cambiar .. producto|cambio .. producto|reemplaz*|repuesto*|recambio*|garantía|reparar|reparación|reparen|arreglar .. máquina|uno nuevo|una nueva|nuevo .. mío|nueva .. mía|devolver|talla equivocada|equivocado|llegó .. rot*|vino .. rot*|llegó rajado|llegó dañad*|envíen .. nuev*|sustituir|sustitución',
    ],
  },
};
