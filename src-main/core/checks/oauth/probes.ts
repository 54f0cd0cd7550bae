import type { EntraCloud } from '../../entra/entra-cloud.ts'
import type { OauthForm } from '../../model/oauth-form.ts'
import type { FieldFinding } from '../../oauth/form/field-finding.ts'
import type { DiscoveryAnswer, DiscoveryDocument, TokenAnswer } from '../../oauth/oauth-ports.ts'

/** What is judged of an app registration. The secret is not among it: only what its form tells. Each question is asked once. */
export interface OauthProbes {
  /** ISO 8601 in UTC. */
  readonly now: string
  /** Without white space around its values. */
  readonly form: OauthForm
  readonly cloud: EntraCloud
  /** The address of another provider than Entra ID; absent: Entra ID. */
  readonly authority: string | undefined
  /** Absent: none was given. */
  readonly secret: SecretForm | undefined
  /** What is asked for with the secret; empty: nothing in particular. */
  readonly scope: string
  discovery(): Promise<DiscoveryAnswer>
  /** Whether the other clouds know the tenant; asked only when this one does not. */
  elsewhere(): Promise<readonly CloudAnswer[]>
  /** Whether the client id is the id of a tenant of this cloud. */
  isClientTenant(): Promise<boolean>
  /** Sends the secret, so only after everything below has been proved. */
  token(document: DiscoveryDocument): Promise<TokenAnswer>
}

export interface SecretForm {
  /** Why it cannot be right. */
  readonly flaw: FieldFinding | undefined
  /** What is unusual about it, and need not be wrong. */
  readonly remark: FieldFinding | undefined
}

export interface CloudAnswer {
  readonly cloud: EntraCloud
  readonly answer: 'knows-it' | 'does-not-know-it' | 'gave-no-answer'
}

/** For checks above the one that proves that there is a document. */
export async function documentOf(probes: OauthProbes): Promise<DiscoveryDocument> {
  const answer = await probes.discovery()
  if (answer.kind !== 'found') throw new TypeError('The rung below proves that there is a document')
  return answer.document
}

export const OTHER_PROVIDER = 'Another provider than Entra ID is asked.'
