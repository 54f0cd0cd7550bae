import { screen, waitFor } from '@testing-library/svelte'

/** Everything that is told at once, as soon as there is something; the announcer of a screen is there before it speaks. */
export async function alertText(): Promise<string> {
  return waitFor(() => {
    const text = screen
      .getAllByRole('alert')
      .map(({ textContent }) => textContent.trim())
      .filter((each) => each !== '')
      .join('\n')
    if (text === '') throw new Error('Nothing is told yet')
    return text
  })
}
