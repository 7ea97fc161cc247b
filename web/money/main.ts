// The customer's money page: signs the customer in by the link's fragment, as
// the company's own page does, and draws. A person is one press away here too:
// the same widget stands beside it.
import { mount } from 'svelte';
import { pickLanguage } from '../shared/language.ts';
import { claims, takeToken } from '../shared/session.ts';
import '../shared/base.css';
import './money.css';
import App from './App.svelte';
import { createMoney, moneyKey } from './store.svelte.ts';

const token = takeToken('customer');
const asked = new URLSearchParams(location.search);
const language = pickLanguage([asked.get('lang'), sessionStorage.getItem('samtal.demo.language'), claims(token).locale, 'sv']);
const market = asked.get('market') ?? 'SE';
mount(App, { target: document.getElementById('app')!, context: new Map([[moneyKey, createMoney({ token, language, market })]]) });

(window as { samtal?: object }).samtal = { token: token ?? undefined };
const widget = document.createElement('script');
widget.src = '/widget.js';
widget.dataset.market = market;
widget.dataset.language = language;
document.body.append(widget);
