/** Instagram: what its connector says of itself. */
import type { OutsideWords } from './outside.ts';

export const instagram: OutsideWords = {
  'Instagram app ID': {
    el: 'Αναγνωριστικό εφαρμογής Instagram',
    es: 'Identificador de la aplicación de Instagram',
    de: 'Instagram-App-ID',
    ar: 'معرّف تطبيق إنستغرام',
  },
  'On the app’s page at Meta: Instagram → API setup with Instagram login. For a token of Facebook’s: the app’s own ID.':
    {
      el: 'Στη σελίδα της εφαρμογής στη Meta: Instagram → API setup with Instagram login. Για διακριτικό του Facebook: το αναγνωριστικό της ίδιας της εφαρμογής.',
      es: 'En la página de la aplicación en Meta: Instagram → API setup with Instagram login. Para un token de Facebook: el identificador de la propia aplicación.',
      de: 'Auf der Seite der App bei Meta: Instagram → API setup with Instagram login. Für ein Token von Facebook: die ID der App selbst.',
      ar: 'في صفحة التطبيق لدى Meta: ‏Instagram → API setup with Instagram login. لرمز من فيسبوك: معرّف التطبيق نفسه.',
    },
  'Instagram app secret': {
    el: 'Μυστικό εφαρμογής Instagram',
    es: 'Secreto de la aplicación de Instagram',
    de: 'Instagram-App-Geheimnis',
    ar: 'سر تطبيق إنستغرام',
  },
  'It stands beside the ID. With it Heed knows that what comes in comes from Instagram.': {
    el: 'Βρίσκεται δίπλα στο αναγνωριστικό. Με αυτό το Heed ξέρει ότι όσα έρχονται έρχονται από το Instagram.',
    es: 'Está junto al identificador. Con él, Heed sabe que lo que llega viene de Instagram.',
    de: 'Es steht neben der ID. Damit weiß Heed, dass das, was hereinkommt, von Instagram kommt.',
    ar: 'يوجد بجانب المعرّف. به يعرف Heed أن ما يصل يأتي من إنستغرام.',
  },
  'Made under Generate access tokens, or a token of a Facebook page that the account is linked to.': {
    el: 'Δημιουργείται στο Generate access tokens, ή διακριτικό μιας σελίδας του Facebook με την οποία συνδέεται ο λογαριασμός.',
    es: 'Se crea en Generate access tokens, o es un token de una página de Facebook a la que está vinculada la cuenta.',
    de: 'Unter Generate access tokens erstellt, oder ein Token einer Facebook-Seite, mit der das Konto verbunden ist.',
    ar: 'يُنشأ ضمن Generate access tokens، أو رمز لصفحة فيسبوك مرتبط بها الحساب.',
  },
  'Meta app ID': {
    el: 'Αναγνωριστικό εφαρμογής Meta',
    es: 'Identificador de la aplicación de Meta',
    de: 'Meta-App-ID',
    ar: 'معرّف تطبيق Meta',
  },
  'From App settings → Basic. With it and the secret below, Heed tells Meta by itself where to call.': {
    el: 'Από το App settings → Basic. Με αυτό και το μυστικό παρακάτω, το Heed λέει μόνο του στη Meta πού να καλεί.',
    es: 'En App settings → Basic. Con él y el secreto de abajo, Heed dice por sí mismo a Meta adónde llamar.',
    de: 'Aus App settings → Basic. Damit und mit dem Geheimnis darunter sagt Heed Meta selbst, wohin es rufen soll.',
    ar: 'من App settings → Basic. به وبالسر أدناه يخبر Heed شركة Meta بنفسه أين تتصل.',
  },
  'Meta app secret': {
    el: 'Μυστικό εφαρμογής Meta',
    es: 'Secreto de la aplicación de Meta',
    de: 'Meta-App-Geheimnis',
    ar: 'سر تطبيق Meta',
  },
  'It stands beside the Meta app ID.': {
    el: 'Βρίσκεται δίπλα στο αναγνωριστικό εφαρμογής Meta.',
    es: 'Está junto al identificador de la aplicación de Meta.',
    de: 'Es steht neben der Meta-App-ID.',
    ar: 'يوجد بجانب معرّف تطبيق Meta.',
  },
  'Instagram account': {
    el: 'Λογαριασμός Instagram',
    es: 'Cuenta de Instagram',
    de: 'Instagram-Konto',
    ar: 'حساب إنستغرام',
  },
  'Its name, where a token of Facebook’s may speak for several.': {
    el: 'Το όνομά του, όταν ένα διακριτικό του Facebook μπορεί να μιλά για πολλούς.',
    es: 'Su nombre, cuando un token de Facebook puede hablar por varias.',
    de: 'Sein Name, wenn ein Token von Facebook für mehrere sprechen darf.',
    ar: 'اسمه، حين يحق لرمز من فيسبوك أن يتحدث باسم عدة حسابات.',
  },
  'Facebook no longer accepts our sign-in.': {
    el: 'Το Facebook δεν δέχεται πια τη σύνδεσή μας.',
    es: 'Facebook ya no acepta nuestro inicio de sesión.',
    de: 'Facebook nimmt unsere Anmeldung nicht mehr an.',
    ar: 'لم يعد فيسبوك يقبل تسجيل دخولنا.',
  },
  'Hashtags to listen to': {
    el: 'Hashtags που ακούγονται',
    es: 'Etiquetas que escuchar',
    de: 'Hashtags, die gehört werden',
    ar: 'وسوم للاستماع إليها',
  },
  'Only with a token of Facebook’s, and thirty in seven days: kestrel, kestrelcoffee. What your searches find in them is heard; Instagram never tells who wrote it.':
    {
      el: 'Μόνο με διακριτικό του Facebook, και τριάντα σε επτά ημέρες: kestrel, kestrelcoffee. Ακούγεται ό,τι βρίσκουν σε αυτά οι αναζητήσεις σας· το Instagram δεν λέει ποτέ ποιος το έγραψε.',
      es: 'Solo con un token de Facebook, y treinta en siete días: kestrel, kestrelcoffee. Se escucha lo que tus búsquedas encuentran en ellas; Instagram nunca dice quién lo escribió.',
      de: 'Nur mit einem Token von Facebook, und dreißig in sieben Tagen: kestrel, kestrelcoffee. Gehört wird, was eure Suchen darin finden; Instagram sagt nie, wer es schrieb.',
      ar: 'برمز من فيسبوك فقط، وثلاثون في سبعة أيام: kestrel, kestrelcoffee. يُسمع ما تجده عمليات بحثكم فيها؛ ولا يخبر إنستغرام أبدًا من كتبه.',
    },
  'No hashtag is named for this channel.': {
    el: 'Δεν ορίστηκε hashtag για αυτό το κανάλι.',
    es: 'No hay ninguna etiqueta indicada para este canal.',
    de: 'Für diesen Kanal ist kein Hashtag genannt.',
    ar: 'لم يُذكر وسم لهذه القناة.',
  },
  'Leave it empty unless a proxy stands in its place.': {
    el: 'Αφήστε το κενό, εκτός αν στη θέση της βρίσκεται διαμεσολαβητής.',
    es: 'Déjala vacía, salvo que un proxy ocupe su lugar.',
    de: 'Leer lassen, außer ein Proxy steht an ihrer Stelle.',
    ar: 'اتركه فارغًا ما لم يكن خادم وسيط مكانه.',
  },
  'In the Instagram app, make the account a professional one: Settings → Account type and tools. Then switch on Settings → Messages → Connected tools → Allow access to messages.':
    {
      el: 'Στην εφαρμογή του Instagram, κάντε τον λογαριασμό επαγγελματικό: Ρυθμίσεις → Τύπος λογαριασμού και εργαλεία. Έπειτα ενεργοποιήστε το Ρυθμίσεις → Μηνύματα → Συνδεδεμένα εργαλεία → Να επιτρέπεται η πρόσβαση σε μηνύματα.',
      es: 'En la aplicación de Instagram, convierte la cuenta en profesional: Configuración → Tipo de cuenta y herramientas. Después activa Configuración → Mensajes → Herramientas conectadas → Permitir el acceso a los mensajes.',
      de: 'In der Instagram-App das Konto zu einem professionellen machen: Einstellungen → Kontoart und Tools. Dann Einstellungen → Nachrichten → Verbundene Tools → Zugriff auf Nachrichten erlauben einschalten.',
      ar: 'في تطبيق إنستغرام اجعل الحساب احترافيًا: الإعدادات → نوع الحساب والأدوات. ثم فعّل الإعدادات → الرسائل → الأدوات المتصلة → السماح بالوصول إلى الرسائل.',
    },
  'Open Meta’s page for developers, press Create app, and choose the use case for messages and content on Instagram.': {
    el: 'Ανοίξτε τη σελίδα της Meta για προγραμματιστές, πατήστε Create app και επιλέξτε την περίπτωση χρήσης για μηνύματα και περιεχόμενο στο Instagram.',
    es: 'Abre la página de Meta para desarrolladores, pulsa Create app y elige el caso de uso para mensajes y contenido en Instagram.',
    de: 'Metas Seite für Entwickler öffnen, Create app drücken und den Anwendungsfall für Nachrichten und Inhalte auf Instagram wählen.',
    ar: 'افتح صفحة Meta للمطورين، واضغط Create app، واختر حالة الاستخدام الخاصة بالرسائل والمحتوى على إنستغرام.',
  },
  'In the app, open Instagram → API setup with Instagram login. Copy the Instagram app ID and the Instagram app secret, and fill them in below.':
    {
      el: 'Στην εφαρμογή, ανοίξτε το Instagram → API setup with Instagram login. Αντιγράψτε το αναγνωριστικό και το μυστικό της εφαρμογής Instagram και συμπληρώστε τα παρακάτω.',
      es: 'En la aplicación, abre Instagram → API setup with Instagram login. Copia el identificador y el secreto de la aplicación de Instagram y rellénalos abajo.',
      de: 'In der App Instagram → API setup with Instagram login öffnen. Instagram-App-ID und Instagram-App-Geheimnis kopieren und unten eintragen.',
      ar: 'في التطبيق افتح Instagram → API setup with Instagram login. انسخ معرّف تطبيق إنستغرام وسره، واكتبهما أدناه.',
    },
  'On the same page, under Set up Instagram business login, enter the address that is shown here as the one you come back to.':
    {
      el: 'Στην ίδια σελίδα, στο Set up Instagram business login, γράψτε τη διεύθυνση που φαίνεται εδώ ως αυτή στην οποία επιστρέφετε.',
      es: 'En la misma página, en Set up Instagram business login, escribe la dirección que aquí se muestra como aquella a la que vuelves.',
      de: 'Auf derselben Seite unter Set up Instagram business login die Adresse eintragen, die hier als die der Rückkehr steht.',
      ar: 'في الصفحة نفسها، ضمن Set up Instagram business login، اكتب العنوان الظاهر هنا بوصفه العنوان الذي تعود إليه.',
    },
  'Go on to Instagram, sign in as the company, and allow everything it asks. It brings you back here.': {
    el: 'Συνεχίστε στο Instagram, συνδεθείτε ως η εταιρεία και επιτρέψτε όλα όσα ζητά. Σας φέρνει πίσω εδώ.',
    es: 'Sigue a Instagram, inicia sesión como la empresa y permite todo lo que pide. Te trae de vuelta aquí.',
    de: 'Weiter zu Instagram, dort als das Unternehmen anmelden und alles erlauben, was es fragt. Es führt hierher zurück.',
    ar: 'تابع إلى إنستغرام، وسجّل الدخول باسم الشركة، واسمح بكل ما يطلبه. يعيدك إلى هنا.',
  },
  'Meta tells an app of other people’s comments and messages only after its review: ask for it under App review, and set the app live.':
    {
      el: 'Η Meta λέει σε μια εφαρμογή σχόλια και μηνύματα άλλων μόνο μετά τον έλεγχό της: ζητήστε τον στο App review και θέστε την εφαρμογή σε λειτουργία.',
      es: 'Meta comunica a una aplicación los comentarios y mensajes de otras personas solo tras su revisión: pídela en App review y pon la aplicación en marcha.',
      de: 'Meta sagt einer App die Kommentare und Nachrichten anderer erst nach seiner Prüfung: unter App review darum bitten und die App live schalten.',
      ar: 'لا تخبر Meta تطبيقًا بتعليقات الآخرين ورسائلهم إلا بعد مراجعتها: اطلبها ضمن App review، ثم انشر التطبيق.',
    },
  'Under Generate access tokens, add the account, press Generate token, and fill the token in below.': {
    el: 'Στο Generate access tokens, προσθέστε τον λογαριασμό, πατήστε Generate token και συμπληρώστε το διακριτικό παρακάτω.',
    es: 'En Generate access tokens, añade la cuenta, pulsa Generate token y rellena el token abajo.',
    de: 'Unter Generate access tokens das Konto hinzufügen, Generate token drücken und das Token unten eintragen.',
    ar: 'ضمن Generate access tokens أضف الحساب، واضغط Generate token، واكتب الرمز أدناه.',
  },
  'Where the account is linked to a Facebook page, a token of that page works as well, with the ID and the secret of the app it was made with.':
    {
      el: 'Όπου ο λογαριασμός συνδέεται με σελίδα του Facebook, λειτουργεί και διακριτικό εκείνης της σελίδας, με το αναγνωριστικό και το μυστικό της εφαρμογής με την οποία δημιουργήθηκε.',
      es: 'Si la cuenta está vinculada a una página de Facebook, también sirve un token de esa página, con el identificador y el secreto de la aplicación con la que se creó.',
      de: 'Wo das Konto mit einer Facebook-Seite verbunden ist, geht auch ein Token dieser Seite, mit ID und Geheimnis der App, mit der es erstellt wurde.',
      ar: 'إذا كان الحساب مرتبطًا بصفحة فيسبوك، فيصلح أيضًا رمز تلك الصفحة، مع معرّف التطبيق الذي أُنشئ به وسره.',
    },
  'Who talks about you without naming your account: Instagram lets nobody search captions and comments. Hashtags can be listened to with a token of Facebook’s, for a day back, and without being told who wrote.':
    {
      el: 'Όποιον μιλά για εσάς χωρίς να ονομάζει τον λογαριασμό σας: το Instagram δεν αφήνει κανέναν να ψάχνει λεζάντες και σχόλια. Hashtags ακούγονται με διακριτικό του Facebook, μία ημέρα πίσω και χωρίς να λέγεται ποιος έγραψε.',
      es: 'Quien habla de ti sin nombrar tu cuenta: Instagram no deja que nadie busque en textos y comentarios. Las etiquetas se pueden escuchar con un token de Facebook, un día atrás y sin que se diga quién escribió.',
      de: 'Wer über euch spricht, ohne euer Konto zu nennen: Instagram lässt niemanden in Bildtexten und Kommentaren suchen. Hashtags lassen sich mit einem Token von Facebook hören, einen Tag zurück und ohne zu erfahren, wer schrieb.',
      ar: 'من يتحدث عنكم دون ذكر حسابكم: لا يسمح إنستغرام لأحد بالبحث في النصوص والتعليقات. يمكن الاستماع إلى الوسوم برمز من فيسبوك، ليوم مضى ودون معرفة الكاتب.',
    },
  'Mentions by private accounts, and in stories of people who do not let others see them.': {
    el: 'Αναφορές από ιδιωτικούς λογαριασμούς και σε ιστορίες όσων δεν τις δείχνουν σε άλλους.',
    es: 'Menciones de cuentas privadas y en historias de quienes no las muestran a otros.',
    de: 'Erwähnungen durch private Konten, und in Storys von Leuten, die sie anderen nicht zeigen.',
    ar: 'الإشارات من الحسابات الخاصة، وفي قصص من لا يُظهرونها للآخرين.',
  },
  'An edited or deleted comment at once: Instagram does not tell, so comments are looked at again after ten minutes, two hours, and one, three, seven and thirty days.':
    {
      el: 'Ένα σχόλιο που άλλαξε ή διαγράφηκε, αμέσως: το Instagram δεν το λέει, γι’ αυτό τα σχόλια ξανακοιτάζονται μετά από δέκα λεπτά, δύο ώρες και μία, τρεις, επτά και τριάντα ημέρες.',
      es: 'Un comentario editado o borrado, al instante: Instagram no lo dice, así que los comentarios se vuelven a mirar a los diez minutos, a las dos horas y a los uno, tres, siete y treinta días.',
      de: 'Einen geänderten oder gelöschten Kommentar sofort: Instagram sagt es nicht, darum werden Kommentare nach zehn Minuten, zwei Stunden und einem, drei, sieben und dreißig Tagen noch einmal angesehen.',
      ar: 'تعليقًا عُدِّل أو حُذف في الحال: لا يخبر إنستغرام بذلك، لذا يُعاد النظر في التعليقات بعد عشر دقائق وساعتين ويوم وثلاثة وسبعة وثلاثين يومًا.',
    },
  'Who wrote a post that tags you, beyond their name: writing to them privately is possible once they have written to you.':
    {
      el: 'Ποιος έγραψε ανάρτηση που σας επισημαίνει, πέρα από το όνομά του: ιδιωτικά μπορείτε να του γράψετε μόλις σας γράψει.',
      es: 'Quién escribió una publicación que te etiqueta, más allá de su nombre: se le puede escribir en privado cuando te haya escrito.',
      de: 'Wer einen Beitrag schrieb, der euch markiert, über den Namen hinaus: privat schreiben kann man ihm, sobald er euch geschrieben hat.',
      ar: 'من كتب منشورًا يشير إليكم، عدا اسمه: يمكن مراسلته على الخاص بعد أن يراسلكم.',
    },
  'Comments under a live video once it is over, and anything sent to be seen once.': {
    el: 'Σχόλια κάτω από ζωντανό βίντεο αφού τελειώσει, και ό,τι στέλνεται για να ιδωθεί μία φορά.',
    es: 'Comentarios bajo un vídeo en directo cuando ya ha terminado, y todo lo que se envía para verse una vez.',
    de: 'Kommentare unter einem Live-Video, wenn es vorbei ist, und alles, was zum einmaligen Ansehen geschickt wurde.',
    ar: 'التعليقات تحت بث مباشر بعد انتهائه، وكل ما يُرسل ليُرى مرة واحدة.',
  },
  'Messages older than the latest twenty of each conversation, and requests nobody has touched for thirty days.': {
    el: 'Μηνύματα παλαιότερα από τα τελευταία είκοσι κάθε συνομιλίας, και αιτήματα που κανείς δεν άγγιξε για τριάντα ημέρες.',
    es: 'Mensajes anteriores a los últimos veinte de cada conversación, y solicitudes que nadie ha tocado en treinta días.',
    de: 'Nachrichten vor den letzten zwanzig jeder Unterhaltung, und Anfragen, die dreißig Tage niemand angefasst hat.',
    ar: 'الرسائل الأقدم من آخر عشرين في كل محادثة، والطلبات التي لم يلمسها أحد منذ ثلاثين يومًا.',
  },
  'Comments by people the account has restricted, until they are approved in the app.': {
    el: 'Σχόλια ανθρώπων που ο λογαριασμός έχει περιορίσει, μέχρι να εγκριθούν στην εφαρμογή.',
    es: 'Comentarios de personas que la cuenta ha restringido, hasta que se aprueben en la aplicación.',
    de: 'Kommentare von Leuten, die das Konto eingeschränkt hat, bis sie in der App freigegeben sind.',
    ar: 'تعليقات من قيّدهم الحساب، حتى تُعتمد في التطبيق.',
  },
  'Instagram sends people back only to addresses that begin with https. Give Heed such an address (HEED_PUBLIC_URL), or use an access token.':
    {
      el: 'Το Instagram στέλνει τους ανθρώπους πίσω μόνο σε διευθύνσεις που αρχίζουν με https. Δώστε στο Heed μια τέτοια διεύθυνση (HEED_PUBLIC_URL) ή χρησιμοποιήστε διακριτικό πρόσβασης.',
      es: 'Instagram solo devuelve a las personas a direcciones que empiezan por https. Dale a Heed una dirección así (HEED_PUBLIC_URL) o usa un token de acceso.',
      de: 'Instagram schickt Leute nur an Adressen zurück, die mit https beginnen. Heed eine solche Adresse geben (HEED_PUBLIC_URL) oder ein Zugriffstoken verwenden.',
      ar: 'لا يعيد إنستغرام الناس إلا إلى عناوين تبدأ بـ https. أعطِ Heed عنوانًا كهذا (HEED_PUBLIC_URL)، أو استخدم رمز وصول.',
    },
  'Whether Instagram takes a file shows only with the first one.': {
    el: 'Αν το Instagram δέχεται αρχείο φαίνεται μόνο με το πρώτο.',
    es: 'Si Instagram acepta un archivo solo se ve con el primero.',
    de: 'Ob Instagram eine Datei annimmt, zeigt erst die erste.',
    ar: 'لا يتبين هل يقبل إنستغرام ملفًا إلا مع أول ملف.',
  },
  'The account has posted nothing yet, so there are no comments to read.': {
    el: 'Ο λογαριασμός δεν έχει αναρτήσει τίποτα ακόμη, οπότε δεν υπάρχουν σχόλια να διαβαστούν.',
    es: 'La cuenta aún no ha publicado nada, así que no hay comentarios que leer.',
    de: 'Das Konto hat noch nichts gepostet, also gibt es keine Kommentare zu lesen.',
    ar: 'لم ينشر الحساب شيئًا بعد، فلا تعليقات لتُقرأ.',
  },
  'Instagram cannot call Heed here, so it is asked every two minutes.': {
    el: 'Το Instagram δεν μπορεί να καλέσει το Heed εδώ, γι’ αυτό ρωτιέται κάθε δύο λεπτά.',
    es: 'Instagram no puede llamar a Heed aquí, así que se le pregunta cada dos minutos.',
    de: 'Instagram kann Heed hier nicht rufen, darum wird es alle zwei Minuten gefragt.',
    ar: 'لا يستطيع إنستغرام الاتصال بـ Heed هنا، لذا يُسأل كل دقيقتين.',
  },
};
