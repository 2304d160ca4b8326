import type { DangerWords } from './danger-kind.ts';

const lists = {
  body: 'mano mani dito dita braccio gamba gambe faccia viso occhio occhi piede piedi testa bocca lingua labbra pelle ginocchio schiena naso dente denti gola collo caviglia polso anca',
  child: 'figlio figlia figli bambino bambina bambini bimbo bimba neonato nipote nipotina piccolo piccola',
  kin: 'moglie marito madre padre mamma papà nonno nonna fratello sorella amico amica cane gatto',
  foreign:
    'vetro vetri metallo chiodo vite vermi verme scarafaggio scarafaggi muffa ago lametta plastica larve insetti',
  food: 'cibo piatto insalata pane yogurt pizza latte bottiglia scatola pollo carne riso panino dentro trovato trovata omogeneizzato',
  other: 'altro altra altri altre altrui sconosciuto sconosciuta sconosciuti qualcun estraneo estranei terzi',
};

const safety = [
  'fuoco | incendi* | fiamme | fiammata | fumo | scintill* | esplos* | esplode | scoppi* & batteria/faccia/mano/bottiglia/caldaia/forno/gomma/pneumatico/vetro | bruciat* | brucia & puzza/presa/macchina/cavo/odore/occhi/pelle | bruciatur* | bruciando | ustion* | scottat* & mano/$body/vapore/mi/figli*/bimb* | puzza .. bruciato/gas/fumo/plastica | odore .. bruciato/gas/fumo | fuga di gas | gas & fuga/odore/puzza/perdita | monossido | fuso/sciolto/sciolta/fusa & presa/cavo/caricatore/spina/plastica | surriscald* | gonfi* & batteria/$body | cortocircuito | corto circuito',
  'scossa/scosse & preso/presa/elettric*/corrente/prendo/toccando*/toccat*/dato/fortissima | folgorat* | fulminat* & corrente/presa/macchina | scarica elettrica',
  'ferit* | feriv* | sangu* | sanguin* | ospedale | pronto soccorso | ambulanza | chiam* .. 118 | frattur* | rott* & $body | tagliat* & $body/mi/si/vetro | svenut* | incosciente | punti di sutura | caduto/caduta/caduti & scal*/$kin/$child/pavimento/testa/bagnato/negozio/addosso | scivolat* | battuto .. testa | investit* & auto/furgone/autista/da/cane/mi/corriere | mort* & cane/gatto/madre/padre/figli*/quasi/rischi*/dopo | quasi .. mort*/moriv*/soffocat*/ammazz* | rischi* .. vita/morire/morte | infarto | ictus | insulina | ossigeno & senza/bombola/manca | farmac*/medicin* & senza/vitale/urgent*/cuore/arrivat* | pericolo di vita/morte',
  'allergico/allergica/allergici & reazione/shock/grave/figlio/figlia/è/sono/etichetta | allergia & reazione/grave/figli*/etichetta/forte | reazione allergica | anafila* | orticaria | sfogo & pelle/dopo | respir* & non/riesc*/fatica/difficolt* | soffoc* | ingoiat* | ingoia | ingeri* | inghiottit* | avvelen* | velen* | intossic* | tossic* | vomit* | male dopo .. mangiato | stati male & tutti/mangi*/dopo | salmonell* | $foreign & $food | avariat* | marci* & carne/pollo | contaminat*',
  'freni/freno .. non/rotti/funzion*/ceduto/bloccat* | incidente | airbag* | ubriac* | autista/corriere/conducente .. ubriaco/pazzo/addormentato/telefono/aggress* | bloccat* & ascensore/autostrada/dentro/neve/notte | chius* dentro | intrappolat* | pericol* | non .. sicur* & sento/sentiva/viaggi* | paura per .. vita/figl* | aggred* | aggress* & autista/corriere/fisica/subito/guardia | molest* | picchiat* | minacciat* & autista/corriere/mi/stato/stata/mi/operatore | palpat* | stupr* | violenz* | evacua* | crollat* & sedia/letto/scaffale/soffitto/$child/$kin',
  'esplosa/esploso | preso fuoco/scossa | ha preso fuoco | acqua/olio bollente | mal di pancia/stomaco & mangiato/tutti/dopo | morso/morsicato & cane | sedia a rotelle & ore/solo/bloccat* | senza riscaldamento & neonato/bambin*/anzian*',
  'cane/gatto .. morto/morta | gravemente | è/sono .. finito/finita/finiti .. in/al .. ospedale/pronto',
];

const threat = [
  'ammazz* & vi/ti/lo/qualcun*/tutti/uno | vi ammazz* | ti ammazz* | uccid* & vi/ti/lo/tutti/qualcun* | ucciso/uccisi & verrete/sarete | vi/ti .. spacco/spezzo/brucio/sparo/trovo/distruggo/rompo/sgozzo/accoltello/faccio/faccio/gonfio/sfascio/massacro/accoppo/meno | spacco/spaccare/spacchiamo/rompo/rompere/sfascio/distruggo .. tutto/faccia/vetrin*/vetri/testa/gambe/denti/culo/negozio/ossa | vengo/veniamo/verrò/vengo lì/li .. e ... spacc*/ammazz*/bruc*/rompo/sfasc*/picchi*/distrugg*/men* | brucio/bruciare/incendi*/incendio .. negozio/sede/ufficio/filiale/vostr*/tutto & vi/vostr*/vengo/tutto | do fuoco | dare fuoco & voi/negozio/vi/sede/vado/vengo | bomba & metto/mettere/mett*/aereo/sede/ufficio/piazz* | pistola/fucile/coltello/mazza & vengo/con/porto/vi/ti/prendo | so dove .. abit*/viv*/lavor*/stat*/stai | vi/ti vengo .. cercare/prendere | vi/ti trovo | ve ne pentirete | te ne pentirai | pentir* & farò/ve/te/vi | la pagherete/pagherai/pagate | ve la faccio pagare | pagare cara | dovete/devi/dovreste .. morire/crepare/bruciare | crepate/crepa/morite | spero .. moriate/muoiate/crepiate/muoia/crepi/bruciate | minacci* | proiettil* | spar* .. a/in .. testa/tutti/qualcuno | guardat* .. spalle | a botte',
  'vi/ti vengo a .. cercare/prendere/trovare/casa | vengo a .. cercarvi/prendervi/cercarti/casa | finisce/finirà male | vedrete & cosa/vi/succede',
];

const legal = [
  'avvocat* | avocato | legale/legali & mio/azioni/vie/studio/azione/ufficio/nostro/assistenza/diffida/procederò | vie legali | per vie legali | denunci* | querel* | tribunale | tribunali | in causa | causa & faccio/fare/farò/legale/civile/intent* | citar* & giudizio/danni | giudice & pace/davanti | giudizio & citare/citazione | diffida* | illegal* | illecit* | legge & consumator*/contro/viol*/obbliga*/norma/secondo/per | reato | reati | penale & denuncia/reato/codice/querela | truff* & denunci*/polizia/carabinieri/avvocat*/querel*/segnal*/legge | frod* | furto | rubat* & autista/corriere/polizia/carabinieri/pacco/valigia/dipendente/soldi/bici | ladri & denunci*/polizia | polizia | carabinieri | guardia di finanza | procura | codacons | altroconsumo | agcom | agcm | antitrust | federconsumatori | adiconsum | garante & privacy/segnal*/scriv* | enac & reclam*/segnal* | associazione .. consumatori | consumatori & associazione/tutela/diritti | codice .. consumo | corecom | gdpr | ombudsman | arbitro bancario | pubblicità ingannevole | risarciment* & danni/chied*/legale/avvocat* | class action | discrimin* | inadempi* | messa in mora',
  'legale & rivolgo/mio/parlo/chiamo/sentirete | mi rivolgo .. a/al .. legale/avvocato/giudice/associazione',
  'faccio/faremo causa | vi faccio causa | fare causa',
];

const self_harm = [
  'suicid* | ammazzarmi | uccidermi | mi ammazzo | mi uccido | mi tolgo la vita | tolgo/togliermi/togliere .. la vita | non .. voglio/ho/vale/riesco .. più .. vivere/voglia/pena | voglio più vivere | non voglio più .. vivere/svegliarmi/esistere/esserci | voglio/vorrei/preferisco/preferirei .. morire/morta/morto/sparire & morire/morto/morta/per | voglio morire | farla finita | la faccio finita | la farò finita | finirla & vita/tutto/voglio | fine alla .. vita | mettere fine | porre fine .. vita/tutto | buttarmi/butto/gettarmi .. ponte/treno/finestra/balcone/sotto/giù | buttarmi .. sotto | mi butto | impicc* | tagliarmi .. vene | tagliarmi & ricominciato/di nuovo/vene | farmi del male | mi faccio del male | pillole/pastiglie/pasticche & tutte/prendo/ingoi* | overdose | senza di me & meglio | meglio morto/morta | meglio senza di me | ragione .. vivere & nessuna/non/più | non svegliarmi .. più/mai | non ce la faccio più & vivere/vita/finita/morire | stanco/stanca di vivere | addio .. mondo/tutti/per',
];

const data_breach = [
  'hackerat* | hackerare | hackerato | hacker* | hackat* | violat* & account/profilo/dati/privacy/sistema | violazione* .. dati/privacy/account | fuga di dati/informazioni | dati & altro/altri/altra/cliente/clienti/rubati/esposti/venduti/pubblic*/trafug*/altrui/diffus*/sconosciut*/dark | data breach | phishing | furto .. identità/dati | rubat* .. account/profilo/identità/dati/carta/password/canale | account/profilo/canale .. rubato/violato/compromesso/clonato | identità & rubat*/furto | account/ordine/ordini/fattura/fatture/prenotazione/profilo/indirizzo/nome/bolletta/contratto/documenti .. di/del/della .. $other/sconosciut* | $other .. cliente/clienti/persona/persone/utente/utenti/passegger* & vedo/vedere/dati/account/ordin*/fattur*/ricevut*/appare/mostra/compaion*/bolletta/indirizz*/mail',
  'addebit*/prelievo/prelievi/acquist*/pagament*/transazion*/operazion* ... mai/non/sconosciut* .. autorizzat*/fatt*/effettuat*/riconosc*/mi*/eseguit*/ho/riconosciut* | non autorizzat* | addebiti .. mai | senza .. consenso/permesso/autorizzazione/autorizzare/dirmi/mio & carta/conto/addebit*/prelev*/soldi/prelievo | qualcuno/sconosciuto/hanno .. è/ha/usa/sta/usato/entrato .. entrato/usato/accesso/cambiato/comprato/ordinato/usando/aperto .. account/carta/nome/profilo/conto/password | qualcuno .. mio/mia .. account/carta/nome/profilo/conto/identità | entrati/entrato .. nel .. account/profilo/conto | carta .. clonata/rubata & addebit*/stata/qualcun*/usat* | clonat* .. carta/sim/profilo | svuotat* .. conto/carta | conto .. svuotato | a mio nome & contratto/conto/prestito/sim/qualcun*/apert*/attivat* | cambiat* .. password & qualcuno/non/mi | spaccia* per me',
  'qualcuno .. ha .. usato/preso/rubato/clonato/aperto .. la/il/mia/mio .. carta/account/conto/identità/mia | entrat* .. nel mio',
  'account/profilo/conto/sistema .. violato/bucato/compromesso/rubato',
];

const harmless = [
  'fuoco/bomba .. questo/questa/disco/canzone/caffè | che bomba | una bomba & caffè/disco/buonissim*/gelato | bomba .. crema/calore | muoio/morire/morendo/morto .. dalla/dal/di/da .. voglia/ridere/fame/sonno/caldo/risate | da morire & bello/buono/piace/bella | batteria/telefono .. mort*/scaric* | prosciutto/salmone/speck/provola affumicat* | fuochi .. artificio | a fuoco & mettere/foto/obiettivo/fotocamera/messa | messa a fuoco | sangue freddo | che scossa',
  'prezzi/prezzo/bolletta/conto .. da .. infarto | da infarto .. prezzi/prezzo',
];

export const ITALIAN: DangerWords = { lists, safety, threat, legal, self_harm, data_breach, harmless };
