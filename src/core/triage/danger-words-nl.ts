import type { DangerWords } from './danger-kind.ts';

const lists = {
  body: 'hand handen vinger vingers arm armen been benen gezicht oog ogen voet voeten hoofd mond tong lip lippen huid knie rug neus tand tanden keel nek enkel pols heup oor buik',
  child: 'zoon zoontje dochter dochtertje kind kinderen kindje baby peuter kleinkind kleinzoon kleindochter kleuter',
  kin: 'vrouw man moeder vader mama papa oma opa broer zus vriend vriendin hond kat buurvrouw buurman',
  foreign:
    'glas glasscherven metaal spijker schroef maden worm wormen kakkerlak kakkerlakken schimmel naald scheermes plastic',
  food: 'eten maaltijd salade brood yoghurt soep pizza melk fles blik kip vlees rijst broodje gevonden potje pak zat hap',
  other: 'andere ander anders iemand vreemde vreemden onbekende wildvreemde onbekenden anderen',
};

const safety = [
  'vuur & vlam/gevat/vatte/machine/apparaat/keuken/stekker/accu/vonken | vlam gevat | vlam vatte | vlammen | in brand & vloog/vliegt/gevlogen/stond/staat/apparaat/machine/accu/raakte/schoot/huis/keuken | in de fik | brand & keuken/apparaat/machine/accu/huis/uitgebroken/brandweer/oplader/ontstaan | brandweer | brandgevaar* | brandlucht | schroeilucht | schroei* | rook & uit/komt/kwam/stekker/apparaat/machine/stopcontact/accu | rookt & stekker/apparaat/machine/het | rookontwikkeling | vonk* | ontplof* | ontploft | explosie* | explodeer* | geëxplodeerd | verbrand* | brandwond* | brandblar* | gesmolten & stekker/kabel/oplader/stopcontact/plastic/accu | oververhit* | kortsluiting | gaslucht | gaslek | gas & ruik*/lek/lucht | koolmonoxide | opgezwollen/bol & accu/batterij/gezicht/lip*',
  'schok & kreeg/krijg/elektrische/stroom/gekregen/flinke/stekker/aanraak* | elektrische schok* | stroomstoot | geelektrocuteerd | geëlektrocuteerd | onder stroom',
  'gewond* | verwond* | bloed & overal/hand/vloer/veel/hoofd/verloren | bloedt | bloeden | bloedend | ziekenhuis | ambulance | spoedeisende | eerste hulp | huisartsenpost | bewusteloos | flauwgevallen | gebroken & $body/heup/rib/sleutelbeen/bot | gesneden & $body/me/zich/glas | hechtingen | gevallen & $kin/$child/trap/vloer/glad*/hoofd/heup/winkel/gestruikeld | uitgegleden | aangereden | overreden | overleden & hond/kat/na/moeder/vader/door | bijna .. dood/gestikt/doodgereden/verdronken/overleden/omgekomen | levensgevaar* | hartaanval | hartinfarct | insuline | zuurstof & geen/tank/zonder | pacemaker | medicijn* & hart/zonder/dringend/levensbelang/geen/nodig | hersenschudding',
  'allergisch* | allergie* & reactie/ernstige/etiket/kind/noten | anafyla* | uitslag & huid/gezicht/baby/na/hele | benauwd | ademen & niet/kan/moeilijk/slecht | geen adem/lucht & krijg*/kreeg/meer | stikken/stikt/gestikt/verstik* & $child/bijna/dreigt*/gevaar | ingeslikt* | inslikken | slikte .. in | doorgeslikt | vergift* | voedselvergift* | giftig* | overgegeven/overgeven/kotsen/braken & na/eten/kind*/allemaal/gegeten | ziek & van/na eten/gegeten/allemaal | salmonell* | $foreign & $food | bedorven & vlees/kip/ziek | rauwe kip',
  'remmen .. niet/weiger*/deden/werk*/kapot | rem .. weiger* | ongeluk & auto/scooter/gehad/gebeurd/fiets/door/ernstig/bijna | aanrijding | airbag* | dronken & chauffeur/bestuurder/bezorger | chauffeur .. dronken/bellen/slaap/roekeloos/agressief/hard | opgesloten | vast & lift/zitten/zit & lift/dak/sneeuw | lift .. vast | gevaar | gevaarlijk* | onveilig* | niet veilig | bang & leven/chauffeur/kinderen | bedreigd & chauffeur/bezorger/medewerker/me/door | aangevallen & bezorger/chauffeur/door/hond | mishandel* | geslagen & bezorger/chauffeur/me/bewaker/door | aangerand | lastiggevallen | verkracht* | geevacueerd | ingestort & stoel/bed/dak/$child',
  'gesmolten | kokend/heet water/olie & hand/been/over/heen | buikpijn/buikkrampen & gegeten/eten/allemaal | gebeten | rolstoel & uur/alleen/wacht* | zonder/geen verwarming & baby/ouder*/kind*',
  'elektrische schok',
  'hond/kat .. dood/overleden | accu/batterij .. ontploft/brand/bol | ernstig gewond',
  'ziek .. geworden .. van | ziek van .. jullie | kat/hond/kind/dochter/zoon/man/vrouw/baby .. ziek/vergiftigd/misselijk/overgeven & jullie/product/middel/voer/eten/van',
];

const threat = [
  'maak/maken .. jullie/je/jou/hem/ze .. af/kapot/dood | vermoord* | vermoorden & jullie/je/ga/hem | ik .. schiet/steek/sla/ram/trap/snij .. jullie/je/hem/de/iemand .. neer/dood/in/kapot/bek/tanden/ramen/hoofd/ruiten/af | doodschieten/doodsteken/doodslaan/neersteken/neerschieten/afmaken/kapotmaken & jullie/je/hem/ga/ik/iemand | sla/slaan/ram/gooi/trap/beuk .. jullie/je/de/hem .. ramen/ruiten/bek/smoel/gezicht/tanden/hoofd/kop/deur/hersens | op .. je/jullie/zijn .. bek/smoel/gezicht & krijg*/sla/slaan/klap*/ram | kom .. langs/naar/daar/jullie/erheen .. en ... sla*/steek*/maak/breek/trap*/ram/brand/sloop | steek/steken .. in brand/fik/de | steek .. in .. brand/fik | brand/fik & steek*/jullie/winkel/pand/kantoor & steek*/tent/zaak | platbranden | bom/bommen & leg*/plaats*/kantoor/vliegtuig/er/gelegd/pand/ligt | pistool/mes/knuppel/geweer/honkbalknuppel & kom/met/neem/jullie/mee/ik | weet waar .. woon*/wonen/werk*/woont/werken | ik vind .. jullie/je/hem & wel/nog | weten .. je/jullie te vinden | krijgen/krijg .. spijt | gaan/gaat/zullen/zult .. boeten/bezahlen/betreuren | hier .. voor boeten | hoop .. dood*/sterf*/sterven/verbrand*/kanker/creper*/crepeer* | crepeer* | val dood | ga dood | sterf | kogel & kop/door/hoofd/krijg* | bedreig* & ik/jullie | dreigement* | benen breken | breek .. benen/nek/kaak/poten | kaak/nek/poten .. breken | kop eraf | wacht .. op .. buiten/parkeerplaats | pas op .. rug | jullie gaan eraan | je gaat eraan',
  'weet/weten .. te vinden | weet .. jullie/je .. wel',
];

const legal = [
  'advocat* | avocaat | advokaat | jurist | juristen | juridisch* | rechtsbijstand* | rechter | rechtbank* | rechtszaak | rechtszaken | kort geding | dagvaard* | gerechtelijk* | aanklag* | aanklacht | voor .. rechter/gerecht/rechtbank | deurwaarder & sturen/stuur/via/mijn | aangifte | politie | illegaal* | strafbaar* | wettelijk* & recht/verplicht*/termijn/garantie/bedenktijd | tegen de wet | wet & overtre*/strijd/volgens/verbied*/verplicht* | fraude | oplicht* & aangifte/politie/acm/radar/melden/kassa | gestolen & bezorger/chauffeur/medewerker/pakket/koffer/fiets/politie/mijn/mij | diefstal | crimine* | acm & meld*/klacht/naar | consuwijzer | consumentenbond | geschillencommissie | kifid | ombudsman* | autoriteit persoonsgegevens | avg & schend*/overtre*/klacht/volgens | toezichthouder* | consumentenrecht* | ingebrekestell* | schadevergoeding | schadeclaim | misleidende reclame | contractbreuk | massaclaim | discrimin* | waakhond',
  'advocaat | advocaten | advokaat | advocaatje',
];

const self_harm = [
  'zelfmoord* | suicid* | suïcid* | zelfdoding | wil .. dood/sterven | dood .. wil/wilde | wil .. niet .. meer .. leven/bestaan/wakker/verder | niet meer leven | niet meer .. willen leven | geen zin .. meer .. leven | levensmoe | maak/maken .. er .. een .. eind/einde & aan | eind/einde .. aan .. maken/leven & maak/maken/mijn | er een eind/einde aan | uit het leven stappen | mezelf .. iets/wat aan/pijn/dood/snijden/ophangen/kant | mezelf van kant | snij mezelf | van .. brug/flat/dak & spring*/springen | voor .. trein & spring*/springen/ga | spring*/springen .. trein/brug/dak | overdosis | alle pillen | pillen .. slikken/slik & alle | zonder mij & beter | beter af zonder mij | beter dood | reden .. leven & geen | nooit meer wakker | zie .. niet meer zitten & leven/het | zie het niet meer zitten | afscheidsbrief | niemand .. missen/mist & me/mij | polsen',
];

const data_breach = [
  'gehackt* | gehacked | gehekt | hacker* | hackers | datalek* | data lek/gelekt | gelekt & gegevens/data/info/wachtwoord*/adres* | gegevens .. gelekt/gestolen/verkocht/straat/openbaar/doorverkocht/doorgegeven | identiteitsfraude | identiteitsdiefstal | phishing | gegevens/account/bestelling/bestellingen/factuur/facturen/adres/adressen/boeking/naam/profiel/klantgegevens/contract .. van .. $other/vreemden | $other .. klant/klanten/persoon/personen/gebruiker*/mensen/reiziger* & zie/gegevens/account/bestelling*/factuur/kreeg/ontvangen/gekregen/adres/naam | iemand anders & gegevens/account/factuur/bestelling/naam/pakket/zie | $other .. gegevens/account/factuur/bestelling/klantgegevens | andermans',
  'zonder .. toestemming/akkoord/machtiging/goedkeuring/medeweten & afgeschreven/rekening/kaart/incasso/geld/pas/creditcard/betaling | afschrijving*/betaling*/incasso*/aankoop/aankopen/transactie* .. niet/nooit/onbekend* & gedaan/van/herken*/gemaakt/toestemming/onbekende/geautoriseerd | onterecht afgeschreven | iemand .. ingelogd/logt/gebruikt/heeft/zit/is/bestelt .. mijn/in/op .. account/rekening/naam/kaart/profiel/wachtwoord | iemand .. mijn .. account/rekening/naam/pas/identiteit | ingelogd & iemand/vreemd*/onbekend*/rusland | op mijn naam & contract/abonnement/lening/rekening/iemand/besteld/afgesloten | account .. overgenomen/gekaapt/gestolen | rekening .. leeg*/geplunderd/leeggehaald | leeggehaald & rekening | wachtwoord .. gewijzigd/veranderd & iemand/niet/zonder | ongeautoriseerd* | niet door mij & besteld/bestelling/ingelogd/betaald',
  'iemand .. heeft/op .. mijn/op .. account/naam/rekening/kaart',
  'van .. iemand/ander/andere .. anders/klant/persoon & account/bestelling*/gegevens/zie',
];

const harmless = [
  'vet vuur | is vuur | in brand new | brand new/ambassador/name/awareness/loyalty/is/are/deal/deals | dood .. van .. lachen/verveling/honger/schrik | lach .. dood | me kapot/dood gelachen/lachen | gerookte | rookvrij* | rookmelder .. kopen/voorraad | bom & lekker/gezellig/top | glas .. wijn/water/bier | ongelukkig* | gevaarlijk lekker/goed | rook .. ik/sigaret*/niet | per ongeluk | gebroken glas/scherm | batterij/accu/lijn .. dood/leeg',
  'ga dood .. als/van/zonder/aan | dood .. van .. lachen/verveling | echt/is bom | koffie .. bom',
];

export const DUTCH: DangerWords = { lists, safety, threat, legal, self_harm, data_breach, harmless };
