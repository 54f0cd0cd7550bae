import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { done } from '../support/fake-bridge.ts'
import { openSaml, openSamlAlone, step } from '../support/saml-samples.ts'
import { acme } from '../support/site-samples.ts'

describe('the screen SAML', () => {
  it('has three parts, which arrow keys go through', async () => {
    const { user } = await openSamlAlone()

    screen.getByRole('tab', { name: 'Connect' }).focus()
    await user.keyboard('{ArrowRight}')
    const second = document.activeElement?.textContent.trim()
    const button = screen.getByRole('button', { name: 'Read the response' })
    await user.keyboard('{End}')

    expect(second).toBe('Read a response')
    expect(button).toBeTruthy()
    expect(screen.getByRole('tab', { name: 'Key roll-over', selected: true })).toBe(document.activeElement)
    expect(screen.getByRole('button', { name: 'Rehearse the roll-over' })).toBeTruthy()
  })

  it('has steps that open in any order by keyboard, each with its state in words', async () => {
    const { user } = await openSaml()

    step(/^4\. Prove it/).focus()
    await user.keyboard('{Enter}')
    const isOpen = step(/^4\. Prove it/).getAttribute('aria-expanded')
    await user.keyboard('{Enter}')

    expect(isOpen).toBe('true')
    expect(step(/^4\. Prove it/).getAttribute('aria-expanded')).toBe('false')
    expect(
      ['1. In', '2. What', '3. How', '4. Prove'].map(
        (name) => /Not started|In progress|Done|Needs attention/.exec(step(new RegExp(`^${name}`)).textContent)?.[0]
      )
    ).toEqual(['Not started', 'Not started', 'Not started', 'Not started'])
  })

  it('says without a site what each step needs', async () => {
    await openSamlAlone()

    expect(step(/^1\. In/).textContent).toContain('needs a site')
    expect(step(/^3\. How/).textContent).toContain('needs a connected site')
    expect(step(/^4\. Prove/).textContent).toContain('needs a connected site')
  })

  it('keeps what was entered while one is elsewhere', async () => {
    const { user } = await openSaml()
    await user.click(step(/^2\. What/))
    await user.type(screen.getByRole('textbox', { name: 'Tenant ID' }), 'tenant')

    await user.click(screen.getByRole('button', { name: 'Home' }))
    await user.click(screen.getByRole('button', { name: 'SAML' }))

    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Tenant ID' }).value).toBe('tenant')
  })

  it('forgets the ticks of a site that is forgotten', async () => {
    const { user, bridge } = await openSaml({ 'site.forget': () => done({ keychainProblem: undefined }) })
    await user.click(await screen.findByRole('checkbox', { name: 'Done: Make the application' }))
    await waitFor(() =>
      expect(bridge.inputsOf('workspace.save').at(-1)).toHaveProperty('samlTicks', { [acme.site]: ['create-application'] })
    )

    await user.click(screen.getByRole('button', { name: /^Site:/ }))
    await user.click(screen.getByRole('button', { name: 'Forget Acme' }))
    await user.click(screen.getByRole('button', { name: 'Forget Acme on this computer' }))

    await waitFor(() => expect(bridge.inputsOf('workspace.save').at(-1)).toHaveProperty('samlTicks', {}))
  })
})
