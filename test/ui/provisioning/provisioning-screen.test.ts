import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { acmeToProvision, jitView, openPart, openProvisioning, openProvisioningAlone, provider } from '../support/provisioning-samples.ts'
import { step } from '../support/saml-samples.ts'
import { acme } from '../support/site-samples.ts'

const providerBox = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Provider' })

describe('the screen Provisioning', () => {
  it('has four parts, which arrow keys go through', async () => {
    const { user } = await openProvisioning()

    screen.getByRole('tab', { name: 'SCIM' }).focus()
    await user.keyboard('{ArrowRight}')
    const second = document.activeElement?.textContent.trim()
    await user.keyboard('{End}')

    expect(second).toBe('Just in time')
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'SCIM log', selected: true }))
  })

  it('is about one provider of Entra ID, and says what is in use there', async () => {
    const { user, bridge } = await openProvisioning()
    await screen.findByRole('heading', { name: 'SCIM is off at “Entra ID”, and can be switched on.' })
    const first = screen.getByText(/^In use there/).textContent

    await user.selectOptions(providerBox(), '14')

    expect([...providerBox().options].map(({ value }) => value)).toEqual(['12', '14'])
    expect(first).toContain('just in time')
    expect(await screen.findByRole('heading', { name: 'SCIM cannot be used with “Corp OAuth”.' })).toBeTruthy()
    expect(screen.getByText(/^In use there/).textContent).toContain('none')
    expect(bridge.inputsOf('scim.read')).toEqual([
      { site: acme.site, strategyId: 12 },
      { site: acme.site, strategyId: 14 }
    ])
  })

  it('shows of OAuth the reason in place of the steps, and leads elsewhere', async () => {
    const { user } = await openProvisioning()

    await user.selectOptions(providerBox(), '14')
    await screen.findByText('scim.provider.oauth')
    const steps = screen.queryByRole('list', { name: 'Steps of SCIM' })
    await user.click(screen.getByRole('button', { name: 'Look at just-in-time accounts' }))

    expect(steps).toBeNull()
    expect(screen.getByRole('tab', { name: 'Just in time', selected: true })).toBeTruthy()
  })

  it('asks nobody without a site, and rehearses all the same', async () => {
    const { bridge } = await openProvisioningAlone()

    expect(screen.getByRole('button', { name: 'Connect a site' })).toBeTruthy()
    expect(step(/^1\. Switch SCIM on/).textContent).toContain('Not started')
    expect(screen.getByText(/Whether SCIM is on is read from the site/)).toBeTruthy()
    expect(bridge.inputsOf('scim.read')).toEqual([])
  })

  it('leads to SAML when the site has no provider of Entra ID', async () => {
    const { user } = await openProvisioning({ 'site.connect': () => done({ ...acme, strategies: [] }) })

    await user.click(screen.getByRole('button', { name: 'Connect Entra ID by SAML' }))

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('SAML')
  })

  it('says why a provider could not be read, and tries again', async () => {
    let tries = 0
    const { user } = await openProvisioning({
      'scim.read': () => {
        tries += 1
        return { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'the line is dead' }) } }
      }
    })

    expect(await alertText()).toContain('the line is dead')
    await user.click(screen.getByRole('button', { name: 'Read SCIM again' }))

    await waitFor(() => expect(tries).toBe(2))
    expect(step(/^1\. Switch SCIM on/).textContent).toContain('Needs attention')
  })
})

describe('LDAP provisioning of a provider', () => {
  const withLdap = [
    provider(12, 'Entra ID', 'SAML with Microsoft Entra ID', {
      ldap_provisioning_enabled: true,
      ldap_host: 'dc1.corp.example',
      ldap_port: 636,
      ldap_secure: true,
      ldap_base_dn: 'DC=corp,DC=example',
      ldap_username: 'svc@corp.example',
      provision_group_required: 'Files*'
    })
  ]

  it('is shown with its settings, and says when Files.com has switched it off', async () => {
    const off = withLdap.map((strategy) => ({ ...strategy, problem: problem('app.failed', { message: 'too many failures' }) }))
    const opened = await openProvisioning({ 'site.connect': () => done({ ...acmeToProvision, strategies: off }) })

    await openPart(opened, 'LDAP provisioning')

    expect(screen.getByText('Switched off by Files.com')).toBeTruthy()
    expect(screen.getByText(/too many failures/)).toBeTruthy()
    expect(screen.getByText('Only provision users in these groups')).toBeTruthy()
    expect(screen.getByText('dc1.corp.example')).toBeTruthy()
  })

  it('fills the Directory screen from the provider', async () => {
    const opened = await openProvisioning({ 'site.connect': () => done({ ...acmeToProvision, strategies: withLdap }) })
    await openPart(opened, 'LDAP provisioning')

    await opened.user.click(screen.getByRole('button', { name: 'Check its directory' }))

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Directory')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Host' }).value).toBe('dc1.corp.example')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Base DN' }).value).toBe('DC=corp,DC=example')
  })

  it('leads to Set up with this provider chosen', async () => {
    const opened = await openProvisioning()
    await openPart(opened, 'LDAP provisioning')

    await opened.user.click(screen.getByRole('button', { name: 'Set it up' }))

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Set up')
    expect(await screen.findByRole('radio', { name: /LDAP provisioning of “Entra ID”/, checked: true })).toBeTruthy()
  })

  it('says without a host that there is nothing to check', async () => {
    const opened = await openProvisioning()
    await openPart(opened, 'LDAP provisioning')

    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check its directory' }).disabled).toBe(true)
    expect(screen.getByText('Needs a host: set it up first.')).toBeTruthy()
    expect(screen.getByText('It names no directory yet, and no filters.')).toBeTruthy()
  })
})

describe('just-in-time accounts', () => {
  const names = new File(['id,displayName'], 'names.csv', { type: 'text/csv' })

  it('are explained with what to look out for', async () => {
    const opened = await openProvisioning()

    await openPart(opened, 'Just in time')

    expect(await screen.findByRole('heading', { name: /makes an account for whoever signs in/ })).toBeTruthy()
    expect(screen.getByText('jit.groups.named-by-id')).toBeTruthy()
    expect(screen.getByText('Wrong when groups shall have their names.')).toBeTruthy()
    expect(screen.getByText('7 members')).toBeTruthy()
  })

  it('give their groups names by a file, and the renames go into the plan', async () => {
    const opened = await openProvisioning()
    const { user, bridge } = opened
    await openPart(opened, 'Just in time')
    await user.upload(await screen.findByLabelText('Choose the file with the names'), names)
    await screen.findByText('1 of 2 groups that are called by an id can be renamed.')
    const isSaid = screen.queryByText(/2 lines of the file name no such group/) !== null

    await user.click(screen.getByRole('button', { name: 'Put 1 rename into the plan' }))

    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Set up'))
    expect(isSaid).toBe(true)
    expect(bridge.inputsOf('profile.save').at(-1)).toMatchObject({
      profile: { groups: [{ id: 4, newName: 'Engineering' }] }
    })
    expect(bridge.inputsOf('plan.make')).toHaveLength(1)
  })

  it('say when not all groups were read', async () => {
    const opened = await openProvisioning({
      'jit.read': () => done(jitView({ groupsNamedById: [], cutBecause: 'The service did not answer.' }))
    })

    await openPart(opened, 'Just in time')

    expect(await screen.findByText('Not all groups were read. The service did not answer.')).toBeTruthy()
    expect(screen.getByText('Among those that were read there is none.')).toBeTruthy()
  })

  it('say which file cannot be used', async () => {
    const opened = await openProvisioning({
      'groups.map': () => ({
        ok: false,
        error: { kind: 'problem', problem: problem('jit.mapping.unreadable', { file: 'names.csv', reason: 'it is a picture' }) }
      })
    })
    await openPart(opened, 'Just in time')

    await opened.user.upload(await screen.findByLabelText('Choose the file with the names'), names)

    expect(await alertText()).toContain('it is a picture')
    expect(screen.queryByRole('button', { name: /into the plan/ })).toBeNull()
  })
})
