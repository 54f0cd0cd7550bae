import { Secret } from '../secret.ts'

/** What proves to a SCIM server who asks. */
export type ScimProof =
  | { readonly kind: 'token'; readonly token: Secret }
  /** RFC 7617. Older providers of Files.com have it; Entra ID does not support it. */
  | { readonly kind: 'basic'; readonly username: string; readonly password: Secret }

export type ScimProofKind = ScimProof['kind']

/** As one text goes on the way in the header, in the form that UTF-8 in RFC 7617 asks for. Without a colon in the name only. */
export function userAndPassword(username: string, password: Secret): Secret {
  return new Secret(`${username}:${password.reveal()}`.normalize('NFC'))
}

/** Whatever a server could repeat: for redaction. A header holds name and password together, which encoded looks like neither. */
export function secretsOfProof(proof: ScimProof): readonly Secret[] {
  if (proof.kind === 'token') return [proof.token]
  const { username, password } = proof
  return [password, new Secret(password.reveal().normalize('NFC')), userAndPassword(username, password)]
}
