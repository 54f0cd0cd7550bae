/** One field of a form of the service, described once for plan, window, command line and hand-off. */
export interface ServiceField {
  /** The service's own name: `ldap_host`. */
  readonly name: string
  /** As the web form calls it: `LDAP Host`. */
  readonly label: string
  /** One or two sentences for an administrator of the other side. */
  readonly help: string
  readonly group: 'connection' | 'people' | 'groups' | 'deprovisioning' | 'permissions' | 'sign-in' | 'saml' | 'oauth' | 'scim'
  readonly type: ServiceFieldType
  /** `normalised`: the service may write the value differently; see `sameFieldValue`. */
  readonly readBack: 'exact' | 'normalised'
  /** Chosen when the thing is made, and never changed afterwards. */
  readonly isFixed?: true
}

export type ServiceFieldType =
  | { readonly kind: 'text' }
  /** A whole XML document: shown by its size and digest, handed to a person as a file. */
  | { readonly kind: 'document' }
  | { readonly kind: 'number' }
  | { readonly kind: 'switch' }
  /** Comma or newline list with wildcards. */
  | { readonly kind: 'list' }
  /** `isOpen`: the service documents only some values; whatever the site holds is offered too. */
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly label: string }[]; readonly isOpen: boolean }
  /** A text that the service takes and never shows again; it is no secret. Nothing of it is ever sent by us. */
  | { readonly kind: 'unseen' }
  /** Write-only. */
  | { readonly kind: 'secret' }
