/** Questions, answers and comments into our words. Never throws: what cannot be read is dropped under a reason. */
import type { Person, Post } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { textOfEncoded, textOfHtml, webAddress } from '../kit/html-text.ts';
import { dropped, readValue } from '../kit/json.ts';
import type { OwnNames } from '../kit/own-names.ts';
import { arrival, editedPost, publicPost, titled } from '../kit/public-post.ts';
import {
  type Answer,
  answerSchema,
  type Comment,
  commentSchema,
  type Owner,
  type Question,
  questionSchema,
} from './schema.ts';

export type Kind = 'question' | 'answer' | 'comment';
export type Site = { host: string; names: OwnNames };
/** `at`: the time it is sorted by, in seconds. `edited`: of its newest version, 0 where there is but one. */
export type Read = { kind: Kind; id: number; key: string; post: Post; at: number; createdAt: number; edited: number };

const SCHEMAS = { question: questionSchema, answer: answerSchema, comment: commentSchema };

/** What one entry of a list holds; a `Dropped` where it cannot be read. */
export function readEntry(value: unknown, kind: Kind, site: Site): Read | Heard {
  const raw = JSON.stringify(value) ?? '';
  if (kind === 'question') {
    const read = readValue(value, SCHEMAS.question);
    return read.ok ? question(read.value, site) : dropped(`question: ${read.reason}`, raw, null);
  }
  if (kind === 'answer') {
    const read = readValue(value, SCHEMAS.answer);
    return read.ok ? answer(read.value, site) : dropped(`answer: ${read.reason}`, raw, null);
  }
  const read = readValue(value, SCHEMAS.comment);
  return read.ok ? comment(read.value, site) : dropped(`comment: ${read.reason}`, raw, null);
}

/** @param isOld too old to be told as new: only its new words are */
export function heardOf({ post, edited }: Read, raw: string, isOld: boolean): Heard {
  if (edited === 0) return arrival([{ kind: 'post', post }], raw, 'posts');
  const [whole, edit] = editedPost(post, new Date(edited * 1000), edited);
  return arrival(isOld ? [edit] : [whole, edit], raw, 'posts');
}

/** Taken down: by whom is not told. */
export function removal(id: number, site: Pick<Site, 'host'>, at: Date): Heard {
  const item = { kind: 'remove', remoteId: postId(site, id), at, by: 'network' } as const;
  return arrival([item], JSON.stringify({ gone: id }), 'posts');
}

function question(read: Question, site: Site): Read {
  const { question_id: id, title, tags = [] } = read;
  const labels = tags.map(tag => `[${tag}]`).join(' ');
  const text = titled(textOfEncoded(title), textOfHtml(read.body, webOf(site)), labels);
  const url = webAddress(read.link);
  const post = postOf(read, site, { remoteId: postId(site, id), rootRemoteId: postId(site, id), text, url });
  return { ...timesOf(read), kind: 'question', id, key: `p${id}`, post };
}

function answer(read: Answer, site: Site): Read {
  const { answer_id: id, question_id: parent } = read;
  const text = textOfHtml(read.body, webOf(site));
  const of = postId(site, parent);
  const url = `${webOf(site)}/a/${id}`;
  const post = postOf(read, site, { remoteId: postId(site, id), parentRemoteId: of, rootRemoteId: of, text, url });
  return { ...timesOf(read), kind: 'answer', id, key: `p${id}`, post };
}

/** A comment does not say whether it stands under the question or an answer; both are numbered in one row. */
function comment(read: Comment, site: Site): Read {
  const { comment_id: id, post_id: parent } = read;
  const text = textOfHtml(read.body, webOf(site));
  const remoteId = `${site.host}/c/${parent}/${id}`;
  const post = postOf(read, site, { remoteId, parentRemoteId: postId(site, parent), text, url: pageOf(remoteId) });
  return { kind: 'comment', id, key: `c${id}`, post, at: read.creation_date, createdAt: read.creation_date, edited: 0 };
}

function timesOf({ last_activity_date, creation_date, last_edit_date = 0 }: Question | Answer) {
  return { at: last_activity_date, createdAt: creation_date, edited: last_edit_date };
}

function postOf(
  { owner, creation_date }: { owner?: Owner | undefined; creation_date: number },
  site: Site,
  known: Pick<Post, 'remoteId' | 'text' | 'url'> & Partial<Post>,
): Post {
  const author = personOf(owner, site);
  const own =
    site.names.has(author.name) || site.names.has(owner?.user_id === undefined ? null : String(owner.user_id));
  const addressed = !own && site.names.areNamedIn(known.text);
  return publicPost({ ...known, at: new Date(creation_date * 1000), author, own, addressed });
}

function personOf(owner: Owner | undefined, { host }: Site): Person {
  const name = owner?.display_name === undefined ? null : textOfEncoded(owner.display_name);
  const id = owner?.user_id;
  // Of somebody who left only a name is kept, if that.
  if (id === undefined)
    return { remoteId: `${host} ${name ?? 'somebody'}`, handle: null, name, avatarUrl: null, profileUrl: null };
  return {
    remoteId: `${host}/users/${id}`,
    handle: null,
    name,
    avatarUrl: webAddress(owner?.profile_image),
    profileUrl: webAddress(owner?.link) ?? `https://${host}/users/${id}`,
  };
}

/** A question or an answer. */
export function postId({ host }: Pick<Site, 'host'>, id: number): string {
  return `${host}/p/${id}`;
}

/** Its page, from its id alone; null for what is no id of ours. */
export function pageOf(remoteId: string): string | null {
  const [, host, post, of, comment] =
    /^([\w-]+(?:\.[\w-]+)+)\/(?:p\/(\d{1,15})|c\/(\d{1,15})\/(\d{1,15}))$/.exec(remoteId) ?? [];
  if (host === undefined) return null;
  return post === undefined ? `https://${host}/q/${of}#comment${comment}_${of}` : `https://${host}/q/${post}`;
}

function webOf({ host }: Site): string {
  return `https://${host}`;
}
