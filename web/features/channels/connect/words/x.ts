/** X. */
import type { OutsideWords } from './outside.ts';

export const x: OutsideWords = {
  'Client ID': {
    el: 'Client ID',
    es: 'Client ID',
    de: 'Client ID',
    ar: 'Client ID',
  },
  'In the X Developer Console: your app → Keys and tokens → OAuth 2.0.': {
    el: 'Στο X Developer Console: η εφαρμογή σας → Keys and tokens → OAuth 2.0.',
    es: 'En la X Developer Console: su app → Keys and tokens → OAuth 2.0.',
    de: 'In der X Developer Console: Ihre App → Keys and tokens → OAuth 2.0.',
    ar: 'في X Developer Console: تطبيقك ← Keys and tokens ← OAuth 2.0.',
  },
  'Client secret': {
    el: 'Client secret',
    es: 'Client secret',
    de: 'Client Secret',
    ar: 'Client secret',
  },
  'It stands beside the client ID. Leave it empty for an app of the kind “native” or “single page”, which has none.': {
    el: 'Βρίσκεται δίπλα στο Client ID. Αφήστε το κενό για εφαρμογή τύπου «native» ή «single page», που δεν έχει.',
    es: 'Está junto al Client ID. Déjelo vacío si la app es «native» o «single page», que no lo tienen.',
    de: 'Es steht neben der Client ID. Für eine App der Art „native“ oder „single page“, die keines hat, leer lassen.',
    ar: 'يوجد بجانب Client ID. اتركه فارغًا لتطبيق من نوع «native» أو «single page»، فليس له سرّ.',
  },
  'API key': {
    el: 'Κλειδί API',
    es: 'Clave de API',
    de: 'API-Schlüssel',
    ar: 'مفتاح API',
  },
  'Also called consumer key. With it and its secret X can call Heed, and words can be listened to.': {
    el: 'Λέγεται και consumer key. Με αυτό και το μυστικό του το X μπορεί να καλεί το Heed, και ακούγονται λέξεις.',
    es: 'También llamada consumer key. Con ella y su secreto, X puede llamar a Heed y se pueden escuchar palabras.',
    de: 'Auch Consumer Key genannt. Mit ihm und seinem Geheimnis kann X Heed rufen, und Wörter können gehört werden.',
    ar: 'يسمى أيضًا consumer key. به وبسرّه يستطيع X الاتصال بـ Heed، ويمكن الاستماع إلى كلمات.',
  },
  'API key secret': {
    el: 'Μυστικό του κλειδιού API',
    es: 'Secreto de la clave de API',
    de: 'Geheimnis des API-Schlüssels',
    ar: 'سرّ مفتاح API',
  },
  'Also called consumer secret. With it Heed knows that a call comes from X.': {
    el: 'Λέγεται και consumer secret. Με αυτό το Heed ξέρει ότι μια κλήση έρχεται από το X.',
    es: 'También llamado consumer secret. Con él, Heed sabe que una llamada viene de X.',
    de: 'Auch Consumer Secret genannt. Damit weiß Heed, dass ein Ruf von X kommt.',
    ar: 'يسمى أيضًا consumer secret. به يعرف Heed أن الاتصال آتٍ من X.',
  },
  'Access token': {
    el: 'Κλειδί πρόσβασης',
    es: 'Token de acceso',
    de: 'Zugriffstoken',
    ar: 'رمز الوصول',
  },
  'An OAuth 2.0 user token of the company’s account. By itself it lasts two hours.': {
    el: 'Ένα κλειδί χρήστη OAuth 2.0 του λογαριασμού της εταιρείας. Από μόνο του διαρκεί δύο ώρες.',
    es: 'Un token de usuario OAuth 2.0 de la cuenta de la empresa. Por sí solo dura dos horas.',
    de: 'Ein OAuth-2.0-Nutzertoken des Firmenkontos. Für sich allein hält es zwei Stunden.',
    ar: 'رمز مستخدم OAuth 2.0 لحساب الشركة. يدوم وحده ساعتين.',
  },
  'Refresh token': {
    el: 'Κλειδί ανανέωσης',
    es: 'Token de renovación',
    de: 'Erneuerungstoken',
    ar: 'رمز التجديد',
  },
  'It comes with the access token where offline.access was asked for. With it and the client ID, Heed renews the sign-in by itself.':
    {
      el: 'Έρχεται μαζί με το κλειδί πρόσβασης όπου ζητήθηκε offline.access. Με αυτό και το Client ID, το Heed ανανεώνει μόνο του τη σύνδεση.',
      es: 'Viene con el token de acceso si se pidió offline.access. Con él y el Client ID, Heed renueva el acceso por sí mismo.',
      de: 'Es kommt mit dem Zugriffstoken, wenn offline.access verlangt wurde. Mit ihm und der Client ID erneuert Heed die Anmeldung selbst.',
      ar: 'يأتي مع رمز الوصول حين يُطلب offline.access. به وبـ Client ID يجدد Heed تسجيل الدخول بنفسه.',
    },
  'Words to listen for': {
    el: 'Λέξεις προς ακρόαση',
    es: 'Palabras que escuchar',
    de: 'Wörter, auf die gehört wird',
    ar: 'كلمات للاستماع إليها',
  },
  'Rules as X’s search writes them, with a semicolon between them: kestrel coffee; "kestrel one" lang:de. Every post that comes is paid for; what a listening query asks for is kept.':
    {
      el: 'Κανόνες όπως τους γράφει η αναζήτηση του X, με το σημείο «;» ανάμεσα: kestrel coffee; "kestrel one" lang:de. Κάθε ανάρτηση που έρχεται πληρώνεται· κρατιέται ό,τι ζητά μια αναζήτηση ακρόασης.',
      es: 'Reglas tal como las escribe la búsqueda de X, separadas por punto y coma: kestrel coffee; "kestrel one" lang:de. Cada publicación que llega se paga; se guarda lo que pide una consulta de escucha.',
      de: 'Regeln, wie die Suche von X sie schreibt, mit einem Strichpunkt dazwischen: kestrel coffee; "kestrel one" lang:de. Jeder Beitrag, der kommt, wird bezahlt; behalten wird, was eine Suche verlangt.',
      ar: 'قواعد كما يكتبها بحث X، تفصل بينها فاصلة منقوطة: kestrel coffee; "kestrel one" lang:de. كل منشور يصل يُدفع ثمنه؛ ويُحفظ ما يطلبه استعلام استماع.',
    },
  'Plan of the app': {
    el: 'Πλάνο της εφαρμογής',
    es: 'Plan de la app',
    de: 'Tarif der App',
    ar: 'خطة التطبيق',
  },
  'Write enterprise where the company has such a contract. Every other app may answer only those who mention or quote it; the rest is answered on X’s own page.':
    {
      el: 'Γράψτε enterprise αν η εταιρεία έχει τέτοιο συμβόλαιο. Κάθε άλλη εφαρμογή απαντά μόνο σε όσους την αναφέρουν ή την παραθέτουν· οι υπόλοιποι απαντώνται στη σελίδα του ίδιου του X.',
      es: 'Escriba enterprise si la empresa tiene ese contrato. Cualquier otra app solo puede responder a quienes la mencionan o citan; al resto se le responde en la página del propio X.',
      de: 'Schreiben Sie enterprise, wenn die Firma einen solchen Vertrag hat. Jede andere App darf nur denen antworten, die sie erwähnen oder zitieren; alle anderen erhalten die Antwort auf der Seite von X selbst.',
      ar: 'اكتب enterprise إن كان للشركة عقد كهذا. أي تطبيق آخر لا يرد إلا على من يذكره أو يقتبسه؛ والباقون يُرد عليهم في صفحة X نفسها.',
    },
  'Bearer token of the app': {
    el: 'Bearer token της εφαρμογής',
    es: 'Bearer token de la app',
    de: 'Bearer-Token der App',
    ar: 'رمز Bearer للتطبيق',
  },
  'Only where there is no API key: it stands beside it, and is for reading alone.': {
    el: 'Μόνο όπου δεν υπάρχει κλειδί API: βρίσκεται δίπλα του και είναι μόνο για ανάγνωση.',
    es: 'Solo si no hay clave de API: está junto a ella y sirve únicamente para leer.',
    de: 'Nur wo es keinen API-Schlüssel gibt: Es steht daneben und dient allein dem Lesen.',
    ar: 'فقط حيث لا يوجد مفتاح API: يوجد بجانبه، وهو للقراءة وحدها.',
  },
  'Address of the API': {
    el: 'Διεύθυνση του API',
    es: 'Dirección de la API',
    de: 'Adresse der API',
    ar: 'عنوان API',
  },
  'Leave it empty unless a proxy stands in its place.': {
    el: 'Αφήστε το κενό, εκτός αν στη θέση του υπάρχει διακομιστής μεσολάβησης.',
    es: 'Déjelo vacío salvo que un proxy esté en su lugar.',
    de: 'Leer lassen, außer ein Proxy steht an ihrer Stelle.',
    ar: 'اتركه فارغًا ما لم يقم وكيل مقامه.',
  },
  'Sign in at the X Developer Console, make an app for the company, and buy some credits: X is paid by use.': {
    el: 'Συνδεθείτε στο X Developer Console, φτιάξτε μια εφαρμογή για την εταιρεία και αγοράστε μονάδες: το X πληρώνεται με τη χρήση.',
    es: 'Entre en la X Developer Console, cree una app para la empresa y compre créditos: X se paga por uso.',
    de: 'Melden Sie sich bei der X Developer Console an, legen Sie eine App für die Firma an und kaufen Sie Guthaben: X wird nach Nutzung bezahlt.',
    ar: 'سجّل الدخول إلى X Developer Console، وأنشئ تطبيقًا للشركة، واشترِ رصيدًا: يُدفع لـ X بحسب الاستخدام.',
  },
  'In the app, open User authentication settings. Choose Web App, the rights “Read and write and Direct message”, and fill in the address below as Callback URI.':
    {
      el: 'Στην εφαρμογή ανοίξτε User authentication settings. Επιλέξτε Web App, τα δικαιώματα «Read and write and Direct message» και συμπληρώστε την παρακάτω διεύθυνση ως Callback URI.',
      es: 'En la app, abra User authentication settings. Elija Web App y los permisos «Read and write and Direct message», y ponga la dirección de abajo como Callback URI.',
      de: 'Öffnen Sie in der App User authentication settings. Wählen Sie Web App, die Rechte „Read and write and Direct message“, und tragen Sie die Adresse unten als Callback URI ein.',
      ar: 'في التطبيق افتح User authentication settings. اختر Web App والصلاحيات «Read and write and Direct message»، وضع العنوان أدناه في Callback URI.',
    },
  'Copy the OAuth 2.0 Client ID and Client Secret that X shows then, and fill them in below.': {
    el: 'Αντιγράψτε τα OAuth 2.0 Client ID και Client Secret που δείχνει τότε το X και συμπληρώστε τα παρακάτω.',
    es: 'Copie el Client ID y el Client Secret de OAuth 2.0 que X muestra entonces y rellénelos abajo.',
    de: 'Kopieren Sie Client ID und Client Secret (OAuth 2.0), die X dann zeigt, und füllen Sie sie unten aus.',
    ar: 'انسخ OAuth 2.0 Client ID وClient Secret اللذين يعرضهما X عندئذ، واملأهما أدناه.',
  },
  'Copy the API key and its secret as well, under Keys and tokens. With them X calls Heed at once, and words can be listened to.':
    {
      el: 'Αντιγράψτε και το κλειδί API με το μυστικό του, στα Keys and tokens. Με αυτά το X καλεί αμέσως το Heed, και ακούγονται λέξεις.',
      es: 'Copie también la clave de API y su secreto, en Keys and tokens. Con ellos X llama a Heed al instante y se pueden escuchar palabras.',
      de: 'Kopieren Sie auch den API-Schlüssel und sein Geheimnis, unter Keys and tokens. Damit ruft X Heed sofort, und Wörter können gehört werden.',
      ar: 'انسخ كذلك مفتاح API وسرّه من Keys and tokens. بهما يتصل X بـ Heed فورًا، ويمكن الاستماع إلى كلمات.',
    },
  'Go on to X’s own page. Sign in there as the company, and press Authorize app.': {
    el: 'Συνεχίστε στη σελίδα του ίδιου του X. Συνδεθείτε εκεί ως εταιρεία και πατήστε Authorize app.',
    es: 'Siga a la página del propio X. Entre allí como la empresa y pulse Authorize app.',
    de: 'Gehen Sie weiter zur Seite von X selbst. Melden Sie sich dort als die Firma an und drücken Sie Authorize app.',
    ar: 'تابع إلى صفحة X نفسها. سجّل الدخول هناك باسم الشركة واضغط Authorize app.',
  },
  'X comes back only to an address that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or paste a token.':
    {
      el: 'Το X επιστρέφει μόνο σε διεύθυνση που αρχίζει με https. Ορίστε στο HEED_PUBLIC_URL εκείνη στην οποία φτάνουν οι άνθρωποι σε αυτό το γραφείο, ή επικολλήστε ένα κλειδί.',
      es: 'X solo vuelve a una dirección que empiece por https. Ponga en HEED_PUBLIC_URL aquella en la que se llega a este puesto, o pegue un token.',
      de: 'X kommt nur zu einer Adresse zurück, die mit https beginnt. Setzen Sie HEED_PUBLIC_URL auf die, unter der man diesen Desk erreicht, oder fügen Sie ein Token ein.',
      ar: 'لا يعود X إلا إلى عنوان يبدأ بـ https. اضبط HEED_PUBLIC_URL على العنوان الذي يصل به الناس إلى هذا المكتب، أو ألصق رمزًا.',
    },
  'Make an OAuth 2.0 user token for the company’s account, with its refresh token (offline.access), and fill both in below.':
    {
      el: 'Φτιάξτε ένα κλειδί χρήστη OAuth 2.0 για τον λογαριασμό της εταιρείας, με το κλειδί ανανέωσής του (offline.access), και συμπληρώστε και τα δύο παρακάτω.',
      es: 'Cree un token de usuario OAuth 2.0 para la cuenta de la empresa, con su token de renovación (offline.access), y rellene ambos abajo.',
      de: 'Erzeugen Sie ein OAuth-2.0-Nutzertoken für das Firmenkonto, mit seinem Erneuerungstoken (offline.access), und füllen Sie beide unten aus.',
      ar: 'أنشئ رمز مستخدم OAuth 2.0 لحساب الشركة مع رمز تجديده (offline.access)، واملأ كليهما أدناه.',
    },
  'Fill in the Client ID and its secret too: with them Heed renews the sign-in, which lasts two hours by itself.': {
    el: 'Συμπληρώστε και το Client ID με το μυστικό του: με αυτά το Heed ανανεώνει τη σύνδεση, που από μόνη της διαρκεί δύο ώρες.',
    es: 'Rellene también el Client ID y su secreto: con ellos Heed renueva el acceso, que por sí solo dura dos horas.',
    de: 'Füllen Sie auch Client ID und Client Secret aus: Damit erneuert Heed die Anmeldung, die für sich allein zwei Stunden hält.',
    ar: 'املأ أيضًا Client ID وسرّه: بهما يجدد Heed تسجيل الدخول الذي يدوم وحده ساعتين.',
  },
  'Copy the API key and its secret, under Keys and tokens, and fill them in below.': {
    el: 'Αντιγράψτε το κλειδί API και το μυστικό του, στα Keys and tokens, και συμπληρώστε τα παρακάτω.',
    es: 'Copie la clave de API y su secreto, en Keys and tokens, y rellénelos abajo.',
    de: 'Kopieren Sie den API-Schlüssel und sein Geheimnis, unter Keys and tokens, und füllen Sie sie unten aus.',
    ar: 'انسخ مفتاح API وسرّه من Keys and tokens، واملأهما أدناه.',
  },
  'Write what is to be listened for, as X’s search writes it. Every post that comes is paid for.': {
    el: 'Γράψτε τι θα ακούγεται, όπως το γράφει η αναζήτηση του X. Κάθε ανάρτηση που έρχεται πληρώνεται.',
    es: 'Escriba qué se ha de escuchar, tal como lo escribe la búsqueda de X. Cada publicación que llega se paga.',
    de: 'Schreiben Sie, worauf gehört werden soll, wie die Suche von X es schreibt. Jeder Beitrag, der kommt, wird bezahlt.',
    ar: 'اكتب ما يُستمع إليه كما يكتبه بحث X. كل منشور يصل يُدفع ثمنه.',
  },
  'What is said about the company without naming it, unless words to listen for are filled in; every post those bring is paid for.':
    {
      el: 'Όσα λέγονται για την εταιρεία χωρίς να την αναφέρουν, εκτός αν συμπληρωθούν λέξεις προς ακρόαση· κάθε ανάρτηση που φέρνουν πληρώνεται.',
      es: 'Lo que se dice de la empresa sin nombrarla, salvo que se indiquen palabras que escuchar; cada publicación que traen se paga.',
      de: 'Was über die Firma gesagt wird, ohne sie zu nennen, außer es sind Wörter ausgefüllt, auf die gehört wird; jeder Beitrag, den sie bringen, wird bezahlt.',
      ar: 'ما يقال عن الشركة من غير ذكرها، ما لم تُملأ كلمات للاستماع إليها؛ وكل منشور تأتي به يُدفع ثمنه.',
    },
  'Posts older than seven days that do not mention the account: X’s search reaches no further back.': {
    el: 'Αναρτήσεις παλαιότερες των επτά ημερών που δεν αναφέρουν τον λογαριασμό: η αναζήτηση του X δεν φτάνει πιο πίσω.',
    es: 'Publicaciones de hace más de siete días que no mencionan la cuenta: la búsqueda de X no llega más atrás.',
    de: 'Beiträge, die älter als sieben Tage sind und das Konto nicht erwähnen: Weiter zurück reicht die Suche von X nicht.',
    ar: 'منشورات أقدم من سبعة أيام لا تذكر الحساب: بحث X لا يعود إلى أبعد من ذلك.',
  },
  'Posts of accounts that show them to their followers only.': {
    el: 'Αναρτήσεις λογαριασμών που τις δείχνουν μόνο στους ακόλουθούς τους.',
    es: 'Publicaciones de cuentas que solo las muestran a sus seguidores.',
    de: 'Beiträge von Konten, die sie nur ihren Followern zeigen.',
    ar: 'منشورات حسابات لا تعرضها إلا لمتابعيها.',
  },
  'Encrypted messages of the new chat: X hands them to no program.': {
    el: 'Κρυπτογραφημένα μηνύματα της νέας συνομιλίας: το X δεν τα δίνει σε κανένα πρόγραμμα.',
    es: 'Los mensajes cifrados del chat nuevo: X no los entrega a ningún programa.',
    de: 'Verschlüsselte Nachrichten des neuen Chats: X gibt sie keinem Programm.',
    ar: 'الرسائل المشفرة في الدردشة الجديدة: لا يسلّمها X إلى أي برنامج.',
  },
  'That somebody edited or deleted a post, at once: posts are looked up again after half an hour, after six hours, and within a day.':
    {
      el: 'Ότι κάποιος άλλαξε ή διέγραψε μια ανάρτηση, αμέσως: οι αναρτήσεις ελέγχονται ξανά μετά από μισή ώρα, μετά από έξι ώρες και μέσα σε μία ημέρα.',
      es: 'Que alguien editó o borró una publicación, al instante: las publicaciones se vuelven a mirar a la media hora, a las seis horas y antes de un día.',
      de: 'Dass jemand einen Beitrag geändert oder gelöscht hat, sofort: Beiträge werden nach einer halben Stunde, nach sechs Stunden und innerhalb eines Tages noch einmal nachgesehen.',
      ar: 'أن أحدًا عدّل منشورًا أو حذفه، في الحال: يُنظر في المنشورات ثانية بعد نصف ساعة، وبعد ست ساعات، وخلال يوم.',
    },
  'Who only liked or reposted a post, unless X calls Heed; those ask for no answer.': {
    el: 'Όσοι μόνο πάτησαν «μου αρέσει» ή αναδημοσίευσαν, εκτός αν το X καλεί το Heed· δεν ζητούν απάντηση.',
    es: 'Quién solo indicó que le gusta o reposteó una publicación, salvo que X llame a Heed; no piden respuesta.',
    de: 'Wer einen Beitrag nur mochte oder weiterverbreitete, außer X ruft Heed; das verlangt keine Antwort.',
    ar: 'من اكتفى بالإعجاب بمنشور أو بإعادة نشره، ما لم يتصل X بـ Heed؛ فهؤلاء لا يطلبون ردًّا.',
  },
  'X comes back to http://127.0.0.1 but not to http://localhost. Set HEED_PUBLIC_URL to the former, or paste a token.':
    {
      el: 'Το X επιστρέφει στο http://127.0.0.1 αλλά όχι στο http://localhost. Ορίστε το HEED_PUBLIC_URL στο πρώτο, ή επικολλήστε ένα κλειδί.',
      es: 'X vuelve a http://127.0.0.1 pero no a http://localhost. Ponga el primero en HEED_PUBLIC_URL, o pegue un token.',
      de: 'X kommt zu http://127.0.0.1 zurück, aber nicht zu http://localhost. Setzen Sie HEED_PUBLIC_URL auf Ersteres, oder fügen Sie ein Token ein.',
      ar: 'يعود X إلى http://127.0.0.1 لا إلى http://localhost. اضبط HEED_PUBLIC_URL على الأول، أو ألصق رمزًا.',
    },
  'X does not tell before something is posted.': {
    el: 'Το X δεν το λέει πριν αναρτηθεί κάτι.',
    es: 'X no lo dice antes de que se publique algo.',
    de: 'X sagt es nicht, bevor etwas veröffentlicht wird.',
    ar: 'لا يخبر X بذلك قبل نشر شيء.',
  },
  'Those who mention or quote the account. Everybody else is answered on X’s own page.': {
    el: 'Όσοι αναφέρουν ή παραθέτουν τον λογαριασμό. Όλοι οι άλλοι απαντώνται στη σελίδα του ίδιου του X.',
    es: 'Quienes mencionan o citan la cuenta. A los demás se les responde en la página del propio X.',
    de: 'Wer das Konto erwähnt oder zitiert. Alle anderen erhalten die Antwort auf der Seite von X selbst.',
    ar: 'من يذكر الحساب أو يقتبسه. ويُرد على غيرهم في صفحة X نفسها.',
  },
  'No words to listen for are named for this channel.': {
    el: 'Για αυτό το κανάλι δεν έχουν οριστεί λέξεις προς ακρόαση.',
    es: 'Para este canal no se ha indicado ninguna palabra que escuchar.',
    de: 'Für diesen Kanal sind keine Wörter genannt, auf die gehört wird.',
    ar: 'لم تُسمَّ لهذه القناة كلمات للاستماع إليها.',
  },
  'Without the API key the words are searched for every five minutes.': {
    el: 'Χωρίς το κλειδί API οι λέξεις αναζητούνται κάθε πέντε λεπτά.',
    es: 'Sin la clave de API, las palabras se buscan cada cinco minutos.',
    de: 'Ohne den API-Schlüssel wird alle fünf Minuten nach den Wörtern gesucht.',
    ar: 'من دون مفتاح API يُبحث عن الكلمات كل خمس دقائق.',
  },
};
