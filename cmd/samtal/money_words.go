package main

import "maps"

func init() { maps.Copy(words, moneyWords) }

// moneyWords are what the money assistant says at the command line. "st_" are
// the refusals and warnings of core/money/statement, by their codes.
var moneyWords = map[string]both{
	"money":         {"sv": "Pengaassistenten: ta in kontoutdrag och se vad som är kvar.", "en": "The money assistant: take in statements and see what is left."},
	"money_import":  {"sv": "Ta in bankens filer (CSV, OFX, QFX, QIF, CAMT.053, MT940). Samma fil två gånger ger inget nytt.", "en": "Take in files of banks (CSV, OFX, QFX, QIF, CAMT.053, MT940). The same file twice adds nothing."},
	"money_report":  {"sv": "Visa konton, summor, kategorier, det som återkommer och vad som är kvar.", "en": "Show accounts, sums, categories, what comes back and what is left."},
	"money_ask":     {"sv": "Fråga om pengarna med egna ord; varje fråga kan följa på den före.", "en": "Ask about the money in your own words; each question may follow the one before."},
	"f_question":    {"sv": "Frågor, på svenska eller engelska.", "en": "Questions, in Swedish or English."},
	"f_from_db":     {"sv": "SQLite-filen som kontoutdragen togs in i.", "en": "The SQLite file that statements were taken into."},
	"f_today":       {"sv": "Dagen att räkna från (2026-12-24); annars i dag.", "en": "The day to reckon from (2026-12-24); else today."},
	"db_none":       {"sv": "det finns ingen fil {file}; ta in kontoutdrag med: samtal money import FIL --into {file}", "en": "there is no file {file}; take in statements with: samtal money import FILE --into {file}"},
	"bad_day":       {"sv": "{day} är ingen dag; skriv den så: 2026-12-24", "en": "{day} is not a day; write it like this: 2026-12-24"},
	"report_sum":    {"sv": "{currency} {from} till {to}: in {in}, ut {out}, netto {net}", "en": "{currency} {from} to {to}: in {in}, out {out}, net {net}"},
	"report_safe":   {"sv": "Kvar att använda till {until}: {amount} {currency}", "en": "Safe to spend until {until}: {amount} {currency}"},
	"report_unsafe": {"sv": "Kvar att använda ({currency}): går inte att säga, {why}", "en": "Safe to spend ({currency}): cannot say, {why}"},
	"not_labelled":  {"sv": "Utan kategori", "en": "No category yet"},
	"f_into":        {"sv": "SQLite-filen att lägga dem i; den skapas om den saknas.", "en": "The SQLite file to put them in; made if there is none."},
	"f_owner":       {"sv": "Vems pengar det är.", "en": "Whose money it is."},
	"f_account":     {"sv": "Kontots namn, om filen inte säger vilket konto det är.", "en": "The account's name, where the file does not say which it is."},
	"f_currency":    {"sv": "Valutan, om filen inte säger den.", "en": "The currency, where the file does not say."},
	"f_dates":       {"sv": "Hur datum skrivs, om filen lämnar det öppet: ymd, dmy eller mdy.", "en": "How dates are written, where the file leaves it open: ymd, dmy or mdy."},
	"f_preview":     {"sv": "Visa hur filerna förstås; spara inget.", "en": "Show how the files are understood; keep nothing."},
	"f_statements":  {"sv": "Filer från banken.", "en": "Files of the bank."},

	"money_taken":   {"sv": "{file}: {format}, {n} rader, {added} nya, bokfört {sum} {currency}", "en": "{file}: {format}, {n} rows, {added} new, booked {sum} {currency}"},
	"money_pending": {"sv": ", {n} reserverade", "en": ", {n} pending"},
	"bad_currency":  {"sv": "{currency} är ingen valuta; skriv tre bokstäver, till exempel SEK", "en": "{currency} is no currency; write three letters, for example SEK"},
	"folder_none":   {"sv": "det finns ingen mapp {dir}", "en": "there is no folder {dir}"},
	"db_bad":        {"sv": "databasen {file} går inte att öppna", "en": "the database {file} cannot be opened"},
	"file_refused":  {"sv": "{file} togs inte in", "en": "{file} was not taken in"},
}
