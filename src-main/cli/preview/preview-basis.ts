import { readSiteState } from '../../app/operations/read-site-state.ts'
import { domainMessage, type TextMessage, usernameFieldMessage } from '../../core/model/connection-text-rules.ts'
import { type ChosenServerType, DEFAULT_TIMEOUT_SECONDS, type DirectorySettings } from '../../core/model/directory-settings.ts'
import { siteLdapAsDirectory } from '../../core/model/service-field-directory.ts'
import type { CertificatePort } from '../../core/ports/certificates.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { rulesFromFields } from '../../core/preview/rules-from-fields.ts'
import { type Profile, type SafetyLimits, usualSafetyLimits } from '../../core/profile/profile.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { checkSettings } from '../check-settings.ts'
import { badUsage, type Refusal, standsInTheWay } from '../refusal.ts'
import type { ChosenSources } from './choose-sources.ts'
import { chooseSync, type SyncName } from './choose-sync.ts'
import { withLimitOptions } from './limit-options.ts'
import type { PreviewSourceOptions } from './preview-source-options.ts'
import { withRuleOptions } from './rule-options.ts'

/** By what is judged, and the way to the directory as far as one is known. */
export interface PreviewBasis {
  readonly rules: PreviewRules
  readonly directory: DirectorySettings | undefined
  readonly serverType: ChosenServerType
  /** Nothing that keeps anybody from going on. */
  readonly notes: readonly string[]
}

export interface BasisSources {
  readonly people: ChosenSources['people']['kind']
  readonly sync: SyncName | undefined
  readonly profile: Profile | undefined
  readonly recorded: PreviewRunHead | undefined
  /** The connected site. */
  readonly reader: FilesReader | undefined
}

/** Rules and limits of the profile, of the recorded run or the usual ones, with those of the options laid over them. */
export async function previewBasis(
  sources: BasisSources,
  options: PreviewSourceOptions,
  certificates: CertificatePort,
  signal: AbortSignal
): Promise<Result<PreviewBasis, Refusal>> {
  const base = await baseOf(sources, options, certificates, signal)
  if (!base.ok) return base
  const rules = withRuleOptions(base.value.rules, options)
  const limits = withLimitOptions(base.value.limits, options)
  if (!limits.ok) return badUsage(...limits.error)
  const messages = ruleMessages(rules)
  const errors = messages.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return badUsage(...errors.map(({ text }) => text))
  if (sources.recorded !== undefined && rules.usernameField !== sources.recorded.rules.usernameField)
    return badUsage(
      `--username-field: the run was read with ${sources.recorded.rules.usernameField}, and holds no other one. Read the directory again.`
    )
  const { directory } = base.value
  const { usernameField, domain } = rules
  return succeed({
    rules: { ...rules, limits: limits.value },
    directory: directory === undefined ? undefined : { ...directory, usernameField, domain, serverType: base.value.serverType },
    serverType: base.value.serverType,
    notes: [...base.value.notes, ...messages.filter(({ severity }) => severity === 'advice').map(({ text }) => text)]
  })
}

interface Base extends Omit<PreviewBasis, 'rules'> {
  readonly rules: Omit<PreviewRules, 'limits'>
  readonly limits: SafetyLimits
}

async function baseOf(
  { people, sync, profile, recorded, reader }: BasisSources,
  options: PreviewSourceOptions,
  certificates: CertificatePort,
  signal: AbortSignal
): Promise<Result<Base, Refusal>> {
  if (profile !== undefined || people === 'set-up') return baseOfSetUp({ sync, profile, reader }, options, signal)
  if (recorded !== undefined)
    return succeed({
      rules: sync === undefined ? recorded.rules : { ...recorded.rules, managedBy: managedBy(sync) },
      limits: recorded.rules.limits,
      directory: undefined,
      serverType: 'auto',
      notes: []
    })
  const given = people === 'options' ? await settingsOf(options, certificates) : succeed({ settings: undefined, advice: [] })
  if (!given.ok) return given
  const { settings, advice } = given.value
  const serverType = options.type ?? 'auto'
  const rules = rulesFromFields({ resource: 'site-ldap', targetId: undefined, fields: typeFields(serverType) })
  return succeed({
    rules: { ...rules, managedBy: managedBy(sync), ...(settings === undefined ? {} : { usernameField: settings.usernameField }) },
    limits: usualSafetyLimits,
    directory: settings,
    serverType,
    notes: advice
  })
}

/** What the profile says, laid over what the site holds now. */
async function baseOfSetUp(
  { sync, profile, reader }: Pick<BasisSources, 'sync' | 'profile' | 'reader'>,
  options: PreviewSourceOptions,
  signal: AbortSignal
): Promise<Result<Base, Refusal>> {
  const state =
    reader === undefined ? succeed(undefined) : await readSiteState(reader, { kind: 'ids', users: [], groups: [] }, () => false, signal)
  if (!state.ok) return standsInTheWay(state.error)
  const chosen = chooseSync(profile, state.value, sync)
  if (!chosen.ok) return chosen
  const timeoutSeconds = timeoutIn(options.timeout)
  if (timeoutSeconds === undefined) return badUsage(`--timeout: “${options.timeout ?? ''}” is no number of seconds from 0.1 to 600.`)
  const directory = siteLdapAsDirectory(chosen.value.fields, profile?.directory, timeoutSeconds)
  return succeed({
    rules: rulesFromFields(chosen.value),
    limits: profile?.safety ?? usualSafetyLimits,
    directory,
    serverType: options.type ?? directory?.serverType ?? 'auto',
    notes: []
  })
}

async function settingsOf(options: PreviewSourceOptions, certificates: CertificatePort) {
  const { security = 'ldaps', type = 'auto', timeout = String(DEFAULT_TIMEOUT_SECONDS) } = options
  const given = await checkSettings({ ...options, security, type, timeout }, certificates)
  return given.ok ? given : badUsage(...given.error)
}

function timeoutIn(typed: string = String(DEFAULT_TIMEOUT_SECONDS)): number | undefined {
  const seconds = Number(typed)
  return /^\d+(?:\.\d+)?$/.test(typed.trim()) && seconds >= 0.1 && seconds <= 600 ? seconds : undefined
}

/** So that the usual user name field is that of the kind of directory. */
function typeFields(serverType: ChosenServerType): Readonly<Record<string, string>> {
  return serverType === 'auto' ? {} : { ldap_type: serverType === 'openldap' ? 'open_ldap' : 'active_directory' }
}

function managedBy(sync: SyncName | undefined): PreviewRules['managedBy'] {
  return typeof sync === 'number' ? { kind: 'strategy', id: sync } : { kind: 'site-ldap' }
}

function ruleMessages({ usernameField, domain }: Pick<PreviewRules, 'usernameField' | 'domain'>): readonly TextMessage[] {
  const field = usernameFieldMessage(usernameField, domain)
  const suffix = domainMessage(domain)
  return [
    ...(field === undefined ? [] : [{ ...field, text: `--username-field: ${field.text}` }]),
    ...(suffix === undefined ? [] : [{ ...suffix, text: `--domain: ${suffix.text}` }])
  ]
}
