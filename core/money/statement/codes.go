package statement

// Codes are all codes of refusals and warnings: whoever shows them needs words
// for each. A test holds the list to the code.
var Codes = []string{
	"format_unknown", "encoding_unknown", "csv_quote", "csv_broken", "columns_unknown", "no_transactions", "amount_bad", "amount_missing", "sign_missing",
	"date_bad", "date_missing", "dates_mixed", "line_bad", "balance_bad", "balance_missing", "file_cut", "xml_broken", "camt_no_statement", "ofx_no_statement",
	"mt940_no_statement", "line_skipped", "section_skipped", "dates_unsure", "currency_missing", "balance_differs", "running_balance_differs", "pending_without_date",
}
