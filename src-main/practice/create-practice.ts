import type { PracticeFaultView } from '../core/model/practice-fault.ts'
import type { PracticePort, PracticeScim, PracticeSite } from '../core/ports/practice.ts'
import { Secret } from '../core/secret.ts'
import { withPracticeTenant } from './entra/practice-metadata-fetch.ts'
import { withPracticeOpenId } from './entra/practice-open-id.ts'
import { practiceRegistration } from './entra/practice-registration.ts'
import { makePracticeTenant } from './entra/practice-tenant.ts'
import { type PracticeFault, practiceFaults } from './practice-faults.ts'
import { PRACTICE_TIMEOUT_SECONDS, practiceForm } from './practice-form.ts'
import { AZURE_SAML_ID } from './service/seed-site.ts'
import { startPracticeService } from './service/start-practice-service.ts'
import { type PracticeDirectory, startPracticeDirectory } from './start-practice-directory.ts'

/** One practice directory at a time; starting another ends the one before. The practice site has a healthy one of its own, and both stay until the end. */
export function createPractice(): PracticePort {
  let running: PracticeDirectory | undefined
  let site: Promise<PracticeSite> | undefined
  let scim: Promise<PracticeScim> | undefined
  return {
    startSite: () => (site ??= startSite()),
    startScim: () => (scim ??= startScim()),
    faults: () => Promise.resolve(practiceFaults.map(viewOf)),
    async start(name, wanted) {
      const fault = practiceFaults.find((known) => known.name === name)
      await running?.close()
      const flavour = fault?.isFlavourBound === true ? fault.flavour : wanted
      const directory = await startPracticeDirectory({ flavour, faults: fault === undefined ? [] : [fault.name] })
      running = directory
      return {
        password: new Secret(directory.password),
        form: practiceForm(directory, fault),
        timeoutSeconds: PRACTICE_TIMEOUT_SECONDS,
        ...(fault === undefined ? {} : { fault: viewOf(fault) })
      }
    }
  }
}

async function startSite(): Promise<PracticeSite> {
  const [directory, tenant] = await Promise.all([startPracticeDirectory(), makePracticeTenant()])
  const service = await startPracticeService({ caPem: directory.caPem, tenant })
  return {
    address: service.origin,
    key: new Secret(service.keys.siteAdmin),
    ldapPassword: new Secret(directory.password),
    form: practiceForm(directory, undefined),
    samlMetadataUrl: tenant.names.metadataUrl,
    metadataFetch: (next) => withPracticeTenant(next, tenant),
    openId: (next) => withPracticeOpenId(next, tenant),
    oauth: oauthOfSite(),
    signInPage: (strategyId) => service.signInPage(strategyId),
    scimEndpoint: service.scimEndpoint,
    scimToken: new Secret(service.scimToken(AZURE_SAML_ID))
  }
}

function oauthOfSite(): PracticeSite['oauth'] {
  const { tenantId, clientId, clientSecret, secretEndsOn } = practiceRegistration()
  return { tenantId, clientId, clientSecret: new Secret(clientSecret), secretEndsOn }
}

async function startScim(): Promise<PracticeScim> {
  const service = await startPracticeService({ userCount: 5 })
  return { endpoint: service.scimEndpoint, token: new Secret(service.scimToken(AZURE_SAML_ID)) }
}

function viewOf({ name, title, teaches, flavour, isFlavourBound }: PracticeFault): PracticeFaultView {
  return { name, title, teaches, flavours: isFlavourBound ? [flavour] : ['active-directory', 'openldap'] }
}
