import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPreviewAdapters } from '../../../src-main/adapters/preview/create-preview-adapters.ts'
import type { MadePlan, PlanPorts, PlanSource } from '../../../src-main/app/operations/make-site-plan.ts'
import { createPreviewDesk } from '../../../src-main/app/preview/create-preview-desk.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { siteLdapAsDirectory } from '../../../src-main/core/model/service-field-directory.ts'
import type { PreviewDesk, PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import { rulesFromFields } from '../../../src-main/core/preview/rules-from-fields.ts'
import { type SafetyLimits, usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import type { FieldValues } from '../../../src-main/core/service/service-facts.ts'
import type { SiteMemory } from '../../../src-main/core/service/site-memory.ts'
import { type ApplyWorld, startApplyWorld } from '../../support/apply-world.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'

/** The plan and the preview of one sync, each read for itself from a real slapd and the practice site. */
let slapd: SlapdServer
let world: ApplyWorld
let desk: PreviewDesk
beforeAll(async () => {
  world = await startApplyWorld({ strategyWrites: 'accepted', userCount: 60 })
  slapd = await startSlapd({ ldif: peopleOf(world) })
  const adapters = createPreviewAdapters({ dataFolder: world.folder, log: recordingLog(), redactText: world.ports.redactor.redactText })
  desk = createPreviewDesk({ ...adapters, version: '0', readerOf: (site) => (site === world.site ? world.service : undefined) })
})
afterAll(async () => {
  await slapd.stop()
  await world[Symbol.asyncDispose]()
})

const SUFFIX = 'dc=corp,dc=example,dc=test'
const STRATEGY = 101
const way = { host: undefined, port: undefined, security: 'none', caPem: undefined, allowCleartext: true } as const
const wide: SafetyLimits = { ...usualSafetyLimits, mostDisabled: 1000, mostDisabledPercent: 100 }

describe('the forecast of a plan', () => {
  it.each<[string, FieldValues, Partial<SafetyLimits>]>([
    ['with nothing special', {}, {}],
    ['within wide limits', {}, wide],
    ['of members of one group, nested ones beside them', { provision_group_required: 'All*' }, {}],
    ['of members of no group', { provision_group_required: 'Nobody' }, wide],
    ['without an excluded group', { provision_group_exclusion: 'Staff' }, wide],
    ['that deletes', { deprovision_behavior: 'delete' }, wide],
    ['that removes nobody', { deprovision_users: false }, {}],
    ['with another user name field', { ldap_username_field: 'mail', ldap_domain: '' }, wide],
    ['with people who must be found and are not', {}, { ...wide, mustBeFound: ['nobody.nowhere'] }],
    ['with people who must be found and are', {}, { ...wide, mustBeFound: ['someone.new'] }],
    ['with protected people who are gone', {}, { ...wide, protectedUsers: ['former.person000001@practice.example'] }]
  ])('%s, is what the preview of the same sync shows', async (_, changes, limits) => {
    const fields = { ...settings(), ...changes }
    const { plan, forecast } = await planned(fields, { ...usualSafetyLimits, ...limits })
    const atDesk = await planned(fields, { ...usualSafetyLimits, ...limits }, { desk: () => desk })
    const { summary } = await previewed(fields, { ...usualSafetyLimits, ...limits })

    // then every number is the same, and so is every word of the verdict
    if (forecast.kind !== 'made') throw new TypeError(forecast.kind)
    const { disable, delete: deleted } = summary.counts
    expect(plan.safety).toEqual(summary.safety)
    expect(forecast.assumptions).toEqual(expect.arrayContaining([...summary.assumptions]))
    expect(forecast).toMatchObject({ isComplete: summary.isComplete, peopleInDirectory: summary.peopleInScope })
    const renamed = fields['deprovision_users'] === false ? 0 : (summary.reasons.renamed ?? 0)
    expect({ forecast: atDesk.forecast, safety: atDesk.plan.safety }).toEqual({ forecast, safety: plan.safety })
    expect(forecast.wouldLose).toHaveLength(disable + deleted + renamed)
  })

  it.each<[string, FieldValues, string, object]>([
    ['the password is wrong', {}, 'wrong', { kind: 'not-made', because: expect.stringMatching(/^Name or password is wrong/) as string }],
    ['nobody listens', { ldap_port: 1 }, '', { kind: 'not-made', because: expect.stringMatching(/^Nothing listens/) as string }],
    ['the base does not exist', { ldap_base_dn: `ou=moved,${SUFFIX}` }, '', { kind: 'made', isComplete: false, cut: 'directory' }]
  ])('fails in the same way here and at the desk when %s', async (_, changes, typed, expected) => {
    const password = new Secret(typed === '' ? slapd.readerPassword : typed)
    const fields = { ...settings(), ...changes }

    const here = await planned(fields, wide, { password })
    const atDesk = await planned(fields, wide, { password, desk: () => desk })

    expect(here.forecast).toMatchObject(expected)
    expect({ forecast: atDesk.forecast, safety: atDesk.plan.safety }).toEqual({ forecast: here.forecast, safety: here.plan.safety })
  })

  it('is no plan when the list of users breaks off, here and at the desk', async () => {
    for (const ports of [{}, { desk: () => desk }]) {
      world.practice.faults.add({ method: 'GET', path: '/users', skip: 1, times: Infinity, kind: 'broken-json' })
      const made = await world.plan(sourceOf(settings(), wide), { ldapPassword: new Secret(slapd.readerPassword) }, ports)
      world.practice.faults.clear()

      expect(made).toMatchObject({ ok: false, error: { code: 'plan.read-incomplete' } })
    }
  })

  it('measures a drop against the preview that was kept last, and a preview of the damage is no measure', async () => {
    const previewRuns = { list: desk.runs }
    const few = { ...settings(), provision_group_required: 'Staff' }
    const whole = await previewed(settings(), wide, world.site)

    // when the drop is looked at twice
    const looks = [await previewed(few, wide, world.site), await previewed(few, wide, world.site)]
    const { plan, forecast } = await planned(few, wide, { previewRuns })

    // then it is one both times, and to the plan as well
    expect(looks.map((view) => codesOf(view.summary.safety))).toEqual([['plan.safety.directory-shrunk'], ['plan.safety.directory-shrunk']])
    expect(codesOf(plan.safety)).toEqual(['plan.safety.directory-shrunk'])
    expect(forecast).toMatchObject({ peopleLastTime: whole.summary.peopleInScope })
  })

  it('believes a plan that was applied later than the last preview', async () => {
    const memory = { ...world.memory, peopleLastTime: { count: 5000, at: '2199-01-01T00:00:00.000Z' } }

    const { forecast } = await planned(settings(), wide, { previewRuns: { list: desk.runs }, memory })

    expect(forecast).toMatchObject({ peopleLastTime: 5000 })
  })
})

function settings(): FieldValues {
  return {
    ldap_provisioning_enabled: true,
    ldap_type: 'open_ldap',
    ldap_host: slapd.host,
    ldap_port: slapd.port,
    ldap_secure: false,
    ldap_base_dn: SUFFIX,
    ldap_username: slapd.readerDn,
    ldap_username_field: 'uid',
    ldap_domain: 'practice.example'
  }
}

async function planned(
  fields: FieldValues,
  safety: SafetyLimits,
  {
    memory = world.memory,
    password = new Secret(slapd.readerPassword),
    ...ports
  }: Pick<PlanPorts, 'previewRuns' | 'desk'> & { readonly memory?: SiteMemory; readonly password?: Secret } = {}
): Promise<MadePlan> {
  const made = await world.plan(sourceOf(fields, safety), { ldapPassword: password, memory }, ports)
  if (!made.ok) throw new TypeError(made.error.cause)
  return made.value
}

function sourceOf(fields: FieldValues, safety: SafetyLimits): PlanSource {
  const wanted = Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return { kind: 'profile', profile: world.profile({ strategies: [{ id: STRATEGY, fields: wanted }], directory: way, safety }) }
}

async function previewed(fields: FieldValues, limits: SafetyLimits, keepAs?: string): Promise<PreviewView> {
  const directory = siteLdapAsDirectory(fields, way)
  if (directory === undefined) throw new TypeError('There is no directory')
  const view = await desk.read(
    {
      people: { kind: 'live', settings: directory, password: new Secret(slapd.readerPassword) },
      users: { kind: 'site', site: world.site },
      rules: { ...rulesFromFields({ resource: 'sso-strategy', targetId: STRATEGY, fields }), limits },
      keepAs,
      appliedLastTime: undefined
    },
    () => undefined,
    neverCancelled
  )
  if (!view.ok) throw new TypeError(view.error.cause)
  const kept = await desk.kept(view.value.previewId)
  if (!kept.ok) throw new TypeError(kept.error.cause)
  return view.value
}

function codesOf(safety: MadePlan['plan']['safety']): readonly string[] {
  return safety.kind === 'safe' ? [] : safety.reasons.map(({ problem }) => problem.code)
}

/** Most of those whom the site has, one of them under a new name, and one who is new. */
function peopleOf({ practice }: ApplyWorld): string {
  const managed = [...practice.state.users.values()].filter((user) => user.externally_managed && !user.username.startsWith('former'))
  const people = managed.slice(0, -4).map((user, index) => ({
    uid: index === 0 ? 'renamed.person' : (user.username.split('@')[0] ?? ''),
    mail: user.email ?? undefined,
    name: user.name ?? user.username
  }))
  const all = [...people, { uid: 'someone.new', mail: 'someone.new@practice.example', name: 'Someone New' }]
  const dn = (uid: string): string => `uid=${uid},ou=people,${SUFFIX}`
  const group = (name: string, members: readonly string[]): string =>
    `dn: cn=${name},ou=groups,${SUFFIX}\nobjectClass: groupOfNames\ncn: ${name}\n${members.map((member) => `member: ${member}\n`).join('')}`
  const uids = all.map(({ uid }) => dn(uid))
  return [
    ...all.map(
      ({ uid, mail, name }) =>
        `dn: ${dn(uid)}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${name}\nsn: ${name}\n${mail === undefined ? '' : `mail: ${mail}\n`}`
    ),
    group('Staff', uids.slice(0, 20)),
    group('All people', [`cn=Staff,ou=groups,${SUFFIX}`, ...uids.slice(20, 45)])
  ].join('\n')
}
