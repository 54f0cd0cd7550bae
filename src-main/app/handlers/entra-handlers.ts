import type { CancelSignal } from '../../core/cancel.ts'
import { answersTemplate } from '../../core/entra/answers-file.ts'
import { type EntraCloud, entraClouds } from '../../core/entra/entra-cloud.ts'
import { entraGuide, siteOfHost, type SiteAddressLike } from '../../core/entra/entra-guide.ts'
import { entraScript } from '../../core/entra/entra-script.ts'
import { handOverHtml } from '../../core/entra/hand-over-html.ts'
import { oauthGuide } from '../../core/entra/oauth-guide.ts'
import { scimGuide } from '../../core/entra/scim-guide.ts'
import { problem } from '../../core/errors.ts'
import { fail, succeed } from '../../core/result.ts'
import type { EntraGuide } from '../../core/saml/saml-views.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { fileNamePart } from '../file-name-part.ts'
import type { SiteSessions } from '../site-sessions.ts'

type EntraHandlers = Pick<Handlers, Extract<keyof Handlers, `entra.${string}`>>

/** What is done at Entra ID, screen by screen, here or by a colleague. */
export function createEntraHandlers(ports: Pick<AppPorts, 'files' | 'info'>, sessions: SiteSessions): EntraHandlers {
  /** A practice site and a custom domain do not have their subdomain in the address: the site itself is asked, if it can be. */
  async function siteOf(host: string, signal: CancelSignal): Promise<SiteAddressLike> {
    const byHost = siteOfHost(host)
    if (byHost.subdomain !== '') return byHost
    const session = await sessions.find(host)
    const facts = session.ok ? await session.value.service.site(signal) : session
    return { host, subdomain: facts.ok ? facts.value.subdomain : '' }
  }

  return {
    'entra.guide': async ({ site, cloud, guide }, signal) => succeed(guides[guide](await siteOf(site, signal), cloudOf(cloud))),

    'entra.hand-over': async ({ site, cloud, guide: kind, format }, signal) => {
      const guide = guides[kind](await siteOf(site, signal), cloudOf(cloud))
      const name = fileNamePart(`entra-${kind === 'saml' ? 'set-up' : kind}-${site}`)
      if (format === 'html') return ports.files.save(`${name}.html`, handOverHtml(guide, ports.info))
      if (kind !== 'saml') return fail(problem('app.invalid-input', { where: 'format', message: 'this guide is there as a page only' }))
      return format === 'answers'
        ? ports.files.save(`${name}-answers.txt`, answersTemplate(guide))
        : ports.files.save(`${name}.ps1`, entraScript(guide, cloudOf(cloud)))
    }
  }
}

const guides: Readonly<Record<EntraGuide['kind'], (site: SiteAddressLike, cloud: EntraCloud) => EntraGuide>> = {
  saml: entraGuide,
  oauth: oauthGuide,
  scim: scimGuide
}

function cloudOf(id: EntraCloud['id']): EntraCloud {
  const cloud = entraClouds.find((each) => each.id === id)
  if (cloud === undefined) throw new TypeError(`there is no cloud ${id}`)
  return cloud
}
