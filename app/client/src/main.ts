import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { apply } from './shell/prefs.svelte';
import { startKeys } from './shell/keys';
import { startRouting } from './shell/router.svelte';

startRouting();
startKeys();
await apply();
mount(App, { target: document.getElementById('app')! });
