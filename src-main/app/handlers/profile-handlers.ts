import { profileOf } from '../../contract/profile-of.ts'
import type { ProfileView } from '../../contract/views.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { directoryFormAsSiteLdap, directoryFormLosses } from '../../core/model/service-fields.ts'
import { directoryOfForm } from '../../core/model/directory-way.ts'
import type { PracticeSite } from '../../core/ports/practice.ts'
import { withLdapBlock } from '../../core/model/with-ldap-block.ts'
import { profileFromSite } from '../../core/profile/profile-from-site.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { parseSiteAddress } from '../../core/service/site-address.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { fileNamePart } from '../file-name-part.ts'
import { verifyProfile } from '../operations/verify-profile.ts'
import type { SiteSessions } from '../site-sessions.ts'

type ProfileHandlers = Pick<
  Handlers,
  'profile.read' | 'profile.save' | 'profile.import' | 'profile.export' | 'profile.from-form' | 'profile.verify'
>

/** The wanted state of each site: kept, imported, exported, compared with the site. */
export function createProfileHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: { site: PracticeSite | undefined }
): ProfileHandlers {
  async function read(site: string, signal: CancelSignal): Promise<Result<ProfileView, Problem>> {
    const kept = ports.profiles.read(site)
    if (kept !== undefined) return succeed({ profile: kept, source: 'kept', notes: [] })
    const session = await sessions.find(site)
    if (!session.ok) return session
    const facts = await session.value.service.site(signal)
    if (!facts.ok) return fail(serviceProblem(facts.error, { host: site, action: 'read the settings of the site' }))
    return succeed({ profile: profileFromSite(site, facts.value), source: 'from-site', notes: [] })
  }

  return {
    'profile.read': ({ site }, signal) => read(site, signal),

    'profile.save': async ({ site, profile }) => ports.profiles.save(site, profileOf(profile)),

    'profile.import': async ({ site, fileName, bytes }) => {
      const imported = ports.profileFiles.read(bytes, fileName)
      if (!imported.ok) return imported
      const address = parseSiteAddress(imported.value.profile.site)
      if (!address.ok || address.value.host !== site)
        return fail(problem('plan.profile.other-site', { profile: imported.value.profile.site, connected: site }))
      return succeed({ profile: imported.value.profile, source: 'imported', notes: imported.value.notes })
    },

    'profile.export': async ({ site }, signal) => {
      const view = await read(site, signal)
      return view.ok ? ports.files.save(`${fileNamePart(`profile-${site}`)}.json`, ports.profileFiles.text(view.value.profile)) : view
    },

    'profile.from-form': async ({ site, form: typed, target }, signal) => {
      const view = await read(site, signal)
      if (!view.ok) return view
      const session = await sessions.find(site)
      if (!session.ok) return session
      // The practice site has a directory of its own beside it, whatever stands in the form.
      const practiceForm = session.value.isPractice ? practice.site?.form : undefined
      const form = practiceForm ?? typed
      const { profile } = view.value
      return succeed({
        profile: { ...withLdapBlock(profile, target, directoryFormAsSiteLdap(form)), directory: directoryOfForm(form) },
        source: view.value.source,
        notes: practiceForm === undefined ? directoryFormLosses(typed) : ['These are the settings of the practice directory.']
      })
    },

    'profile.verify': async ({ site }, signal) => {
      const view = await read(site, signal)
      if (!view.ok) return view
      const session = await sessions.find(site)
      return session.ok ? verifyProfile(ports, { reader: session.value.service, profile: view.value.profile }, signal) : session
    }
  }
}
