/** The password of the directory's service account. It goes into planning and applying, and nowhere else. */
export class LdapPasswordState {
  #value = $state('')
  #isKept = $state(false)

  get value(): string {
    return this.#value
  }

  /** Into the keychain of this computer, when the plan is made. */
  get isKept(): boolean {
    return this.#isKept
  }

  type(value: string): void {
    this.#value = value
  }

  keep(isKept: boolean): void {
    this.#isKept = isKept
  }

  forget(): void {
    this.#value = ''
  }
}
