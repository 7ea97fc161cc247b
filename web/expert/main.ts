// The expert app: signs in by the link's fragment, then draws one desk.
import { mount } from 'svelte';
import { createSession, sessionKey } from '../staff/session.svelte.ts';
import '../staff/staff.css';
import '../learn/learn.css';
import './expert.css';
import App from './App.svelte';
import { words } from './words.ts';

mount(App, { target: document.getElementById('app')!, context: new Map([[sessionKey, createSession('expert', words)]]) });

// Installable, and opens without a network. Where it is not allowed the app works as before.
if ('serviceWorker' in navigator) addEventListener('load', () => void navigator.serviceWorker.register('/expert/sw.js', { scope: '/expert/' }).catch(() => {}));
