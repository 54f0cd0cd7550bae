import type { LaunchedApp } from '../../support/launch-app.ts'

/** The application with its window, and where it keeps what it remembers. */
export type Stage = Pick<LaunchedApp, 'app' | 'window' | 'userDataFolder'>

/** Something that the window can show. */
export interface State<Name extends string = string> {
  readonly name: Name
  /** From anywhere in the application into this state; stays in it until the answer's end. */
  enter(stage: Stage): Promise<AsyncDisposable>
  /** The one primary button of its screen, when it has one that can be pressed. */
  readonly primary: string | RegExp | undefined
}
