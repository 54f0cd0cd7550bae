/** The part of samlify 2.13 that the tests use; as for xml-crypto, its own types would bring the globals of a browser along. */
export interface SamlEndpointOptions {
  readonly Binding: string
  readonly Location: string
}

export interface IdentityProviderInstance {
  getMetadata(): string
  parseLoginRequest(
    service: ServiceProviderInstance,
    binding: 'redirect' | 'post',
    request: { readonly query?: Readonly<Record<string, string>>; readonly body?: Readonly<Record<string, string>> }
  ): Promise<LoginRequest>
  createLoginResponse(
    service: ServiceProviderInstance,
    request: object,
    binding: 'post',
    user: object,
    options: { readonly customTagReplacement: (template: string) => { readonly id: string; readonly context: string } }
  ): Promise<{ readonly context: string }>
}

export interface LoginRequest {
  readonly extract: { readonly request?: Record<string, string | string[]> }
}

export interface ServiceProviderInstance {
  createLoginRequest(provider: IdentityProviderInstance, binding: 'redirect'): { readonly context: string }
  /** Throws what it finds wrong, as texts in capitals. */
  parseLoginResponse(
    provider: IdentityProviderInstance,
    binding: 'post',
    request: { readonly body: { readonly SAMLResponse: string } }
  ): Promise<{ readonly extract: { readonly nameID?: string; readonly attributes?: Readonly<Record<string, string | string[]>> } }>
}

export function IdentityProvider(
  options:
    | { readonly metadata: string }
    | {
        readonly entityID: string
        readonly privateKey: string
        readonly signingCert: readonly string[]
        readonly nameIDFormat: readonly string[]
        readonly singleSignOnService: readonly SamlEndpointOptions[]
        readonly singleLogoutService: readonly SamlEndpointOptions[]
        readonly loginResponseTemplate: {
          readonly context: string
          readonly attributes: readonly {
            readonly name: string
            readonly valueTag: string
            readonly nameFormat: string
            readonly valueXsiType: string
          }[]
        }
      }
): IdentityProviderInstance

export function ServiceProvider(options: {
  readonly entityID: string
  readonly wantAssertionsSigned: boolean
  readonly wantMessageSigned: boolean
  readonly assertionConsumerService: readonly SamlEndpointOptions[]
}): ServiceProviderInstance

/** Without one samlify refuses to read anything. */
export function setSchemaValidator(validator: { validate(xml: string): Promise<string> }): void

export const Constants: {
  readonly StatusCode: { readonly Success: string }
  readonly namespace: {
    readonly binding: { readonly redirect: string; readonly post: string }
    readonly format: { readonly emailAddress: string }
  }
}

export const SamlLib: {
  replaceTagsByValue(template: string, values: Readonly<Record<string, string>>): string
  readonly defaultLoginResponseTemplate: { readonly context: string }
}
