import type { IntentWords } from './intents-kind.ts';

/** The commonest of two more languages, so that their customers are not passed over altogether. */
export const POLISH_TURKISH: IntentWords = {
  tongue: 'i w na z że jest się ve bir bu için çok',
  lists: {
    not: 'nie nigdy nikt bez brak değil yok hiç',
    work: 'działa działają doszła doszło dotarła dotarło odpowiada przyszła çalışmıyor gelmedi açılmıyor',
  },
  trouble: [
    'zepsut*|popsut*|oszust*|oszukal*|fataln*|awari*|reklamacj*|skandal|beznadziej*|tragedia|żenada|wstyd|problem*|uszkodzon*|okropn*|bozuk|bozuldu|rezalet|şikayet*|berbat|dolandırıcı*|kötü|saçmalık|sorun*|kırık|utanç',
  ],
  failing: [
    '$not .. $work|çalışmıyor|gelmedi|ulaşmadı|açılmıyor|cevap yok|cevap vermiyor|vermiyorsunuz|nie działa|brak odpowiedzi|internet yok',
  ],
  lacking: ['brak|yok'],
  waiting: ['nadal|wciąż|znowu|czekam|od .. tygodnia|od .. dni|hala|hâlâ|bekliyorum|günlerdir|haftadır|yine'],
  asking: ['jak|gdzie|kiedy|dlaczego|czemu|kto|czy|ile|co|nasıl|nerede|neden|niye|ne|kim|kaç|hangi'],
  wondering: ['mam pytanie|pytanie|czy ktoś wie|ne zaman|nasıl yapabilirim|bilen var'],
  wanting: [
    'proszę|poproszę|potrzebuję|chcę|chciałbym|chciałabym|możecie|lütfen|istiyorum|ihtiyacım|rica ederim|yardım eder',
  ],
  calling: ['pomoc|pomocy|pomóżcie|yardım|yardımcı'],
  praise: ['świetn*|super|polecam|doskonał*|uwielbiam|najlepsz*|harika|mükemmel|bayıldım|tavsiye ederim|süper'],
  thanks: ['dziękuję|dzięki|dziekuje|podziękowania|teşekkür*|sağol*|sağ olun'],
  mishap: ['zapomniałem|zapomniałam|unuttum|yanlışlıkla'],
  leaving: [
    'nigdy więcej|rezygnuję|konkurencji|przenoszę|zamykam konto|bir daha asla|rakip*|iptal ediyorum|aboneliğimi iptal',
  ],
  spoilt: ['nie polecam|nie .. zadowolon*|niezadowolon*|tavsiye etmem|memnun değil*'],
  ahead: ['z góry dziękuję|dzięki z góry|şimdiden teşekkür*'],
  requests: {
    refund: ['zwrot*|zwróćcie|iade|paramı|geri ödeme'],
    cancel: ['anulować|anulujcie|rezygnuję|iptal'],
    delivery: ['paczka|paczki|przesyłk*|dostaw*|kargo*|siparişim|teslimat'],
    access: ['hasło|hasła|zalogować|logowania|şifre*|giriş yap*|hesabım*'],
    bug: ['nie działa|błąd|awaria|hata|çalışmıyor|çöküyor'],
    booking: ['rezerwac*|zarezerwować|rezervasyon|randevu'],
    billing: ['faktur*|rachunek|obciąż*|fatura*|ücret*'],
    exchange: ['wymian*|wymienić|gwarancj*|napraw*|değişim|garanti|tamir'],
  },
};
