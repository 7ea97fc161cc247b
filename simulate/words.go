package simulate

// words are what a simulated expert says. No line promises anything that it
// does not do itself, and none has a figure.
type words struct {
	hello, read, about, facts, played string
	ask                               map[string]string // by topic; "" is any other
	noted, note, goodbye              string
}

func wordsOf(language, market string) words {
	if language == "sv" || language == "" && market == "SE" { // a button pressed before a word was written
		return swedish
	}
	return english
}

var swedish = words{
	hello: "Hej", read: "! Jag har läst det du har skrivit, så du behöver inte börja om.", about: "Det gäller: {topic}.", facts: "Det här har jag framför mig: {facts}.",
	played: "(Jag är en simulerad expert i den här demon.)",
	ask: map[string]string{
		"":                  "Berätta gärna om något saknas. Vad vill du helst att vi gör?",
		"fraud":             "Jag förstår att det är obehagligt. Är kortet spärrat, och känner du igen något av köpen alls? Lämna inte ut någon kod till någon.",
		"lost_card":         "Är kortet spärrat redan? När använde du det själv senast?",
		"dispute":           "Vad har butiken svarat dig, och har du något skriftligt från dem? Beslutet fattas av en människa.",
		"hardship":          "Det är bra att du hör av dig. Hur ser det ut för dig den här månaden, och vad skulle fungera?",
		"payment_plan":      "Vad skulle fungera för dig att betala i månaden?",
		"bereavement":       "Jag beklagar sorgen. Ta den tid du behöver. Vem hjälper till med det praktiska, och hur når vi er bäst?",
		"complaint":         "Jag är ledsen att det har blivit så här. Vad var det som gick fel, och vad skulle göra det bra igen?",
		"distress":          "Tack för att du skriver. Jag är här. Hur mår du just nu, och har du någon hos dig?",
		"refund":            "När skickade du tillbaka varan, och har du ett kvitto på returen?",
		"payment_extension": "Vilket datum skulle passa dig att betala?",
	},
	noted: "Tack, då vet jag. Jag har skrivit in det i ärendet så att det finns kvar här. Är det något mer jag kan göra för dig?",
	note:  "Kunden berättar:", goodbye: "Tack för att du hörde av dig. Skriv här igen om det dyker upp något, så kommer det till oss.",
}

var english = words{
	hello: "Hello", read: ", I have read what you wrote, so you need not start again.", about: "It is about: {topic}.", facts: "This is what I have in front of me: {facts}.",
	played: "(I am a simulated expert in this demo.)",
	ask: map[string]string{
		"":                  "Tell me if anything is missing. What would you like us to do?",
		"fraud":             "I understand that this is unsettling. Is the card frozen, and do you recognise any of the purchases at all? Give no code to anybody.",
		"lost_card":         "Is the card frozen already? When did you last use it yourself?",
		"dispute":           "What has the shop answered, and do you have anything from them in writing? A person takes the decision.",
		"hardship":          "It is good that you got in touch. How do things look for you this month, and what would work?",
		"payment_plan":      "What would work for you to pay each month?",
		"bereavement":       "I am sorry for your loss. Take the time you need. Who is helping with the practical side, and how do we reach you best?",
		"complaint":         "I am sorry that it went this way. What went wrong, and what would put it right?",
		"distress":          "Thank you for writing. I am here. How are you right now, and is somebody with you?",
		"refund":            "When did you send the item back, and do you have a receipt of the return?",
		"payment_extension": "Which date would suit you to pay?",
	},
	noted: "Thank you, now I know. I have written it into the case so that it stays here. Is there anything else I can do for you?",
	note:  "The customer says:", goodbye: "Thank you for getting in touch. Write here again if anything comes up, and it comes to us.",
}
