import type { RootDseFacts, ServiceRecord } from '../model/directory-facts.ts'
import { equalDn, isWithin } from '../model/distinguished-name.ts'
import {
  type ChosenServerType,
  type DirectorySettings,
  type Security,
  serverTypeText,
  usualPort,
  usualUsernameField
} from '../model/directory-settings.ts'
import { serverTypeOf } from '../model/server-type.ts'
import type { Suggestion } from '../model/suggestion.ts'

export interface SuggestionFacts {
  readonly root?: RootDseFacts
  readonly services: readonly ServiceRecord[]
  /** The way in that worked, when it was not the chosen one. */
  readonly reachedBy?: { readonly security: Security; readonly port: number }
}

/** Only what differs from the settings as they are, each with its source. */
export function suggestSettings(settings: DirectorySettings, facts: SuggestionFacts): readonly Suggestion[] {
  return [...waySuggestions(settings, facts), ...hostSuggestions(settings, facts), ...rootSuggestions(settings, facts.root)]
}

function waySuggestions(settings: DirectorySettings, { reachedBy }: SuggestionFacts): readonly Suggestion[] {
  if (reachedBy === undefined) return []
  const reason = `${settings.host} port ${reachedBy.port} answers this way; the chosen one did not.`
  const security: Suggestion = {
    field: 'security',
    value: reachedBy.security,
    text: reachedBy.security === 'ldaps' ? 'LDAPS' : 'StartTLS',
    reason
  }
  const port: Suggestion = { field: 'port', value: String(reachedBy.port), text: `Port ${reachedBy.port}`, reason }
  return [...(settings.security === reachedBy.security ? [] : [security]), ...(settings.port === reachedBy.port ? [] : [port])]
}

function hostSuggestions(settings: DirectorySettings, { root, services }: SuggestionFacts): readonly Suggestion[] {
  const own = root?.dnsHostName
  if (own !== undefined && own.toLowerCase() !== settings.host.toLowerCase() && isAddress(settings.host)) {
    return [
      { field: 'host', value: own, text: own, reason: 'The server calls itself so; certificates name servers, hardly ever addresses.' }
    ]
  }
  const [best] = services
  const isListed = services.some(({ name }) => name.toLowerCase() === settings.host.toLowerCase())
  if (root !== undefined || best === undefined || isListed) return []
  return [
    {
      field: 'host',
      value: best.name,
      text: best.name,
      reason: 'The name server lists it as a domain controller of this domain (SRV record).'
    }
  ]
}

function rootSuggestions(settings: DirectorySettings, root: RootDseFacts | undefined): readonly Suggestion[] {
  if (root === undefined) return []
  const suggestions: Suggestion[] = []
  const base = root.defaultNamingContext ?? root.namingContexts.find((context) => !/^cn=(?:config|schema|monitor)\b/i.test(context))
  const contexts = root.namingContexts.length === 0 ? [] : root.namingContexts
  const isInside = settings.baseDn !== '' && contexts.some((context) => isWithin(settings.baseDn, context))
  if (base !== undefined && !isInside && !equalDn(base, settings.baseDn)) {
    suggestions.push({ field: 'baseDn', value: base, text: base, reason: 'The server names it as the top of its own tree.' })
  }
  const type = serverTypeOf(root)
  if (type !== undefined && type !== settings.serverType) {
    suggestions.push({ field: 'serverType', value: type, text: serverTypeText[type], reason: 'The server’s root entry says so.' })
    const field = usualUsernameField(type)
    if (isUsualElsewhere(settings.usernameField, type) && settings.usernameField !== field) {
      suggestions.push({ field: 'usernameField', value: field, text: field, reason: `Usual for ${serverTypeText[type]}.` })
    }
  }
  return suggestions
}

/** A user name field that somebody chose on purpose is left alone. */
function isUsualElsewhere(usernameField: string, type: ChosenServerType): boolean {
  const other: ChosenServerType = type === 'openldap' ? 'active-directory' : 'openldap'
  return usernameField === '' || usernameField === usualUsernameField(other)
}

function isAddress(host: string): boolean {
  return (/^[\d.]+$/.test(host) || host.includes(':')) && !/^127\.|^\[?::1\]?$/.test(host)
}

/** Ways to try, the safe ones only, when the chosen one does not answer. */
export function otherWays(
  settings: Pick<DirectorySettings, 'security' | 'port'>
): readonly { readonly security: Security; readonly port: number }[] {
  const ways: readonly { security: Security; port: number }[] = [
    { security: 'ldaps', port: usualPort('ldaps') },
    { security: 'starttls', port: usualPort('starttls') },
    { security: 'starttls', port: settings.port },
    { security: 'ldaps', port: settings.port }
  ]
  const differs = ways.filter((way) => way.security !== settings.security || way.port !== settings.port)
  return differs.filter((way, index) => differs.findIndex((other) => other.security === way.security && other.port === way.port) === index)
}
