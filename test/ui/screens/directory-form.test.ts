import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { Suggestion } from '../../../src-main/core/model/suggestion.ts'
import { done } from '../support/fake-bridge.ts'
import { openWindow } from '../support/open-window.ts'
import { checkedDirectory, emptyWorkspace, filledForm } from '../support/samples.ts'

const onDirectory = { ...emptyWorkspace, screen: 'directory' as const }
const filled = { ...onDirectory, form: filledForm }
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

function box(name: string): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>('textbox', { name })
}

describe('the directory form', () => {
  it('says what is wrong at the field once it was left, and tells assistive technology', async () => {
    const { user } = await openWindow({}, onDirectory)

    await user.type(box('Host'), 'ldaps://dc1')
    const whileTyping = screen.queryByRole('alert')?.textContent ?? ''
    await user.tab()

    expect(whileTyping).toBe('')
    expect(box('Host').getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(box('Host').getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/without ldap:\/\//)
  })

  it('goes to the first wrong field when the button is pressed, and sends nothing', async () => {
    const { user, bridge } = await openWindow({}, onDirectory)

    await user.click(screen.getByRole('button', { name: 'Check the directory' }))

    expect(document.activeElement).toBe(box('Host'))
    expect(
      screen
        .getAllByRole('alert')
        .map((alert) => alert.textContent.trim())
        .filter((text) => text !== '')
    ).toHaveLength(3)
    expect(bridge.inputsOf('directory.check')).toEqual([])
  })

  it('checks by Enter in a field', async () => {
    const { user, bridge } = await openWindow({ 'directory.check': () => done(checkedDirectory([])) }, filled)

    await user.type(screen.getByLabelText('Password'), 'secret{Enter}')

    expect(bridge.inputsOf('directory.check')).toEqual([
      { form: filledForm, password: { kind: 'typed', value: 'secret' }, personPassword: '' }
    ])
  })

  it('explains a term on demand, in a line that belongs to the field', async () => {
    const { user } = await openWindow({}, onDirectory)
    const explain = screen.getByRole('button', { name: 'Explain: Base DN' })

    await user.click(explain)

    expect(explain.getAttribute('aria-expanded')).toBe('true')
    expect(box('Base DN').getAttribute('aria-describedby')).toBe('baseDn-explanation baseDn-note')
    expect(document.getElementById('baseDn-explanation')?.textContent).toMatch(/Where the search starts/)
  })

  it('shows beside the form what the current field is about', async () => {
    const { user } = await openWindow({}, onDirectory)
    const help = screen.getByRole('complementary', { name: 'About this form' })
    const atFirst = within(help).getByRole('heading').textContent

    await user.click(box('Base DN'))

    expect([atFirst, within(help).getByRole('heading').textContent]).toEqual(['What a check does', 'Base DN'])
  })

  it('shows and hides the password', async () => {
    const { user } = await openWindow({}, onDirectory)
    const password = screen.getByLabelText('Password')

    const types = [password.getAttribute('type')]
    for (let press = 0; press < 2; press += 1) {
      await user.click(screen.getByRole('button', { name: 'Show password' }))
      types.push(password.getAttribute('type'))
    }

    expect(types).toEqual(['password', 'text', 'password'])
  })

  it('offers to send the password readable only without encryption, and names the usual port', async () => {
    const { user } = await openWindow({}, onDirectory)
    const offers = () => screen.queryByRole('checkbox', { name: 'Send the password readable on the network' })

    const withLdaps = [offers() === null, box('Port').placeholder]
    await user.click(screen.getByRole('radio', { name: /^None/ }))

    expect(withLdaps).toEqual([true, '636'])
    expect([offers() === null, box('Port').placeholder]).toEqual([false, '389'])
  })

  it('keeps backup hosts behind a button, two at most, and moves the second up when the first goes', async () => {
    const { user, bridge } = await openWindow({ 'directory.check': () => done(checkedDirectory([])) }, filled)

    await user.click(screen.getByRole('button', { name: 'Add a backup host' }))
    await user.type(box('Backup host'), 'dc2.corp.example')
    await user.click(screen.getByRole('button', { name: 'Add a backup host' }))
    await user.type(box('Second backup host'), 'dc3.corp.example')
    const more = screen.queryByRole('button', { name: 'Add a backup host' })
    await user.click(screen.getByRole('button', { name: 'Remove backup host' }))
    await user.click(screen.getByRole('button', { name: 'Check the directory' }))

    expect(more).toBeNull()
    expect(bridge.inputsOf('directory.check')).toMatchObject([{ form: { backupHost1: 'dc3.corp.example', backupHost2: '' } }])
  })

  it('asks for a person and their password only on demand', async () => {
    const { user, bridge } = await openWindow({ 'directory.check': () => done(checkedDirectory([])) }, filled)

    const atFirst = screen.queryByRole('textbox', { name: 'User name of a person' })
    await user.click(screen.getByRole('button', { name: /Ask about a real person/ }))
    await user.type(box('User name of a person'), 'ada')
    await user.type(screen.getByLabelText('This person’s password'), 'her-own')
    await user.click(screen.getByRole('button', { name: 'Check the directory' }))

    expect(atFirst).toBeNull()
    expect(bridge.inputsOf('directory.check')).toMatchObject([{ form: { person: 'ada' }, personPassword: 'her-own' }])
  })

  it('takes a CA file in PEM form as it is, and lets it be removed', async () => {
    const { user, bridge } = await openWindow({}, onDirectory)

    await user.upload(screen.getByLabelText('Choose a CA file'), new File([pem], 'corp-ca.pem'))
    await screen.findByText('corp-ca.pem')
    await user.click(screen.getByRole('button', { name: 'Remove the CA file' }))

    expect(screen.getByLabelText('Choose a CA file')).toBeTruthy()
    expect(bridge.inputsOf('certificate.read')).toEqual([])
  })

  it('has a binary CA file turned into PEM', async () => {
    const { user, bridge } = await openWindow(
      {
        'certificate.read': () =>
          done({
            source: 'corp-ca.cer',
            chains: [
              {
                chain: { certificates: [], links: [], ends: 'root-included', extra: [] },
                certificates: [],
                trustedHere: { kind: 'trusted', root: '', rootFingerprintSha256: '', sentence: '' },
                trustedPublicly: { kind: 'trusted', root: '', rootFingerprintSha256: '', sentence: '' },
                endsSentence: '',
                pem
              }
            ]
          }),
        'directory.check': () => done(checkedDirectory([]))
      },
      filled
    )

    await user.upload(screen.getByLabelText('Choose a CA file'), new File([new Uint8Array([0x30, 0x82, 1, 0])], 'corp-ca.cer'))
    await screen.findByText('corp-ca.cer')
    await user.click(screen.getByRole('button', { name: 'Check the directory' }))

    expect(bridge.inputsOf('directory.check')).toMatchObject([{ form: { caFileName: 'corp-ca.cer', caPem: pem } }])
  })

  it('says why a file is no CA file', async () => {
    const unreadable = problem('app.file-not-written', { path: 'holiday.cer', reason: 'it holds no certificate' })
    const { user } = await openWindow(
      { 'certificate.read': () => ({ ok: false, error: { kind: 'problem', problem: unreadable } }) },
      onDirectory
    )

    await user.upload(screen.getByLabelText('Choose a CA file'), new File([new Uint8Array([0xff, 0xd8])], 'holiday.cer'))

    expect((await screen.findByRole('alert')).textContent).toContain('it holds no certificate')
  })
})

describe('suggestions', () => {
  const suggestions: readonly Suggestion[] = [
    { field: 'baseDn', value: 'DC=corp,DC=example', text: 'DC=corp,DC=example', reason: 'The server names it.' },
    { field: 'serverType', value: 'active-directory', text: 'Active Directory', reason: 'The server says so.' }
  ]

  it('are taken into the form with one click each', async () => {
    const { user, bridge } = await openWindow(
      {
        'directory.suggest': () =>
          done({ suggestions, evidence: [{ label: 'Port 636', value: 'answers' }], summary: 'This is Active Directory.' })
      },
      onDirectory
    )

    await user.type(box('Host'), 'dc1.corp.example')
    await user.click(screen.getByRole('button', { name: 'Suggest settings' }))
    await screen.findByText('This is Active Directory.')
    await user.click(screen.getByRole('button', { name: /Use it: Base DN/ }))

    expect(bridge.inputsOf('directory.suggest')).toHaveLength(1)
    expect(box('Base DN').value).toBe('DC=corp,DC=example')
    expect(screen.getByText('In the form')).toBeTruthy()
    expect(screen.getByRole('button', { name: /Use it: Server type/ })).toBeTruthy()
  })

  it('show the problem when the look around fails', async () => {
    const { user } = await openWindow(
      { 'directory.suggest': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no network' }) } }) },
      filled
    )

    await user.click(screen.getByRole('button', { name: 'Suggest settings' }))

    expect((await screen.findByRole('alert')).textContent).toContain('no network')
  })
})
