import { fireEvent, screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { AffectedUsers } from '../../../src-main/core/oauth/oauth-views.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { affectedUser, affectedUsers, openOauth, openOauthAlone } from '../support/oauth-samples.ts'
import { step } from '../support/saml-samples.ts'
import { acme } from '../support/site-samples.ts'

const find = () => screen.getByRole('button', { name: 'Name the people affected' })
const rows = () => within(screen.getByRole('table')).getAllByRole('row')

describe('what OAuth cannot do', () => {
  it('is said at once, and nobody is asked before it is wanted', async () => {
    const { bridge } = await openOauth()

    expect(screen.getByText('No SCIM.')).toBeTruthy()
    expect(screen.getByText('No Microsoft password where no browser asks for it:')).toBeTruthy()
    expect(bridge.inputsOf('oauth.affected')).toEqual([])
  })

  it('names the people it affects, by what they came and what they need', async () => {
    const { user, bridge } = await openOauth()

    await user.click(find())
    const heading = await screen.findByRole('heading', { name: '2 people came without a browser in the last 90 days' })

    expect(document.activeElement).toBe(heading)
    expect(within(screen.getByRole('list', { name: 'By way' })).getByText('2')).toBeTruthy()
    expect(screen.getByRole('list', { name: 'By what they need' }).textContent).toMatch(/Needs an SSH key: 1.*Goes on working: 1/s)
    const [, first, second] = rows()
    expect(first?.textContent).toMatch(/user1.*SFTP.*0 SSH keys.*API keys: not told.*Needs an SSH key/s)
    expect(second?.textContent).toContain('Goes on working')
    expect(screen.getByText('Each of them puts an SSH key into their profile.')).toBeTruthy()
    expect(screen.getByText('Whether a password or a key was used is not told.')).toBeTruthy()
    expect(step(/^1\. What OAuth cannot do/).textContent).toContain('2 people came without a browser')
    expect(bridge.inputsOf('oauth.affected')).toEqual([{ site: acme.site, days: 90 }])
  })

  it('draws a long list as one scrolls, and all of it by one press', async () => {
    const many = Array.from({ length: 320 }, (_, place) => affectedUser(place + 1))
    const { user } = await openOauth({ 'oauth.affected': () => done(affectedUsers(many, { total: 1500 })) })

    await user.click(find())
    await screen.findByText(/^320 of 1,500 are listed/)
    const first = rows().length
    await fireEvent.scroll(screen.getByRole('region', { name: 'People affected' }))
    const second = rows().length
    await user.click(screen.getByRole('button', { name: 'Show all of them' }))

    expect([first, second, rows().length]).toEqual([101, 201, 321])
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('321')
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'People affected' }))
    expect(screen.queryByRole('button', { name: 'Show all of them' })).toBeNull()
  })

  it('affects nobody where nobody came so, and says where the list ends early', async () => {
    const nobody = affectedUsers([], { headline: 'Nobody came without a browser' })
    let readings = 0
    const { user } = await openOauth({
      'oauth.affected': () => done(++readings === 1 ? nobody : { ...nobody, cutBecause: 'The site stopped answering.' })
    })

    await user.click(find())
    await screen.findByRole('heading', { name: 'Nobody came without a browser' })
    const whole = step(/^1\. What OAuth cannot do/).textContent
    await user.click(find())

    expect(whole).toMatch(/Done\s*Nobody/)
    expect(await screen.findByText('The site stopped answering.')).toBeTruthy()
    expect(step(/^1\. What OAuth cannot do/).textContent).toContain('Done, with warnings')
  })

  it('is no reason to worry about people who have keys', async () => {
    const { user } = await openOauth({ 'oauth.affected': () => done(affectedUsers([affectedUser(1, { verdict: 'safe' })])) })

    await user.click(find())
    await screen.findByRole('table')

    expect(step(/^1\. What OAuth cannot do/).textContent).toMatch(/Done\s*1 people/)
  })

  it('can be cancelled while users are read', async () => {
    const { user, bridge } = await openOauth({ 'oauth.affected': () => heldReply<AffectedUsers>().promise })

    await user.click(find())
    await screen.findByRole('heading', { name: 'Reading the users of the site' })
    expect(screen.getByRole('button', { name: /^OAuth/ })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'The reading was cancelled' }))
    expect(bridge.cancelled).toHaveLength(1)
  })

  it('says why the names could not be read', async () => {
    const { user } = await openOauth({
      'oauth.affected': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no users' }) } })
    })

    await user.click(find())

    expect(await alertText()).toContain('no users')
    expect(step(/^1\. What OAuth cannot do/).textContent).toContain('Needs attention')
  })

  it('is known without a site, but not whom it hits', async () => {
    await openOauthAlone()

    expect(screen.getByText(/^The names are read from the site/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Name the people affected' })).toBeNull()
  })

  it('leads to the comparison of the methods, and to the registration', async () => {
    const { user } = await openOauth({
      'adviser.table': () => heldReply<never>().promise,
      'adviser.advise': () => heldReply<never>().promise
    })

    await user.click(screen.getByRole('button', { name: 'Go on to the registration' }))
    const next = document.activeElement
    const entra = step(/^2\. Register the application/)
    await user.click(step(/^1\. What OAuth cannot do/))
    await user.click(screen.getByRole('button', { name: 'Compare the methods' }))

    expect(next).toBe(entra)
    expect(screen.getByRole('heading', { level: 1, name: 'Method' })).toBeTruthy()
  })
})
