/** What the next sync would do to people, as far as this computer can tell: what a preview has found, as far as the safety verdict needs it. */
export type Forecast =
  /** Nothing in the plan makes the service read a directory. */
  | { readonly kind: 'not-needed' }
  /** The directory was not read: `because` is a sentence. */
  | { readonly kind: 'not-made'; readonly because: string }
  | {
      readonly kind: 'made'
      /** False: the reading was cut, and `because` says where. */
      readonly isComplete: boolean
      readonly because: string | undefined
      /** On which side it was cut. */
      readonly cut?: 'directory' | 'site' | undefined
      /** User names whom the sync would take: in the required groups, not disabled, with a good name. */
      readonly peopleInDirectory: number
      /** Of the last run that was complete and applied; absent when there was none. */
      readonly peopleLastTime: number | undefined
      /** Site users that the sync manages now and that are not disabled. */
      readonly managedUsers: number
      /** Of those, the ones that the directory no longer holds. */
      readonly wouldLose: readonly string[]
      /** Of the people whom the directory must always hold, those whom the sync would not take. */
      readonly notFound: readonly string[]
      /** Users whose names the directory has perhaps given to somebody else, who would get what is theirs. Absent: nobody. */
      readonly changeHands?: readonly string[] | undefined
      /** What the forecast rests on and nobody has proved, as sentences. */
      readonly assumptions: readonly string[]
    }

export type MadeForecast = Extract<Forecast, { readonly kind: 'made' }>
