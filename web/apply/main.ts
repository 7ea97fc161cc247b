// The public page to apply: no sign-in but the application's own token, kept on this device.
import { mount } from 'svelte';
import { sessionKey } from '../staff/session.svelte.ts';
import '../staff/staff.css';
import '../learn/learn.css';
import './apply.css';
import App from './App.svelte';
import { createApplicant } from './applicant.svelte.ts';

mount(App, { target: document.getElementById('app')!, context: new Map([[sessionKey, createApplicant()]]) });
