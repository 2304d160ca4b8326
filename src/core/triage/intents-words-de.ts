import type { IntentWords } from './intents-kind.ts';

export const GERMAN: IntentWords = {
  tongue: 'und der die das ist ich nicht ein eine mit für auf von zu es seit bei mir',
  lists: {
    not: 'nicht kein keine keinen keiner keinem nie niemals nichts niemand weder ohne nimmer garnicht nich net',
    work: 'funktionier* geht ging gehen klappt klappte läuft lief lädt laden öffnet startet antwort* reagier* meld* ankommen angekommen geliefert liefert kommt kam kommen komme einloggen anmelden eingeloggt erreich* erhalten bekommen bekomme gekommen verbind* erkannt gelöst angenommen zuständig möglich hilft helfen geholfen öffnen schließt heizt mahlt zugestellt bearbeitet gutgeschrieben erstattet angezeigt finden abspielen passiert',
    good: 'gut toll schön zufrieden hilfreich lustig nett zumutbar akzeptabel empfehlenswert fair richtig super glücklich freundlich',
    thing: 'paket* bestellung* lieferung* sendung* ware päckchen brief karte koffer gepäck geld code mail artikel',
    time: 'stunde* tag* woche* monat* jahr* minute* ewig*',
  },
  trouble: [
    'kaputt*|defekt*|undicht*|enttäusch*|frechheit|unverschämt*|katastroph*|schlecht*|schlimm*|reklam*|beschwer*|betrug|betrüg*|abzocke|abgezockt|ärger|ärgerlich*|ärgert|wütend|wut|fehlt|fehlen|fehler*|störung*|verspät*|abgestürzt|stürzt|absturz|unmöglich|peinlich|unfassbar|unglaublich|lächerlich|mies*|mist|scheiß*|scheiss*|kacke|saftladen|sauerei|schrott|müll|horror|zumutung|nervt|nervig|genervt',
    'unfreundlich*|unhöflich|inkompeten*|unfähig*|überteuert|zu teuer|wucher|abgebrochen|ausgefallen|ausfall|fällt aus|fiel aus|tropft|leckt|läuft aus|ausgelaufen|riss|rissig|beschädigt*|zerbrochen|verschimmelt|stinkt|langsam|hängt|abgelehnt|gesperrt|abgeschaltet|doppelt abgebucht|falsch*|verloren|verschwunden|geklaut|gestohlen|belogen|gelogen|lügen|lüge|verarscht|verarsche|veräppelt|hingehalten|abgewimmelt|ignoriert|aufgelegt|legt .. auf|auflegt|schande|schämt euch|dreist|hotline|warteschleife|problem*|ärgerlich|tote hose|nicht wahr sein|ein witz|schlechter witz|nie wieder|spinnt|streikt|wahnsinn|hässlich|kalt|verdorben|abgelaufen|verbrannt|zu spät',
  ],
  failing: [
    '$not ... $work|$work ... $not|gar nichts|geht nix|tut sich nichts|tut nichts|kein internet|kein netz|kein strom|kein empfang|kein ton|kein signal|ohne internet|nichts mehr|immer noch da',
  ],
  lacking: ['nicht mehr|kaum|obwohl|stattdessen|nur halb|nicht da|sollte eigentlich'],
  waiting: [
    'immer noch|noch immer|noch nicht|noch kein*|schon wieder|wieder mal|erneut|seit $time|seit .. $time|seit gestern|seit montag|seit dienstag|seit mittwoch|seit donnerstag|seit freitag|vor .. $time|warte*|gewartet|wartezeit|keine antwort|keine reaktion|keine rückmeldung|niemand|keiner|jeden tag|ständig|dauernd|andauernd|jedes mal|jedesmal|zum .. mal|wie lange|wie oft|endlich|überfällig|dritte mal|drittes mal|zweite mal',
  ],
  asking: [
    'wie|wo|wann|warum|wieso|weshalb|wer|was|welche|welcher|welches|kennt|hat|habt|gibt|kann|kann ich|können wir|könnt|ist|sind|passen|passt|geht das|darf|wird|gilt|muss ich|wohin|woher|wofür|stimmt',
  ],
  wondering: [
    'weiß jemand|weiss jemand|weiß wer|kennt jemand|frage|fragen zu|wie kann|wie lange|ab wann|wann kommt|wann wird|wann habt|wann öffne*|warum ist|warum sind|warum wird|warum kommt|was kostet|wie viel|wieviel|gibt es|ob ich|ob man|ob ihr|ob die|ob es|möglich|wissen ob|sagen ob|sagen wann|sagen wie|sagen wo',
  ],
  wanting: [
    'bitte|könnt ihr .. helfen|können sie|könnten sie|könnt ihr|könntet ihr|kannst du|könntest du|ich will|wir wollen|ich möchte|wir möchten|möchte|möchten|ich brauche|brauche|brauchen|benötige|benötigen|hätte gern|hätte gerne|würde gern|würde gerne|hiermit|schickt|schicken sie|sendet|gebt mir|meldet euch|melden sie sich|ruft mich|rückruf|beheben|behebt|repariert|erstattet|ändert|ändern|stornier*|kündige|kündigen|löscht|kümmert|fordere|verlange|erwarte|klärt|klären|tauscht|umtausch*|ersetzt|dringend|freischalten|entsperren|zurücksetzen|verbinden sie',
  ],
  calling: [
    'hilfe|hilft|helfen|helft|support bitte|weiterhelfen|weiß nicht weiter|was soll ich|was kann ich tun|unterstützung',
  ],
  praise: [
    'toll|tolle|tolles|tollen|super|klasse|großartig*|begeistert|begeisternd|perfekt*|wunderbar*|hervorragend*|ausgezeichnet*|fantastisch*|spitze|spitzen*|top|liebe|lieben|lecker*|beste|bester|bestes|besten|genial*|geil|zufrieden|empfehle|empfehlung|empfehlen|weiterempfehl*|freundlich|freundliche|nett|nette|kompetent*|hilfsbereit*|lob|gut gemacht|gute arbeit|weiter so|traumhaft|schnelle hilfe|schnelle lieferung|freue mich|mega|hammer|sehr gut|richtig gut|bin froh|respekt|chapeau|daumen hoch',
  ],
  thanks: ['danke*|dank|dankbar|dankeschön|bedanke|bedanken|merci|thx'],
  mishap: [
    'habe .. vergessen|passwort vergessen|vergessen|verlegt|ich .. verloren|aus versehen|versehentlich|mein fehler|heruntergefallen',
  ],
  leaving: [
    'nie wieder|nie mehr|kündige|kündigen ihren|gekündigt|kündigung|hiermit kündig*|wechsle|wechsele|wechseln zu|werde wechseln|gewechselt|wechsel zu|anderen anbieter|anderer anbieter|anderer bank|andere bank|zur konkurrenz|bei der konkurrenz|konkurrenz|letzte mal|letztes mal|letzte bestellung|kunde gewesen|kundin gewesen|verloren .. kunden|kunden verloren|einen kunden weniger|bin weg|ich bin raus|bin ich raus|konto löschen|account löschen|konto schließen|konto auflösen|konto kündigen|lösche .. konto|löscht .. konto|abo kündigen|vertrag kündigen|vertrag .. beenden|boykott*|finger weg|tschüss|ciao|rufnummer mitnehmen|nicht mehr bestellen|nichts mehr bestellen|nicht verlängern|woanders',
  ],
  spoilt: [
    '$not .. $good|nicht .. empfehlen|nein danke|danke für nichts|na toll|na super|toll gemacht|ganz toll|super service|danke auch|na danke|schönen dank auch|nicht zufrieden|unzufrieden|bravo|herzlichen glückwunsch|weniger gut|nicht gerade|$not .. begeistert',
  ],
  ahead: [
    'danke im voraus|dank im voraus|vorab danke|danke schonmal|danke schon mal|besten dank im voraus|wäre dankbar|wäre ich dankbar|wären dankbar|mit freundlichen grüßen|freundliche grüße|beste grüße|vielen dank im voraus|danke vorab|wäre nett|wäre toll|wäre super',
  ],
  requests: {
    refund: [
      'geld zurück|mein geld|unser geld|erstatt*|rückerstatt*|gutschrift|entschädig*|rückzahl*|zurückzahl*|zurückerstatt*|rückbuch*|schadensersatz|geld wieder',
    ],
    cancel: [
      'abo .. beenden|vertrag .. beenden|abonnement .. beenden|kündig*|stornier*|storno|widerruf*|widerrufe|abbestell*|abmelden|konto löschen|account löschen|konto schließen|konto auflösen|abo beenden|vertrag beenden|löscht .. konto|löschen sie .. konto|bestellung löschen|rücktritt',
    ],
    delivery: [
      'wo ist .. $thing|wo bleibt|$thing ... $not ... angekommen|$thing ... $not ... da|$not ... angekommen|$not .. geliefert|$not ... erhalten|$not ... bekommen|$not .. zugestellt|noch kein* $thing|lieferung*|liefertermin|lieferzeit|lieferstatus|geliefert|liefert|sendung*|sendungsverfolgung|paket*|zustell*|versand*|verschickt|bote|kurier|warte auf .. $thing|warte .. auf .. $thing|$thing ... verloren|gepäck|koffer|wann kommt .. $thing|kommt .. $thing',
    ],
    access: [
      'einloggen|eingeloggt|anmelden .. nicht|anmeldung|login|passwort|kennwort|zugang|zugriff|zugangsdaten|gesperrt|ausgesperrt|entsperr*|freischalt*|konto .. gesperrt|konto .. gehackt|gehackt|in mein konto|in mein .. konto|in meinen account|ins konto|bestätigungscode|verifizier*|zwei faktor|benutzername|e mail .. ändern|mail adresse .. ändern|registrier*',
    ],
    bug: [
      'absturz|abgestürzt|stürzt .. ab|stürzt|fehlermeldung|fehlercode|fehler|bug|funktionier* ... nicht|funktionier* nicht|geht nicht|geht .. nicht|gehen nicht|lädt nicht|lädt .. nicht|hängt|friert|störung*|ausfall|ausgefallen|app .. nicht|seite .. nicht|website .. nicht|webseite .. nicht|seit .. update|nach .. update|server|kein internet|kein netz|kein empfang|kein signal|kein ton|öffnet .. nicht|verbindet .. nicht|reagiert nicht|reagiert .. nicht|nichts mehr|weder internet|schwarzer bildschirm',
    ],
    booking: [
      'tisch .. reservier*|reservier*|reservierung|buchen|buchung|umbuch*|termin|terminvereinbarung|einen tisch|ein zimmer|gebucht|sitzplatz|plätze|anschlussflug|termin verschieben',
    ],
    billing: [
      'abgebucht|abbuch*|rechnung*|berechnet|belastet|doppelt .. berechnet|gebühr*|lastschrift|einzug|eingezogen|zu viel bezahlt|zuviel bezahlt|mahnung|abrechn*|kosten .. rechnung|preis .. rechnung|kontoauszug',
    ],
    exchange: [
      'umtausch*|tauschen|austausch*|ersatz*|ersetzt|ersetzen|garantie|gewährleistung|repar*|neuen .. schicken|neue .. schicken|neues .. schicken|zurückschicken|zurücksenden|rücksend*|retour*|rückgabe|zurückgeben|falsche* artikel|falsche größe|einen riss|gesprungen|defekt geliefert',
    ],
  },
};
