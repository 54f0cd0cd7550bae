import { screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { IdentityView } from '../../../src-main/core/identity/identity-views.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { identityView, openIdentity, openIdentityResult } from '../support/identity-samples.ts'
import { supportLayout } from '../support/layout.ts'
import { cellsOf } from '../support/open-people.ts'

const main = () => within(screen.getByRole('main'))
const tile = (name: RegExp) => within(screen.getByRole('group', { name: /^What the names come to/ })).getByRole('button', { name })
const text = (element: Element | null) => element?.textContent.replace(/\s+/g, ' ').trim()

beforeAll(() => supportLayout())
beforeEach(() => localStorage.clear())

describe('the source of the names', () => {
  it('is the directory of the set-up and the users of the site, by the ways that the site has', async () => {
    const { user, bridge } = await openIdentity()

    expect(screen.getByRole('button', { name: /^What names people/ }).textContent).toContain('SAML sign-in in use, sign-in by UPN')
    await user.click(screen.getByRole('button', { name: 'Compare the names' }))
    await screen.findByRole('heading', { name: '240 same, 3 differ, 1 account of nobody' })

    expect(bridge.inputsOf('identity.read')).toEqual([
      {
        people: { kind: 'set-up', site: 'acme.files.com', managedBy: { kind: 'site-ldap' }, ldapPassword: '' },
        users: { kind: 'site', site: 'acme.files.com' },
        rules: {
          nameId: 'upn',
          scimUserName: 'upn',
          ways: ['saml'],
          ldap: { usernameField: 'sAMAccountName', domain: 'corp.example' },
          strategyId: 12
        }
      }
    ])
  })

  it('is an export of Entra ID, whose file is asked for first, and which has LDAP names only where LDAP is in use', async () => {
    const { user, bridge } = await openIdentity()
    await user.click(screen.getByRole('radio', { name: /^Users that Entra ID exported/ }))

    await user.click(screen.getByRole('button', { name: 'Compare the names' }))
    expect(await alertText()).toBe('Choose the CSV file of users that Entra ID exported.')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Choose a CSV file'))
    expect(bridge.inputsOf('identity.read')).toEqual([])

    await user.click(screen.getByRole('button', { name: 'Choose a CSV file' }))
    await screen.findByText('entra.csv')
    await user.click(screen.getByRole('button', { name: /^What names people/ }))
    await user.click(screen.getByRole('checkbox', { name: /^SCIM provisioning/ }))
    await user.click(
      within(screen.getByRole('group', { name: 'What names people when they sign in?' })).getByRole('radio', { name: /^The mail/ })
    )
    await user.click(screen.getByRole('button', { name: 'Compare the names' }))
    await screen.findByRole('grid', { name: 'People' })

    expect(bridge.inputsOf('identity.choose-file')).toEqual([{ what: 'entra' }])
    expect(bridge.inputsOf('identity.read')).toEqual([
      {
        people: { kind: 'entra', fileId: 'file-entra' },
        users: { kind: 'site', site: 'acme.files.com' },
        rules: { nameId: 'mail', scimUserName: 'upn', ways: ['saml', 'scim'], strategyId: 12 }
      }
    ])
  })

  it('keeps what was chosen when the reading fails or is cancelled', async () => {
    const held = heldReply<IdentityView>()
    const { user, bridge } = await openIdentity({
      'identity.read': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no file' }) } })
    })
    await user.click(screen.getByRole('radio', { name: /^The settings on the Directory screen/ }))
    await user.click(screen.getByRole('radio', { name: /^The directory of the set-up/ }))
    await user.click(screen.getByRole('button', { name: 'Compare the names' }))

    expect(await screen.findByRole('heading', { name: 'The names could not be compared' })).toBeTruthy()
    expect(screen.getByText(/What you chose is kept below/)).toBeTruthy()

    bridge.answer('identity.read', (_input, emit) => {
      emit({ people: 12_000, users: undefined })
      return held.promise
    })
    await user.click(screen.getByRole('button', { name: 'Compare the names' }))
    expect(await screen.findByText('12,000')).toBeTruthy()
    expect(document.activeElement?.id).toBe('identity-heading')
    await user.click(main().getByRole('button', { name: 'Cancel' }))

    expect(await screen.findByRole('heading', { name: 'The reading was cancelled' })).toBe(document.activeElement)
    expect(bridge.cancelled).toHaveLength(1)
  })
})

describe('the result', () => {
  it('says the headline, what was read from where, the classes, the ways and the recommendation', async () => {
    const { user } = await openIdentityResult()

    expect(document.activeElement).toBe(screen.getByRole('heading', { name: '240 same, 3 differ, 1 account of nobody' }))
    expect(text(main().getByText(/^244 rows/))).toBe(
      '244 rows: people from dc1.corp.example, compared with the users of acme.files.com; read 2 minutes ago.'
    )
    expect([tile(/Account under another name$/), tile(/The same$/)].map(text)).toEqual(['3 Account under another name', '240 The same'])
    expect(within(screen.getByRole('group', { name: /^What the names come to/ })).queryByRole('button', { name: /Guest$/ })).toBeNull()
    expect(screen.getByText('Sign-in and provisioning give the same name, so SCIM fits.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^Each way in.*SAML sign-in: 3 in trouble$/ }))
    const ways = within(screen.getByRole('region', { name: 'The ways in numbers' })).getAllByRole('row')
    expect(ways.slice(1).map(({ children }) => [...children].map(text).join(' '))).toEqual([
      'LDAP provisioning No 0 243 0 0 Names by sAMAccountName.',
      'SAML sign-in Yes 240 3 0 0 Names by user principal name.'
    ])
    expect(cellsOf(2)).toEqual([
      'Account under another name',
      'Anna Li',
      'anna.li@corp.example',
      'anna.li@corp.example',
      'anna.li@corp.example',
      'anna.smith@corp.example'
    ])
  })

  it('shows by a tile only those people, and the safe order of their repair with who can do it', async () => {
    const { user, bridge } = await openIdentityResult()

    await user.click(tile(/Account under another name$/))

    const guide = within(screen.getByRole('region', { name: 'What happens, and what to do first' }))
    expect(guide.getByText('What happens: Account under another name.')).toBeTruthy()
    expect(text(guide.getByText(/^First step/))).toBe('First step for Account under another name Whoever administers Microsoft Entra ID')
    await waitFor(() =>
      expect((bridge.inputsOf('identity.rows').at(-1) as OperationInput<'identity.rows'>).query.classes).toEqual([
        'account-under-other-name'
      ])
    )
    expect(await screen.findByText('3 of 244 people')).toBeTruthy()

    await user.click(screen.getByRole('button', { name: /^Remove the filter: Account under another name/ }))
    expect(await screen.findByText('244 people')).toBeTruthy()
    expect(document.activeElement?.id).toBe('people-search')
  })

  it('is searched by a slash, sorted by one column at a time, and saved as it is shown', async () => {
    const { user, bridge } = await openIdentityResult()

    await user.keyboard('/')
    expect(document.activeElement?.id).toBe('people-search')
    await user.keyboard('anna{Enter}')
    await user.click(within(screen.getByRole('columnheader', { name: /^Mail/ })).getByRole('button'))
    await user.keyboard('{Shift>}')
    await user.click(within(screen.getByRole('columnheader', { name: /^Class/ })).getByRole('button'))
    await user.keyboard('{/Shift}')
    await user.click(await screen.findByRole('button', { name: /^Save 244 rows as CSV/ }))

    expect(await screen.findByText(/^Saved 244 rows to names.csv. The file names people/)).toBeTruthy()
    expect(bridge.inputsOf('identity.export')).toEqual([
      { identityId: 'i1', format: 'csv', query: { classes: [], search: 'anna', sort: { column: 'class', descending: false } } }
    ])
  })

  it('opens a person by Enter with every name and how it came about, and leads to what is wrong with them', async () => {
    const { user } = await openIdentityResult()
    document.querySelector<HTMLElement>('[data-cell="0:1"]')?.focus()

    await user.keyboard('{Enter}')
    const heading = await screen.findByRole('heading', { level: 2, name: 'Anna Li' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    const names = within(await screen.findByRole('region', { name: 'How each name comes about' }))
    expect(names.getByText('SAML takes user.userprincipalname.')).toBeTruthy()
    expect(names.getByText('ali@corp.example')).toBeTruthy()

    await user.click(screen.getByRole('button', { name: 'What is wrong with this person?' }))
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Whom is it about?' })
    expect(box.value).toBe('anna.smith@corp.example')
    await waitFor(() => expect(document.activeElement).toBe(box))
  })

  it('is judged by other rules without reading again, and read again where it has to be', async () => {
    const { user, bridge } = await openIdentityResult()
    await user.click(screen.getByRole('button', { name: /^What names people/ }))
    expect(screen.getByText('The numbers follow these rules.')).toBeTruthy()

    await user.click(
      within(screen.getByRole('group', { name: 'What names people when they sign in?' })).getByRole('radio', { name: /^The mail/ })
    )
    expect(screen.getByText('The numbers still follow the rules of before.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Judge by these rules' }))
    expect(await screen.findByRole('heading', { name: '244 same' })).toBeTruthy()
    expect((bridge.inputsOf('identity.judge')[0] as OperationInput<'identity.judge'>).rules.nameId).toBe('mail')
    expect(bridge.inputsOf('identity.close')).toEqual([{ identityId: 'i1' }])
    expect(bridge.inputsOf('identity.read')).toHaveLength(1)

    await user.clear(screen.getByRole('textbox', { name: 'LDAP username field' }))
    await user.type(screen.getByRole('textbox', { name: 'LDAP username field' }), 'mail')
    expect(screen.getByRole('button', { name: 'Read again with these rules' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Undo these edits' }))
    expect(screen.getByRole('button', { name: 'Judge by these rules' })).toBe(document.activeElement)
  })

  it('says on top that the reading is incomplete, and says it at once', async () => {
    await openIdentityResult({ 'identity.read': () => done(identityView({ cutBecause: 'Not all users were read: the site stopped.' })) })

    expect(screen.getByRole('heading', { name: /^Incomplete: somebody is missing/ })).toBeTruthy()
    expect(screen.getByText('Not all users were read: the site stopped.')).toBeTruthy()
    expect(screen.getAllByRole('alert').map(text)).toContain('The reading is incomplete. Somebody is missing.')
  })

  it('tells what it rests on', async () => {
    const { user } = await openIdentityResult()

    await user.click(screen.getByRole('button', { name: /^What this rests on/ }))

    expect(screen.getByText('Capitals do not make another name.')).toBeTruthy()
  })

  it('stays while another source is looked at', async () => {
    const { user, bridge } = await openIdentityResult()

    await user.click(screen.getByRole('button', { name: 'Choose another source' }))
    expect(screen.getByRole('button', { name: 'Back to the result' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Back to the result' }))

    expect(await screen.findByRole('grid', { name: 'People' })).toBeTruthy()
    expect(bridge.inputsOf('identity.read')).toHaveLength(1)
  })
})
