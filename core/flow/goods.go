package flow

import "strings"

// goods says what shops sell in both languages, a thing a line: whoever writes
// in English means the "Regnjacka" on the invoice by "the jacket", and is asked
// again and again when the house does not know that.
const goods = `
jacket jackets jacka jackor
raincoat regnjacka regnrock
coat coats kappa rock kappor
shoe shoes sko skor skorna
boot boots stövel stövlar kängor
sneaker sneakers trainer trainers gympaskor
dress dresses klänning klänningar
skirt kjol
shirt shirts skjorta skjortor
sweater jumper tröja tröjor
trousers pants byxa byxor
hat cap hatt mössa keps
glove gloves handske handskar vantar
scarf halsduk
bag bags väska väskor
backpack rucksack ryggsäck
suitcase resväska
watch watches klocka klockor
necklace halsband
glasses glasögon
phone phones telefon mobil telefoner
headphones earphones hörlurar
computer laptop dator
screen monitor skärm
television telly tv teve
camera kamera
speaker högtalare
printer skrivare
tablet surfplatta
charger laddare
game games spel
console spelkonsol
book books bok böcker
toy toys leksak leksaker
bike bicycle bikes cykel cyklar
helmet hjälm
tent tält
skis skidor
skates skridskor
ball boll
lamp lamps lampa lampor
sofa couch soffa soffor
bed beds säng sängar
mattress madrass
chair chairs stol stolar
table bord
desk skrivbord
shelf bookcase hylla bokhylla
curtain curtains gardin gardiner
carpet rug matta mattor
kettle vattenkokare
toaster brödrost
fridge refrigerator kylskåp
freezer frys
oven ugn
dishwasher diskmaskin
washing tvättmaskin
vacuum dammsugare
drill borrmaskin borr
saw såg
tool tools verktyg
paint färg
flower flowers blomma blommor
perfume parfym
cream kräm
pram stroller barnvagn
cot crib spjälsäng
ticket tickets biljett biljetter
hotel hotell
flight flyg flygresa
trip resa
grocery groceries food mat livsmedel
petrol fuel bensin
pharmacy apotek
subscription prenumeration abonnemang
`

// otherTongue gives the words that mean the same thing, per word.
var otherTongue = func() map[string][]string {
	out := map[string][]string{}
	for _, line := range strings.Split(goods, "\n") {
		same := strings.Fields(line)
		for _, w := range same {
			for _, o := range same {
				if o != w {
					out[w] = append(out[w], o)
				}
			}
		}
	}
	return out
}()

// means reports whether a said word is a word of a row's name, in its own
// language or the other: "jacket" and "jackan" both mean the "Regnjacka".
func means(said, name string) bool {
	if alike(said, name) || heads(said, name) {
		return true
	}
	for _, o := range otherTongue[said] {
		if o == name || heads(o, name) {
			return true
		}
	}
	for _, o := range otherTongue[name] {
		if o == said || heads(said, o) || alike(said, o) {
			return true
		}
	}
	return false
}
