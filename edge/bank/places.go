package bank

// A shop that the demo company's customers buy from. All are invented.
type shop struct {
	name, city, how string // how: online, chip, contactless
	descriptor      string // what a card statement shows
	low, high       int    // whole kronor
	items           []string
}

var shops = []shop{
	{"Fjällkläder", "Östersund", "online", "FJALLKLADER.EX", 299, 2899, []string{"Regnjacka", "Vandringsbyxor", "Dunväst", "Ullunderställ"}},
	{"Björk & Bädd", "Borås", "online", "BJORK BADD AB", 199, 3499, []string{"Påslakanset", "Täcke", "Kuddar", "Madrass"}},
	{"Ljudboden", "Göteborg", "online", "LJUDBODEN ECOM", 249, 4999, []string{"Hörlurar", "Högtalare", "Skivspelare"}},
	{"Skoteket Norr", "Umeå", "chip", "SKOTEKET NORR UMEA", 399, 1799, []string{"Vinterkängor", "Löparskor", "Sandaler"}},
	{"Hem och Kastrull", "Malmö", "online", "HEMKASTRULL SE", 149, 2199, []string{"Gjutjärnsgryta", "Köksvåg", "Knivset", "Kaffebryggare"}},
	{"Lekhörnan", "Linköping", "online", "LEKHORNAN 4471", 99, 1299, []string{"Byggklossar", "Brädspel", "Trehjuling"}},
	{"Cykelverket", "Lund", "chip", "CYKELVERKET LUND", 199, 7999, []string{"Cykelhjälm", "Damcykel", "Cykelväska", "Vinterdäck"}},
	{"Bokstället", "Uppsala", "online", "BOKSTALLET.EX", 89, 699, []string{"Kursböcker", "Romaner", "Kokbok"}},
	{"Pixel & Pryl", "Stockholm", "online", "PP ELEKTRONIK", 199, 9999, []string{"Surfplatta", "Tangentbord", "Mobiltelefon", "Laddare"}},
	{"Trädgårdsmästarn", "Helsingborg", "online", "TRADGARDSM HBG", 129, 2499, []string{"Häcksax", "Pelargoner", "Trädgårdsmöbel"}},
	{"Solglimt Optik", "Västerås", "chip", "SOLGLIMT OPTIK VAS", 499, 4499, []string{"Glasögon", "Solglasögon", "Linser"}},
	{"Kattens Val", "Karlstad", "online", "KATTENS VAL KSD", 99, 899, []string{"Kattmat", "Klösträd", "Kattsand"}},
	{"Nordisk Skönhet", "Jönköping", "online", "NSKONHET ECOM", 129, 1299, []string{"Hudvård", "Parfym", "Hårfön"}},
	{"Varma Vantar", "Luleå", "online", "VARMAVANTAR.EX", 99, 599, []string{"Vantar", "Mössa", "Halsduk"}},
	{"Barnvagnshuset", "Norrköping", "online", "BARNVAGNSHUSET", 399, 8999, []string{"Barnvagn", "Bilbarnstol", "Babyskydd"}},
	{"Tavla & Ram", "Visby", "online", "TAVLA RAM GOTLAND", 149, 1899, []string{"Poster", "Ramar", "Spegel"}},
	{"Sportlådan", "Sundsvall", "chip", "SPORTLADAN SVALL", 149, 3999, []string{"Skidor", "Fotbollsskor", "Yogamatta"}},
	{"Verktygslagret", "Örebro", "online", "VERKTYGSLAGRET", 129, 4299, []string{"Skruvdragare", "Slipmaskin", "Verktygslåda"}},
	{"Lampor & Ljus", "Gävle", "online", "LAMPOR LJUS GAV", 99, 2299, []string{"Taklampa", "Golvlampa", "Ljusslinga"}},
	{"Second Akt", "Stockholm", "online", "SECONDAKT.EX", 99, 999, []string{"Vintagekappa", "Jeans", "Klänning"}},
}

// everyday are the places where a card is used.
var everyday = []shop{
	{"Hörnans Livs", "Stockholm", "contactless", "HORNANS LIVS 0112", 35, 480, nil},
	{"Matgalleriet", "Göteborg", "chip", "MATGALLERIET GBG", 120, 1450, nil},
	{"Kafé Kringlan", "Malmö", "contactless", "KAFE KRINGLAN", 42, 165, nil},
	{"Länspendeln", "Stockholm", "contactless", "LANSPENDELN APP", 42, 1020, nil},
	{"Apotek Lind", "Uppsala", "chip", "APOTEK LIND 771", 59, 620, nil},
	{"Filmrullen Streaming", "Stockholm", "online", "FILMRULLEN* MANAD", 119, 149, nil},
	{"Södermalms Gym", "Stockholm", "online", "PXG*SDM GYM 8842 STHLM", 299, 449, nil},
	{"Pizzeria Vesuvio", "Lund", "chip", "PIZZERIA VESUVIO", 95, 420, nil},
	{"Bensinmacken E4", "Sundsvall", "chip", "BENSINMACKEN E4 SV", 250, 980, nil},
	{"Frisör Saxen", "Örebro", "chip", "IZ *FRISOR SAXEN", 350, 790, nil},
}

type town struct{ name, postcode string }

var towns = []town{{"Stockholm", "118 20"}, {"Göteborg", "413 01"}, {"Malmö", "211 34"}, {"Uppsala", "753 20"}, {"Umeå", "903 26"},
	{"Luleå", "972 31"}, {"Linköping", "582 24"}, {"Östersund", "831 30"}, {"Karlstad", "652 24"}, {"Lund", "222 22"}, {"Gävle", "803 20"}, {"Visby", "621 56"}}

var streets = []string{"Storgatan", "Björkvägen", "Kyrkogatan", "Skolgatan", "Parkvägen", "Hamngatan", "Ringvägen", "Åsgatan", "Granstigen", "Sjövägen"}

var banks = []string{"Norrlandsbanken", "Sparkassan", "Handelskassan", "Kustbanken"}

var firstSwedish = []string{"Anna", "Erik", "Maria", "Lars", "Karin", "Johan", "Sara", "Anders", "Eva", "Per", "Emma", "Mikael", "Lena", "Fredrik", "Hanna",
	"Daniel", "Ingrid", "Oskar", "Elin", "Gustav", "Amir", "Layla", "Zahra", "Ali", "Sofia", "Viktor", "Astrid", "Nils", "Linnea", "Hugo", "Maja", "Axel",
	"Birgitta", "Sven", "Åsa", "Göran", "Märta", "Björn", "Ebba", "Leila"}

var lastSwedish = []string{"Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson", "Persson", "Svensson", "Gustafsson", "Pettersson",
	"Lindberg", "Lindqvist", "Bergström", "Sjöberg", "Hedlund", "Åkesson", "Öberg", "Hassan", "Ahmadi", "Nyström", "Holm", "Ek", "Dahl", "Forsberg", "Wallin",
	"Sandström", "Björk", "Lund", "Kovačević"}

var firstEnglish = []string{"Emily", "James", "Olivia", "Thomas", "Grace", "Daniel", "Aisha", "Liam", "Chloe", "Ryan", "Priya", "Jack", "Hannah", "Samuel"}

var lastEnglish = []string{"Carter", "O'Connor", "Smith", "Patel", "Walker", "Hughes", "Murphy", "Brown", "Okafor", "Taylor", "Reid", "Evans", "Singh", "Clarke"}
