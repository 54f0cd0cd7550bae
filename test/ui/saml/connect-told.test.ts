import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { WantedSaml } from '../../../src-main/core/profile/profile.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { comparison, fingerprintSource, inspection, metadataUrl, openSaml, step, urlSource } from '../support/saml-samples.ts'
import { acme, acmeProfile, runView } from '../support/site-samples.ts'

function profileWith(saml: WantedSaml): Answers {
  return { 'profile.read': () => done({ ...acmeProfile, profile: { ...acmeProfile.profile, saml } }) }
}

const wantedNew: WantedSaml = {
  strategyId: undefined,
  displayName: 'Entra',
  source: urlSource,
  enabled: true,
  showOnLoginPage: true,
  fields: {}
}

/** Step 3, after step 2 has shown what there is to choose from. */
async function openTold(more: Answers = {}) {
  const opened = await openSaml(more)
  await opened.user.click(step(/^2\. What Entra ID gave you/))
  await opened.user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)
  await opened.user.click(await screen.findByRole('button', { name: 'Go on to how Files.com is told' }))
  await screen.findByRole('radiogroup', { name: 'Which provider?' })
  return opened
}

async function openToldAtOnce(more: Answers = {}) {
  const opened = await openSaml(more)
  await opened.user.click(step(/^3\. How Files.com is told/))
  await screen.findByRole('radiogroup', { name: 'Which provider?' })
  return opened
}

function savedSaml(inputs: readonly unknown[]): unknown {
  const last: unknown = inputs.at(-1)
  if (typeof last !== 'object' || last === null || !('profile' in last)) return undefined
  const { profile } = last
  return typeof profile === 'object' && profile !== null && 'saml' in profile ? profile.saml : undefined
}

describe('how Files.com is told', () => {
  it('by a new provider, with one of the three ways, saved as a part of the set-up', async () => {
    const { user, bridge } = await openTold()

    await user.click(screen.getByRole('radio', { name: /^A new one/ }))
    await user.clear(screen.getByRole('textbox', { name: 'Display name' }))
    await user.type(screen.getByRole('textbox', { name: 'Display name' }), 'Sign in with Corp')
    await user.click(screen.getByRole('radio', { name: /^Metadata URL \(recommended\)/ }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Button on the sign-in page' }), 'Off')

    await waitFor(() =>
      expect(savedSaml(bridge.inputsOf('profile.save'))).toEqual({
        displayName: 'Sign in with Corp',
        metadataUrl,
        enabled: true,
        showOnLoginPage: false,
        fields: {}
      })
    )
    expect(step(/^3\. How Files.com is told/).textContent).toContain('saved, not applied yet')
  })

  it('shows what each way would store, and why one cannot be chosen', async () => {
    const { user } = await openTold()

    await user.click(screen.getByRole('radio', { name: /^A new one/ }))

    const ways = within(screen.getByRole('radiogroup', { name: 'What is Files.com told?' }))
    expect(ways.getByRole<HTMLInputElement>('radio', { name: /^Metadata XML/ }).disabled).toBe(true)
    expect(ways.getByText('Not possible now: The document is too large.')).toBeTruthy()
    expect(ways.getByText(fingerprintSource.sha256)).toBeTruthy()
  })

  it('by a provider that the site has: what it stores may stay, and nothing else of it is touched', async () => {
    const { user, bridge } = await openTold()

    await user.click(screen.getByRole('radio', { name: /^“Entra ID” \(12\)/ }))
    const isLeft = screen.getByRole<HTMLInputElement>('radio', { name: /^Leave what is stored/ }).checked
    await user.click(screen.getByRole('radio', { name: /^Certificate fingerprint/ }))

    expect(isLeft).toBe(true)
    const { sha256, issuer, signOnUrl, logoutUrl } = fingerprintSource
    await waitFor(() =>
      expect(savedSaml(bridge.inputsOf('profile.save'))).toEqual({
        strategy: 12,
        displayName: 'Entra ID',
        certificate: { sha256, issuer, signOnUrl, logoutUrl },
        fields: {}
      })
    )
  })

  it('with provisioning fields, which can be left as they are again', async () => {
    const { user, bridge } = await openToldAtOnce(profileWith(wantedNew))

    await user.click(screen.getByRole('button', { name: /^What new users may do/ }))
    const [first] = within(screen.getByRole('region', { name: /^What new users may do/ })).getAllByRole('combobox')
    if (first === undefined) throw new Error('There is no permission to choose')
    await user.selectOptions(first, 'On')
    await waitFor(() => expect(savedSaml(bridge.inputsOf('profile.save'))).toMatchObject({ fields: { [first.id]: true } }))
    await user.click(screen.getByRole('button', { name: /^Leave the whole group as it is/ }))

    await waitFor(() => expect(savedSaml(bridge.inputsOf('profile.save'))).toHaveProperty('fields', {}))
  })

  it('is not saved without a name, and says so', async () => {
    const { user, bridge } = await openToldAtOnce(profileWith(wantedNew))

    await user.clear(screen.getByRole('textbox', { name: 'Display name' }))
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(await alertText()).toContain('Enter the name that the button')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Display name' })))
    expect(bridge.inputsOf('plan.make')).toEqual([])
    expect(bridge.inputsOf('profile.save')).toEqual([])
  })

  it('asks for a provider and for a way before there is a plan', async () => {
    const { user, bridge } = await openToldAtOnce()

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^A new one/ })))
    await user.click(screen.getByRole('radio', { name: /^A new one/ }))
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radiogroup', { name: 'What is Files.com told?' })))
    expect(await alertText()).toContain('A new provider needs one of the three ways')
    expect(bridge.inputsOf('plan.make')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Go to step 2' }))
    expect(document.activeElement).toBe(step(/^2\. What Entra ID gave you/))
  })

  it('keeps what was chosen earlier, and says what that is, before anything is checked again', async () => {
    await openToldAtOnce(profileWith(wantedNew))

    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^As chosen earlier: Metadata URL/ }).checked).toBe(true)
    expect(screen.getByText(metadataUrl)).toBeTruthy()
    expect(step(/^3\. How Files.com is told/).textContent).toContain('In progress')
  })

  it('says that the provider of the set-up is gone', async () => {
    await openToldAtOnce(profileWith({ ...wantedNew, strategyId: 99 }))

    expect(screen.getByText(/names provider 99, which the site does not have any more/)).toBeTruthy()
    expect(step(/^3\. How Files.com is told/).textContent).toContain('Needs attention')
  })

  it('is left out of the set-up by one press', async () => {
    const { user, bridge } = await openToldAtOnce(profileWith(wantedNew))

    await user.click(screen.getByRole('button', { name: 'Leave SAML out of the set-up' }))

    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^A new one/ })))
    await waitFor(() => expect(bridge.inputsOf('profile.save')).toHaveLength(1))
    expect(savedSaml(bridge.inputsOf('profile.save'))).toBeUndefined()
  })

  it('leads to the plan, where it is applied as everything is', async () => {
    const { user, bridge } = await openToldAtOnce(profileWith(wantedNew))

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(await screen.findByRole('heading', { level: 1, name: 'Set up' })).toBeTruthy()
    expect(await screen.findByRole('button', { name: 'Plan again' })).toBeTruthy()
    expect(document.activeElement?.id).toBe('plan-heading')
    expect(bridge.inputsOf('plan.make')).toMatchObject([{ site: acme.site, source: { kind: 'profile' } }])
  })

  it('stays here when it could not be saved', async () => {
    const { user, bridge } = await openToldAtOnce({
      ...profileWith(wantedNew),
      'profile.save': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'the disk is full' }) } })
    })

    await user.selectOptions(screen.getByRole('combobox', { name: 'Enabled' }), 'Off')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(await alertText()).toContain('the disk is full')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('SAML')
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('is done once a provider was changed and read back', async () => {
    const { user } = await openToldAtOnce({
      ...profileWith(wantedNew),
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
                  title: 'Single sign-on “Entra”',
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
    await user.click(await screen.findByRole('button', { name: 'Apply 1 change' }))
    await screen.findByRole('button', { name: /^3\. Apply proved/ })
    await user.click(screen.getByRole('button', { name: 'SAML' }))

    expect(step(/^3\. How Files.com is told/).textContent).toContain('Done')
  })
})

describe('what the site stores now', () => {
  it('is put beside what was checked and what Entra ID publishes', async () => {
    const { user, bridge } = await openTold()

    await user.click(screen.getByRole('radio', { name: /^“Entra ID” \(12\)/ }))
    await user.click(screen.getByRole('button', { name: 'Compare with what is stored' }))

    expect(await screen.findByText(comparison.headline)).toBeTruthy()
    const rows = screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent.trim()))
    expect(rows[2]).toEqual(['Signing key', 'cd'.repeat(32), 'ab'.repeat(32), 'ab'.repeat(32), 'Differs'])
    expect(rows[1]?.[3]).toBe('not said')
    expect(bridge.inputsOf('saml.stored')).toEqual([{ site: acme.site, strategyId: 12, inspectionId: 'inspection-1' }])
  })

  it('says which side is missing, and why', async () => {
    const { user } = await openTold({
      'saml.stored': () =>
        done({
          ...comparison,
          sides: comparison.sides.map((side, place) =>
            place === 2 ? { ...side, missing: problem('app.failed', { message: 'Entra ID was not reached' }) } : side
          )
        })
    })

    await user.click(screen.getByRole('radio', { name: /^“Entra ID” \(12\)/ }))
    await user.click(screen.getByRole('button', { name: 'Compare with what is stored' }))

    expect(await screen.findByText(/Entra ID was not reached/)).toBeTruthy()
  })

  it('is not shown any more for another inspection', async () => {
    let inspections = 0
    const { user } = await openTold({
      'saml.inspect': () => done(inspection({ inspectionId: `inspection-${++inspections}` }))
    })
    await user.click(screen.getByRole('radio', { name: /^“Entra ID” \(12\)/ }))
    await user.click(screen.getByRole('button', { name: 'Compare with what is stored' }))
    await screen.findByText(comparison.headline)

    await user.click(step(/^2\. What Entra ID gave you/))
    await user.click(screen.getByRole('button', { name: 'Check what Entra ID gave' }))
    await user.click(step(/^3\. How Files.com is told/))

    expect(screen.queryByText(comparison.headline)).toBeNull()
    expect(screen.getByRole('button', { name: 'Compare with what is stored' })).toBeTruthy()
  })

  it('says what it needs instead of being grey without a word', async () => {
    const { user } = await openToldAtOnce()

    await user.click(screen.getByRole('radio', { name: /^A new one/ }))
    const compareForNew = screen.queryByRole('button', { name: 'Compare with what is stored' })
    await user.click(screen.getByRole('radio', { name: /^“Entra ID” \(12\)/ }))

    expect(compareForNew).toBeNull()
    expect(screen.getByText('It needs something to compare with: step 2.')).toBeTruthy()
  })
})
