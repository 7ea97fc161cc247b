package mail

// words are the sentences of one kind of news. Each says that there is
// something to read, and nothing of what it is.
type words struct{ subject, body, you string }

func news(language, what string) words {
	lang := byLanguage[language]
	if lang == nil {
		lang = byLanguage["en"]
	}
	if w, ok := lang[what]; ok {
		return w
	}
	return lang["answer"]
}

var byLanguage = map[string]map[string]words{
	"sv": {
		"answer": {"Du har ett svar från %s", "Hej %s!\n\nNågon på %s har svarat dig. Öppna samtalet för att läsa.", "du"},
		"moved":  {"Ny tid för ditt svar från %s", "Hej %s!\n\nTiden för ditt svar från %s har ändrats. Öppna samtalet för att se den nya tiden. Platsen är din.", "du"},
		"wait":   {"Nytt om ditt ärende hos %s", "Hej %s!\n\nDet finns något nytt om ditt ärende hos %s: vem som har det, eller när du hör mer. Öppna samtalet för att läsa.", "du"},
		"nudge":  {"%s väntar på svar från dig", "Hej %s!\n\nEtt samtal hos %s väntar på dig. Öppna det när det passar. Du behöver inte börja om.", "du"},
	},
	"en": {
		"answer": {"You have an answer from %s", "Hello %s,\n\nSomebody at %s has answered you. Open the conversation to read it.", "there"},
		"moved":  {"A new time for your answer from %s", "Hello %s,\n\nThe time of your answer from %s has changed. Open the conversation to see the new time. Your place is kept.", "there"},
		"wait":   {"News about your matter with %s", "Hello %s,\n\nThere is news about your matter with %s: who has it, or when you hear more. Open the conversation to read it.", "there"},
		"nudge":  {"%s is waiting for your reply", "Hello %s,\n\nA conversation with %s is waiting for you. Open it whenever it suits you. You need not start again.", "there"},
	},
}

// page holds the mailbox's own words.
type page struct{ Lang, Title, Note, Empty, ToWord, Open, Other, OtherLang string }

var pages = map[string]page{
	"sv": {"sv", "Brevlåda", "Alla brev som demobolaget skickar hamnar här. Inget lämnar din dator.", "Inga brev än. Engångskoder och nyheter om svar dyker upp här av sig själva.", "Till", "Öppna samtalet", "English", "en"},
	"en": {"en", "Mailbox", "Every letter that the demo company sends lands here. Nothing leaves your computer.", "No letters yet. One-time codes and news of answers appear here by themselves.", "To", "Open the conversation", "Svenska", "sv"},
}
