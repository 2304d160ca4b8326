/** The people who play the customers. All invented. */
export type Persona = {
  handle: string;
  name: string;
  lang: 'en' | 'el' | 'es' | 'de' | 'ar';
  city: string;
  /** How many times the usual wait they bear: 0.5 complains early, 2 waits long. */
  patience: number;
  /** `spam` posts only what nobody asked for. */
  part: 'customer' | 'spam';
};

const line = (
  handle: string,
  name: string,
  lang: Persona['lang'],
  city: string,
  patience = 1,
  part: Persona['part'] = 'customer',
): Persona => ({ handle, name, lang, city, patience, part });

export const personas: readonly Persona[] = [
  line('thea_brews', 'Thea Lindqvist', 'en', 'Bristol'),
  line('owen_marsh', 'Owen Marsh', 'en', 'Leeds', 0.6),
  line('priya_k', 'Priya Kapadia', 'en', 'Leicester', 1.4),
  line('gus_and_beans', 'Gus Okafor', 'en', 'Dublin'),
  line('harriet.l', 'Harriet Lowe', 'en', 'York', 1.8),
  line('d_fontaine', 'Dominic Fontaine', 'en', 'Toronto', 0.7),
  line('mei_writes', 'Mei Tanaka', 'en', 'Seattle'),
  line('calum_fr', 'Calum Fraser', 'en', 'Glasgow', 0.5),
  line('zainab_o', 'Zainab Otieno', 'en', 'Nairobi', 1.5),
  line('tobyhart', 'Toby Hartwell', 'en', 'Cardiff'),
  line('june_at_no9', 'June Pemberton', 'en', 'Norwich', 2),
  line('rafiq_m', 'Rafiq Mahmud', 'en', 'Birmingham', 0.8),
  line('saoirse_b', 'Saoirse Byrne', 'en', 'Cork'),
  line('linus_pike', 'Linus Pike', 'en', 'Melbourne', 1.2),
  line('eleni_p', 'Ελένη Παπαδάκη', 'el', 'Χανιά'),
  line('nikos_vr', 'Νίκος Βρεττός', 'el', 'Πάτρα', 0.6),
  line('sofia_th', 'Σοφία Θεοδώρου', 'el', 'Βόλος', 1.3),
  line('kostas_zog', 'Κώστας Ζώγας', 'el', 'Λάρισα', 0.8),
  line('marilena_d', 'Μαριλένα Δρόσου', 'el', 'Καλαμάτα'),
  line('stathis_k', 'Στάθης Κομνηνός', 'el', 'Ιωάννινα', 1.6),
  line('despina_l', 'Δέσποινα Λιάκου', 'el', 'Ηράκλειο'),
  line('aris_mel', 'Άρης Μελάς', 'el', 'Θεσσαλονίκη', 0.7),
  line('fotini_x', 'Φωτεινή Ξένου', 'el', 'Ρόδος', 1.2),
  line('lucia_ferrer', 'Lucía Ferrer', 'es', 'Valencia'),
  line('mateo_rq', 'Mateo Requena', 'es', 'Sevilla', 0.6),
  line('carmen_olm', 'Carmen Olmedo', 'es', 'Bilbao', 1.4),
  line('diego_sal', 'Diego Salvatierra', 'es', 'Bogotá', 0.9),
  line('ines_prat', 'Inés Prat', 'es', 'Girona'),
  line('julian_vz', 'Julián Vázquez', 'es', 'Vigo', 1.7),
  line('noelia_c', 'Noelia Cifuentes', 'es', 'Santiago', 0.7),
  line('pau_torres_b', 'Pau Torrebadell', 'es', 'Tarragona'),
  line('annika_b', 'Annika Brandt', 'de', 'Kiel'),
  line('jonas_hz', 'Jonas Herzfeld', 'de', 'Leipzig', 0.6),
  line('birgit_st', 'Birgit Steinmetz', 'de', 'Graz', 1.5),
  line('emre_k', 'Emre Kaplan', 'de', 'Köln'),
  line('frauke_n', 'Frauke Nissen', 'de', 'Flensburg', 1.8),
  line('lukas_wdm', 'Lukas Widmer', 'de', 'Bern', 0.8),
  line('silke_o', 'Silke Ortmann', 'de', 'Hannover'),
  line('theo_gr', 'Theo Grünwald', 'de', 'Wien', 1.1),
  line('layla_h', 'ليلى حداد', 'ar', 'عمّان'),
  line('omar_sh', 'عمر الشريف', 'ar', 'القاهرة', 0.6),
  line('nour_q', 'نور قاسم', 'ar', 'بيروت', 1.3),
  line('yusuf_b', 'يوسف بن علي', 'ar', 'تونس'),
  line('huda_m', 'هدى المنصوري', 'ar', 'دبي', 0.9),
  line('tariq_z', 'طارق الزهراني', 'ar', 'جدة', 1.6),
  line('salma_f', 'سلمى فاضل', 'ar', 'الرباط'),
  line('easy_gains_now', 'Easy Gains', 'en', 'Anywhere', 1, 'spam'),
  line('boost_ur_shop', 'Boost Your Shop', 'en', 'Anywhere', 1, 'spam'),
  line('lucky_desk', 'Prize Desk', 'en', 'Anywhere', 1, 'spam'),
];
