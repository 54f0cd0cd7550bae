import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
let ldapPassword: Readonly<Record<string, string>>
beforeAll(async () => {
  directory = await startPracticeDirectory()
  ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
})
afterAll(() => directory.close())

describe('a plan that needs a second person', () => {
  it('is applied with the approval of exactly its digest by another administrator', async () => {
    // given a saved plan of Alice
    await using site = await startCliSite(directory)
    const { profile, digest, plan } = await savedPlan(site)

    // when Bob looks at it, approves it, and Alice applies it
    const seen = await site.run(['approve', plan], { FILES_API_KEY: '' })
    const approved = await site.run(['approve', plan, '--digest', digest, '--out', site.file('approval.json')], site.asBob())
    const applied = await site.run(
      ['apply', '--profile', profile, '--digest', digest, '--approval', site.file('approval.json'), '--json'],
      ldapPassword
    )

    // then it was shown without a key, and everything says who did what
    expect([seen.code, approved.code, applied.code]).toEqual([10, 0, 0])
    expect(seen.stdout).toContain('8 settings change')
    expect(seen.stdout).toContain(`entra-setup approve ${plan} --digest ${digest} --out APPROVAL`)
    expect(approved.stdout).toMatch(/By +bob\.admin/)
    expect(JSON.parse(applied.stdout)).toMatchObject({
      outcome: 'proved',
      receipt: { appliedBy: 'alice.admin', approval: { approvedBy: 'bob.admin', digest } }
    })
  })

  it('is not applied without an approval', async () => {
    await using site = await startCliSite(directory)
    const { profile, digest } = await savedPlan(site)

    const { code, stderr } = await site.run(['apply', '--profile', profile, '--digest', digest], ldapPassword)

    expect(code).toBe(2)
    expect(stderr).toContain('plan.approval-missing')
    expect(site.writes()).toEqual([])
  })

  it('is not applied with an approval by the same person', async () => {
    await using site = await startCliSite(directory)
    const { profile, digest, plan } = await savedPlan(site)
    await site.run(['approve', plan, '--digest', digest, '--out', site.file('approval.json')])

    const { code, stderr } = await site.run(
      ['apply', '--profile', profile, '--digest', digest, '--approval', site.file('approval.json')],
      ldapPassword
    )

    expect(code).toBe(2)
    expect(stderr).toContain('plan.approval-wrong')
    expect(site.writes()).toEqual([])
  })

  it('is not applied with an approval of another plan', async () => {
    await using site = await startCliSite(directory)
    const { digest, plan } = await savedPlan(site)
    await site.run(['approve', plan, '--digest', digest, '--out', site.file('approval.json')], site.asBob())
    const profile = await site.profile({ siteLdap: { ldap_type: 'open_ldap' }, safety: { ...usualSafetyLimits, needsApproval: true } })
    const other = await site.digest(['plan', '--profile', profile])

    const { code, stderr } = await site.run(['apply', '--profile', profile, '--digest', other, '--approval', site.file('approval.json')])

    expect(code).toBe(2)
    expect(stderr).toContain('plan.approval-wrong')
    expect(site.writes()).toEqual([])
  })
})

describe('approve', () => {
  it('refuses a plan file that was changed after it was made', async () => {
    await using site = await startCliSite(directory)
    const { plan, digest } = await savedPlan(site)
    await writeFile(plan, (await readFile(plan, 'utf8')).replace('DC=practice,DC=example', 'DC=attacker,DC=example'))

    const { code, stderr } = await site.run(['approve', plan, '--digest', digest, '--out', site.file('approval.json')], site.asBob())

    expect(code).toBe(2)
    expect(stderr).toContain('plan.file-unreadable')
    await expect(readFile(site.file('approval.json'))).rejects.toThrow('ENOENT')
  })

  it('refuses another digest than that of the file', async () => {
    await using site = await startCliSite(directory)
    const { plan } = await savedPlan(site)

    const { code } = await site.run(['approve', plan, '--digest', 'a'.repeat(64), '--out', site.file('approval.json')], site.asBob())

    expect(code).toBe(2)
    await expect(readFile(site.file('approval.json'))).rejects.toThrow('ENOENT')
  })

  it('needs a file for the approval', async () => {
    await using site = await startCliSite(directory)
    const { plan, digest } = await savedPlan(site)

    const { code, stderr } = await site.run(['approve', plan, '--digest', digest], site.asBob())

    expect(code).toBe(2)
    expect(stderr).toContain('--out is missing')
  })

  it('tells programs what it shows and what it approved', async () => {
    await using site = await startCliSite(directory)
    const { plan, digest } = await savedPlan(site)

    const shown = await site.run(['approve', plan, '--json'])
    const approved = await site.run(['approve', plan, '--digest', digest, '--out', site.file('approval.json'), '--json'], site.asBob())

    expect(JSON.parse(shown.stdout)).toMatchObject({ command: 'approve', outcome: 'changes', plan: { digest } })
    expect(JSON.parse(approved.stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'approve',
      outcome: 'approved',
      approval: { digest, approvedBy: 'bob.admin', site: site.host }
    })
    expect(site.writes()).toEqual([])
  })
})

async function savedPlan(site: CliSite): Promise<{ readonly profile: string; readonly digest: string; readonly plan: string }> {
  const profile = await site.profile({ safety: { ...usualSafetyLimits, needsApproval: true } })
  const plan = site.file('plan.json')
  const digest = await site.digest(['plan', '--profile', profile, '--out', plan], ldapPassword)
  return { profile, digest, plan }
}
