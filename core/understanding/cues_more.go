package understanding

// moreSets and moreRules widen the sensitivities with what people tell rather
// than name: a card used abroad, an income gone, a clerk who laughed.
const moreSets = `
@staffw: agent adviser advisor colleague employee staff representative rep clerk person man woman guy lady handlaggare handlaggaren kollega radgivare radgivaren personal personalen medarbetare anstallda anstalld mannen kvinnan tjejen killen kundtjanst chatperson chattperson operator
@nasty: rude unpleasant condescending patronising unprofessional laughed insulted insulting shouted yelled lied hung_up arrogant mocked threatened_me otrevlig otrevliga nedlatande oprofessionell oprofessionella skrattade forolampad forolampade ljog la_pa_luren la_pa_i_orat arrogant nonchalant respektlos oforskamd hanade skrek dismissive hostile disrespectful aggressive
@paid: pay afford cover manage betala klara cope_with repay settle
@income: income wage wages salary pay job work jobb jobbet lon lonen inkomst inkomsten arbete pension sjukpenning sickpay a-kassa benefits maternity
@youf: you you've your youre you_people ni er ert era klarna nordkredit company foretag foretaget bolag bolaget
`

var moreRules = map[string]string{
	string(Fraud): `
[certain]
card|cards|details|number|kort|kortet|kortuppgifter|kortuppgifterna|kortnummer|account|bankkort ~3 used|anvants|anvands|anvandes|kopierats|kopierat|snatched|copied|shopped ~4 without|utan|abroad|utomlands|foreign|another_country|by_someone|by_somebody|av_nagon|for_att|right_now|just_nu|to_buy|being|somebody|someone -before can|could|if|may|kan|om
used|anvant|charged|bought|opened|ordered|signed|taken|bestallt|kopt|tecknat|dragit ~6 without|utan ~1 my|mitt|min|lov|me ~1 permission|consent|knowledge|knowing|tillatelse|vetskap|medgivande|tillstand|approval|lov
without my permission|consent|knowledge
@who ~2 changed|bytt|andrat|loggat|logged|logging|bytte|andrade|overtagit|hijacked|kapat|taken ~5 email|mejl|password|losenord|in|over|account|konto|kontot|profil|profile|number|nummer
hackers|hackare|hacker ~4 account|konto|kontot|profile|in|i|phone|mobil
profil|profile|konto|account|facebook|kontot ~2 kapad|kapat|hijacked|hackad|taken_over|compromised
logged|loggat|login|logins|logged_in|inloggning|inloggningar ~3 russia|ryssland|china|kina|abroad|utomlands|another_country|not_mine|jag_inte
never|aldrig ~2 ordered|bestallt|bestallde|heard|hort|been|shopped|bought|kopt|kopte|handlat|opened|oppnat|signed_up|signed ~6 there|dar|charged|dragit|pengar|invoice|faktura|money|account|konto|shop|store|butik|butiken|this_shop|merchant|it|nagot|anything|of_this|of_them|off
invoice|bill|bills|faktura|fakturor|rakning|rakningar|charged|billed|reminder|paminnelse|debt|skuld|parcels|paket|krav ~6 never|inte|didnt|aldrig|ej ~2 order|ordered|bestallt|bestallde|bought|kopt|kopte|opened|signed -after arrive|arrived|delivered
invoice|bill|faktura|fakturan|rakning|paminnelse|debt|skuld|account|konto|loan|lan|reminder ~5 isnt|not|inte|ar_inte|ej ~1 mine|min|mitt|my|till_mig
in|i|using|pa|med|with my|mitt name|namn|identity|identitet|personnummer|personal_number|social_security_number|ssn|id -before wrong|fel|spelled|is_there|change|order_status -after wrong|fel|is|ar|field|faltet|change
burglar*|mugged|snatched|inbrott|inbrottstjuv|ficktjuv*|pickpocket*|ranad|bestulen|stulen|stulna ~8 card|cards|kort|kortet|korten|wallet|planbok|bag|vaska
card|cards|kort|kortet|wallet|planbok|planboken|bag|handbag|vaska ~6 snatched|stulen|stulet|stulna|stals|nicked|stolen|pinched|swiped -before if|om|insurance -within @not
code|koden|kod|pin|pinkod|bankid|password|losenord|passcode|logga_in|log_in|card_number|kortnummer|install ~8 phone|telefon|telefonen|ringde|called|caller|link|lank|lanken|gave|gav|lamnade|stranger|somebody|shouldnt|over_the_phone -before i_forgot|glomt|no|ingen|nytt|new|change -within @not -after forgot|doesnt|inte
called|ringde|rang|phoned|smsade|texted|said|sa|utgav|pretended|pretending|lat|asked|bad ~8 code|koden|kod|bankid|pin|password|logga_in|log_in|from_your_company|fran_er|card_number|install|download|godkanna|approve ~6 gave|gav|laste|read|loggade|logged|approved|godkande|shared|did|told|gjorde|mig|me
told|gave|shared|laste|read|gav|lamnade|sa|skickade|sent|uppgav ~4 pin|code|koden|passcode|pinkod|kod|password|losenord|bankid ~4 to|till|over|i_telefon|someone|somebody|a_man|him|nagon|honom|dem|them|phone|shouldnt
told|gave|gav|sa ~3 someone|somebody|nagon|a_man|honom|him|them|dem|en_man ~2 my|min|koden|the ~1 pin|code|pinkod|kod|koden|password|losenord
logged|loggat|loggade|signed|signerade|approved|godkant|godkande ~4 for|at|someone|nagon ~3 someone|nagon|phone|telefon|telefonen|him|caller
clicked|klickade|tryckte|followed ~3 link|lank|lanken|lanken_i ~6 password|losenord|losenordet|details|uppgifter|card|kort|code|kod
withdrawals|withdrew|uttag|uttagen|tagit_ut|cash_was ~8 night|natten|sov|slept|asleep|never_visited|never_been|aldrig_varit|inte_jag|not_me|someone|nagon
someone|somebody|nagon|nan|de|they|dom ~2 withdrew|tagit_ut|tog_ut|dragit|took_out|taken_out|emptied|tomde ~3 kr|kronor|pengar|money|from|fran|min|mitt|my|mig
balance|saldo|saldot|account|konto|savings|sparpengar ~3 zero|noll|empty|tomt|borta|gone|emptied ~6 havent|inte|didnt|without|not ~3 spent|touched|kopt|handlat|rort|used|done
saknas|missing ~2 pengar|money ~2 pa|from|on|fran|kontot|account
payments|payment|charge|shop|kop|dragning|debitering|dragningar ~8 know_nothing|nothing_about|never_been|inte_vet|vet_inte|inte_placera|cant_place|dont_gamble|spelar_inte|jag_inte_vet
unknown|okant|okand ~2 company|foretag|merchant|butik|shop|seller ~4 money|pengar|charged|dragit|took|taken|tagit
bluff*
anydesk|teamviewer|any_desk|fjarrstyra|fjarrstyrning|remote_access
purse|wallet|handbag|planbok|planboken|vaska|vaskan|rucksack|jacket ~2 was|were|got|blev|ar|har ~1 taken|lifted|swiped|grabbed|stulen|tagen|snodd
con_artist|catfish|catfished|romance_scam|solochvarad|investment_scam|fake_police|falsk_polis|falsk_butik|fake_shop|fake_website|fake_site|falsk_sida|bluffsida|bluffbetalning|bedrageriavdelningen|fraud_team|fraud_department
card ~3 being ~2 used -before can|if
un_authorised|un_authorized
`,
	string(Dispute): `
[certain]
told|quoted|promised|lovad|lovades|sagt|fick|sa|said|price|priset|agreed|agreement|overens|receipt|kvitto|kvittot ~6 but|and|men|och|yet|when|nar ~3 charged|billed|invoiced|debiterad|debiterades|fakturerad|costs|kostar|pay
billed|charged|took|tog|debiterade|fakturerade|drog ~3 but|men ~3 price|priset|agreed|was|var|should|skulle
discount|rabatt|rabatten ~6 isnt_on|not_on|missing|inte_finns|saknas|inte_med|not_included|never_applied
doesnt|dont|not|inte|ej ~2 add_up|match|ihop|correspond|stammer|overens|agree|agreed|what_we_agreed ~5 bill|invoice|receipt|told|quoted|kvitto|faktura|fakturan|lovad|overenskommet|avtalat|price -after app
amount|sum|summan|beloppet|total|bill|invoice|fakturan|rakningen ~4 doesnt|dont|inte|not|isnt ~3 add_up|match|ihop|stammer|agreed|overens|what_we|riktigt|correct|right
fakturan|rakningen|beloppet|summan|fakturor|invoice ~2 stammer|stamer ~2 inte|ej|inte_alls
added|lagt ~2 things|saker|items|avgifter|services|tjanster ~4 never|aldrig|not|inte
error|mistake|fel ~2 on|in|pa|i ~2 invoice|statement|bill|fakturan|faktura|rakningen|rakning -before my|what_does|mean|betyder
agree|medger|godtar|godkanner|accepterar|accept|haller ~1 not|inte|ej ~3 invoice|faktura|fakturan|krav|kravet|avgiften|fee|charge|att|med
disagree|oenig ~2 with|med|om ~3 invoice|bill|charge|fee|amount|decision|faktura|beslut|belopp
never|aldrig ~3 agreed|approved|gatt_med|gick_med|signed|tackat_ja|accepterat|consented ~6 subscription|abonnemang|prenumeration|this|detta|keep|drar|charge|billing|betala|betalar|pay
keeps|keep|fortsatter|continues|continue|forsatter ~2 charging|dra|debitera|billing|taking|fakturera|demanding|drar ~8 quit|cancelled|sagt_upp|stopped|uppsagd|avslutat|avbokat|insurance|me|pengar -before autopay
kept|behollt|beholl|behaller|keeps|refuses_to_return ~2 deposit|deposition|depositionen|handpenning|money|pengarna
denied|avslog|avslagit|rejected|nekade|nekat|declined ~2 my|min|mitt|our ~1 claim|reklamation|complaint|return|retur|refund|krav|case -after card
seller|shop|store|merchant|butiken|saljaren|handlaren|foretaget|company|hotel|hotellet|gym|gymmet|airline|flygbolaget|affaren|agency|builder|hantverkaren|landlord|de|they ~6 blocked|blockade|ignores|ignorerar|refuse|refuses|refused|vagrar|vagrat|nekar|denies|demanding|kraver|keeps|insist|insists|behaller|betalar_inte|wont_pay|wont_refund|inte_betala|not_give|ger_inte|ingen_ansvar|tar_inget|bankrupt|konkurs ~6 refund|refunds|money|pay|payment|returns|return|it_back|pengar|pengarna|betalt|tillbaka|aterbetala|aterbetalning|ansvar|responsibility|ansvaret|my|retur -within card
promised|lovade ~2 refund|aterbetalning|replacement|ny_vara ~6 changed|andrade|never|aldrig|inte|not|but
used|begagnad|begagnat|secondhand|refurbished|counterfeit|piratkopia|piratkopior|fejk*|fake|brick|tegelsten|empty_box|tom_kartong|cracked|sprucken|smashed ~8 new|ny|advertised|stod|box|kartong|instead|stallet|money|pengar|return|refund|shop|seller|butiken -after book
trainers|shoes|skor|skorna|bag|vaska|product|varan|produkten|item|watch|klocka|phone|telefon ~2 counterfeit|fake|fejk|piratkopia|piratkopior|kopia|kopior
stopped|slutade|gick_sonder|broke ~2 working|funka|fungera|sonder|efter ~8 store|shop|butiken|seller|saljaren|warranty|garanti|ansvar|denies|refuses
double|twice|dubbelt|dubbla|2_ggr|tva_ganger|again|igen taken|charged|payment|dragits|tog|drog|betalning -within mistake
dubbeldragning|dubbeldebiter*|dubbelfakturer*|dubbeldragen|dubble_charged|dubbelbetalning
took|tog|drog|dragit|dragits ~3 double|dubbelt|2_ggr|twice|tva_ganger|igen|again -after break|minutes
same|samma ~1 purchase|kop|kopet|order|charge|betalning|payment|item|dragning ~5 twice|two_times|tva_ganger|dubbelt|2_ggr
already|redan|paid|betalat|betalade ~3 paid|betalat|in|i|betalt ~3 store|shop|affaren|butiken|cash|kontant ~6 invoice|faktura|fakturerar|bill|billed|still|anda|also|ocksa
already|redan ~2 paid|betalat|betalt ~5 demand|demanding|kraver|anda|still|anyway ~4 money|betalt|pay|it|mig|me
not|inte|ej|dont|wont|refuse|never|vagrar|tanker ~3 paying|pay|betalar|betala ~5 never|aldrig|didnt|inte_fatt|didnt_get|broken|trasig|wrong|fel|not_receive|service|tjanst|thing_that|nagot_som|for_this|for_det|returned|returnerade|nat_som|refuse -before if|until|kan|om -after until|forran
betalar|paying|pay ~1 inte|not ~1 for|for_det_har|for_this -after until
owe|skyldig|skyldiga ~3 but|men ~3 dont|not|inte|inget|nothing
inte|not|dont|ej ~3 owe|skyldig|skyldiga ~4 money|pengar|pengarna|anything|nagot|nat|this|detta|er|you|debt -before am_i|ar_jag|if -after anymore
returned|returnerat|returnerade|skickat|sent|skickade|send|skicka ~5 tillbaka|back|tebax|all|allt|it|everything ~8 still_owe|still_billed|still_being|still_asking|still_want|still_charged|anda|why|varfor|remains|reminder|reminders|paminnelse|paying|betalar|rakning|billed|bs -before if|when|nar
open|oppna|start|raise|file|anmala|register|starta ~2 case|arende|dispute|tvist|claim|reklamation ~3 against|mot|med|om ~3 merchant|butik|butiken|shop|store|seller|saljaren|company|foretag
half|halva|halften|minst ~3 back|tillbaka -before refund|only|bara
right_of_withdrawal|angerratt|angerratten|angrade|angrat|cancelled|avbokade|avbestallde|installt|installd|stalldes_in|avbokat ~8 insist|insists|demand|demands|kraver|refuse|vagrar|godtar_inte|inte_godtar|full_price|fullt_pris|anda|charged|still|pay|resten|balance -within refund
`,
	string(Hardship): `
[certain]
no|ingen|inga|zero|utan|without|out_of|ej ~2 work|job|jobb|arbete|wages|salary|lon|income|inkomst|pay_coming|wage -before why -after clothes|shoes|address|email|phone|code
way|chans|mojlighet|chance ~3 i|jag|to|vi|we|att ~2 can|kan|could|pay|betala ~3 this|it|er|detta|det|anything|you|tillbaka|betala -within online|app|card|kort|can_i -before is_there|finns_det|any|ny|a|easiest|best|what|vilka|sätt
have|got|har|ive ~3 nothing|ingenting|inget ~2 left|to|kvar|att|over ~4 pay|live|betala|er|you|leva|give -before refund -within returned|returnerat|skickat|sent|sold|salt|paid|betalat|back
dont|not|inte|have_not|no ~2 have ~2 money|pengar|pengarna -after account|konto|kontot|back|yet|tillbaka -before if|om
not|inte|wont|never|aldrig|cannot|cant ~4 pay|betala ~6 either|heller|next_month|nasta_manad|long_time|lange|ever|nagonsin|any_of_it|tillbaka|at_all|alls
cant|cannot|inte|klarar|unable|not ~3 manage|klara|cover|tacka|inte|keep_up|handle|afford|hyran|avbetalningarna|instalments|installments ~4 instalments|installments|payments|rent|hyra|hyran|avbetalningarna|betalningarna|bills|rakningarna|repayments|plan|fakturan|invoice|any_longer|langre -before app
left|lamnade|stack ~3 with|med ~3 bills|rakningar|rakningarna|debts|skulder|debt
lose|losing|forlora|forlorar|mista ~2 our|my|the|vart|mitt|huset|lagenheten ~1 home|hem|house|flat|hus|bostad|apartment
stopped|slutat|slutade|betalar_inte|doesnt ~2 paying|betala|working|jobba|pay|underhall ~6 nothing|ill|sjuk|maintenance|underhall|child|barn|both|bada|utan
earned|tjanat|earning|tjanar ~2 anything|nagot|nothing|inget
savings|besparingar|sparpengar ~3 used_up|slut|gone|borta|uppatna
business|foretag|firma|firman|company|foretaget|restaurangen|restaurant|butik ~3 gone_under|gatt_under|bankrupt|konkurs|went_under|closed|stangde|lades_ner|lagt_ner|collapsed -before merchant|the_shop|seller -after refund|order
inkomst|inkomsten|income|salary|lon|lonen|wages|pension|pensionen|maintenance|sjukpenning|bidrag ~3 gone|forsvann|borta|stopped|slut|cut|indragen|drog_in|lost|forlorat|doesnt_cover|racker|isnt_enough|not_enough|not_cover|inte
drog_in|dragit_in|cut_off|stopped|indragen ~3 @income
hours|timmar|timmarna ~3 cut|skurits|minskat|reduced|neddragna
fallen|fell|hamnat|gatt|behind|efter|efter_med ~2 on|behind|ekonomiskt|i|efter ~3 hard_times|times|everything|allt|payments|bills|rakningar|betalningarna|kris|knipa
falling|fallen|fell|lagging|ligger|halkar|hamnat ~2 behind|efter -within lite|lit|little|bit|nagra|few|en -after few_days|few_more|nagra_dagar|some_days|en_vecka|a_week
money|pengar|ekonomi|ekonomin|finances|pengarna ~4 tight|mess|roa|kaos|desperate|desperat|rora|doesnt_stretch|stretch|katastrof|racker|skiten|knaper|illa|dire|control|kontrollen|finished|slut|wise -before gift|this_month
sitter|ligger ~2 skiten|pyrt|risigt|knipa
payments|paying|betala|betalningarna|keep_up ~4 terrible|hard_time|svar_tid|svarare|impossible|struggling
hard|svar|tough|tuff|terrible|rough|difficult ~1 time|tid|period ~8 pay|payments|paying|betala|betalningarna|keep_up|money|pengar|bills|rakningar|ekonomi -after login|app
lie|ligger|lay|lies ~1 awake|vaken ~5 bills|rakningarna|money|pengar|debt|skulder|owe
frightened|scared|afraid|dare|vagar|radd|ashamed|skams|skammer ~5 open|oppna|letters|breven|look|titta|balance|saldot|bills|rakningar|pay|betala|reminders -within not_afraid|clicking
stressed|anxious|worried|orolig|stressad|sick|angest|panic|panik|panicky ~6 owe|skyldig|debts|skulder|skuld|bills|rakningar|pengarna|money|paminnelser|reminders|ekonomin -after go_through|gone_through|gatt_igenom|arrive
freeze|frysa|pause|pausa|stop|stoppa|waive ~3 interest|rantan|collections|kraven|inkasso|kravet ~8 income|inkomst|work|jobb|jobbet|job|money|pengar|lon|arbete|anstallning
vulnerable|utsatta|utan_pengar|inga_pengar|no_money|some_inte_har ~3 customers|kunder|pengar
food|mat|kids|barn|barnen|eat|ata|ge_barnen ~6 pay|betala|cant|inte|no_money|pengar
children|barn|kids|baby|ensamstaende|single_mother|single_mum|single_parent|single_dad|family ~8 money|pengar|income|inkomst|stretch|racker|betala|pay|afford|rad|rakningar|bills|nothing
owe|skyldig ~3 everybody|everyone|alla|sju|seven|too_much|alldeles|flera|several|many|manga|companies|foretag -after friends
gambling|spelberoende|spelmissbruk|gambled|spelar_bort
andrum|breathing_space|breathing_room ~5 pay|wages|lon|money|pengar|income|inkomst
kronor|kr|pounds|quid|dollars|£ ~4 until|till|left|kvar ~4 month|manaden|payday|sista|lon|live_on|leva_pa -within can|extend|flytta|move -before pay|due|invoice|fakturan|refund|amount|betala
contract|vikariat|vikariatet|anstallning|provanstallning ~2 ended|slut|tog_slut|ran_out ~8 nothing|inget|new|nytt|found|hittat|job|jobb
took|tog ~2 my|mitt job|jobb
took|tog ~1 everything|allt ~2 we|vi|i|jag had|hade
hospital|sjukhus|ill|sjukt|sjuk|stroke|cancer|brot_ryggen|broke_my_back|burnout|utbrand|covid|langtidscovid|mental_health|psykiskt ~10 stopped_working|slutat_jobba|salary|lon|earned|tjanat|owe|skyldig|no_income
`,
	string(Bereavement): `
[certain]
no|not|inte ~1 longer|langre ~1 alive|with_us|living|i_livet|med_oss|lever
lever|living|alive ~1 inte|not|no ~1 langre|longer|anymore|mer
passed|gick|gatt|gat|somnat|somnade|past|pased|passd ~1 away|bort|in|on -before phone|days|budet|ombudet|forbi|day|deadline|gick_forbi|time -after ombudet|affaren|till|to|my|the|deadline
lost|mist|forlorat|miste|forlorade ~2 someone|nagon|somebody ~3 close|nara|dear|kar|love|loved|stod
killed|omkom|omkommit|dog|died ~4 accident|olycka|bilolycka|crash|month|manaden|week|veckan|year|aret|hospital|sjukhuset -after refund
passing|death|dod|bortgang|dodsfall ~2 of ~2 my|our|the|mother|father|husband|wife|customer|account
my|our|min|mitt|mina|var|mammas|pappas ~1 mother|father|husband|wife|mum|dad|mors|fars passing|death|bortgang|dod
late wife|husband|mother|father|brother|sister|mum|dad|son|daughter|partner|uncle|aunt|grandmother|grandfather
dead|dode|doda|avlidne|avlidna|deceased|bortgangne|bortgangna ~1 @kin
dodsbo*|dodsfall*|bouppteckning*|begravning* -before blommor|krans|kransar|bukett|buketten|sorgbukett
estate ~4 inventory|debts|outstanding|account|solicitor|administration|executor|of_my|owed|father|mother
solicitor|advokat ~3 for|for_the ~1 estate|dodsboet
inherit|inherits|arv|arver|arvinge|arvingar|arvet ~8 debt|skuld|skulden|pay|betalar|bill|who|vem -after tax
debt|skuld|skulden ~4 die|dies|dor|dod|inherit|arver -after question
mother|father|mum|mom|dad|sister|brother|husband|wife|gran|nan|grandma|grandpa|uncle|aunt|son|daughter|mam passed -after exam|test|driving|the|his|her|the_exam|year|course|his_exam
@kin ~2 ded|dood|diied|passd|avliden|avled|omkom
ex|ex-husband|exman|exet|fiance|fastman|fastmo|sambo|tvilling ~2 dead|died|dog|dott|dod|omkom|killed|omkommit -after phone
kvinnan|mannen|woman|man|person|personen|kunden|customer|he|she|han|hon ~5 is|ar ~1 dead|dod|avliden|deceased -after phone|lazy
`,
	string(Complaint): `
[certain]
@staffw ~5 @nasty
@nasty ~4 @staffw
treated|behandlad|bemott|tilltalad|spoken|tilltalades|behandlades|treats|treat|behandlar ~3 like|som|badly|unfairly|dirt|child|barn|skit|trash|customer|kunder|illa|orattvist|poorly -before you_should|hunden
nobody|no_one|ingen|noone ~4 got_back|replied|answered|hort_av|svarat|aterkommit|responded|aterkopplat|svarar|answers ~4 month|weeks|days|veckor|manad|manader|dagar|times|ganger|me|mig|yet|an|e-mail|emails -after seller|shop
waited|vantat|waiting|vantar ~3 weeks|months|veckor|manader|manad|month ~8 reply|svar|answer|nobody|ingen|not_good|inte_okej|ok|unacceptable|ridiculous|lojligt|response -after refund|parcel
you|ni ~2 keep|ignorerar|ignore|ignoring ~2 ignoring|mig|me|hela_tiden|my_emails|mina_mejl
passed|bollad|bollas|skickas|bollats|sent ~3 from|mellan|runt|between|around ~4 person|personer|folk|people|avdelningar|departments|another
every|varje ~1 time|gang ~5 i|jag ~6 different|nytt|nothing|inget|annat|another
how|hur ~1 many|manga ~1 times|ganger ~2 have_to|maste|ska_jag|must_i|do_i
four|five|six|three|several|tre|fyra|fem|sex|flera|ten|tio|many|manga|hundred ~1 times|ganger ~6 nobody|ingen|lose|slarvar|still|nothing|inget|fortfarande|no_reply|utan_svar|same|samma|without -before call_center
still|fortfarande ~2 not|inte ~1 solved|lost|fixed|resolved|sorted ~6 months|weeks|enough|manader|veckor|nog
had_enough|fatt_nog|fed_up|less_pa|trott_pa|sick_and_tired|had_it_with|i_am_done ~4 you|er|chasing|jaga|this_company|company|your|det_har|this
ruined|forstort|destroyed|damaged|forstorde|cost|kostat|kostade ~3 my|min|mitt|me|mig ~3 credit|kredit*|kreditvardighet|score|money|pengar|reputation|rykte|holiday
your|ert|er|era|eran ~1 mistake|error|fel|misstag|fault|failure|slarv|misslyckande|incompetence|inkompetens -after message|code
collections|inkasso|reminder_fee ~3 although|fast|trots|even_though|though ~2 i|jag ~2 paid|betalat|betalade
sent|skickade|skickat|sold|salt ~2 me|mig|my|mitt ~2 to|till ~2 collections|inkasso|debt_collectors|debt_collection
gave|gav|got|fick|gett ~2 wrong|fel|felaktig|false|incorrect ~1 information|info|besked|advice|rad
locked|laste|stangde|closed|sparrade|froze ~2 my|mitt|min ~2 account|konto|card|kort ~3 no_reason|utan_anledning|without_reason|without_warning|losing|forlorar
discriminat*|diskriminer*|misled|misleading|vilselett|vilseledde|vilseledda|lied_to|defamed|harass*|trakasser*
shared|lamnat_ut|leaked|lackt|disclosed|spridit ~3 my|mina|personal|our ~2 data|personuppgifter|uppgifter|information|details ~4 someone|nagon|others|third|andra|else
broke|brutit|brot|breaking|bryter|breach|broken ~2 promise|lofte|law|lagen|contract|avtal|avtalet|gdpr|the_law|mot_lagen|agreement
illegal|unlawful|olagligt|olaglig|lagbrott|strider_mot|against_the_law|gdpr_breach|break_consumer_law|breaks_consumer_law|breaks -before is_it|ar_det
know|kan|kanner|vet ~2 my|mina ~1 rights|rattigheter
courts|court|rattsligt|domstol|juridisk|ombud|solicitor|lawyer|attorney|advokatbyra|konsumentvagledning*|integritetsskyddsmyndigheten|data_protection|imy|konsumentombudsman|konsumentverket|konsument* -before work|works|jobbar|tennis|squash|food|im_a|jag_ar|mobler|kontorsmobler|stolar|furniture -after date|shoes|rental|booking|office|furniture|chairs
dissatisf*|dissatisfied|unsatisfied|missnoje|missnojd|unhappy|displeased|disappointed|besviken|bitterly ~6 service|handling|hantering*|hanterades|dealt|case|arende|treated|you|er|ni|your|bemotande|company|support|skott|handled|with_my_case -within seller|shop|butiken -after sold_out|slutsald
not|inte|isnt|wasnt|less_than ~2 happy|nojd|satisfied|pleased|impressed ~5 how|hur|with|med|service|handled|case|arende|your|ert|er|you|handling|work|arbete -before if -after item|shoes|colour|size
negative|negativ ~1 feedback|review|aterkoppling|recension
take|tar|ta|accept|tagit ~1 responsibility|ansvar ~3 for|failure|misslyckande|this|det_har|mistake
handling|hantering|hanteringen|handlaggningen|treatment|bemotande|bemotandet|tone|tonen|service|arbete ~5 poor|bad|dalig|daligt|usel|uselt|awful|disgraceful|upset|illa|under_all_kritik|below|terrible|very_bad|katastrof
upset|berord|illa_berord|sarad|krankt|insulted|krankande|forolampande ~4 by|av|over ~3 tone|tonen|letter|brev|brevet|your|er|treatment|bemotande
closing|close|leaving|lamnar|avslutar|avsluta|saga_upp|cancel|cancelling|switching ~4 account|konto|kontot|everything|allt|you|er ~4 because|grund|pga|rotten|uruselbolaget|this_rotten|disgusting|terrible|skit*
lost|forlorat|losing|forlorar ~1 a|en ~1 loyal|trogen|good|bra|long-time customer|kund
lost|forlorat|losing a|en customer|kund
avoid|undvika|warn|varna|varnar|boycott|bojkotta ~3 you|er|others|andra|people|folk|this_company
tell|beratta|berattar|saga|sager|skriver|post|posta ~3 everyone|alla|friends|vanner|vannerna|everybody|social_media|sociala_medier|facebook|trustpilot
never|aldrig ~3 use|anvanda|anvander|using|bruka ~1 you|er|this|your
years|ar ~2 customer|kund ~4 how|this|sa|tack|thanks|treat|behandlar
what|vad|vilket|which|what_a ~4 company|foretag|bolag|skitforetag|skitbolag|shitty|terrible|awful|outfit ~1 does|gor|are|this|treats|behandlar|such|ni -after name
skitforetag|skitbolag|uruselbolag*|bluffbolag|skurkar|skojare|crooks|thieves|tjuvar_ni|ranare|parasiter|parasites|clowns|clownerna|idioter|idiots|incompetent|inkompetenta|morons|lurendrejare|scammers_the_lot -before my|the_movie -after stole|stal|used|took|called|my|hacked
wasted|slosat|slosade|wasting ~3 hours|timmar|time|tid|days|dagar|my_life|liv
lodge|raise|anfora|framfora|inkomma|register|file|make|lamna ~2 grievance|klagomal|complaint|objection|protest|missnoje|klagan
`,
	string(Distress): `
[certain]
hellre|rather|sooner|heller ~1 dod|dead|die|do|dor ~1 an|than -before he|she|they
bryta_ihop|breakdown|miss_me|sakna_mig|saknar_mig|point_of_going_on|point_going_on|mening_att_fortsatta|mening_att_kampa|point_in_going_on|on_a_bridge|on_the_bridge|pa_en_bro|pa_bron|goodbye_letter|suicide_note|farewell_letter|avskedsbrev|avskedsbrevet|sjalvmordsbrev|all_my_tablets|all_my_pills|all_the_pills|the_pills|alla_tabletterna|alla_mina_tabletter|alla_tabletter|alla_piller|into_a_wall|into_a_tree|in_i_en_bergvagg|in_i_ett_trad|i_en_vagg|framfor_en_bil|under_a_bus|over_for_me|slut_for_mig|never_been_born|aldrig_fotts|aldrig_blivit_fodd|point_of_being_alive|point_of_living|mening_med_livet|meningen_med_att_leva|disappear_for_good|disappear_forever|forsvinna_for_alltid|forsvinna_for_gott|a_burden|en_borda|dark_place|mork_plats|morkt_stalle|over_the_edge|over_kanten|no_future|ingen_framtid|inte_nagon_framtid|everything_is_black|allt_ar_svart|bara_svart|feel_trapped|im_trapped|am_trapped|fangad|not_safe_at_home|inte_saker_hemma|inte_trygg_hemma|unsafe_at_home|bristningsgransen|breaking_point|end_of_my_rope|end_of_my_tether|natt_botten|rock_bottom|inga_krafter|ingen_kraft|no_strength|bryter_ihop|falling_apart|gar_sonder|ga_sonder|breaking_down|losing_my_mind|tappar_det|ends_my_life|ending_it|taking_my_life -before feel_like_i_am_a|package|price|parcel -after price|app|parcel|lift
pills|tablets|tabletter|tabletterna|piller ~4 front|framfor|all|alla|took|tagit|swallowed|svalt -before at_eight|deliver
better|happier|battre|gladare|lyckligare ~2 if|om|without|utan ~2 i|jag|me|mig ~2 was|were|var|wasnt|inte|borta|gone|dead|dod|fanns
soon|snart ~3 bother|slipper|slippa|rid ~3 me|mig
destroying|destroys|forstor|ater_upp|eating_me|killing_me|knacker|breaking_me|bryter_ner ~1 me|mig|up -after lol|haha
ill|sjuk|hospital|sjukhus|bed|sangen|vomit|krak*|brostet|chest|hjartat|heart|sick ~6 worry|oro|oron|stress|stressed|stressad|anxiety|angest|because_of_this|av_det|every_time|breven|letters -after parcel|delivery|return|order
worry|oro|oron|stress|anxiety|angest|angesten ~6 ill|sjuk|hospital|sjukhus|eating|ater|kill|doden|bed|krak*
havent|not|inte|cant|kan|varken|utan ~3 slept|sovit|sova|sleep|ata|eat|somn ~5 days|dygn|dagar|veckor|weeks|nights|natter|oro|worry|angest|because|rakningar_radsla -after tv|lol|haha
get|tar|komma|kommer|orkar ~2 out|ur ~2 bed|sangen
alone|ensam ~3 nobody|ingen|no_one ~3 cares|bryr|care|hjalper|understand
mentally|psykiskt|mental ~1 ill|sjuk|unwell|instabil|breakdown
i_am|im|jag_ar ~1 broken|trasig|finished|worthless|vardelos|breaking|forkrossad
im|i_am|jag_ar ~1 broken|trasig|breaking $
flee|fled|flytt|flydde|escaped|rymt|flydd|fly ~2 from|fran|my ~2 partner|husband|sambo|man|ex|boyfriend|pojkvan|abuser|home
he|she|han|hon|partner|husband|man|ex|exet|boyfriend ~2 forces|forcing|tvingar|makes|controls|kontrollerar|styr|tar|takes|threatens|hotar|hits|slar|follows|forfoljer|monitors|overvakar|read|lasa|lases|hurt|hurts|strikes ~3 me|mig|my|mitt|mina|loans|lan|money|pengar|kort|card|messages|meddelanden|illa -after present|wrong|order|it_for_me_lol
wont|inte|lets|later|far ~2 let|ha|mig ~2 me|mig|inte ~2 have|ha ~2 any|nagra money|pengar
careful|forsiktig|forsiktiga ~6 messages|meddelanden|phone|he|han
refuge|shelter|kvinnojour*|skyddad|skyddat|stalk*|forfoljer|abus*|misshandel|misshandl*|valdsam|valdsamma|violent|violence|vald -before bird|animal|tax|wind|drug|film|computer
something|nagot ~1 to|mot|med myself|mig_sjalv|himself|sig_sjalv|herself
hurting|harming|cutting|skar|skara|skada|skadar|harm|hurt|burned|brant|branner ~2 myself|himself|herself|sig|mig|armarna|armar -after ex|on_the_form|finger|pa_papper|fingret|skor
himself|herself|sig_sjalv|livet_av_sig|ta_livet_av|kill_himself|kill_herself|end_it -before check|by|for|pay -after paid|signed|bought|made
not|inte|doesnt|vill ~2 want|inte|wanting ~2 to_live|leva|living|live
avslutar|ending|ends|end|avsluta ~1 allt|it|everything ~3 tonight|natt|ikvall|now|nu|today|grund|because
orkar inte|ej|int ~2 mer|langre|merr|leva|mera
e|ar|im|am ~1 sa|so|helt|completely ~1 slut|done|finished ~3 manniska|life|liv|as_a_person|langre|mer|with_life
cant|kan ~1 inte|not ~1 mer|langre|anymore $
i|jag kan_inte mer|langre $
hysteri*|dodsangest|dodsradsla|livradd|petrified|distraught|inconsolable|otrostlig|forkrossad|nervsammanbrott|nervous_breakdown -after expensive
desperate|desperat|fortvivlad ~6 turn|vanda|help|hjalp|please|snalla|nobody|ingen|no_one|know -after trainers|skor|shoes
[possible]
scared|afraid|radd $
save|radda me|mig $
`,
}

// takenRules: the card itself, or the bag it lay in, is in other hands.
const takenRules = `
stolen|stole|nicked|snatched|lifted|swiped|robbed|mugged|pickpocketed|burgled|stulen|stulit|stulet|stulna|stal|snodd|snott|snodde|snodda|norpat|norpade|ranad|bestulen|ficktjuv*|tjuv*|thief ~8 card|cards|wallet|purse|bag|handbag|rucksack|backpack|kort|kortet|korten|bankkort|planbok|planboken|planboka|vaska|vaskan|handvaska|handvaskan|ryggsack|ryggsacken
card|cards|wallet|purse|bag|handbag|rucksack|backpack|kort|kortet|korten|bankkort|planbok|planboken|planboka|vaska|vaskan|handvaska|handvaskan|ryggsack|ryggsacken ~6 stolen|nicked|snatched|lifted|swiped|stulen|stulet|stulit|stulna|snodd|snott|snodda|norpad|norpat
`
