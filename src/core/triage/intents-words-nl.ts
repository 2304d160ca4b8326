import type { IntentWords } from './intents-kind.ts';

export const DUTCH: IntentWords = {
  tongue: 'de het een en van ik is niet mijn op te dat voor met zijn',
  lists: {
    not: 'niet geen nooit niemand niets niks zonder nergens nie noch',
    work: 'werkt werken werkte doet doen opent openen laadt laden start starten reageert reageren antwoord* krijg* gekregen ontvang* ontvangen komt komen kwam gekomen aangekomen geleverd bezorgd leveren inloggen aanmelden bereikbaar lukt lukken gelukt gaat ging verbind* opgelost opneemt neemt helpt geholpen terugbel* betaald terugbetaald bijgewerkt zichtbaar vinden zien herkend geaccepteerd kan kunnen verwerkt verzonden',
    good: 'goed goede fijn blij tevreden handig leuk netjes acceptabel normaal mooi grappig eerlijk vriendelijk',
    thing: 'pakket* pakje bestelling* levering* zending* artikel* product* bagage koffer geld code pas brief order',
    time: 'uur uren dag dagen week weken maand* jaar jaren minuten minuut',
  },
  trouble: [
    'kapot*|stuk|defect*|oplicht*|opgelicht|slecht*|klacht*|klagen|teleurgesteld*|teleurstell*|lekt|lekkage|lek|schandalig*|schandal*|schande|waardeloos|waardeloze|belachelijk*|verschrikkelijk*|vreselijk*|dramatisch*|drama|ramp|rampzalig|bagger|ruk|kut*|klote*|shit*|rotzooi|troep|rommel|walgelijk*|onacceptabel*|onbeschoft*|brutaal|onbetrouwbaar|onvriendelijk*|onprofessioneel|incompetent*|prutsers|prutswerk|dieven|diefstal|gestolen|stelen|bedrog|bedrieg*|bedonderd|gelogen|liegen|leugen*|boos|woedend|kwaad|woest|geërgerd|ergernis|ergerlijk|irritant*|irriteer*|zat|beu|frustre*|frustrat*|hekel|haat',
    'probleem|problemen|fout|foutmelding*|fouten|storing*|vertraag*|vertraging*|geannuleerd|uitgevallen|valt uit|ligt eruit|ligt plat|crasht|crash*|vastgelopen|loopt .. vast|loopt vast|hangt|traag|langzaam|duur|te duur|kwijt|kwijtgeraakt|verdwenen|vermist|ontbreekt|beschadigd*|gebarsten|gebroken|barst|vies|smerig|koud|bedorven|geblokkeerd|genegeerd|negeren|opgehangen|hangen op|weggegooid|verspild|zonde van|dubbel afgeschreven|twee keer .. afgeschreven|verkeerd*|mislukt|slechtste|ergste|erger|flut|nooit meer|grap|aanfluiting|lachwekkend|schrijnend|pissig|te laat',
  ],
  failing: [
    '$not ... $work|$work .. $not|$work ... $not|geen internet|geen bereik|geen verbinding|geen stroom|geen signaal|geen geluid|geen reactie|geen antwoord|geen gehoor|zonder internet|niemand .. reageert|niemand .. neemt|doet het niet|doet .. niet|onbereikbaar|leeg|incompleet|kapot .. aan*',
  ],
  lacking: ['niet meer|kan niet|nog niet|terwijl|in plaats van|onmogelijk'],
  waiting: [
    'nog steeds|nog altijd|nog geen|nog niet|alweer|weer eens|opnieuw|wederom|wacht*|gewacht|sinds .. $time|sinds gisteren|sinds maandag|sinds dinsdag|sinds woensdag|sinds donderdag|sinds vrijdag|al .. $time|na .. $time|hoe lang|hoelang|hoe vaak|elke keer|iedere keer|elke dag|iedere dag|steeds|telkens|derde keer|tweede keer|zoveelste|niemand|eindelijk|voor de .. keer|drie mails|hetzelfde liedje',
  ],
  asking: [
    'hoe|waar|wanneer|waarom|wie|wat|welke|welk|kan ik|kan je|kan het|kunnen we|is|zijn|heeft|hebben jullie|passen|past|iemand|mag ik|hoeveel|klopt|werkt|weten jullie|weet iemand|verkopen jullie|gaat|komt|krijg ik|is er|zijn er',
  ],
  wondering: [
    'weet iemand|weten jullie|weet je|vraag|vraagje|vragen|vroeg me af|vraag me af|hoe laat|hoe kan|hoe moet|hoe werkt|hoe maak|waar is|waar blijft|waar kan|waar vind|wanneer komt|wanneer is|wanneer wordt|waarom is|waarom kan|waarom krijg|waarom wordt|wat kost|hoeveel kost|hoe lang|hoelang|is het mogelijk|mogelijk om|wat moet ik|wat kan ik doen|kunnen jullie .. vertellen|kun je .. zeggen|wil graag weten|zou graag weten',
  ],
  wanting: [
    'aub|alsjeblieft|alstublieft|a u b|svp|graag|kunnen jullie .. helpen|kunnen jullie|kan iemand|kun je|kunt u|kan je .. even|zouden jullie|zou je|zou u|wil ik|ik wil|wij willen|we willen|ik wens|zou graag|willen graag|ik heb .. nodig|heb .. nodig|nodig|los .. op|oplossen|oplossing|repareer|repareren|stuur|sturen|terugsturen|bel mij|bel me|terugbellen|contact op|annuleer|annuleren|annuleert|opzeggen|zeg .. op|verwijder|wijzig|wijzigen|aanpassen|vervang*|terugbetalen|eis|verzoek|deblokkeer|dringend|zsm|reserveren|opheffen|regel dit|doe er',
  ],
  calling: ['help|helpen|hulp|sos|weet niet wat|wat moet ik doen|wat nu|ondersteuning'],
  praise: [
    'geweldig*|top|topservice|topper*|super*|fantastisch*|perfect*|uitstekend*|prachtig*|heerlijk*|lekker*|lekkerste|beste|mooi|mooie|blij met|tevreden|complimenten|compliment|aanrader|aanbevelen|aanbevolen|vriendelijk*|behulpzaam|snelle service|snelle hulp|snelle reactie|goede service|goed geholpen|prima|hulde|klasse|petje af|fijne service|fijn bedrijf|geniaal|briljant|houd van|hou van|keurig|vlot|voortreffelijk|duim omhoog|goed werk|lof|gaaf|tof|wauw|zo blij',
  ],
  thanks: ['dank*|bedankt|dankjewel|dankuwel|dank je|dank u|thx|merci|dankbaar|bedank'],
  mishap: ['vergeten|ben .. kwijt|per ongeluk|per vergissing|mijn fout|verloren'],
  leaving: [
    'nooit meer|nooit weer|stap over|stappen over|overstappen|overgestapt|overstap|andere provider|andere aanbieder|andere bank|een ander|concurrent|concurrentie|naar de concurrent|zeg .. op|opzeggen|opgezegd|opzegging|account opheffen|account verwijderen|account sluiten|rekening sluiten|rekening opheffen|rekening opzeggen|contract opzeggen|abonnement opzeggen|contract beëindigen|laatste keer|laatste bestelling|klant kwijt|klant verloren|klant minder|klant geweest|ben weg|ben ik weg|wegwezen|vaarwel|doei|boycot*|bestel .. niet meer|koop .. niet meer|nooit .. bestellen|niet verlengen|ergens anders|elders',
  ],
  spoilt: [
    '$not .. $good|niet .. aanbevelen|niet .. aanrader|geen aanrader|nee bedankt|nee dank|bedankt voor niks|bedankt voor niets|lekker dan|lekker bezig|mooi is dat|fijn hoor|top hoor|goed bezig|niet blij|niet tevreden|ontevreden|geen compliment*|niet bepaald|minder goed',
  ],
  ahead: [
    'alvast bedankt|bij voorbaat dank|alvast dank|bedankt alvast|bvd|met vriendelijke groet|vriendelijke groet*|zou fijn zijn|zou mooi zijn|wordt gewaardeerd|dank alvast',
  ],
  requests: {
    refund: [
      'geld terug|mijn geld|ons geld|terugbetal*|terugbetaald|restitutie|vergoeding|vergoed*|compensatie|schadevergoeding|terugstort*|teruggestort',
    ],
    cancel: [
      'annuleren|annuleer|annulering|opzeggen|opzegging|opheffen|zeg .. abonnement|abonnement stop*|abonnement beëindigen|contract beëindigen|account verwijderen|account sluiten|rekening sluiten|afmelden|uitschrijven|herroep*|koffieabonnement opzeggen',
    ],
    delivery: [
      'bestelling ... $not ... aangekomen|$not ... aangekomen|$not .. geleverd|$not .. ontvangen|$not .. bezorgd|nog geen $thing|waar is .. $thing|waar blijft .. $thing|levering|leveren|geleverd|levertijd|bezorg*|bezorging|bezorger|pakket*|pakje|postnl|koerier|verzend*|verzonden|zending|track*|wanneer komt .. $thing|wacht .. op .. $thing|bagage|koffer|vermist .. $thing',
    ],
    access: [
      'inloggen|inlog*|aanmelden|wachtwoord*|toegang|login|account .. geblokkeerd|geblokkeerd*|account .. gehackt|gehackt|in mijn account|op mijn account|mijn account .. niet|verificatiecode|code .. ontvangen|verifi*|deblokk*|gebruikersnaam|herstellen .. account|account herstellen|mailadres .. wijzigen|mail .. wijzigen|registreren',
    ],
    bug: [
      'foutmelding*|error|bug|crasht|crash*|werkt niet|werkt .. niet|werken niet|doet het niet|doet .. niet|laadt niet|laadt .. niet|opent .. niet|start .. niet|loopt .. vast|loopt vast|vastgelopen|hangt|storing*|ligt eruit|ligt plat|app .. niet|website .. niet|site .. niet|pagina .. niet|geen internet|geen bereik|geen verbinding|geen signaal|sinds .. update|na .. update|nieuwe update|server|servers|zwart scherm|wit scherm',
    ],
    booking: [
      'reserveren|reservering|een tafel|tafel voor|een kamer|boeken|boeking|omboeken|geboekt|afspraak|verzetten|vlucht wijzigen|vlucht omboeken|zitplaats|aansluiting gemist|plek reserveren',
    ],
    billing: [
      'afgeschreven|afschrijving*|factuur|facturen|rekening klopt|in rekening|incasso|automatische incasso|gefactureerd|dubbel betaald|te veel betaald|teveel betaald|kosten .. rekening|tarief|tarieven|aanmaning|nota|bedrag .. rekening|geïncasseerd|twee keer betaald',
    ],
    exchange: [
      'ruilen|omruilen|vervang*|vervanging|reparatie|repareren|garantie|onderdeel|onderdelen|nieuw .. nodig|nieuwe .. nodig|nieuwe .. sturen|nieuw .. sturen|retour*|terugsturen|verkeerde maat|verkeerd artikel|verkeerde artikel|kapot aan*|kapot .. aangekomen|kwam kapot|beschadigd .. aangekomen|het mijne',
    ],
  },
};
