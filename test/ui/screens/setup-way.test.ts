import { screen, waitFor } from '@testing-library/svelte'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import type { ProfileDirectory } from '../../../src-main/core/profile/profile.ts'
import { type Answers, type FakeBridge, done } from '../support/fake-bridge.ts'
import { openSetup } from '../support/open-site.ts'
import { acmeProfile } from '../support/site-samples.ts'

const nothing: ProfileDirectory = { host: undefined, port: undefined, security: undefined, caPem: undefined, allowCleartext: false }
const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

async function openWay(directory?: ProfileDirectory, answers: Answers = {}): Promise<{ user: UserEvent; bridge: FakeBridge }> {
  const opened = await openSetup({
    'profile.read': () => done({ ...acmeProfile, profile: { ...acmeProfile.profile, directory } }),
    ...answers
  })
  await opened.user.click(heading())
  return opened
}

const heading = () => screen.getByRole('button', { name: /^How this computer reaches the directory/ })
const host = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Host' })
const port = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Port' })
const security = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Security' })

async function savedDirectory(user: UserEvent, bridge: FakeBridge): Promise<unknown> {
  await user.click(screen.getByRole('button', { name: 'Show the plan' }))
  await waitFor(() => expect(bridge.inputsOf('plan.make').length).toBeGreaterThan(0))
  const saved = bridge.inputsOf('profile.save').at(-1)
  return (saved as OperationInput<'profile.save'> | undefined)?.profile.directory
}

describe('how this computer reaches the directory', () => {
  it('is folded, and says in a few words what differs', async () => {
    await openSetup({
      'profile.read': () =>
        done({ ...acmeProfile, profile: { ...acmeProfile.profile, directory: { ...nothing, host: 'dc1.inside', port: 3269 } } })
    })

    expect(heading().textContent).toContain('dc1.inside, port 3269')
    expect(heading().getAttribute('aria-expanded')).toBe('false')
    expect(screen.queryByRole('textbox', { name: 'Port' })).toBeNull()
  })

  it('saves only what differs', async () => {
    const { user, bridge } = await openWay()
    expect(port().placeholder).toBe('636')

    await user.type(host(), ' dc1.inside ')
    await user.selectOptions(security(), 'StartTLS (encrypted after a first plain step)')
    expect(port().placeholder).toBe('389')

    expect(await savedDirectory(user, bridge)).toEqual({ host: 'dc1.inside', security: 'starttls', allowCleartext: false })
  })

  it('is no part of the profile once everything is emptied', async () => {
    const { user, bridge } = await openWay({ ...nothing, host: 'dc1.inside' })

    await user.clear(host())

    expect(await savedDirectory(user, bridge)).toBeUndefined()
  })

  it('plans nothing with a port that is none, goes there and keeps what was typed, folded or not', async () => {
    const { user, bridge } = await openWay()

    await user.type(port(), '99999')
    await user.type(host(), 'dc1.inside')
    await user.click(heading())
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    await waitFor(() => expect(document.activeElement).toBe(port()))
    expect(port().value).toBe('99999')
    expect(port().getAttribute('aria-invalid')).toBe('true')
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('sends the password readable only when that is allowed, and forgets the permission with the next choice', async () => {
    const { user, bridge } = await openWay()
    expect(screen.queryByRole('checkbox', { name: /readable on the network/ })).toBeNull()

    await user.selectOptions(security(), 'None (readable on the network)')
    expect(screen.getByText(/It is not sent unless you allow it here/)).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: /readable on the network/ }))
    await user.selectOptions(security(), 'LDAPS (encrypted from the first byte)')

    expect(await savedDirectory(user, bridge)).toEqual({ security: 'ldaps', allowCleartext: false })
  })

  it('takes a CA file as the Directory screen does, and removes it', async () => {
    const { user, bridge } = await openWay()

    await user.upload(screen.getByLabelText('Choose a CA file'), new File([certificate], 'corp-ca.pem'))
    expect(await screen.findByText('corp-ca.pem')).toBeTruthy()
    expect(await savedDirectory(user, bridge)).toEqual({ caPem: certificate, allowCleartext: false })

    await user.click(screen.getByRole('button', { name: /Settings/ }))
    await user.click(heading())
    await user.click(screen.getByRole('button', { name: 'Remove the CA file' }))

    expect(await savedDirectory(user, bridge)).toBeUndefined()
  })

  it('refuses a file that holds a private key', async () => {
    const { user } = await openWay()

    await user.upload(screen.getByLabelText('Choose a CA file'), new File(['-----BEGIN PRIVATE KEY-----\nx'], 'oops.pem'))

    expect(await screen.findByText(/holds a private key/)).toBeTruthy()
  })

  it('drops what was half typed when another profile is imported', async () => {
    const { user } = await openWay(undefined, { 'profile.import': () => done({ ...acmeProfile, source: 'imported' }) })

    await user.type(port(), 'x')
    await user.upload(screen.getByLabelText('Import a profile'), new File(['{}'], 'acme.json'))

    await waitFor(() => expect(port().value).toBe(''))
  })
})
