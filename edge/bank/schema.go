package bank

// schema is the bank's own database. Tables are clustered by customer, so one
// customer's rows lie together, and a row can only be reached with the id of
// the customer who owns it: ownership is part of the key.
//
// Amounts are öre (SEK). Times (*_at) are milliseconds UTC, 0 is "never".
// Dates are text, YYYY-MM-DD in Stockholm. A time may lie ahead: what the
// simulated customer or shop will do is written down with the purchase, and a
// row counts from its time on. That is how history goes on without a writer.
const schema = `
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE customers(
  id TEXT PRIMARY KEY, n INTEGER NOT NULL, name TEXT NOT NULL, locale TEXT NOT NULL,
  email TEXT NOT NULL, phone TEXT NOT NULL, street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL,
  account TEXT NOT NULL, since TEXT NOT NULL, sign_in TEXT NOT NULL DEFAULT 'ok') WITHOUT ROWID;
CREATE UNIQUE INDEX customers_email ON customers(email);

CREATE TABLE contacts(
  customer TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE purchases(
  customer TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, merchant TEXT NOT NULL, city TEXT NOT NULL,
  item TEXT NOT NULL, how TEXT NOT NULL, amount INTEGER NOT NULL, invoice TEXT NOT NULL,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE invoices(
  customer TEXT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, ocr TEXT NOT NULL, purchase TEXT NOT NULL,
  amount INTEGER NOT NULL, fees INTEGER NOT NULL DEFAULT 0, sent_at INTEGER NOT NULL,
  due TEXT NOT NULL, first_due TEXT NOT NULL, extended INTEGER NOT NULL DEFAULT 0,
  paid_at INTEGER NOT NULL DEFAULT 0, paid_how TEXT NOT NULL DEFAULT 'bankgiro', paused_until TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE plans(
  customer TEXT NOT NULL, id TEXT NOT NULL, invoice TEXT NOT NULL, amount INTEGER NOT NULL, fee INTEGER NOT NULL,
  months INTEGER NOT NULL, day INTEGER NOT NULL, first TEXT NOT NULL, paid_before INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE cards(
  customer TEXT NOT NULL, id TEXT NOT NULL, last4 TEXT NOT NULL, name TEXT NOT NULL, expires TEXT NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', frozen_by TEXT NOT NULL DEFAULT '', changed_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE transactions(
  customer TEXT NOT NULL, id TEXT NOT NULL, card TEXT NOT NULL, at INTEGER NOT NULL, descriptor TEXT NOT NULL,
  clear_name TEXT NOT NULL, city TEXT NOT NULL, how TEXT NOT NULL, amount INTEGER NOT NULL,
  held TEXT NOT NULL DEFAULT '', released_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE refunds(
  customer TEXT NOT NULL, id TEXT NOT NULL, purchase TEXT NOT NULL, amount INTEGER NOT NULL, to_what TEXT NOT NULL,
  reported_at INTEGER NOT NULL, received_at INTEGER NOT NULL DEFAULT 0, approved_at INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER NOT NULL DEFAULT 0, arrives_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE payouts(
  customer TEXT NOT NULL, id TEXT NOT NULL, refund TEXT NOT NULL, amount INTEGER NOT NULL, account TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE cases(
  customer TEXT NOT NULL, id TEXT NOT NULL, topic TEXT NOT NULL, about TEXT NOT NULL, words TEXT NOT NULL,
  contact TEXT NOT NULL, opened_at INTEGER NOT NULL, answer_by TEXT NOT NULL,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE codes(
  customer TEXT NOT NULL, id TEXT NOT NULL, act TEXT NOT NULL, bound TEXT NOT NULL, hash TEXT NOT NULL,
  sent_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, misses INTEGER NOT NULL DEFAULT 0, last_miss TEXT NOT NULL DEFAULT '',
  used_at INTEGER NOT NULL DEFAULT 0, void INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE letters(
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer TEXT NOT NULL, kind TEXT NOT NULL, recipient TEXT NOT NULL, name TEXT NOT NULL,
  language TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL);

CREATE TABLE keys(
  key TEXT PRIMARY KEY, tool TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
` + later

// later are the tables that came after the first companies were founded; a
// company of before gets them when it opens.
const later = `
CREATE TABLE IF NOT EXISTS goodwill(
  customer TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, amount INTEGER NOT NULL,
  reason TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(customer, id)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS quiet(customer TEXT PRIMARY KEY, until TEXT NOT NULL) WITHOUT ROWID;
`
