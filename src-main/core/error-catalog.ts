import { accountProblems } from './catalog/account.ts'
import { appProblems } from './catalog/app.ts'
import { applyProblems } from './catalog/apply.ts'
import { bindProblems } from './catalog/bind.ts'
import { certificateProblems } from './catalog/certificate.ts'
import { entraProblems } from './catalog/entra.ts'
import type { CatalogEntry } from './catalog/entry.ts'
import { identityProblems } from './catalog/identity.ts'
import { jitProblems } from './catalog/jit.ts'
import { networkProblems } from './catalog/network.ts'
import { oauthProblems } from './catalog/oauth.ts'
import { planProblems } from './catalog/plan.ts'
import { planProfileProblems } from './catalog/plan-profile.ts'
import { planSafetyProblems } from './catalog/plan-safety.ts'
import { previewProblems } from './catalog/preview.ts'
import { provisioningPlanProblems } from './catalog/provisioning-plan.ts'
import { readProblems } from './catalog/read.ts'
import { samlProblems } from './catalog/saml.ts'
import { samlFetchProblems } from './catalog/saml-fetch.ts'
import { samlMetadataProblems } from './catalog/saml-metadata.ts'
import { samlPlanProblems } from './catalog/saml-plan.ts'
import { samlResponseProblems } from './catalog/saml-response.ts'
import { samlXmlProblems } from './catalog/saml-xml.ts'
import { scimProblems } from './catalog/scim.ts'
import { scimLogProblems } from './catalog/scim-log.ts'
import { serviceProblems } from './catalog/service.ts'
import { serviceAccessProblems } from './catalog/service-access.ts'
import { serviceNetworkProblems } from './catalog/service-network.ts'
import { serviceSyncProblems } from './catalog/service-sync.ts'
import { tlsProblems } from './catalog/tls.ts'
import { traceProblems } from './catalog/trace.ts'

/** Every problem this application can report. Codes are permanent once released; each has an anchor in resources/help. */
export const catalog = {
  ...networkProblems,
  ...tlsProblems,
  ...certificateProblems,
  ...bindProblems,
  ...accountProblems,
  ...readProblems,
  ...serviceNetworkProblems,
  ...serviceAccessProblems,
  ...serviceProblems,
  ...serviceSyncProblems,
  ...planProfileProblems,
  ...planProblems,
  ...planSafetyProblems,
  ...applyProblems,
  ...previewProblems,
  ...samlXmlProblems,
  ...samlMetadataProblems,
  ...samlFetchProblems,
  ...samlResponseProblems,
  ...samlPlanProblems,
  ...samlProblems,
  ...entraProblems,
  ...oauthProblems,
  ...identityProblems,
  ...scimProblems,
  ...scimLogProblems,
  ...jitProblems,
  ...traceProblems,
  ...provisioningPlanProblems,
  ...appProblems
}

export type ProblemCode = keyof typeof catalog
export type CatalogFacts<C extends ProblemCode> = (typeof catalog)[C] extends CatalogEntry<infer F> ? F : never

export const problemCodes = Object.keys(catalog) as readonly ProblemCode[]

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(catalog, text)
}
