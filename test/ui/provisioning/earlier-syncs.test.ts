import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { type SyncLog, syncLog } from '../../../src-main/core/service/sync-log.ts'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import EarlierSyncs from '../../../src-renderer/provisioning/EarlierSyncs.svelte'
import { SyncLogState } from '../../../src-renderer/state/sync-log-state.svelte.ts'
import { type Answers, done, FakeBridge } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'

const told = { site: 'acme.files.com', readAt: '2026-11-22T12:00:00Z', since: '2026-11-15T12:00:00Z', days: 7, cutBecause: undefined }
const body = ['LDAP sync failed.', 'dc1: the password was refused', 'dc2: no answer', 'It has failed 3 times in a row.'].join('\n')
const log: SyncLog = syncLog({
  ...told,
  events: [
    { id: 3, eventType: 'ldap_sync', status: 'failure', body, createdAt: '2026-11-22T11:00:00Z' },
    { id: 2, eventType: 'ldap_sync', status: 'success', body: 'All well.', createdAt: '2026-11-22T10:00:00Z' },
    { id: 1, eventType: 'client_log', status: 'success', body: 'Nightly copy.', createdAt: '2026-11-22T09:00:00Z' }
  ]
})
const text = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim()

function open(answers: Answers) {
  const bridge = new FakeBridge(answers)
  const state = new SyncLogState(connectEngine(bridge), () => 'acme.files.com')
  render(EarlierSyncs, { props: { log: state, onHelp: () => undefined } })
  return { bridge, user: userEvent.setup(), state }
}

const button = (name: string) => screen.getByRole('button', { name })

describe('earlier syncs', () => {
  it('are read when somebody asks, newest first, with the words of the site', async () => {
    const { bridge, user } = open({ 'sync.log': () => done(log) })
    expect(bridge.calls).toEqual([])

    await user.click(button('Read how they ended'))

    await screen.findByText(log.headline)
    expect(bridge.inputsOf('sync.log')).toEqual([{ site: 'acme.files.com', days: 7 }])
    const items = within(screen.getByRole('list')).getAllByRole('listitem').map(text)
    expect(items).toHaveLength(2)
    expect(items[0]).toMatch(/^failure .* LDAP sync failed\. dc1: the password was refused dc2: no answer/)
    expect(items[1]).toMatch(/^success .* All well\.$/)
    expect(screen.getByText(/1 entry that a program has left in it is not shown/)).toBeTruthy()
  })

  it('are read anew for another span', async () => {
    const { bridge, user } = open({ 'sync.log': () => done(log) })
    await user.click(button('Read how they ended'))
    await screen.findByText(log.headline)

    await user.selectOptions(screen.getByRole('combobox', { name: 'Look back' }), '30 days')

    expect(bridge.inputsOf('sync.log').at(-1)).toEqual({ site: 'acme.files.com', days: 30 })
  })

  it('say that they could not be read, and keep what was read before', async () => {
    const { bridge, user } = open({ 'sync.log': () => done(log) })
    await user.click(button('Read how they ended'))
    await screen.findByText(log.headline)
    bridge.answer('sync.log', () => ({ ok: false, error: { kind: 'problem', problem: problem('service.key.missing', { host: 'acme' }) } }))

    await user.click(button('Read them again'))

    expect((await screen.findByRole('alert')).textContent).toContain('service.key.missing')
    expect(screen.getByText('What is shown below is of before.')).toBeTruthy()
    expect(screen.getByText('The external log could not be read')).toBeTruthy()
  })

  it('say that there are none, that the log was cut, and that a reading was cancelled', async () => {
    const none = syncLog({ ...told, events: [], cutBecause: 'Only the newest 500 entries were read: there are more.' })
    const held = heldReply<SyncLog>()
    const { bridge, user } = open({ 'sync.log': () => done(none) })
    await user.click(button('Read how they ended'))
    expect(await screen.findByText('No sync was found in what could be read of the last 7 days.')).toBeTruthy()
    expect(screen.getByText(/Only the newest 500/)).toBeTruthy()
    bridge.answer('sync.log', () => held.promise)

    await user.click(button('Read them again'))
    const cancel = button('Cancel the reading')
    expect(document.activeElement).toBe(cancel)
    await user.click(cancel)

    expect(screen.getByText('The reading was cancelled')).toBeTruthy()
  })
})
