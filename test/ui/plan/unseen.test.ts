import { render, screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { FieldChange, PlannedChange } from '../../../src-main/core/plan/plan.ts'
import { handOffSteps } from '../../../src-main/core/plan/hand-off.ts'
import type { RunView } from '../../../src-main/contract/views.ts'
import { changeWord } from '../../../src-renderer/lib/run-words.ts'
import FieldDiff from '../../../src-renderer/plan/FieldDiff.svelte'
import PlanDifferences from '../../../src-renderer/plan/PlanDifferences.svelte'
import { planDifferences } from '../../../src-renderer/state/plan-differences.ts'
import { done } from '../support/fake-bridge.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace } from '../support/samples.ts'
import { planView, runView } from '../support/site-samples.ts'

const TENANT = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'
const CLIENT = '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b'

const tenant: FieldChange = { kind: 'unseen', field: 'tenant_id', label: 'Tenant ID', after: TENANT }
const client: FieldChange = { kind: 'unseen', field: 'client_id', label: 'Client ID', after: CLIENT }
const secret: FieldChange = { kind: 'secret', field: 'client_secret', label: 'Client secret' }
const enabled: FieldChange = { kind: 'value', field: 'enabled', label: 'Enabled', before: false, after: true, readBack: 'exact' }

function credentials(fields: readonly FieldChange[] = [tenant, client, secret]): PlannedChange {
  return {
    id: 'sso-strategy:14',
    resource: 'sso-strategy',
    targetId: 14,
    title: 'Single sign-on “Entra by OAuth” (14)',
    way: 'hand-off',
    baseline: 'b3',
    fields
  }
}

describe('a value that nobody can read back', () => {
  it('stands in the plan as it is to be entered, without a value before', () => {
    render(FieldDiff, { props: { resource: 'sso-strategy', change: tenant } })

    const line = screen.getByRole('listitem')
    expect(line.textContent).toContain(TENANT)
    expect(line.textContent).toContain('cannot be read at the site; only a real sign-in proves it')
    expect(within(line).queryByText('Before')).toBeNull()
    expect(line.textContent).not.toContain('(empty)')
  })

  it('that is the secret stands there as a sentence', () => {
    render(FieldDiff, { props: { resource: 'sso-strategy', change: secret } })

    expect(screen.getByRole('listitem').textContent).toContain('to be entered by hand; this application does not keep it')
  })

  it('is a new wish when it changes between two plans', () => {
    const one = planView({ changes: [credentials()] }).plan
    const other = planView({ changes: [credentials([{ ...tenant, after: CLIENT }, client, secret])] }).plan

    expect(planDifferences(one, other)).toMatchObject([{ label: 'Tenant ID', kind: 'wish-changed' }])
    expect(planDifferences(one, one)).toEqual([])
    render(PlanDifferences, { props: { differences: planDifferences(one, other) } })
    expect(screen.getByRole('listitem').textContent).toContain(`would become “${CLIENT}” now, and “${TENANT}” before`)
  })
})

describe('what is entered by hand', () => {
  it('can be copied, except for the secret, and never counts as something that could arrive', async () => {
    const run = handedOff(credentials())
    const { user } = await openWindow({ 'run.list': () => done([run]) }, { ...emptyWorkspace, screen: 'journal' })

    await user.click(await screen.findByRole('button', { name: /wait/ }))

    const part = screen.getByRole('region', { name: /^Enter by hand/ })
    expect(within(part).getByText(TENANT)).toBeTruthy()
    expect(within(part).getByText(CLIENT)).toBeTruthy()
    expect(
      within(part)
        .getAllByRole('button', { name: /^Copy/ })
        .map((button) => button.getAttribute('aria-label'))
    ).toEqual(['Copy Tenant ID', 'Copy Client ID'])
    expect(within(part).getByText(/the Value that you copied/)).toBeTruthy()
    expect(within(part).getAllByText('Only a real sign-in proves it')).toHaveLength(3)
    expect(within(part).getAllByRole('status')[0]?.textContent).toBe('Nothing of it can be read back.')
  })

  it('counts what can be read beside it', async () => {
    const run = handedOff(credentials([tenant, client, secret, enabled]))
    const { user } = await openWindow({ 'run.list': () => done([run]) }, { ...emptyWorkspace, screen: 'journal' })

    await user.click(await screen.findByRole('button', { name: /wait/ }))

    expect(within(screen.getByRole('region', { name: /^Enter by hand/ })).getAllByRole('status')[0]?.textContent).toBe(
      '0 of 1 have arrived.'
    )
  })

  it('is not called verified once the rest has arrived', () => {
    const read = [
      { field: 'tenant_id', label: 'Tenant ID', state: 'only-by-sign-in' },
      { field: 'enabled', label: 'Enabled', state: 'verified', value: true }
    ] as const

    const word = changeWord({ change: credentials([tenant, enabled]), state: 'done', readBack: read, problem: undefined })

    expect(word).toEqual({ icon: 'not-provable-here', word: 'Only a real sign-in proves it' })
  })
})

function handedOff(change: PlannedChange): RunView {
  const steps = handOffSteps(change).map((step) => ({
    ...step,
    state: step.field === 'enabled' ? ('not-checked' as const) : ('only-by-sign-in' as const)
  }))
  return runView({
    runId: 'run-7',
    outcome: 'handed-off',
    headline: '1 change waits for the web form.',
    changes: [{ change, state: 'waiting', readBack: [], problem: undefined }],
    handOffs: [{ changeId: change.id, title: change.title, pageUrl: 'https://acme.files.com/', path: ['Edit'], steps }]
  })
}
