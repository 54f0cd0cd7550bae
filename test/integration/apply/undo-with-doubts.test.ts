import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readReceiptFile, receiptFileText } from '../../../src-main/core/plan/receipt-file.ts'
import type { FieldChange, PlannedChange } from '../../../src-main/core/plan/plan.ts'
import type { Receipt } from '../../../src-main/core/plan/receipt.ts'
import { type Profile, usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import type { FieldValue } from '../../../src-main/core/service/service-facts.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

let world: ApplyWorld
beforeEach(async () => (world = await startApplyWorld({ strategyWrites: 'accepted' })))
afterEach(() => world[Symbol.asyncDispose]())

const petra = {
  username: 'petra.plain',
  authenticationMethod: 'sso',
  ssoStrategyId: 101,
  clear2fa: false,
  newUsername: undefined,
  newEmail: undefined
}

const applying = async (wanted: Partial<Profile>): Promise<Receipt> =>
  receiptIn(await world.apply({ kind: 'profile', profile: world.profile(wanted) }))

/** The receipt as if somebody had edited its only change. */
function edited(receipt: Receipt, edit: (change: PlannedChange) => PlannedChange): Receipt {
  return { ...receipt, changes: receipt.changes.map((entry) => ({ ...entry, change: edit(entry.change) })) }
}

function withBefore(receipt: Receipt, before: FieldValue): Receipt {
  const fields = (change: PlannedChange): readonly FieldChange[] =>
    change.fields.map((field) => (field.kind === 'value' ? { ...field, before } : field))
  return edited(receipt, (change) => ({ ...change, fields: fields(change) }))
}

describe('an undo', () => {
  it('brings back the rest when somebody was deleted meanwhile, and says so', async () => {
    const receipt = await applying({ siteLdap: { ldap_port: 636 }, users: [petra] })
    world.practice.state.users.delete(5)

    const made = await world.plan({ kind: 'undo', receipt })

    if (!made.ok) throw new TypeError(made.error.cause)
    expect(made.value.plan.changes.map(({ id }) => id)).toEqual(['site-ldap'])
    expect(made.value.plan.notes.join('\n')).toContain('user:5 does not exist on the site any more')
    expect(receiptIn(await world.apply({ kind: 'undo', receipt }))).toMatchObject({ outcome: 'proved' })
  })

  it('is refused when nothing of what was changed is there any more', async () => {
    const receipt = await applying({ users: [petra] })
    world.practice.state.users.delete(5)

    expect(await world.plan({ kind: 'undo', receipt })).toMatchObject({ ok: false, error: { code: 'apply.nothing-to-undo' } })
  })

  it('is not planned on half the users', async () => {
    const receipt = await applying({ siteLdap: { ldap_port: 636 }, users: [petra] })
    world.practice.faults.add({ method: 'GET', path: '/users/5', kind: 'fail-before', how: 'error', times: Infinity })

    expect(await world.plan({ kind: 'undo', receipt })).toMatchObject({ ok: false })
  })

  it('keeps to the limits and the protected people of the kept profile', async () => {
    await applying({ users: [petra] })
    const back = await applying({ users: [{ ...petra, authenticationMethod: 'password', ssoStrategyId: undefined }] })
    const profile = world.profile({ safety: { ...usualSafetyLimits, protectedUsers: ['Petra.Plain'] } })

    const made = await world.plan({ kind: 'undo', receipt: back, profile })

    expect(made.ok && made.value.plan.safety).toMatchObject({
      kind: 'unsafe',
      reasons: [{ problem: { code: 'plan.safety.protected-user' } }]
    })
  })

  it.each([
    ['a text for a number', 'ldap_port', 636, 'abc'],
    ['a switch for a text', 'ldap_host', 'dc1.practice.example', true],
    ['a masked text', 'ldap_host', 'dc1.practice.example', 'dc1.[secret].example']
  ])('does not send %s that stands in a receipt', async (_, field, value, before) => {
    const receipt = withBefore(await applying({ siteLdap: { [field]: value } }), before)

    expect(await world.plan({ kind: 'undo', receipt })).toMatchObject({ ok: false, error: { code: 'apply.nothing-to-undo' } })
  })

  it.each<[string, (change: PlannedChange) => PlannedChange]>([
    ['another thing', (change) => ({ ...change, id: 'user:5' })],
    ['another kind', (change) => ({ ...change, resource: 'sso-strategy' })],
    ['another number', (change) => ({ ...change, targetId: 7 })]
  ])('takes no receipt whose change names %s than it is about', async (_, edit) => {
    const receipt = edited(await applying({ siteLdap: { ldap_port: 636 } }), edit)

    expect(readReceiptFile(receiptFileText(receipt), 'receipt.json')).toMatchObject({ ok: false, error: { code: 'plan.file-unreadable' } })
  })

  it('of an undo applies again what was undone', async () => {
    const first = await applying({ siteLdap: { ldap_port: 636 } })
    const undone = receiptIn(await world.apply({ kind: 'undo', receipt: first }))

    const again = receiptIn(await world.apply({ kind: 'undo', receipt: undone }))

    expect([again.outcome, world.practice.state.site.ldap_port]).toEqual(['proved', 636])
  })
})
