import { screen, waitFor, within } from '@testing-library/svelte'
import type { UserEvent } from '@testing-library/user-event'
import { beforeAll, describe, expect, it } from 'vitest'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import type { FoundUser, ProfileView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { WantedUser } from '../../../src-main/core/profile/profile.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, type FakeBridge, done } from '../support/fake-bridge.ts'
import { openSetup } from '../support/open-site.ts'
import { acme, acmeProfile } from '../support/site-samples.ts'

const anna: FoundUser = {
  username: 'anna.admin',
  name: 'Anna Admin',
  method: 'Password',
  provider: undefined,
  isDisabled: false,
  isAdministrator: true,
  isBreakGlass: true
}
const petra: FoundUser = { ...anna, username: 'petra.plain', name: 'Petra Plain', isAdministrator: false, isBreakGlass: false }
const paul: FoundUser = { ...petra, username: 'paul@corp.example', name: undefined, method: 'Single sign-on', provider: 'Entra ID' }

const people = [anna, paul, petra]
const usersFind = ({ text }: OperationInput<'users.find'>) =>
  done({ users: people.filter(({ username }) => username.startsWith(text.toLowerCase())), hasMore: false })

async function openPeople(users: readonly WantedUser[] = [], answers: Answers = {}): Promise<{ user: UserEvent; bridge: FakeBridge }> {
  const view: ProfileView = { ...acmeProfile, profile: { ...acmeProfile.profile, users } }
  const opened = await openSetup({ 'profile.read': () => done(view), 'users.find': usersFind, ...answers })
  await opened.user.click(screen.getByRole('radio', { name: /^How people sign in/ }))
  return opened
}

const wanted = (username: string, more: Partial<WantedUser> = {}): WantedUser => ({
  username,
  authenticationMethod: 'sso',
  ssoStrategyId: 12,
  clear2fa: false,
  newUsername: undefined,
  newEmail: undefined,
  ...more
})

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'User name' })
/** Boxes to choose from have options as well. */
const offered = async () => within(await screen.findByRole('listbox', { name: 'Users of the site' })).getAllByRole('option')
const isListOpen = () => screen.queryByRole('listbox') !== null
const rowOf = (name: string) => within(screen.getByRole('group', { name }))

async function pickFirst(user: UserEvent): Promise<void> {
  const [first] = await offered()
  if (first === undefined) throw new TypeError('Nobody is offered')
  await user.click(first)
}

/** What is saved when the plan is asked for. */
async function savedUsers(user: UserEvent, bridge: FakeBridge): Promise<unknown> {
  await user.click(screen.getByRole('button', { name: 'Show the plan' }))
  await waitFor(() => expect(bridge.inputsOf('plan.make').length).toBeGreaterThan(0))
  const saved = bridge.inputsOf('profile.save').at(-1)
  return (saved as OperationInput<'profile.save'> | undefined)?.profile.users
}

// jsdom draws nothing, so there is nothing to scroll.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined
})

describe('how people sign in', () => {
  it('adds whoever is picked by the keyboard, as the site spells them, and shows how they sign in now', async () => {
    const { user, bridge } = await openPeople()
    expect(screen.getByText(/Nobody is in the list/)).toBeTruthy()

    await user.type(box(), 'P')
    const [first, second] = await offered()
    expect([first, second].map((option) => option?.textContent.replace(/\s+/g, ' '))).toEqual([
      'paul@corp.example Single sign-on “Entra ID”',
      'petra.plain Petra Plain Password'
    ])
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(box().getAttribute('aria-activedescendant')).toBe(second?.id)
    expect(second?.getAttribute('aria-selected')).toBe('true')
    await user.keyboard('{Enter}')

    expect(rowOf('petra.plain').getByText('Now: Password')).toBeTruthy()
    expect(box().value).toBe('')
    expect(document.activeElement).toBe(box())
    expect(isListOpen()).toBe(false)
    expect(await savedUsers(user, bridge)).toEqual([wanted('petra.plain')])
  })

  it('asks once the typing rests, about the connected site', async () => {
    const { user, bridge } = await openPeople()

    await user.type(box(), 'petra')
    await offered()

    expect(bridge.inputsOf('users.find')).toEqual([{ site: acme.site, text: 'petra' }])
  })

  it('adds whoever is picked with the mouse, and takes nobody twice', async () => {
    const { user } = await openPeople()

    await user.type(box(), 'petra')
    await pickFirst(user)
    await user.type(box(), 'Petra.Plain')
    await user.click(screen.getByRole('button', { name: 'Add' }))

    expect(await alertText()).toBe('Petra.Plain is in the list already.')
    expect(screen.getAllByRole('button', { name: /out of the list/ })).toHaveLength(1)
  })

  it('adds a name as it is typed, and says that the site has nobody of it', async () => {
    const { user } = await openPeople()

    await user.type(box(), 'nobody{Enter}')

    expect(await rowOf('nobody').findByText('The site has nobody of exactly this name.')).toBeTruthy()
  })

  it('closes the list by Escape and keeps what is typed', async () => {
    const { user } = await openPeople()

    await user.type(box(), 'p')
    await offered()
    await user.keyboard('{Escape}')

    expect(isListOpen()).toBe(false)
    expect([box().value, box().getAttribute('aria-expanded')]).toEqual(['p', 'false'])
  })

  it('plans nothing when Enter is pressed in an empty box', async () => {
    const { user, bridge } = await openPeople()

    await user.type(box(), '{Enter}')

    expect(await alertText()).toBe('Enter the user name of the person.')
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('gives whoever is added the chosen way of signing in', async () => {
    const { user, bridge } = await openPeople()
    const adding = within(screen.getByRole('group', { name: 'Add a person' }))

    await user.selectOptions(adding.getByRole('combobox', { name: 'Authentication method' }), 'Password')
    expect(adding.getByRole<HTMLSelectElement>('combobox', { name: 'Provider' }).disabled).toBe(true)
    await user.type(box(), 'paul@corp.example{Enter}')

    expect(await savedUsers(user, bridge)).toEqual([{ username: 'paul@corp.example', authenticationMethod: 'password', clear2fa: false }])
  })

  it('warns when the one who keeps the front door open would lose the password', async () => {
    const { user } = await openPeople()

    await user.type(box(), 'anna')
    const [option] = await offered()
    expect(option?.textContent).toContain('site administrator, keeps the front door open')
    await pickFirst(user)

    expect(rowOf('anna.admin').getByText(/^anna.admin alone keeps the front door open/)).toBeTruthy()
    await user.selectOptions(rowOf('anna.admin').getByRole('combobox', { name: 'Authentication method' }), 'Password and SSH key')
    expect(rowOf('anna.admin').queryByText(/front door open when/)).toBeNull()
  })

  it('changes and takes out people of the profile, with the focus on the next one', async () => {
    const { user, bridge } = await openPeople([wanted('petra.plain'), wanted('paul@corp.example')])
    expect(await rowOf('paul@corp.example').findByText('Now: Single sign-on “Entra ID”')).toBeTruthy()

    await user.click(rowOf('paul@corp.example').getByRole('checkbox', { name: /^Remove second factors/ }))
    expect(rowOf('paul@corp.example').getByText(/do not come back by an undo/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Take petra.plain out of the list' }))

    expect(document.activeElement).toBe(rowOf('paul@corp.example').getByRole('combobox', { name: 'Authentication method' }))
    expect(await savedUsers(user, bridge)).toEqual([wanted('paul@corp.example', { clear2fa: true })])
  })

  it('asks for the provider before anything is planned, from wherever the plan is asked for', async () => {
    const { user, bridge } = await openPeople([wanted('petra.plain')])

    await user.selectOptions(rowOf('petra.plain').getByRole('combobox', { name: 'Provider' }), 'Choose a provider')
    await user.click(screen.getByRole('radio', { name: /^The site’s own LDAP/ }))
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    const provider = await waitFor(() => rowOf('petra.plain').getByRole('combobox', { name: 'Provider' }))
    await waitFor(() => expect(document.activeElement).toBe(provider))
    expect(provider.getAttribute('aria-invalid')).toBe('true')
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('keeps a provider and a method that it does not know', async () => {
    const { user, bridge } = await openPeople([
      wanted('petra.plain', { ssoStrategyId: 99 }),
      wanted('x', { authenticationMethod: 'smoke', ssoStrategyId: undefined }),
      wanted('somebody.else')
    ])

    expect(rowOf('petra.plain').getByText(/no provider with the number 99/)).toBeTruthy()
    expect(rowOf('x').getByRole<HTMLSelectElement>('combobox', { name: 'Authentication method' }).value).toBe('smoke')
    await user.click(screen.getByRole('button', { name: 'Take somebody.else out of the list' }))
    expect(await savedUsers(user, bridge)).toMatchObject([{ ssoStrategyId: 99 }, { authenticationMethod: 'smoke' }])
  })

  it('shows why nobody was found, with the way to its help, and lets names be added all the same', async () => {
    const { user } = await openPeople([], {
      'users.find': () => ({
        ok: false,
        error: { kind: 'problem', problem: problem('service.network.timeout', { host: acme.site, timeoutMs: 30_000 }) }
      })
    })

    await user.type(box(), 'petra')
    expect(await alertText()).toContain('The site did not answer in time')
    await user.keyboard('{Enter}')

    expect(rowOf('petra').getByText('The plan tells how they sign in now.')).toBeTruthy()
  })

  it('draws a long list in parts, and asks the site about the first ones only', async () => {
    const { user, bridge } = await openPeople(Array.from({ length: 120 }, (_, index) => wanted(`p${String(index)}`)))

    expect(screen.getAllByRole('button', { name: /out of the list/ })).toHaveLength(50)
    await user.click(screen.getByRole('button', { name: /^Show more people \(70/ }))
    expect(screen.getAllByRole('button', { name: /out of the list/ })).toHaveLength(100)
    await waitFor(() => expect(bridge.inputsOf('users.find')).toHaveLength(20))
  })

  it('has nothing to take over from the Directory screen', async () => {
    await openPeople()

    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Take over from Directory' })
    expect(button.disabled).toBe(true)
    expect(screen.getByText('How people sign in is not taken over from Directory.').id).toBe(button.getAttribute('aria-describedby'))
  })
})
