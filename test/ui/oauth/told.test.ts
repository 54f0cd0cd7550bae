import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { emptyOauthForm } from '../../../src-main/core/model/oauth-form.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { clientId, filledOauth, openOauth, openOauthAlone, profileWithOauth, tenantId, wantedOauth } from '../support/oauth-samples.ts'
import { step } from '../support/saml-samples.ts'
import { acme, handedOffRun, runView } from '../support/site-samples.ts'

const enters = () => screen.queryByRole<HTMLInputElement>('checkbox', { name: 'Enter tenant, client and secret again' })

async function openTold(more: Answers = {}, given = filledOauth) {
  const opened = await openOauth(more, given)
  await opened.user.click(step(/^4\. What Files.com is told/))
  await screen.findByText(/^“Show the plan” says/)
  return opened
}

function savedOauth(inputs: readonly unknown[]): unknown {
  const last: unknown = inputs.at(-1)
  if (typeof last !== 'object' || last === null || !('profile' in last)) return undefined
  const { profile } = last
  return typeof profile === 'object' && profile !== null && 'oauth' in profile ? profile.oauth : undefined
}

describe('what Files.com is told', () => {
  it('by a new provider, with what was entered, and never the secret', async () => {
    const { user, bridge } = await openTold()

    await user.click(screen.getByRole('radio', { name: /^A new one/ }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Button on the sign-in page' }), 'Off')

    await waitFor(() =>
      expect(savedOauth(bridge.inputsOf('profile.save'))).toEqual({
        displayName: 'Corp sign-in',
        tenantId,
        clientId,
        clientSecret: 'set',
        secretEndsOn: '2028-04-02',
        enabled: true,
        showOnLoginPage: false,
        fields: {}
      })
    )
    expect(screen.getByText(/can never be read back/)).toBeTruthy()
    expect(screen.getByText('A new provider needs all three.')).toBeTruthy()
    expect(enters()).toBeNull()
    expect(step(/^4\. What Files.com is told/).textContent).toContain('saved, not applied yet')
  })

  it('by a provider that speaks OAuth already: what it holds stays until somebody wants it entered again', async () => {
    const { user, bridge } = await openTold()
    const isSamlOffered = screen.queryByRole('radio', { name: /“Entra ID” \(12\)/ }) !== null

    await user.click(screen.getByRole('radio', { name: /^“Corp OAuth” \(14\)/ }))
    await waitFor(() =>
      expect(savedOauth(bridge.inputsOf('profile.save'))).toEqual({
        strategy: 14,
        displayName: 'Corp OAuth',
        tenantId,
        clientId,
        secretEndsOn: '2028-04-02',
        fields: {}
      })
    )
    await user.click(enters() ?? document.body)

    expect(isSamlOffered).toBe(false)
    await waitFor(() => expect(savedOauth(bridge.inputsOf('profile.save'))).toMatchObject({ clientSecret: 'set' }))
    expect(screen.getByText(/Take the tick away once that is done/)).toBeTruthy()
  })

  it('need not be entered again once the site has the provider that was to be made', async () => {
    await openTold(profileWithOauth({ ...wantedOauth, displayName: 'Corp OAuth' }))

    expect(enters()?.checked).toBe(true)
  })

  it('needs tenant and client first, and says where they are entered', async () => {
    const { user, bridge } = await openTold({}, emptyOauthForm)

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Go to step 3' })))
    await user.click(screen.getByRole('button', { name: 'Go to step 3' }))

    expect(document.activeElement).toBe(step(/^3\. What Entra ID gave you/))
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('says that something else was entered meanwhile, and takes it over', async () => {
    const { user, bridge } = await openTold(profileWithOauth({ ...wantedOauth, clientId: 'old' }))
    const before = step(/^4\. What Files.com is told/).textContent

    await user.click(screen.getByRole('button', { name: 'Take over what step 3 says' }))

    expect(before).toMatch(/Needs attention\s*step 3 says otherwise now/)
    await waitFor(() => expect(savedOauth(bridge.inputsOf('profile.save'))).toMatchObject({ clientId }))
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Tenant, client and secret' }))
    expect(screen.queryByText('Step 3 says otherwise now.')).toBeNull()
  })

  it('goes on with what the set-up has when nothing was entered in this session', async () => {
    const { user, bridge } = await openTold(profileWithOauth(wantedOauth), emptyOauthForm)

    await user.click(screen.getByRole('radio', { name: /^“Corp OAuth” \(14\)/ }))

    await waitFor(() => expect(savedOauth(bridge.inputsOf('profile.save'))).toMatchObject({ strategy: 14, tenantId, clientId }))
    expect(screen.queryByText('Step 3 says otherwise now.')).toBeNull()
  })

  it('is not saved without a name, and says so', async () => {
    const { user, bridge } = await openTold(profileWithOauth(wantedOauth))

    await user.clear(screen.getByRole('textbox', { name: 'Display name' }))
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(await alertText()).toContain('Enter the name that the button')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Display name' })))
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('asks for a provider before there is a plan', async () => {
    const { user, bridge } = await openTold()

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^A new one/ })))
    expect(await alertText()).toContain('Choose whether a new provider')
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('says that the provider of the set-up is gone', async () => {
    await openTold(profileWithOauth({ ...wantedOauth, strategyId: 99 }))

    expect(screen.getByText(/names provider 99, which the site does not have any more/)).toBeTruthy()
    expect(step(/^4\. What Files.com is told/).textContent).toContain('Needs attention')
  })

  it('is left out of the set-up by one press', async () => {
    const { user, bridge } = await openTold(profileWithOauth(wantedOauth))

    await user.click(screen.getByRole('button', { name: 'Leave OAuth out of the set-up' }))

    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^A new one/ })))
    await waitFor(() => expect(bridge.inputsOf('profile.save')).toHaveLength(1))
    expect(savedOauth(bridge.inputsOf('profile.save'))).toBeUndefined()
  })

  it('leads to the plan, and is applied without being proved', async () => {
    const { user, bridge } = await openTold({
      ...profileWithOauth(wantedOauth),
      'plan.apply': () =>
        done({
          kind: 'ran',
          run: runView({
            changes: [
              {
                change: {
                  id: 'sso-strategy:new',
                  resource: 'sso-strategy',
                  targetId: undefined,
                  title: 'Single sign-on “Corp sign-in”',
                  way: 'create',
                  baseline: 'b',
                  fields: []
                },
                state: 'done',
                readBack: [],
                problem: undefined
              }
            ]
          })
        })
    })

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))
    await screen.findByRole('button', { name: 'Plan again' })
    const focus = document.activeElement?.id
    await user.click(await screen.findByRole('button', { name: 'Apply 1 change' }))
    await screen.findByRole('button', { name: /^3\. Apply proved/ })
    await user.click(screen.getByRole('button', { name: 'OAuth' }))

    expect(focus).toBe('plan-heading')
    expect(bridge.inputsOf('plan.make')).toMatchObject([{ site: acme.site, source: { kind: 'profile' } }])
    expect(step(/^4\. What Files.com is told/).textContent).toMatch(/Done\s*applied; credentials are not provable here/)
  })

  it('says that values wait to be entered by hand', async () => {
    const { user } = await openTold({ ...profileWithOauth(wantedOauth), 'plan.apply': () => done({ kind: 'ran', run: handedOffRun }) })

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))
    await user.click(await screen.findByRole('button', { name: 'Apply 1 change' }))
    await screen.findAllByText(handedOffRun.headline)
    await user.click(screen.getByRole('button', { name: 'OAuth' }))

    expect(step(/^4\. What Files.com is told/).textContent).toMatch(/In progress\s*handed off: enter the values in the web form/)
  })

  it('stays here when it could not be saved', async () => {
    const { user, bridge } = await openTold({
      ...profileWithOauth(wantedOauth),
      'profile.save': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'the disk is full' }) } })
    })

    await user.selectOptions(screen.getByRole('combobox', { name: 'Enabled' }), 'Off')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(await alertText()).toContain('the disk is full')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('OAuth')
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('needs a connected site', async () => {
    const { user } = await openOauthAlone()

    await user.click(step(/^4\. What Files.com is told/))

    expect(screen.getByText(/^Which providers there are is read from the site/)).toBeTruthy()
  })
})
