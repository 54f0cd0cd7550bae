import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PreviewProgress, PreviewView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { openPreview } from '../support/open-preview.ts'
import { openWindow } from '../support/open-window.ts'
import {
  acmePreviewSettings,
  earlierRun,
  previewAnswers,
  previewView,
  siteTarget,
  usualPreviewSettings
} from '../support/preview-samples.ts'
import { emptyWorkspace, filledForm } from '../support/samples.ts'
import { acme } from '../support/site-samples.ts'

function pressPreview() {
  return screen.getByRole('button', { name: 'Preview the sync' })
}

function isChosen(name: RegExp): boolean {
  return screen.getByRole<HTMLInputElement>('radio', { name }).checked
}

const progress: PreviewProgress = {
  directory: { state: 'reading', pages: 12, people: 6000, groups: 40, members: 9000, perSecond: 3000 },
  site: { state: 'reading', pages: 3, users: 3000 },
  secondsLeft: 4,
  firstPeople: [{ dn: 'CN=Anna,DC=corp,DC=example', username: 'anna@corp.example', name: 'Anna Example', mail: 'anna@x' }]
}

describe('the source of a preview', () => {
  it('begins with the directory of the set-up and the users of the site', async () => {
    const { user, bridge } = await openPreview()

    const chosen = [isChosen(/^The directory of the set-up/), isChosen(/^The users of Acme/)]
    await user.click(pressPreview())

    expect(chosen).toEqual([true, true])
    expect(screen.queryByLabelText('Password of the service account')).toBeNull()
    expect(bridge.inputsOf('preview.read')).toEqual([
      {
        site: acme.site,
        people: { kind: 'set-up', managedBy: siteTarget.managedBy, ldapPassword: '' },
        users: { kind: 'site', site: acme.site },
        rules: siteTarget.rules
      }
    ])
  })

  it('asks for the password that no keychain holds, and says that it is missing', async () => {
    const { user, bridge } = await openPreview({
      'preview.settings': () => done({ ...acmePreviewSettings, targets: [{ ...siteTarget, hasPassword: false }] })
    })

    await user.click(pressPreview())
    const told = await alertText()
    const asked = bridge.inputsOf('preview.read')
    const focused = document.activeElement?.id
    await user.type(screen.getByLabelText('Password of the service account'), 'hunter2')
    await user.click(pressPreview())

    expect(told).toContain('Type the password')
    expect([asked, focused]).toEqual([[], 'preview-password'])
    expect(bridge.inputsOf('preview.read')).toMatchObject([{ people: { ldapPassword: 'hunter2' } }])
  })

  it('says in words what is not there: no site, and nothing on the Directory screen', async () => {
    const { user, bridge } = await openWindow()

    await user.click(screen.getByRole('button', { name: 'Preview' }))
    await screen.findByText(/No site is connected, so there is no set-up/)
    await user.click(pressPreview())

    expect(await screen.findByText(/Fill in the Directory screen first/)).toBeTruthy()
    expect(document.activeElement?.id).toBe('preview-open-directory')
    expect(isChosen(/^Nothing/)).toBe(true)
    expect(bridge.inputsOf('preview.settings')).toEqual([{ site: '' }])
    expect(bridge.inputsOf('preview.read')).toEqual([])
  })

  it('takes the settings of the Directory screen, their user name field and their password', async () => {
    const { user, bridge } = await openWindow(previewAnswers, {
      ...emptyWorkspace,
      screen: 'preview',
      form: { ...filledForm, usernameField: 'mail' }
    })
    bridge.answer('preview.settings', () => done(usualPreviewSettings))

    await user.click(await screen.findByRole('radio', { name: /^The settings on the Directory screen/ }))
    await user.type(screen.getByLabelText('Password of the service account'), 'pw')
    await user.click(pressPreview())

    expect(bridge.inputsOf('preview.read')).toMatchObject([
      {
        site: '',
        people: { kind: 'form', form: { host: 'dc1.corp.example' }, password: { kind: 'typed', value: 'pw' } },
        users: { kind: 'none' },
        rules: { usernameField: 'mail' }
      }
    ])
  })

  it('takes files that the system’s own dialog chose', async () => {
    const { user, bridge } = await openPreview({
      'preview.choose-file': ({ what }) =>
        done({ kind: 'chosen', fileId: `id-${what}`, name: what === 'ldif' ? 'corp.ldif' : 'users.json' })
    })

    await user.click(screen.getByRole('radio', { name: /^An LDIF file/ }))
    await user.click(screen.getByRole('button', { name: 'Choose an LDIF file' }))
    await screen.findByText('corp.ldif')
    await user.click(screen.getByRole('radio', { name: /^OpenLDAP/ }))
    await user.click(screen.getByRole('radio', { name: /^A JSON file of users/ }))
    await user.click(screen.getByRole('button', { name: 'Choose a JSON file' }))
    await screen.findByText('users.json')
    await user.click(pressPreview())

    expect(bridge.inputsOf('preview.read')).toMatchObject([
      { people: { kind: 'ldif', fileId: 'id-ldif', serverType: 'openldap' }, users: { kind: 'file', fileId: 'id-users' } }
    ])
  })

  it('takes an earlier preview with its users and its user name field', async () => {
    const { user, bridge } = await openPreview()

    await user.click(screen.getByRole('radio', { name: /^An earlier preview/ }))
    const users = isChosen(/^The users of that earlier preview/)
    await user.click(pressPreview())

    expect(users).toBe(true)
    expect(bridge.inputsOf('preview.read')).toMatchObject([
      { people: { kind: 'recorded', runId: earlierRun.runId }, users: { kind: 'recorded' }, rules: { usernameField: 'uid' } }
    ])
  })

  it('lets other rules be tried, and names what is not as in the set-up', async () => {
    const { user, bridge } = await openPreview()

    await user.click(screen.getByRole('button', { name: /^Rules/ }))
    await user.click(screen.getByRole('checkbox', { name: /^Direct members only/ }))
    const note = screen.getByText(/Not as in the set-up: Direct members only/)
    await user.click(pressPreview())

    expect(note).toBeTruthy()
    expect(bridge.inputsOf('preview.read')).toMatchObject([{ rules: { directMembersOnly: true } }])
  })

  it('says why the settings could not be read, and reads them again', async () => {
    let tries = 0
    const { user } = await openWindow(
      {
        ...previewAnswers,
        'preview.settings': () => {
          tries += 1
          return tries === 1
            ? { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no answer' }) } }
            : done(acmePreviewSettings)
        }
      },
      { ...emptyWorkspace, screen: 'preview' }
    )

    await screen.findByText(/no answer/)
    await user.click(screen.getByRole('button', { name: 'Read the settings again' }))

    expect(await screen.findByRole('radio', { name: /^The directory of the set-up/ })).toBeTruthy()
  })
})

describe('reading', () => {
  it('shows real numbers and the first people, and can be cancelled without loss', async () => {
    const { user, bridge } = await openPreview({
      'preview.read': (_input, emit) => {
        emit(progress)
        return heldReply<PreviewView>().promise
      }
    })

    await user.click(pressPreview())
    const people = await screen.findByText('6,000', { exact: false })
    const focused = document.activeElement?.textContent
    const first = screen.getByRole('rowheader', { name: 'anna@corp.example' })
    const time = screen.getByText('About 4 s left, going by the last good preview')
    const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Preview' }).value
    const note = screen.getByRole('button', { name: 'Preview reading' })
    const told = screen.getAllByRole('status').map(({ textContent }) => textContent)
    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect([people, first, time, note].every(Boolean)).toBe(true)
    expect(bar).toBeCloseTo(6000 / 18_000)
    expect(focused).toBe('Reading dc1.corp.example')
    expect(told).toContain('Reading, more than 5,000 people')
    expect(bridge.cancelled).toHaveLength(1)
    expect(screen.getByRole('heading', { level: 2, name: 'The preview was cancelled' })).toBe(document.activeElement)
    expect(isChosen(/^The directory of the set-up/)).toBe(true)
  })

  it('shows no bar that would lie while nobody knows the end', async () => {
    const { user } = await openPreview({
      'preview.read': (_input, emit) => {
        emit({ ...progress, secondsLeft: undefined, site: undefined })
        return heldReply<PreviewView>().promise
      }
    })

    await user.click(pressPreview())
    await screen.findByText('6,000', { exact: false })

    expect(screen.getByRole('progressbar', { name: 'Preview' }).hasAttribute('value')).toBe(false)
    expect(screen.queryByText('Users of the site')).toBeNull()
  })

  it('goes on while another screen is looked at', async () => {
    const reply = heldReply<PreviewView>()
    const { user } = await openPreview({ 'preview.read': () => reply.promise })

    await user.click(pressPreview())
    await user.click(screen.getByRole('button', { name: 'Home' }))
    reply.release(done(previewView()))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Preview' })).toBeTruthy())
    await user.click(screen.getByRole('button', { name: 'Preview' }))

    expect(await screen.findByRole('heading', { level: 2, name: previewView().headline })).toBeTruthy()
  })

  it('says why it failed, and keeps what was chosen', async () => {
    const { user } = await openPreview({
      'preview.read': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'unreachable' }) } })
    })

    await user.click(screen.getByRole('radio', { name: /^Nothing/ }))
    await user.click(pressPreview())

    expect(await alertText()).toContain('unreachable')
    expect(screen.getByRole('heading', { level: 2, name: 'The preview could not be made' })).toBe(document.activeElement)
    expect(isChosen(/^Nothing/)).toBe(true)
  })
})
