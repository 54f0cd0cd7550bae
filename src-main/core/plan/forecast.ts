/** What the next sync would do to people, as far as this computer can tell. Feeds the safety verdict; the full preview replaces this reading. */
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
      /** People with a user name in the directory, after the group filter. */
      readonly peopleInDirectory: number
      /** Of the last run that was complete and applied; absent when there was none. */
      readonly peopleLastTime: number | undefined
      /** Site users that the sync manages now and that are not disabled. */
      readonly managedUsers: number
      /** Of those, the ones that the directory no longer holds. */
      readonly wouldLose: readonly string[]
      /** What the forecast rests on and nobody has proved, as sentences. */
      readonly assumptions: readonly string[]
    }
