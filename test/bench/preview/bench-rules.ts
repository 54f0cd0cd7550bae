import type { PreviewRules } from '../../../src-main/core/preview/preview-rules.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'

/** A sync without any filter: everybody is judged and every group compared. */
export const benchRules: PreviewRules = {
  usernameField: 'uid',
  domain: '',
  requiredGroups: '',
  includedGroups: '',
  excludedGroups: '',
  directMembersOnly: false,
  managedBy: { kind: 'site-ldap' },
  provisionsUsers: true,
  provisionsGroups: true,
  whenGone: 'disable',
  limits: usualSafetyLimits
}
