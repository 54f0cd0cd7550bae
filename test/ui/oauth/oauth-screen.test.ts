import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openOauth, openOauthAlone } from '../support/oauth-samples.ts'
import { step } from '../support/saml-samples.ts'
import { done } from '../support/fake-bridge.ts'
import { acme } from '../support/site-samples.ts'

describe('the screen OAuth', () => {
  it('has five steps that open in any order by keyboard, each with its state in words', async () => {
    const { user } = await openOauth()

    step(/^3\. What Entra/).focus()
    await user.keyboard('{Enter}')
    const isOpen = step(/^3\. What Entra/).getAttribute('aria-expanded')
    await user.keyboard('{Enter}')

    expect(isOpen).toBe('true')
    expect(step(/^3\. What Entra/).getAttribute('aria-expanded')).toBe('false')
    expect(
      ['1. What OAuth', '2. Register', '3. What Entra', '4. What Files.com', '5. Prove'].map(
        (name) => /Not started|Not provable here|In progress|Done|Needs attention/.exec(step(new RegExp(`^${name}`)).textContent)?.[0]
      )
    ).toEqual(['Not started', 'Not started', 'Not started', 'Not started', 'Not provable here'])
  })

  it('says without a site what each step needs', async () => {
    await openOauthAlone()

    expect(step(/^1\. What OAuth/).textContent).toContain('need a connected site')
    expect(step(/^2\. Register/).textContent).toContain('needs a site')
    expect(step(/^4\. What Files.com/).textContent).toContain('needs a connected site')
    expect(step(/^5\. Prove/).textContent).toContain('needs a connected site')
    expect(screen.getByRole('button', { name: 'Connect a site' })).toBeTruthy()
  })

  it('ticks the screens of the portal, and hands them over as a page only', async () => {
    const { user, bridge } = await openOauth()

    await user.click(step(/^2\. Register/))
    await user.click(await screen.findByRole('checkbox', { name: 'Done: Register the application' }))
    await user.click(screen.getByRole('button', { name: 'Save the page (HTML)' }))

    expect(await screen.findByText(/^Saved to hand-over.html/)).toBeTruthy()
    expect(step(/^2\. Register/).textContent).toMatch(/Done\s*1 of 1 screens/)
    expect(screen.queryByRole('button', { name: 'Save the answers file' })).toBeNull()
    expect(screen.queryByLabelText('Import answers')).toBeNull()
    expect(screen.getByRole('button', { name: 'Copy: Redirect URI' })).toBeTruthy()
    expect(bridge.inputsOf('entra.hand-over')).toEqual([{ site: acme.site, cloud: 'global', guide: 'oauth', format: 'html' }])
    await waitFor(() =>
      expect(bridge.inputsOf('workspace.save').at(-1)).toMatchObject({ samlTicks: { [acme.site]: ['register-application'] } })
    )
    await user.click(screen.getByRole('button', { name: 'Go on to what Entra ID gave you' }))
    expect(document.activeElement).toBe(step(/^3\. What Entra/))
  })

  it('is not provable here until a real sign-in was seen', async () => {
    const { user, bridge } = await openOauth()

    await user.click(step(/^5\. Prove/))
    const before = step(/^5\. Prove/).textContent
    await user.click(screen.getByRole('button', { name: 'Open the browser and wait' }))

    expect(await screen.findByText('ada arrived a moment ago.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Signed in as ada' }))
    expect(before).toMatch(/Not provable here\s*until a real sign-in was seen/)
    expect(step(/^5\. Prove/).textContent).toMatch(/Done\s*as ada/)
    expect(bridge.inputsOf('saml.prove')).toEqual([{ site: acme.site, strategyId: 14 }])
  })

  it('cannot be proved by a provider that speaks SAML', async () => {
    const { user } = await openOauth({ 'site.connect': () => done(acme) })

    await user.click(step(/^5\. Prove/))
    await user.click(screen.getByRole('button', { name: 'Go to step 4' }))

    expect(document.activeElement).toBe(step(/^4\. What Files.com/))
  })
})
