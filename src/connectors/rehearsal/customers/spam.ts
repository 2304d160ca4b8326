/** The unasked-for: what every real network carries beside its customers. */
export const spam: readonly string[] = [
  '{at} Earn 400 a day from your sofa!! Link in bio, only 7 places left',
  'Hot deal: followers for your shop, 1000 for 3.99. {at} check us out',
  '{at} CONGRATULATIONS you have been selected for a voucher. Claim now at prize-desk.example',
  'Crypto signals that never fail. Ask me how. {at} #blessed #freedom',
  '{at} Dear customer your account is suspended, verify at kestrel-verify.example',
  'We repair ANY phone in one hour, best prices, write now. {at}',
];
