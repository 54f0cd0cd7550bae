import { screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PlanView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { openPlan, openSetup } from '../support/open-site.ts'
import { supportDialogs } from '../support/show-modal.ts'
import {
  acme,
  acmeProfile,
  digestOf,
  handOffChange,
  hostChange,
  ldapChange,
  passwordChange,
  planView,
  runView,
  unsafe
} from '../support/site-samples.ts'

beforeAll(supportDialogs)

function applyButton(): HTMLButtonElement {
  return screen.getByRole<HTMLButtonElement>('button', { name: /^Apply/ })
}

/** The reason that stands with the button. */
function whyNot(): string {
  return document.getElementById(applyButton().getAttribute('aria-describedby') ?? '')?.textContent.trim() ?? ''
}

describe('making a plan', () => {
  it('says what is read, and can be cancelled without loss', async () => {
    const { user, bridge } = await openSetup({
      'plan.make': (_input, emit) => {
        emit({ phase: 'users', count: 1200 })
        return heldReply<PlanView>().promise
      }
    })

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))
    const progress = await screen.findByText('Reading users, 1,200 so far.')
    const focused = document.activeElement?.textContent
    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect(progress).toBeTruthy()
    expect(focused).toBe('Making the plan')
    expect(bridge.cancelled).toHaveLength(1)
    expect(screen.getByText(/Nothing was sent; your settings are kept/)).toBeTruthy()
  })

  it('keeps the focus on the headline, and tells it politely', async () => {
    await openPlan()

    expect(document.activeElement?.textContent).toBe('1 setting changes, 0 people lose access')
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('1 setting changes, 0 people lose access')
  })

  it('shows why there is none', async () => {
    const { user } = await openSetup({
      'plan.make': () => ({
        ok: false,
        error: { kind: 'problem', problem: problem('plan.read-incomplete', { what: 'the users', reason: 'the site asked to slow down' }) }
      })
    })

    await user.click(screen.getByRole('button', { name: 'Show the plan' }))

    expect(await alertText()).toContain('the site asked to slow down')
  })
})

describe('a plan', () => {
  it('shows each setting by its name in the web form, before and after, and masks passwords', async () => {
    await openPlan({
      'plan.make': () => done(planView({ changes: [ldapChange([hostChange, passwordChange])] }, { secretFields: ['ldap_password'] }))
    })

    const change = screen.getByRole('region', { name: 'LDAP settings of acme.files.com' })
    expect(
      within(change)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
    ).toEqual(['LDAP Host Before dc1.corp.example After dc2.corp.example', 'LDAP Password will be replaced'])
  })

  it('shows the digest in groups of four, to be compared and copied', async () => {
    await openPlan()

    expect(screen.getByText('Digest').parentElement?.querySelectorAll('code > span')).toHaveLength(16)
    expect(screen.getByRole('button', { name: 'Copy digest' })).toBeTruthy()
  })

  it('that changes nothing says so, and cannot be applied', async () => {
    await openPlan({ 'plan.make': () => done(planView({ changes: [] }, { headline: 'Nothing to do: the site holds exactly this' })) })

    expect(screen.getByRole('heading', { name: 'Nothing to do: the site holds exactly this' })).toBeTruthy()
    expect([applyButton().disabled, whyNot()]).toEqual([true, 'There is nothing to apply.'])
  })

  it('without a way in when single sign-on fails has no override', async () => {
    await openPlan({
      'plan.make': () =>
        done(planView({ breakGlass: { kind: 'not-proved', problem: problem('plan.break-glass.nobody', { administrators: 2 }) } }))
    })

    expect(applyButton().disabled).toBe(true)
    expect(whyNot()).toMatch(/no override/)
    expect(screen.queryByRole('textbox', { name: 'Reason' })).toBeNull()
  })

  it('that is not safe is applied only with the exact name of the site and a reason', async () => {
    const { user, bridge } = await openPlan({
      'plan.make': () => done(planView({ safety: unsafe(true) })),
      'plan.apply': () => done({ kind: 'ran', run: runView() })
    })

    const atFirst = applyButton().disabled
    await user.type(screen.getByRole('textbox', { name: 'Name of the site' }), 'acme')
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'They left')
    const withHalfAName = applyButton().disabled
    await user.type(screen.getByRole('textbox', { name: 'Name of the site' }), '.files.com')
    await user.click(applyButton())

    expect([atFirst, withHalfAName]).toEqual([true, true])
    expect(bridge.inputsOf('plan.apply')).toMatchObject([{ override: { site: acme.site, reason: 'They left' } }])
  })

  it('with a reason that cannot be overridden offers no override', async () => {
    await openPlan({ 'plan.make': () => done(planView({ safety: unsafe(false) })) })

    expect(applyButton().disabled).toBe(true)
    expect(screen.queryByRole('textbox', { name: 'Reason' })).toBeNull()
  })

  it('waits for the approval file when the profile asks for a second person', async () => {
    const { user, bridge } = await openPlan({
      'profile.read': () =>
        done({ ...acmeProfile, profile: { ...acmeProfile.profile, safety: { ...acmeProfile.profile.safety, needsApproval: true } } }),
      'plan.save': () => done({ kind: 'saved', path: '/home/anna/plan.json' }),
      'plan.apply': () => done({ kind: 'ran', run: runView() })
    })

    const atFirst = [applyButton().disabled, whyNot()]
    await user.click(screen.getByRole('button', { name: 'Save the plan for a second person' }))
    await user.upload(screen.getByLabelText('Choose the approval file'), new File(['{"kind":"approval"}'], 'approval.json'))
    await waitFor(() => expect(applyButton().disabled).toBe(false))
    await user.click(applyButton())

    expect(atFirst).toEqual([true, 'The profile asks for the approval of a second person.'])
    expect(bridge.inputsOf('plan.save')).toEqual([{ site: acme.site, digest: digestOf('a') }])
    expect(bridge.inputsOf('plan.apply')).toMatchObject([{ approval: '{"kind":"approval"}' }])
  })

  it('cannot be applied with a key that only looks', async () => {
    await openPlan({ 'site.connect': () => done({ ...acme, key: { ...acme.key, canWrite: false } }) })

    expect([applyButton().disabled, whyNot()]).toEqual([true, 'This key may look at the site, but not change it.'])
  })

  it('is called outdated as soon as the settings are changed', async () => {
    const { user, bridge } = await openPlan()

    await user.click(screen.getByRole('button', { name: /1\. Settings/ }))
    await user.type(screen.getByRole('textbox', { name: 'LDAP Username' }), 'svc')
    await user.click(screen.getByRole('button', { name: /2\. Plan/ }))
    await user.click(screen.getByRole('button', { name: 'Show the plan again' }))

    await waitFor(() => expect(bridge.inputsOf('plan.make')).toHaveLength(2))
  })

  it('that hands values to a person says so on its button', async () => {
    await openPlan({ 'plan.make': () => done(planView({ changes: [handOffChange] })) })

    expect(screen.getByRole('button', { name: 'Hand off 2 changes' })).toBeTruthy()
    expect(screen.getByText(/in its web form only/)).toBeTruthy()
  })
})

describe('a password that is set', () => {
  const withPassword = {
    'plan.make': () => done(planView({ changes: [ldapChange([hostChange, passwordChange])] }, { secretFields: ['ldap_password'] })),
    'plan.apply': () => done({ kind: 'ran' as const, run: runView() })
  }

  it('has to be typed, and is confirmed in the one dialog, because nobody can undo it', async () => {
    const { user, bridge } = await openPlan(withPassword)

    const atFirst = [applyButton().disabled, whyNot()]
    await user.type(screen.getByLabelText('Password of the service account'), 'hunter2')
    await user.click(applyButton())
    const dialog = screen.getByRole('dialog')
    const sent = bridge.inputsOf('plan.apply')
    await user.click(within(dialog).getByRole('button', { name: 'Apply 2 changes' }))

    expect(atFirst).toEqual([true, 'The plan sets the LDAP password: type it below.'])
    expect(dialog.textContent).toMatch(/cannot be put back/)
    expect(sent).toEqual([])
    expect(bridge.inputsOf('plan.apply')).toMatchObject([{ ldapPassword: 'hunter2' }])
  })

  it('is not sent when one goes back', async () => {
    const { user, bridge } = await openPlan(withPassword)

    await user.type(screen.getByLabelText('Password of the service account'), 'hunter2')
    await user.click(applyButton())
    await user.click(screen.getByRole('button', { name: 'Go back' }))

    expect(screen.queryByRole('dialog')).toBeNull()
    expect(bridge.inputsOf('plan.apply')).toEqual([])
  })
})
