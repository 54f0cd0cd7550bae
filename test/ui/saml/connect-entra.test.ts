import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { answers, guide, metadataUrl, openSaml, openSamlAlone, samlAnswers, step } from '../support/saml-samples.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace } from '../support/samples.ts'
import { acme, acmeAnswers } from '../support/site-samples.ts'

describe('the side of Entra ID', () => {
  it('shows screen by screen the way there, the values to copy, and what to bring back', async () => {
    const { user } = await openSaml()

    await screen.findByRole('button', { name: '2. Basic SAML configuration' })
    await user.click(screen.getByRole('button', { name: 'Explain: Identifier (Entity ID)' }))

    expect(screen.getByText('https://acme.files.com/saml')).toBeTruthy()
    expect(screen.getByText('The name by which Entra ID knows the site.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy: Identifier (Entity ID)' })).toBeTruthy()
    expect(screen.getAllByRole('list', { name: 'Where to click' })[1]?.textContent).toMatch(/Single sign-on.*SAML/s)
    expect(screen.getByText('App Federation Metadata Url')).toBeTruthy()
  })

  it('counts what is ticked, keeps it for the next start, and takes a tick back', async () => {
    const { user, bridge } = await openSaml()

    await user.click(await screen.findByRole('checkbox', { name: 'Done: Make the application' }))
    const afterOne = step(/^1\. In Microsoft Entra ID/).textContent
    await user.click(screen.getByRole('checkbox', { name: 'Done: Basic SAML configuration' }))
    const afterBoth = step(/^1\. In Microsoft Entra ID/).textContent
    await waitFor(() =>
      expect(bridge.inputsOf('workspace.save').at(-1)).toMatchObject({
        screen: 'saml',
        samlTicks: { [acme.site]: ['create-application', 'basic-saml'] }
      })
    )
    await user.click(screen.getByRole('checkbox', { name: 'Done: Basic SAML configuration' }))

    expect(afterOne).toMatch(/In progress\s*1 of 2 screens/)
    expect(afterBoth).toMatch(/Done\s*2 of 2 screens/)
    await waitFor(() =>
      expect(bridge.inputsOf('workspace.save').at(-1)).toMatchObject({ samlTicks: { [acme.site]: ['create-application'] } })
    )
  })

  it('finds the ticks of last time, and folds away what is done, also before the site is connected', async () => {
    await openWindow(
      { ...acmeAnswers, ...samlAnswers },
      { ...emptyWorkspace, screen: 'saml', site: acme.site, samlTicks: { [acme.site]: ['create-application'] } }
    )

    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Done: Make the application' })).checked).toBe(true)
    expect(screen.getByRole('button', { name: /^1\. Make the application/ }).getAttribute('aria-expanded')).toBe('false')
    expect(screen.getByText(/^acme.files.com is not connected/)).toBeTruthy()
  })

  it('reads the guide of another cloud', async () => {
    const { user, bridge } = await openSaml()

    await user.selectOptions(await screen.findByRole('combobox', { name: 'Cloud of the tenant' }), 'US Government')

    expect(bridge.inputsOf('entra.guide')).toEqual([
      { site: acme.site, cloud: 'global', guide: 'saml' },
      { site: acme.site, cloud: 'us-government', guide: 'saml' }
    ])
  })

  it('says what is missing without a site, and why the guide could not be read', async () => {
    const { user } = await openSamlAlone()
    const without = screen.getByText(/^The values to enter are made from the address/)
    await user.click(screen.getByRole('button', { name: 'Connect a site' }))

    expect(without).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Connect a site')
  })

  it('reads the guide again after a failure', async () => {
    let readings = 0
    const { user } = await openSaml({
      'entra.guide': () => {
        readings += 1
        return readings === 1
          ? { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no guide' }) } }
          : done(guide)
      }
    })

    expect(await alertText()).toContain('no guide')
    expect(step(/^1\. In Microsoft Entra ID/).textContent).toContain('Needs attention')
    await user.click(screen.getByRole('button', { name: 'Read the guide again' }))

    expect(await screen.findByRole('checkbox', { name: 'Done: Make the application' })).toBeTruthy()
  })
})

describe('a colleague', () => {
  it('gets a page or a file to fill in', async () => {
    const { user, bridge } = await openSaml()

    await user.click(await screen.findByRole('button', { name: 'Save the page (HTML)' }))
    await screen.findByText(/^Saved to hand-over.html\. Send or print it/)
    await user.click(screen.getByRole('button', { name: 'Save the answers file' }))
    await screen.findByText(/Your colleague fills it in/)

    expect(bridge.inputsOf('entra.hand-over')).toEqual([
      { site: acme.site, cloud: 'global', guide: 'saml', format: 'html' },
      { site: acme.site, cloud: 'global', guide: 'saml', format: 'answers' }
    ])
  })

  it('gets a script instead, that is to be read before it is run', async () => {
    const { user, bridge } = await openSaml()

    const button = await screen.findByRole('button', { name: 'Save a PowerShell script', description: /to be read before it is run/ })
    await user.click(button)

    expect(await screen.findByText('Saved to hand-over.html. Read it before it is run.')).toBeTruthy()
    expect(bridge.inputsOf('entra.hand-over')).toEqual([{ site: acme.site, cloud: 'global', guide: 'saml', format: 'script' }])
  })

  it('sends answers that tick what is done and fill the next step', async () => {
    const { user, bridge } = await openSaml()

    await user.upload(await screen.findByLabelText('Import answers'), new File(['{}'], 'answers.json'))

    expect(await screen.findByText('Eva Entra')).toBeTruthy()
    expect(within(screen.getByRole('region', { name: /In Microsoft Entra ID/ })).getByText(answers.remarks)).toBeTruthy()
    expect(step(/^1\. In Microsoft Entra ID/).textContent).toContain('Done')
    expect(bridge.inputsOf('saml.answers')).toMatchObject([{ site: acme.site, name: 'answers.json' }])
    await user.click(screen.getByRole('button', { name: 'Go on to what Entra ID gave you' }))
    expect(document.activeElement).toBe(step(/^2\. What Entra ID gave you/))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Metadata URL' }).value).toBe(metadataUrl)
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Tenant ID' }).value).toBe('tenant')
  })

  it('may send a file that is none', async () => {
    const { user } = await openSaml({
      'saml.answers': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no answers' }) } })
    })

    await user.upload(await screen.findByLabelText('Import answers'), new File(['x'], 'answers.json'))

    expect(await alertText()).toContain('no answers')
  })
})
