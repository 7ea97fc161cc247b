package understanding

// Words and rules of the sensitivities (P3). [certain] says it plainly;
// [possible] may mean it, and is worded gently to the customer.

const sensitiveSets = `
@pay: payment payments charge charges charged transaction transactions purchase purchases debit withdrawal withdrawals transfer transfers order orders invoice invoices bill deduction subscription loan kop kopet kopen betalning betalningen betalningar transaktion transaktionen transaktioner dragning dragningen uttag uttaget debitering debiteringen faktura fakturan fakturor overforing overforingen overforingar bestallning bestallningen order ordern kortkop kortkopet kortbetalning lan lanet abonnemang kredit krediten swish
@card: card cards account accounts debitcard creditcard wallet login password pin bankid details identity data konto kontot kort kortet kortuppgifter kortnummer uppgifter bankkort kreditkort identitet namn inlogg inloggning personnummer losenord kod koden koder plastkort legitimation id pengar money savings
@who: someone somebody somone anyone thief thieves hacker hackers stranger scammer scammers criminal criminals fraudster they he she person people else nagon nan nagn ngn tjuv tjuven tjuvar bedragare bedragaren hackare okand de dom han hon folk some1 ex exet
@misuse: used using uses stole stolen steal hacked hack took opened opening ordered bought accessed access cloned clone skimmed emptied drained withdrew withdrawn spent spending got_into broke_into gotten_into logged charged impersonated impersonating copied guessed shopping anvant anvander anvande stulit stal snott tagit tog hackat oppnat bestallt bestallde kopt koper handlat handlar handlade tomt toms tomde kopierat kommit_at loggat gjort_kop utnyttjat missbrukat lanat skimmat knackt snodde blivit_av
@denied: recognise recognize recognised recognized reconise recognice regonise recogize make made authorise authorize authorised authorized approve approved know_anything know_about know_who know_what_this know_nothing order ordered buy bought purchase purchased done do remember subscribe subscribed initiate initiated sign signed place placed igen gjort godkant kopt bestallt kanner kannt handlat tecknat ansokt kant gjorde bestallde kopte kannas minns ansokte koper signerat
@strange: unrecognised unrecognized unknown unauthorised unauthorized unauthorise strange suspicious weird odd mysterious mystery fraudulent bogus fake dodgy fishy shady unexpected unfamiliar okand okanda okant misstankt misstankta misstankliga konstig konstiga konstigt mystisk mystiska mystiskt skum skumma skumt marklig markliga markligt obehorig obehoriga obehorigt frammande falsk falska bluff bluff* ojust obekant obekanta
@scamw: scammed scamed conned defrauded phished swindled hoodwinked hacked hijacked cloned skimmed compromised lurad lurade lurats bedragen bedragna blast skimmad skimmat hackad hackat kapat kapad id-kapad id-stold idstold identitetsstold identity_theft id_theft idkapad id_kapad phishing phishad nätfiske natfiske vishing smishing bedrageri bedrageriet bedragare bedragaren bedragarna bluffad swindler fraudster fraudsters scammer scammers bluffsms bluffmejl bluffsamtal bluffmail kortbedrageri kortstold tjuv
@law: lawyer lawyers solicitor solicitors attorney court sue suing sued lawsuit legal_action legal_advice legal_steps small_claims ombudsman ombudsmen ombudman cfpb fca regulator bbb trading_standards citizens_advice advokat advokaten jurist juristen domstol domstolen tingsratt tingsratten stamma_er stammer_er stamning arn allmanna_reklamationsnamnden reklamationsnamnden konsumentverket konsumentombudsmannen konsumentombudsman finansinspektionen ko_anmalan anmaler_er anmala_er polisanmala_er datainspektionen imy legally attorney_general attorneys watchdog rattsliga_atgarder rattsligt konsumentratten
@kin: husband wife mum mom mother mam mummy dad father son daughter brother sister child baby partner girlfriend boyfriend grandmother grandfather grandma grandpa gran nan_ granny grandad uncle aunt aunty auntie cousin nephew niece spouse fiance fiancee friend parent parents stepdad stepmum widow man_och hustru hustrun fru frun mamma mor morsa mammas pappa far farsan farsa fader sonen dotter dottern bror brorsan syster systern barn barnet sambo sambon flickvan pojkvan mormor morfar farmor farfar moster faster farbror morbror kusin make maka maken makan man mannen van vannen van_till foralder foraldrar svarmor svarfar svarfader mina_foraldrar kompis barnbarn styvpappa
@family: husband wife mum mom mother mam mummy dad father son daughter brother sister child baby partner girlfriend boyfriend grandmother grandfather grandma grandpa gran granny grandad uncle aunt customer owner holder he she mamma mor pappa far fru frun sonen dotter bror syster barn sambo mormor morfar farmor farfar kund kunden han hon min_man hustru van vän make maka
@died: died dies dead death passed_away passed_on passed_last passed_in pased_away deceased deaceased diseased late_husband late_wife late_mother late_father killed_in lost_his_life lost_her_life dog dott dod doda avled avlidit avliden avlidna avlidne bortgang bortgangen bortgangne gick_bort gatt_bort gick_hastigt_bort somnat_in somnade_in omkommit omkom begravd begravning begravningen
@hurt: kill hurt harm hang cut shoot drown poison end skada doda hanga ta_livet skara drankt
`

// kindRules holds the rules per sensitivity.
var kindRules = map[string]string{
	string(Fraud): `
[certain]
@who ~3 @misuse ~4 @card -before if|om|what_happens|vad_hander|no|ingen|order -within @not -after never|prevent|stop_someone
@who|has|have|blivit|har ~2 hacked|hackat|skimmed|cloned|hijacked|kapat|skimmat ~3 @card|me|mig|my|mitt
@card ~4 stolen|hacked|skimmed|cloned|compromised|hijacked|stulet|stulen|stulna|skimmat|kapat|kapad|hackat|hackad|stulits|kapats|hackats|snott|kopierat|skimmats|emptied|drained|snodd -before if|om|insurance -within @not -after insurance
stole|stal|stulit|snott|snodde|nicked|pinched|robbed|rob|mugged|pickpocketed|pickpocket|ranad|ranade|bestulen|bestulits ~4 @card|wallet|purse|handbag|bag|phone|planbok|planboken|plånbok|vaska|vaskan|mobil|mobilen|handvaska|mig|me -before atm|machine|automat|automaten|bankomat|bankomaten|if|om
i|me|been|blivit|jag|was|got|im ~2 robbed|mugged|pickpocketed|ranad|bestulen
dont|didnt|never|havent|inte|ej|aldrig|wasnt|dident|doesnt ~3 @denied ~6 @pay|it|this|that|these|those|any|them|det|den|detta|dem|dessa|anything|something|things -before how_do|why_cant|if|remember_to -after yet|refund|arrive|arrived|return|returned|correct|wrong|on_time|time|page|app|design|screen|website|sida|appen|sidan|payment_yet|insurance|express|i_tid|forsakringen|included|betalning_an -within mean|how|solve|hur|want|yet|working|able|kan|can|vill
@pay ~6 i|jag|we|vi|ive|i_have ~3 dont|didnt|never|havent|not|inte|ej|aldrig|cant ~3 @denied|make|understand_what|ever -after receive|received
@pay ~5 jag|vi ~1 inte|aldrig|ej ~2 gjort|gjorde|godkant|kanner|kannt|bestallt|bestallde|kopt|kopte|minns|vet|kannas|forstar_vad
inte|ej|aldrig ~3 kannas|kanner|kannt|gjort|godkant|bestallt|kopt|handlat|tecknat|ansokt|signerat ~5 @pay|vid|detta|dessa|dem|igen|pa_det|nagot|har -before om -after fatt|levererats|stammer
kanner inte ~1 igen|till|vid
kannner|kanner ej|aldrig|inte ~4 @pay
kanns_inte_igen|unauthorized_charge|unauthorised_charge|unauthorised_transaction|fraudulent_charge|card_fraud|kortbedrageri|identity_theft|id_theft|id_kapning|id_kapad|idkapad|identitetsstold
@strange ~1 @pay -after form|template|fee -before what_is_a
@pay ~3 is|are|was|ar|var|looks|ser|verkar ~2 @strange|not_mine|inte_mitt|inte_min|inte_mina|fraud|bedrageri
not|isnt|wasnt|arent|inte|ej ~2 mine|me|my|jag|mitt|min|mina|from_me ~3 @pay|who|som|that|doing -within showing|letting|updating|loading|visar|slapper|get|getting|find|see|make|complete|do|access|have|allowing|menade|meant|andra|other|menar -after cup|best|phone_number -before why|varfor|hittar|ser|har_fatt|fatt|fick|oppnar|forstar|find|see|found|open|got|received|im|if
@pay ~4 not|isnt|arent|wasnt|inte ~1 mine|me|my|jag|mitt|mina|min|from_me|gjorda_av_mig
it|that|this|det ~2 wasnt|isnt|var|ar ~1 me|inte_jag|not_me ~4 who|that|som|@pay
was|have|been|got|gotten|im|ive|am|blivit|har|blev|jag|are|being|think|tror ~4 @scamw -before if|how_would|om|to_avoid|prevent|protect
@scamw ~3 @card|me|mig|took|has|har|ringde|called|got|fick|tog
victim|utsatt|offer|drabbad|drabbats ~3 fraud|scam|theft|bedrageri|bluff|stold|identity|brott
report|anmala|reporting|flag|rapportera|polisanmala ~4 fraud|scam|fraudulent|stolen|theft|bedrageri|bluff|stold|kortbedrageri|stulet
gave|given|told|sent|shared|entered|typed|read|lamnade|lamnat|gav|gett|delade|skickade|uppgav|skrev|angav|lamnat_ut|sa|slog ~4 code|pin|password|bankid|otp|passcode|koden|kod|koder|losenord|uppgifter|kortuppgifter|pinkod|kortnummer|card_details|details ~6 someone|caller|them|him|her|man|phone|stranger|website|site|link|nagon|dem|honom|bedragare|telefon|lank|sida|sms|dom|en_man|en_kvinna|samtal -before yours
logged|loggade|approved|godkande|signed|signerade|identifierade|legitimerade ~5 bankid|bank_id ~8 phone|called|caller|ringde|telefon|samtal|someone|nagon|link|lank|stranger|him|them|honom
clicked|klickade|tryckte|followed|opened ~3 link|lank|lanken ~8 card|bankid|details|money|pengar|uppgifter|entered|koden|password|konto|gone|kort
money|pengar|pengarna|savings|saldo|funds|konto|kontot|kr|kronor|pounds ~4 stolen|stulna|stulits -before refund -after order|delivery
loan|credit|account|lan|kredit|konto|abonnemang|subscription|order|bestallning|invoice|faktura|kop ~5 in|i ~1 my|mitt ~1 name|namn -before how|change|hur -after wrong|spelled|misspelled|felstavat
@misuse ~5 in|i my|mitt name|namn
somebody_else|someone_else|nagon_annan|annan_person ~3 @misuse|using|has_my|made|handlat|gjort|shopping -before could|can|if -after allowed
fraud|fraudulent|fraudulant|fruad|bedrageri ~3 on|with|against|pa|mot|med|in ~2 my|mitt|mig|me|account
[possible]
money|pengar|pengarna|savings|saldo|funds|konto|kontot|kr|kronor|pounds ~4 gone|missing|vanished|disappeared|forsvunnit|borta|forsvann|tomt|toms -before refund -after order|delivery
fraud|fraudulent|scam|scams|phishing|bedrageri|bedragerier|bluff|bluffsms|scammers|bedragare|hackad|hacked|stulet|stolen|fruad -before this_price|protection|prevent|protect|skyddar|skydda|warn|varna|does_your|how_do_you|what_is|fraud_department_hours -after protection|prevention|alert_settings|alerts|work|kisses|check|insurance|joke|lol
@strange ~2 @pay|sms|text|email|mejl|samtal|call|login|inloggning|caller
dont|didnt|not|inte ~3 recognise|recognize|recognice|reconise -after page|app|design|sidan|appen|website
someone|somebody|nagon|nan|a_man|en_man|man|they|de|dom ~3 called|called_me|rang|phoned|ringde|ringt|texted|smsade|mailade ~8 bank|you|code|kod|bankid|er|nordkredit|pretending|sa_sig|utgav|claiming|claimed|asking|asked|police
`,
	string(Dispute): `
[certain]
dispute|disputing|disputed|contest|contesting|chargeback|charge_back|chargebacks|bestrida|bestrider|bestridit|bestritt|bestridande|bestrids|bestride|bestria|reklamera_kopet|disputes_team|ifragasatta|ifragasatter|motsatter_mig|motsatter|tvist|challenge|challenging|object_to -before no|ingen|how_long -after settled|resolved|take|usually|lost|vanligtvis|brukar|ar_lost
dont|do_not|not|wont|refuse|shouldnt|disagree|inte|ej|vagrar ~4 agree|accept|owe|pay|haller|godtar|accepterar|betala|betalar|skyldig|godkanner|tanker_betala|ska_betala ~5 invoice|bill|amount|charge|this|faktura|fakturan|belopp|beloppet|krav|kravet|detta|skulden|nagot|something|anything|for_it|for_something|det_har|that -before if_i|can_i|vad_hander|om_jag|what_happens -after yet|until|till|now|month|forran|salary|lonen|nu
@pay|invoice|amount|summan|beloppet|bill|faktura|fakturan|price ~4 is|are|was|ar|ser|stammer|blev|isnt|ar_helt ~3 wrong|incorrect|inaccurate|fel|felaktig|felaktigt|mistaken|not_right|not_correct|too_high|for_hog|for_hogt -before what_if -within number|nummer|reference|notes|ocr|exchange|rate|kursen -after address|adress|email|name|namn|due|forfall
charged|billed|debited|debiterad|debiterats|betalat|dragit|drogs|fakturerad|fakturerats|paid|draget|fakturerat|tagit ~5 twice|double|two_times|2_times|dubbelt|dubbla|tva_ganger|2_ganger|for_mycket|too_much|wrong|extra|again|fel_belopp -before accidentally|rakade -within mistake -after refund_already|mistake|misstag|accident|misstag|reference|referens|ocr|my_bank|bankappen
dubbel* ~2 debiter*|dragning|faktura|fakturering|betalning|charge
double|duplicate ~1 charge|charged|billed|payment|billing|invoice|charging
incorrect|felaktig|felaktigt ~2 amount|invoice|bill|belopp|faktura|summa|fakturan|krav -before enter|entered
shop|store|seller|merchant|company|retailer|they|butiken|saljaren|foretaget|handlaren|webshopen|webbutiken|de|dom|affaren ~4 refuses|refuse|refusing|refused|wont|ignores|ignoring|ignore|ignored|vagrar|vagrade|vill_inte|svarar_inte|nekar|ignorerar|nekade|not_responding|denies|denied|deny|wouldnt|not_replying|says_no|sager_nej ~6 refund|money|return|reply|respond|pay|replace|pengar|pengarna|aterbetala|retur|returen|svara|ersatta|ta_emot|tillbaka|emails|reklamation
never|not|didnt|hasnt|havent|aldrig|inte|nothing|inget ~4 arrived|received|delivered|got|came|kommit|fatt|levererats|levererades|kom|get|receive|arrive|recieved|fick|dykt ~10 still|anda|want_me|wants_money|billed|charged|demand|demands|invoiced|still_want|betala|fakturerar|pay_for|refuse|wont_pay|krav|kraver|vagrar|paminnelse|but_charged|not_paying|charging -after where_is|later
returned|sent_back|skickat_tillbaka|returnerat|returnerade|skickade_tillbaka|lamnat_tillbaka ~10 charged|billed|krav|kraver|demand|demands|demanding|paminnelse|vill_ni|refuse|refuses|vagrar|reminder|chasing|owe -before refund -after when|nar
broken|defective|faulty|damaged|fake|counterfeit|trasig|trasigt|trasiga|defekt|skadad|skadat|smashed|piratkopia|sonder ~10 money|refund|pay|charged|pengar|pengarna|betala|vagrar|refuses|refused|wont|invoice|fakturan|ersattning
not|nothing|inte ~4 as_described|like_described|som_beskrivet|what_i_ordered|som_utlovat|the_same_as|stammer_inte_med|det_jag_bestallde|vad_jag_bestallde
cancelled|canceled|avbokade|avbestallde|avbokat|avbestallt|angrade|sagt_upp|sade_upp|angrat|annullerade ~10 still|anda|fortfarande|charged|faktura|billed|but_you|kravs|money_taken|drar|dragit|debiterad
[possible]
overcharged|over_charged|overcharge|overdebiterad|mischarged|dubbeldebiterad|not_fair_charge|felaktig_faktura|felfakturerad
wrong|incorrect|fel|felaktig|stammer_inte ~3 invoice|bill|charge|amount|faktura|fakturan|belopp|summa|summan
not ~1 what_i_ordered
stammer inte
`,
	string(Hardship): `
[certain]
lost|losing|loose|lose|lost_both|forlorat|mist|forlorade|fatt_sparken|blev_av_med|blivit_av_med ~3 job|jobs|work|income|jobb|jobbet|arbete|arbetet|inkomst|anstallning|inkomsten|business|house|hemmet|anstallningen -after code|scam|number
made|got|been|blev|blivit|was|ar|im|jag_ar|just ~2 redundant|laid_off|fired|sacked|let_go|furloughed|unemployed|jobless|uppsagd|varslad|arbetslos|avskedad|bankrupt|evicted|homeless|vrakt|hemlos|utforsakrad|permitterad|sjukskriven|konkurs|langtidssjuk
arbetslos|arbetslosa|uppsagd|utforsakrad|utforsakrade|unemployed|jobless|skuldsanering|skuldsatt|overskuldsatt|privatkonkurs|skuldfalla|skuldfallan|existensminimum|insolvency|bankruptcy|debt_charity|stepchange|food_bank|foodbank|matkasse|soss|forsorjningsstod|socialbidrag|eviction|universal_credit|breathing_space|debt_advice|skuldradgivare|skuldradgivning|budget_och_skuldradgivare|vrakning|vraka|food_stamps|fattig -after insurance|rate|news
cant|cannot|can_not|couldnt|unable|dont|never|inte|ej|omojligt|no_way|not|no_longer|aldrig|impossible ~5 afford|make_ends_meet|ends_meet|rad|mojlighet_att_betala|keep_up_with|pay_my_rent|feed|put_food|pay_anything|pay_any_of|pay_everything|pay_at_all|betala_nagot|betala_alls|forsorja|klara_mig|fa_det_att_ga_ihop|ga_ihop|betala_hyran|pay_rent|buy_food|kopa_mat|pay_the_rent|klara_ekonomin|heat -after lol|wait|vanta|phone|iphone|that_one|new|trip
choose|choosing|valja|valjer ~4 food|rent|heating|mat|hyra|hyran|rakningar
no|zero|inga|inget|ingen|slut|without|utan ~3 money|income|pengar|inkomst|savings|sparpengar|lon|cash_left|besparingar|pengarna ~4 left|food|mat|rent|hyra|live|till|for|kvar|to|alls|at_all|den|sa|this|langre|all|and|because -before why|refund -after refund|refunded|yet|account_yet
money|pengar|pengarna ~2 run_out|ran_out|slut|racker_inte|racker_inte_till|tagit_slut|wont_last|dont_stretch -before gift
pengarna|pengar|lonen|inkomsten|pensionen|ekonomin ~2 racker|gar|hacker ~1 inte|ej
drowning|buried|drunknar|sitter|fast|dranker|overwhelmed|neck_deep|sinking|trapped|spiral ~4 debt|debts|bills|skulder|skuld|rakningar|skulderna|loans|lan|payments
struggling|struggle|struggeling|hard|tough|difficult|kampar|svart|tufft|kaos|strugling|behind|kris|knappt|kniper|trouble|trangt|anstrangd|jobbigt|desperate|desperat|dire ~5 money|financially|finances|bills|pay|payments|ekonomi|ekonomin|ekonomiskt|pengar|betala|rakningarna|financial|ends_meet|rent|hyra|repayments|skulder|afford|debt -before technical|app|card_reader|login -after app|appen|kassan|natet|card_declined|online|website|with_card|swish|page -within transferring|transfer|topping|google|apple|login|logging|adding|sending|withdrawing|verifying|overfora|skicka|logga
financial|economic|ekonomisk|ekonomiska|money ~2 difficulty|difficulties|hardship|trouble|problems|problem|svarigheter|kris|crisis|katastrof|bekymmer|worries
kronofogden|kronofogde|betalningsanmarkning|betalningsanmarkningar|debt_collector|debt_collectors|bailiff|bailiffs|utmatning|loneutmatning|inkasso|inkassokrav|collections_agency ~12 cant|afford|rad|panik|radd|scared|inte|help|hjalp|kommer|knocking|betala|worried|orolig|pengar|klara|undvika
pa soc
sjukskriven|sjukpenning|sjuk|ill|sick|hospital|cancer|divorce|skilsmassa|separated|stroke|disabled|maternity|disability|pregnant|gravid|forsakringskassan|mentally|operation|olycka|accident|injured|skadad|skild ~12 cant|cannot|inte_betala|inte_rad|afford|rad|racker|ekonomi|no_income|no_money|inga_pengar -after return|retur|returned|insurance|storno|deliver|delivery
cant|cannot|inte|unable|kan_inte|unable_to ~3 pay|betala|betalar ~12 lost_my|job|jobb|jobbet|sick|sjuk|unemployed|arbetslos|no_money|inga_pengar|benefits|bidrag|divorce|skilsmassa|kids|barn|barnen|food|mat|rent|hyra|hospital|redundant|disability|soc|forsakringskassan|cancer|income|inkomst|debts|skulder -after birthday
[possible]
cant|cannot|can_not|unable|kan_inte|kan_ej|impossible|omojligt|cannt|never_be_able|wont_be_able ~2 pay|betala|afford|repay ~2 $ -before why|varfor|page|appen|swish -after online|card|app|in_the_app|swish|with|med|through
cant|inte|cannot|unable ~3 pay|betala ~4 this_month|anything|allt|everything|bills|rakningar|rakningarna|skulden|denna_manad|hela|skulder|my_debt -before why|varfor -after until|till|friday|next|fredag|week
worried|scared|afraid|orolig|radd|angest|panik|stressad|anxious|stressed|oroar ~5 money|bills|debt|pay|payments|ekonomi|pengar|skulder|rakningar|betala|ekonomin|rakningen|skulden
debt|debts|skuld|skulder|broke|pank|barskrapad|luspank|utblottad|skint|low_income|fattigpensionar|benefits|bidrag|hardship -before what_is|my_card_is|it_broke|the|screen|no|pay_off|off|losa|total -after early|how_much|left|fortid|hur_mycket|free|card|collector_scam|screen|down|again|my|off|when
`,
	string(Bereavement): `
[certain]
@kin ~5 @died -before if|game|my_phone|plant|characters -after phone|battery|laughing|inside|batteri|trott
dead|deceased|avlidne|avlidna|doda|dode|bortgangne|bortgangna|bortgangen ~1 @kin
dog|avled|dott|avlidit ~4 igar|i_fredags|forra|nyligen|hastigt|i_sondags|manaden|i_natt|for|plotsligt|efter|i_veckan|i_mandags|i_cancer -before my|the|a|our|hot|min_hund|her|his|your|and|which|telefon|batteriet|mobilen|datorn|appen|app
@kin ~3 gick|gatt|har|somnade|somnat|lamnade|ar|finns ~2 bort|in|oss|borta_for_alltid|inte_langre|inte_mer -before if
lost|forlorat|mist|miste|forlorade ~2 my|our|min|mitt|mina|var|vart|both ~2 @kin ~1 -after number|at_the|in_the_shop|card
passed away -before card
dodsbo|dodsboet|dodsbon|dodsfall|dodsfallet|dodsattest|dodsbevis|dodsfallsintyg|bouppteckning|bouppteckningen|bouppteckn|arvskifte|arvinge|efterlevande|efterlevandeguide|begravningsbyra|begravningen|begravning|begravningskostnader|avliden|avlidna|avlidne|avlidnes|bortgangne|bortgang|bortgangna|ankling|anka_nu|blivit_anka -before blommor|krans|bukett -after blommor|krans
deceased|bereaved|bereavement|bereavment|funeral|executor|probate|death_certificate|widow|widower|widowed|next_of_kin|late_husband|late_wife|late_mother|late_father|late_mum|late_dad|late_brother|estate_of|undertaker|obituary|mourning|decedent -before black|movie|song|film|book|viking -after flowers|wreath|flower|movie|song|band|film|album
account|invoice|bill|konto|faktura|fakturor|rakning|skuld|debts|rakningar ~6 dead|deceased|died|avliden|dod|doda|passed_away|gick_bort|gatt_bort|avlidit -before if -after link|battery
@kin ~4 is|are|ar ~1 dead|gone_now|no_longer_with_us|not_with_us_anymore|dod|doda|not_alive
[possible]
someone|person|customer|kund|nagon|personen|kunden|account_holder|kontoinnehavaren|close_to_me|han|hon|he|she ~5 died|dog|dott|passed|avled|dod|dead|passed_away|gick_bort|gatt_bort|avlidit|deceased -after laughing|battery|phone
sorg|sorjer|grieving|grief|funerals|kondoleanser|i_djup_sorg -before good
what_happens|vad_hander ~6 die|dies|dor|dog|death|dod
`,
	string(Complaint): `
[certain]
complain|complaint|complaints|complaining|complaing|klagomal|klagomalet|klaga|klagar|klagomals*|formal_complaint|reklamationsarende|complant -before no|not|inga|inte|cant|didnt|dont|havent|without|never|inget|inte_att -after about_the_weather|department_address|inte
@law -before for|rabatt|studentrabatt|no_need_for|not|inte|im_a|jag_ar|my_husband_is_a|work_as|works_for|work_at|jobbar|jobbar_som|jobbar_pa|studerar|basketball|tennis|food -after order|fees_for|tennis|basketball|shoes|invoice_for_work|office|furniture|chairs|kontor|mobler|stolar
take|taking|tar|ta|drar|dra|see|ses|sees ~5 court|legal|further|tingsratten|domstol|rattsligt|ratten|media|tidningen|tidningarna|press -before food
report|reporting|anmala|anmaler|anmald|anmalan|polisanmaler ~3 you|er|ert_foretag|this_company|nordkredit|klarna|till_konsumentverket|till_arn|foretaget -after fraud|stolen|my_card|lost|my_address
go|going|ringer|kontaktar|skriver|gar ~3 newspaper|press|media|papers|journalist|tidningen|expressen|aftonbladet|uppdrag_granskning|plusredaktionen|sverigekanalen|watchdog
disgrace|disgraceful|disgusting_service|appalling|unacceptable|inacceptable|unaccaptable|outrageous|scandalous|shambles|atrocious|abysmal|disgusted|oacceptabelt|oacceptabel|skandal|skandalost|bedrovlig|bedrovligt|under_all_kritik|undermaligt|forkastligt|skamligt|skamlig|upprorande|uppror|skrammande_dalig|oforskamt|oforskamd|urusel|uruselt|horribel|horribelt|vidrigt_bemotande -before not -after weather|movie
worst|varsta|samsta|terrible|horrible|awful|shocking|poor|lousy|dreadful|pathetic|dalig|daligt|dalig_service|urdalig|urdaligt|kass|kasst|usel|uselt|fruktansvard|katastrofal|katastrof|crap|shit|shitty|shite|bedrovlig|skitdalig|skit ~3 service|company|bank|support|experience|customer|treatment|bemotande|foretag|kundtjanst*|hantering|behandling|kundservice|erfarenhet|betjaning|bolag -before not -after not_bad|weather
never ~3 using|use|shop|shopping|dealing|buy|handla ~6 again|you_again
aldrig ~4 mer|igen ~4 er|klarna|nordkredit|handla|anvanda|anlita|betala_med
want|vill|demand|kraver|expect|forvantar ~4 compensation|apology|kompensation|ursakt|skadestand|ersattning_for|written_apology|explanation_in_writing|goodwill
missnojd|besviken|dissatisfied|unhappy|dissapointed|disappointed|furious|livid|fed_up|rasande|arg|forbannad|skitforbannad|jattemissnojd|fly_forbannad|ursinnig|appalled|angry|upprord|less ~6 with_you|service|with_your|treated|treatment|er|bemotande|bemotandet|how|hur|handled|hantering|hanterat|company|support|behandlad|kundtjanst*|med_er|pa_er|svar|handling|way -before not|inte -after with_myself|with_the_seller
treated|behandlad|behandlar|bemott|bemotts ~3 like|badly|unfairly|terribly|som|illa|daligt|poorly|skit|disrespect*|respektlost|orattvist|rudely
rude|otrevlig|otrevliga|otrevligt|arrogant|nonchalant|condescending|patronising|unprofessional|oprofessionell|oprofessionellt|incompetent|inkompetent|inkompetenta ~5 staff|agent|support|you|company|customer|service|ni|er|kundtjanst*|bemotande|person|personal|handlaggare|employee|medarbetare|svar|was|were|var|ar
[possible]
unacceptable|disgusting|rip_off|ripoff|rena_rant|bluffbolag|bluffforetag|rovarpriser|scam_company|lurendrejare|lurendrejeri|skamsligt|missnojd|furious|unprofessional|kranker|skandal|skams|fuming|appalled|livid -before no|good|funny|not -after lol|haha|😂|price|told
how_dare_you|hur_vagar_ni|shame_on_you|skams_pa_er|ni_borde_skammas|you_should_be_ashamed|hur_fan_kan_ni|duger_inte|inte_okej|inte_ok|not_good_enough|not_acceptable|not_on
weeks|months|veckor|manader|times|ganger ~6 nobody|no_one|no_reply|no_answer|ingen|inget_svar|utan_svar|ignored|ignorerad|without_answer|nothing_happens|inget_hander|passed_around|ignorerar
`,
	string(Distress): `
[certain]
suicide|suicidal|sucide|suicid|sjalvmord|sjalvmordstankar|sjalvmordsbenagen|sjalvskada|sjalvskadar|selfharm|self_harm|self-harm|selfharming|kms|unalive|sucidal -before squad -after squad|prevention_shirt
kill|hurt|harm|hang|cut|shoot|drown|harming|cutting|hurting|killing|skada|doda|hanga|skara|skar|skadar|dranka|forgora ~1 myself|my_self|mig|mig_sjalv|meself|mig_sjalv
end|ending|take|taking|ended|avsluta|ta|tar|avslutar|tog|gora_slut_pa ~2 my|mitt|own|livet|allt|it_all|mig_av_daga|livet_av_mig ~2 life|liv|livet|av_mig|av|now|nu|ikvall|tonight -before battery|subscription|insurance
livet_av_mig|avsluta_allt|end_it_all|ending_it_all|end_it_now|top_myself|off_myself|do_myself_in|end_my_life
dont|do_not|doesnt|no|not|inte|orkar|ingen|nothing|finns|ej|why_should_i|varfor_ska_jag|no_reason|never|orka|inget ~4 want_to_live|wanna_live|want_to_be_alive|want_to_be_here|want_to_exist|to_live|leva|leva_langre|worth_living|live_anymore|live_for|leva_for|be_here_anymore|wake_up|vakna_upp|vakna_mer|finnas|finnas_langre|existera|go_on_living|vara_med_langre|fortsatta_leva|live_any_more|vara_vid_liv|keep_living|see_tomorrow -after without_my_phone
want|wanna|wish|vill|onskar|rather|hellre|better|better_off|battre|would|ready|going|ska|kommer|lika_bra|just|vore ~4 die|dead|do|do!|dö|be_dead|dod|never_born|disappear_forever|inte_fanns|aldrig_fotts|not_wake_up|forsvinna_for_alltid|inte_vakna|inte_leva|sluta_finnas -before battery|phone|its|to|you -after laughing|lol|haha|this|something|it|that|anything|the|an|a|my|business|ett|you|now_please|to|later|with|for|so|not
jag vill|orkar_inte_mer|vill_bara do|dö|forsvinna
world|everyone|family|alla|familjen|kids|barnen ~4 better_off|battre_utan|slippa ~2 without_me|mig|without|utan_mig
goodbye_forever|goodbye_world|hej_da_for_alltid|adjo_livet|sista_meddelande|last_message|overdose|overdos|overdoserat|overdosed|took_pills|taken_pills|tabletter_jag_tagit|svalt_tabletter|jump_off|jumping_off|hoppa_fran|hoppa_framfor|hoppar_framfor|in_front_of_a_train|framfor_taget
pills|tabletter|tabletterna|rep|rope|razor|knife|bridge|bron|kniv|rakblad ~6 myself|all_of_them|alla|die|livet|mig_sjalv|enough|tonight|ikvall|jump|hoppa|svalja
life|livet|living|leva|liv ~2 is|has|ar|kanns|isnt|inte|feels ~2 pointless|meaningless|over|meningslost|slut|unbearable|not_worth|outhardligt|worth_it|vart_att|helvete|hopplost|vard -before battery -after insurance
no|ingen|inget|finns_ingen|dont_see ~2 point|way_out|reason_to_live|utvag|hope|hopp|mening|losning|vag_ut|reason_to_go_on|future|framtid ~3 in|left|anymore|med|kvar|for|langre|any_more|more|living|att|me|with_anything|going_on|to -before calling -after trying_to_call|in_calling|paying|returning|asking|att_ringa|having
he|she|husband|boyfriend|partner|ex|wife|girlfriend|man|mannen|sambo|sambon|pojkvan|exet|han|hon|pappa|dad|killen|someone ~3 hits|beats|hit|beat|hurts|abuses|abused|threatens|threatened|slar|slog|hotar|misshandlar|misshandlade|hotade|strangled|strypte|hurting|beating|valdtog|rapes|raped|controls|kontrollerar|hota|slagit|kill_me|doda_mig|doda ~3 me|mig|us|my|oss|all|mina|alla|the_kids|barnen -after on|if_i_dont_pay_lol|record
domestic_violence|domestic_abuse|abusive_relationship|abusive|vald_i_hemmet|misshandel|misshandlad|skyddat_boende|kvinnojour|kvinnojouren|skyddad_identitet|womens_refuge|våldsam
panic|panik ~1 attack|attacker|angest|angestattack
panikangest|panikattack|panikattacker|angestattack|dodsangest
cant|cannot|dont|inte|not|orkar|klarar|no_longer|can_not|aldrig|pallar ~3 cope|go_on|take_it_anymore|take_this_anymore|handle_this_anymore|carry_on|take_it_any_more|take_any_more|take_much_more|keep_going|do_this_anymore|orkar_mer|orka_mer|orka_langre|orkar_langre|klara_mig_langre|leva_sa_har|stand_it_anymore|bear_it|sova_eller_ata|hantera_livet|langre_att|klarar_mer|fortsatta_langre|sleep_or_eat|eat_or_sleep|live_like_this|continue_like_this -before app|website|queue -after app|queue|this_website|the|website
orkar inte|ej ~1 mer|langre|leva|fortsatta|med_livet|kampa -after vanta|ringa|chatta|med_boten
[possible]
hopeless|worthless|desperate|desperat|hopplost|vardelos_manniska|despair|fortvivlad|fortvivlan|helpless|hjalplos|broken_inside|breaking_down|breakdown|bryter_ihop|brutit_ihop|brakat|kollapsar|depressed|depression|deprimerad|deppig|utbrand|burnout|burned_out|angest|anxiety|suicidal_thoughts|ensam_i_allt|mar_fruktansvart|mar_jattedaligt|mar_sa_daligt|mar_skitdaligt|self_esteem_zero|lonely|terrified|vettskramd|livradd|scared_to_death|losing_my_mind|tappar_forstandet|blir_galen_av_oro|going_under|gar_under -before how_do_i_become|bot|app|system|you_are|ni_ar|service|is|ar_ni|support -after deal|offer|attempt_to_get_discount|bot|service|kundtjanst*|app|system|support
crying|cry|cried|grater|gratit|gråter|tears|sobbing|storgrater|tararna|tarar|in_tears -before laughing|baby -after laughing|wolf|price
cant|inte|kan_inte|havent|not ~2 sleep|sova|slept|sovit|eat|ata|breathe|andas|sov ~6 worry|oro|angest|stress|days|dagar|because|over|scared|radd|veckor|weeks|natter|nights|worrying|orolig
orkar|pallar|klarar ~1 inte ~1 mer|langre $
cant|cannot anymore $
dont|vet|inte|i_dont ~3 know ~1 what ~1 to do ~3 anymore|any_more
scared|afraid|radd|terrified|frightened|skramd|panicking|panicked|paniken|panikslagen -before dont|not|inte -after missed|missat|entered|chose|typed|skrev|valde|of_heights|price|paket*|parcel|pressed|button|knappen|spiders|spindlar|klicka|clicking|leveransen|missa|miss|wrong|missing|fel|tryckte|package
hot|hotad|threat|threatened|threatening|abuse|vald|stalker|stalking|stalkad|forfoljd|controlling ~6 ex|husband|man|partner|wife|boyfriend|me|mig|sambo|liv|my_life -before price -after price|lawyer
mar|mår ~1 jatte*|fruktansvart|sa|valdigt|forfarligt|riktigt|otroligt|extremt ~1 daligt|illa -after kortet
feel|feeling|kanner|kanns ~3 hopeless|worthless|alone|like_giving_up|hopplost|ensam|vardelos|som_att_ge_upp|trapped|fast|numb|empty|tom|unsafe|otrygg -before package
give_up|giving_up|ge_upp|ger_upp|gett_upp -before dont|never|inte -after subscription|my_seat|on_this_app
`,
}
