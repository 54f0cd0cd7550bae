/** One thing that can be wrong with the practice directory. */
export interface PracticeFaultView {
  readonly name: string
  readonly title: string
  readonly teaches: string
  readonly flavours: readonly ('active-directory' | 'openldap')[]
}
