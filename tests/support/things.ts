/** What posts made up for learning are about, so that many can say the same and none be alike. */
export const THINGS = [
  'grinder',
  'kettle',
  'pump',
  'lever',
  'tray',
  'lid',
  'valve',
  'boiler',
  'hopper',
  'scale',
  'cup',
  'hose',
];
