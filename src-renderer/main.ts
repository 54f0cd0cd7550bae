import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { connectEngine } from './bridge.ts'
import { prepareText } from './lib/prepare-text.ts'

const target = document.getElementById('app')
if (target === null) throw new TypeError('index.html has no #app')
mount(App, { target, props: { engine: connectEngine(window.bridge) } })
prepareText()
