import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { ScimFollowEvent, ScimFollowUp } from '../../../src-main/core/scim/scim-views.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { logEntry, openProvisioning, openProvisioningAlone, rehearsal, scimOn, switchOn } from '../support/provisioning-samples.ts'
import { eventsOf, resultOf } from '../support/samples.ts'
import { step } from '../support/saml-samples.ts'
import { acme, acmeProfile } from '../support/site-samples.ts'

const isOn: Answers = { 'scim.read': () => done(scimOn()) }
const isKept: Answers = { 'scim.read': () => done(scimOn({ isTokenKept: true })) }
const press = (name: string) => screen.getByRole('button', { name })

async function openStep(name: RegExp, more: Answers = {}) {
  const opened = await openProvisioning(more)
  await screen.findByRole('heading', { level: 2, name: /^SCIM is/ })
  await opened.user.click(step(name))
  return opened
}

describe('the steps of SCIM', () => {
  it('open in any order by keyboard, each with its state in words', async () => {
    const { user } = await openProvisioning()
    await screen.findByRole('heading', { level: 2, name: /^SCIM is/ })

    step(/^4\. Rehearse/).focus()
    await user.keyboard('{Enter}')

    expect(step(/^4\. Rehearse/).getAttribute('aria-expanded')).toBe('true')
    expect(
      [1, 2, 3, 4, 5, 6].map(
        (place) => /Not started|In progress|Done|Needs attention/.exec(step(new RegExp(`^${place}\\. `)).textContent)?.[0]
      )
    ).toEqual(Array.from({ length: 6 }, () => 'Not started'))
  })
})

describe('switching SCIM on', () => {
  it('shows what would be changed, puts it into the set-up, and leads to the plan', async () => {
    const { user, bridge } = await openProvisioning()
    const changes = await screen.findByLabelText('What would be changed', { selector: 'dl' })
    const shown = changes.textContent

    await user.click(press('Show the plan'))

    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Set up'))
    expect(shown).toContain('SCIM authentication')
    expect(bridge.inputsOf('profile.save').at(-1)).toMatchObject({ profile: { strategies: [{ id: 12, fields: switchOn }] } })
    expect(bridge.inputsOf('plan.make')).toHaveLength(1)
    await user.click(press('Provisioning'))
    expect(step(/^1\. Switch SCIM on/).textContent).toMatch(/In progress\s*in the set-up, not applied yet/)
  })

  it('sends whoever is about to switch it on to the names first', async () => {
    const { user } = await openProvisioning()
    await screen.findByLabelText('What would be changed', { selector: 'dl' })

    await user.click(press('Compare the names'))

    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Identity'))
  })

  it('leaves what else is managed of the provider, and lets no section want something else', async () => {
    const { user, bridge } = await openProvisioning({
      'profile.read': () =>
        done({
          ...acmeProfile,
          profile: {
            ...acmeProfile.profile,
            strategies: [{ id: 12, fields: { provision_company: 'Acme' } }],
            saml: {
              strategyId: 12,
              displayName: 'Entra ID',
              source: undefined,
              enabled: undefined,
              showOnLoginPage: undefined,
              fields: { provision_users: false, provision_groups: true }
            }
          }
        })
    })
    await screen.findByLabelText('What would be changed', { selector: 'dl' })

    await user.click(press('Show the plan'))

    await waitFor(() =>
      expect(bridge.inputsOf('profile.save').at(-1)).toMatchObject({
        profile: {
          strategies: [{ id: 12, fields: { provision_company: 'Acme', ...switchOn } }],
          saml: { strategy: 12, fields: { provision_groups: true } }
        }
      })
    )
    expect(JSON.stringify(bridge.inputsOf('profile.save').at(-1))).not.toContain('"provision_users":false')
  })

  it('stays here when the set-up could not be saved', async () => {
    const { user } = await openProvisioning({
      'profile.save': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'the disk is full' }) } })
    })
    await screen.findByLabelText('What would be changed', { selector: 'dl' })

    await user.click(press('Show the plan'))

    expect(await alertText()).toContain('the disk is full')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Provisioning')
  })
})

describe('the token', () => {
  it('is pasted once, kept, and gone from the window', async () => {
    const { user, bridge } = await openStep(/^2\. Keep the token/, isOn)

    await user.click(screen.getByLabelText('SCIM token'))
    await user.paste('scim-secret-1')
    await user.click(press('Keep the token'))

    expect(await screen.findByText('The token is kept.')).toBeTruthy()
    expect(document.activeElement?.id).toBe('scim-token-state')
    expect(bridge.inputsOf('scim.keep-token')).toEqual([
      { site: acme.site, strategyId: 12, token: { kind: 'typed', value: 'scim-secret-1' } }
    ])
    expect(document.body.innerHTML).not.toContain('scim-secret-1')
    expect(step(/^2\. Keep the token/).textContent).toContain('Done')
  })

  it('is asked for before it is kept', async () => {
    const { user, bridge } = await openStep(/^2\. Keep the token/, isOn)

    await user.click(press('Keep the token'))

    expect(document.activeElement).toBe(screen.getByLabelText('SCIM token'))
    expect(await alertText()).toContain('Paste the token first')
    expect(bridge.inputsOf('scim.keep-token')).toEqual([])
  })

  it('may come from the site', async () => {
    const { user, bridge } = await openStep(/^2\. Keep the token/, isOn)

    await user.click(press('Take it from the site'))

    await screen.findByText('The token is kept.')
    expect(bridge.inputsOf('scim.keep-token')).toMatchObject([{ token: { kind: 'from-site' } }])
  })

  it('is copied without being shown, and forgotten here only', async () => {
    const { user, bridge } = await openStep(/^2\. Keep the token/, isKept)

    await user.click(press('Copy the token'))
    await screen.findByText(/The token is on the clipboard/)
    await user.click(press('Forget the token'))

    expect(await screen.findByText(/The token is forgotten here/)).toBeTruthy()
    expect(bridge.inputsOf('scim.copy-token')).toEqual([{ site: acme.site, strategyId: 12 }])
    expect(screen.getByLabelText('SCIM token')).toBeTruthy()
  })

  it('has the steps of a reset, for whoever needs another one', async () => {
    const { user } = await openStep(/^2\. Keep the token/, isKept)

    await user.click(screen.getByText('Somebody else may know the token: reset it'))

    const steps = within(screen.getByText(/choose “Reset Token”/).closest('ol') ?? document.body).getAllByRole('listitem')
    expect(steps.map(({ textContent }) => /“[^”]+”/g.exec(textContent)?.[0])).toEqual([
      '“SSO Providers”',
      '“Secret Token”',
      '“Forget the token”'
    ])
  })

  it('that was typed does not outlive the screen', async () => {
    const { user } = await openStep(/^2\. Keep the token/, isOn)
    await user.click(screen.getByLabelText('SCIM token'))
    await user.paste('scim-secret-1')

    await user.click(press('SAML'))
    await user.click(press('Provisioning'))

    expect((await screen.findByLabelText<HTMLInputElement>('SCIM token')).value).toBe('')
  })

  it('is extended by a plan, with a day that is still to come', async () => {
    const { user, bridge } = await openStep(/^2\. Keep the token/, isKept)

    await user.type(screen.getByLabelText('New end'), '2020-01-01')
    await user.click(press('Show the plan to extend it'))
    const refused = await alertText()
    await user.clear(screen.getByLabelText('New end'))
    await user.type(screen.getByLabelText('New end'), '2099-01-01')
    await user.click(press('Show the plan to extend it'))

    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Set up'))
    expect(refused).toContain('This day is over')
    expect(bridge.inputsOf('profile.save').at(-1)).toMatchObject({
      profile: { strategies: [{ id: 12, fields: { scim_oauth_access_token_expires_at: '2099-01-01' } }] }
    })
  })
})

describe('the rehearsal', () => {
  it('goes to the built-in server without asking for anything, writes there, and shows what was exchanged', async () => {
    const { user, bridge } = await openProvisioningAlone()

    await user.click(step(/^4\. Rehearse/))
    await user.click(press('Rehearse provisioning'))

    await screen.findByRole('button', { name: 'Save report (HTML)' })
    expect(document.activeElement?.id).toBe('rehearsal-heading')
    expect(bridge.inputsOf('scim.rehearse')).toEqual([{ target: { kind: 'built-in' }, write: true }])
    await user.click(screen.getByRole('button', { name: /^What was asked and answered/ }))
    expect(screen.getByText('GET /Users?filter=userName eq "x"')).toBeTruthy()
    expect(screen.getByText('status 200, application/scim+json, 12 ms')).toBeTruthy()
    expect(screen.getByText('no answer, 30 ms')).toBeTruthy()
    await user.click(press('Save report (JSON)'))
    expect(bridge.inputsOf('scim.report-save')).toEqual([{ reportId: 'scim-1', format: 'json' }])
    expect(step(/^4\. Rehearse/).textContent).toContain('Done')
  })

  it('asks the site only after a yes, with the kept token, and writes nothing there', async () => {
    const { user, bridge } = await openStep(/^4\. Rehearse/, isKept)

    await user.click(screen.getByRole('radio', { name: /^The endpoint of your site/ }))
    await user.click(press('Rehearse provisioning'))
    const consent = screen.getByRole('checkbox', { name: /^Yes, send searches/ })
    const focus = document.activeElement
    const before = bridge.inputsOf('scim.rehearse').length
    await user.click(consent)
    await user.click(press('Rehearse provisioning'))

    await screen.findByRole('button', { name: 'Save report (HTML)' })
    expect(focus).toBe(consent)
    expect(before).toBe(0)
    expect(bridge.inputsOf('scim.rehearse')).toEqual([
      { target: { kind: 'site', site: acme.site, strategyId: 12, proof: { kind: 'kept-token' } }, write: false }
    ])
  })

  it('of the site needs the token, and leads to it', async () => {
    const { user } = await openStep(/^4\. Rehearse/, isOn)

    await user.click(screen.getByRole('radio', { name: /^The endpoint of your site/ }))
    await user.click(press('Rehearse provisioning'))
    await user.click(press('Go to step 2'))

    expect(document.activeElement).toBe(step(/^2\. Keep the token/))
  })

  it('of another server takes its address and token, and writes only when told to', async () => {
    const { user, bridge } = await openStep(/^4\. Rehearse/)

    await user.click(screen.getByRole('radio', { name: /^Another server/ }))
    await user.click(press('Rehearse provisioning'))
    const first = document.activeElement
    await user.type(screen.getByRole('textbox', { name: 'Address of the server' }), 'https://scim.example')
    await user.type(screen.getByLabelText('Token of the server'), 'other-secret')
    await user.click(press('Rehearse provisioning'))
    await screen.findByRole('button', { name: 'Save report (HTML)' })
    await user.click(screen.getByRole('checkbox', { name: /^Also make, change and remove/ }))
    const isStale = screen.queryByText(/^These results are for what was entered at/) !== null
    await user.click(press('Rehearse provisioning'))

    expect(first).toBe(screen.getByRole('textbox', { name: 'Address of the server' }))
    expect(isStale).toBe(true)
    expect(bridge.inputsOf('scim.rehearse')).toEqual([
      { target: { kind: 'endpoint', url: 'https://scim.example', proof: { kind: 'token', token: 'other-secret' } }, write: false },
      { target: { kind: 'endpoint', url: 'https://scim.example', proof: { kind: 'token', token: 'other-secret' } }, write: true }
    ])
  })

  it('of another server may take a user name and a password, which do not outlive the screen', async () => {
    const { user, bridge } = await openStep(/^4\. Rehearse/)
    await user.click(screen.getByRole('radio', { name: /^Another server/ }))
    await user.type(screen.getByRole('textbox', { name: 'Address of the server' }), 'https://scim.example')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Signs in with' }), 'A user name and a password')
    const name = () => screen.getByRole('textbox', { name: 'User name for SCIM' })

    await user.click(press('Rehearse provisioning'))
    const first = document.activeElement
    await user.type(name(), 'scim:x')
    await user.click(press('Rehearse provisioning'))
    const refused = await alertText()
    await user.clear(name())
    await user.type(name(), 'scim')
    await user.click(press('Rehearse provisioning'))
    const second = document.activeElement
    await user.type(screen.getByLabelText('Password for SCIM'), 'basic-secret-1')
    await user.click(press('Rehearse provisioning'))
    await screen.findByRole('button', { name: 'Save report (HTML)' })

    expect([first?.id, second?.id]).toEqual(['rehearse-username', 'rehearse-password'])
    expect(refused).toContain('has no colon')
    expect(bridge.inputsOf('scim.rehearse')).toEqual([
      {
        target: { kind: 'endpoint', url: 'https://scim.example', proof: { kind: 'basic', username: 'scim', password: 'basic-secret-1' } },
        write: false
      }
    ])
    await user.click(press('SAML'))
    await user.click(press('Provisioning'))
    expect(screen.getByLabelText<HTMLInputElement>('Password for SCIM').value).toBe('')
  })

  it('of a site that takes a password lets a token of before be forgotten', async () => {
    const byPassword = (isTokenKept: boolean) => scimOn({ authentication: 'basic', basicUsername: 'scim-12', isTokenKept })
    const { user, bridge } = await openStep(/^2\. Keep the token/, {
      'scim.read': () => done(byPassword(true)),
      'scim.forget-token': () => done(byPassword(false))
    })

    await user.click(press('Forget the token of before'))

    expect(await screen.findByText(/The token is forgotten here/)).toBeTruthy()
    await waitFor(() => expect(document.activeElement?.id).toBe('scim-token-state'))
    expect(bridge.inputsOf('scim.forget-token')).toEqual([{ site: acme.site, strategyId: 12 }])
    expect(screen.queryByRole('button', { name: 'Forget the token of before' })).toBeNull()
  })

  it('of a site that takes a password offers its user name, and needs no token', async () => {
    const byPassword = scimOn({
      authentication: 'basic',
      basicUsername: 'scim-12',
      toSwitchOn: { scim_authentication_method: 'token' },
      problems: [problem('scim.provider.basic', { label: 'Entra ID' })]
    })
    const { user, bridge } = await openStep(/^2\. Keep the token/, { 'scim.read': () => done(byPassword) })
    const tokenStep = document.body.textContent
    const keep = screen.queryByRole('button', { name: 'Keep the token' })
    await user.click(step(/^1\. Switch SCIM on/))
    const planned = press('Show the plan')
    const warned = document.body.textContent

    await user.click(step(/^4\. Rehearse/))
    await user.click(screen.getByRole('radio', { name: /^The endpoint of your site/ }))
    await user.type(screen.getByLabelText('Password for SCIM'), 'basic-secret-2')
    await user.click(screen.getByRole('checkbox', { name: /^Yes, send searches .* with its password/ }))
    await user.click(press('Rehearse provisioning'))
    await screen.findByRole('button', { name: 'Save report (HTML)' })

    expect(tokenStep).toContain('this older provider takes the user name scim-12 and a password')
    expect(keep).toBeNull()
    expect(planned).toBeTruthy()
    expect(warned).toContain('From that moment user name and password are refused')
    expect(bridge.inputsOf('scim.rehearse')).toEqual([
      {
        target: {
          kind: 'site',
          site: acme.site,
          strategyId: 12,
          proof: { kind: 'basic', username: 'scim-12', password: 'basic-secret-2' }
        },
        write: false
      }
    ])
  })

  it('can be cancelled, and fails openly', async () => {
    const results = [resultOf('fail')]
    const { user, bridge } = await openStep(/^4\. Rehearse/, {
      'scim.rehearse': (_input, emit) => {
        for (const event of eventsOf(results).slice(0, 1)) emit(event)
        return heldReply<ReturnType<typeof rehearsal>>().promise
      }
    })

    await user.click(press('Rehearse provisioning'))
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    const cancelled = screen.getByText(/what was made up is taken away again/)
    bridge.answer('scim.rehearse', () => done(rehearsal(results)))
    await user.click(press('Rehearse provisioning'))

    expect(cancelled).toBeTruthy()
    await screen.findByRole('button', { name: 'Save report (HTML)' })
    expect(step(/^4\. Rehearse/).textContent).toContain('Needs attention')
  })
})

describe('the mappings', () => {
  const file = new File(['{}'], 'schema.json', { type: 'application/json' })

  it('are read from the file and compared, row by row', async () => {
    const { user, bridge } = await openStep(/^5\. Check the mappings/)

    await user.upload(screen.getByLabelText('Choose the exported mappings'), file)

    const table = await screen.findByRole('table', { name: 'Mappings' })
    expect(within(table).getAllByRole('row')).toHaveLength(4)
    expect(within(table).getByText('Differs')).toBeTruthy()
    expect(within(table).getByText('Ignored')).toBeTruthy()
    expect(screen.getByText('scim.mapping.user-name')).toBeTruthy()
    expect(bridge.inputsOf('scim.mappings')).toMatchObject([{ name: 'schema.json' }])
    expect(step(/^5\. Check the mappings/).textContent).toContain('Needs attention')
  })

  it('that are none are refused with the reason', async () => {
    const { user } = await openStep(/^5\. Check the mappings/, {
      'scim.mappings': () => ({
        ok: false,
        error: { kind: 'problem', problem: problem('scim.mapping.unreadable', { reason: 'it is a poem' }) }
      })
    })

    await user.upload(screen.getByLabelText('Choose the exported mappings'), file)

    expect(await alertText()).toContain('it is a poem')
  })
})

describe('one person on demand', () => {
  async function begin(more: Answers = {}) {
    const opened = await openStep(/^6\. Provision one person/, more)
    await opened.user.type(screen.getByRole('textbox', { name: 'User principal name of the person' }), 'ada@corp.example')
    await opened.user.click(press('Wait for the requests'))
    return opened
  }

  it('is followed to the end, with every request explained', async () => {
    const { bridge } = await begin()

    expect(await screen.findByText('ada was made.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'ada@corp.example was provisioned' }))
    expect(screen.getByText('Looks whether person 9 exists')).toBeTruthy()
    expect(bridge.inputsOf('scim.follow')).toEqual([{ site: acme.site, person: 'ada@corp.example' }])
    expect(step(/^6\. Provision one person/).textContent).toMatch(/Done\s*ada@corp.example/)
  })

  it('is waited for with real counts, request by request, and can be stopped', async () => {
    let tell: (event: ScimFollowEvent) => void = () => undefined
    const { user, bridge } = await begin({
      'scim.follow': (_input, emit) => {
        tell = emit
        return heldReply<ScimFollowUp>().promise
      }
    })

    await screen.findByRole('heading', { name: 'Reading the log' })
    tell({ type: 'waiting-since', at: '2026-11-21T14:02:00.000Z' })
    tell({ type: 'waiting', waitedMs: 12_000, readings: 4 })
    tell({ type: 'seen', entry: logEntry(7) })

    expect(await screen.findByText(/12 s; the log was read\s*4 times/)).toBeTruthy()
    expect(screen.getByText('Looks whether person 7 exists')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Provisioning/ }).textContent).toContain('waiting')
    await user.click(press('Stop waiting'))
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'The waiting was cancelled' }))
    expect(bridge.cancelled).toHaveLength(1)
  })

  it('may fail, with the reason and the requests', async () => {
    await begin({
      'scim.follow': () =>
        done({
          kind: 'failed',
          problem: problem('app.failed', { message: 'the name is taken' }),
          entries: [logEntry(8, { isFailure: true, status: 409 })]
        })
    })

    expect(await screen.findByRole('heading', { name: 'ada@corp.example was not provisioned' })).toBeTruthy()
    expect(await alertText()).toContain('the name is taken')
    expect(screen.getByText('Failed, 409')).toBeTruthy()
  })

  it('may never be heard of', async () => {
    await begin({
      'scim.follow': () =>
        done({ kind: 'not-seen', problem: problem('scim-log.follow.not-seen', { person: 'ada@corp.example', minutes: 10 }) })
    })

    expect(await screen.findByRole('heading', { name: 'No request was seen' })).toBeTruthy()
  })

  it('has to be named first', async () => {
    const { user, bridge } = await openStep(/^6\. Provision one person/)

    await user.click(press('Wait for the requests'))

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'User principal name of the person' }))
    expect(bridge.inputsOf('scim.follow')).toEqual([])
  })
})
