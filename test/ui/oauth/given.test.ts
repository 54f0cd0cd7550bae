import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { OauthTest } from '../../../src-main/core/oauth/oauth-views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import {
  clientId,
  filledOauth,
  oauthAnswers,
  oauthTest,
  openOauth,
  openOauthAlone,
  pasteInto,
  secret,
  tenantId
} from '../support/oauth-samples.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace, eventsOf, resultOf } from '../support/samples.ts'
import { step } from '../support/saml-samples.ts'
import { acme, acmeAnswers } from '../support/site-samples.ts'

const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const secretBox = () => screen.getByLabelText<HTMLInputElement>('Client secret')
const test = () => screen.getByRole('button', { name: 'Test with Microsoft' })

async function openGiven(more: Answers = {}, given = filledOauth) {
  const opened = await openOauth(more, given)
  await opened.user.click(step(/^3\. What Entra ID gave you/))
  return opened
}

describe('what Entra ID gave', () => {
  it('is proved at Microsoft: a ladder, and what the tenant says of itself', async () => {
    const { user, bridge } = await openOauth()
    await user.click(step(/^3\. What Entra ID gave you/))

    await user.type(box('Display name'), 'Corp')
    await pasteInto(user, box('Tenant ID'), tenantId)
    await pasteInto(user, box('Client ID'), clientId)
    await pasteInto(user, secretBox(), secret)
    await user.click(test())

    expect(await screen.findByText(/v2\.0$/)).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: /^All 1 things/ }))
    expect(step(/^3\. What Entra ID gave you/).textContent).toContain('Done')
    expect(bridge.inputsOf('oauth.test')).toEqual([
      { form: { cloud: 'global', displayName: 'Corp', tenantId, clientId, secretEndsOn: '' }, clientSecret: secret }
    ])
  })

  it('is kept for the next start, all but the secret', async () => {
    const { user, bridge } = await openGiven()

    await pasteInto(user, secretBox(), secret)
    await user.type(box('Display name'), '!')

    await waitFor(() =>
      expect(bridge.inputsOf('workspace.save').at(-1)).toMatchObject({ oauthGiven: { ...filledOauth, displayName: 'Corp sign-in!' } })
    )
    expect(JSON.stringify(bridge.inputsOf('workspace.save'))).not.toContain(secret)
  })

  it('is found again, for the cloud that was chosen', async () => {
    const { user, bridge } = await openWindow(
      { ...acmeAnswers, ...oauthAnswers },
      { ...emptyWorkspace, screen: 'oauth', site: acme.site, oauthGiven: { ...filledOauth, cloud: 'china' } }
    )

    await user.click(step(/^3\. What Entra ID gave you/))

    expect(box('Tenant ID').value).toBe(tenantId)
    expect(bridge.inputsOf('entra.guide')).toEqual([{ site: acme.site, cloud: 'china', guide: 'oauth' }])
  })

  it('is judged as it is pasted, before anybody is asked', async () => {
    const { user, bridge } = await openGiven()

    await pasteInto(user, secretBox(), '9b2c4e0a-7d31-4f58-a6c0-1e5d8f2b3a47')

    expect(await alertText()).toContain('Secret ID')
    expect(secretBox().getAttribute('aria-invalid')).toBe('true')
    await user.click(test())
    await waitFor(() => expect(document.activeElement).toBe(secretBox()))
    expect(bridge.inputsOf('oauth.test')).toEqual([])
  })

  it('says what is wrong with a box when that is left', async () => {
    const { user } = await openGiven({}, { ...filledOauth, clientId: '' })

    await user.click(box('Client ID'))
    await user.keyboard('b7e4')
    const whileTyping = screen.queryByText(/^This is no id/)
    await user.tab()

    expect(whileTyping).toBeNull()
    expect(await alertText()).toContain('This is no id')
  })

  it('asks for what is missing, at the box', async () => {
    const { user, bridge } = await openGiven({}, { ...filledOauth, tenantId: '' })

    await user.click(test())

    await waitFor(() => expect(document.activeElement).toBe(box('Tenant ID')))
    expect(await alertText()).toContain('Enter the tenant id')
    expect(bridge.inputsOf('oauth.test')).toEqual([])
  })

  it('may be tested without the secret, which leaves the step open', async () => {
    const { user, bridge } = await openGiven({ 'oauth.test': () => done(oauthTest({ isSecretProved: false })) })

    await user.type(box('Client ID'), '{Enter}')

    await screen.findByText(/v2\.0$/)
    expect(step(/^3\. What Entra ID gave you/).textContent).toMatch(/In progress\s*the secret was not tested/)
    expect(bridge.inputsOf('oauth.test')).toMatchObject([{ clientSecret: '' }])
  })

  it('forgets a tested secret when one leaves the screen, and says so', async () => {
    const { user } = await openGiven()
    await pasteInto(user, secretBox(), secret)
    await user.click(test())
    await screen.findByText(/v2\.0$/)

    await user.click(screen.getByRole('button', { name: 'Home' }))
    await user.click(screen.getByRole('button', { name: 'OAuth' }))

    expect(secretBox().value).toBe('')
    expect(screen.getByText(/^It was cleared when you left/)).toBeTruthy()
    expect(screen.queryByText(/^These results are for/)).toBeNull()
  })

  it('keeps a secret that was not tested yet while one is elsewhere', async () => {
    const { user } = await openGiven()
    await pasteInto(user, secretBox(), secret)

    await user.click(screen.getByRole('button', { name: 'Home' }))
    await user.click(screen.getByRole('button', { name: 'OAuth' }))

    expect(secretBox().value).toBe(secret)
  })

  it('shows the rungs while they are climbed, and can be cancelled', async () => {
    const { user, bridge } = await openGiven({
      'oauth.test': (_input, emit) => {
        for (const event of eventsOf([resultOf('pass'), resultOf('warn')]).slice(0, 4)) emit(event)
        return heldReply<OauthTest>().promise
      }
    })

    await user.click(test())
    await screen.findByRole('heading', { name: /^Checking, 1 of 2/ })
    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Cancelled after 1 of 2' }))
    expect(bridge.cancelled).toHaveLength(1)
  })

  it('says why Microsoft could not be asked at all, and opens what Microsoft refused', async () => {
    let tests = 0
    const failed = [resultOf('pass'), resultOf('fail')]
    const { user } = await openGiven({
      'oauth.test': () => {
        tests += 1
        return tests === 1
          ? { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no network' }) } }
          : done(oauthTest({ isSecretProved: false }, failed))
      }
    })

    await user.click(test())
    expect(await alertText()).toContain('no network')
    await user.click(test())

    expect(await screen.findByText('What happened')).toBeTruthy()
    expect(step(/^3\. What Entra ID gave you/).textContent).toContain('Needs attention')
  })

  it('is of before when something is typed after, and is tested again', async () => {
    const { user, bridge } = await openGiven()
    await user.click(test())
    await screen.findByText(/v2\.0$/)

    await pasteInto(user, secretBox(), secret)
    expect(step(/^3\. What Entra ID gave you/).textContent).toContain('changed since it was tested')
    await user.click(screen.getByRole('button', { name: 'Test with Microsoft again' }))

    await waitFor(() => expect(screen.queryByText(/^These results are for/)).toBeNull())
    expect(bridge.inputsOf('oauth.test')).toHaveLength(2)
  })

  it('may be a domain: the number that Microsoft tells takes its place', async () => {
    const { user } = await openGiven({}, { ...filledOauth, tenantId: 'corp.example' })
    await user.click(test())

    await user.click(await screen.findByRole('button', { name: 'Enter it as tenant ID' }))

    expect(box('Tenant ID').value).toBe(tenantId)
    await waitFor(() => expect(document.activeElement).toBe(box('Tenant ID')))
  })

  it('has a report to save and to copy', async () => {
    const { user, bridge } = await openGiven()
    await user.click(test())

    await user.click(await screen.findByRole('button', { name: 'Save report (HTML)' }))
    await screen.findByText(/^Saved to oauth.html/)
    await user.click(screen.getByRole('button', { name: 'Save report (JSON)' }))
    await user.click(screen.getByRole('button', { name: 'Copy as text' }))

    expect(bridge.inputsOf('oauth.report-save')).toEqual([
      { reportId: 'oauth-1', format: 'html' },
      { reportId: 'oauth-1', format: 'json' }
    ])
    expect(bridge.inputsOf('oauth.report-text')).toEqual([{ reportId: 'oauth-1', format: 'text' }])
  })

  it('is tested without any site', async () => {
    const { user, bridge } = await openOauthAlone()

    await user.click(step(/^3\. What Entra ID gave you/))
    await pasteInto(user, box('Tenant ID'), tenantId)
    await pasteInto(user, box('Client ID'), clientId)
    await user.keyboard('{Enter}')
    await screen.findByText(/v2\.0$/)

    expect(bridge.inputsOf('oauth.test')).toHaveLength(1)
  })

  it('is about one cloud: the one of the registration', async () => {
    const { user, bridge } = await openGiven()

    await user.selectOptions(screen.getByRole('combobox', { name: 'Cloud of the tenant' }), 'US Government')
    await user.click(step(/^2\. Register the application/))

    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Cloud of the tenant' }).value).toBe('us-government')
    expect(bridge.inputsOf('entra.guide').at(-1)).toEqual({ site: acme.site, cloud: 'us-government', guide: 'oauth' })
  })
})

describe('the practice tenant', () => {
  const practiceSite = { address: acme.origin, sentence: 'Practice.', oauth: { tenantId, clientId, secretEndsOn: '2028-01-31' } }

  it('fills the form and is tested; its secret never comes here', async () => {
    const { user, bridge } = await openWindow({ ...acmeAnswers, ...oauthAnswers, 'practice.site': () => done(practiceSite) })
    await user.click(screen.getByRole('button', { name: 'Try it with the practice site' }))
    await screen.findByRole('heading', { level: 1, name: 'Acme' })
    await user.click(screen.getByRole('button', { name: 'OAuth' }))
    await user.click(step(/^3\. What Entra ID gave you/))

    await user.click(screen.getByRole('button', { name: 'Use the practice tenant' }))

    await screen.findByText(/v2\.0$/)
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: /^All 1 things/ }))
    expect(box('Client ID').value).toBe(clientId)
    expect(screen.getByText(/^Left empty, the secret of the practice tenant is used/)).toBeTruthy()
    expect(bridge.inputsOf('oauth.test')).toMatchObject([
      { form: { tenantId, clientId, secretEndsOn: '2028-01-31', displayName: 'Microsoft Entra ID' }, clientSecret: '' }
    ])
    await waitFor(() => expect(bridge.inputsOf('workspace.save').at(-1)).toMatchObject({ oauthGiven: { tenantId: '' } }))
  })
})
