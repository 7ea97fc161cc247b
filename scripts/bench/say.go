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

// said are whole messages by kind. They are joined with openings and closings
// below, so that no text repeats exactly in a run of a few thousand.
var said = map[kind][]string{
	tool: {
		"var är min återbetalning", "när kommer pengarna för returen", "har ni skickat tillbaka pengarna än", "min retur, när får jag pengarna",
		"jag väntar på en återbetalning", "hur går det med min återbetalning", "where is my refund", "when do I get my money back for the return",
		"has my refund been sent", "I'm waiting for a refund", "jag behöver mer tid att betala", "kan jag flytta förfallodagen", "kan jag få anstånd med fakturan",
		"jag vill betala senare, går det att flytta fram fakturan", "can I pay my bill next week instead", "I need an extension on my invoice",
	},
	article: {
		"vad kostar det om jag betalar för sent", "hur länge har jag på mig att lämna tillbaka en vara", "hur fungerar delbetalning", "vad är ett ocr-nummer",
		"hur byter jag e-postadress", "hur skyddar ni mina uppgifter", "hur registreras en betalning", "vad är en betalningspåminnelse",
		"hur vet jag att ett mejl verkligen kommer från er", "what does a late payment cost", "how do returns work", "how do instalments work", "how do you protect my data",
		"how do I know that a message is really from you", "when is my payment registered", "how do invoices work",
	},
	person: {
		"jag vill prata med en människa", "kan jag få tala med någon", "koppla mig till kundtjänst", "jag vill ha en riktig person", "finns det någon människa där",
		"I want to talk to a person", "can I speak to someone", "put me through to a human please", "get me a real person", "let me talk to customer service",
	},
	smalltalk: {"hej", "tack så mycket", "god morgon", "hej då", "är du en människa", "hello", "thank you", "good morning", "bye", "are you a robot", "hur mår du", "how are you"},
}

var openings = []string{"", "", "hej, ", "hallå! ", "ursäkta, ", "hi, ", "okej, ", "en fråga till: "}
var closings = []string{"", "", "?", ".", " :)", " tack", " please", "…"}

// message makes one message of a kind; most differ from each other.
func message(r *rand.Rand, k kind) string {
	list := said[k]
	text := list[r.IntN(len(list))]
	if k == smalltalk {
		return text
	}
	text = openings[r.IntN(len(openings))] + text + closings[r.IntN(len(closings))]
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
