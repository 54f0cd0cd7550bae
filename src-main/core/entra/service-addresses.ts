/**
 * What Files.com wants to be told to Microsoft Entra ID: the same for every site. Entra compares letter by letter, so nothing here may be
 * normalised, and no final slash added.
 */

/** Identifier (Entity ID) of the service; the audience of every assertion. */
export const SERVICE_ENTITY_ID = 'https://app.files.com/saml/metadata'

/** Reply URL (assertion consumer service): where the browser posts the response. */
export const SERVICE_REPLY_URL = 'https://app.files.com/saml/consume'

/** Redirect URI of an OAuth registration, platform “Web”. */
export const SERVICE_OAUTH_REDIRECT_URI = 'https://app.files.com/login_from_oauth?provider=azure'

/** Where Entra's provisioning service sends users. */
export const SERVICE_SCIM_ENDPOINT = 'https://app.files.com/api/scim'

/** Source of the unique user identifier (NameID) that the vendor documents. */
export const UNIQUE_USER_IDENTIFIER = 'user.userprincipalname'

/** Relay State of a site: with it a sign-in that begins at Microsoft ends at this site. `acme` gives `acme.files.com`. */
export function relayState(subdomain: string): string {
  return `${subdomain}.files.com`
}
