/** Facebook. */
import type { OutsideWords } from './outside.ts';

export const facebook: OutsideWords = {
  'App id': {
    el: 'Αναγνωριστικό εφαρμογής',
    es: 'Id. de la aplicación',
    de: 'App-ID',
    ar: 'معرّف التطبيق',
  },
  'At developers.facebook.com: your app → App settings → Basic.': {
    el: 'Στο developers.facebook.com: η εφαρμογή σας → App settings → Basic.',
    es: 'En developers.facebook.com: tu aplicación → App settings → Basic.',
    de: 'Auf developers.facebook.com: Ihre App → App settings → Basic.',
    ar: 'على developers.facebook.com: تطبيقك ← App settings ← Basic.',
  },
  'App secret': {
    el: 'Μυστικό εφαρμογής',
    es: 'Clave secreta de la aplicación',
    de: 'App-Geheimcode',
    ar: 'سر التطبيق',
  },
  'On the same page, behind “Show”. It proves that what comes in is from Facebook.': {
    el: 'Στην ίδια σελίδα, πίσω από το «Show». Αποδεικνύει ότι όσα φτάνουν είναι από το Facebook.',
    es: 'En la misma página, detrás de «Show». Demuestra que lo que llega es de Facebook.',
    de: 'Auf derselben Seite, hinter „Show“. Er beweist, dass Eingehendes von Facebook stammt.',
    ar: 'في الصفحة نفسها خلف «Show». به يثبت أن ما يصل قادم من فيسبوك.',
  },
  Page: { el: 'Σελίδα', es: 'Página', de: 'Seite', ar: 'الصفحة' },
  'Which of your pages, by its name or id. Leave it empty where there is one.': {
    el: 'Ποια από τις σελίδες σας, με το όνομα ή το αναγνωριστικό της. Αφήστε το κενό αν υπάρχει μόνο μία.',
    es: 'Cuál de tus páginas, por su nombre o id. Déjalo vacío si solo hay una.',
    de: 'Welche Ihrer Seiten, mit Namen oder ID. Bei nur einer Seite leer lassen.',
    ar: 'أي صفحاتك، باسمها أو معرّفها. اتركه فارغًا إن كانت واحدة.',
  },
  'Page access token': {
    el: 'Κλειδί πρόσβασης σελίδας',
    es: 'Token de acceso de la página',
    de: 'Zugriffstoken der Seite',
    ar: 'رمز وصول الصفحة',
  },
  'A token of the page itself, not of a person. It must not end after an hour.': {
    el: 'Κλειδί της ίδιας της σελίδας, όχι ενός ανθρώπου. Δεν πρέπει να λήγει σε μία ώρα.',
    es: 'Un token de la propia página, no de una persona. No debe caducar al cabo de una hora.',
    de: 'Ein Token der Seite selbst, nicht einer Person. Es darf nicht nach einer Stunde enden.',
    ar: 'رمز الصفحة نفسها لا رمز شخص، ويجب ألا ينتهي بعد ساعة.',
  },
  'Configuration id': {
    el: 'Αναγνωριστικό διαμόρφωσης',
    es: 'Id. de la configuración',
    de: 'ID der Konfiguration',
    ar: 'معرّف الإعداد',
  },
  'Only for apps with Facebook Login for Business: the configuration that asks for the rights.': {
    el: 'Μόνο για εφαρμογές με Facebook Login for Business: η διαμόρφωση που ζητά τα δικαιώματα.',
    es: 'Solo para aplicaciones con Facebook Login for Business: la configuración que pide los permisos.',
    de: 'Nur für Apps mit Facebook Login for Business: die Konfiguration, die um die Rechte bittet.',
    ar: 'للتطبيقات التي تستعمل Facebook Login for Business فقط: الإعداد الذي يطلب الصلاحيات.',
  },
  'Address of the API': {
    el: 'Διεύθυνση του API',
    es: 'Dirección de la API',
    de: 'Adresse der API',
    ar: 'عنوان الواجهة البرمجية',
  },
  'Leave it as it is.': {
    el: 'Αφήστε το όπως είναι.',
    es: 'Déjalo como está.',
    de: 'Lassen Sie sie, wie sie ist.',
    ar: 'اتركه كما هو.',
  },
  'Address of the sign-in page': {
    el: 'Διεύθυνση της σελίδας σύνδεσης',
    es: 'Dirección de la página de inicio de sesión',
    de: 'Adresse der Anmeldeseite',
    ar: 'عنوان صفحة تسجيل الدخول',
  },
  'Sign in at Meta for Developers as somebody who manages the page. Press Create app, and choose Business as its kind.':
    {
      el: 'Συνδεθείτε στο Meta for Developers ως κάποιος που διαχειρίζεται τη σελίδα. Πατήστε Create app και διαλέξτε το είδος Business.',
      es: 'Inicia sesión en Meta for Developers como alguien que administra la página. Pulsa Create app y elige el tipo Business.',
      de: 'Melden Sie sich bei Meta for Developers als jemand an, der die Seite verwaltet. Drücken Sie Create app und wählen Sie die Art Business.',
      ar: 'سجّل الدخول إلى Meta for Developers بحساب يدير الصفحة. اضغط Create app واختر النوع Business.',
    },
  'In the app, add the products Facebook Login, Webhooks and Messenger.': {
    el: 'Στην εφαρμογή, προσθέστε τα προϊόντα Facebook Login, Webhooks και Messenger.',
    es: 'En la aplicación, añade los productos Facebook Login, Webhooks y Messenger.',
    de: 'Fügen Sie in der App die Produkte Facebook Login, Webhooks und Messenger hinzu.',
    ar: 'أضف في التطبيق المنتجات Facebook Login وWebhooks وMessenger.',
  },
  'Open App settings → Basic, and copy the app id and the app secret into the fields below.': {
    el: 'Ανοίξτε App settings → Basic και αντιγράψτε το αναγνωριστικό και το μυστικό της εφαρμογής στα πεδία παρακάτω.',
    es: 'Abre App settings → Basic y copia el id. y la clave secreta de la aplicación en los campos de abajo.',
    de: 'Öffnen Sie App settings → Basic und kopieren Sie App-ID und App-Geheimcode in die Felder unten.',
    ar: 'افتح App settings ← Basic وانسخ معرّف التطبيق وسرّه إلى الحقول أدناه.',
  },
  'Open Facebook Login → Settings, and write the address below under Valid OAuth Redirect URIs.': {
    el: 'Ανοίξτε Facebook Login → Settings και γράψτε την παρακάτω διεύθυνση στο Valid OAuth Redirect URIs.',
    es: 'Abre Facebook Login → Settings y escribe la dirección de abajo en Valid OAuth Redirect URIs.',
    de: 'Öffnen Sie Facebook Login → Settings und tragen Sie die Adresse unten unter Valid OAuth Redirect URIs ein.',
    ar: 'افتح Facebook Login ← Settings واكتب العنوان أدناه تحت Valid OAuth Redirect URIs.',
  },
  'Go on to Facebook. Choose the page, and leave every right ticked.': {
    el: 'Συνεχίστε στο Facebook. Διαλέξτε τη σελίδα και αφήστε όλα τα δικαιώματα επιλεγμένα.',
    es: 'Continúa en Facebook. Elige la página y deja marcados todos los permisos.',
    de: 'Gehen Sie weiter zu Facebook. Wählen Sie die Seite und lassen Sie alle Rechte angekreuzt.',
    ar: 'تابع إلى فيسبوك. اختر الصفحة واترك كل الصلاحيات محددة.',
  },
  'While the app is in development mode, Facebook tells only what people with a role in the app write. Ask for advanced access to the pages_ rights in App Review, and switch the app to Live.':
    {
      el: 'Όσο η εφαρμογή είναι σε λειτουργία ανάπτυξης, το Facebook λέει μόνο όσα γράφουν όσοι έχουν ρόλο σε αυτήν. Ζητήστε advanced access για τα δικαιώματα pages_ στο App Review και γυρίστε την εφαρμογή σε Live.',
      es: 'Mientras la aplicación está en modo de desarrollo, Facebook solo cuenta lo que escriben las personas con un rol en ella. Pide advanced access a los permisos pages_ en App Review y pasa la aplicación a Live.',
      de: 'Solange die App im Entwicklungsmodus ist, meldet Facebook nur, was Menschen mit einer Rolle in der App schreiben. Beantragen Sie in App Review advanced access für die Rechte pages_ und schalten Sie die App auf Live.',
      ar: 'ما دام التطبيق في وضع التطوير لا يخبر فيسبوك إلا بما يكتبه من لهم دور فيه. اطلب advanced access لصلاحيات pages_ في App Review ثم حوّل التطبيق إلى Live.',
    },
  'Make a token of the page that has no end: in Meta Business Suite under System users, or with the Graph API Explorer and the Access Token Debugger.':
    {
      el: 'Φτιάξτε ένα κλειδί της σελίδας που δεν λήγει: στο Meta Business Suite στο System users, ή με το Graph API Explorer και το Access Token Debugger.',
      es: 'Crea un token de la página que no caduque: en Meta Business Suite, en System users, o con Graph API Explorer y Access Token Debugger.',
      de: 'Erstellen Sie ein Token der Seite ohne Ende: in der Meta Business Suite unter System users oder mit Graph API Explorer und Access Token Debugger.',
      ar: 'أنشئ رمزًا للصفحة لا ينتهي: في Meta Business Suite تحت System users، أو باستعمال Graph API Explorer وAccess Token Debugger.',
    },
  'Give it the rights pages_show_list, pages_manage_metadata, pages_read_engagement, pages_read_user_content, pages_manage_engagement and pages_messaging.':
    {
      el: 'Δώστε του τα δικαιώματα pages_show_list, pages_manage_metadata, pages_read_engagement, pages_read_user_content, pages_manage_engagement και pages_messaging.',
      es: 'Dale los permisos pages_show_list, pages_manage_metadata, pages_read_engagement, pages_read_user_content, pages_manage_engagement y pages_messaging.',
      de: 'Geben Sie ihm die Rechte pages_show_list, pages_manage_metadata, pages_read_engagement, pages_read_user_content, pages_manage_engagement und pages_messaging.',
      ar: 'امنحه الصلاحيات pages_show_list وpages_manage_metadata وpages_read_engagement وpages_read_user_content وpages_manage_engagement وpages_messaging.',
    },
  'Facebook sends people back over https only. Give Heed an address that begins with https (HEED_PUBLIC_URL), or connect with a token.':
    {
      el: 'Το Facebook επιστρέφει τους ανθρώπους μόνο μέσω https. Δώστε στο Heed διεύθυνση που αρχίζει με https (HEED_PUBLIC_URL) ή συνδέστε με κλειδί.',
      es: 'Facebook solo devuelve a las personas por https. Da a Heed una dirección que empiece por https (HEED_PUBLIC_URL) o conecta con un token.',
      de: 'Facebook schickt Menschen nur über https zurück. Geben Sie Heed eine Adresse, die mit https beginnt (HEED_PUBLIC_URL), oder verbinden Sie mit einem Token.',
      ar: 'لا يعيد فيسبوك الناس إلا عبر https. أعطِ Heed عنوانًا يبدأ بـ https ‏(HEED_PUBLIC_URL)، أو اربط برمز.',
    },
  'What people write on their own profiles, in groups and on other pages, unless it mentions your page where Facebook tells of it.':
    {
      el: 'Όσα γράφουν οι άνθρωποι στα προφίλ τους, σε ομάδες και σε άλλες σελίδες, εκτός αν αναφέρουν τη σελίδα σας εκεί όπου το Facebook το λέει.',
      es: 'Lo que la gente escribe en sus perfiles, en grupos y en otras páginas, salvo que mencione tu página donde Facebook lo cuenta.',
      de: 'Was Menschen auf ihren Profilen, in Gruppen und auf anderen Seiten schreiben, außer es erwähnt Ihre Seite dort, wo Facebook davon erzählt.',
      ar: 'ما يكتبه الناس في صفحاتهم الشخصية وفي المجموعات والصفحات الأخرى، إلا إن ذكر صفحتك حيث يخبر فيسبوك بذلك.',
    },
  'The names of people who keep them from apps: what they write is heard without a name.': {
    el: 'Τα ονόματα όσων τα κρύβουν από εφαρμογές: όσα γράφουν ακούγονται χωρίς όνομα.',
    es: 'Los nombres de quienes los ocultan a las aplicaciones: lo que escriben se oye sin nombre.',
    de: 'Die Namen von Menschen, die sie Apps vorenthalten: Was sie schreiben, wird ohne Namen gehört.',
    ar: 'أسماء من يحجبونها عن التطبيقات: يُسمع ما يكتبونه بلا اسم.',
  },
  'While Facebook does not call us: comments under posts older than your latest fifty.': {
    el: 'Όσο το Facebook δεν μας καλεί: σχόλια κάτω από αναρτήσεις παλαιότερες από τις τελευταίες πενήντα σας.',
    es: 'Mientras Facebook no nos llama: los comentarios en publicaciones anteriores a tus últimas cincuenta.',
    de: 'Solange Facebook uns nicht anruft: Kommentare unter Beiträgen, die älter sind als Ihre letzten fünfzig.',
    ar: 'ما دام فيسبوك لا يتصل بنا: التعليقات تحت منشورات أقدم من آخر خمسين لديك.',
  },
  'Which messages somebody has read: Facebook tells only up to when, not which.': {
    el: 'Ποια μηνύματα έχει διαβάσει κάποιος: το Facebook λέει μόνο μέχρι πότε, όχι ποια.',
    es: 'Qué mensajes ha leído alguien: Facebook solo dice hasta cuándo, no cuáles.',
    de: 'Welche Nachrichten jemand gelesen hat: Facebook sagt nur, bis wann, nicht welche.',
    ar: 'أي الرسائل قرأها شخص ما: يقول فيسبوك إلى متى فقط، لا أيها.',
  },
  'Stories, and what people say about them outside Messenger.': {
    el: 'Τα stories, και όσα λέγονται γι’ αυτά έξω από το Messenger.',
    es: 'Las historias, y lo que se dice de ellas fuera de Messenger.',
    de: 'Storys, und was außerhalb von Messenger über sie gesagt wird.',
    ar: 'القصص، وما يقال عنها خارج Messenger.',
  },
  'Facebook takes reports on its own pages only.': {
    el: 'Το Facebook δέχεται αναφορές μόνο στις δικές του σελίδες.',
    es: 'Facebook solo acepta denuncias en sus propias páginas.',
    de: 'Facebook nimmt Meldungen nur auf seinen eigenen Seiten an.',
    ar: 'لا يقبل فيسبوك البلاغات إلا في صفحاته هو.',
  },
  'Facebook no longer accepts our sign-in.': {
    el: 'Το Facebook δεν δέχεται πια τη σύνδεσή μας.',
    es: 'Facebook ya no acepta nuestro inicio de sesión.',
    de: 'Facebook nimmt unsere Anmeldung nicht mehr an.',
    ar: 'لم يعد فيسبوك يقبل تسجيل دخولنا.',
  },
  'Facebook does not say what this token may do.': {
    el: 'Το Facebook δεν λέει τι επιτρέπεται σε αυτό το κλειδί.',
    es: 'Facebook no dice qué puede hacer este token.',
    de: 'Facebook sagt nicht, was dieses Token darf.',
    ar: 'لا يقول فيسبوك ما المسموح لهذا الرمز.',
  },
};
