/** A day of one lead and two agents, from coming on to the numbers at its end: three browsers, one Heed, one story. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { composer, openTown, rowOf, type Town } from './town.ts';

type Person = { id: string; name: string; email: string; password: string };
type Team = { amara: Person; bruno: Person; lena: Person };
type Desks = { one: Page; two: Page; lead: Page; olgaWrote: string };

test('a lead’s and two agents’ day', async t => {
  const town = await openTown(t);
  const team = await hire(town);
  const desks = await comeOn(town, team);
  let goesWell = true;
  /** A day that has gone wrong is not told further. */
  const step = (name: string, go: () => Promise<void>) =>
    t.test(name, { skip: !goesWell }, async () => {
      goesWell = false;
      await go();
      goesWell = true;
    });
  await step('work finds who speaks its language, and says why', () => arrives(town, desks));
  await step('who leaves loses what waits with them, with time left', () => leaves(town, team, desks));
  await step('the lead sees what is at risk and moves it by hand', () => moves(town, team, desks));
  await step('a colleague is named in a note, and takes it over', () => handsOver(desks));
  await step('an answer that needs a yes gets it', () => approves(town, desks));
  await step('a promise breaks and is shown as broken', () => breaks(town, desks));
  await step('what sleeps until they write wakes when they write', () => sleepsAndWakes(town, desks));
  await step('at the end the board says what happened', () => ends(town, team, desks));
});

async function hire(town: Town): Promise<Team> {
  const { brand, call } = town;
  async function add(name: string, role: 'agent' | 'lead'): Promise<Person> {
    const email = `${name.toLowerCase().split(' ')[0]}@kestrel.example`;
    const { member, firstPassword } = await call<{ member: { id: string }; firstPassword: string }>(
      'POST',
      `/brands/${brand}/members`,
      { name, email, role },
    );
    return { id: member.id, name, email, password: firstPassword };
  }
  const lena = await add('Lena Marsh', 'lead');
  const [amara, bruno] = [await add('Amara Diop', 'agent'), await add('Bruno Keller', 'agent')];
  const languages = (...values: string[]) => ({ skills: values.map(value => ({ kind: 'language', value })) });
  await call('PATCH', `/brands/${brand}/working/${amara.id}`, languages('en', 'el'));
  await call('PATCH', `/brands/${brand}/working/${bruno.id}`, languages('en'));
  const { rows } = await call<{ rows: { id: string }[] }>('GET', `/brands/${brand}/inboxes`);
  await call('POST', `/brands/${brand}/teams`, {
    name: 'Care',
    handsOut: 'push',
    members: [amara.id, bruno.id],
    inboxes: rows.map(({ id }) => id),
  });
  return { amara, bruno, lena };
}

async function comeOn(town: Town, { amara, bruno, lena }: Team): Promise<Desks> {
  const lead = (await town.enter({ as: lena })).page;
  await lead.keyboard.press('g');
  await lead.keyboard.press('t');
  await lead.getByText('Nobody waits too long.').waitFor();
  const one = (await town.enter({ as: amara })).page;
  const two = (await town.enter({ as: bruno })).page;
  for (const { name } of [amara, bruno]) await cardOf(lead, name).getByText('On', { exact: false }).waitFor();
  return { one, two, lead, olgaWrote: '' };
}

const cardOf = (lead: Page, name: string) =>
  lead.getByRole('region', { name: 'Who is here' }).getByRole('listitem', { name, exact: true });
const careOf = (lead: Page) => lead.getByRole('region', { name: 'Today' }).getByRole('button', { name: /Care/ });
const pressing = (lead: Page) => lead.getByRole('region', { name: 'Who needs somebody now' });

async function arrives(town: Town, { one, two, lead }: Desks) {
  await town.customer('Thea Amolof').say('@kestrel Η μηχανή μου στάζει στον πάγκο.', undefined, 'el');
  await cardOf(lead, 'Amara Diop').getByRole('link', { name: 'Thea Amolof' }).waitFor();
  await town.customer('Ansel Nobody').say('@kestrel my grinder arrived with a crack in the lid, do I send it back?');
  await cardOf(lead, 'Bruno Keller').getByRole('link', { name: 'Ansel Nobody' }).waitFor();
  await rowOf(one, 'Thea Amolof').click();
  await one.getByRole('button', { name: 'Why?' }).click();
  await one.getByText('Amara Diop writes Greek; one other who is on does.').waitFor();
  await rowOf(two, 'Ansel Nobody').waitFor();
}

async function leaves(town: Town, { bruno }: Team, desks: Desks) {
  const { two, one, lead } = desks;
  await two.goto(`${town.url}/settings/profile`);
  await two.getByRole('button', { name: 'Sign out' }).click();
  await two.waitForURL(/sign-in/);
  await two.context().close();
  await careOf(lead).getByText('one is nobody’s').waitFor();
  await cardOf(lead, 'Bruno Keller').getByText('Off', { exact: false }).waitFor();
  await rowOf(one, 'Ansel Nobody').click();
  await one.getByText(/put this back for anybody: its holder went quiet/).waitFor();
  assert.equal(await pressing(lead).getByRole('listitem').count(), 0, 'long before anything was at risk');
  desks.two = (await town.enter({ as: bruno })).page;
  await cardOf(lead, 'Bruno Keller').getByText('On', { exact: false }).waitFor();
}

async function moves(town: Town, { amara }: Team, { lead }: Desks) {
  await older(town, 'Ansel Nobody', 0.6);
  const row = pressing(lead).getByRole('listitem').filter({ hasText: 'Ansel Nobody' });
  await row.getByText('Everything else', { exact: false }).waitFor();
  await careOf(lead).getByText('1 at risk').waitFor();
  for (const theme of ['light', 'dark'] as const) {
    await lead.emulateMedia({ colorScheme: theme });
    assert.deepEqual(await axe(lead, `the team screen, ${theme}`), []);
  }
  const hers = cardOf(lead, amara.name).getByRole('link', { name: 'Ansel Nobody' });
  await row.dragTo(cardOf(lead, amara.name));
  await hers.waitFor();
  await lead.getByRole('button', { name: /Undo/ }).click();
  await hers.waitFor({ state: 'detached' });
  await lead.keyboard.press('j');
  await lead.keyboard.press('a');
  await lead.getByRole('menuitem', { name: /Amara Diop/ }).click();
  await hers.waitFor();
}

async function handsOver({ one, two }: Desks) {
  await rowOf(one, 'Thea Amolof').click();
  await one.getByRole('main').getByRole('heading', { name: 'Thea Amolof' }).waitFor();
  await one.getByRole('tab', { name: /Note/ }).click();
  await one.getByRole('tab', { name: /Note/, selected: true }).waitFor();
  const note = composer(one).getByRole('textbox').or(composer(one).getByRole('combobox'));
  await note.pressSequentially('Please take over, @bru');
  await composer(one).getByRole('option', { name: 'Bruno Keller' }).waitFor();
  await one.keyboard.press('Enter');
  await until(async () => (await note.inputValue()).includes('@Bruno Keller'));
  await note.pressSequentially('a seal is promised');
  await one.keyboard.press('Control+Enter');
  await one.getByText('@Bruno Keller', { exact: true }).waitFor();
  await one.keyboard.press('Escape');
  await one.keyboard.press('a');
  await one.getByRole('menuitem', { name: /Bruno Keller/ }).click();
  await two.getByRole('button', { name: /new notification/ }).click();
  await two.getByRole('button', { name: /Amara Diop named you in a note about Thea Amolof/ }).click();
  await two.getByText('a seal is promised', { exact: false }).first().waitFor();
}

async function approves(town: Town, { one, two, lead }: Desks) {
  const rules = `/brands/${town.brand}/approval-rules`;
  await town.call('PUT', rules, { rows: [{ name: 'New here', roles: ['agent'], newerThanDays: 14 }] });
  await answer(one, 'Ansel Nobody', 'Please keep it, Ansel: a new lid leaves today.');
  await one.getByText('Waits for a lead. The clock runs on.').waitFor();
  await lead.goto(`${town.url}/waiting`);
  await lead.getByText('a new lid leaves today').waitFor();
  await lead.getByRole('button', { name: 'Approve and send' }).click();
  await one.getByText(/On Rehearsal \d\d:\d\d:\d\d/).waitFor();
  await town.call('PUT', rules, { rows: [] });
  await lead.goto(`${town.url}/team`);
  await careOf(lead).getByText('1 kept').waitFor();
  await answer(two, 'Thea Amolof', 'Ένα νέο λάστιχο φεύγει σήμερα.');
  await careOf(lead).getByText('2 kept').waitFor();
}

async function breaks(town: Town, desks: Desks) {
  const { lead } = desks;
  desks.olgaWrote = await town.customer('Olga Twice').say('@kestrel where is the parcel with my kettle?');
  await careOf(lead).getByText('one waits').waitFor();
  await older(town, 'Olga Twice', 1);
  await careOf(lead).getByText('1 broken').waitFor();
  await pressing(lead).getByText('Waiting too long').waitFor();
  await pressing(lead)
    .getByRole('link', { name: /Olga Twice/ })
    .waitFor();
}

async function sleepsAndWakes(town: Town, { one, lead, olgaWrote }: Desks) {
  await answer(one, 'Olga Twice', 'Sorry, Olga: it is on its way and arrives on Friday.');
  await lead.getByText('Nobody waits too long.').waitFor();
  await one.keyboard.press('Escape');
  await one.keyboard.press('s');
  await one.getByRole('menuitem', { name: 'Until they write' }).click();
  await one.getByText('Snoozed until they write').first().waitFor();
  await town.customer('Olga Twice').say('@kestrel and who pays for the week without it?', olgaWrote);
  await careOf(lead).getByText('one waits').waitFor();
  await answer(one, 'Olga Twice', 'We do, Olga.');
}

async function ends(town: Town, { amara, bruno, lena }: Team, { lead }: Desks) {
  const care = careOf(lead);
  for (const words of ['3 kept', '0 at risk', '1 broken', '0 wait']) await care.getByText(words).waitFor();
  await cardOf(lead, bruno.name).getByText('1 kept · 0 broken', { exact: false }).waitFor();
  await cardOf(lead, amara.name).getByText('2 kept · 1 broken', { exact: false }).waitFor();
  await lead.getByText('No promise is running.').waitFor();
  const { rows } = await town.call<{ rows: { kept: boolean | null }[] }>('GET', `/brands/${town.brand}/turns`);
  assert.deepEqual(rows.map(({ kept }) => kept).sort(), [false, true, true, true]);
  const { colleagues } = await town.call<{ colleagues: { agentId: string; kept: number; broken: number }[] }>(
    'GET',
    `/brands/${town.brand}/team-board`,
  );
  const done = new Map(colleagues.map(({ agentId, kept, broken }) => [agentId, [kept, broken]]));
  assert.deepEqual(
    [amara, bruno, lena].map(({ id }) => done.get(id)),
    [
      [2, 1],
      [1, 0],
      [0, 0],
    ],
  );
}

async function answer(page: Page, name: string, words: string) {
  // A queue somebody works in stands still: what is new waits above it.
  const [row, above] = [rowOf(page, name).first(), page.getByRole('button', { name: /new above/ })];
  await row.or(above).first().waitFor();
  if (!(await row.isVisible())) await above.click();
  await row.click();
  await page.getByRole('main').getByRole('heading', { name }).waitFor();
  await composer(page).getByRole('tab', { name: /Reply/ }).click();
  await composer(page)
    .getByLabel(new RegExp(`^Answer ${name.split(' ')[0]} in public`))
    .fill(words);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('log').getByText(words).first().waitFor();
}

/** Everything this customer wrote was written so much of its promise earlier. */
async function older({ database }: Town, name: string, share: number): Promise<void> {
  const { rows } = await sql<{ id: string; s: number }>`
    select c.id, extract(epoch from case when ${share}::float8 < 1 then (t.due_at - t.opened_at) * ${share}::float8 else t.due_at - now() - interval '1 second' end)::float8 s
    from conversation c join identity i on i.id = c.identity_id join turn t on t.id = c.turn_id where i.name = ${name} and t.outcome is null`.execute(
    database.db,
  );
  const { id, s } = rows[0] ?? { id: '', s: 0 };
  const back = sql`make_interval(secs => ${s})`;
  await database.db.transaction().execute(async tx => {
    await sql`update message set at = at - ${back}, received_at = received_at - ${back} where conversation_id = ${id}`.execute(
      tx,
    );
    await sql`
      update turn set opened_at = opened_at - ${back}, received_at = received_at - ${back}, due_at = due_at - ${back}, wake_at = wake_at - ${back}
      where conversation_id = ${id} and outcome is null`.execute(tx);
    await sql`
      update conversation set turn_opened_at = turn_opened_at - ${back}, due_at = due_at - ${back}, opened_at = opened_at - ${back},
        last_message_at = last_message_at - ${back}, version = version + 1
      where id = ${id}`.execute(tx);
  });
}
