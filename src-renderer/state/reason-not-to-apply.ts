import type { ConnectedSite, PlanView } from '../../src-main/contract/views.ts'

interface Circumstances {
  readonly view: PlanView
  /** Absent: the site was not looked at since the start. */
  readonly key: ConnectedSite['key'] | undefined
  readonly isOverridden: boolean
  readonly needsApproval: boolean
  readonly hasApproval: boolean
  readonly hasPassword: boolean
}

/** Says beforehand why the engine would refuse, which judges again in any case. Empty: nothing is in the way. */
export function reasonNotToApply({ view, key, isOverridden, needsApproval, hasApproval, hasPassword }: Circumstances): string {
  const { plan, secretFields } = view
  if (plan.changes.length === 0) return 'There is nothing to apply.'
  if (key?.canWrite === false) return 'This key may look at the site, but not change it.'
  if (plan.breakGlass.kind === 'not-proved')
    return 'No administrator is proved to get in when single sign-on fails. There is no override for this.'
  if (plan.safety.kind === 'unsafe') {
    if (plan.safety.reasons.some(({ canBeOverridden }) => !canBeOverridden))
      return 'A reason below speaks against it and cannot be overridden.'
    if (!isOverridden) return `A reason below speaks against it. To go on, type ${plan.site} exactly, and why.`
  }
  if (needsApproval && plan.purpose === 'profile' && !hasApproval) return 'The profile asks for the approval of a second person.'
  if (secretFields.length > 0 && !hasPassword) return 'The plan sets the LDAP password: type it below.'
  return ''
}
