import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HTML_DEPTH_LIMIT, textOfEncoded, textOfHtml, webAddress } from './html-text.ts';

function reads(html: string, text: string, base: string | null = null): void {
  assert.equal(textOfHtml(html, base), text);
}

test('paragraphs, lines and spaces stand as a browser would show them', () => {
  reads('<p>One   two\n three</p><p>Four</p>', 'One two three\n\nFour');
  reads('First<p>Second<p>Third', 'First\n\nSecond\n\nThird');
  reads('a<br>b<br/><br>c<br><br><br><br>d', 'a\nb\n\nc\n\nd');
  reads('<div>a</div><div><div>b</div></div>', 'a\nb');
  reads('  <p> </p> <p>only</p>  ', 'only');
  reads('so <b>very</b> <i>bold</i>, <u>is</u>n’t it', 'so very bold, isn’t it');
  reads('10&nbsp;kg', '10\u00a0kg');
});

test('lists, quotations and code keep their form', () => {
  reads('<ul><li>beans<li>milk</ul>', '- beans\n- milk');
  reads('<ol><li>grind</li><li>brew<ul><li>slowly</li></ul></li></ol>', '1. grind\n2. brew\n- slowly');
  reads(
    '<blockquote><p>It hums.</p><p>All day.</p></blockquote><p>Mine too.</p>',
    '> It hums.\n>\n> All day.\n\nMine too.',
  );
  reads('<p>see</p><pre><code>if (a) {\n  b();\n}\n</code></pre>after', 'see\n\nif (a) {\n  b();\n}\n\nafter');
});

test('character references are resolved once', () => {
  reads('Tom &amp; Jerry &#x27;s &lt;b&gt; &amp;lt; &eacute; &hearts;', "Tom & Jerry 's <b> &lt; é ♥");
  assert.equal(
    textOfEncoded('Kestrel &amp; Sons: &quot;1 &lt; 2&quot; <b> isn&#39;t markup'),
    'Kestrel & Sons: "1 < 2" <b> isn\'t markup',
  );
});

test('a shortened address is written out, and other words are followed by where they lead', () => {
  reads(
    '<a href="https:&#x2F;&#x2F;kestrel.example&#x2F;a&#x2F;long&#x2F;path">https:&#x2F;&#x2F;kestrel.example&#x2F;a&#x2F;lo...</a>',
    'https://kestrel.example/a/long/path',
  );
  reads(
    'See <a href="https://kestrel.example/help?x=1"><span class="invisible">https://</span><span class="ellipsis">kestrel.example/help</span></a>.',
    'See https://kestrel.example/help?x=1.',
  );
  reads(
    'the <a href="/manual">manual</a> says',
    'the manual (https://kestrel.example/manual) says',
    'https://kestrel.example/blog/',
  );
  reads('the <a href="/manual">manual</a> says', 'the manual says');
  reads('<a class="u-url mention" href="https://a.example/@kestrel">@<span>kestrel</span></a> hi', '@kestrel hi');
  reads('<a href="https://a.example/tags/espresso" rel="tag">#<span>espresso</span></a>', '#espresso');
});

test('nothing that is not text survives', () => {
  reads('<p>a<script>alert(1)</script><style>p{}</style><svg><text>x</text></svg>b</p>', 'ab');
  reads('<a href="javascript:alert(1)">press</a> <a href="data:text/html,x">here</a>', 'press here');
  reads('<img src=x onerror=alert(1) alt="a cup"> <img class="emoji" alt="☕" src="https://p.example/t.gif">', '☕');
  reads('<p>a<!-- b -->c</p><![CDATA[d]]>', 'ac');
  assert.equal(webAddress(' JAVASCRIPT:alert(1)'), null);
  assert.equal(webAddress('//kestrel.example/a', 'https://b.example/'), 'https://kestrel.example/a');
});

test('no page is too deep or too long for it', () => {
  const deep = textOfHtml('<b>'.repeat(100_000) + 'x' + '</i>'.repeat(100_000));
  assert.equal(deep, '');
  assert.match(textOfHtml(`before${'<div>'.repeat(HTML_DEPTH_LIMIT + 5)}after`), /^before$/);
  assert.ok(textOfHtml('<p>word</p>'.repeat(200_000)).length <= 100_000);
});

test('whatever comes, no tag and no half character comes out', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<a href="',
    '">',
    '<br',
    '>',
    '&#',
    'x27;',
    '<!--',
    '<pre>',
    '\ud83d',
    ' ',
    'words',
    '<li>',
    '</ul>',
    '<script>',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 }), pieces => {
      const text = textOfHtml(pieces.join(''));
      assert.ok(text.isWellFormed());
      assert.doesNotMatch(text, /<(script|p|br|li|pre)>/);
    }),
    { numRuns: 500, seed: 4 },
  );
});
