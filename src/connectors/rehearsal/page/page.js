// Keeps the wall current. Without it the page works the same, one reload later.
const wall = document.querySelector('#wall');

if (wall && 'EventSource' in window) {
  let timer;
  const changes = new EventSource('/rehearsal/live');
  changes.onmessage = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 250);
  };
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#wall');
  if (!next) return;
  if (isBusy()) offer(next);
  else show(next);
}

// Somebody is writing or reading in an opened form: nothing moves under their hands.
function isBusy() {
  return wall.querySelector('details[open]') !== null || wall.contains(document.activeElement);
}

function offer(next) {
  document.querySelector('#fresh')?.remove();
  const button = document.createElement('button');
  button.id = 'fresh';
  button.type = 'button';
  button.textContent = 'Show what is new';
  button.addEventListener('click', () => show(next));
  wall.before(button);
}

function show(next) {
  document.querySelector('#fresh')?.remove();
  wall.replaceChildren(...next.childNodes);
}
