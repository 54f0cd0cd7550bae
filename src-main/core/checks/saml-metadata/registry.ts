import type { Check } from '../check.ts'
import { addressNamesApplication } from './address-names-application.ts'
import { addressNamesTenant } from './address-names-tenant.ts'
import { addressOfMetadata } from './address-of-metadata.ts'
import { addressOfMicrosoft } from './address-of-microsoft.ts'
import { addressSecure } from './address-secure.ts'
import { certificateOfApplication } from './certificate-of-application.ts'
import { certificateReadable } from './certificate-readable.ts'
import { cloudsAgree } from './clouds-agree.ts'
import { documentMetadata } from './document-metadata.ts'
import { documentXml } from './document-xml.ts'
import { endpointsOfSignIn } from './endpoints-of-sign-in.ts'
import { entityIdOfTenant } from './entity-id-of-tenant.ts'
import { fetched } from './fetched.ts'
import { fromEntra } from './from-entra.ts'
import { keysOfApplication } from './keys-of-application.ts'
import { keysSharedWithStored } from './keys-shared-with-stored.ts'
import { keysStrong } from './keys-strong.ts'
import { keysWithinDates } from './keys-within-dates.ts'
import { logoutPresent } from './logout-present.ts'
import { notEnded } from './not-ended.ts'
import { oneIdentityProvider } from './one-identity-provider.ts'
import type { SamlMetadataProbes } from './probes.ts'
import { signOnUsable } from './sign-on-usable.ts'
import { signatureValid } from './signature-valid.ts'
import { signedByListedKey } from './signed-by-listed-key.ts'
import { signingKeyPresent } from './signing-key-present.ts'
import { tenantFilledIn } from './tenant-filled-in.ts'
import { tenantKnown } from './tenant-known.ts'
import { tenantsAgree } from './tenants-agree.ts'

/** Before and while an address is asked: skipped where there is none. */
export const samlAddressChecks: readonly Check<SamlMetadataProbes>[] = [
  addressSecure,
  addressOfMicrosoft,
  addressOfMetadata,
  addressNamesTenant,
  addressNamesApplication,
  fetched
]

/** Over a metadata document, wherever it comes from. */
export const samlDocumentChecks: readonly Check<SamlMetadataProbes>[] = [
  documentXml,
  documentMetadata,
  oneIdentityProvider,
  fromEntra,
  signatureValid,
  signedByListedKey,
  notEnded,
  tenantFilledIn,
  entityIdOfTenant,
  tenantsAgree,
  cloudsAgree,
  signOnUsable,
  endpointsOfSignIn,
  logoutPresent,
  signingKeyPresent,
  keysWithinDates,
  keysStrong,
  keysOfApplication,
  keysSharedWithStored
]

/** The whole ladder of an address, lowest rung first. */
export const samlMetadataChecks: readonly Check<SamlMetadataProbes>[] = [...samlAddressChecks, ...samlDocumentChecks]

/** What a certificate or a fingerprint alone can prove. */
export const samlCertificateChecks: readonly Check<SamlMetadataProbes>[] = [
  certificateReadable,
  onCertificate(keysWithinDates),
  onCertificate(keysStrong),
  tenantKnown,
  certificateOfApplication,
  onCertificate(keysSharedWithStored)
]

/** The same judgement, on another rung: there is no document below it. */
function onCertificate(check: Check<SamlMetadataProbes>): Check<SamlMetadataProbes> {
  return { ...check, needs: [certificateReadable.id] }
}
