import type { Check } from '../check.ts'
import { clientReadable } from './client-readable.ts'
import { cloudKnown } from './cloud-known.ts'
import { discoveryAnswers } from './discovery-answers.ts'
import { endDateNoted } from './end-date-noted.ts'
import { issuerSame } from './issuer-same.ts'
import { peopleAssigned } from './people-assigned.ts'
import type { OauthProbes } from './probes.ts'
import { redirectRegistered } from './redirect-registered.ts'
import { secretAccepted } from './secret-accepted.ts'
import { secretReadable } from './secret-readable.ts'
import { singleTenant } from './single-tenant.ts'
import { tenantInCloud } from './tenant-in-cloud.ts'
import { tenantReadable } from './tenant-readable.ts'
import { tokenEndpointSafe } from './token-endpoint-safe.ts'

/** The ladder of an app registration, lowest rung first: what was typed, who is asked, and only then the secret. */
export const oauthChecks: readonly Check<OauthProbes>[] = [
  tenantReadable,
  clientReadable,
  secretReadable,
  cloudKnown,
  discoveryAnswers,
  issuerSame,
  tenantInCloud,
  tokenEndpointSafe,
  secretAccepted,
  endDateNoted,
  redirectRegistered,
  singleTenant,
  peopleAssigned
]
