// The console: signs a lead in by the link's fragment, then draws the sections.
import { mount } from 'svelte';
import { createSession, sessionKey } from '../staff/session.svelte.ts';
import '../staff/staff.css';
import './console.css';
import App from './App.svelte';
import { words } from './words.ts';

mount(App, { target: document.getElementById('app')!, context: new Map([[sessionKey, createSession('console', words)]]) });
