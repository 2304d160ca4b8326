/**
 * Words that show a mood, or name a trouble, by language; collected by us for what customers write. Folded as `letters.ts` folds
 * them; `*` at the end says that a word may go on.
 */
export type WordList = {
  /** Praise and joy; `great` counts twice. */
  good: string;
  great: string;
  /** Displeasure; `awful` counts twice. */
  bad: string;
  awful: string;
  /** What goes wrong, however calmly it is said. */
  trouble: string;
  thanks: string;
  /** Words that ask. */
  asking: string;
};

const english: WordList = {
  good:
    'good nice nicely well cool kind kindly helpful happy glad enjoy* friendly polite pleased pleasant pleasure smooth smoothly quick quickly fast easy ' +
    'comfortable comfy fun funny welcome* safe solved resolved fixed impress* recommend* appreciat* thumbs smile* smiling win winner winning yay woo woohoo hooray ' +
    'haha lol sweet classy pretty fine better like likes liked interesting lucky proud support* hope hopeful excit* grateful blessed cheers congrat* kudos props ' +
    'hero* save saved saves star stars rock rocks rocked gem fab neat solid efficient prompt promptly attentive courteous works worked working free',
  great:
    'great love loved loving loves lovely amazing amazed amazingly awesome excellent excellently outstanding fantastic fabulous wonderful wonderfully perfect perfectly ' +
    'best brilliant superb incredible delight* beautiful* phenomenal stellar exceptional terrific magnificent rad flawless* thrilled ecstatic bravo wow lifesaver',
  bad:
    'bad badly poor poorly sad sadly upset upsetting unhappy annoy* angry anger mad frustrat* disappoint* irritat* dissatisf* rude rudely unhelpful useless unreliable confus* ' +
    'sick tired fed lame weak silly stupid dumb idiot* ugly dirty filthy cold boring bored slow slowly ignor* unfair wrong wrongly worse mess messy messed sucky unprofessional ' +
    'unfriendly careless lazy lie lies lied lying liar* excuse excuses nope seriously ridiculous* sorry shame ashamed shady sketchy regret hate dislike* avoid hell damn* crap* ' +
    'joke ugh meh smh argh grr fuming cry crying tears hurt hurts pain painful nonsense overpriced expensive unclear pointless clueless uncomfortable cramped nasty gross poor',
  awful:
    'awful awfully terrible terribly horrible horribly horrid worst pathetic* disgust* disgrac* unacceptable appall* atrocious abysmal outrag* infuriat* furious livid hates hated ' +
    'hating garbage trash rubbish sucks suck sucked sucking shit* bullshit fuck* fck* wtf bs asshole* nightmare* disaster* horrendous incompeten* inexcusable unbelievabl* insult* ' +
    'scam* fraud* thief thieves steal* stole stolen robbed robbery rip ripped ripoff fail* epicfail worthless hopeless shambles fiasco despicable neverflyagain neveragain boycott*',
  trouble:
    'problem* issue* error* broken broke break* bug bugs buggy glitch* crash* freez* frozen stuck stall* delay* cancel* cancelled canceled late lost lose losing missing miss missed ' +
    'wait* waiting hold hours hrs stranded refus* denied deny reject* decline* declined charged overcharg* double refund* complain* claim damage* leak* down outage disconnect* ' +
    "can't cant cannot won't wont doesn't doesnt didn't didnt isn't couldn't wouldn't unable never nobody without still again yet already hack* locked suspend* banned block* blocked " +
    'spam phishing expired invalid incorrect defect* fault* faulty unresolved unanswered forgot forgotten disabled deleted disappear* gone trouble* fix help* urgent asap respond response reply',
  thanks: 'thank thanks thanking thankyou thankful thx thnx thanx tks ty tysm thnks',
  asking:
    'how what when where which who why can could would will does do is are any anyone anybody possible wonder* question* know tell please pls plz whats hows do did should may',
};

const german: WordList = {
  good: 'gut gute guter gutes guten nett freundlich* hilfreich* schnell* zufrieden* froh freu* gerne gern cool schon schone schones empfehl* kompetent* zuverlassig* geklappt klappt super lob lustig sympath*',
  great:
    'toll tolle toller tolles klasse spitze spitzen* perfekt* wunderbar* fantast* grossartig* genial* hervorrag* liebe lieben begeister* beste bester bestes traumhaft* mega hammer herrlich* geil',
  bad: 'schlecht* schade traurig* arger* nerv* enttausch* unfreundlich* unzufried* langsam* teuer* falsch* doof dumm* leider unverschamt* lugen* lugt frech* peinlich* sauer mude krank angst genervt satt blod* unfahig* scheiss*',
  awful:
    'schrecklich* furchtbar* katastroph* unmoglich* unglaublich* mies mieser miese miserabel* hass* scheisse grauenhaft* frechheit saftladen betrug* betrog* abzocke* schlimm* schlimmst* schlechtest* dreck mull ekel* verarsch* kotz* wut* nie nievwieder',
  trouble:
    'problem* fehler* kaputt* defekt* verspat* storung* stor* ausfall* storn* warte* gewartet verloren fehlt beschwer* reklam* ruckerstatt* mahnung* kundig* gekundigt gesperrt ausgefallen funktioniert verzoger* abgesturzt immer seit wochen tagen stunden niemand keine',
  thanks: 'danke dank dankeschon vielen merci',
  asking: 'wie wann warum wieso wo wer welche welcher konnt konnen kann gibt weiss bitte ob wurde',
};

const spanish: WordList = {
  good: 'bueno buena buenos buenas bien amable* util rapid* contento contenta feliz felices alegr* agradable* facil* recomiend* gust* guap* divertid* mejor* ilusion suerte lindo linda bonito bonita jaja* bienvenid* animo exito*',
  great:
    'excelente* genial* maravill* perfect* increible* fantastic* estupend* encant* amo amor adoro mejor espectacular* magnific* impresionante* brillante* felicidades enhorabuena grande fenomenal* precios* hermos*',
  bad: 'malo mala malos malas mal triste* molest* enfad* decepcion* lent* caro cara inutil* aburrid* engan* mentir* mentira* miedo dolor* llorar lloro asco pena odi* tonto tonta idiota* estupid* feo fea injust* grosero* harto harta cansad* lamentable* falta*',
  awful:
    'horrible* terrible* pesim* peor* fatal verguenza vergonz* mierda* basura* desastr* estafa* ladron* robo roban robado inaceptable* asquer* odio puta puto joder hdp incompet* nefast* indignante* porqueria* infierno corrupt* asesin* muert*',
  trouble:
    'problem* error* roto rota averia* fallo* falla* retras* cancel* esper* perdid* perder pierd* falta reclam* queja* reembols* devol* cobr* bloque* hack* nadie nunca todavia sigue siguen llevo horas semanas',
  thanks: 'gracias agradec* thx',
  asking:
    'como cuando donde cual cuales quien quienes porque puedo pueden podria* podeis hay sabe saben favor necesito',
};

const french: WordList = {
  good: 'bon bonne bons bonnes bien gentil* aimable* utile* rapide* content* heureu* agreable* facile* recommand* sympa* joli* cool plaisir sourire* mdr lol drole* aime aimer hate top reussi* courage vive',
  great:
    'excellent* genial* merveill* parfait* incroyable* fantastique* superbe* adore* magnifique* meilleur* bravo felicitations formidable* extraordinaire* super amour sublime* belle beau splendide*',
  bad: 'mauvais* mal triste* enerv* agac* decu* decevant* decep* lent* cher chere inutile* penible* menteu* mensonge* peur honte* seul marre saoul* fatigu* pleur* dommage bete con conne cons stupide* moche* injuste* nul nuls relou chiant* ennui* malade*',
  awful:
    'horrible* terrible* pire* catastroph* inadmissible* inacceptable* scandal* merde* arnaqu* voleur* vole degueu* deteste* haine* honteu* lamentable* minable* putain pute connard* salaud* incompet* nulle nullite* foutre foutu* execrable* degout* cauchemar*',
  trouble:
    'probleme* erreur* panne* casse* cassee retard* annul* attend* attente perdu* manque* reclam* plainte* rembours* bloqu* pirat* personne jamais toujours depuis heures semaines bug* impossible',
  thanks: 'merci mercis remerci*',
  asking: 'comment quand ou quel quelle quels qui pourquoi est-ce pouvez peut puis savoir svp stp combien',
};

const italian: WordList = {
  good: 'buono buona buoni bene gentil* utile rapid* veloce content* felice felici facile consigli* simpatic* carin* bell* piace* divertent* fortuna auguri allegr* dolce ahah* haha*',
  great:
    'ottim* eccellente* geniale* meravigli* perfett* incredibile fantastic* stupend* adoro amo amore migliore* magnific* splendid* bravo bravi brava bravissim* complimenti grande grandi spettacol* bellissim* vittoria',
  bad: 'male cattiv* trist* arrabbi* delus* lent* caro inutil* noios* bugi* paura piang* schifo odio stupid* brutt* ingiust* stanc* maleducat* peccato vergogna* purtroppo pover* idiot* scandal* fallit* balle',
  awful:
    'orribil* terribil* pessim* peggio* peggiore vergogn* merda* spazzatura disastr* truff* ladr* rubat* inaccettabil* schif* incompet* cazzo* stronz* vaffa* bastard* corrott* criminal* ignobil* disgust*',
  trouble:
    'problem* error* rott* guast* ritard* annull* cancell* aspett* attes* pers* manca* reclam* rimbors* blocc* nessuno mai ancora ore settimane disservizi* tasse crisi',
  thanks: 'grazie ringrazi*',
  asking: 'come quando dove quale quali chi perche posso puo potete potrebbe sapere favore quanto',
};

const portuguese: WordList = {
  good: 'bom boa bons boas bem gentil* util rapid* content* feliz felizes facil recomend* gost* legal bonit* lind* divertid* sorte alegr* haha* kkk* rs parabens saudade*',
  great:
    'excelente* otim* maravilh* perfeit* incrivel incriveis fantastic* amo amei amor adoro adorei melhor* espetacul* magnific* demais sensacional* brilhante* orgulho top',
  bad: 'mau ma mal ruim ruins triste* chatead* irrita* decepcion* lent* caro inutil* chat* mentir* medo chor* dor raiva cansad* odeio burr* idiota* feio feia pena injust* falta',
  awful:
    'horrivel horriveis terrivel pessim* pior* vergonh* merda* lixo desastre* golpe* ladr* roub* inaceitavel absurdo* nojo nojent* porra caralho foda* puta fdp incompet* desgrac* inferno descaso palhacada corrupt*',
  trouble:
    'problem* erro erros quebr* defeito* atras* cancel* esper* perd* falta reclam* reembols* devol* cobr* bloque* ninguem nunca ainda horas semanas',
  thanks: 'obrigad* valeu brigad* agradec*',
  asking: 'como quando onde qual quais quem porque pode podem posso poderia sabe favor quanto',
};

export const LATIN_LISTS: WordList[] = [english, german, spanish, french, italian, portuguese];
