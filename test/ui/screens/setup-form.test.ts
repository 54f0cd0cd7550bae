import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { openSetup, openSite } from '../support/open-site.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace, filledForm } from '../support/samples.ts'
import { previewAnswers } from '../support/preview-samples.ts'
import { acme, acmeProfile } from '../support/site-samples.ts'

function box(name: string): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>('textbox', { name })
}

/** What is saved when the plan is asked for. */
function savedProfile(inputs: readonly unknown[]): unknown {
  return inputs.at(-1)
}

describe('the form of Set up', () => {
  it('says what is missing while no site is connected, and leads there', async () => {
    const { user } = await openWindow({}, { ...emptyWorkspace, screen: 'setup' })

    await user.click(screen.getByRole('button', { name: 'Connect a site' }))

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Connect a site')
  })

  it('shows what is managed, and leaves the rest as it is', async () => {
    await openSetup()

    expect(box('LDAP Host').value).toBe('dc1.corp.example')
    expect(box('LDAP Backup Host').placeholder).toBe('Left as it is')
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'LDAP integration' }).selectedOptions[0]?.textContent).toBe(
      'Leave as it is (on)'
    )
    expect(screen.getByRole('button', { name: /^Connection 2 of/ })).toBeTruthy()
  })

  it('saves only managed fields: typed ones, emptied ones, and none that is left', async () => {
    const { user, bridge } = await openSetup()

    await user.type(box('LDAP Username'), 'svc-files')
    await user.click(screen.getByRole('button', { name: 'Empty it: LDAP Backup Host' }))
    await user.click(screen.getByRole('button', { name: 'Leave as it is: LDAP Port' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Secure Connection' }), 'On')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(savedProfile(bridge.inputsOf('profile.save'))).toMatchObject({
      site: acme.site,
      profile: { siteLdap: { ldap_host: 'dc1.corp.example', ldap_username: 'svc-files', ldap_host_2: '', ldap_secure: true } }
    })
    expect(JSON.stringify(savedProfile(bridge.inputsOf('profile.save')))).not.toContain('ldap_port')
  })

  it('turns the text of a number into a number, and leaves a box that was cleared as it is', async () => {
    const { user, bridge } = await openSetup()

    await user.clear(box('LDAP Host'))
    await user.clear(box('LDAP Port'))
    await user.type(box('LDAP Port'), '3269')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(savedProfile(bridge.inputsOf('profile.save'))).toMatchObject({ profile: { siteLdap: { ldap_port: 3269 } } })
    expect(JSON.stringify(savedProfile(bridge.inputsOf('profile.save')))).not.toContain('ldap_host')
  })

  it('leaves how Files.com is told about Entra ID to its own screen, unless the profile manages such a field here', async () => {
    const strategies = [{ id: 12, fields: { saml_provider_metadata_url: 'https://login.microsoftonline.com/metadata' } }]
    const { user } = await openSetup({
      'profile.read': () => done({ ...acmeProfile, profile: { ...acmeProfile.profile, strategies } })
    })

    await user.click(screen.getByRole('radio', { name: /^LDAP provisioning of “Entra ID”/ }))

    expect(box('Metadata URL').value).toBe('https://login.microsoftonline.com/metadata')
    expect(screen.queryByRole('textbox', { name: 'Issuer URL' })).toBeNull()
    expect(screen.queryByRole('combobox', { name: 'Protocol' })).toBeNull()
  })

  it('keeps the focus on the button that empties a field, and the other way round', async () => {
    const { user } = await openSetup()

    await user.click(screen.getByRole('button', { name: 'Empty it: LDAP Backup Host' }))

    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Leave as it is: LDAP Backup Host' }))
    expect(box('LDAP Backup Host').placeholder).toBe('Will be emptied')
  })

  it('leaves a whole group as it is', async () => {
    const { user } = await openSetup()

    await user.click(screen.getByRole('button', { name: /^Leave the whole group as it is: Connection/ }))

    expect(box('LDAP Host').value).toBe('')
    expect(document.activeElement?.textContent).toMatch(/Connection\s*left as it is/)
  })

  it('says what is wrong at the field, goes there, and plans nothing', async () => {
    const { user, bridge } = await openSetup()

    await user.clear(box('LDAP Host'))
    await user.type(box('LDAP Host'), 'ldaps://dc1')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(box('LDAP Host').getAttribute('aria-invalid')).toBe('true')
    await waitFor(() => expect(document.activeElement).toBe(box('LDAP Host')))
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('does not complain about what the site holds already', async () => {
    // LDAP is on at the site, without a base DN, and the form leaves both as they are.
    const { user, bridge } = await openSetup()

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    await waitFor(() => expect(bridge.inputsOf('plan.make')).toHaveLength(1))
  })

  it('is about the provisioning of a strategy when that is chosen', async () => {
    const { user, bridge } = await openSetup()

    await user.click(screen.getByRole('radio', { name: /LDAP provisioning of “Entra ID”/ }))
    await user.click(screen.getByRole('button', { name: /^Groups and filters/ }))
    await user.type(box('Only provision users in these groups'), 'Files *')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(savedProfile(bridge.inputsOf('profile.save'))).toMatchObject({
      profile: { siteLdap: { ldap_host: 'dc1.corp.example' }, strategies: [{ id: 12, fields: { provision_group_required: 'Files *' } }] }
    })
  })

  it('keeps the password out of the profile: it goes into planning only', async () => {
    const { user, bridge } = await openSetup()

    await user.selectOptions(screen.getByRole('combobox', { name: 'LDAP Password' }), 'Set the password')
    await user.type(screen.getByLabelText('Password of the service account'), 'hunter2')
    await user.click(screen.getByRole('checkbox', { name: /Keep this password/ }))
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    await waitFor(() =>
      expect(bridge.inputsOf('plan.make')).toEqual([
        { site: acme.site, source: { kind: 'profile' }, ldapPassword: 'hunter2', keepPassword: true }
      ])
    )
    expect(savedProfile(bridge.inputsOf('profile.save'))).toMatchObject({ profile: { siteLdap: { ldap_password: 'set' } } })
    expect(JSON.stringify([...bridge.inputsOf('profile.save'), ...bridge.inputsOf('workspace.save')])).not.toContain('hunter2')
  })

  it('is found again as it was left', async () => {
    const { user } = await openSetup()

    await user.type(box('LDAP Username'), 'svc-files')
    await user.click(screen.getByRole('button', { name: 'Home' }))
    await user.click(screen.getByRole('button', { name: 'Set up' }))

    expect(box('LDAP Username').value).toBe('svc-files')
  })

  it('makes no plan of settings that could not be saved', async () => {
    const { user, bridge } = await openSetup({
      'profile.save': () => ({
        ok: false,
        error: { kind: 'problem', problem: problem('app.file-not-written', { path: 'acme.json', reason: 'the disk is full' }) }
      })
    })

    await user.type(box('LDAP Username'), 'svc')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(await alertText()).toContain('the disk is full')
    expect(bridge.inputsOf('plan.make')).toEqual([])
  })

  it('takes over what the Directory screen has, with what gets lost on the way', async () => {
    const { user, bridge } = await openSetup(
      {
        'profile.from-form': () =>
          done({
            ...acmeProfile,
            profile: { ...acmeProfile.profile, siteLdap: { ldap_host: 'dc9.corp.example' } },
            notes: ['StartTLS became LDAPS.']
          })
      },
      { form: filledForm }
    )

    await user.click(screen.getByRole('button', { name: 'Take over from Directory' }))

    await waitFor(() => expect(box('LDAP Host').value).toBe('dc9.corp.example'))
    expect(screen.getByText('StartTLS became LDAPS.')).toBeTruthy()
    expect(bridge.inputsOf('profile.from-form')).toEqual([{ site: acme.site, form: filledForm, target: { kind: 'site-ldap' } }])
  })

  it('imports and exports a profile', async () => {
    const { user } = await openSetup({
      'profile.import': () =>
        done({ ...acmeProfile, source: 'imported', profile: { ...acmeProfile.profile, siteLdap: { ldap_host: 'imported.example' } } }),
      'profile.export': () => done({ kind: 'saved', path: '/home/anna/acme.json' })
    })

    await user.upload(screen.getByLabelText('Import a profile'), new File(['{}'], 'acme.json'))
    await waitFor(() => expect(box('LDAP Host').value).toBe('imported.example'))
    await user.click(screen.getByRole('button', { name: 'Export the profile' }))

    expect(await screen.findByText('Saved to /home/anna/acme.json, without passwords')).toBeTruthy()
  })

  it('shows why a profile was not imported, and keeps the form', async () => {
    const { user } = await openSetup({
      'profile.import': () => ({
        ok: false,
        error: { kind: 'problem', problem: problem('plan.profile.other-site', { profile: 'beta', connected: acme.site }) }
      })
    })

    await user.upload(screen.getByLabelText('Import a profile'), new File(['{}'], 'beta.json'))

    expect(await alertText()).toContain('The profile is made for beta')
    expect(box('LDAP Host').value).toBe('dc1.corp.example')
  })

  it('holds the settings against the site without any plan', async () => {
    const { user } = await openSetup({
      'profile.verify': () =>
        done({
          site: acme.site,
          readAt: acme.readAt,
          holds: false,
          headline: '1 of 1 settings differs',
          resources: [
            {
              id: 'site-ldap',
              title: 'LDAP settings of acme.files.com',
              fields: [{ field: 'ldap_host', label: 'LDAP Host', state: 'differs', planned: 'dc2.example', actual: 'dc1.example' }]
            }
          ]
        })
    })

    await user.click(screen.getByRole('button', { name: 'Compare with the site' }))

    expect(await screen.findByText('1 of 1 settings differs')).toBeTruthy()
    expect(screen.getByText('Differs')).toBeTruthy()
  })

  it('lets the limits of safety be set, and a second person be asked for', async () => {
    const { user, bridge } = await openSetup()

    await user.click(screen.getByRole('button', { name: /^Safety limits/ }))
    const most = screen.getByRole('spinbutton', { name: 'Most people that may lose access' })
    await user.clear(most)
    await user.type(most, '3')
    await user.type(screen.getByRole('textbox', { name: 'Protected people' }), 'anna.admin{Enter}ceo')
    await user.type(screen.getByRole('textbox', { name: 'People who must always be found' }), 'anna.smith, omar')
    await user.click(screen.getByRole('checkbox', { name: /second administrator has to approve/ }))
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(savedProfile(bridge.inputsOf('profile.save'))).toMatchObject({
      profile: {
        safety: { mostDisabled: 3, protectedUsers: ['anna.admin', 'ceo'], mustBeFound: ['anna.smith', 'omar'], needsApproval: true }
      }
    })
  })

  it('leads to the preview of what it would do', async () => {
    const { user } = await openSetup(previewAnswers)

    await user.click(screen.getByRole('button', { name: 'Preview the sync' }))

    expect(await screen.findByRole('radio', { name: /^The directory of the set-up/ })).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('Preview')
  })

  it('shows why the settings could not be read, and reads them again', async () => {
    let tries = 0
    const { user } = await openSite({
      'profile.read': () => {
        tries += 1
        return tries === 1
          ? { ok: false, error: { kind: 'problem', problem: problem('service.network.timeout', { host: acme.site, timeoutMs: 15_000 }) } }
          : done(acmeProfile)
      }
    })

    await user.click(screen.getByRole('button', { name: 'Set up this site' }))
    const again = await screen.findByRole('button', { name: 'Read the settings again' }).catch(() => undefined)
    if (again !== undefined) await user.click(again)

    expect(await screen.findByRole('textbox', { name: 'LDAP Host' })).toBeTruthy()
    expect(tries).toBe(2)
  })

  it('explains the field one is in, beside the form', async () => {
    const { user } = await openSetup()
    const help = screen.getByRole('complementary', { name: 'About this form' })

    await user.click(box('LDAP Port'))

    expect(within(help).getByRole('heading').textContent).toBe('LDAP Port')
  })
})
