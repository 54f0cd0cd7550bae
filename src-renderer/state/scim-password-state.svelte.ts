/** A user name and a password for SCIM while they are typed. They are kept nowhere. */
export class ScimPasswordState {
  readonly #known: () => string
  readonly #onChange: () => void
  #typed = $state<string>()
  #password = $state('')
  #version = $state(0)

  /** `known`: the user name that is offered until another one is typed. */
  constructor(known: () => string, onChange: () => void) {
    this.#known = known
    this.#onChange = onChange
  }

  get username(): string {
    return this.#typed ?? this.#known()
  }

  get password(): string {
    return this.#password
  }

  /** Tells whether something else was typed since, without the password. */
  get key(): string {
    return `${this.username} ${String(this.#version)}`
  }

  get proof(): { readonly kind: 'basic'; readonly username: string; readonly password: string } {
    return { kind: 'basic', username: this.username, password: this.#password }
  }

  /** What has to be corrected first; undefined: both can be tried. */
  missing(usernameControl: string, passwordControl: string): { readonly control: string; readonly text: string } | undefined {
    if (this.username.trim() === '') return { control: usernameControl, text: 'Enter the user name that was made for SCIM.' }
    if (this.username.includes(':'))
      return { control: usernameControl, text: 'A user name for SCIM has no colon: what stands behind it would count as password.' }
    return this.#password === '' ? { control: passwordControl, text: 'Enter the password that belongs to this user name.' } : undefined
  }

  typeUsername(username: string): void {
    this.#typed = username
    this.#onChange()
  }

  typePassword(password: string): void {
    this.#password = password
    this.#version += 1
    this.#onChange()
  }

  forgetPassword(): void {
    this.#password = ''
  }

  forget(): void {
    this.#typed = undefined
    this.#password = ''
  }
}
