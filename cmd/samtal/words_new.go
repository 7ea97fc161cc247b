package main

import "maps"

// The words of `samtal new`.
func init() { maps.Copy(words, newWords) }

var newWords = map[string]both{
	"new":              {"sv": "Börja skriva innehåll: hela paketet, ett flöde, en artikel, en marknad.", "en": "Begin to write content: the whole pack, a flow, an article, a market."},
	"new_content":      {"sv": "Skriv hela det inbyggda innehållet till en tom mapp, att börja från.", "en": "Write all the built-in content to an empty folder, to begin from."},
	"new_flow":         {"sv": "Börja ett flöde med sin artikel, sitt ämne och sina tester.", "en": "Begin a flow with its article, its topic and its tests."},
	"new_article":      {"sv": "Börja en artikel på alla språk. Den visas inte förrän den fått sitt datum.", "en": "Begin an article in every language. It is not shown before it is given its date."},
	"new_market":       {"sv": "Börja en marknad med öppettider, löften, hjälplinjer och regler.", "en": "Begin a market with hours, promises, helplines and rules."},
	"f_into":           {"sv": "Innehållsmappen.", "en": "The content folder."},
	"f_flow":           {"sv": "Flödets namn, till exempel student_discount.", "en": "The flow's name, for example student_discount."},
	"f_article":        {"sv": "Artikelns namn, till exempel opening-an-account.", "en": "The article's name, for example opening-an-account."},
	"f_topic":          {"sv": "Ämnet som artikeln hör till.", "en": "The topic that the article belongs to."},
	"f_code":           {"sv": "Marknadens kod, till exempel NO.", "en": "The market's code, for example NO."},
	"f_currency":       {"sv": "Valutan med tre bokstäver.", "en": "The currency in three letters."},
	"f_zone":           {"sv": "Tidszonen, till exempel Europe/Oslo.", "en": "The time zone, for example Europe/Oslo."},
	"f_emergency":      {"sv": "Nödnumret med namn. Gissa inte: det visas för den som är i fara.", "en": "The emergency number with its name. Don't guess: it is shown to somebody in danger."},
	"f_talk":           {"sv": "Hjälplinjen att prata med, namn och nummer.", "en": "The line to talk to, name and number."},
	"f_languages":      {"sv": "Språken, det egna först. Annars alla som finns.", "en": "The languages, its own first. Else all there are."},
	"new_exported":     {"sv": "{n} filer ligger i {dir}. Nästa steg: samtal check --tests --content {dir}", "en": "{n} files are in {dir}. Next: samtal check --tests --content {dir}"},
	"new_wrote":        {"sv": "skrev    {file}", "en": "wrote    {file}"},
	"new_changed":      {"sv": "ändrade  {file}", "en": "changed  {file}"},
	"new_next":         {"sv": "Nästa steg: samtal check --tests --content {dir}", "en": "Next: samtal check --tests --content {dir}"},
	"new_not_empty":    {"sv": "mappen {dir} är inte tom; det som finns där skrivs inte över", "en": "the folder {dir} is not empty; what is in it is not written over"},
	"new_unwritable":   {"sv": "{file} går inte att skriva", "en": "{file} can't be written"},
	"new_there":        {"sv": "{file} finns redan; välj ett annat namn", "en": "{file} is there already; choose another name"},
	"new_bad_flow":     {"sv": "{name} är inget namn på ett flöde; skriv till exempel student_discount", "en": "{name} is no name of a flow; write for example student_discount"},
	"new_bad_article":  {"sv": "{name} är inget namn på en artikel; skriv till exempel opening-an-account", "en": "{name} is no name of an article; write for example opening-an-account"},
	"new_bad_market":   {"sv": "{name} är ingen marknadskod; skriv två till fyra stora bokstäver, till exempel NO", "en": "{name} is no market code; write two to four capitals, for example NO"},
	"new_bad_helpline": {"sv": "{flag} vill ha namn och nummer, till exempel 'Mental Helse 116 123'", "en": "{flag} wants a name and a number, for example 'Mental Helse 116 123'"},
	"new_bad_zone":     {"sv": "{zone} är ingen tidszon; skriv till exempel Europe/Oslo", "en": "{zone} is no time zone; write for example Europe/Oslo"},
	"new_no_words":     {"sv": "det finns inga ord på {language}: words/{language}.yaml saknas", "en": "there are no words in {language}: words/{language}.yaml is missing"},
	"new_no_autonomy":  {"sv": "{file} har ingen autonomy; lägg till den först", "en": "{file} has no autonomy; add it first"},
}
