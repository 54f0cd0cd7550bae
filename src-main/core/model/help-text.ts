export interface HelpText {
  readonly code: string
  readonly title: string
  readonly blocks: readonly HelpBlock[]
}

export type HelpBlock =
  | { readonly kind: 'paragraph' | 'command' | 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
