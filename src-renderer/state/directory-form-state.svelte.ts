import {
  type DirectoryForm,
  type DirectoryFormField,
  type FieldMessage,
  directoryFormMessages,
  emptyDirectoryForm,
  hasErrors,
  isChosenServerType,
  isSecurity
} from '../../src-main/core/model/directory-form.ts'
import type { Suggestion } from '../../src-main/core/model/suggestion.ts'

/** The practice password is known to the main process only; the form merely says that it is to be used. */
export type PasswordChoice = { readonly kind: 'typed'; readonly value: string } | { readonly kind: 'practice' }

/** What stands in the boxes of the directory form, and which messages may be shown already. */
export class DirectoryFormState {
  readonly #onChange: () => void
  #values = $state.raw<DirectoryForm>(emptyDirectoryForm)
  #password = $state.raw<PasswordChoice>({ kind: 'typed', value: '' })
  #personPassword = $state('')
  #touched = $state.raw<readonly DirectoryFormField[]>([])
  #isPressed = $state(false)
  readonly #messages = $derived([...directoryFormMessages(this.#values), ...this.#passwordMessages()])

  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange
  }

  get values(): DirectoryForm {
    return this.#values
  }

  get password(): PasswordChoice {
    return this.#password
  }

  get personPassword(): string {
    return this.#personPassword
  }

  get hasErrors(): boolean {
    return hasErrors(this.#messages)
  }

  /** The field to go to when the button is pressed too early. */
  get firstFaultyField(): DirectoryFormField | undefined {
    return this.#messages.find((message) => message.severity === 'error')?.field
  }

  set<F extends keyof DirectoryForm>(field: F, value: DirectoryForm[F]): void {
    this.#values = { ...this.#values, [field]: value }
    this.#onChange()
  }

  setCaFile(caFileName: string, caPem: string): void {
    this.#values = { ...this.#values, caFileName, caPem }
    this.#touch('caPem')
    this.#onChange()
  }

  typePassword(value: string): void {
    this.#password = { kind: 'typed', value }
  }

  typePersonPassword(value: string): void {
    this.#personPassword = value
  }

  /** Leaving a box that holds something. An empty box that was only passed on the way is not complained about. */
  leave(field: keyof DirectoryForm): void {
    if (this.#values[field] !== '') this.#touch(field)
  }

  /** From the first press on every message is shown, and follows what is typed. */
  press(): void {
    this.#isPressed = true
  }

  /** The message to show at a field now, the error before the advice. */
  messageFor(field: DirectoryFormField): FieldMessage | undefined {
    if (!this.#isPressed && !this.#touched.includes(field) && field !== 'allowCleartext') return undefined
    const messages = this.#messages.filter((message) => message.field === field)
    return messages.find((message) => message.severity === 'error') ?? messages[0]
  }

  isFaulty(field: DirectoryFormField): boolean {
    return this.#messages.some((message) => message.field === field && message.severity === 'error')
  }

  accept({ field, value }: Suggestion): void {
    if (field === 'security') {
      if (isSecurity(value)) this.set('security', value)
    } else if (field === 'serverType') {
      if (isChosenServerType(value)) this.set('serverType', value)
    } else this.set(field, value)
  }

  has({ field, value }: Suggestion): boolean {
    return this.#values[field].trim() === value
  }

  /** Another form takes the place of this one, with nothing touched. Passwords never come along. */
  replace(values: DirectoryForm, password: PasswordChoice = { kind: 'typed', value: '' }): void {
    this.#values = values
    this.#password = password
    this.#personPassword = ''
    this.#touched = []
    this.#isPressed = false
    this.#onChange()
  }

  #touch(field: DirectoryFormField): void {
    this.#touched = [...this.#touched, field]
  }

  #passwordMessages(): readonly FieldMessage[] {
    const messages: FieldMessage[] = []
    if (this.#password.kind === 'typed' && this.#password.value === '')
      messages.push({
        field: 'password',
        severity: 'advice',
        text: 'Without a password the check stops before the sign-in. Everything below it can still be proved.'
      })
    if (this.#values.person.trim() !== '' && this.#personPassword === '')
      messages.push({
        field: 'personPassword',
        severity: 'advice',
        text: 'Without this password the person is explained, but does not sign in. Each check needs it anew.'
      })
    return messages
  }
}
