import type { ChosenServerType, Security } from '../../core/model/directory-settings.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { SecretOptions } from '../secret-sources.ts'

/** What “preview” and “explain” are told about directory, site, rules and limits. */
export interface PreviewSourceOptions extends SecretOptions {
  readonly profile?: string | undefined
  readonly strategy?: string | undefined
  readonly ldif?: string | undefined
  readonly run?: string | undefined

  readonly host?: string | undefined
  readonly backupHost?: readonly string[] | undefined
  readonly port?: string | undefined
  readonly security?: Security | undefined
  readonly type?: ChosenServerType | undefined
  readonly username?: string | undefined
  /** As “check” calls the LDAP password. */
  readonly passwordFile?: string | undefined
  readonly passwordStdin?: true | undefined
  readonly baseDn?: string | undefined
  readonly caFile?: string | undefined
  readonly allowCleartext?: true | undefined
  readonly timeout?: string | undefined

  /** False: `--no-site`. True never comes, but commander’s types know no better. */
  readonly site?: string | boolean | undefined
  readonly users?: string | undefined

  readonly usernameField?: string | undefined
  readonly domain?: string | undefined
  readonly requiredGroups?: string | undefined
  readonly includeGroups?: string | undefined
  readonly excludeGroups?: string | undefined
  readonly directMembersOnly?: true | undefined
  readonly nestedMembers?: true | undefined
  readonly whenGone?: PreviewRules['whenGone'] | undefined
  readonly newUsers: boolean
  readonly groups: boolean

  readonly limitDisable?: readonly string[] | undefined
  readonly limitShrink?: string | undefined
  readonly protect?: readonly string[] | undefined
  readonly mustFind?: readonly string[] | undefined
}
