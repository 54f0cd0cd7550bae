import type { CancelSignal } from '../../core/cancel.ts'
import { counted } from '../../core/catalog/entry.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { isManagedBy } from '../../core/plan/managed-providers.ts'
import type { Verification } from '../../core/plan/verification.ts'
import { verifyWanted } from '../../core/plan/verify-wanted.ts'
import { wantedFromProfile } from '../../core/plan/wanted.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import type { Profile } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { parseSiteAddress } from '../../core/service/site-address.ts'
import { readSiteState } from './read-site-state.ts'

/** Whether the site holds now what the profile says. Nothing but GET requests. Throws `Cancelled`. */
export async function verifyProfile(
  ports: { readonly clock: ClockPort },
  { reader, profile }: { readonly reader: FilesReader; readonly profile: Profile },
  signal: CancelSignal
): Promise<Result<Verification, Problem>> {
  const { host } = reader.address
  const address = parseSiteAddress(profile.site)
  if (!address.ok || address.value.host !== host)
    return fail(problem('plan.profile.other-site', { profile: profile.site, connected: host }))
  const state = await readSiteState(reader, { kind: 'wishes', users: profile.users, groups: profile.groups }, isManagedBy(profile), signal)
  if (!state.ok) return state
  const wanted = wantedFromProfile(profile, state.value)
  if (!wanted.ok) return wanted
  const resources = wanted.value.flatMap((resource) => verifyWanted(state.value, resource))
  const fields = resources.flatMap((resource) => resource.fields)
  const readable = fields.filter((field) => field.state === 'verified' || field.state === 'differs').length
  const differing = fields.filter((field) => field.state === 'differs').length
  return succeed({
    site: host,
    readAt: new Date(ports.clock.now()).toISOString(),
    holds: differing === 0,
    headline: headlineOf(readable, differing, fields.length - readable),
    resources
  })
}

function headlineOf(readable: number, differing: number, unreadable: number): string {
  const rest = unreadable === 0 ? '' : ` Write-only fields cannot be compared (${String(unreadable)}).`
  if (readable === 0) return `The profile manages nothing that can be read.${rest}`
  if (differing === 0) return `The site holds all ${counted(readable, 'setting', 'settings')} of the profile.${rest}`
  return `${String(differing)} of ${counted(readable, 'setting differs', 'settings differ')} from the profile.${rest}`
}
