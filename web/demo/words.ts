// The words of the company's own page, in both languages.
export const words = {
  sv: {
    nav_home: 'Översikt', nav_buys: 'Köp', nav_plans: 'Delbetalning', nav_card: 'Kort', nav_money: 'Mina pengar',
    hello: 'Hej {name}', hello_visitor: 'Välkommen till Nordkredit',
    lead: 'Handla i dag och betala när det passar. Här ser du dina köp, planer och kort på ett ställe.',
    ways: 'Ditt konto', t1: 'Fakturor', t1d: 'Betala, flytta en förfallodag eller få en kopia.', t2: 'Delbetalning', t2d: 'Se vad som är kvar och ändra takten.', t3: 'Kort', t3d: 'Spärra, öppna igen och följ dina köp.',
    help: 'Behöver du hjälp?', help_text: 'Assistenten svarar dygnet runt, och en människa finns alltid ett tryck bort.', help_open: 'Öppna chatten',
    foot: 'Nordkredit är ett påhittat företag som visar Samtal.', mail: 'Mejl som skickats till kunderna', other: 'In English',
  },
  en: {
    nav_home: 'Overview', nav_buys: 'Purchases', nav_plans: 'Instalments', nav_card: 'Card', nav_money: 'My money',
    hello: 'Hello {name}', hello_visitor: 'Welcome to Nordkredit',
    lead: 'Shop today and pay when it suits you. Your purchases, plans and card in one place.',
    ways: 'Your account', t1: 'Invoices', t1d: 'Pay, move a due date or get a copy.', t2: 'Instalments', t2d: 'See what is left and change the pace.', t3: 'Card', t3d: 'Freeze it, unfreeze it and follow your payments.',
    help: 'Need a hand?', help_text: 'The assistant answers day and night, and a person is always one press away.', help_open: 'Open the chat',
    foot: 'Nordkredit is an invented company that shows Samtal.', mail: 'Mail that was sent to the customers', other: 'På svenska',
  },
};

/** What customers here often ask: offered on the widget's first screen. */
export const suggestions = {
  sv: ['Flytta en förfallodag', 'Var är min återbetalning?', 'Jag känner inte igen ett köp'],
  en: ['Move a due date', 'Where is my refund?', 'I don’t recognise a payment'],
};
