import { screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { PreviewAnswers } from '../../../src-main/core/preview/preview-desk.ts'
import { rowAsText } from '../../../src-renderer/preview/row-as-text.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { supportLayout } from '../support/layout.ts'
import { focusedCell, grid, openPeople } from '../support/open-people.ts'
import { ada, adaTrace, personAt } from '../support/preview-people.ts'

const panel = () => screen.queryByRole('complementary')
const firstCell = () => document.querySelector<HTMLElement>('[data-cell="0:1"]')
const section = (name: string) => within(screen.getByRole('region', { name }))
const text = (element: Element | null) => element?.textContent.replace(/\s+/g, ' ').trim()

beforeAll(() => supportLayout())

async function openAda() {
  const opened = openPeople()
  await grid()
  firstCell()?.focus()
  await opened.user.keyboard('{Enter}')
  await screen.findByText(adaTrace.headline)
  return opened
}

describe('the side panel', () => {
  it('opens by Enter, takes the focus, and gives it back by Escape', async () => {
    const { user } = openPeople()
    await grid()
    expect(panel()).toBeNull()
    firstCell()?.focus()

    await user.keyboard('{Enter}')
    const heading = await screen.findByRole('heading', { name: 'ada@corp.example' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(document.querySelector('[aria-selected=true]')?.getAttribute('aria-rowindex')).toBe('2')

    await user.keyboard('{Escape}')
    await waitFor(() => expect(focusedCell()).toBe('0:1'))
    expect(panel()).toBeNull()
  })

  it('opens by a click without taking the focus, goes along with the arrow keys, and closes by Escape in the table', async () => {
    const { user } = openPeople()
    await grid()

    await user.click(screen.getByRole('rowheader', { name: 'ada@corp.example' }))
    expect(await screen.findByRole('heading', { name: 'ada@corp.example' })).toBeTruthy()
    expect(focusedCell()).toBe('0:1')
    await user.keyboard('{ArrowDown}')
    expect(screen.getByRole('heading', { level: 2 }).textContent.trim()).toBe('user1@corp.example')
    expect(await screen.findByText('Trace of 1')).toBeTruthy()

    await user.keyboard('{Escape}')
    expect(panel()).toBeNull()
    expect(focusedCell()).toBe('1:1')
  })

  it('says who it is, what changes, what is odd, and what to do', async () => {
    await openAda()

    expect(text(panel())).toContain('CN=Ada,DC=corp,DC=example')
    expect(section('What to do').getByText('Unlock the account.')).toBeTruthy()
    const [mail, name] = section('Changes').getAllByRole('listitem')
    expect([text(mail ?? null), text(name ?? null)]).toEqual([
      'Email Before ada@old.example After ada@corp.example',
      'Full name Before (empty) After Ada Lovelace'
    ])
    expect([mail?.querySelector('del')?.textContent, mail?.querySelector('ins')?.textContent]).toEqual(['old', 'corp'])
    expect(section('Groups').getAllByRole('listitem').map(text)).toEqual(['Joins Engines', 'Leaves Poets', 'Leaves Guests'])
    expect(section('Worth knowing').getAllByRole('listitem').map(text)).toEqual([
      'Mail unlike user name. Mail address and user name differ, so single sign-on by mail would not find this user.',
      'Account locked. The account is locked in the directory.'
    ])
  })

  it('tells the rules in their order, each with its result and what was seen', async () => {
    await openAda()

    expect(section('How this comes about').getAllByRole('listitem').map(text)).toEqual([
      'Required groups Passed The person is in a required group. Way Sales North → Sales',
      'Managed by this sync Did not pass Somebody else looks after this user.',
      'Worth knowing Noted The account is locked in the directory.'
    ])
  })

  it('leaves out what there is nothing to say about', async () => {
    const { rows } = openPeople()
    await grid()
    rows.select(personAt(3))
    await screen.findByText('Trace of 3')

    for (const name of ['What to do', 'Changes', 'Groups', 'Worth knowing']) expect(screen.queryByRole('region', { name })).toBeNull()
  })

  it('is copied as text', async () => {
    const { user } = await openAda()
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()

    await user.click(screen.getByRole('button', { name: 'Copy as text' }))

    expect(write).toHaveBeenCalledWith(rowAsText(ada, adaTrace))
    expect(rowAsText(ada, adaTrace).split('\n')).toEqual([
      'ada@corp.example would be updated. The directory says something else than the site.',
      'Outcome: Changes',
      'User name: ada@corp.example',
      'Name: Ada Lovelace',
      'Mail: ada@corp.example',
      'Directory entry: CN=Ada,DC=corp,DC=example',
      'Reason: The directory says something else than the site. (fields-differ)',
      'Email: ada@old.example → ada@corp.example',
      'Full name: (empty) → Ada Lovelace',
      'Joins: Engines',
      'Leaves: Poets, Guests',
      'Mail unlike user name: Mail address and user name differ, so single sign-on by mail would not find this user.',
      'Account locked: The account is locked in the directory.',
      'What to do: Unlock the account.',
      '',
      'How this comes about:',
      '1. Required groups (passed): The person is in a required group.',
      '   Way: Sales North → Sales',
      '2. Managed by this sync (did not pass): Somebody else looks after this user.',
      '3. Worth knowing (noted): The account is locked in the directory.'
    ])
  })

  it('shows what the table knows while the trace is on its way, and why it does not come', async () => {
    const held = heldReply<PreviewAnswers['trace']>()
    const { user, rows, bridge } = openPeople(5, { 'preview.trace': () => held.promise })
    await grid()
    rows.select(ada)
    expect(await screen.findByText('Reading how this comes about')).toBeTruthy()
    expect(section('Groups').getAllByRole('listitem')).toHaveLength(3)

    held.release({ ok: false, error: { kind: 'problem', problem: problem('app.result-gone', {}) } })
    expect((await screen.findByRole('alert')).textContent).toContain('app.result-gone')
    bridge.answer('preview.trace', () => done({ row: ada, trace: adaTrace }))
    await user.click(screen.getByRole('button', { name: 'Ask again how this comes about' }))

    expect(await screen.findByText(adaTrace.headline)).toBeTruthy()
  })

  it('gives the focus back to whatever opened it from elsewhere', async () => {
    const { user, rows } = openPeople()
    await grid()
    const elsewhere = document.body.appendChild(document.createElement('button'))
    elsewhere.focus()

    rows.select(40_000)
    await screen.findByText('Trace of 40000')
    await waitFor(() => expect(document.activeElement?.textContent.trim()).toBe('user40000@corp.example'))
    await user.click(screen.getByRole('button', { name: 'Close the side panel' }))

    await waitFor(() => expect(document.activeElement).toBe(elsewhere))
    elsewhere.remove()
  })
})
