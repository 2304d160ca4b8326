/** Telegram. */
import type { OutsideWords } from './outside.ts';

export const telegram: OutsideWords = {
  'Token of the bot': {
    el: 'Κλειδί του bot',
    es: 'Token del bot',
    de: 'Token des Bots',
    ar: 'رمز البوت',
  },
  'As @BotFather shows it: a number, a colon and about 35 letters.': {
    el: 'Όπως το δείχνει ο @BotFather: ένας αριθμός, άνω-κάτω τελεία και περίπου 35 γράμματα.',
    es: 'Como lo muestra @BotFather: un número, dos puntos y unas 35 letras.',
    de: 'Wie @BotFather es zeigt: eine Zahl, ein Doppelpunkt und etwa 35 Buchstaben.',
    ar: 'كما يعرضه ‎@BotFather: رقم ثم نقطتان ثم نحو 35 حرفًا.',
  },
  'The user names under which your people write on Telegram, if any, apart by commas. What they answer there is recognised and stops the clock.':
    {
      el: 'Τα ονόματα χρήστη με τα οποία γράφουν οι άνθρωποί σας στο Telegram, αν υπάρχουν, με κόμματα ανάμεσα. Ό,τι απαντούν εκεί αναγνωρίζεται και σταματά το ρολόι.',
      es: 'Los nombres de usuario con los que su gente escribe en Telegram, si los hay, separados por comas. Lo que respondan allí se reconoce y detiene el reloj.',
      de: 'Die Benutzernamen, unter denen Ihre Leute auf Telegram schreiben, falls es welche gibt, durch Kommas getrennt. Was sie dort antworten, wird erkannt und hält die Uhr an.',
      ar: 'أسماء المستخدمين التي يكتب بها فريقكم على تيليغرام، إن وُجدت، تفصل بينها فواصل. ما يجيبون به هناك يُعرف ويوقف الساعة.',
    },
  'Address of the Bot API': {
    el: 'Διεύθυνση του Bot API',
    es: 'Dirección de la Bot API',
    de: 'Adresse der Bot-API',
    ar: 'عنوان واجهة البوتات',
  },
  'Leave it as it is, unless you run a Bot API server of your own.': {
    el: 'Αφήστε την ως έχει, εκτός αν έχετε δικό σας διακομιστή Bot API.',
    es: 'Déjela como está, salvo que tenga su propio servidor de la Bot API.',
    de: 'Lassen Sie sie, wie sie ist, es sei denn, Sie betreiben einen eigenen Bot-API-Server.',
    ar: 'اتركه كما هو إلا إذا كنتم تشغّلون خادم Bot API خاصًا بكم.',
  },
  'Open a chat with @BotFather in Telegram, and send /newbot.': {
    el: 'Ανοίξτε συνομιλία με τον @BotFather στο Telegram και στείλτε /newbot.',
    es: 'Abra un chat con @BotFather en Telegram y envíe /newbot.',
    de: 'Öffnen Sie in Telegram einen Chat mit @BotFather und senden Sie /newbot.',
    ar: 'افتحوا محادثة مع ‎@BotFather في تيليغرام وأرسلوا ‎/newbot.',
  },
  'Give the bot the company’s name, and a user name that ends in “bot”. Copy the token it answers with, and fill it in below.':
    {
      el: 'Δώστε στο bot το όνομα της εταιρείας και ένα όνομα χρήστη που τελειώνει σε «bot». Αντιγράψτε το κλειδί που σας απαντά και συμπληρώστε το παρακάτω.',
      es: 'Dé al bot el nombre de la empresa y un nombre de usuario que termine en «bot». Copie el token que le responde y póngalo abajo.',
      de: 'Geben Sie dem Bot den Namen der Firma und einen Benutzernamen, der auf „bot“ endet. Kopieren Sie das Token aus der Antwort und tragen Sie es unten ein.',
      ar: 'أعطوا البوت اسم الشركة واسم مستخدم ينتهي بـ «bot». انسخوا الرمز الذي يجيب به واكتبوه أدناه.',
    },
  'For groups: add the bot to the group. To hear everything there, send /setprivacy to @BotFather and choose Disable before you add it.':
    {
      el: 'Για ομάδες: προσθέστε το bot στην ομάδα. Για να ακούει τα πάντα εκεί, στείλτε /setprivacy στον @BotFather και διαλέξτε Disable πριν το προσθέσετε.',
      es: 'Para grupos: añada el bot al grupo. Para oírlo todo allí, envíe /setprivacy a @BotFather y elija Disable antes de añadirlo.',
      de: 'Für Gruppen: Nehmen Sie den Bot in die Gruppe auf. Damit er dort alles hört, senden Sie vorher /setprivacy an @BotFather und wählen Sie Disable.',
      ar: 'للمجموعات: أضيفوا البوت إلى المجموعة. ليسمع كل شيء فيها أرسلوا ‎/setprivacy إلى ‎@BotFather واختاروا Disable قبل إضافته.',
    },
  'For comments under a channel: add the bot to the channel and to the group its comments stand in, as an admin of both.':
    {
      el: 'Για σχόλια κάτω από ένα κανάλι: προσθέστε το bot στο κανάλι και στην ομάδα όπου βρίσκονται τα σχόλια, ως διαχειριστή και στα δύο.',
      es: 'Para los comentarios de un canal: añada el bot al canal y al grupo donde están los comentarios, como administrador de ambos.',
      de: 'Für Kommentare unter einem Kanal: Nehmen Sie den Bot in den Kanal und in die Gruppe seiner Kommentare auf, in beiden als Admin.',
      ar: 'للتعليقات تحت قناة: أضيفوا البوت إلى القناة وإلى المجموعة التي فيها تعليقاتها، مشرفًا في كلتيهما.',
    },
  'For a business account: send /mybots to @BotFather, choose the bot, then Bot Settings, and turn on Business Mode. Then, in Telegram, open Settings → Telegram Business → Chatbots, and add the bot.':
    {
      el: 'Για επαγγελματικό λογαριασμό: στείλτε /mybots στον @BotFather, διαλέξτε το bot, μετά Bot Settings, και ενεργοποιήστε το Business Mode. Έπειτα στο Telegram ανοίξτε Ρυθμίσεις → Telegram Business → Chatbots και προσθέστε το bot.',
      es: 'Para una cuenta de empresa: envíe /mybots a @BotFather, elija el bot, luego Bot Settings, y active Business Mode. Después, en Telegram, abra Ajustes → Telegram Business → Chatbots y añada el bot.',
      de: 'Für ein Geschäftskonto: Senden Sie /mybots an @BotFather, wählen Sie den Bot, dann Bot Settings, und schalten Sie Business Mode ein. Öffnen Sie dann in Telegram Einstellungen → Telegram Business → Chatbots und fügen Sie den Bot hinzu.',
      ar: 'لحساب أعمال: أرسلوا ‎/mybots إلى ‎@BotFather واختاروا البوت ثم Bot Settings وفعّلوا Business Mode. بعد ذلك افتحوا في تيليغرام الإعدادات ← Telegram Business ← Chatbots وأضيفوا البوت.',
    },
  'Deleted messages: Telegram tells bots of none, but for chats of a business account.': {
    el: 'Διαγραμμένα μηνύματα: το Telegram δεν τα λέει στα bot, παρά μόνο σε συνομιλίες επαγγελματικού λογαριασμού.',
    es: 'Los mensajes borrados: Telegram no los comunica a los bots, salvo en chats de una cuenta de empresa.',
    de: 'Gelöschte Nachrichten: Telegram meldet Bots keine, außer in Chats eines Geschäftskontos.',
    ar: 'الرسائل المحذوفة: لا يخبر تيليغرام البوتات بها إلا في محادثات حساب أعمال.',
  },
  'In groups whatever does not name, answer or command the bot, while its privacy mode is on and it is no admin.': {
    el: 'Σε ομάδες ό,τι δεν αναφέρει, δεν απαντά και δεν δίνει εντολή στο bot, όσο η λειτουργία απορρήτου είναι ενεργή και δεν είναι διαχειριστής.',
    es: 'En los grupos, lo que no nombra, responde ni da órdenes al bot, mientras su modo de privacidad esté activo y no sea administrador.',
    de: 'In Gruppen alles, was den Bot weder nennt noch ihm antwortet noch ein Befehl ist, solange sein Privatsphäre-Modus an ist und er kein Admin ist.',
    ar: 'في المجموعات كل ما لا يذكر البوت ولا يجيبه ولا يأمره، ما دام وضع الخصوصية مفعّلًا وهو ليس مشرفًا.',
  },
  'What was written before the bot was there, or waited for more than 24 hours while Heed was switched off: Telegram keeps no past for bots.':
    {
      el: 'Ό,τι γράφτηκε πριν μπει το bot, ή περίμενε πάνω από 24 ώρες όσο το Heed ήταν κλειστό: το Telegram δεν κρατά παρελθόν για bot.',
      es: 'Lo escrito antes de que estuviera el bot, o que esperó más de 24 horas mientras Heed estaba apagado: Telegram no guarda pasado para los bots.',
      de: 'Was geschrieben wurde, bevor der Bot da war, oder mehr als 24 Stunden wartete, während Heed ausgeschaltet war: Telegram bewahrt Bots keine Vergangenheit auf.',
      ar: 'ما كُتب قبل وجود البوت، أو انتظر أكثر من 24 ساعة وHeed متوقف: لا يحفظ تيليغرام ماضيًا للبوتات.',
    },
  'Groups and channels the bot is not in: there is no search for bots.': {
    el: 'Ομάδες και κανάλια όπου δεν είναι το bot: για bot δεν υπάρχει αναζήτηση.',
    es: 'Los grupos y canales donde no está el bot: para los bots no hay búsqueda.',
    de: 'Gruppen und Kanäle, in denen der Bot nicht ist: Eine Suche gibt es für Bots nicht.',
    ar: 'المجموعات والقنوات التي ليس البوت فيها: لا بحث للبوتات.',
  },
  'Secret chats, calls, stories, and reactions of people who stay unnamed.': {
    el: 'Μυστικές συνομιλίες, κλήσεις, ιστορίες και αντιδράσεις όσων μένουν ανώνυμοι.',
    es: 'Los chats secretos, las llamadas, las historias y las reacciones de quienes no dan su nombre.',
    de: 'Geheime Chats, Anrufe, Storys und Reaktionen von Leuten, die ungenannt bleiben.',
    ar: 'المحادثات السرية والمكالمات والقصص وتفاعلات من يبقون بلا اسم.',
  },
  'What other bots write in groups.': {
    el: 'Ό,τι γράφουν άλλα bot σε ομάδες.',
    es: 'Lo que escriben otros bots en los grupos.',
    de: 'Was andere Bots in Gruppen schreiben.',
    ar: 'ما تكتبه بوتات أخرى في المجموعات.',
  },
  'The bot may not be added to groups. At @BotFather: /setjoingroups, then Enable.': {
    el: 'Το bot δεν επιτρέπεται να προστεθεί σε ομάδες. Στον @BotFather: /setjoingroups, μετά Enable.',
    es: 'El bot no puede añadirse a grupos. En @BotFather: /setjoingroups y luego Enable.',
    de: 'Der Bot darf in keine Gruppen aufgenommen werden. Bei @BotFather: /setjoingroups, dann Enable.',
    ar: 'لا يُسمح بإضافة البوت إلى المجموعات. عند ‎@BotFather: ‎/setjoingroups ثم Enable.',
  },
  'In groups whose rules let the bot write.': {
    el: 'Σε ομάδες που οι κανόνες τους αφήνουν το bot να γράφει.',
    es: 'En los grupos cuyas reglas dejan escribir al bot.',
    de: 'In Gruppen, deren Regeln den Bot schreiben lassen.',
    ar: 'في المجموعات التي تسمح قواعدها للبوت بالكتابة.',
  },
  'Whoever wrote to the bot, and chats of a business account that lets it answer.': {
    el: 'Όποιος έγραψε στο bot, και συνομιλίες επαγγελματικού λογαριασμού που του επιτρέπει να απαντά.',
    es: 'Quien haya escrito al bot, y los chats de una cuenta de empresa que le deje responder.',
    de: 'Wer dem Bot geschrieben hat, und Chats eines Geschäftskontos, das ihn antworten lässt.',
    ar: 'من كتب إلى البوت، ومحادثات حساب أعمال يسمح له بالرد.',
  },
  'Whoever wrote to the bot. For chats of a business account, turn on Business Mode at @BotFather.': {
    el: 'Όποιος έγραψε στο bot. Για συνομιλίες επαγγελματικού λογαριασμού ενεργοποιήστε το Business Mode στον @BotFather.',
    es: 'Quien haya escrito al bot. Para chats de una cuenta de empresa, active Business Mode en @BotFather.',
    de: 'Wer dem Bot geschrieben hat. Für Chats eines Geschäftskontos schalten Sie bei @BotFather Business Mode ein.',
    ar: 'من كتب إلى البوت. لمحادثات حساب أعمال فعّلوا Business Mode عند ‎@BotFather.',
  },
  'Heed asks Telegram for what happens.': {
    el: 'Το Heed ρωτά το Telegram τι συμβαίνει.',
    es: 'Heed pregunta a Telegram qué ocurre.',
    de: 'Heed fragt Telegram, was geschieht.',
    ar: 'يسأل Heed تيليغرام عمّا يحدث.',
  },
  'Telegram calls Heed for whatever happens.': {
    el: 'Το Telegram καλεί το Heed για ό,τι συμβαίνει.',
    es: 'Telegram llama a Heed por todo lo que ocurre.',
    de: 'Telegram ruft Heed, was immer geschieht.',
    ar: 'يستدعي تيليغرام Heed لكل ما يحدث.',
  },
  'In its groups the bot hears everything: its privacy mode is off.': {
    el: 'Στις ομάδες του το bot ακούει τα πάντα: η λειτουργία απορρήτου είναι ανενεργή.',
    es: 'En sus grupos el bot lo oye todo: su modo de privacidad está desactivado.',
    de: 'In seinen Gruppen hört der Bot alles: Sein Privatsphäre-Modus ist aus.',
    ar: 'في مجموعاته يسمع البوت كل شيء: وضع الخصوصية متوقف.',
  },
  'In its groups the bot hears what names it, answers it or is a command: its privacy mode is on. As an admin it hears everything.':
    {
      el: 'Στις ομάδες του το bot ακούει ό,τι το αναφέρει, του απαντά ή είναι εντολή: η λειτουργία απορρήτου είναι ενεργή. Ως διαχειριστής ακούει τα πάντα.',
      es: 'En sus grupos el bot oye lo que lo nombra, le responde o es una orden: su modo de privacidad está activo. Como administrador lo oye todo.',
      de: 'In seinen Gruppen hört der Bot, was ihn nennt, ihm antwortet oder ein Befehl ist: Sein Privatsphäre-Modus ist an. Als Admin hört er alles.',
      ar: 'في مجموعاته يسمع البوت ما يذكره أو يجيبه أو يكون أمرًا: وضع الخصوصية مفعّل. وهو مشرفًا يسمع كل شيء.',
    },
};
