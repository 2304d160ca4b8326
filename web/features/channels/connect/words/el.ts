export const el: Readonly<Record<string, string>> = {};
