import { test } from '@playwright/test'
import { shareWindow } from '../steps/share-window.ts'
import { samlStates } from '../steps/saml-states.ts'
import { takePicture } from '../steps/take-picture.ts'
import { resizeWindow } from '../steps/resize-window.ts'
const shared = shareWindow()
const sizes = { wide: { width: 1200, height: 800 }, narrow: { width: 900, height: 620, zoom: 2.25 } }
for (const { name, enter } of samlStates) {
  if (process.env['ONLY'] && !process.env['ONLY'].split(',').includes(name)) continue
  test(`${name}`, async () => {
    const { app, window } = shared
    await resizeWindow(app, window, sizes.wide)
    await using _s = await enter(shared.launched)
    await window.waitForTimeout(200)
    const narrow = process.env['NARROW'] === '1'
    const h = await window.evaluate(() => { const m = document.querySelector('main'); return m ? m.scrollHeight : 0 })
    await resizeWindow(app, window, narrow ? { width: 400, height: 2400 } : { width: 1200, height: Math.min(3000, Math.max(800, h + 20)) }).catch((e) => console.log(String(e)))
    await window.emulateMedia({ colorScheme: process.env['DARK'] ? 'dark' : 'light' })
    await takePicture(app, window, `/tmp/e1-tall/${name}${narrow ? '-narrow' : ''}${process.env['DARK'] ? '-dark' : ''}.png`)
  })
}
