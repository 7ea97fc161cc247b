package understanding

// The words and rules that ask for a person (P1). They were written before
// any measurement and are never tuned on NLU++ or on held-out families.

const commonSets = `
@filler: please pls plz plss plse pleas thanks thx ty tack tackar snalla now nu just bara right asap immediately genast direkt omgaende hi hello hey hej hejsan halla tja tjena god morgon dag good morning evening afternoon ok okay okej oh ah um uh hm hmm well so jo alltsa asa ju val ffs ffs! omg wtf lol fucking fuckin effing bloody damn goddamn jesus christ fan jakla javla helvete satan for_fuck_sake sir madam mate bro dude no nope nej na yes yeah ja japp i_said but men and och then da actually really seriously verkligen faktiskt kanske maybe perhaps today idag here har straight away at_once thank you sorry ursakta forlat again igen immediatly imidiatly 🙏 😡 🤬 😠 👋
@np: a an the some any real actual live living proper human breathing true genuine normal another different other new specific same single one of your you kind sort en ett nan ngn nagon annan riktig riktiga riktigt levande vanlig verklig akta mansklig manskliga fysisk ordentlig er eran era ert av sorts typ slags fucking bloody damn goddamn jakla javla freaking damned nice competent actually senior local swedish english svensk svensktalande engelsktalande vettig kunnig vuxen fast quick quickly somebody someone nagot alive like as in physical customer the_next next available first thinking sane
@stop: about regarding re concerning because if when since om angaende gallande eftersom darfor my mine mina min mitt hennes hans deras his her their
@not: dont not never no without didnt doesnt havent hasnt isnt wasnt wont nor inte ej aldrig utan ingen inga inget icke ikke
@third: bank store shop merchant seller estate courier postnord dhl ups fedex budbee police polisen polis tax skatteverket insurance landlord butiken butik saljaren saljare hyresvarden hyresvard maklare maklaren hospital school hotel restaurant church gym work jobbet skolan banken forsakringsbolaget office affaren firma company foretag delivery driver postman neighbour neighbor granne grannen doctor doktor lakare
@deed: delivered sold took stole sent called rang phoned emailed texted contacted paid bought charged used owes owns scammed ordered picked signed lives lived stolen conned tricked robbed hacked answered opened installed wrote received borrowed owed who_delivered levererade salde tog stal skickade ringde betalade kopte anvande lurade bestallde hamtade skrev mejlade sms:ade kontaktade oppnade bor bodde lamnade lanade i_sent i_paid i_bought i_sold i_met i_owe i_live jag_betalade jag_kopte jag_salde jag_skickade jag_swishade swishade traffade
`

const humanSets = `
@human: @strong someone somebody somone someon sombody sumone som1 some1 smbody anyone anybody any1 anyonee some_one some_body any_one any_body nagon nagn nogon nan ngn nagra naagn nagonn nagot_levande naan non people folk persons personer man woman guy lady bloke chap girl kille tjej gubbe karl kvinna snubbe colleague colleagues kollega kollegor team expert specialist boss chef chefen chief superior manger manager managers
@strong: human humans humna humam huamn hooman hu-man hman humen human_being human_beings humanbeing humanoid person persn prson peron pesron persoon agent agents agnet agant operator operators operatr opperator representative representatives representitive representive rep reps csr advisor advisors adviser advisers advisior manniska manniskan manniskor manniskja maniska manska manskja manskjan mannska handlaggare handlaggaren medarbetare medarbetarna kundtjanst* kundservice* kundtjanat kundsupport* supportpersonal supportmedarbetare radgivare personal personalen tjansteman banktjansteman anstalld anstallda staff employee employees representant supervisor customer_service customer_services customer_support customer_care customer_relations support_team support_agent support_person support_staff care_team helpdesk help_desk call_centre call_center callcenter service_desk member_of_staff team_member member_of_the_team live_agent liveagent live_chat livechat live_support live_person liveperson realperson reception receptionist front_desk concierge kundchatt livechatt consultant clerk case_worker caseworker case_handler handler teller banker kundansvarig arendehandlaggare telefonist vaxeln receptionen livesupport cs_team cust_service custumer_service costumer_service costumer_support custormer_service customerservice customersupport support_guy support_rep service_rep service_agent menneske mennesker medarbejder kundeservice kundeservise kundebehandler radgiver ihminen ihmisen ihmiselle ihmista asiakaspalvelu asiakaspalvelija asiakaspalvelijan mensch menschen mitarbeiter mitarbeiterin kundendienst kundenservice kundenberater sachbearbeiter humano persona_real
@weak: support supporten someone somebody anyone anybody nagon nan ngn
@bot: bot bots botten bottar botar robot robots robotten roboten robotar robotarna robotjavel chatbot chatbots chatbott chatboten chatbotten chatbotar chattbot chattboten chattrobot chattroboten chattbotten robo ai ai:n artificial_intelligence artificiell_intelligens automaton chatgpt gpt algorithm algoritm algoritmer virtual_assistant virtuell_assistent digital_assistant digital_assistent automated_system automated_service automated_response automated_responses automated_reply automated_replies automated_answers automated_message automated_messages automatic_replies automatic_reply automatic_answers auto_replies auto_reply autoreply autosvar automatsvar automatiska_svar canned_responses canned_answers canned_replies scripted_answers scripted_responses forskrivna_svar standardsvar robotsvar platburk burken skitbot botjavel
@machine: machine machines maskin maskinen maskiner computer computers dator datorn datorer program programme software wall vagg vaggen automat script toaster brodrost screen system thing
@talk: talk talks tal tlk tlak takl tolk takk speak spk speek spaek speack spek chat caht chatt converse discuss contact contakt call cal ring phone reach meet message email write_to text correspond deal interact get_hold get_through get_in_touch get_a_hold be_connected be_transferred be_put communicate prata pratta prate parta praat snacka snaka snakka snack tala chatta chata kontakta kontaktas ringa na skriva mejla maila komma_i_kontakt fa_tag fa_kontakt fa_prata traffa mota diskutera hora_av have_a_word have_a_chat have_a_conversation have_a_talk snakke prate tale puhua sprechen reden
@talking: talking speaking chatting dealing communicating speaking_with interacting conversing
@want: want wanna wan't wantt need ned neeed nedd require demand request insist prefer give giv get gett gimme send find fetch bring wish can_i_have could_i_have may_i_have can_i_get could_i_get can_i_please_have let_me_have id_like i_would_like id_love id_prefer id_rather looking_for asking_for asked_for ask_for begging_for hoping_for waiting_for where_is where_are wheres vill villl vil ville behover behover* behovr kraver onskar ge fa far fr hamta skaffa soker foredrar efterlyser begar ber_om skicka_hit var_ar vart_ar hellre haluan will mochte brauche trenger
@connect: connect conect connnect transfer transfr tranfer redirect forward pass patch hook switch route put direct link hand refer koppla kopla kopplas slussa skicka vidarekoppla slapp overfor hanvisa
@ask: @want can could may let is_there are_there will would please pls possible possibility chance option way how kan kunde gar finns mojligt mojlighet hur skulle far snalla talk speak like love prefer rather ask demand have
@real: real actual live living proper human breathing genuine riktig riktiga riktigt levande verklig akta mansklig mansklighet fysisk realtime real_life kott-och-blod
@refuse: not no dont stop enough hate hating loathe sick tired fed refuse without instead rather rid skip bypass past avoid cant wont never quit bloody stupid useless dumb idiotic moronic worthless shitty crap rubbish pointless annoying fucking fuckin damn screw fuck done anything detest despise tierd instead_of inte ej slippa slipp slipper trott less hatar avskyr orkar vagrar ingen inga inget utan istallet bort stang dum dumma korkad korkade vardelos vardelosa jakla javla jävla skit kass kassa usel usla dalig idiot sluta nog trottnat skiter_i bara_en endast forbi palla pallar aldrig
@org: you u ya yous yall your er dig ert eran eder nordkredit us customer support service team them someone somebody anyone anybody a_person people guys kundtjanst* kundservice supporten nan nagon ngn manniska folk klarna
@helps: call phone ring contact get_back come_back take_over take_a_look look step_in step handle deal reply answer respond read ringa ringer kontakta kontaktar hora horan aterkomma aterkommer titta kolla_pa ta_over svara svarar hjalpa hjalper_mig_istallet prata pratar talk talks speak speaks chat sort fix ta_hand ta_detta rycka_in hoppa_in
@present: there here around home available online duty working alive awake listening behind left backend works work answer answers answering read reads respond responds exist exists dar har hemma bakom levande kvar vaken pa_plats i_tjanst jobbar svarar laser lyssnar lever tillganglig inne existerar
`

const humanRules = `
# verb of contact, then a person
@talk ~4 @human -after @third|@deed !neg
@talk about|om ~5 with|to|med @human !neg
prefer|rather|chance|option|possibility|way|comfortable|insist|keen|how|like|about|mind|miss|love|feel|want|instead|possible|better|easier|mean|said|favor|interested|for|wait|waiting|start|appreciate ~4 @talking ~4 @human -after @third|@deed !neg
@talk|@talking ~5 phone|telephone|telefon|telefonen|telen|luren|rosten|tele -before mobile|new|a_phone !neg
want|need|like|love|let|can|could|must|vill|behover|maste|kan|far|gar ~3 talk|speak|prata|snacka|tala $ !neg
@talk to|with|med one|nan|en|en_sadan|en_san $ !neg

# asking for one
@want =4 @strong -after @third|@deed !neg
@want =2 someone|somebody|nagon|nan|ngn ~1 who|that|to|som|real|alive|else|annan|annat|riktig|levande|competent|senior|proper|other|human|actual|on|with|med|kompetent -after @deed|pay|betala|used|anvant !neg
want|need|like|demand|insist|vill|behover|begar|kraver|onskar|get|give|ge ~2 support|help|assistance|hjalp|kontakt|service|chat|conversation|samtal ~2 from|av|by|with|med|pa ~2 @strong|real|riktigt|riktig !neg
want|need|like|demand|get|give|vill|behover|krav|kraver|ge|fa|ha|onskar =2 @real =1 support|help|hjalp|service|chat|chatt|assistance|contact|kontakt|conversation|svar|answer|voice|rost|one|being|samtal|hantering|bemotande|touch !neg
support|hjalp|service|help|kontakt|svar|hjalpen|kundtjanst ~1 pa|for riktigt|real !neg
^ @real =1 @human $ !neg
^ @real support|help|assistance|hjalp|service|chat|chatt|voice|contact|kontakt|one|being|interaction|samtal $ !neg
@strong|human ~0 help|assistance|support|intervention|contact|interaction|hjalp|kontakt|operator|being|takeover|handover|handoff -before are_you|is_this|ar_du !neg
manskliga|mansklig|personlig ~1 kontakt|hjalp|hantering|service|bemotande|rost|handlaggning|betjaning|support !neg
^ =6 @strong $ -before no|are|is|who|not|ar|ingen|inte|ej|which|vilken|the|you|du|ni|he|she|my|min|a_nice|told|never|utan|without !neg
^ @weak|manager|managers|boss|chef|chefen|colleague|kollega|people|supervisor|folk|expert please|pls|plz|tack|now|nu|snalla|help|hjalp|asap
^ manager|supervisor|chef|chefen|people|support|supporten|anyone|someone|anybody|somebody|nagon|nan|ngn $ !neg
@strong please|pls|plz|plss|tack|snalla|asap|nu|now|genast -before are_you|is_this|no|thank|ingen|dont|inte|ar_du|my|min !neg
i|we|jag|vi ~2 rather|hellre ~4 @human -after @deed|@third !neg

# being passed on
connect me|us $ !neg
connect|conect|transfer|redirect|forward|pass|patch|hook|route|switch|put|direct|link|hand|refer|get|send ~2 me|us|this|my_case|chat ~2 through|over|to|with|on|back|onto|in ~3 @human -after @deed !neg
put|patch|pass|get me|us ~1 through|over|on_to|in_touch !neg
hand|pass|transfer|redirect|forward|refer me|us ~1 over|off|on|along|up|out !neg
transfer|redirect|reroute|patch|hand me|us $ !neg
transfer|connect|escalate|hand ~2 call|chat|conversation|case|issue|matter|ticket|complaint|this|it ~3 @human|up|over !neg
put ~1 @human on ~2 line|phone|chat !neg
put ~1 @human on $ !neg
escalate|escelate|eskalera|eskalering|escalation|escalated|escalating ~1 this|it|me|my|to|please|the|up|now|detta|det|arendet|mitt|vidare -before how_do_you !neg
^ escalate|escalation|eskalera $
koppla|kopla|kopplad|kopplas|slussa|vidarekoppla|skicka|slapp|hanvisa|koppl ~2 mig|oss|till|vidare|fram|over|in|samtalet|igenom|mej|chatten ~4 @human !neg
koppla|kopla|koppl|vidarekoppla ~1 mig|mej|oss|vidare|fram|samtalet -after kort|konto|app|appen|swish|kortet|klocka !neg
bli|blir kopplad|vidarekopplad|uppringd|kontaktad|overlamnad !neg
slapp|slapps fram|igenom ~1 mig|oss|till !neg
slapp mig|oss ~1 fram|igenom|forbi !neg
skicka mig|oss vidare !neg
lamna|lamnar|flytta ~2 over|vidare ~2 till ~2 @human !neg
hand|turn ~2 over|off to ~2 @human !neg
handoff|hand_off|handover|human_takeover -before no
let|lat me|mig|oss|us ~2 talk|speak|prata|snacka|tala|chat -after about|om|husband|wife|man|fru !neg

# the telephone
call|ring|phone me|us -before did|to|not|they|he|she|will|who|never|stop|dont|why|someone_will|you_can|youll|keep|kept|people|bank|didnt|friends|everybody|everyone|just_to|from|said|them|scammer|number|doesnt|if|when|dad|mum|mom|told|asked -after liar|a_liar|crazy|back_from
call|ring me|us ~1 back|please|now|asap|instead|tomorrow|today|when|at|on -before did|they|he|she|never|didnt|dont|who|bank
please ~1 call|ring|phone me|us
call_back|callback|call-back please|pls|requested|request|tack
want|need|request|like|arrange|book|schedule|order|get|have ~3 callback|call_back|phone_call|phonecall|telephone_call|video_call|a_call !neg
give me|us ~2 call|ring|bell|buzz|callback|tinkle !neg
have|get|ask|let|can|could|will ~1 @human ~3 call|phone|ring|contact|message|email me|us -after @deed !neg
ring|rings|ringa|ringer|ringupp ~1 mig|mej|oss|upp -before inte|har|han|hon|de|varfor|som|nagon_har|aldrig|sluta|bedragare|skulle|igar|ville -after igar|igen_igar|hela_tiden|och_sa
kan|kunde|skulle|vill|gar|snalla ~3 ringa|ringer|kontakta ~2 mig|mej|oss|upp
jag|vi|kan|vill|gar|far|hur|maste|vart|vem|var|nar|hellre ~3 ringa|ringer|na|nar|kontakta|kontaktar ~2 @org|nagonstans|in $ !neg
kan|vill|gar|far|hur|var ~3 ringa ~2 er|dig|in|nagonstans|nagon|nan|ngn|kundtjanst* !neg
can|could|how|where|want|like|need|let|may|able|possible|wanna|prefer|rather|way|do|who|number ~4 call|phone|ring|reach|contact|telephone ~1 @org !neg -after @third|@deed
what|which|whats|vilket|vad|any|your|er|ert|a|right ~3 number|nummer|phonenumber|nr ~3 call|ring|phone|dial|ringa|na|reach -before wrong
your|the|a|customer|support|service|contact|direct|ert|erat|er|kundtjanst*|supportens ~1 phone_number|telephone_number|contact_number|hotline|helpline|phone_nr|phone_line|phone_no|telephone_line|support_line|telefonnummer|telefonnr|telnr|telefon_nummer|nummer_till_er -before change|update|new|wrong|byta|andra|nytt|my|mitt|old|merchant|updating
number|nummer|telefonnummer|telefonnr|numret|tel|tfn|telefon ~2 to|till|for|at|hos ~1 @org|a_human|customer_service|kundtjanst*|supporten|en_manniska -before my|mitt|byta|change|wrong|order
telefonnummer|telefonnr|tfnnr|telefontider|telefontid|telefonsupport|oppettider_telefon|telefonkundtjanst|phone_support|telephone_support|phone_line -before mitt|byta|andra|nytt|uppdatera|my|fel|hennes|hans|gamla|sms|okant
har ni ~2 telefon|telefonnummer|nummer|vaxel|kundtjanst*
do you ~2 phone|number|hotline|telephone -before what -after my|bill|bills|contract|insurance|payment|case|cases
get|getting|come|komma|kommer|fa|far ~2 hold|in_touch|ahold|touch|kontakt|tag ~3 @org|@strong|someone|somebody|nagon|nan -after @third|@deed !neg
how|hur ~3 contact|reach|kontakta|kontaktar|nar|na|find|hittar ~1 you|someone|somebody|support|customer|er|nagon|nan|dig|@strong|folk|people -after @third|@deed
contact_details|contact_info|contact_information|kontaktuppgifter|kontaktinfo ~2 to|for|till ~2 you|er|support|customer|@strong -before my|mina
who|whom|vem|vilka ~1 can|could|do|should|kan|ska|bor|skall ~2 i|we|jag|vi|man ~1 talk|speak|call|contact|chat|prata|kontakta|ringa|snacka|tala|vanda|turn -after @third

# is anybody there
is|isnt|are|arent|aint|any ~2 anyone|anybody|someone|somebody|people|humans|human|person|persons|nobody|no_one|noone|staff|agent|agents|operator|real_person|soul|employee|employees|advisor|adviser|representative|reps|rep ~3 @present|i_can|who_can|that_can|i_could|able|to_talk|to_speak|to_help|to_chat -after stolen|used|selling|with_my -before did
is|are|any ~1 there ~2 human|humans|real|live|person|people|actual|agent|agents|representative|staff|anyone|anybody|nobody|no_one|noone|somebody|someone ~2 i_can|who_can|that_can|to|here|there|around|can|available|who|i_could|on_the|behind|at|alive|working|anywhere|left $ -after same|fee|problem
is_there|are_there ~3 @strong|real_people|actual_people|real_ones|humans|human -after fee|discount
does|doesnt|do|dont|dosent|will|wont|can|cant|did|why|has|have|hasnt|how_come ~2 anyone|anybody|nobody|no_one|noone|no-one|people|humans|human|human_beings|person|persons|someone|somebody|any_people|staff ~4 work|works|working|answer|answers|answering|read|reads|reading|reply|replies|listen|listens|care|cares|respond|exist|exists|help_me|helping|talk_to_me|see_this|look_at_this|there|here -after husband|order|card|scheme|it_work|this_work
nobody|no_one|noone ~2 works|work|there|home|answers|answering|here|listening|reading|left ~3 anymore|any_more|longer|there|here|at|or|then|today
anyone|anybody|someone|somebody|any1|nobody|no_one|noone|people ~1 there|here|home|alive|around|available|awake|online -before has|used|stole|was|because|if|when|order|else_was|is_someone_else -after used|stole|last|yesterday|when
where ~3 people|humans|human|humans_gone|everyone|everybody|staff|employees|agents|person -after money|refund|package
do|dont|have|havent|dose|got ~2 have|any|got ~2 humans|human|people|staff|real_people|employees|agents|operators|representatives|live_chat|actual_people|person|customer_service|live_agents|phone_support -after pay|paying|same|discount
ar|finns|sitter|jobbar|svarar|laser|har|existerar|lever ~2 nagon|nan|ngn|ingen|nagn|inga|manniska|manniskor|folk|personal|nagra|ni ~3 dar|bakom|hemma|levande|kvar|vaken|hos_er|pa_plats|manniskor|manniska|riktig|riktiga|levande_person|man_kan_prata|jag_kan_prata|jag_kan_snacka|att_prata|att_snacka|som_kan_hjalpa|som_lyssnar|som_jobbar|som_svarar|personal|i_tjanst|har_som|pa_kontoret|kundtjanst*|jag_kan_ringa|langre -after avgift|pengar|kvar_att|rabatt|belopp
finns|ar ~2 @strong|riktiga_manniskor|levande_manniskor ~3 dar|bakom|hos|man|jag|som|att|har|tillganglig|online|ledig $
finns|ar ~1 det|dar ~2 manniska|manniskor|levande|riktig_person|riktiga_personer|kundtjanst*|handlaggare|operator|medarbetare|personal -after fel|avgift|samma
sitter|jobbar|arbetar|svarar|laser|finns|bryr ~2 nagon|nan|ngn|ingen|manniskor|folk|inga ~4 dar|hos|langre|bakom|har|detta|pa_riktigt|eller|hos_er|i_andra_anden|kundtjanst* -before igar
svarar|jobbar|sitter|lever|laser|finns ni|ingen|nagon|nan|ngn ~2 dar|har
^ nagon|nan|ngn|ingen ~1 dar|har|hemma|levande|vaken $
hallo|halla ~1 nagon|nan|ngn|ingen|folk
hello ~1 anyone|anybody|someone|somebody|people

# no machines
@refuse ~4 @bot -before im|i_am|jag_ar|iam|prove -after vacuum|cleaner|mower|dammsugare|dammsugaren|grasklippare|toy|leksak|game|stocks|shares|kit|arm|return|order|bestallning|gift|present|course
@refuse ~4 talk|talking|speak|speaking|chat|chatting|prata|pratar|snacka|tala|chatta|dealing|argue|discuss|typing ~2 with|to|med|mot ~3 @bot|@machine|you|dig
@bot|ai ~3 useless|stupid|dumb|worthless|sucks|crap|rubbish|hopeless|annoying|idiot|pointless|shit|garbage|vardelos|dum|kass|korkad|usel|suger|hopplos|idiotisk|trasig|understand|understanding|fattar|forstar|begriper|hjalper|help|helping|helps|solve|cant -after vacuum|cleaner|dammsugare|mower -before how_does|how_can
talking|speaking|prata|pratar|snacka|chatta|chatting|talk|speak ~2 with|to|med|mot ~3 @bot|@machine ~5 pointless|useless|waste|annoying|frustrating|meningslost|tradigt|trist|stupid|hopeless|hopplost|jobbigt|frustrerande|nowhere|sucks|crap|ridiculous
replace|swap|byt|byta|byter|ersatt ~3 @bot -after vacuum
something|anything|anyone|nagot|allt ~1 but|than|utom|forutom|an ~2 @bot
human|humans|person|people|manniska|manniskor|manniskan ~2 not|inte|instead|istallet|rather|over|och_inte|ej|no ~4 @bot|@machine -before are_you|are|ar
turn|stang|switch|shut ~2 @bot|ai off|av|ner -after vacuum
with|to|av|med flesh|kott|kott-och-blod ~1 and|och blood|blod
flesh_and_blood|kott_och_blod
someone|somebody|person|nagon|nan|ngn|one|en|anyone|manniska ~1 with|med|that_has|who_has|som_har ~2 pulse|brain|heartbeat|brains|puls|hjarna|hjarta|heart|soul|mandate|authority|befogenhet|mandat|hjartslag -before my
puls|pulse|heartbeat|hjartslag -before my|min -after watch|klocka|rate

# someone other, someone able
can|could|let|get|want|need|may|have|there|ask|like|is|wanna|please|maybe|give ~2 someone|somebody|anyone|anybody|person|human|colleague|adviser|agent|one else|other ~2 else|look|take|help|handle|try|deal|who|to|please $ -after used|use|using|made|ordered|stole|stolen|log|pay|paid|got|accessed|opened|collect|pick|sign|receive|pays
can|could|let|get|want|need|may|have|there|ask|like|is|give ~2 someone|somebody|anyone|anybody else ~1 help|look|take|handle|deal|answer|there|please|instead|now|at|who|try|read
^ someone|somebody|anyone|anybody|nagon|nan|ngn else|annan|annat ~1 please|tack|then|now|da|nu|istallet|instead
^ someone|somebody|nagon|nan|ngn else|annan $
kan|vill|far|finns|ta|lat|hamta|ge ~3 nagon|nan|ngn|en|annan annan|kollega|manniska ~2 titta|hjalpa|svara|ta|ta_over|kolla|istallet|som|tack -after anvant|kopt|hamta|betala|betalar|betalat
kan|kunde|could|can|will|would|have|let|please ~1 @human ~3 take_over|step_in|get_back|call|ring|phone|contact|look_at|look_into|take_a_look|deal|handle|reply|answer|respond|sort|intervene|ta_over|rycka_in|hoppa_in|kontakta|ringa|aterkomma|hora|ta_hand|titta_pa|kolla_pa|mejla|svara|ta_det_har|ta_detta|ta_tag|personally|manually -after @deed -before who_can
can|could|please|would|kan|snalla ~1 someone|somebody|anyone|anybody|nagon|nan|ngn ~2 help|assist|hjalpa|bista|hjalp ~1 me|us|mig|mej|oss $
can|could|please|would|kan|snalla ~1 someone|somebody|anyone|anybody|nagon|nan|ngn ~2 help|assist|hjalpa $
want|need|like|get|give|find|there|vill|behover|finns|sok ~3 someone|somebody|person|nagon|nan|ngn|anyone|human ~1 who|that|som ~2 can|knows|understands|understand|actually|speaks|is|has|listens|fattar|begriper|forstar|vet|kan|lyssnar|pratar|talar|bestammer|har -after @deed|buy|deliver|pay|sell
same|samma ~1 @strong|woman|man|guy|lady|tjej|kille ~3 as|som|again|igen|i|jag|before|last -before are|wants
human|person|manniska over|framfor ~1 @bot
speak|talk|prata|snacka|tala ~2 human|humans|people|manniska|folk
ta_mig|take_me|get_me ~2 @human -after gift
get_me_one|i_want_one|want_one|get_one|give_me_one|ge_mig_en|hamta_en|skaffa_en|want_to_talk_to_one|prata_med_en_sadan -before fridge
take|ta ~1 over|over_det -before when|nar
ta_over ~2 @human
@human ~1 take_over|ta_over|tar_over|takes_over -before bank
is_it|ar_det|gar_det|is|mojligt|possible ~3 to_|att|to ~2 @talk ~3 @human -after @third !neg
du|you ~1 forstar|understand|fattar|begriper|hjalper ~2 inte|not|inget|ingenting|me|mig ~6 @human -after @deed
behover|need ~2 @human -after @deed|@third|to_pay|betala|sign !neg
min|my ~1 arende|case|issue|problem ~2 needs|requires|kraver|behover ~1 @strong
lat|let ~1 @strong ~2 hjalpa|help|svara|answer|avgora|decide|ta|handle|titta|look|check|kolla
`

// areYouRules find the question who is speaking. Alone it is no request.
const areYouRules = `
are|r|aru you|u|ya ~3 @human|@bot|@machine|real|automated -before where
you|ur ~1 @bot|automated $
am|was i|we ~2 talking|speaking|chatting|writing|typing|dealing|talkin ~4 @human|@bot|@machine|who
who|whom am i ~1 talking|speaking|chatting|writing|typing
who|what are|r you|u $
is|was this|it|that|dis ~3 @bot|@machine|@human|automated|real -after i_want|refund|fee
is|are ~1 there @real @human ~1 behind|on_the_other_end
ar|e|aru du|ni|detta|det|dehar ~1 en|ett|bara|verkligen|riktig|akta|nan|ngn|typ|nagon ~2 @human|@bot|@machine|riktig|dator
ar du|ni @bot|manniska|robot|riktig|mansklig|akta|levande
pratar|snackar|chattar|skriver|talar|pratar_jag jag|vi|man ~2 med|till|mot ~4 @human|@bot|@machine|vem
vem|vad pratar|snackar|chattar|ar jag|du|vi ~1 med|till
med|till vem|vad pratar|skriver|chattar|talar jag
ar ~1 det har|detta ~2 @bot|automatiskt|autosvar
bist|sind du|sie ein|eine mensch|bot|roboter
oletko ihminen|robotti|botti
er du|dette et|en|ett menneske|robot|bot|person
`
