/** The page's pieces. Names stay put for those who look for them: `data-post-id`, `data-author`, `data-company`. */
import { html, type Markup } from './html.ts';
import { markedBy } from './marks.ts';
import { PUBLIC_TEXT_LIMIT_GRAPHEMES, type Square } from './square.ts';
import { foldHandle, type Resident, roomOf, type SquarePost } from './square-state.ts';

export const THREADS_PER_PAGE = 30;
const FACES = 8;
const REPLIES_SHOWN = 200;
const DEPTH_SHOWN = 3;

export function wallPage(square: Square, me: Resident | null, before: string | null): Markup {
  const roots = threadsByLatest(square);
  const from = before === null ? 0 : roots.findIndex(({ id }) => id === before) + 1;
  const shown = roots.slice(from, from + THREADS_PER_PAGE);
  const last = shown.at(-1);
  const older = last !== undefined && roots.length > from + THREADS_PER_PAGE;
  return frame(
    'The square',
    me,
    html`${composer(square, me)}
      ${companyDoors(square)}
      <section id="wall" aria-label="Posts">
        ${shown.length === 0 && html`<p class="quiet">Nobody has said anything yet. Be the first.</p>`}
        ${shown.map(post => thread(square, me, post))}
        ${older && html`<p><a href="/rehearsal?before=${last.id}">Older posts</a></p>`}
      </section>`,
  );
}

export function threadPage(square: Square, me: Resident | null, post: SquarePost): Markup {
  const root = square.state.posts.get(post.rootId) ?? post;
  return frame(
    'A thread',
    me,
    html`<p><a href="/rehearsal">All posts</a></p><section id="wall" aria-label="Thread">${thread(square, me, root)}</section>`,
  );
}

export function roomPage(square: Square, me: Resident | null, company: Resident): Markup {
  const ids = me ? (square.state.rooms.get(roomOf(company.id, me.id)) ?? []) : [];
  const posts = ids.flatMap(id => square.state.posts.get(id) ?? []);
  return frame(
    `In private with ${company.name}`,
    me,
    html`<p><a href="/rehearsal">All posts</a></p>
      <h2 class="private-title">In private with ${company.name}</h2>
      <p class="quiet">Only you and ${company.name} can read this.</p>
      <section id="wall" class="room" aria-label="Private messages">
        ${posts.length === 0 && html`<p class="quiet">Nothing yet.</p>`}
        ${posts.map(post => postCard(square, me, post))}
      </section>
      <form class="composer private" method="post" action="/rehearsal/private/${company.id}" enctype="multipart/form-data">
        ${nameField(me)}
        <label>Your message <textarea name="text" rows="3" maxlength="8000" dir="auto"></textarea></label>
        ${pictureFields()}
        <button>Send privately</button>
      </form>`,
  );
}

/** The whole document around a page's body. */
export function frame(title: string, me: Resident | null, body: Markup): Markup {
  return html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Rehearsal</title>
    <link rel="stylesheet" href="/rehearsal/page.css"><script src="/rehearsal/page.js" defer></script></head>
    <body><header class="top"><div class="inner"><h1><a class="brand" href="/rehearsal"><span aria-hidden="true">◍</span> The square</a></h1>
      <p class="quiet">A made-up network for practising. Everything here stays on this machine.</p>
      ${me && html`<p class="me" data-me="${me.id}">You are <strong>${me.name}</strong> <bdi>@${me.handle}</bdi></p>`}
    </div></header><main class="inner">${body}</main></body></html>`;
}

function threadsByLatest(square: Square): SquarePost[] {
  const { posts } = square.state;
  const latest = new Map<string, number>();
  let order = 0;
  for (const post of posts.values()) if (post.room === null) latest.set(post.rootId, order++);
  return [...latest]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([id]) => posts.get(id) ?? [])
    .filter(post => post.removedAt === null || (square.state.replies.get(post.id) ?? []).length > 0);
}

function thread(square: Square, me: Resident | null, root: SquarePost): Markup {
  const replies = repliesUnder(square, root);
  return html`<div class="thread">${postCard(square, me, root)}
    ${replies.map(({ post, depth }) => html`<div class="reply depth-${depth}">${postCard(square, me, post)}</div>`)}</div>`;
}

/** In reading order; a chain of a thousand answers is as flat as one of three. */
function repliesUnder(square: Square, root: SquarePost): { post: SquarePost; depth: number }[] {
  const found: { post: SquarePost; depth: number }[] = [];
  const ahead = childrenOf(square, root.id, 1);
  for (let next = ahead.pop(); next && found.length < REPLIES_SHOWN; next = ahead.pop()) {
    found.push(next);
    ahead.push(...childrenOf(square, next.post.id, Math.min(next.depth + 1, DEPTH_SHOWN)));
  }
  return found;
}

function childrenOf(square: Square, id: string, depth: number): { post: SquarePost; depth: number }[] {
  const ids = square.state.replies.get(id) ?? [];
  return ids
    .flatMap(reply => square.state.posts.get(reply) ?? [])
    .map(post => ({ post, depth }))
    .reverse();
}

function postCard(square: Square, me: Resident | null, post: SquarePost): Markup {
  const author = square.state.people.get(post.by);
  const isCompany = author?.isCompany ?? false;
  if (post.removedAt)
    return html`<article class="post gone" id="p-${post.id}"><p class="quiet">Deleted by its author.</p></article>`;
  return html`<article class="post${isCompany ? ' company' : ''}" id="p-${post.id}" data-post-id="${post.id}" data-author="${post.by}"
      ${isCompany && html`data-company`}>
    <header><span class="face face-${faceOf(post.by)}" aria-hidden="true">${[...(author?.name ?? '?')][0] ?? '?'}</span>
      <strong><bdi>${author?.name ?? ''}</bdi></strong> <span class="quiet"><bdi>@${author?.handle ?? ''}</bdi></span>
      ${isCompany && html`<span class="badge">company</span>`}
      <a class="when quiet" href="${post.room === null ? `/rehearsal/post/${post.id}` : `#p-${post.id}`}"><time datetime="${post.at}">${ago(post.at, square.now())}</time></a>
      ${post.editedAt && html`<span class="quiet">edited</span>`}</header>
    <p class="text" dir="auto">${withMentions(square, post.text)}</p>
    ${post.pictures.map(({ id, description }) => html`<img src="/rehearsal/media/${id}" alt="${description ?? ''}" loading="lazy">`)}
    ${marksOn(square, post)}
    <footer>${post.room === null && replyForm(me, post)} ${me?.id === post.by && ownForms(post)}</footer></article>`;
}

/** What companies did to it. On a made-up network everybody sees what they hid, so that it can be looked at. */
function marksOn(square: Square, post: SquarePost): Markup {
  const names = (what: 'like' | 'hide') =>
    markedBy(square.state, what, post.id).map(id => square.state.people.get(id)?.name ?? id);
  return html`${names('like').map(name => html`<p class="quiet">Liked by ${name}</p>`)}
    ${names('hide').map(name => html`<p class="quiet">Hidden by ${name}</p>`)}`;
}

function replyForm(me: Resident | null, post: SquarePost): Markup {
  return html`<details><summary>Reply</summary>
    <form method="post" action="/rehearsal/post" enctype="multipart/form-data">
      <input type="hidden" name="parent" value="${post.id}">${nameField(me)}
      <label>Your reply <textarea name="text" rows="2" maxlength="2000" dir="auto"></textarea></label>
      ${pictureFields()}<button>Reply</button></form></details>`;
}

function ownForms(post: SquarePost): Markup {
  return html`<details><summary>Edit</summary>
      <form method="post" action="/rehearsal/edit/${post.id}">
        <label>New words <textarea name="text" rows="2" maxlength="8000" dir="auto">${post.text}</textarea></label><button>Save</button></form></details>
    <form class="inline" method="post" action="/rehearsal/delete/${post.id}"><button class="plain">Delete</button></form>`;
}

function composer(square: Square, me: Resident | null): Markup {
  const people = [...square.state.people.values()].filter(({ isCompany }) => !isCompany);
  const companies = [...square.state.people.values()].filter(({ isCompany }) => isCompany);
  const tag = companies[0] ? `@${companies[0].handle}` : 'the company';
  return html`<form class="composer" method="post" action="/rehearsal/post" enctype="multipart/form-data">
    ${nameField(me)}
    <datalist id="people">${people.slice(-200).map(one => html`<option value="${one.name}">`)}</datalist>
    <label>What do you want to say? <textarea name="text" rows="3" maxlength="2000" dir="auto" placeholder="Write ${tag} to speak to them, or leave it out and see whether they listen."></textarea></label>
    ${pictureFields()}
    <p class="row"><button>Post</button> <span class="quiet">up to ${PUBLIC_TEXT_LIMIT_GRAPHEMES} characters</span></p></form>`;
}

function nameField(me: Resident | null): Markup {
  return html`<label class="name">Your name <input name="as" list="people" maxlength="60" autocomplete="off" required value="${me?.name ?? ''}" placeholder="Any name, real or invented"></label>`;
}

function pictureFields(): Markup {
  return html`<details class="picture"><summary>Add a picture</summary>
    <label>Picture <input type="file" name="picture" accept="image/png,image/jpeg,image/gif,image/webp"></label>
    <label>What it shows <input name="description" maxlength="500" placeholder="For those who cannot see it"></label></details>`;
}

function companyDoors(square: Square): Markup {
  const companies = [...square.state.people.values()].filter(({ isCompany }) => isCompany);
  return html`<nav class="doors" aria-label="Private rooms">${companies.map(
    one => html`<a href="/rehearsal/private/${one.id}">Write privately to <bdi>${one.name}</bdi></a>`,
  )}</nav>
  ${companies.map(one => stormDoor(square, one))}`;
}

/** For practising: in two minutes many people complain of one thing. */
function stormDoor(square: Square, { id, name }: Resident): Markup {
  const storm = square.storms.get(id);
  if (storm !== undefined) return html`<p class="quiet" role="status">A storm about ${name} is coming.</p>`;
  return html`<form class="storm" method="post" action="/rehearsal/storm/${id}">
    <button>Let a storm come over <bdi>${name}</bdi></button></form>`;
}

function withMentions(square: Square, text: string): Markup[] {
  return text
    .split(/(@[\p{L}\p{N}_.-]*[\p{L}\p{N}_])/gu)
    .map(piece =>
      square.state.byHandle.has(foldHandle(piece.slice(1))) && piece.startsWith('@')
        ? html`<b class="mention"><bdi>${piece}</bdi></b>`
        : html`${piece}`,
    );
}

function faceOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % FACES;
}

function ago(at: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return at.slice(0, 10);
}
