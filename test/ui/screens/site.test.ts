import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ConnectedSite } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { SyncResult } from '../../../src-main/core/plan/apply-event.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { openSite } from '../support/open-site.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace } from '../support/samples.ts'
import { acme, acmeAnswers, rememberedAcme } from '../support/site-samples.ts'

const onSite = { ...emptyWorkspace, screen: 'site' as const }
const unknownName = problem('service.network.name-unknown', { host: 'acne.files.com' })

function primary(): HTMLElement {
  return screen.getByRole('button', { name: 'Connect' })
}

async function typeSite(user: Awaited<ReturnType<typeof openWindow>>['user'], address: string, key: string): Promise<void> {
  await user.type(screen.getByRole('textbox', { name: 'Site address' }), address)
  await user.type(screen.getByLabelText('API key'), key)
}

describe('connecting a site', () => {
  it('asks for what is missing, at the field, and sends nothing', async () => {
    const { user, bridge } = await openWindow({}, onSite)

    await user.click(primary())

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Site address' }))
    expect(screen.getAllByRole('alert').map((alert) => alert.textContent.trim())).toHaveLength(2)
    expect(bridge.inputsOf('site.connect')).toEqual([])
  })

  it('sends address and key as typed, keeps the key unless told otherwise, and probes writes only when asked', async () => {
    const { user, bridge } = await openWindow(
      { ...acmeAnswers, 'site.list': () => done({ sites: [], keychainProblem: undefined, interruptedRuns: [] }) },
      onSite
    )

    await typeSite(user, ' acme ', 'secret-key')
    await user.keyboard('{Enter}')
    await screen.findByRole('heading', { level: 1, name: 'Acme' })

    expect(bridge.inputsOf('site.connect')).toEqual([
      { address: 'acme', key: { kind: 'typed', value: 'secret-key' }, keepKey: true, probeWrites: false }
    ])
    expect(document.activeElement?.tagName).toBe('H1')
  })

  it('says that one change without any field is sent, before it is allowed', async () => {
    const { user, bridge } = await openWindow(acmeAnswers, onSite)
    const probe = screen.getByRole('checkbox', { name: /takes single sign-on settings/ })
    const note = document.getElementById(probe.getAttribute('aria-describedby') ?? '')?.textContent

    await user.click(probe)
    await user.click(screen.getByRole('checkbox', { name: /Keep the key/ }))
    await typeSite(user, 'acme', 'k')
    await user.click(primary())

    expect(note).toMatch(/one change without any field/)
    expect(bridge.inputsOf('site.connect')).toMatchObject([{ keepKey: false, probeWrites: true }])
  })

  it('forgets the typed key as soon as the site is connected', async () => {
    const { user } = await openWindow(
      { ...acmeAnswers, 'site.list': () => done({ sites: [], keychainProblem: undefined, interruptedRuns: [] }) },
      onSite
    )

    await typeSite(user, 'acme', 'secret-key')
    await user.click(primary())
    await user.click(await screen.findByRole('button', { name: 'Connect another site' }))

    expect(screen.getByLabelText<HTMLInputElement>('API key').value).toBe('')
  })

  it('explains why keys cannot be kept, and does not try', async () => {
    const keychainProblem = problem('service.keychain.unavailable', { reason: 'no secret service answers' })
    const { user, bridge } = await openWindow(
      { ...acmeAnswers, 'site.list': () => done({ sites: [], keychainProblem, interruptedRuns: [] }) },
      onSite
    )

    await screen.findByText(/no secret service answers/)
    await typeSite(user, 'acme', 'k')
    await user.click(primary())

    expect(screen.queryByRole('checkbox', { name: /Keep the key/, checked: true })).toBeNull()
    expect(bridge.inputsOf('site.connect')).toMatchObject([{ keepKey: false }])
  })

  it('shows why it failed, and keeps what was typed', async () => {
    const { user } = await openWindow(
      { ...acmeAnswers, 'site.connect': () => ({ ok: false, error: { kind: 'problem', problem: unknownName } }) },
      onSite
    )

    await typeSite(user, 'acne', 'k')
    await user.click(primary())

    expect((await screen.findByRole('alert')).textContent).toContain('acne.files.com does not resolve')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Site address' }).value).toBe('acne')
  })

  it('shows that it runs, and can be cancelled', async () => {
    const { user, bridge } = await openWindow({ ...acmeAnswers, 'site.connect': () => heldReply<ConnectedSite>().promise }, onSite)

    await typeSite(user, 'acme', 'k')
    await user.click(primary())
    const running = screen.getByText('Connecting and reading the site')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect(running).toBeTruthy()
    expect(bridge.cancelled).toHaveLength(1)
    expect(screen.getByText(/^Cancelled\. Nothing was changed/)).toBeTruthy()
    expect(document.activeElement?.tagName).toBe('H1')
  })

  it('asks nobody at the start, not even for a site that is remembered with its key', async () => {
    const { bridge } = await openWindow(acmeAnswers, { ...emptyWorkspace, site: acme.site })
    await screen.findByRole('button', { name: 'Connect again' })

    expect(screen.getByRole('button', { name: /^Site:/ }).textContent).toMatch(/Acme.*Not connected/)
    expect(bridge.calls.map(({ name }) => name).sort()).toEqual(['app.info', 'site.list', 'workspace.read'])
  })
})

describe('remembered sites', () => {
  it('are connected again by their stored key, which is not stored once more', async () => {
    const { bridge } = await openSite()

    expect(bridge.inputsOf('site.connect')).toEqual([{ address: acme.site, key: { kind: 'stored' }, keepKey: false, probeWrites: false }])
    expect(screen.getByRole('button', { name: /^Site:/ }).textContent).toMatch(/Acme.*anna\.admin@corp\.example.*Connected/)
  })

  it('without a key lead to the box for it', async () => {
    const { user } = await openWindow(
      {
        ...acmeAnswers,
        'site.list': () => done({ sites: [{ ...rememberedAcme, key: 'none' }], keychainProblem: undefined, interruptedRuns: [] })
      },
      onSite
    )

    await user.click(await screen.findByRole('button', { name: 'Type the key: Acme' }))

    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Site address' }).value).toBe(acme.site)
    expect(document.activeElement).toBe(screen.getByLabelText('API key'))
  })

  it('are forgotten only after it was said what is forgotten', async () => {
    const { user, bridge } = await openSite({ 'site.forget': () => done({ keychainProblem: undefined }) })

    await user.click(screen.getByRole('button', { name: 'Forget Acme' }))
    const before = bridge.inputsOf('site.forget')
    const said = screen.getByText(/leave the keychain/).textContent
    await user.click(screen.getByRole('button', { name: 'Forget Acme on this computer' }))
    await screen.findByRole('heading', { level: 1, name: 'Connect a site' })

    expect(before).toEqual([])
    expect(said).toMatch(/journal.*stays/)
    expect(bridge.inputsOf('site.forget')).toEqual([{ site: acme.site }])
    expect(screen.getByRole('button', { name: /^Site:/ }).textContent).toContain('No site yet')
  })

  it('are forgotten where the keychain cannot be asked, and what may still be in it is said', async () => {
    const keychainProblem = problem('service.keychain.unavailable', { reason: 'it is locked' })
    const { user } = await openSite({ 'site.forget': () => done({ keychainProblem }) })

    await user.click(screen.getByRole('button', { name: 'Forget Acme' }))
    await user.click(screen.getByRole('button', { name: 'Forget Acme on this computer' }))

    expect((await screen.findByText(/except perhaps in the keychain/)).parentElement?.textContent).toContain('it is locked')
    expect(screen.getByRole('button', { name: /^Site:/ }).textContent).toContain('No site yet')
  })
})

describe('the overview of a site', () => {
  it('tells who the key is, what it may do, and how administrators sign in, with evidence', async () => {
    const { user } = await openSite()

    await user.click(screen.getByRole('button', { name: 'How we know about anna.admin' }))

    expect(screen.getByText('Full site administrator: it may read and change everything.')).toBeTruthy()
    expect(within(screen.getByRole('row', { name: /^anna\.admin/ })).getByText('Proved')).toBeTruthy()
    expect(within(screen.getByRole('row', { name: /^omar\.admin/ })).getByText('Not proved')).toBeTruthy()
    expect(screen.getByText('Locked')).toBeTruthy()
  })

  it('reads again on demand; when that fails, what was read stays and says how old it is', async () => {
    const { user } = await openSite({ 'site.read': () => ({ ok: false, error: { kind: 'problem', problem: unknownName } }) })

    await user.click(screen.getByRole('button', { name: 'Read again' }))

    expect((await screen.findByRole('alert')).textContent).toContain('does not resolve')
    expect(screen.getByText(/^What was read at .* stays below/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: /Entra ID/ })).toBeTruthy()
  })

  it('finds out on demand whether the site takes strategy settings', async () => {
    const { user, bridge } = await openSite()

    await user.click(screen.getByRole('button', { name: 'Find out now' }))

    expect(bridge.inputsOf('site.connect').at(-1)).toEqual({
      address: acme.origin,
      key: { kind: 'stored' },
      keepKey: false,
      probeWrites: true
    })
  })

  it('follows a sync to the event that tells its end', async () => {
    const held = heldReply<SyncResult>()
    const { user, bridge } = await openSite({
      'sync.start': (_input, emit) => {
        emit({ type: 'waiting', waitedMs: 4000 })
        return held.promise
      }
    })

    await user.click(screen.getByRole('button', { name: 'Sync now: Entra ID' }))
    const waiting = await screen.findByText('Waiting for its event, 4 s')
    held.release(done({ kind: 'seen', status: 'success', body: '3 users added', eventAt: acme.readAt, waitedMs: 9000, problem: undefined }))

    expect(waiting).toBeTruthy()
    expect(await screen.findByText('3 users added')).toBeTruthy()
    expect(screen.getAllByText('The sync ended: success')).not.toHaveLength(0)
    expect(bridge.inputsOf('sync.start')).toEqual([{ site: acme.site, strategyId: 12 }])
  })

  it('does not call a sync done whose result was not seen', async () => {
    const { user } = await openSite({
      'sync.start': () =>
        done({
          kind: 'not-seen',
          status: '',
          body: '',
          eventAt: undefined,
          waitedMs: 60_000,
          problem: problem('service.sync.not-seen', { what: 'Entra ID', minutes: 1 })
        })
    })

    await user.click(screen.getByRole('button', { name: 'Sync now: Entra ID' }))

    expect(await screen.findByText(/nothing is proved yet/)).toBeTruthy()
  })
})

describe('the practice site', () => {
  const practice = {
    ...acmeAnswers,
    'practice.site': () => done({ address: 'http://127.0.0.1:8080', sentence: 'Nothing leaves this computer.' }),
    'site.connect': () => done({ ...acme, site: '127.0.0.1:8080', name: 'Practice' })
  }

  it('is started and connected from Home, with a key that only the engine knows', async () => {
    const { user, bridge } = await openWindow(practice)

    await user.click(screen.getByRole('button', { name: 'Try it with the practice site' }))
    await screen.findByRole('heading', { level: 1, name: 'Practice' })

    expect(bridge.inputsOf('site.connect')).toEqual([
      { address: 'http://127.0.0.1:8080', key: { kind: 'practice' }, keepKey: false, probeWrites: false }
    ])
    expect(screen.getByRole('button', { name: /^Site:/ }).textContent).toMatch(/Practice$/)
    expect(screen.getByText('Nothing leaves this computer.')).toBeTruthy()
  })

  it('is started from Practice too, and is not the site of the next start', async () => {
    const { user, bridge } = await openWindow({ ...practice, 'practice.faults': () => done([]) }, { ...emptyWorkspace, site: acme.site })

    await user.click(screen.getByRole('button', { name: 'Practice' }))
    await user.click(screen.getByRole('button', { name: 'Start the practice site' }))
    await screen.findByText('This is the practice site')
    window.dispatchEvent(new Event('pagehide'))

    expect(bridge.inputsOf('workspace.save').at(-1)).toMatchObject({ screen: 'site', site: acme.site })
  })

  it('says why it could not be started', async () => {
    const { user } = await openWindow({
      'practice.site': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no port is free' }) } })
    })

    await user.click(screen.getByRole('button', { name: 'Try it with the practice site' }))

    expect((await screen.findByRole('alert')).textContent).toContain('no port is free')
  })
})
