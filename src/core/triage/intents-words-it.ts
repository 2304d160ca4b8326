import type { IntentWords } from './intents-kind.ts';

export const ITALIAN: IntentWords = {
  tongue: 'il la gli che di e è un una per non mi con sono del della',
  lists: {
    not: 'non mai nessun nessuno nessuna niente nulla senza né ne',
    work: 'funzion* va vanno andava arriv* ricevut* ricev* rispond* risposta risposto risolv* risolto carica* carico apre aprire accend* accedere entrare connett* colleg* parte partire consegn* spedit* rimbors* riesco riusciamo riesce posso possiamo può scarica* aggiorn* riconosc* accett* aiut* chiam* richiam* compare vedo vede trovo trova serve',
    good: 'buono buona bene contento contenta soddisfatto soddisfatta normale accettabile felice utile corretto serio consigli* consiglio divertente',
    thing:
      'ordine ordini pacco pacchi spedizione consegna prodotto articolo lettera bagagli* valigia soldi denaro codice carta merce',
    time: 'ora ore giorn* settiman* mese mesi anno anni minut*',
  },
  trouble: [
    'rotto|rotta|rotti|rompe|difett*|truff*|delus*|deludent*|vergogn*|pessim*|reclam*|perde|guast*|schifo*|schifez*|merda|cazzo|orribil*|orrend*|terribil*|penos*|indecent*|inaccettabil*|assurd*|scandal*|ridicol*|incompetent*|incapac*|ladri|ladro|rubat*|rubano|rubare|furto|imbrogl*|fregat*|fregatura|bugiard*|mentit*|maleducat*|scortes*|arrabbiat*|furios*|incazzat*|stufo|stufa|stanco di|disastr*|peggio*|peggior*|malissimo|molto male|va male|così male|scarso|scarsa|lento|lenta|lentissim*|caro|carissimo|costoso|presa in giro|presi in giro|prendete in giro|prendere in giro',
    'problem*|error*|bug|blocc*|sospes*|ritard*|annullat* .. volo|cancellato .. volo|disserviz*|disagi*|interruzione|crepat*|danneggiat*|ammaccat*|sporco|sporca|scadut*|bruciat*|smarrit*|perso|persa|perdita|manca|mancano|mancante|ignorat*|ignora*|buttat*|soldi buttati|sprecat*|crash*|si chiude|si spegne|si blocca|riattacc*|chiude .. telefono|attaccano|addebitat* due|addebitat* .. volte|gocciola|vergognatevi|che tristezza|non è possibile|mai più|disonest*|abusiv*|inutil*|inefficien*|lamentel*|scadente*',
  ],
  failing: [
    '$not ... $work|senza linea|senza internet|senza connessione|senza corrente|senza risposta|senza .. avvis*|nessuno .. risponde|nessuna risposta|nessun riscontro|nessun aiuto|ha smesso .. funzion*|smesso di|vuot*|incomplet*|irraggiungibil*|arrivat* rott*',
  ],
  lacking: ['non c è|non mi|non ci|non si|anche se|invece di|impossibile|da nessuna parte'],
  waiting: [
    'ancora|di nuovo|nuovamente|un altra volta|ennesim*|aspett*|attesa|in attesa|attendo|da .. $time|da ieri|da lunedì|da martedì|da mercoledì|da giovedì|da venerdì|dopo .. $time|quanto tempo|quante volte|ogni volta|ogni giorno|tutti i giorni|sempre .. stess*|stessa storia|terza volta|seconda volta|nessuno|finalmente|sollecit*|tre email|tre mail',
  ],
  asking: [
    'come|dove|quando|perché|perche|chi|quale|quali|cosa|che|quanto|quanti|quanta|qualcuno|posso|si può|potete|avete|accetta|accettate|è possibile|esiste|c è|ci sono|a che ora|sapete|vendete|devo|fate',
  ],
  wondering: [
    'qualcuno sa|sapete se|sapete quando|vorrei sapere|volevo sapere|vorrei chiedere|volevo chiedere|una domanda|domanda|informazion*|info su|che ora|a che ora|come si|come posso|come faccio|dov è|dove posso|dove trovo|quando arriva|quando sarà|perché il|perché la|perché non|perché mi|quanto costa|quanto tempo|è possibile|c è modo|mi sapete dire|potete dirmi|cosa devo|cosa posso fare|mi spiegate',
  ],
  wanting: [
    'per favore|perfavore|per piacere|per cortesia|cortesemente|gentilmente|potete .. aiut*|potete|potreste|può|puoi|voglio|vogliamo|vorrei|vorremmo|mi serve|ci serve|ho bisogno|abbiamo bisogno|mi servirebbe|desidero|chiedo|richiedo|esigo|pretendo|rimborsate*|restituit*|sistemat*|sistemate*|risolvete*|riparat*|mandate*|mandatemi|inviate*|spedite*|chiamate*|richiamate*|contattate*|rispondete*|annullat*|disdite*|disdire|cancellate*|cambiate*|sostituit*|fate qualcosa|sbloccate*|verificate*|urgente|prenotare',
  ],
  calling: [
    'aiuto|aiutare|aiutarmi|aiutatemi|aiutate|assistenza per favore|non so cosa fare|non so più|che faccio|soccorso|supporto',
  ],
  praise: [
    'adoro|adoriamo|amo|ottimo|ottima|ottimi|eccellent*|fantastic*|perfett*|meraviglios*|stupend*|splendid*|bravissim*|bravi|brava|bravo|miglior*|magnific*|complimenti|consiglio|consigliatissim*|consigliat*|soddisfatt*|felicissim*|gentil*|gentilissim*|cortesi*|disponibil*|professional*|efficient*|rapid*|velocissim*|veloce|impeccabil*|delizios*|buonissim*|squisit*|super|top|grandi|grandios*|geniale|geniali|cinque stelle|5 stelle|bellissim*|molto bene|servizio eccellente|alla grande|incredibil*',
  ],
  thanks: ['grazie|ringrazi*|ringraziare|grazie mille|riconoscent*|grata|grato'],
  mishap: ['ho dimenticato|dimenticat*|ho perso|per errore|per sbaglio|colpa mia|non ricordo'],
  leaving: [
    'mai più|cambio gestore|cambiare gestore|cambio operatore|cambiare operatore|cambio compagnia|cambiare compagnia|cambio fornitore|cambiare fornitore|cambio banca|cambiare banca|altro gestore|altro operatore|altro fornitore|alla concorrenza|dalla concorrenza|concorrenza|concorrente|disdetta|disdico|disdire .. contratto|chiudere il conto|chiudere il mio|chiudo il conto|chiudo .. conto|chiudere .. account|cancellare .. account|cancellate .. account|cancello .. account|eliminare .. account|recesso|recedere|ultima volta|ultimo ordine|ultimo acquisto|perso un cliente|persa una cliente|perdere un cliente|un cliente in meno|me ne vado|vi lascio|vi saluto|addio|boicott*|non compro più|non compr* mai|non ordin* più|non comprerò|non comprerei|passo a|passare a|passo alla|portabilità|non rinnov*|altrove',
  ],
  spoilt: [
    '$not .. $good|non .. consiglio|sconsiglio|sconsigliat*|no grazie|grazie per niente|grazie di niente|bella roba|bel servizio|complimenti per il disserv*|complimenti davvero|bravi davvero|non è normale|per niente content*|contento|contenta|contenti|poco serio|poco seri|non proprio|non il massimo|nessun complimento|non soddisfatt*|non content*',
  ],
  ahead: [
    'grazie in anticipo|anticipatamente|ringrazio anticipatamente|ringrazio in anticipo|in attesa .. saluti|cordiali saluti|distinti saluti|in attesa di riscontro|vi ringrazio in anticipo|ringraziando',
  ],
  requests: {
    refund: [
      'rimbors*|soldi indietro|i miei soldi|restitu* .. soldi|ridatemi .. soldi|indietro .. soldi|risarcimento|risarcir*|indennizz*|riaccredit*|storno',
    ],
    cancel: [
      'annullare|annullate*|annullamento|disdire|disdetta|disdite*|cancellare .. ordine|cancellare .. abbonamento|cancellate .. ordine|cancellate .. abbonamento|chiudere il conto|chiudere .. account|chiudere .. conto|eliminare .. account|cancellare .. account|recesso|recedere|disattivare|disiscriv*|rescindere',
    ],
    delivery: [
      'ordine ... $not .. arrivat*|$not ... arrivat*|$not .. ricevut*|mai arrivat*|mai ricevut*|consegn*|spedizion*|spedit*|corriere|tracking|tracciamento|pacco|pacchi|bagagli*|valigia|dov è .. $thing|dove .. $thing|quando arriva|aspetto .. $thing|attesa .. $thing|in ritardo',
    ],
    access: [
      'password|accedere|accesso|login|log in|credenzial*|entrare nel mio|entrare nell|account .. bloccat*|bloccat* .. account|account .. sospes*|account .. hackerat*|hackerat*|hacker|recuper* .. account|recuper* .. password|codice di verifica|codice .. verifica|sbloccare|sbloccate|verificare .. account|nome utente|cambiare .. mail|registrar*',
    ],
    bug: [
      'errore|errori|bug|crash*|non funzion*|non si apre|non carica|non si carica|non parte|non si connette|si chiude|si blocca|si spegne|blocca .. app|app .. non|sito .. non|pagina .. non|senza internet|senza linea|senza connessione|aggiornament*|server|schermo nero|schermata|disconnett*|disserviz*|linea .. assente|internet .. non',
    ],
    booking: [
      'prenotare|prenotazion*|prenotat*|prenoto|un tavolo|tavolo per|una camera|appuntament*|spostare .. volo|cambiare .. volo|cambiare .. data|posto a sedere|coincidenza|riprogramm*',
    ],
    billing: [
      'addebit*|addebitat*|fattur*|bolletta|bollette|costi|commission*|prelev*|prelievo|pagato due|pagare due|importo|doppio pagamento|tariff*|scalat*|estratto conto',
    ],
    exchange: [
      'sostitu*|sostituzione|cambio .. prodotto|riparar*|riparazion*|garanzia|ricambi*|ricambio|uno nuovo|una nuova|nuovo .. mio|nuova .. mia|reso|resi|restituire .. prodotto|rendere .. prodotto|taglia sbagliata|articolo sbagliato|prodotto sbagliato|arrivat* rott*|arrivat* .. danneggiat*|arrivat* .. rott*',
    ],
  },
};
