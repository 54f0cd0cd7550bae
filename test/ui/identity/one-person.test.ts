import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { PersonTrace } from '../../../src-main/core/trace/person-trace.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { identityAnswers, openPerson, renamedTrace } from '../support/identity-samples.ts'
import type { OpenWindow } from '../support/open-window.ts'
import { openWindow } from '../support/open-window.ts'
import { acmeProfile } from '../support/site-samples.ts'

const text = (element: Element | null) => element?.textContent.replace(/\s+/g, ' ').trim()
const main = () => within(screen.getByRole('main'))

async function ask({ user }: OpenWindow, name = 'Anna Li'): Promise<void> {
  await user.type(screen.getByRole('textbox', { name: 'Whom is it about?' }), name)
  await user.keyboard('{Enter}')
}

async function openAnna(answers: Parameters<typeof openPerson>[0] = {}) {
  const opened = await openPerson(answers)
  await ask(opened)
  await screen.findByRole('heading', { name: renamedTrace.headline })
  return opened
}

describe('one person', () => {
  it('needs a connected site, and says so', async () => {
    const { user } = await openWindow(identityAnswers)
    await user.click(screen.getByRole('button', { name: /^Identity/ }))
    await user.click(screen.getByRole('tab', { name: 'One person' }))

    expect(main().getByText(/^No site is connected\. What is wrong with one person is read from the site/)).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Whom is it about?' })).toBeNull()
    await user.click(main().getByRole('button', { name: 'Connect a site' }))
    expect(await screen.findByRole('textbox', { name: /address/i })).toBeTruthy()
  })

  it('needs a name', async () => {
    const { user, bridge } = await openPerson()

    await user.click(screen.getByRole('button', { name: 'Find out what is wrong' }))

    const box = screen.getByRole('textbox', { name: 'Whom is it about?' })
    await waitFor(() => expect(document.activeElement).toBe(box))
    expect(box.getAttribute('aria-invalid')).toBe('true')
    expect(bridge.inputsOf('trace.person')).toEqual([])
  })

  it('is looked for in the directory of the set-up too, unless that is not wanted', async () => {
    const opened = await openPerson()
    await ask(opened)
    await screen.findByRole('heading', { name: renamedTrace.headline })
    await opened.user.click(screen.getByRole('checkbox', { name: /^Also look into the directory/ }))
    await opened.user.click(screen.getByRole('button', { name: 'Look again' }))

    await waitFor(() => expect(opened.bridge.inputsOf('trace.person')).toHaveLength(2))
    expect(opened.bridge.inputsOf('trace.person')).toEqual([
      { site: 'acme.files.com', name: 'Anna Li', directory: { kind: 'set-up', ldapPassword: '' }, identityId: '' },
      { site: 'acme.files.com', name: 'Anna Li', directory: { kind: 'none' }, identityId: '' }
    ])
  })

  it('says what is being read, and can be cancelled', async () => {
    const held = heldReply<PersonTrace>()
    const opened = await openPerson({
      'trace.person': (_input, emit) => {
        emit({ doing: 'reading the SCIM log' })
        return held.promise
      }
    })
    await ask(opened)

    expect(await screen.findByText('Reading the SCIM log')).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('Looking for Anna Li')
    await opened.user.click(main().getByRole('button', { name: 'Cancel' }))

    expect(await screen.findByRole('heading', { name: 'The search was cancelled' })).toBe(document.activeElement)
    expect(opened.bridge.cancelled).toHaveLength(1)
  })

  it('has likely causes, what is so in every place and from whom it is known, and one time line', async () => {
    const { user } = await openAnna()

    expect(document.activeElement).toBe(screen.getByRole('heading', { name: renamedTrace.headline }))
    expect(within(screen.getByRole('region', { name: 'Likely causes' })).getByText('What happened')).toBeTruthy()
    const sides = within(screen.getByRole('region', { name: 'What is so now' })).getAllByRole('listitem')
    expect(sides.map(text)).toEqual([
      expect.stringMatching(/^Directory entry ?Found ?your directory ?The directory has this person\. ?Entry.*CN=Anna/),
      expect.stringMatching(/^Provisioning by SCIM ?Not asked ?Files\.com ?SCIM is not in use\.$/)
    ])
    const moments = within(screen.getByRole('region', { name: /^What happened, the oldest first/ })).getAllByRole('listitem')
    expect(moments.map(text)).toEqual([
      expect.stringMatching(/(20 November 2026|November 20, 2026).*Sign-in ?Bad ?The sign-in was refused ?No such user\./),
      expect.stringMatching(/^No date ?Directory ?Neither ?What the next LDAP sync would do ?Nothing\.$/)
    ])
    await user.click(within(screen.getByRole('region', { name: /^What happened/ })).getByText('How we know'))
    expect(screen.getByText('Event')).toBeTruthy()
  })

  it('says what could not be looked at', async () => {
    await openAnna({
      'trace.person': () => done({ ...renamedTrace, causes: [], notRead: ['The sign-in events could not be read to the end.'] })
    })

    expect(screen.getByText('The sign-in events could not be read to the end.')).toBeTruthy()
    expect(screen.getByText('Nothing of what was read speaks of a fault.')).toBeTruthy()
  })

  it('tells why nobody could be looked for', async () => {
    const opened = await openPerson({
      'trace.person': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'down' }) } })
    })
    await ask(opened)

    expect(await screen.findByRole('heading', { name: 'Anna Li could not be looked for' })).toBeTruthy()
    expect(main().getByRole('alert').textContent).toContain('What happened')
  })
})

describe('a repair', () => {
  it('goes into the people of the set-up, and its plan is shown where every plan is', async () => {
    const { user, bridge } = await openAnna()

    await user.click(await screen.findByRole('button', { name: 'Put into the plan' }))

    await screen.findByRole('heading', { level: 1, name: 'Set up' })
    const saved = bridge.inputsOf('profile.save').at(-1) as OperationInput<'profile.save'>
    expect(saved.profile.users).toEqual([
      { username: 'anna.smith@corp.example', clear2fa: false, newUsername: 'anna.li@corp.example', newEmail: 'anna.li@corp.example' }
    ])
    await waitFor(() => expect(bridge.inputsOf('plan.make')).toHaveLength(1))
  })

  it('leaves what the set-up wants of the person besides as it is', async () => {
    const managed = {
      username: 'Anna.Smith@corp.example',
      authenticationMethod: 'sso',
      ssoStrategyId: 12,
      clear2fa: true,
      newUsername: undefined,
      newEmail: undefined
    }
    const { user, bridge } = await openAnna({
      'profile.read': () => done({ ...acmeProfile, profile: { ...acmeProfile.profile, users: [managed] } })
    })

    await user.click(await screen.findByRole('button', { name: 'Put into the plan' }))
    await screen.findByRole('heading', { level: 1, name: 'Set up' })
    expect((bridge.inputsOf('profile.save').at(-1) as OperationInput<'profile.save'>).profile.users).toEqual([
      {
        username: 'Anna.Smith@corp.example',
        authenticationMethod: 'sso',
        ssoStrategyId: 12,
        clear2fa: true,
        newUsername: 'anna.li@corp.example',
        newEmail: 'anna.li@corp.example'
      }
    ])

    await user.click(screen.getByRole('button', { name: /^Identity/ }))
    expect(await screen.findByRole('button', { name: 'Show the plan' })).toBeTruthy()
    expect(screen.getByText('It is in the set-up already.')).toBeTruthy()
  })

  it('by hand is a numbered list that can be copied', async () => {
    const { user } = await openAnna()

    const repair = within(screen.getByRole('listitem', { name: 'Change UPN and mail together' }))
    expect(repair.getAllByRole('listitem').map(text)).toEqual(['Open the user.', 'Set both.'])
    await user.click(repair.getByRole('button', { name: 'Copy these steps' }))

    expect(await navigator.clipboard.readText()).toBe('Change UPN and mail together\n1. Open the user.\n2. Set both.')
  })
})
