/** A value for one field of the directory form, with where it comes from. */
export interface Suggestion {
  readonly field: 'host' | 'baseDn' | 'serverType' | 'usernameField' | 'port' | 'security'
  readonly value: string
  readonly text: string
  readonly reason: string
}
