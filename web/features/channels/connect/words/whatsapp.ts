import type { OutsideWords } from './outside.ts';

export const whatsapp: OutsideWords = {
  'Access token': {
    el: 'Διακριτικό πρόσβασης',
    es: 'Token de acceso',
    de: 'Zugriffstoken',
    ar: 'رمز الوصول',
  },
  'Of a system user with the rights whatsapp_business_messaging and whatsapp_business_management. It should never expire.':
    {
      el: 'Ενός χρήστη συστήματος με τα δικαιώματα whatsapp_business_messaging και whatsapp_business_management. Να μη λήγει ποτέ.',
      es: 'De un usuario del sistema con los permisos whatsapp_business_messaging y whatsapp_business_management. No debería caducar nunca.',
      de: 'Eines Systemnutzers mit den Rechten whatsapp_business_messaging und whatsapp_business_management. Es sollte nie ablaufen.',
      ar: 'لمستخدم نظام له الصلاحيتان whatsapp_business_messaging وwhatsapp_business_management. ينبغي ألا تنتهي صلاحيته.',
    },
  'Phone number ID': {
    el: 'Αναγνωριστικό αριθμού',
    es: 'ID del número de teléfono',
    de: 'Telefonnummer-ID',
    ar: 'معرّف رقم الهاتف',
  },
  'WhatsApp → API Setup shows it under the number. It is not the number itself.': {
    el: 'Στο WhatsApp → API Setup, κάτω από τον αριθμό. Δεν είναι ο ίδιος ο αριθμός.',
    es: 'WhatsApp → API Setup lo muestra bajo el número. No es el número mismo.',
    de: 'WhatsApp → API Setup zeigt sie unter der Nummer. Es ist nicht die Nummer selbst.',
    ar: 'يظهر في WhatsApp → API Setup تحت الرقم. وليس هو الرقم نفسه.',
  },
  'WhatsApp Business Account ID': {
    el: 'Αναγνωριστικό λογαριασμού WhatsApp Business',
    es: 'ID de la cuenta de WhatsApp Business',
    de: 'ID des WhatsApp-Business-Kontos',
    ar: 'معرّف حساب WhatsApp Business',
  },
  'It stands beside the phone number ID.': {
    el: 'Βρίσκεται δίπλα στο αναγνωριστικό του αριθμού.',
    es: 'Está junto al ID del número de teléfono.',
    de: 'Sie steht neben der Telefonnummer-ID.',
    ar: 'يظهر بجانب معرّف رقم الهاتف.',
  },
  'App secret': {
    el: 'Μυστικό της εφαρμογής',
    es: 'Clave secreta de la app',
    de: 'App-Geheimnis',
    ar: 'سرّ التطبيق',
  },
  'App settings → Basic → App secret → Show. It proves that calls come from Meta.': {
    el: 'App settings → Basic → App secret → Show. Αποδεικνύει ότι οι κλήσεις έρχονται από τη Meta.',
    es: 'App settings → Basic → App secret → Show. Demuestra que las llamadas vienen de Meta.',
    de: 'App settings → Basic → App secret → Show. Es beweist, dass Aufrufe von Meta kommen.',
    ar: 'App settings → Basic → App secret → Show. يثبت أن الاستدعاءات تأتي من Meta.',
  },
  'Address of the API': {
    el: 'Διεύθυνση του API',
    es: 'Dirección de la API',
    de: 'Adresse der API',
    ar: 'عنوان الواجهة البرمجية',
  },
  'Leave it as it is.': {
    el: 'Αφήστε το όπως είναι.',
    es: 'Déjelo como está.',
    de: 'Lassen Sie es, wie es ist.',
    ar: 'اتركه كما هو.',
  },
  'Make an app of the type Business at Meta for Developers, and add WhatsApp to it.': {
    el: 'Φτιάξτε στο Meta for Developers μια εφαρμογή τύπου Business και προσθέστε της το WhatsApp.',
    es: 'Cree en Meta for Developers una app del tipo Business y añádale WhatsApp.',
    de: 'Legen Sie bei Meta for Developers eine App vom Typ Business an und fügen Sie WhatsApp hinzu.',
    ar: 'أنشئ في Meta for Developers تطبيقًا من نوع Business وأضف إليه WhatsApp.',
  },
  'Under WhatsApp → API Setup choose the company’s number, or add it. Copy the phone number ID and the WhatsApp Business Account ID.':
    {
      el: 'Στο WhatsApp → API Setup επιλέξτε ή προσθέστε τον αριθμό της εταιρείας. Αντιγράψτε το Phone number ID και το WhatsApp Business Account ID.',
      es: 'En WhatsApp → API Setup elija el número de la empresa, o añádalo. Copie el Phone number ID y el WhatsApp Business Account ID.',
      de: 'Wählen Sie unter WhatsApp → API Setup die Nummer der Firma oder fügen Sie sie hinzu. Kopieren Sie Phone number ID und WhatsApp Business Account ID.',
      ar: 'في WhatsApp → API Setup اختر رقم الشركة أو أضفه. انسخ Phone number ID وWhatsApp Business Account ID.',
    },
  'In Business Settings → Users → System users make a system user, and give it the app and the WhatsApp account with full control.':
    {
      el: 'Στο Business Settings → Users → System users φτιάξτε έναν χρήστη συστήματος και δώστε του την εφαρμογή και τον λογαριασμό WhatsApp με πλήρη έλεγχο.',
      es: 'En Business Settings → Users → System users cree un usuario del sistema y dele la app y la cuenta de WhatsApp con control total.',
      de: 'Legen Sie unter Business Settings → Users → System users einen Systemnutzer an und geben Sie ihm die App und das WhatsApp-Konto mit voller Kontrolle.',
      ar: 'في Business Settings → Users → System users أنشئ مستخدم نظام وامنحه التطبيق وحساب WhatsApp بتحكم كامل.',
    },
  'Press Generate token there: choose the app, let it never expire, tick whatsapp_business_messaging and whatsapp_business_management. Copy the token; it is shown once.':
    {
      el: 'Πατήστε εκεί Generate token: επιλέξτε την εφαρμογή, χωρίς λήξη, με whatsapp_business_messaging και whatsapp_business_management. Αντιγράψτε το διακριτικό· φαίνεται μία φορά.',
      es: 'Pulse allí Generate token: elija la app, sin caducidad, y marque whatsapp_business_messaging y whatsapp_business_management. Copie el token; se muestra una sola vez.',
      de: 'Drücken Sie dort Generate token: App wählen, nie ablaufend, whatsapp_business_messaging und whatsapp_business_management ankreuzen. Kopieren Sie das Token; es wird einmal gezeigt.',
      ar: 'اضغط هناك Generate token: اختر التطبيق، بلا انتهاء، وحدد whatsapp_business_messaging وwhatsapp_business_management. انسخ الرمز؛ يظهر مرة واحدة.',
    },
  'In the app, open App settings → Basic and copy the app secret.': {
    el: 'Στην εφαρμογή ανοίξτε App settings → Basic και αντιγράψτε το App secret.',
    es: 'En la app, abra App settings → Basic y copie el App secret.',
    de: 'Öffnen Sie in der App App settings → Basic und kopieren Sie das App secret.',
    ar: 'في التطبيق افتح App settings → Basic وانسخ App secret.',
  },
  'Fill all four in below. Heed then has WhatsApp call it by itself; this installation must be reachable by https.': {
    el: 'Συμπληρώστε και τα τέσσερα παρακάτω. Το Heed φροντίζει μόνο του να το καλεί το WhatsApp· η εγκατάσταση πρέπει να είναι προσβάσιμη με https.',
    es: 'Rellene los cuatro abajo. Heed se encarga de que WhatsApp lo llame; esta instalación debe ser accesible por https.',
    de: 'Füllen Sie unten alle vier aus. Heed sorgt selbst dafür, dass WhatsApp es aufruft; diese Installation muss per https erreichbar sein.',
    ar: 'املأ الأربعة أدناه. يجعل Heed واتساب يستدعيه من تلقاء نفسه؛ ويجب أن يكون هذا التثبيت متاحًا عبر https.',
  },
  'Switch the app to Live, and add a way to pay in WhatsApp Manager if templates are to be sent.': {
    el: 'Βάλτε την εφαρμογή σε Live και προσθέστε τρόπο πληρωμής στο WhatsApp Manager, αν θα στέλνονται πρότυπα.',
    es: 'Ponga la app en Live y añada una forma de pago en WhatsApp Manager si va a enviar plantillas.',
    de: 'Schalten Sie die App auf Live und hinterlegen Sie im WhatsApp Manager eine Zahlungsart, wenn Vorlagen gesendet werden sollen.',
    ar: 'حوّل التطبيق إلى Live وأضف وسيلة دفع في WhatsApp Manager إن كنت سترسل قوالب.',
  },
  'Anything written before the number was connected: WhatsApp keeps no past that could be asked for. A number that stays in the WhatsApp Business app may share its own once.':
    {
      el: 'Ό,τι γράφτηκε πριν συνδεθεί ο αριθμός: το WhatsApp δεν κρατά παρελθόν που να μπορεί να ζητηθεί. Αριθμός που μένει στην εφαρμογή WhatsApp Business μπορεί να μοιραστεί το δικό του μία φορά.',
      es: 'Lo escrito antes de conectar el número: WhatsApp no guarda un pasado que se pueda pedir. Un número que sigue en la app WhatsApp Business puede compartir el suyo una vez.',
      de: 'Was vor dem Verbinden der Nummer geschrieben wurde: WhatsApp hält keine Vergangenheit bereit. Eine Nummer, die in der WhatsApp-Business-App bleibt, kann ihre einmal teilen.',
      ar: 'ما كُتب قبل ربط الرقم: لا يحتفظ واتساب بماضٍ يمكن طلبه. ويمكن لرقم يبقى في تطبيق WhatsApp Business أن يشارك ماضيه مرة واحدة.',
    },
  'What came while this installation could not be reached for more than seven days: until then WhatsApp calls again.': {
    el: 'Ό,τι ήρθε ενώ η εγκατάσταση δεν ήταν προσβάσιμη για πάνω από επτά ημέρες: ως τότε το WhatsApp ξανακαλεί.',
    es: 'Lo que llegó mientras esta instalación no estuvo accesible durante más de siete días: hasta entonces WhatsApp vuelve a llamar.',
    de: 'Was kam, während diese Installation länger als sieben Tage nicht erreichbar war: bis dahin ruft WhatsApp wieder an.',
    ar: 'ما وصل بينما تعذّر الوصول إلى هذا التثبيت أكثر من سبعة أيام: حتى ذلك الحين يعيد واتساب الاستدعاء.',
  },
  'Messages of kinds that WhatsApp does not hand on, such as polls: they are shown as such, and can be read on the phone.':
    {
      el: 'Μηνύματα ειδών που το WhatsApp δεν παραδίδει, όπως δημοσκοπήσεις: φαίνονται ως τέτοια και διαβάζονται στο τηλέφωνο.',
      es: 'Mensajes de tipos que WhatsApp no entrega, como encuestas: se muestran como tales y se leen en el teléfono.',
      de: 'Nachrichten, die WhatsApp nicht weitergibt, etwa Umfragen: sie werden als solche gezeigt und sind auf dem Telefon zu lesen.',
      ar: 'رسائل من أنواع لا يسلّمها واتساب، كالاستطلاعات: تظهر كما هي وتُقرأ على الهاتف.',
    },
  'Groups, and calls.': {
    el: 'Ομάδες και κλήσεις.',
    es: 'Grupos y llamadas.',
    de: 'Gruppen und Anrufe.',
    ar: 'المجموعات والمكالمات.',
  },
  'What people write about the company elsewhere: nothing on WhatsApp is public.': {
    el: 'Ό,τι γράφεται αλλού για την εταιρεία: στο WhatsApp τίποτα δεν είναι δημόσιο.',
    es: 'Lo que se escribe de la empresa en otros lugares: en WhatsApp nada es público.',
    de: 'Was anderswo über die Firma geschrieben wird: auf WhatsApp ist nichts öffentlich.',
    ar: 'ما يُكتب عن الشركة في أماكن أخرى: لا شيء علني على واتساب.',
  },
  'This number is not registered for the Cloud API. Register it in WhatsApp Manager.': {
    el: 'Ο αριθμός δεν είναι εγγεγραμμένος στο Cloud API. Εγγράψτε τον στο WhatsApp Manager.',
    es: 'Este número no está registrado en la Cloud API. Regístrelo en WhatsApp Manager.',
    de: 'Diese Nummer ist nicht für die Cloud API registriert. Registrieren Sie sie im WhatsApp Manager.',
    ar: 'هذا الرقم غير مسجّل في Cloud API. سجّله في WhatsApp Manager.',
  },
  'This number is not registered yet. Finish its registration in WhatsApp Manager.': {
    el: 'Ο αριθμός δεν έχει εγγραφεί ακόμη. Ολοκληρώστε την εγγραφή στο WhatsApp Manager.',
    es: 'Este número aún no está registrado. Termine su registro en WhatsApp Manager.',
    de: 'Diese Nummer ist noch nicht registriert. Schließen Sie die Registrierung im WhatsApp Manager ab.',
    ar: 'لم يُسجَّل هذا الرقم بعد. أكمل تسجيله في WhatsApp Manager.',
  },
  'The number answers.': {
    el: 'Ο αριθμός απαντά.',
    es: 'El número responde.',
    de: 'Die Nummer antwortet.',
    ar: 'الرقم يستجيب.',
  },
  'Answers within 24 hours go. No template can be sent, so nothing can after that.': {
    el: 'Απαντήσεις μέσα σε 24 ώρες φεύγουν. Κανένα πρότυπο δεν στέλνεται, άρα μετά τίποτα.',
    es: 'Las respuestas dentro de 24 horas salen. No se puede enviar ninguna plantilla, así que después nada.',
    de: 'Antworten innerhalb von 24 Stunden gehen. Keine Vorlage kann gesendet werden, danach also nichts.',
    ar: 'تُرسل الإجابات خلال 24 ساعة. لا يمكن إرسال أي قالب، فلا شيء بعد ذلك.',
  },
  'The number’s verification has run out. Verify it again in WhatsApp Manager.': {
    el: 'Η επαλήθευση του αριθμού έληξε. Επαληθεύστε τον ξανά στο WhatsApp Manager.',
    es: 'La verificación del número ha caducado. Verifíquelo de nuevo en WhatsApp Manager.',
    de: 'Die Verifizierung der Nummer ist abgelaufen. Verifizieren Sie sie erneut im WhatsApp Manager.',
    ar: 'انتهت صلاحية التحقق من الرقم. تحقق منه من جديد في WhatsApp Manager.',
  },
  'WhatsApp charges each template that is delivered, by its kind and the country of the number. Utility templates are free within 24 hours of their last message.':
    {
      el: 'Το WhatsApp χρεώνει κάθε πρότυπο που παραδίδεται, ανάλογα με το είδος και τη χώρα του αριθμού. Τα πρότυπα εξυπηρέτησης είναι δωρεάν μέσα σε 24 ώρες από το τελευταίο τους μήνυμα.',
      es: 'WhatsApp cobra cada plantilla entregada según su tipo y el país del número. Las de servicio son gratis dentro de las 24 horas de su último mensaje.',
      de: 'WhatsApp berechnet jede zugestellte Vorlage nach Art und Land der Nummer. Servicevorlagen sind innerhalb von 24 Stunden nach der letzten Nachricht frei.',
      ar: 'يحتسب واتساب كل قالب يُسلَّم بحسب نوعه وبلد الرقم. قوالب الخدمة مجانية خلال 24 ساعة من آخر رسالة.',
    },
  'It begins with a picture, a film or a file, which cannot be added from here.': {
    el: 'Αρχίζει με εικόνα, βίντεο ή αρχείο, που δεν προστίθεται από εδώ.',
    es: 'Empieza con una imagen, un vídeo o un archivo, que no se puede añadir desde aquí.',
    de: 'Sie beginnt mit einem Bild, Film oder einer Datei, die sich von hier nicht anfügen lässt.',
    ar: 'يبدأ بصورة أو فيديو أو ملف لا يمكن إضافته من هنا.',
  },
  'It holds a part or a button that cannot be filled in from here.': {
    el: 'Έχει μέρος ή κουμπί που δεν συμπληρώνεται από εδώ.',
    es: 'Tiene una parte o un botón que no se puede rellenar desde aquí.',
    de: 'Sie enthält einen Teil oder Knopf, der sich von hier nicht ausfüllen lässt.',
    ar: 'فيه جزء أو زر لا يمكن ملؤه من هنا.',
  },
};
