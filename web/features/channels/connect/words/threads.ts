/** What the Threads connector says of itself. */
import type { OutsideWords } from './outside.ts';

export const threads: OutsideWords = {
  'Threads app ID': {
    el: 'Αναγνωριστικό εφαρμογής Threads',
    es: 'ID de la app de Threads',
    de: 'Threads-App-ID',
    ar: 'معرّف تطبيق Threads',
  },
  'At developers.facebook.com: your app → App settings → Basic → Threads app ID. It is another one than the app’s own.':
    {
      el: 'Στο developers.facebook.com: η εφαρμογή σας → App settings → Basic → Threads app ID. Είναι άλλο από της ίδιας της εφαρμογής.',
      es: 'En developers.facebook.com: su app → App settings → Basic → Threads app ID. Es distinto del de la propia app.',
      de: 'Auf developers.facebook.com: Ihre App → App settings → Basic → Threads app ID. Sie ist eine andere als die der App selbst.',
      ar: 'في developers.facebook.com: تطبيقك ← App settings ← Basic ← Threads app ID. وهو غير معرّف التطبيق نفسه.',
    },
  'Threads app secret': {
    el: 'Μυστικό εφαρμογής Threads',
    es: 'Secreto de la app de Threads',
    de: 'Threads-App-Geheimnis',
    ar: 'سرّ تطبيق Threads',
  },
  'Beside the Threads app ID. What Threads tells Heed is signed with it.': {
    el: 'Δίπλα στο Threads app ID. Με αυτό υπογράφεται ό,τι λέει το Threads στο Heed.',
    es: 'Junto al Threads app ID. Con él se firma lo que Threads le dice a Heed.',
    de: 'Neben der Threads app ID. Damit ist unterschrieben, was Threads Heed mitteilt.',
    ar: 'بجانب Threads app ID. به يُوقَّع ما يخبر به Threads برنامج Heed.',
  },
  'At developers.facebook.com: your app → Use cases → Access the Threads API → Settings → User token generator. It lasts 60 days and Heed renews it.':
    {
      el: 'Στο developers.facebook.com: η εφαρμογή σας → Use cases → Access the Threads API → Settings → User token generator. Διαρκεί 60 ημέρες και το Heed το ανανεώνει.',
      es: 'En developers.facebook.com: su app → Use cases → Access the Threads API → Settings → User token generator. Dura 60 días y Heed lo renueva.',
      de: 'Auf developers.facebook.com: Ihre App → Use cases → Access the Threads API → Settings → User token generator. Es gilt 60 Tage, und Heed erneuert es.',
      ar: 'في developers.facebook.com: تطبيقك ← Use cases ← Access the Threads API ← Settings ← User token generator. يدوم 60 يومًا ويجدّده Heed.',
    },
  'Words to search for': {
    el: 'Λέξεις για αναζήτηση',
    es: 'Palabras que buscar',
    de: 'Wörter, nach denen gesucht wird',
    ar: 'كلمات للبحث عنها',
  },
  'Up to 20 words or names, apart by commas, # before a topic: kestrel, kestrel coffee, #kestrel. Needs the permission threads_keyword_search; without it only your own posts are found.':
    {
      el: 'Έως 20 λέξεις ή ονόματα, χωρισμένα με κόμμα, # πριν από θέμα: kestrel, kestrel coffee, #kestrel. Χρειάζεται την άδεια threads_keyword_search· χωρίς αυτήν βρίσκονται μόνο οι δικές σας αναρτήσεις.',
      es: 'Hasta 20 palabras o nombres separados por comas, # delante de un tema: kestrel, kestrel coffee, #kestrel. Requiere el permiso threads_keyword_search; sin él solo se encuentran sus propias publicaciones.',
      de: 'Bis zu 20 Wörter oder Namen, durch Kommas getrennt, # vor einem Thema: kestrel, kestrel coffee, #kestrel. Braucht die Berechtigung threads_keyword_search; ohne sie werden nur eigene Beiträge gefunden.',
      ar: 'حتى 20 كلمة أو اسمًا تفصل بينها فواصل، مع # قبل الموضوع: kestrel, kestrel coffee, #kestrel. يلزمها إذن threads_keyword_search، وبدونه لا يُعثر إلا على منشوراتك.',
    },
  'Replies that wait for approval': {
    el: 'Απαντήσεις που περιμένουν έγκριση',
    es: 'Respuestas pendientes de aprobación',
    de: 'Antworten, die auf Freigabe warten',
    ar: 'ردود تنتظر الموافقة',
  },
  'Write yes when you post with reply approvals: replies are heard before you approve them. Approving is done in Threads.':
    {
      el: 'Γράψτε yes όταν αναρτάτε με έγκριση απαντήσεων: οι απαντήσεις ακούγονται πριν τις εγκρίνετε. Η έγκριση γίνεται στο Threads.',
      es: 'Escriba yes si publica con aprobación de respuestas: se oyen antes de que usted las apruebe. Se aprueban en Threads.',
      de: 'Schreiben Sie yes, wenn Sie mit Freigabe von Antworten veröffentlichen: Sie werden gehört, bevor Sie sie freigeben. Freigegeben wird in Threads.',
      ar: 'اكتب yes إن كنت تنشر مع الموافقة على الردود: تُسمع الردود قبل أن توافق عليها. والموافقة تتم في Threads.',
    },
  'Address of the API': {
    el: 'Διεύθυνση του API',
    es: 'Dirección de la API',
    de: 'Adresse der API',
    ar: 'عنوان واجهة البرمجة',
  },
  'Leave it as it is.': {
    el: 'Αφήστε το όπως είναι.',
    es: 'Déjela como está.',
    de: 'Lassen Sie sie, wie sie ist.',
    ar: 'اتركه كما هو.',
  },
  'Address of the sign-in': {
    el: 'Διεύθυνση της σύνδεσης',
    es: 'Dirección del inicio de sesión',
    de: 'Adresse der Anmeldung',
    ar: 'عنوان تسجيل الدخول',
  },
  'Make an app at Meta for developers with the use case “Access the Threads API”, and take it for your business.': {
    el: 'Φτιάξτε μια εφαρμογή στο Meta for developers με τη χρήση «Access the Threads API» και ορίστε την για την επιχείρησή σας.',
    es: 'Cree una app en Meta for developers con el caso de uso «Access the Threads API» y asígnela a su empresa.',
    de: 'Legen Sie bei Meta for developers eine App mit dem Anwendungsfall „Access the Threads API“ an, und nehmen Sie sie für Ihr Unternehmen.',
    ar: 'أنشئ تطبيقًا في Meta for developers بحالة الاستخدام «Access the Threads API» واجعله لشركتك.',
  },
  'Under Use cases → Customize, add the permissions threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies, threads_manage_mentions and threads_delete; threads_keyword_search as well to search for words.':
    {
      el: 'Στο Use cases → Customize προσθέστε τις άδειες threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies, threads_manage_mentions και threads_delete· και threads_keyword_search για αναζήτηση λέξεων.',
      es: 'En Use cases → Customize, añada los permisos threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies, threads_manage_mentions y threads_delete; también threads_keyword_search para buscar palabras.',
      de: 'Fügen Sie unter Use cases → Customize die Berechtigungen threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies, threads_manage_mentions und threads_delete hinzu; zum Suchen nach Wörtern auch threads_keyword_search.',
      ar: 'في Use cases ← Customize أضف الأذون threads_basic وthreads_content_publish وthreads_read_replies وthreads_manage_replies وthreads_manage_mentions وthreads_delete، وكذلك threads_keyword_search للبحث عن كلمات.',
    },
  'Under Settings there, paste the address below as a redirect callback URL. Threads takes only https.': {
    el: 'Στο Settings εκεί, επικολλήστε την παρακάτω διεύθυνση ως redirect callback URL. Το Threads δέχεται μόνο https.',
    es: 'En Settings, allí mismo, pegue la dirección de abajo como redirect callback URL. Threads solo acepta https.',
    de: 'Fügen Sie dort unter Settings die Adresse unten als redirect callback URL ein. Threads nimmt nur https.',
    ar: 'في Settings هناك، ألصق العنوان أدناه بوصفه redirect callback URL. لا يقبل Threads إلا https.',
  },
  'Copy the Threads app ID and the Threads app secret from App settings → Basic, and fill them in below.': {
    el: 'Αντιγράψτε το Threads app ID και το Threads app secret από το App settings → Basic και συμπληρώστε τα παρακάτω.',
    es: 'Copie el Threads app ID y el Threads app secret de App settings → Basic y rellénelos abajo.',
    de: 'Kopieren Sie Threads app ID und Threads app secret aus App settings → Basic, und tragen Sie sie unten ein.',
    ar: 'انسخ Threads app ID وThreads app secret من App settings ← Basic واملأهما أدناه.',
  },
  'Until the app is reviewed, add the company’s account under App roles → Threads testers, and accept the invitation in Threads.':
    {
      el: 'Μέχρι να ελεγχθεί η εφαρμογή, προσθέστε τον λογαριασμό της εταιρείας στο App roles → Threads testers και δεχτείτε την πρόσκληση στο Threads.',
      es: 'Hasta que la app sea revisada, añada la cuenta de la empresa en App roles → Threads testers y acepte la invitación en Threads.',
      de: 'Bis die App geprüft ist, fügen Sie das Konto des Unternehmens unter App roles → Threads testers hinzu, und nehmen Sie die Einladung in Threads an.',
      ar: 'إلى أن يُراجَع التطبيق، أضف حساب الشركة في App roles ← Threads testers واقبل الدعوة في Threads.',
    },
  'Go on to Threads’ own page. Sign in there as the company and allow what is asked. Threads brings you back here.': {
    el: 'Συνεχίστε στη σελίδα του ίδιου του Threads. Συνδεθείτε εκεί ως εταιρεία και επιτρέψτε όσα ζητούνται. Το Threads σας φέρνει πίσω εδώ.',
    es: 'Continúe a la página de Threads. Inicie sesión allí como la empresa y permita lo que se pide. Threads le trae de vuelta aquí.',
    de: 'Gehen Sie weiter zur Seite von Threads. Melden Sie sich dort als Unternehmen an, und erlauben Sie, worum gebeten wird. Threads bringt Sie hierher zurück.',
    ar: 'تابع إلى صفحة Threads نفسها. سجّل الدخول هناك باسم الشركة واسمح بما يُطلب. ثم يعيدك Threads إلى هنا.',
  },
  'Threads signs in only to an address that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or use an access token.':
    {
      el: 'Το Threads συνδέεται μόνο με διεύθυνση που αρχίζει με https. Ορίστε στο HEED_PUBLIC_URL εκείνη όπου βρίσκεται αυτό το γραφείο, ή χρησιμοποιήστε access token.',
      es: 'Threads solo inicia sesión hacia una dirección que empiece por https. Ponga en HEED_PUBLIC_URL la que se usa para llegar a este escritorio, o use un token de acceso.',
      de: 'Threads meldet nur zu einer Adresse an, die mit https beginnt. Setzen Sie HEED_PUBLIC_URL auf die, unter der man diesen Schreibtisch erreicht, oder nehmen Sie ein Zugriffstoken.',
      ar: 'لا يسجّل Threads الدخول إلا إلى عنوان يبدأ بـ https. اضبط HEED_PUBLIC_URL على عنوان هذا المكتب، أو استخدم رمز وصول.',
    },
  'Add the company’s account under App roles → Threads testers, and accept the invitation in Threads.': {
    el: 'Προσθέστε τον λογαριασμό της εταιρείας στο App roles → Threads testers και δεχτείτε την πρόσκληση στο Threads.',
    es: 'Añada la cuenta de la empresa en App roles → Threads testers y acepte la invitación en Threads.',
    de: 'Fügen Sie das Konto des Unternehmens unter App roles → Threads testers hinzu, und nehmen Sie die Einladung in Threads an.',
    ar: 'أضف حساب الشركة في App roles ← Threads testers واقبل الدعوة في Threads.',
  },
  'Under Settings there, press Generate access token beside the account, and fill it in below. It lasts 60 days; Heed renews it.':
    {
      el: 'Στο Settings εκεί, πατήστε Generate access token δίπλα στον λογαριασμό και συμπληρώστε το παρακάτω. Διαρκεί 60 ημέρες· το Heed το ανανεώνει.',
      es: 'En Settings, allí mismo, pulse Generate access token junto a la cuenta y rellénelo abajo. Dura 60 días; Heed lo renueva.',
      de: 'Drücken Sie dort unter Settings neben dem Konto Generate access token, und tragen Sie es unten ein. Es gilt 60 Tage; Heed erneuert es.',
      ar: 'في Settings هناك، اضغط Generate access token بجانب الحساب واملأه أدناه. يدوم 60 يومًا ويجدّده Heed.',
    },
  'What is written by private profiles, and what is written under their posts.': {
    el: 'Όσα γράφουν ιδιωτικά προφίλ, και όσα γράφονται κάτω από τις αναρτήσεις τους.',
    es: 'Lo que escriben los perfiles privados y lo que se escribe bajo sus publicaciones.',
    de: 'Was private Profile schreiben, und was unter ihren Beiträgen geschrieben wird.',
    ar: 'ما تكتبه الحسابات الخاصة، وما يُكتب تحت منشوراتها.',
  },
  'Private messages: Threads gives programs none.': {
    el: 'Ιδιωτικά μηνύματα: το Threads δεν τα δίνει σε προγράμματα.',
    es: 'Los mensajes privados: Threads no los da a los programas.',
    de: 'Private Nachrichten: Threads gibt Programmen keine.',
    ar: 'الرسائل الخاصة: لا يعطيها Threads للبرامج.',
  },
  'Whoever quotes or shares your post without naming you: Threads tells of neither.': {
    el: 'Όποιον παραθέτει ή μοιράζεται την ανάρτησή σας χωρίς να σας ονομάζει: το Threads δεν λέει τίποτε από τα δύο.',
    es: 'A quien cita o comparte su publicación sin nombrarle: Threads no avisa de lo uno ni de lo otro.',
    de: 'Wer Ihren Beitrag zitiert oder teilt, ohne Sie zu nennen: Threads erzählt beides nicht.',
    ar: 'من يقتبس منشورك أو يشاركه دون أن يذكرك: لا يخبر Threads بهذا ولا بذاك.',
  },
  'Replies under your older posts, where Threads does not call Heed: the latest fifty posts are looked into, in turn.':
    {
      el: 'Απαντήσεις κάτω από παλιότερες αναρτήσεις σας, όπου το Threads δεν καλεί το Heed: εξετάζονται με τη σειρά οι τελευταίες πενήντα.',
      es: 'Las respuestas bajo sus publicaciones antiguas, si Threads no llama a Heed: se miran por turno las últimas cincuenta.',
      de: 'Antworten unter Ihren älteren Beiträgen, wo Threads Heed nicht anruft: Reihum wird in die letzten fünfzig Beiträge geschaut.',
      ar: 'الردود تحت منشوراتك الأقدم حين لا يستدعي Threads برنامج Heed: يُنظر بالتناوب في آخر خمسين منشورًا.',
    },
  'Everything said with a word: the search shows what Threads finds fit, 2,200 times a day, and before Meta’s approval only your own posts.':
    {
      el: 'Όλα όσα λέγονται με μια λέξη: η αναζήτηση δείχνει ό,τι κρίνει το Threads, 2.200 φορές την ημέρα, και πριν από την έγκριση της Meta μόνο τις δικές σας αναρτήσεις.',
      es: 'Todo lo que se dice con una palabra: la búsqueda muestra lo que Threads considera, 2200 veces al día, y antes de la aprobación de Meta solo sus propias publicaciones.',
      de: 'Alles, was mit einem Wort gesagt wird: Die Suche zeigt, was Threads für richtig hält, 2.200-mal am Tag, und vor Metas Freigabe nur eigene Beiträge.',
      ar: 'كل ما يُقال بكلمة ما: يُظهر البحث ما يراه Threads مناسبًا، 2200 مرة في اليوم، وقبل موافقة Meta منشوراتك وحدها.',
    },
  'Who somebody is beyond their name there: whoever takes another name is somebody new to Heed.': {
    el: 'Ποιος είναι κάποιος πέρα από το όνομά του εκεί: όποιος παίρνει άλλο όνομα είναι για το Heed κάποιος νέος.',
    es: 'Quién es alguien más allá de su nombre allí: quien toma otro nombre es alguien nuevo para Heed.',
    de: 'Wer jemand ist, über den Namen dort hinaus: Wer einen anderen Namen annimmt, ist für Heed jemand Neues.',
    ar: 'من يكون المرء وراء اسمه هناك: من يتخذ اسمًا آخر فهو شخص جديد عند Heed.',
  },
  'At once that words were changed or taken back: Heed looks again after 6 minutes, 17 minutes, an hour, six hours, a day and three days.':
    {
      el: 'Αμέσως ότι λόγια άλλαξαν ή αποσύρθηκαν: το Heed ξανακοιτάζει μετά από 6 λεπτά, 17 λεπτά, μία ώρα, έξι ώρες, μία ημέρα και τρεις ημέρες.',
      es: 'Al momento, que se cambiaron o retiraron palabras: Heed vuelve a mirar a los 6 minutos, 17 minutos, una hora, seis horas, un día y tres días.',
      de: 'Sofort, dass Worte geändert oder zurückgenommen wurden: Heed sieht nach 6 Minuten, 17 Minuten, einer Stunde, sechs Stunden, einem Tag und drei Tagen wieder hin.',
      ar: 'تغييرَ الكلام أو سحبه فور حدوثه: يعيد Heed النظر بعد 6 دقائق و17 دقيقة وساعة وست ساعات ويوم وثلاثة أيام.',
    },
  'Threads takes pictures only from an address open to everybody.': {
    el: 'Το Threads παίρνει εικόνες μόνο από διεύθυνση ανοιχτή σε όλους.',
    es: 'Threads solo toma imágenes de una dirección abierta a todos.',
    de: 'Threads nimmt Bilder nur von einer Adresse, die allen offen steht.',
    ar: 'لا يأخذ Threads الصور إلا من عنوان مفتوح للجميع.',
  },
  'No word to search for is named for this channel.': {
    el: 'Για αυτό το κανάλι δεν έχει οριστεί λέξη για αναζήτηση.',
    es: 'Para este canal no se ha indicado ninguna palabra que buscar.',
    de: 'Für diesen Kanal ist kein Wort genannt, nach dem gesucht wird.',
    ar: 'لم تُحدَّد لهذه القناة كلمة للبحث عنها.',
  },
  'Nothing was found. Until Meta approves threads_keyword_search, only your own posts are.': {
    el: 'Δεν βρέθηκε τίποτε. Μέχρι να εγκρίνει η Meta το threads_keyword_search, βρίσκονται μόνο οι δικές σας αναρτήσεις.',
    es: 'No se encontró nada. Hasta que Meta apruebe threads_keyword_search, solo se encuentran sus propias publicaciones.',
    de: 'Nichts wurde gefunden. Bis Meta threads_keyword_search freigibt, werden nur eigene Beiträge gefunden.',
    ar: 'لم يُعثر على شيء. إلى أن توافق Meta على threads_keyword_search لا يُعثر إلا على منشوراتك.',
  },
  'Threads lets nobody but you set this, on the page of your app.': {
    el: 'Το Threads αφήνει μόνο εσάς να το ορίσετε, στη σελίδα της εφαρμογής σας.',
    es: 'Threads solo le deja a usted configurarlo, en la página de su app.',
    de: 'Threads lässt das nur Sie selbst einstellen, auf der Seite Ihrer App.',
    ar: 'لا يسمح Threads لأحد سواك بضبط هذا، في صفحة تطبيقك.',
  },
  'Open your app, then Use cases → Access the Threads API → Customize → Settings, and add “Get real-time notifications with Threads Webhooks”.':
    {
      el: 'Ανοίξτε την εφαρμογή σας, μετά Use cases → Access the Threads API → Customize → Settings, και προσθέστε «Get real-time notifications with Threads Webhooks».',
      es: 'Abra su app, luego Use cases → Access the Threads API → Customize → Settings, y añada «Get real-time notifications with Threads Webhooks».',
      de: 'Öffnen Sie Ihre App, dann Use cases → Access the Threads API → Customize → Settings, und fügen Sie „Get real-time notifications with Threads Webhooks“ hinzu.',
      ar: 'افتح تطبيقك ثم Use cases ← Access the Threads API ← Customize ← Settings وأضف «Get real-time notifications with Threads Webhooks».',
    },
  'Choose the topic Moderate, press Subscribe to this object, and paste this as the callback URL.': {
    el: 'Επιλέξτε το θέμα Moderate, πατήστε Subscribe to this object και επικολλήστε αυτό ως callback URL.',
    es: 'Elija el tema Moderate, pulse Subscribe to this object y pegue esto como callback URL.',
    de: 'Wählen Sie das Thema Moderate, drücken Sie Subscribe to this object, und fügen Sie dies als callback URL ein.',
    ar: 'اختر الموضوع Moderate واضغط Subscribe to this object وألصق هذا بوصفه callback URL.',
  },
  'Paste this as the verify token, then press Verify and save.': {
    el: 'Επικολλήστε αυτό ως verify token και μετά πατήστε Verify and save.',
    es: 'Pegue esto como verify token y luego pulse Verify and save.',
    de: 'Fügen Sie dies als verify token ein, und drücken Sie dann Verify and save.',
    ar: 'ألصق هذا بوصفه verify token ثم اضغط Verify and save.',
  },
  'Subscribe to replies and delete there. Do the same for the topic Interaction, with mentions and publish.': {
    el: 'Εγγραφείτε εκεί στα replies και delete. Κάντε το ίδιο για το θέμα Interaction, με mentions και publish.',
    es: 'Suscríbase allí a replies y delete. Haga lo mismo con el tema Interaction, con mentions y publish.',
    de: 'Abonnieren Sie dort replies und delete. Tun Sie dasselbe für das Thema Interaction, mit mentions und publish.',
    ar: 'اشترك هناك في replies وdelete. وافعل مثل ذلك للموضوع Interaction مع mentions وpublish.',
  },
  'Under Settings paste this as the uninstall callback URL. It tells Heed that the permission was taken back.': {
    el: 'Στο Settings επικολλήστε αυτό ως uninstall callback URL. Λέει στο Heed ότι η άδεια ανακλήθηκε.',
    es: 'En Settings pegue esto como uninstall callback URL. Le dice a Heed que se retiró el permiso.',
    de: 'Fügen Sie dies unter Settings als uninstall callback URL ein. Es sagt Heed, dass die Erlaubnis zurückgenommen wurde.',
    ar: 'في Settings ألصق هذا بوصفه uninstall callback URL. به يعلم Heed أن الإذن سُحب.',
  },
  'Paste this as the delete callback URL. It tells Heed that data is to be erased.': {
    el: 'Επικολλήστε αυτό ως delete callback URL. Λέει στο Heed ότι πρέπει να διαγραφούν δεδομένα.',
    es: 'Pegue esto como delete callback URL. Le dice a Heed que hay datos que borrar.',
    de: 'Fügen Sie dies als delete callback URL ein. Es sagt Heed, dass Daten zu löschen sind.',
    ar: 'ألصق هذا بوصفه delete callback URL. به يعلم Heed أن بيانات يجب محوها.',
  },
  'Threads calls only apps in live mode whose permissions have advanced access, of a verified business.': {
    el: 'Το Threads καλεί μόνο εφαρμογές σε live mode με άδειες προχωρημένης πρόσβασης, επαληθευμένης επιχείρησης.',
    es: 'Threads solo llama a apps en modo live cuyos permisos tienen acceso avanzado, de una empresa verificada.',
    de: 'Threads ruft nur Apps im Live-Modus an, deren Berechtigungen erweiterten Zugriff haben, eines geprüften Unternehmens.',
    ar: 'لا يستدعي Threads إلا تطبيقات في وضع live لأذونها وصول متقدّم، ولشركة موثّقة.',
  },
};
