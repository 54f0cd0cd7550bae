import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApplyEnd, ApplyRequest } from '../../../src-main/app/operations/apply-plan.ts'
import { createJournal } from '../../../src-main/adapters/journal/create-journal.ts'
import { type PlanApproval, type PlanDigest, parsePlanDigest } from '../../../src-main/core/plan/plan.ts'
import { type Profile, usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

let world: ApplyWorld
beforeEach(async () => (world = await startApplyWorld({ strategyWrites: 'accepted' })))
afterEach(() => world[Symbol.asyncDispose]())

const host = { siteLdap: { ldap_host: 'dc1.practice.example' } }
/** Makes the service read a directory that nobody here has looked at. */
const switchedOn = {
  siteLdap: {
    ldap_enabled: true,
    ldap_host: 'dc1.practice.example',
    ldap_base_dn: 'DC=practice,DC=example',
    ldap_username: 'reader@practice.example'
  }
}
const needsApproval = { ...host, safety: { ...usualSafetyLimits, needsApproval: true } }

function profileOf(wanted: Partial<Profile>) {
  return { kind: 'profile', profile: world.profile(wanted) } as const
}

async function digestOf(wanted: Partial<Profile>): Promise<PlanDigest> {
  const made = await world.plan(profileOf(wanted))
  if (!made.ok) throw new TypeError(made.error.cause)
  return made.value.plan.digest
}

function applying(wanted: Partial<Profile>, more: Partial<ApplyRequest> = {}): Promise<ApplyEnd> {
  return world.apply(profileOf(wanted), more)
}

/** What stopped it; nothing but GET may have left, and no run may be in the journal. */
async function stoppedBy(end: ApplyEnd): Promise<string> {
  expect(new Set(world.practice.requests.map(({ method }) => method))).toEqual(
    world.practice.requests.length === 0 ? new Set() : new Set(['GET'])
  )
  const runs = await world.ports.journal.runs()
  expect(runs).toEqual({ ok: true, value: [] })
  return end.kind === 'stopped' ? end.problem.code : 'ran'
}

const otherDigest = parsePlanDigest('ab'.repeat(32))
if (otherDigest === undefined) throw new TypeError('No digest')

describe('apply sends nothing', () => {
  it('when the site has changed since the plan, and shows the plan as it is now', async () => {
    const digest = await digestOf(host)
    world.practice.changeAsSecondAdministrator({ site: { ldap_domain: 'practice.example' } })

    const end = await applying(host, { digest })

    expect(await stoppedBy(end)).toBe('plan.stale')
    if (end.kind !== 'stopped') throw new TypeError('It ran')
    expect(end.made?.plan.digest).toBe(await digestOf(host))
    expect(end.made?.plan.changes[0]?.fields).toMatchObject([{ field: 'ldap_host', after: 'dc1.practice.example' }])
  })

  it('when the profile has changed since the plan', async () => {
    const digest = await digestOf(host)

    expect(await stoppedBy(await applying({ siteLdap: { ldap_host: 'dc2.practice.example' } }, { digest }))).toBe('plan.stale')
  })

  it('when a strategy that the plan only looked at has changed', async () => {
    const digest = await digestOf(host)
    world.practice.changeAsSecondAdministrator({ strategy: { id: 101, fields: { enabled: false } } })

    expect(await stoppedBy(await applying(host, { digest }))).toBe('plan.stale')
  })

  it('when there is nothing to do', async () => {
    expect(await stoppedBy(await applying({ siteLdap: { ldap_type: 'active_directory' } }))).toBe('plan.nothing-to-apply')
  })

  it('when the plan is not safe and nobody overrides it', async () => {
    expect(await stoppedBy(await applying(switchedOn))).toBe('plan.unsafe')
  })

  it.each([
    ['another site', { site: 'practice.files.com', reason: 'I know what I do' }],
    ['a site in other letters', { site: 'LOCALHOST', reason: 'I know what I do' }],
    ['no reason', { site: '', reason: '   ' }]
  ])('when the override names %s', async (_, override) => {
    const end = await applying(switchedOn, { override: { ...override, site: override.site === '' ? world.site : override.site } })

    expect(await stoppedBy(end)).toBe('plan.override-wrong')
  })

  it('when no administrator is proved to get in with a password, override or not', async () => {
    for (const user of world.practice.state.users.values()) if (user.site_admin) user['last_web_login_at'] = '2020-01-01T00:00:00.000Z'

    const end = await applying(host, { override: { site: world.site, reason: 'I know what I do' } })

    expect(await stoppedBy(end)).toBe('plan.break-glass.nobody')
  })

  it('when the list of administrators is cut', async () => {
    world.practice.faults.add({
      method: 'GET',
      path: '/users',
      kind: 'answer-with',
      type: 'not-authorized/full-permission-required',
      times: Infinity
    })

    expect(await stoppedBy(await applying(host))).toBe('plan.break-glass.list-cut')
  })

  it('when the key may only look', async () => {
    expect(await stoppedBy(await applying(host, { canWrite: false }))).toBe('apply.key-cannot-write')
  })

  it('when the password that the plan sets was not given', async () => {
    expect(await stoppedBy(await applying({ siteLdap: { ldap_password: 'set' } }))).toBe('plan.secret-missing')
  })

  it('when the profile is for another site', async () => {
    expect(await stoppedBy(await applying({ ...host, site: 'acme' }))).toBe('plan.profile.other-site')
  })

  it('when the profile names somebody who is not there', async () => {
    const users = [
      { username: 'nobody', authenticationMethod: 'sso', ssoStrategyId: 101, clear2fa: false, newUsername: undefined, newEmail: undefined }
    ]

    expect(await stoppedBy(await applying({ users }))).toBe('plan.target.missing')
  })

  it('when the site cannot be read to the end', async () => {
    world.practice.faults.add({ method: 'GET', path: '/sso_strategies', kind: 'broken-json', times: Infinity })

    expect(await stoppedBy(await applying(host))).toBe('plan.read-incomplete')
  })

  it('when the journal cannot be begun', async () => {
    await writeFile(join(world.folder, 'journal'), 'a file where the folder should be')
    const journal = createJournal({ dataFolder: world.folder, redactText: (text) => text })
    Object.assign(world.ports, { journal })

    const end = await applying(host)

    expect(end).toMatchObject({ kind: 'stopped', problem: { code: 'apply.journal-not-written' } })
    expect(world.writes('PATCH', '/site')).toBe(0)
  })

  it('when a plan is being applied to the site already', async () => {
    const lock = await world.ports.lock(world.site)
    if (!lock.ok) throw new TypeError(lock.error.cause)

    expect(await stoppedBy(await applying(host))).toBe('apply.busy')
    await lock.value.release()
    expect((await applying(host)).kind).toBe('ran')
  })

  it('when it was cancelled before', async () => {
    const digest = await digestOf(host)

    await expect(world.apply(profileOf(host), { digest }, AbortSignal.abort())).rejects.toThrow('Cancelled')
    expect(world.writes('PATCH', '/site')).toBe(0)
  })
})

describe('an approval', () => {
  const approvalFor = (changes: Partial<PlanApproval>, digest: PlanDigest): PlanApproval => ({
    schemaVersion: 1,
    kind: 'approval',
    site: world.site,
    digest,
    approvedBy: 'bob.admin',
    approvedAt: '2026-11-21T10:00:00.000Z',
    ...changes
  })

  it('is asked for when the profile says so', async () => {
    expect(await stoppedBy(await applying(needsApproval))).toBe('plan.approval-missing')
  })

  it.each<[string, Partial<PlanApproval>]>([
    ['for another plan', { digest: otherDigest }],
    ['for another site', { site: 'acme.files.com' }],
    ['of the same person', { approvedBy: 'Alice.Admin ' }],
    ['of somebody who is no administrator', { approvedBy: 'petra.plain' }],
    ['of the key of the whole site', { approvedBy: 'Key of the whole site' }]
  ])('%s is not taken', async (_, changes) => {
    const digest = await digestOf(needsApproval)
    const approval = approvalFor({ ...changes, digest: changes.digest ?? digest }, digest)

    expect(await stoppedBy(await applying(needsApproval, { digest, approval }))).toBe('plan.approval-wrong')
  })

  it.each([
    ['is disabled', { disabled: true }],
    ['may only look', { readonly_site_admin: true }]
  ])('of an administrator who %s by now is not taken', async (_, now) => {
    Object.assign(world.practice.state.users.get(2) ?? {}, now)
    const digest = await digestOf(needsApproval)

    expect(await stoppedBy(await applying(needsApproval, { digest, approval: approvalFor({}, digest) }))).toBe('plan.approval-wrong')
  })

  it.each(['Key of the whole site', 'user 17'])('is not enough where nobody knows who applies: %s', async (appliedBy) => {
    const digest = await digestOf(needsApproval)

    expect(await stoppedBy(await applying(needsApproval, { digest, approval: approvalFor({}, digest), appliedBy }))).toBe(
      'plan.approval-wrong'
    )
  })

  it('that is wrong is not taken either where none is needed', async () => {
    const digest = await digestOf(host)

    expect(await stoppedBy(await applying(host, { digest, approval: approvalFor({ site: 'acme.files.com' }, digest) }))).toBe(
      'plan.approval-wrong'
    )
  })

  it('of another administrator for this very plan is taken, and stands in the receipt', async () => {
    const digest = await digestOf(needsApproval)
    const approval = approvalFor({}, digest)

    const receipt = receiptIn(await applying(needsApproval, { digest, approval }))

    expect(receipt).toMatchObject({ outcome: 'proved', approval })
  })
})

describe('an override', () => {
  it('of a reason that may be overridden is taken, and stands in receipt and journal', async () => {
    const override = { site: world.site, reason: 'The directory is reached from Files.com only.' }

    const receipt = receiptIn(await applying(switchedOn, { override }))

    expect(receipt).toMatchObject({ outcome: 'proved', override })
    const runs = await world.ports.journal.runs()
    expect(runs.ok && runs.value[0]?.records[0]).toMatchObject({ type: 'run-started', override })
  })
})
