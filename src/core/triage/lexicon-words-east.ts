import type { WordList } from './lexicon-words.ts';

const greek: WordList = {
  good: 'καλο καλα καλη καλοσ καλησ καλων ωραι* ευγεν* χρησιμ* γρηγορ* ευχαριστημεν* χαιρομ* χαρα* χαρηκ* ευκολ* συνιστω προτεινω ομορφ* ευτυχ* ελπιδ* στηριζ* στηριξ* επιτυχ* προοδ* ασφαλ* δυναμ* ενωσ* ειρην* τιμη τιμουμε θετικ* αξιζ* νικ* συγχαρητηρια* ευχομ* ευχες μπραβο',
  great:
    'τελει* αριστ* υπεροχ* φανταστικ* καταπληκτικ* εξαιρετικ* λατρευ* αγαπ* καλυτερ* φοβερ* απιθαν* σπουδαι* θαυμ* υπερηφαν* περηφαν* ιστορικ* λαμπρ*',
  bad: 'κακο κακα κακη κακοσ κακησ ασχημ* λυπ* θυμ* νευρ* απογοητ* αργα αργ* ακριβ* αχρηστ* ψεμ* ψευδ* ψευτ* φοβ* πονο κουραστηκ* βαρεθηκ* βλακ* ανοητ* αδικ* κριμα δυστυχωσ αγεν* λαθοσ λαθη αποτυχ* ανικαν* υποκρισ* θρασ* κοροιδ* ανευθυν* κυνισμ* προβληματ*',
  awful:
    'απαισι* τραγικ* χειροτερ* απαραδεκτ* ντροπ* σκατ* σκουπιδ* καταστροφ* απατη απατ* απατεων* κλεφτ* κλεβ* ελεοσ μισ* γελοι* αθλι* ξεφτιλ* ξεπουλ* σκανδαλ* διαφθορ* εγκλημ* ντροπη χουντ* φασισ* μαλακ* αισχ* καταγγελ* καταδικ* προκλητικ* εξευτελ* αυταρχ*',
  trouble:
    'προβλημα* χαλασ* χαλασε σφαλμα* βλαβ* καθυστερ* ακυρ* περιμεν* χαθηκ* λειπ* παραπον* επιστροφ* χρεωσ* μπλοκ* κανεισ ποτε ακομα μηνεσ εβδομαδ* δεν δε κρισ* πανδημ* ανεργ* ακριβεια',
  thanks: 'ευχαριστω ευχαριστουμε ευχαριστ*',
  asking: 'πωσ ποτε που ποιο ποιοσ ποια γιατι μπορω μπορειτε μπορει παρακαλω ξερετε υπαρχει ποσο τι',
};

const arabic: WordList = {
  good: 'جيد جيده جميل جميله حلو حلوه لطيف مفيد سريع سعيد سعاده مبسوط سهل انصح مرتاح خير نجاح مبروك يارب الحمد تفاول ابتسام* فرح* ضحك* ههه* امل حب الخير',
  great:
    'ممتاز* رائع* روعه مذهل عظيم عظيمه افضل احب احبك بحبك اجمل مبدع* تحفه خرافي يجنن احلي فخر فخور بطل ابطال عشق تسلم كفو',
  bad: 'سيء سيئ سيئه حزين حزينه حزن زعل* غضب غاضب بطيء غالي غاليه كذب كذاب خوف خايف الم مولم تعب* تعبان مزعج ملل غبي غباء ظلم ظالم للاسف وجع بكي يبكي فشل فاشل* مشكله',
  awful:
    'اسوا زفت زباله قذر حقير كارثه فضيحه نصاب* نصب حرامي* سرقه عار مقرف وقح حسبي لعن* كلب كلاب حيوان وسخ خاين خيانه ارهاب* قتل مجرم* موت يموت فساد تافه',
  trouble:
    'مشكل* خطا عطل عطلان خراب خربان تاخير متاخر الغاء انتظر* انتظار ضاع مفقود شكوي استرجاع حظر احد محد لحد ساعات ايام اسبوع',
  thanks: 'شكرا شكر مشكور* اشكر* يعطيك يعطيكم تسلمون',
  asking: 'كيف متي اين وين ليش لماذا هل مين من كم ممكن لو سمحت ابغي اريد ايش شو',
};

/** Hindi as it is written with Latin letters. */
const romanHindi: WordList = {
  good: 'accha acha achha achhe acche achi badhiya badiya sahi khush khushi mast sundar pyara pyaari swagat badhai mubarak jai shandar aasan',
  great: 'bahut zabardast jabardast kamaal kamal pyar pyaar lajawab shaandar behtareen best sabse garv',
  bad: 'bura buri bure kharab galat dukh dukhi gussa naraz jhooth jhuth jhoota jhuta dar pareshan sharam sharm bekar bekaar mehnga pagal bewakoof ganda gandi',
  awful:
    'ghatiya chor chori dhokha loot gaddar kutta kutte kamina harami saala saale bakwas nafrat besharam barbad chutiya madarchod bhenchod randi mar maut fake',
  trouble: 'problem samasya dikkat band nahi nahin kab der intezaar kho koi abhi tak',
  thanks: 'dhanyavad dhanyawad shukriya',
  asking: 'kya kaise kab kahan kaun kyun kyu kyo kitna kitne batao bataye please',
};

export const EASTERN_LISTS: WordList[] = [greek, arabic, romanHindi];
