// Tells what came while the desk is not open. The sentences are the desk's own, left here by the page in the reader's language.
const WORDS = '/push-words';

self.addEventListener('push', event => {
  event.waitUntil(show(event.data ? event.data.json() : {}));
});

async function show({ kind = 'rule', conversationId = null }) {
  const kept = await caches.match(WORDS);
  const words = kept ? await kept.json() : {};
  const title = words[kind] || words.title || 'Heed';
  const path = conversationId ? `/c/${encodeURIComponent(conversationId)}` : '/';
  await self.registration.showNotification(title, { tag: conversationId || kind, icon: '/icon.svg', data: { path } });
}

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});

async function open(path) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length === 0) return self.clients.openWindow(path);
  await pages[0].focus();
  return pages[0].navigate(path).catch(() => self.clients.openWindow(path));
}
