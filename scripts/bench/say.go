package main

import (
	"fmt"
	"math/rand/v2"
)

// kind is what a message asks of the house.
type kind int

const (
	tool    kind = iota // causes at least one tool call
	article             // answered from the articles
	person              // asks for a person
	smalltalk
)

// mixes are the two of the issue, in per cent.
var mixes = map[string]map[kind]int{
	"A": {tool: 50, article: 30, person: 10, smalltalk: 10},
	"B": {article: 65, person: 15, smalltalk: 20}, // no tools
}

// said are whole messages by kind and language: real customers write in one
// language, and the question whether to change it would be the first answer.
// They are joined with openings and closings below, so that no text repeats
// exactly in a run of a few thousand. No article here is about what a flow
// carries, so mix B looks nothing up; the column of tool calls tells.
var said = map[kind]map[string][]string{
	tool: {
		"sv": {"var är min återbetalning", "när kommer pengarna för returen", "har ni skickat tillbaka pengarna än", "min retur, när får jag pengarna",
			"jag väntar på en återbetalning", "hur går det med min återbetalning", "jag behöver mer tid att betala", "kan jag flytta förfallodagen", "kan jag få anstånd med fakturan",
			"jag vill betala senare, går det att flytta fram fakturan"},
		"en": {"where is my refund", "when do I get my money back for the return", "has my refund been sent", "I'm waiting for a refund",
			"can I pay my bill next week instead", "I need an extension on my invoice"},
	},
	article: {
		"sv": {"hur gör ni en kreditprövning", "vad är e-faktura", "hur byter jag pinkod på kortet", "hur stänger jag av aviseringar", "vilka uppgifter sparar ni om mig",
			"hur länge sparar ni mina uppgifter", "vad är nätfiske", "vem svarar här i chatten", "hur gammal måste man vara för att handla", "kan jag ge en fullmakt till min son"},
		"en": {"what is a credit check", "what is an e-invoice", "how do I change the pin of my card", "how do I turn off notifications", "how long do you keep my data",
			"how do you protect my data", "what is phishing", "who answers here in the chat", "how old must I be to use the account", "can I use my card abroad"},
	},
	person: {
		"sv": {"jag vill prata med en människa", "kan jag få tala med någon", "jag vill ha en riktig person", "jag vill tala med en riktig människa",
			"kan jag få prata med en människa", "jag vill prata med någon på kundtjänst"},
		"en": {"I want to talk to a person", "put me through to a human please", "get me a real person", "I want to speak to a human", "can I talk to a real person"},
	},
	smalltalk: {
		"sv": {"hej", "tack så mycket", "god morgon", "hej då", "är du en människa", "är du en robot", "hur mår du"},
		"en": {"hello", "thank you", "good morning", "bye", "are you a human", "are you a robot", "how are you"},
	},
}

// texts is how many there are.
func texts() (n int) {
	for _, byLanguage := range said {
		for _, list := range byLanguage {
			n += len(list)
		}
	}
	return n
}

var openings = map[string][]string{
	"sv": {"", "", "hej, ", "hallå! ", "ursäkta, ", "okej, ", "en fråga till: "},
	"en": {"", "", "hi, ", "hello! ", "sorry, ", "okay, ", "one more question: "},
}
var closings = []string{"", "", "?", ".", " :)", "…"}

// message makes one message of a kind; most differ from each other.
func message(r *rand.Rand, k kind, language string) string {
	text := pick(r, said[k][language])
	if k == smalltalk {
		return text
	}
	text = pick(r, openings[language]) + text + pick(r, closings)
	if r.IntN(4) == 0 {
		text += fmt.Sprintf(" (%d)", r.IntN(900)+100)
	}
	return text
}

func draw(r *rand.Rand, mix map[kind]int) kind {
	n := r.IntN(100)
	for _, k := range []kind{tool, article, person, smalltalk} {
		if n -= mix[k]; n < 0 {
			return k
		}
	}
	return smalltalk
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }
