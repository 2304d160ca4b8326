/**
 * Turns of phrase that noise uses, and those that customers use, in eight languages; as `wordsOf` folds words. One line is many
 * phrases, parted by `|`. Within a phrase: `a/b` one or the other, `x*` a word that begins so, `_` up to three words of any kind, `N`
 * a number.
 */

/** In the order in which the head knows them. */
export const NOISE_SIGNS = [
  'own_work',
  'subscribe',
  'look_here',
  'do_for_me',
  'like_this',
  'money',
  'for_free',
  'write_me',
  'crowd',
  'trade',
  'giveaway',
  'machine',
  'trouble',
  'ours',
  'thanks',
] as const;
export type NoiseSign = (typeof NOISE_SIGNS)[number];

export const NOISE_WORDS: Record<NoiseSign, readonly string[]> = {
  own_work: [
    'my/our/new _ channel*/video*/vid/vids/page/song*/music/cover*/blog*/shop/store/mixtape*/stream/website/site/album*/profile/bio/instagram/insta/podcast/book/remix*/track*/rap/raps/beat*/playlist/clip*/youtuber*/parody/remake*/vlog*|a cover|a remix|a parody|some covers|i make/made _ video*/song*/music/cover*/remix*',
    'mein/meinem/meinen/meine/unser/unserem/neues _ kanal/video*/seite/song*/musik/blog/shop/stream/podcast/profil',
    'mi/mis/nuestro/nuestra/nuevo _ canal/video*/pagina/cancion*/musica/blog/tienda/perfil/podcast',
    'καναλι μου|βιντεο μου|σελιδα μου|τραγουδι μου|νεο μου _ βιντεο/τραγουδι|blog μου|προφιλ μου',
    'قناتي|صفحتي|مدونتي|متجري|حسابي على|اغنيتي|الفيديو الجديد',
    'ma/mon/mes/notre/nouvelle _ chaine/video*/page/chanson*/musique/blog/boutique/profil/podcast',
    'mio/mia/miei/nostro/nuovo _ canale/video/pagina/canzone/musica/blog/negozio/profilo/podcast',
    'meu/minha/meus/nosso/novo _ canal/video*/pagina/musica*/blog/loja/perfil/podcast',
  ],
  subscribe: [
    'subscrib*|suscribe to|sub me|sub to|sub for|sub 4|subs|sub4sub|sucscribe|subcribe|follow4follow|f4f|followback|follow back|i follow back',
    'abonnier*|lasst _ abo|abo da|suscrib*|εγγραφη στο καναλι|καντε subscribe|اشترك*|اشتركوا|abonnez|abonne toi|iscrivet*|iscriviti|inscrev*',
  ],
  look_here: [
    'check/checkout/chek _ out|check/checked out|check this|take a look|have a look at|look at my|watch my|watch this|watch the video|visit|click|click here|tap the link|go to|listen to my|listen live|stream it|search for|look up|view my|read my|see my|find out more|learn more|link below|link here|out now|available now',
    'schaut/schau _ vorbei|schaut/schau mal|schaut/schau _ an|klick*|hier klicken|besucht|jetzt ansehen|mehr erfahren',
    'mira/mirad/miren _ video|visita|visiten|haz clic|clic aqui|entra en|echa un vistazo|echale un ojo',
    'δειτε το|δειτε τα|πατηστε|κλικ|επισκεφθειτε|μπειτε στο',
    'شاهدوا|شاهد|اضغط|زوروا|زورو|ادخلوا|الرابط',
    'venez voir|regardez ma|clique*|cliquez|visitez|allez voir|guardate|guarda il|clicca*|visitate|assistam|assista|clique aqui|acesse|visitem',
  ],
  do_for_me: [
    'follow/add/like/watch/share/join/support/sponsor me/my/us/our|support this|join us|join my|join our|vote|vote for|votes|please donate|donat*|help me reach|help me get|help us reach|i need _ likes|i want _ subs/subscribers/views|followers fast|gain followers|get famous|getting popular|getting known|means the world|mean the world|mean so much|would mean|give me _ chance|one oportunity|begging|petition|sign the',
    'folgt/folge mir|folgt/folge uns|unterstutzt|spendet|stimmt fur|sigueme|siguenos|apoya*|dona|vota por',
    'ακολουθηστε|ψηφιστε|στηριξτε|تابعوني على|ادعموا|صوتوا|suivez moi sur|soutenez|votez|seguitemi su|sostenete|votate|sigam o|sigam a|apoiem|votem',
  ],
  like_this: [
    'like _ comment|like/lik dis/this|like if|likes if|like and|thumbs up|thumb up|upvote|give it a like|lets see how many|like share|like for|unlike|rt if|retweet if|share if|this comment|youtube:|comment below|comment done',
    'like fur|daumen hoch|dale like|dale me gusta|me gusta si|καντε like|κανε like|πατα like|لايك|mets un like|un like si|metti mi piace|mettete mi piace|da like|deixa o like|curt*',
  ],
  money: [
    'cash|earn/earning/earned|income|profit*|bitcoin*|btc|crypto*|eth|forex|invest/investing/investment/investor*|money|paypal|pay pal|donation*|prize*|fundrais*|fundraiser|dollars|usd|leads|rich|wallet*|airdrop|giftcard*|gift card*',
    'geld verdienen|verdiene|verdienen|gewinne|kredit*|krypto*|ganar dinero|gana|gane|ganancias|dinero extra|cripto*|κερδη|λεφτα απο|ευρω την ημερα|κρυπτο*|اربح|ارباح|دولار|العملات|gagne|gagnez|gagner|argent|crypto*|guadagn*|soldi|ganhe|ganhar|dinheiro|renda extra',
  ],
  for_free: [
    'free|for free|giveaway*|bonus|discount*|promo|promocode|promo code|offer|offers|deal|deals|sale|guaranteed|claim|codes|use my code|use code|with code|code for|N off|percent off|off your first|buy one get|limited stock|limited time|order now|buy now|shop now|grab yours|sign up|signup|i just earned|apply now|referral|referal|hack*|generator|black friday|save big|contest|competition|best price|cheap',
    'gratis|kostenlos*|rabatt*|gutschein*|mit meinem code|angebot|jetzt bestellen|jetzt kaufen|nur heute|oferta*|descuento*|mi codigo|con mi codigo|compra ya|solo hoy|δωρεαν|εκπτωση*|προσφορα*|τον κωδικο μου|μονο σημερα|παραγγειλτε τωρα|مجان*|خصم|كود خصم|كود الخصم|عرض|عروض|gratuit*|reduction|remise|mon code|code promo|aujourd hui seulement|commandez maintenant|sconto|sconti|mio codice|solo oggi|acquista ora|offert*|desconto*|cupom|meu cupom|so hoje|compre agora|gratuito',
  ],
  write_me: [
    'dm me|dm us|dm for|dm to|inbox me|message me|msg me|text me|hit me up|hit us up|ask me how|contact me|contact him|contact us|write him|whatsapp|whats app|telegram|link in bio|link in my|in my bio|my bio|call now|text _ to N|txt _ to|reply now|callback',
    'schreib mir|schreibt mir|per whatsapp|link in der bio|escribeme|escribenos|por privado|manda dm|enlace en mi|στειλτε μου μηνυμα|στειλε μου|επικοινωνηστε|راسلني|راسلونا|تواصل معي|تواصل واتساب|واتساب|التيليجرام|تيليجرام|ecris moi|contactez moi|lien en bio|scrivimi|contattami|link in bio|me chama|chama no|link na bio|no direct',
  ],
  crowd: [
    'hey/hi/hello/yo guys/everyone/everybody/all/people/youtube/friends|you guys should|everyone go|everybody go|everyone check|guys please|please guys|pls guys|attention|dont miss|don t miss|hallo leute|hallo zusammen|hola a todos|hola amigos|γεια σε ολους|παιδια δειτε|يا جماعة|salut tout le monde|ciao a tutti|ola pessoal|oi gente',
  ],
  trade: [
    'forex|binary options|crypto signals|free signals|trading _ profit|real followers|buy followers|buy _ followers|need followers|followers and likes|gain followers|5k followers|loan*|bad credit|viagra|cialis|without prescription|pills|escort*|hot singles|nudes|onlyfans|only fans|sexy girls|casino|betting tips|seo|rank N|backlinks|web design services|assignments|do your homework|essay _ essay*/homework/exam*|essay due|write my essay|pay someone|your degree|recover my|recovered my|recovery expert|account hack*|hacker|weight loss|lose weight fast|make money|earn money|extra money|extra cash|per day|a day with|work from home|passive income|earn N a day|earn N per|from your sofa|only N places left|only N spots left|you have been selected|you ve been selected|claim now|claim your prize|claim your voucher|verify at|prices write now|one hour best prices|signals that never|double your|connect your wallet|follow train|gaintrain',
    'sofortkredit|ohne schufa|follower kaufen|potenzmittel|ohne rezept|am tag von zu hause|geld verdienen|prestamo*|sin aval|compra seguidores|comprar seguidores|al dia desde casa|ganancias garantizadas|δανεια|αγορα followers|την ημερα απο το σπιτι|χωρις εγγυητη|قروض|بدون كفيل|متابعين حقيقيين|زياده متابعين|زيادة متابعين|ارباح مضمونه|ارباح مضمونة|تداول العملات|يوميا من البيت|pret entre|pret rapide|acheter des abonnes|par jour depuis|prestiti|prestito|comprare follower|al giorno da casa|emprestimo*|sem consulta|comprar seguidores|por dia em casa',
  ],
  giveaway: [
    'like/liking/rt/retweet/repost/share/follow/tag/comment/enter _ to win|like/rt/retweet/repost/share/follow/tag/comment/enter _ _ chance/win|chance to win|retweet to win|giveaway*|giving away N/a/an/free/our|sweepstakes|enter _ competition/contest/draw/raffle|entered a giveaway|tag N friends|tag three friends|tag a friend|winner announced|winners announced|lucky winner*|lucky followers|you have won|you ve won|have been selected|claim your prize|you won a|won a guaranteed|win a _ prize',
    'gewinnspiel|folg*/lik*/teil*/retweet*/markier* _ _ gewinn*|zu gewinnen|verlosen|verlosung|markiere _ freunde',
    'sorteo*|sigue*/comparte*/retuite*/etiqueta*/dale/rt _ _ gana*|etiqueta a|para ganar|concurso|para participar',
    'διαγωνισμοσ|διαγωνισμο|καντε/κανε/ακολουθ*/μοιραστ* _ _ κερδισ*|για να κερδισ*|tag N φιλουσ|κληρωση',
    'مسابقه|مسابقة|السحب|رتويت|منشن|تابع/تابعوا _ _ اربح*/واربح',
    'concours|suis/suivez/like*/rt/partage*/tague* _ _ gagner|tague*|tirage au sort|pour gagner|tenter de gagner',
    'concorso|segui/condivid*/tagga*/metti _ _ vinc*|per vincere|tagga*|in palio',
    'sorteio*|siga/curta/compartilhe/marque _ _ ganh*|marque N amigos|para ganhar|concorra*|concorrer',
  ],
  machine: [
    'nowplaying|np|now playing|careerarc|now hiring|we re hiring|job alert|temp _ wind|wind _ pressure|hpa|barometer|magnitude N|price alert|daily stats|new followers|unfollowers|person/people followed/unfollowed me|automatically checked|via ifttt|daily is out',
    'jetzt im radio|stellenangebot|jetzt bewerben|sonando ahora|oferta de empleo|θεση εργασιασ|offre d emploi|offerta di lavoro|vaga de emprego',
  ],
  trouble: [
    'broken|broke|my money|money back|error*|issue*|problem*|fix|fixed|fail*|refund*|cancel*|delay*|lost|missing|wait|waiting|waited|on hold|complain*|customer*|support|service|order|ordered|account|update|deliver*|charged|not work*|working|stopped|can t|cannot|won t|didn t|doesn t|never|ridiculous|worst|terrible|leak*|scam|phishing|parcel|package|invoice|return|warranty|login|log in|password|flight*|bag|bags|luggage|ticket*|unsubscribe*',
    'kaputt|defekt|fehler*|problem*|geht nicht|funktioniert nicht|erstattung|kundigen|kundigung|kunde*|bestellung*|bestellt|paket|lieferung|gesperrt|konto|mein geld|warte|nie|rechnung|abgebucht',
    'roto|rota|error*|problema*|no funciona|reembolso|cancel*|cliente*|pedido*|paquete|entrega|espera*|mi cuenta|mi dinero|devol*|cobrado|cobraron|nunca|servicio',
    'χαλασ*|σφαλμα*|προβλημα*|δεν δουλευει|δεν λειτουργει|επιστροφ*|ακυρωσ*|παραγγελι*|δεμα|παραδοσ*|περιμενω|τα λεφτα μου|λογαριασμο*|πισω|ποτε|εξυπηρετηση|πελατ*',
    'خربان|عطل|مشكل*|ما يشتغل|لا يعمل|استرجاع|الغاء|الغي|الطلب|طلبي|الشحنه|شحنة|بالشحنة|توصيل|انتظر|حسابي|خدمة|العملاء|ما وصلني|فلوسي',
    'casse|panne|erreur*|probleme*|ne marche|ne fonctionne|rembours*|annul*|client*|commande|colis|livraison|livreur|attend*|mon compte|mon argent|jamais|resilier|facture',
    'rotto|guast*|errore|problem*|non funziona|rimbors*|annull*|client*|ordine|pacco|consegna|corriere|aspett*|account|miei soldi|mai|disdic*|disdire|fattura',
    'quebrad*|erro|problema*|nao funciona|reembols*|cancel*|cliente*|pedido*|encomenda|entrega*|espera*|minha conta|meu dinheiro|cobr*|nunca|devol*|fatura|atendimento',
  ],
  ours: [
    'you/your _ app/website/site/machine/driver*/staff/team/people/company/store/shop/product*/service/support/policy/ad/ads/mail/mails/email/emails/contest/offer/phone/line|follow me so|follow me back so|follow you|can you|could you|do you|are you|why do you|why is|how do i|how can i|when will|where is|is there|any idea|please/pls/kindly dm/message/inbox/call/contact me/us|dm/message/call me/us back|followed you|followed back|you can dm/message/call|get back to me/us|dm sent|sent you|sent dm|sent a dm|sent the dm|dm d you|i ll dm|i dm d|anyone else|anybody else',
    'euer/eure/eurem/euren|ihre hotline|konnt ihr|konnen sie|damit ich|warum|wie kann ich|wann kommt|vuestro/vuestra|podeis|pueden|por que|como puedo|cuando llega|para poder mandaros|μπορειτε|γιατι|πωσ|ποτε θα|σασ|πουλατε|هل|ليش|كيف|متى|متي|pouvez|pourquoi|comment faire/puis/je/on/annuler/resilier/joindre|quand|votre|vos|potete|perche|come faccio|quando|vostro|vostra|podem|por que|como faco|quando|voces|de voces',
  ],
  thanks: [
    'thank you|thanks|thank u|thx|ty|cheers|danke|dankeschon|vielen dank|gracias|merci|grazie|obrigad*|ευχαριστ*|شكرا|مشكور*',
  ],
};
