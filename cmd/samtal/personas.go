package main

import "samtal/service/tryout"

// personas are the demo's ten documented customers (docs/bank.md), for leads
// who try the content: their accounts are invented, so looking harms nobody.
var personas = []tryout.Persona{
	{ID: "c-0001", Name: "Anna Lindqvist", About: map[string]string{"sv": "En faktura på 349 kr, snart dags att betala", "en": "One invoice of 349 kr, due soon"}},
	{ID: "c-0002", Name: "Erik Johansson", About: map[string]string{"sv": "Tre öppna fakturor", "en": "Three open invoices"}},
	{ID: "c-0003", Name: "Leila Hassan", About: map[string]string{"sv": "En faktura som redan flyttats två gånger", "en": "An invoice that was extended twice already"}},
	{ID: "c-0004", Name: "Lars Svensson", About: map[string]string{"sv": "En återbetalning på väg", "en": "A refund on its way"}},
	{ID: "c-0005", Name: "Emily Carter", About: map[string]string{"sv": "Ett kortköp hon inte känner igen, på engelska", "en": "A card payment she doesn’t recognise, in English"}},
	{ID: "c-0006", Name: "Gustav Öberg", About: map[string]string{"sv": "Delbetalar en cykel", "en": "Pays for a bicycle in instalments"}},
	{ID: "c-0007", Name: "Maria Karlsson", About: map[string]string{"sv": "Ett köp som stoppats för kontroll", "en": "A payment held after a fraud check"}},
	{ID: "c-0008", Name: "Oskar Bergström", About: map[string]string{"sv": "Har just flyttat", "en": "Has just moved"}},
	{ID: "c-0009", Name: "Sara Ek", About: map[string]string{"sv": "Ett av två kort är spärrat", "en": "One of two cards is frozen"}},
	{ID: "c-0010", Name: "James O'Connor", About: map[string]string{"sv": "Allt är betalt, på engelska", "en": "Everything is paid, in English"}},
}
