import type { DirectoryForm } from '../model/directory-form.ts'
import type { ServerType } from '../model/directory-settings.ts'
import type { PracticeFaultView } from '../model/practice-fault.ts'
import type { OpenIdPort } from '../oauth/oauth-ports.ts'
import type { MetadataFetchPort } from '../saml/saml-ports.ts'
import type { Secret } from '../secret.ts'

export interface PracticePort {
  faults(): Promise<readonly PracticeFaultView[]>
  /** Starts the practice directory afresh, with one fault or, when the name is empty, none. */
  start(fault: string, flavour: ServerType): Promise<RunningPractice>
  /** Starts the practice site with the healthy practice directory beside it; the same one when it runs already. */
  startSite(): Promise<PracticeSite>
  /** A SCIM server of its own, without people, that rehearsals may write to; the same one until the application ends. */
  startScim(): Promise<PracticeScim>
}

export interface PracticeScim {
  /** `http://127.0.0.1:PORT/api/scim`. */
  readonly endpoint: string
  readonly token: Secret
}

export interface PracticeSite {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string
  /** Of a site administrator of the made-up site. */
  readonly key: Secret
  readonly ldapPassword: Secret
  /** Reaches the directory beside the site. */
  readonly form: DirectoryForm
  /** Of the made-up company’s tenant: looks like Microsoft’s, and is answered by `metadataFetch` only. */
  readonly samlMetadataUrl: string
  /** Answers for the addresses of that tenant, and hands every other one to `next`. */
  metadataFetch(next: MetadataFetchPort): MetadataFetchPort
  /** The same for OpenID: discovery and tokens. */
  openId(next: OpenIdPort): OpenIdPort
  /** The app registration of that tenant. `secretEndsOn`: `2027-04-02`. */
  readonly oauth: { readonly tenantId: string; readonly clientId: string; readonly clientSecret: Secret; readonly secretEndsOn: string }
  /** `http://127.0.0.1:PORT/...`: where a browser signs in by this provider of the site. */
  signInPage(strategyId: number): string
  /** What stands for the SCIM address of Files.com. */
  readonly scimEndpoint: string
  /** Of the SAML provider that the site begins with. */
  readonly scimToken: Secret
}

export interface RunningPractice {
  readonly form: DirectoryForm
  readonly password: Secret
  /** Short, because nothing is far away: a fault that is about waiting should not take a coffee break. */
  readonly timeoutSeconds: number
  readonly fault?: PracticeFaultView
}
