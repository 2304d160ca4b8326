/** Posts as servers write them, in our own words, and what a person should read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HTML_LIMIT, textOfHtml } from './html.ts';

const bob = { acct: 'bob@other.example', username: 'bob', url: 'https://other.example/@bob' };
const kestrel = { acct: 'kestrel', username: 'kestrel', url: 'https://mastodon.example/@kestrel' };

function reads(name: string, html: string, text: string, people = [bob, kestrel]): void {
  test(name, () => assert.equal(textOfHtml(html, people), text));
}

reads('paragraphs and line ends', '<p>One<br />two</p><p>three</p>', 'One\ntwo\n\nthree');
reads('two line ends are an empty line, five no more', 'a<br><br>b<br><br><br><br><br>c', 'a\n\nb\n\nc');
reads('white space as a browser shows it', '<p>  a \n\t b </p>\n<p> c</p>', 'a b\n\nc');
reads('white space within marks', '<p>a <b>b</b> <i> c</i>d</p>', 'a b cd');
reads('plain text keeps its lines', 'one\ntwo &amp; three', 'one\ntwo & three');
reads(
  'a short name becomes the whole one',
  '<p><span class="h-card"><a href="https://other.example/@bob" class="u-url mention">@<span>bob</span></a></span> hi</p>',
  '@bob@other.example hi',
);
reads(
  'a name by its letters where the address is another',
  '<a href="https://other.example/users/bob" class="mention">@bob</a>!',
  '@bob@other.example!',
);
reads(
  'a name nobody told us of stays as it is shown',
  '<a href="https://x.example/@zoe" class="mention">@zoe</a>',
  '@zoe',
);
reads(
  'a hashtag is no address',
  '<a href="https://mastodon.example/tags/Kestrel" class="mention hashtag" rel="tag">#<span>Kestrel</span></a> broke',
  '#Kestrel broke',
);
reads('a hashtag by its relation alone', '<a href="/tag/x" rel="noopener tag">#x</a>', '#x');
reads(
  'a shortened address is written out',
  '<a href="https://www.kestrel.example/help/descaling?x=1&amp;y=2" rel="nofollow"><span class="invisible">https://www.</span><span class="ellipsis">kestrel.example/help/desca</span><span class="invisible">ling?x=1&amp;y=2</span></a>',
  'https://www.kestrel.example/help/descaling?x=1&y=2',
);
reads(
  'an address cut with dots',
  '<a href="https://kestrel.example/a/b/c">kestrel.example/a…</a>',
  'https://kestrel.example/a/b/c',
);
reads(
  'words that lead somewhere say where',
  'see <a href="https://kestrel.example/help">this page</a>.',
  'see this page (https://kestrel.example/help).',
);
reads('a script is neither run nor read', 'a<script>alert("<p>x</p>")</script>b', 'ab');
reads('where a link leads to a script, only its words', '<a href="javascript:alert(1)">click</a>', 'click');
reads(
  'signs written as names and numbers',
  '&lt;b&gt; &amp;amp; &#39;&#x1F600;&hellip; &nope; &#0;',
  "<b> &amp; '😀… &nope; \ufffd",
);
reads('own pictures in the text', '<p>nice <img src="x" alt=":blobcat:" class="emoji"></p>', 'nice :blobcat:');
reads('lists', '<ul><li>one</li><li>two</li></ul><ol><li>a</li><li>b</li></ol>', '– one\n– two\n1. a\n2. b');
reads('code keeps its lines', '<pre><code>a\n  b</code></pre>', 'a\n  b');
reads('less than is not a tag', '5 < 6 and a<3', '5 < 6 and a<3');
reads(
  'a bracket within quotes',
  '<a title="a > b" href="https://kestrel.example/">https://kestrel.example/</a>',
  'https://kestrel.example/',
);
reads('a tag that never ends', 'before <a href="', 'before');
reads('a comment that never ends', 'before <!-- hidden', 'before');
reads('marks that cross', '<b>a<i>b</b>c</i></p></div>', 'abc');
reads(
  'a link in a link',
  '<a href="https://a.example/">one <a href="https://b.example/">two</a></a>',
  'one (https://a.example/) two (https://b.example/)',
);
reads('right to left', '<p>مرحبا <b>بكم</b></p>', 'مرحبا بكم');

test('a hostile text takes no longer than its length', () => {
  const began = performance.now();
  for (const piece of ['<a "', '<', '&#', '<!--', '<a href="x">', '<ul><li>', '</p><br>', '<p class="'])
    textOfHtml(piece.repeat(HTML_LIMIT / piece.length));
  assert.ok(performance.now() - began < 4_000, `${performance.now() - began} ms`);
});
