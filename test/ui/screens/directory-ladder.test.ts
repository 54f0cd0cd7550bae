import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { CheckEvent } from '../../../src-main/core/checks/check.ts'
import type { CheckedDirectory } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { Suggestion } from '../../../src-main/core/model/suggestion.ts'
import { done, type Answers } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { openWindow } from '../support/open-window.ts'
import { checkedDirectory, emptyWorkspace, eventsOf, filledForm, resultOf } from '../support/samples.ts'

const workspace = { ...emptyWorkspace, screen: 'directory' as const, form: filledForm }
const everyKind = (['pass', 'warn', 'fail', 'blocked', 'skip', 'notProvable', 'crash'] as const).map((kind) => resultOf(kind))

async function openAndCheck(answers: Answers) {
  const opened = await openWindow(answers, workspace)
  await opened.user.click(screen.getByRole('button', { name: 'Check the directory' }))
  return opened
}

async function checked(results = everyKind, more: Answers = {}) {
  const opened = await openAndCheck({
    'directory.check': (_input, emit) => {
      for (const event of eventsOf(results)) emit(event)
      return done(checkedDirectory(results))
    },
    ...more
  })
  await screen.findByRole('button', { name: 'Copy as text' })
  return opened
}

function rung(title: RegExp): HTMLElement {
  const item = screen.getAllByRole('listitem').find((candidate) => title.test(candidate.textContent))
  if (item === undefined) throw new Error(`no rung ${title.source}`)
  return item
}

function pairs(within_: HTMLElement): readonly string[] {
  return within(within_)
    .getAllByRole('term')
    .map((term) => term.textContent.trim())
}

describe('a check while it runs', () => {
  it('shows all rungs at once, which one runs, and how far it is', async () => {
    let emit: (event: CheckEvent) => void = () => undefined
    const reply = heldReply<CheckedDirectory>()
    await openAndCheck({
      'directory.check': (_input, emitter) => {
        emit = emitter
        return reply.promise
      }
    })
    const [listed, started, finished, startedNext] = eventsOf(everyKind)

    for (const event of [listed, started, finished, startedNext]) if (event !== undefined) emit(event)

    expect(await screen.findByRole('heading', { name: /^Checking, 1 of 7, 1 s$/ })).toBe(document.activeElement)
    expect(rung(/name has an address/).textContent).toMatch(/Proved.*your directory.*12 ms/s)
    expect(rung(/within its dates/).getAttribute('aria-current')).toBe('step')
    expect(rung(/names this server/).textContent).toContain('To come')
    expect(screen.getByRole('progressbar', { name: 'Check' }).getAttribute('value')).toBe('1')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check the directory' }).disabled).toBe(true)
  })

  it('is cancelled by a button, keeps what was seen and gives no report', async () => {
    const { user, bridge } = await openAndCheck({
      'directory.check': (_input, emit) => {
        for (const event of eventsOf(everyKind).slice(0, 4)) emit(event)
        return heldReply<CheckedDirectory>().promise
      }
    })

    await user.click(await screen.findByRole('button', { name: 'Cancel' }))

    expect(screen.getByRole('heading', { name: 'Cancelled after 1 of 7' })).toBeTruthy()
    expect(bridge.cancelled).toHaveLength(1)
    expect(rung(/within its dates/).getAttribute('aria-current')).toBeNull()
    expect(rung(/within its dates/).textContent).toContain('Not checked')
    expect(screen.queryByText('To come')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Copy as text' })).toBeNull()
  })

  it('announces progress politely and a failure at once', async () => {
    const reply = heldReply<CheckedDirectory>()
    await openAndCheck({
      'directory.check': (_input, emit) => {
        for (const event of eventsOf(everyKind).slice(0, 7)) emit(event)
        return reply.promise
      }
    })

    expect(await screen.findByText('Checking, 25 percent')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toBe('Failed: The certificate names this server. The certificate is for another name')
  })
})

describe('a finished check', () => {
  it('says in one sentence how it ended, and counts', async () => {
    await checked()

    expect(screen.getByRole('heading', { name: '2 things to fix, the first: the certificate is for another name.' })).toBeTruthy()
    expect(screen.getByText(/^1 proved$/)).toBeTruthy()
    expect(screen.getByText(/took 1.2 s/)).toBeTruthy()
  })

  it('opens a failed rung by itself: what happened, how we know, what to do, who can do it, and the code', async () => {
    await checked()

    const failed = rung(/^\s*The certificate names this server/)
    expect(
      within(failed)
        .getByRole('button', { name: /The certificate names this server Failed/ })
        .getAttribute('aria-expanded')
    ).toBe('true')
    expect(pairs(failed)).toEqual([
      'What happened',
      'How we know',
      'Asked for',
      'On the certificate',
      'Somebody',
      'What to do',
      'Who can do it',
      'Code'
    ])
    expect(failed.textContent).toContain('You connect to 10.0.0.5, and the certificate is for dc1.corp.example.')
    expect(failed.textContent).toContain('You, in this application')
    expect(within(failed).getByText('certificate.name-mismatch')).toBeTruthy()
  })

  it('opens and closes a passed rung by keyboard', async () => {
    const { user } = await checked()
    const button = within(rung(/name has an address/)).getByRole('button')

    button.focus()
    await user.keyboard('{Enter}')
    const opened = [button.getAttribute('aria-expanded'), rung(/name has an address/).textContent.includes('10.0.0.5')]
    await user.keyboard(' ')

    expect(opened).toEqual(['true', true])
    expect(button.getAttribute('aria-expanded')).toBe('false')
  })

  it('says what a blocked rung waits for, and does not call it failed', async () => {
    await checked()

    const blocked = rung(/The service account can sign in/)
    expect(blocked.textContent).toContain('Waits for: The certificate names this server')
    expect(blocked.textContent).not.toContain('Failed')
    expect(within(blocked).queryByRole('button')).toBeNull()
  })

  it('says of what cannot be proved here why, and what would prove it', async () => {
    await checked()

    const rungText = rung(/Files.com can reach this server too/).textContent
    expect(rungText).toContain('Not provable here')
    expect(rungText).toContain('Only Files.com can tell')
    expect(rungText).toContain('What would prove it: Start a sync there')
  })

  it('asks for the report when a check broke', async () => {
    await checked()

    expect(rung(/People are found/).textContent).toContain('The developers of this application: please send the report')
  })

  it('gives the rungs of a backup host a heading with its name, which the rungs need not repeat', async () => {
    const form = { ...filledForm, backupHost1: 'dc2.corp.example' }
    const backup = { ...resultOf('pass', 'backup-1/ldap.name-resolves'), title: 'dc2.corp.example: The server’s name has an address' }
    const { user } = await openWindow(
      {
        'directory.check': (_input, emit) => {
          for (const event of eventsOf([resultOf('fail'), backup])) emit(event)
          return done(checkedDirectory([resultOf('fail'), backup]))
        }
      },
      { ...workspace, form }
    )

    await user.click(screen.getByRole('button', { name: 'Check the directory' }))

    const group = await screen.findByRole('list', { name: 'Backup host dc2.corp.example' })
    expect(within(group).getByRole('button', { name: /^The server’s name has an address/ })).toBeTruthy()
  })

  it('copies the details of a rung without what they say about people', async () => {
    const { user } = await checked()

    await user.click(within(rung(/^\s*The certificate names this server/)).getByRole('button', { name: 'Copy details' }))

    const copied = await navigator.clipboard.readText()
    expect(copied).toContain('certificate.name-mismatch')
    expect(copied).not.toContain('Ada Lovelace')
  })

  it('saves the report and says where it is', async () => {
    const { user, bridge } = await checked(everyKind, { 'report.save': () => done({ kind: 'saved', path: 'report.html' }) })

    await user.click(screen.getByRole('button', { name: 'Save report (HTML)' }))

    expect(await screen.findByText(/^Saved to report.html/)).toBeTruthy()
    expect(bridge.inputsOf('report.save')).toEqual([{ reportId: 'report-1', format: 'html' }])
  })

  it('copies the report as text', async () => {
    const { user } = await checked(everyKind, { 'report.text': () => done('the whole report') })

    await user.click(screen.getByRole('button', { name: 'Copy as text' }))

    expect(await screen.findByText(/^Report copied/)).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe('the whole report')
  })

  it('says that results are stale once the settings were changed, and checks again', async () => {
    const { user, bridge } = await checked()

    await user.click(screen.getByRole('button', { name: /^Settings/ }))
    await user.type(screen.getByRole('textbox', { name: 'Port' }), '3269')
    expect(screen.getByText(/These results are for the settings as they were at/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Check again' }))

    expect(bridge.inputsOf('directory.check')).toMatchObject([{ form: { port: '' } }, { form: { port: '3269' } }])
    expect(screen.queryByText(/These results are for the settings/)).toBeNull()
  })

  it('has settings that would fit better below the ladder, and a way to them', async () => {
    const better: Suggestion = { field: 'serverType', value: 'openldap', text: 'OpenLDAP', reason: 'The server’s root entry says so.' }
    const { user } = await checked(everyKind, {
      'directory.check': (_input, emit) => {
        for (const event of eventsOf(everyKind)) emit(event)
        return done(checkedDirectory(everyKind, [better]))
      }
    })

    await user.click(screen.getByRole('button', { name: 'See better settings' }))

    const heading = screen.getByRole('heading', { name: 'Settings that would fit better' })
    expect(document.activeElement).toBe(heading)
    expect(rung(/People are found/).compareDocumentPosition(heading)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    expect(screen.getByRole('button', { name: 'Use it: Server type OpenLDAP' })).toBeTruthy()
  })

  it('shows the problem when the check itself could not be done', async () => {
    await openAndCheck({
      'directory.check': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'out of memory' }) } })
    })

    expect(await screen.findByRole('heading', { name: 'The check could not be finished' })).toBe(document.activeElement)
    expect(screen.getByText(/out of memory/)).toBeTruthy()
  })
})

describe('the help panel', () => {
  it('opens beside the ladder, closes by Escape, and gives the focus back', async () => {
    const { user, bridge } = await checked(everyKind, {
      'help.read': () =>
        done({
          code: 'certificate.name-mismatch',
          title: 'Names on certificates',
          blocks: [{ kind: 'command', text: 'certutil -store My' }]
        })
    })
    const opener = within(rung(/^\s*The certificate names this server/)).getByRole('button', { name: 'Open help' })

    await user.click(opener)
    const panel = await screen.findByRole('complementary', { name: 'Names on certificates' })
    const focusedHeading = document.activeElement?.textContent
    await user.keyboard('{Escape}')

    expect(bridge.inputsOf('help.read')).toEqual([{ code: 'certificate.name-mismatch' }])
    expect(focusedHeading).toBe('Names on certificates')
    expect(panel.isConnected).toBe(false)
    expect(document.activeElement).toBe(opener)
  })
})
