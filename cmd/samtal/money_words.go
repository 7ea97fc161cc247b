package main

import "maps"

func init() { maps.Copy(words, moneyWords) }

// moneyWords are what the money assistant says at the command line. "st_" are
// the refusals and warnings of core/money/statement, by their codes.
var moneyWords = map[string]both{
	"money":        {"sv": "Pengaassistenten: ta in kontoutdrag och se vad som är kvar.", "en": "The money assistant: take in statements and see what is left."},
	"money_import": {"sv": "Ta in bankens filer (CSV, OFX, QFX, QIF, CAMT.053, MT940). Samma fil två gånger ger inget nytt.", "en": "Take in files of banks (CSV, OFX, QFX, QIF, CAMT.053, MT940). The same file twice adds nothing."},
	"f_into":       {"sv": "SQLite-filen att lägga dem i; den skapas om den saknas.", "en": "The SQLite file to put them in; made if there is none."},
	"f_owner":      {"sv": "Vems pengar det är.", "en": "Whose money it is."},
	"f_account":    {"sv": "Kontots namn, om filen inte säger vilket konto det är.", "en": "The account's name, where the file does not say which it is."},
	"f_currency":   {"sv": "Valutan, om filen inte säger den.", "en": "The currency, where the file does not say."},
	"f_dates":      {"sv": "Hur datum skrivs, om filen lämnar det öppet: ymd, dmy eller mdy.", "en": "How dates are written, where the file leaves it open: ymd, dmy or mdy."},
	"f_preview":    {"sv": "Visa hur filerna förstås; spara inget.", "en": "Show how the files are understood; keep nothing."},
	"f_statements": {"sv": "Filer från banken.", "en": "Files of the bank."},

	"money_taken":   {"sv": "{file}: {format}, {n} rader, {added} nya, bokfört {sum} {currency}", "en": "{file}: {format}, {n} rows, {added} new, booked {sum} {currency}"},
	"money_pending": {"sv": ", {n} reserverade", "en": ", {n} pending"},
	"bad_currency":  {"sv": "{currency} är ingen valuta; skriv tre bokstäver, till exempel SEK", "en": "{currency} is no currency; write three letters, for example SEK"},
	"folder_none":   {"sv": "det finns ingen mapp {dir}", "en": "there is no folder {dir}"},
	"db_bad":        {"sv": "databasen {file} går inte att öppna", "en": "the database {file} cannot be opened"},
	"file_refused":  {"sv": "{file} togs inte in", "en": "{file} was not taken in"},

	"st_line":                    {"sv": "rad {line}:", "en": "line {line}:"},
	"st_line_column":             {"sv": "rad {line}, kolumn {column}:", "en": "line {line}, column {column}:"},
	"st_format_unknown":          {"sv": "det här är ingen fil som går att läsa; hämta kontoutdraget som CSV, OFX, QIF, CAMT.053 eller MT940", "en": "this is no file that can be read; download the statement as CSV, OFX, QIF, CAMT.053 or MT940"},
	"st_encoding_unknown":        {"sv": "tecknen i filen går inte att läsa; spara den som UTF-8", "en": "the characters of the file cannot be read; save it as UTF-8"},
	"st_csv_quote":               {"sv": "ett citattecken är öppet eller står fel; hämta filen igen från banken", "en": "a quotation mark is open or misplaced; download the file again from the bank"},
	"st_csv_broken":              {"sv": "filen går inte att läsa som tabell ({1})", "en": "the file cannot be read as a table ({1})"},
	"st_columns_unknown":         {"sv": "det går inte att se vilken kolumn som är datum och vilken som är belopp; den första raden ska ha rubriker som Datum, Text, Belopp", "en": "it cannot be seen which column is the date and which the amount; the first line should have headings such as Date, Text, Amount"},
	"st_no_transactions":         {"sv": "det finns inga transaktioner i filen", "en": "there are no transactions in the file"},
	"st_amount_bad":              {"sv": "\"{1}\" är inget belopp; inget i filen togs in", "en": "\"{1}\" is not an amount; nothing of the file was taken in"},
	"st_amount_missing":          {"sv": "beloppet saknas; inget i filen togs in", "en": "the amount is missing; nothing of the file was taken in"},
	"st_sign_missing":            {"sv": "det står inte om pengarna gick in eller ut; inget i filen togs in", "en": "it does not say whether the money went in or out; nothing of the file was taken in"},
	"st_date_bad":                {"sv": "\"{1}\" är inget datum; inget i filen togs in", "en": "\"{1}\" is not a date; nothing of the file was taken in"},
	"st_date_missing":            {"sv": "datumet saknas; inget i filen togs in", "en": "the date is missing; nothing of the file was taken in"},
	"st_dates_mixed":             {"sv": "datumen är skrivna på olika sätt; dag och månad går inte att skilja åt", "en": "the dates are written in different ways; day and month cannot be told apart"},
	"st_line_bad":                {"sv": "raden \"{1}\" följer inte MT940; inget i filen togs in", "en": "the line \"{1}\" does not follow MT940; nothing of the file was taken in"},
	"st_balance_bad":             {"sv": "saldot \"{1}\" går inte att läsa; inget i filen togs in", "en": "the balance \"{1}\" cannot be read; nothing of the file was taken in"},
	"st_balance_missing":         {"sv": "det ingående saldot (:60F:) saknas; inget i filen togs in", "en": "the opening balance (:60F:) is missing; nothing of the file was taken in"},
	"st_file_cut":                {"sv": "filen slutar mitt i; hämta den igen från banken", "en": "the file ends in the middle; download it again from the bank"},
	"st_xml_broken":              {"sv": "filen är inte hel XML ({1}); hämta den igen från banken", "en": "the file is not whole XML ({1}); download it again from the bank"},
	"st_camt_no_statement":       {"sv": "det finns inget kontoutdrag (Stmt) i filen; välj \"kontoutdrag\" (camt.053) hos banken", "en": "there is no statement (Stmt) in the file; choose \"statement\" (camt.053) at the bank"},
	"st_ofx_no_statement":        {"sv": "det finns inget kontoutdrag i filen", "en": "there is no statement in the file"},
	"st_mt940_no_statement":      {"sv": "det finns inget kontoutdrag i filen", "en": "there is no statement in the file"},
	"st_line_skipped":            {"sv": "raden är ingen transaktion och hoppades över", "en": "the line is no transaction and was skipped"},
	"st_section_skipped":         {"sv": "avsnittet {1} läses inte", "en": "the section {1} is not read"},
	"st_dates_unsure":            {"sv": "dag och månad kan vara omkastade; de lästes som {1}. Ange --dates om det är fel", "en": "day and month could be the other way round; they were read as {1}. Give --dates if that is wrong"},
	"st_currency_missing":        {"sv": "filen säger ingen valuta; ange den med --currency", "en": "the file names no currency; give it with --currency"},
	"st_balance_differs":         {"sv": "ingående saldo och rader blir {1}, men utgående saldo är {2}", "en": "opening balance and rows make {1}, but the closing balance is {2}"},
	"st_running_balance_differs": {"sv": "saldot på raderna stämmer inte med beloppen", "en": "the running balance does not agree with the amounts"},
	"st_pending_without_date":    {"sv": "{1} reserverade rader har inget datum än och är inte med i summorna", "en": "{1} pending rows have no date yet and are in no sum"},
	"st_currencies":              {"sv": "filen har flera valutor; de läggs aldrig ihop", "en": "the file has several currencies; they are never added up"},
}
