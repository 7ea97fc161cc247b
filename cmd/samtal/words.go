package main

import "strings"

// language is the language of the person at the terminal, as the system says
// it; anything but Swedish is answered in English.
func language(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(v, "sv") {
				return "sv"
			}
			return "en"
		}
	}
	return "en"
}

// say fills a line's {names}.
func say(lang, key string, params ...string) string {
	s, ok := words[key][lang]
	if !ok {
		return key
	}
	for i := 0; i+1 < len(params); i += 2 {
		s = strings.ReplaceAll(s, "{"+params[i]+"}", params[i+1])
	}
	return s
}

type both = map[string]string

// words are every line that a person reads from this command.
var words = map[string]both{
	"samtal":   {"sv": "Kundtjänst där det alltid finns en människa. Börja med: samtal demo", "en": "Customer service where there is always a human. Begin with: samtal demo"},
	"see_help": {"sv": "se samtal --help", "en": "see samtal --help"},

	"demo":          {"sv": "Starta demobolaget Nordkredit på den här datorn.", "en": "Start the demo company Nordkredit on this computer."},
	"serve":         {"sv": "Kör Samtal för ett eget bolag.", "en": "Run Samtal for a company of your own."},
	"token":         {"sv": "Skriv ut inloggningar för en datamapp, en per rad.", "en": "Print sign-in tokens of a data folder, one a line."},
	"read":          {"sv": "Visa hur meddelanden förstås, ett JSON-objekt per rad.", "en": "Show how messages are understood, one JSON object a line."},
	"check":         {"sv": "Kontrollera innehållet: flöden, artiklar, ord, marknader.", "en": "Check the content: flows, articles, words, markets."},
	"shifts":        {"sv": "Arbetspass: vad arbetstidsreglerna säger.", "en": "Shifts: what the working-time rules say."},
	"shifts_check":  {"sv": "Pröva om pass får tas, ett JSON-objekt per fall.", "en": "Check whether shifts may be taken, one JSON object a case."},
	"pay":           {"sv": "Lön: vad arbetad tid är värd.", "en": "Pay: what worked time is worth."},
	"pay_calculate": {"sv": "Räkna ut lön rad för rad, ett JSON-objekt per fall.", "en": "Work out pay line by line, one JSON object a case."},
	"f_cases":       {"sv": "En JSON-fil med fall: en lista, eller ett objekt per fall; - är stdin.", "en": "A JSON file of cases: a list, or one object a case; - is stdin."},
	"f_reasons":     {"sv": "Skälens språk: en eller sv.", "en": "The language of the reasons: en or sv."},
	"file_no_json":  {"sv": "{file} är ingen JSON", "en": "{file} is not JSON"},
	"case":          {"sv": "fall {n}", "en": "case {n}"},
	"case_type":     {"sv": "så kan det inte skrivas ({kind})", "en": "it can't be written like this ({kind})"},
	"case_unknown":  {"sv": "det finns inget sådant fält", "en": "there is no such field"},
	"case_missing":  {"sv": "saknas", "en": "is missing"},
	"case_time":     {"sv": "{text} är ingen tid; skriv till exempel 2026-12-01T08:00:00+01:00", "en": "{text} is no time; write for example 2026-12-01T08:00:00+01:00"},
	"case_order":    {"sv": "slutet ska komma efter början", "en": "the end must come after the start"},
	"case_long":     {"sv": "ett pass är högst sju dygn", "en": "one period is seven days at most"},
	"case_break":    {"sv": "rasten ska vara kortare än passet, och inte negativ", "en": "the break must be shorter than the period, and not negative"},
	"case_market":   {"sv": "{text} är ingen marknad; välj {known}", "en": "{text} is no market; choose {known}"},
	"case_student":  {"sv": "{text} är inte någon av {known}", "en": "{text} is not one of {known}"},
	"case_age":      {"sv": "åldern ska vara mellan {least} och 120", "en": "the age must be between {least} and 120"},
	"case_overlap":  {"sv": "överlappar något som redan är bokat", "en": "overlaps something that is booked already"},
	"case_amount":   {"sv": "{text} är inget belopp; skriv till exempel 160.00", "en": "{text} is no amount; write for example 160.00"},
	"migrate":       {"sv": "För databasens tabeller till den här versionen.", "en": "Bring the database's tables to this version."},
	"bank":          {"sv": "Demobolagets egna system: MCP på stdin och stdout. Samtal startar det självt.", "en": "The demo company's own system: MCP on stdin and stdout. Samtal starts it by itself."},
	"version":       {"sv": "Visa versionen.", "en": "Show the version."},
	"json":          {"sv": "Svara med JSON på stdout, ett objekt per rad; allt annat på stderr.", "en": "Answer in JSON on stdout, one object a line; everything else on stderr."},

	"f_port":             {"sv": "Porten. Utan flaggan: 8080, eller nästa lediga.", "en": "The port. Without the flag: 8080, or the next free one."},
	"f_data":             {"sv": "Datamappen.", "en": "The data folder."},
	"f_browser":          {"sv": "Öppna ingen webbläsare.", "en": "Open no browser."},
	"f_experts":          {"sv": "Antal simulerade experter.", "en": "How many simulated experts there are."},
	"f_limits":           {"sv": "Inga gränser för anrop från den här datorn (för tester).", "en": "No limits on calls from this computer (for tests)."},
	"f_now":              {"sv": "Låt klockan vara så mycket: 23:00, 2026-12-24T09:30 eller RFC 3339.", "en": "Let the clock be this: 23:00, 2026-12-24T09:30 or RFC 3339."},
	"f_database":         {"sv": "Databasen: postgres://… eller en SQLite-fil. Annars samtal.db i datamappen.", "en": "The database: postgres://… or an SQLite file. Else samtal.db in the data folder."},
	"evaluate":           {"sv": "Mät vad huset gör mot vad det borde göra.", "en": "Measure what the house does against what it should do."},
	"evaluate_dialogues": {"sv": "Spela skrivna samtal och jämför bolagets system efteråt.", "en": "Play written dialogues and compare the company's systems afterwards."},
	"f_dialogues":        {"sv": "En mapp med samtal (YAML).", "en": "A folder of dialogues (YAML)."},
	"f_trials":           {"sv": "Hur många gånger varje samtal spelas.", "en": "How often each dialogue is played."},
	"f_only":             {"sv": "Bara samtal vars namn innehåller texten.", "en": "Only dialogues whose name holds the text."},
	"evaluate_topics":    {"sv": "Mät hur väl ett bolags egna ämnen skiljs åt: en CSV att lära av och en att mäta på.", "en": "Measure how well a company's own topics are told apart: one CSV to learn from, one to measure on."},
	"f_train":            {"sv": "CSV att lära av, kolumnerna text,label.", "en": "CSV to learn from, columns text,label."},
	"f_test":             {"sv": "CSV att mäta på, kolumnerna text,label.", "en": "CSV to measure on, columns text,label."},
	"f_shots":            {"sv": "Lär bara av så många exempel per ämne.", "en": "Learn from only so many examples a label."},
	"f_seeds":            {"sv": "Så många olika dragningar, medelvärdet visas (med --shots).", "en": "So many different draws, the mean is shown (with --shots)."},
	"f_out_of_scope":     {"sv": "CSV med texter som inte hör till något ämne (kolumnen text).", "en": "CSV of texts that belong to no label (column text)."},
	"labels_few":         {"sv": "{file} har inte två ämnen att skilja åt", "en": "{file} has not two labels to tell apart"},
	"csv_columns":        {"sv": "{file} har ingen kolumn label; skriv text,label på första raden", "en": "{file} has no column label; write text,label on the first line"},
	"csv_label":          {"sv": "{file} rad {line} saknar ämne", "en": "{file} line {line} has no label"},
	"csv_empty":          {"sv": "{file} har inga texter", "en": "{file} has no texts"},
	"csv_utf8":           {"sv": "{file} är inte UTF-8", "en": "{file} is not UTF-8"},
	"topics_sum": {"sv": "{train} texter att lära av, {labels} ämnen, {n} att mäta på ({ms} ms att lära, {us} µs per meddelande)\n  rätt {accuracy}, rätt bland tre {top3}, kalibreringsfel {ece}\n  mängder vid 95%: täcker {cover}, {size} ämnen i snitt, {one} har bara ett",
		"en": "{train} texts to learn from, {labels} labels, {n} to measure on ({ms} ms to learn, {us} µs a message)\n  right {accuracy}, right among three {top3}, calibration error {ece}\n  sets at 95%: cover {cover}, {size} labels on average, {one} hold only one"},
	"topics_shots":   {"sv": "  {shots} exempel per ämne, medel av {seeds} dragningar, spridning {sd}", "en": "  {shots} examples a label, mean of {seeds} draws, spread {sd}"},
	"topics_few":     {"sv": "  minst ett ämne har färre än tio exempel: sannolikheterna är inte kalibrerade", "en": "  at least one label has fewer than ten examples: its probabilities are not calibrated"},
	"topics_unknown": {"sv": "  {n} texter har ett ämne som inte fanns att lära av (räknas som fel)", "en": "  {n} texts have a label that was not there to learn from (counted wrong)"},
	"topics_foreign": {"sv": "  {n} främmande texter: {recall} avvisas, av de egna behålls {kept} och {accuracy} blir rätt; {at} när precis 95% behålls, AUROC {auroc}", "en": "  {n} foreign texts: {recall} rejected, of our own {kept} are kept and {accuracy} come out right; {at} where exactly 95% are kept, AUROC {auroc}"},
	"dialogues_none": {"sv": "det finns ingen mapp {dir}", "en": "there is no folder {dir}"},
	"dialogues_bad":  {"sv": "samtalen går inte att läsa", "en": "the dialogues can't be read"},
	"dialogues_sum": {"sv": "{group}: {n} samtal, {k} försök var\n  vanliga ärenden, rätt i alla försök: {routine} (per försök {once})\n  ärenden för människor, rätt i alla försök: {person}\n  lämnade över där de ska: {handed}, i onödan: {more}\n  ett program som inget gör: {nothing}, ett som lämnar över allt: {over}",
		"en": "{group}: {n} dialogues, {k} trials each\n  routine, right in every trial: {routine} (by trial {once})\n  for people, right in every trial: {person}\n  handed over where they should be: {handed}, needlessly: {more}\n  a program that does nothing: {nothing}, one that always hands over: {over}"},

	"f_content":    {"sv": "En innehållsmapp i stället för den inbyggda.", "en": "A content folder instead of the built-in one."},
	"f_listen":     {"sv": "Adressen att lyssna på.", "en": "The address to listen on."},
	"f_tools":      {"sv": "Bolagets MCP-server: programmet och dess argument.", "en": "The company's MCP server: the program and its arguments."},
	"f_company":    {"sv": "Bolagets namn.", "en": "The company's name."},
	"f_origin":     {"sv": "En webbplats vars sidor bär chatten.", "en": "A site whose pages carry the widget."},
	"f_customer":   {"sv": "En kunds id, eller any.", "en": "A customer's id, or any."},
	"f_expert":     {"sv": "En experts id, eller any.", "en": "An expert's id, or any."},
	"f_lead":       {"sv": "En teamledares id, eller any.", "en": "A lead's id, or any."},
	"f_count":      {"sv": "Så många olika (med any).", "en": "So many different ones (with any)."},
	"f_lang":       {"sv": "Samtalets språk; utan flaggan läses varje rad för sig.", "en": "The conversation's language; without the flag each line is read by itself."},
	"f_market":     {"sv": "Marknaden.", "en": "The market."},
	"f_files":      {"sv": "Filer med ett meddelande per rad; annars stdin.", "en": "Files with one message a line; else stdin."},
	"f_tests":      {"sv": "Kör också flödenas egna tester.", "en": "Also run the flows' own tests."},
	"f_shift":      {"sv": "Klockan går så mycket före.", "en": "How far the clock is ahead."},
	"bad_now":      {"sv": "--now {now} är ingen tid; skriv till exempel 23:00 eller 2026-12-24T09:30", "en": "--now {now} is no time; write for example 23:00 or 2026-12-24T09:30"},
	"bad_port":     {"sv": "--port {port} är ingen port; skriv ett tal från 1 till 65535", "en": "--port {port} is no port; write a number from 1 to 65535"},
	"bad_count":    {"sv": "{flag} {n} går inte; skriv ett tal från {least} till {most}", "en": "{flag} {n} won't do; write a number from {least} to {most}"},
	"port_taken":   {"sv": "port {port} är upptagen; välj en annan med --port", "en": "port {port} is taken; choose another with --port"},
	"port_next":    {"sv": "port {port} är upptagen, tar {next}", "en": "port {port} is taken, using {next}"},
	"no_port":      {"sv": "ingen ledig port från {port} till {last}", "en": "no free port from {port} to {last}"},
	"data_locked":  {"sv": "datamappen {dir} används av ett annat samtal{pid}; stoppa det eller välj en annan med --data", "en": "the data folder {dir} is used by another samtal{pid}; stop it or choose another with --data"},
	"data_unfit":   {"sv": "i datamappen {dir} går det inte att skriva", "en": "the data folder {dir} can't be written"},
	"data_empty":   {"sv": "i {dir} har inget Samtal startat än; kör först samtal demo --data {dir}", "en": "no Samtal has started in {dir} yet; first run samtal demo --data {dir}"},
	"file_locked":  {"sv": "databasen {file} används av ett annat samtal", "en": "the database {file} is used by another samtal"},
	"database_bad": {"sv": "databasen går inte att öppna", "en": "the database can't be opened"},
	"tools_bad":    {"sv": "bolagets system startar inte", "en": "the company's system does not start"},
	"content_bad":  {"sv": "innehållet går inte att läsa", "en": "the content can't be read"},
	"content_none": {"sv": "innehållsmappen {dir} finns inte", "en": "there is no content folder {dir}"},
	"no_customer":  {"sv": "kunden {id} finns inte", "en": "there is no customer {id}"},
	"no_person":    {"sv": "{id} finns inte bland dem som svarar", "en": "there is nobody called {id} among those who answer"},
	"too_few":      {"sv": "det finns bara {n}", "en": "there are only {n}"},
	"who_token":    {"sv": "säg vem: --customer, --expert eller --lead (en av dem)", "en": "say who: --customer, --expert or --lead (one of them)"},
	"bad_lang":     {"sv": "--lang {lang} är inget språk; skriv två bokstäver, till exempel sv", "en": "--lang {lang} is no language; write two letters, for example sv"},
	"file_bad":     {"sv": "{file} går inte att läsa", "en": "{file} can't be read"},
	"files_failed": {"sv": "{n} av {all} filer gick inte att läsa", "en": "{n} of {all} files could not be read"},
	"faults":       {"sv": "{n} fel i innehållet", "en": "{n} faults in the content"},
	"check_ok":     {"sv": "innehållet är helt: {files} filer, {flows} flöden, {tests} tester gick igenom", "en": "the content is whole: {files} files, {flows} flows, {tests} tests passed"},
	"bad_listen":   {"sv": "--listen {listen} är ingen adress; skriv till exempel :8080", "en": "--listen {listen} is no address; write for example :8080"},
	"listen_taken": {"sv": "på {listen} går det inte att lyssna", "en": "it is not possible to listen on {listen}"},
	"serving":      {"sv": "Samtal lyssnar på {listen}. Ctrl-C avslutar.", "en": "Samtal listens on {listen}. Ctrl-C ends it."},
	"links": {"sv": "Nordkredit är öppet (redo på {ms} ms). Ctrl-C avslutar.\n\n  Kundens sida     {customer}\n  Expertens app    {expert}\n  Teamledarens     {console}\n  Brevlådan        {mail}\n",
		"en": "Nordkredit is open (ready in {ms} ms). Ctrl-C ends it.\n\n  Customer's page  {customer}\n  Expert app       {expert}\n  Console          {console}\n  Mailbox          {mail}\n"},
	"preparing": {"sv": "Första starten: demobolaget grundas och läsaren lär sig. Det tar några sekunder.", "en": "First start: the demo company is founded and the reader learns. This takes some seconds."},
	"migrated":  {"sv": "databasen {database} är uppdaterad", "en": "the database {database} is up to date"},
}
