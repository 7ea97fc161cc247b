package understanding

// The words and rules that ask for a person (P1). They were written before
// any measurement and are never tuned on NLU++ or on held-out families.

const commonSets = `
@filler: istallet instead pa_riktigt please pls plz plss plse pleas thanks thx ty tack tackar snalla now nu just bara right asap immediately genast direkt omgaende hi hello hey hej hejsan halla tja tjena god morgon dag good morning evening afternoon ok okay okej oh ah um uh hm hmm well so jo alltsa asa ju val ffs ffs! omg wtf lol fucking fuckin effing bloody damn goddamn jesus christ fan jakla javla helvete satan for_fuck_sake for_fucks_sake for_the_love_of_god for_gods_sake for_heavens_sake for_crying_out_loud for_guds_skull herregud herre_gud oh_my_god gud god sir madam mate bro dude no nope nej na yes yeah ja japp i_said but men and och then da actually really seriously verkligen faktiskt kanske maybe perhaps today idag here har straight away at_once thank you sorry ursakta forlat again igen immediatly imidiatly 🙏 😡 🤬 😠 👋
@np: vanlig snall vanliga snalla sjal soul support live help me us mig mej oss a an the some any real actual live living proper human breathing true genuine normal another different other new specific same single one of your you kind sort en ett nan ngn nagon annan riktig riktiga riktigt levande vanlig verklig akta mansklig manskliga fysisk ordentlig er eran era ert av sorts typ slags fucking bloody damn goddamn jakla javla freaking damned nice competent actually senior local swedish english svensk svensktalande engelsktalande vettig kunnig vuxen fast quick quickly somebody someone nagot alive like as in physical customer the_next next available first thinking sane
@stop: about regarding re concerning because if when since om angaende gallande eftersom darfor my mine mina min mitt hennes hans deras his her their
@not: dont not never no without didnt doesnt havent hasnt isnt wasnt wont nor inte ej aldrig utan ingen inga inget icke ikke
@third: shops stores butikens affarens bank store shop merchant seller estate courier postnord dhl ups fedex budbee police polisen polis tax skatteverket insurance landlord butiken butik saljaren saljare hyresvarden hyresvard maklare maklaren hospital school hotel restaurant church gym work jobbet skolan banken forsakringsbolaget office affaren firma company foretag delivery driver postman neighbour neighbor granne grannen doctor doktor lakare
@deed: anvanda anvander lana sign deliver fix repair collect skriva_under kvittera leverera laga montera delivered sold took stole sent called rang phoned emailed texted contacted paid bought charged used owes owns scammed ordered picked signed lives lived stolen conned tricked robbed hacked answered opened installed wrote received borrowed owed who_delivered levererade salde tog stal skickade ringde betalade kopte anvande lurade bestallde hamtade skrev mejlade sms:ade kontaktade oppnade bor bodde lamnade lanade i_sent i_paid i_bought i_sold i_met i_owe i_live jag_betalade jag_kopte jag_salde jag_skickade jag_swishade swishade traffade
`

const humanSets = `
@human: @strong ppl peeps sm1 smone sumbody in_charge whoever whos_in_charge who_is_in_charge den_som_ar_ansvarig ansvariga ansvarige den_som_bestammer someone somebody somone someon sombody sumone som1 some1 smbody anyone anybody any1 anyonee some_one some_body any_one any_body nagon nagn nogon nan ngn nagra naagn nagonn nagot_levande naan non people folk persons personer man woman guy lady bloke chap girl kille tjej gubbe karl kvinna snubbe colleague colleagues kollega kollegor team expert specialist boss chef chefen chief superior manger manager managers
@strong: med_personal er_personal ingen_personal riktig_personal personal_tack ge_mig_personal ens_personal av_personal levande_personal handledare arbetsledare teamledare overordnad kundtjanst kundtjansten kundservice human humans humna humam huamn hooman hu-man hman humen human_being human_beings humanbeing humanoid person persn prson peron pesron persoon agent agents agnet agant operator operators operatr opperator representative representatives representitive representive rep reps csr advisor advisors adviser advisers advisior manniska manniskan manniskor manniskja maniska manska manskja manskjan mannska handlaggare handlaggaren medarbetare medarbetarna kundtjanst* kundservice* kundtjanat kundsupport* supportpersonal supportmedarbetare radgivare personalen tjansteman banktjansteman anstalld anstallda staff employee employees representant supervisor customer_service customer_services customer_support customer_care customer_relations support_team support_agent support_person support_staff care_team helpdesk help_desk call_centre call_center callcenter service_desk member_of_staff team_member member_of_the_team live_agent liveagent live_chat livechat live_support live_person liveperson realperson reception receptionist front_desk concierge kundchatt livechatt consultant clerk case_worker caseworker case_handler handler teller banker kundansvarig arendehandlaggare telefonist vaxeln receptionen livesupport cs_team cust_service custumer_service costumer_service costumer_support custormer_service customerservice customersupport support_guy support_rep service_rep service_agent menneske mennesker medarbejder kundeservice kundeservise kundebehandler radgiver ihminen ihmisen ihmiselle ihmista asiakaspalvelu asiakaspalvelija asiakaspalvelijan mensch menschen mitarbeiter mitarbeiterin kundendienst kundenservice kundenberater sachbearbeiter humano persona_real
@human_only: er_personal kundtjanst kundservice handledare human humans humna humam human_being human_beings real_person actual_person live_person live_agent member_of_staff team_member staff_member manniska manniskan manniskor maniska manska mannska handlaggare medarbetare representative operator advisor adviser customer_service customer_support customer_care supervisor employee anstalld kundtjanst* kundservice* kundsupport* riktig_person levande_person real_people riktiga_manniskor supportmedarbetare humam hooman personalen tjansteman radgivare
@dept: department dept departments team desk branch division reception billing lending mortgages management complaints_team fraud_team avdelning avdelningen ekonomi ekonomiavdelningen bedrageriavdelningen kreditavdelningen kundavdelningen reskontran kundreskontra back_office huvudkontoret head_office headquarters bank_manager branch_manager duty_manager team_leader team_lead shift_manager colleagues workmate ledningen
@weak: support supporten someone somebody anyone anybody nagon nan ngn
@bot: bot bots botten bottar botar robot robots robotten roboten robotar robotarna robotjavel chatbot chatbots chatbott chatboten chatbotten chatbotar chattbot chattboten chattrobot chattroboten chattbotten robo ai ai:n artificial_intelligence artificiell_intelligens automaton chatgpt gpt algorithm algoritm algoritmer virtual_assistant virtuell_assistent digital_assistant digital_assistent automated_system automated_assistant automated_thing automatic_system automated_service automated_response automated_responses automated_reply automated_replies automated_answers automated_message automated_messages automatic_replies automatic_reply automatic_answers auto_replies auto_reply autoreply autosvar automatsvar automatiska_svar canned_responses canned_answers canned_replies scripted_answers scripted_responses forskrivna_svar standardsvar robotsvar platburk burken skitbot botjavel
@machine: machine machines maskin maskinen maskiner computer computers dator datorn datorer program programme software wall vagg vaggen automat script toaster brodrost screen system thing
@talk: talk tak talks tal tlk tlak takl tolk takk speak spk speek spaek speack spek chat caht chatt converse discuss contact contakt call cal ring phone reach meet message email write_to text correspond deal interact get_hold get_through get_in_touch get_a_hold be_connected be_transferred be_put communicate prata pratta prate parta praat snacka snaka snakka snack tala chatta chata kontakta kontaktas ringa na skriva mejla maila komma_i_kontakt fa_tag fa_kontakt fa_prata traffa mota diskutera hora_av have_a_word have_a_chat have_a_conversation have_a_talk snakke prate tale puhua sprechen reden
@talking: talking speaking chatting dealing communicating speaking_with interacting conversing
@want: want wanna wan't wantt need ned neeed nedd require demand request insist prefer give giv get gett gimme send find fetch bring wish can_i_have could_i_have may_i_have can_i_get could_i_get can_i_please_have let_me_have id_like i_would_like id_love id_prefer id_rather looking_for asking_for asked_for ask_for begging_for hoping_for waiting_for where_is where_are wheres vill villl vil ville behover behover* behovr kraver onskar ge fa far fr hamta skaffa soker foredrar efterlyser begar ber_om skicka_hit var_ar vart_ar hellre haluan will mochte brauche trenger
@connect: connect conect connnect transfer transfr tranfer redirect forward pass patch hook switch route put direct link hand refer koppla kopla kopplas slussa skicka vidarekoppla slapp overfor hanvisa
@ask: @want can could may let is_there are_there will would please pls possible possibility chance option way how kan kunde gar finns mojligt mojlighet hur skulle far snalla talk speak like love prefer rather ask demand have
@real: real actual live living proper human breathing genuine riktig riktiga riktigt levande verklig akta mansklig mansklighet fysisk realtime real_life kott-och-blod
@refuse: off not no dont stop enough hate hating loathe sick tired fed refuse without instead rather rid skip bypass past avoid cant wont never quit bloody stupid useless dumb idiotic moronic worthless shitty crap rubbish pointless annoying fucking fuckin damn screw fuck done anything detest despise tierd instead_of inte ej slippa slipp slipper trott less hatar avskyr orkar vagrar ingen inga inget utan istallet bort stang dum dumma korkad korkade vardelos vardelosa jakla javla jävla skit kass kassa usel usla dalig idiot sluta nog trottnat skiter_i bara_en endast forbi palla pallar aldrig
@org: you u ya yous yall your er dig ert eran eder nordkredit us customer support service team them someone somebody anyone anybody a_person people guys kundtjanst* kundservice supporten nan nagon ngn manniska folk klarna
@helps: call phone ring contact get_back come_back take_over take_a_look look step_in step handle deal reply answer respond read ringa ringer kontakta kontaktar hora horan aterkomma aterkommer titta kolla_pa ta_over svara svarar hjalpa hjalper_mig_istallet prata pratar talk talks speak speaks chat sort fix ta_hand ta_detta rycka_in hoppa_in
@kit: apr rate example exempel commission provision kit app error errors hair rights resources discount rabatt fee avgift avgiften interest ranta rantan invoice_number wig mistake misstag
@present: there here around home available online duty working alive awake listening behind left backend works work answer answers answering read reads respond responds exist exists dar har hemma bakom levande kvar vaken pa_plats i_tjanst jobbar svarar laser lyssnar lever tillganglig inne existerar
`

const humanRules = `
# verb of contact, then a person
@talk ~5 @human -before siri|alexa|book|bok|boken|course|kurs|podcast|had|nice|fick|hade|great|thanks_for -after @third|@deed
@talk about|om ~5 with|to|med @human
prefer|rather|chance|option|possibility|way|comfortable|insist|keen|how|like|about|mind|miss|love|feel|want|instead|possible|better|easier|mean|said|favor|interested|for|wait|waiting|start|appreciate ~4 @talking ~4 @human -after @third|@deed
talk|speak|prata|snacka|tala|discuss|@talking ~5 phone|telephone|telefon|telefonen|telen|luren|rosten|tele -before mobile|new|a_phone
want|need|like|love|let|can|could|must|vill|behover|maste|kan|far|gar ~3 talk|speak|prata|snacka|tala $
@talk to|with|med one|nan|en|en_sadan|en_san $

talk|speak|chat|prata|snacka|tala|contact|call|ring|reach|kontakta|phone|meet|get_hold|get_through ~5 @dept -after @third -within my|football|support_team
put|transfer|connect|patch|pass|redirect|route|koppla|hand ~3 to|through|till|with|over ~3 @dept -within money|card|payment|account
transfer|connect|redirect|route|switch|forward|patch me|us ~1 to|through|with|over -after money|account|card|bank|wifi|google|funds|amount
want|need|like|vill|behover|prefer ~2 talk|speak|prata|snacka|tala ~1 to|with|med you|dig|er ~1 guys|personally|directly|personligen|direkt|in_person|pa_telefon
press|tryck|dial zero|noll|0
mit|med|with ~4 @human ~1 sprechen|reden|sprache -before ich_habe|habe
vart|var|hur ~1 ringer man|jag|vi
muntligen|muntligt|verbally|orally -before avtal|agreed
@strong $ !short -before @deed|fel|wrong|open|opens|opening|close|closes|oppnar|oppet|oppen|stanger|hours|tider|are_you|card|mobile|paid|sold|bought|by|my|min|mitt|no|not|are|is|ar|who|betalat|betalade|av|utan|ingen|inte|ej|du|you|told|met|thanks|without|pay|which|vilken|never
be|ask|beg|tell|bed|sag_till ~2 @human ~3 call|contact|ring|help|kontakta|ringa|hjalpa|hora|komma|ta|look|titta -before i_have|have_to|maste
vem|who ~1 kan|can|could ~2 hjalpa|help ~1 mig|me -after with_the_order
may|could|can|want|need i ~1 have|get someone|somebody|anyone
talk|speak|tala|prata|snacka ~4 vuxen|adult|grown_up|grownup|vuxen_manniska
@want =4 manager|managers|boss|chef|chefen|supervisor|superior|superiors|higher_up -after job
too|for ~1 complex|complicated|komplicerat|komplext|svart|viktigt|important|sensitive|kansligt|serious|personligt ~2 for|till ~2 @bot|@machine !keep
that|som i|jag|we|vi ~1 can|could|kan ~1 speak|talk|prata|snacka|tala|chat ~1 with|to|med -before nothing|book
fetch|get|call|hamta|kalla|ring|wake|vack your|din|er|ditt ~1 master|human|boss|chef|owner|manager|colleague|kollega|supervisor|superior|agare|manniska
someone|somebody|nagon|nan|ngn|folk ~1 calls|ringer|rings|phones|contacts|kontaktar me|mig|oss|us -before when|nar|why|varfor|if|det_ar -after hela_tiden|every_day
can|could|may i ~1 ring|phone|call ~1 up|in|instead $
far|ge|give|have|get ~3 a|ett number|nummer|telefonnummer $ -before new|nytt
hamta|skaffa|fetch|get|bring|ring|kalla =2 chefen|chef|boss|manager|supervisor
@talk|connect|koppla|kontakt|forward|transfer|nu_till ~4 support|supporten|supportteam|supportteamet|kundteamet -within app -after worker|stocking|case_number
# asking for one
@want =4 @strong -after @third|@deed|@kit
@want =2 someone|somebody|nagon|nan|ngn|any1 ~1 who|that|to|som|real|alive|else|annan|annat|riktig|levande|competent|senior|proper|other|human|actual|on|with|med|kompetent -after @deed|pay|betala|used|anvant
want|need|like|demand|insist|vill|behover|begar|kraver|onskar|get|give|ge ~2 support|help|assistance|hjalp|kontakt|service|chat|conversation|samtal ~2 from|av|by|with|med|pa ~2 @strong|real|riktigt|riktig
want|need|like|demand|get|give|vill|behover|krav|kraver|ge|fa|ha|onskar =2 @real =1 support|help|hjalp|service|chat|chatt|assistance|contact|kontakt|conversation|svar|answer|voice|rost|one|being|samtal|hantering|bemotande|touch
support|hjalp|service|help|kontakt|svar|hjalpen|kundtjanst ~1 pa|for riktigt|real
^ @real =1 @human $
^ @real support|help|assistance|hjalp|service|chat|chatt|voice|contact|kontakt|one|being|interaction|samtal $
@strong|human ~0 help|assistance|support|intervention|contact|interaction|touch|voice|review|decision|response|attention|eyes|ear|hjalp|kontakt|operator|being|takeover|handover|handoff -before are_you|is_this|ar_du
manskliga|mansklig|personlig ~1 kontakt|hjalp|hantering|service|bemotande|rost|handlaggning|betjaning|support
^ =6 @strong $ -before no|are|is|who|not|ar|ingen|inte|ej|which|vilken|the|you|du|ni|he|she|my|min|a_nice|told|never|utan|without
^ @weak|manager|managers|boss|chef|chefen|colleague|kollega|people|supervisor|folk|expert please|pls|plz|tack|now|nu|snalla|help|hjalp|asap
^ manager|supervisor|chef|chefen|people|support|supporten|anyone|someone|anybody|somebody|nagon|nan|ngn $
@strong please|pls|plz|plss|tack|snalla|asap|nu|now|genast -before are_you|is_this|no|thank|ingen|dont|inte|ar_du|my|min
i|we|jag|vi ~2 rather|hellre ~4 @human -after @deed|@third

# being passed on
connect me|us -after card|account|bank|wifi|app|google
passing|putting|transferring|connecting|forwarding me|us ~1 on|over|to|through|with|back
connect|conect|transfer|redirect|forward|pass|patch|hook|route|switch|put|direct|link|hand|refer|get|send ~2 me|us|this|my_case|chat ~2 through|over|to|with|on|back|onto|in ~3 @human -after @deed
put|patch|pass|get me|us ~1 through|over|on_to|in_touch
hand|pass|transfer|redirect|forward|refer me|us ~1 over|off|on|along|up|out
transfer|redirect|reroute|patch|hand me|us $
transfer|connect|escalate|hand ~2 call|chat|conversation|case|issue|matter|ticket|complaint|this|it ~3 @human|up|over
put ~1 @human on ~2 line|phone|chat
put ~1 @human on $
escalate|escelate|eskalera|eskalering|escalation|escalated|escalating ~1 this|it|me|my|to|please|the|up|now|detta|det|arendet|mitt|vidare -before how_do_you
^ escalate|escalation|eskalera $
koppla|kopla|kopplad|kopplas|slussa|vidarekoppla|skicka|slapp|hanvisa|koppl ~2 mig|oss|till|vidare|fram|over|in|samtalet|igenom|mej|chatten ~4 @human
koppla|kopla|koppl|vidarekoppla ~1 mig|mej|oss|vidare|fram|samtalet -after kort|konto|app|appen|swish|kortet|klocka
bli|blir kopplad|vidarekopplad|uppringd|kontaktad|overlamnad
slapp|slapps fram|igenom ~1 mig|oss|till
slapp mig|oss ~1 fram|igenom|forbi
skicka mig|oss vidare
lamna|lamnar|flytta ~2 over|vidare ~2 till ~2 @human
hand|turn ~2 over|off to ~2 @human
handoff|hand_off|handover|human_takeover -before no
let|lat me|mig|oss|us ~2 talk|speak|prata|snacka|tala|chat -after about|om|husband|wife|man|fru

lyft|lyfta|lyfter|lift|raise|bring|ta ~4 till|to|with ~2 @human -after @third|@deed
place|put|get|sit|satt|stall|satta|stalla|stall|putting|seat =3 @human ~1 on|in|dit|pa|har|here|there $ -before my -after @pay
stall|satt|satta|stalla|place|put|join|line|queue|kon|ko|queueing ~5 for|till|to ~2 @human -after @third|@deed
want|need|like|prefer|vill|onskar|behover to|att|bli|fa|have|be ~1 called|phoned|rung|uppringd|ringd|handed_over|transferred|connected|escalated|forwarded -before not|dont|inte
@refuse|refuse|vagrar|wont ~3 discuss|share|talk|diskutera|prata|dela|tala ~4 with|to|med ~2 @bot|@machine !keep

# the telephone
call me|us ~2 back|about|regarding|on|at|when|if|as|asap|tomorrow|today|tonight|this|after|before|between|so|and|because|now|please|later|from|i|im|my|urgently|soon|immediately -before did|to|not|they|he|she|will|who|never|stop|dont|why|someone_will|you_can|youll|keep|kept|people|bank|didnt|friends|everybody|everyone|just_to|from|said|them|scammer|number|doesnt|if|when|dad|mum|mom|told|asked -after instead|name|liar|a_liar|crazy|back_from|account
call me|us $ -before did|to|not|they|he|she|will|who|never|stop|dont|why|keep|kept|people|bank|didnt|friends|everybody|everyone|from|said|them|scammer|number|doesnt|if|when|told|asked
ring|phone me|us -before did|to|not|they|he|she|will|who|never|stop|dont|why|someone_will|you_can|youll|keep|kept|people|bank|didnt|friends|everybody|everyone|just_to|from|said|them|scammer|number|doesnt|if|when|dad|mum|mom|told|asked -after liar|a_liar|crazy|back_from
call|ring me|us ~1 back|please|now|asap|tomorrow|today|when|at|on -before did|they|he|she|never|didnt|dont|who|bank
please ~1 call|ring|phone me|us
call_back|callback|call-back please|pls|requested|request|tack
want|need|request|like|arrange|book|schedule|order|get|have ~3 callback|call_back|phone_call|phonecall|telephone_call|video_call|a_call
give me|us ~2 call|ring|bell|buzz|callback|tinkle
have|get|ask|let|can|could|will ~1 @human ~3 call|phone|ring|contact|message|email me|us -after @deed
ring|rings|ringa|ringer|ringupp ~1 mig|mej|oss|upp -before inte|har|han|hon|de|varfor|som|nagon_har|aldrig|sluta|bedragare|skulle|igar|ville -after igar|igen_igar|hela_tiden|och_sa
kan|kunde|skulle|vill|gar|snalla ~3 ringa|ringer|kontakta ~2 mig|mej|oss|upp
jag|vi|kan|vill|gar|far|hur|maste|vart|vem|var|nar|hellre ~3 ringa|ringer|na|nar|kontakta|kontaktar ~2 @org|nagonstans|in $
kan|vill|gar|far|hur|var ~3 ringa ~2 er|dig|in|nagonstans|nagon|nan|ngn|kundtjanst*
can|could|how|where|want|like|need|let|may|able|possible|wanna|prefer|rather|way|do|who|number ~4 call|phone|ring|reach|contact|telephone ~1 @org -within friend|husband|wife|partner|mother|father|sister|brother|mum|dad|daughter|son|driver|courier -after @third|@deed
what|which|whats|vilket|vad|any|your|er|ert|a|right ~3 number|nummer|phonenumber|nr ~3 call|ring|phone|dial|ringa|ringer|na|nar|reach -before wrong
your|the|a|customer|support|service|contact|direct|ert|erat|er|kundtjanst*|supportens ~1 phone_number|telephone_number|contact_number|hotline|helpline|phone_nr|phone_line|phone_no|telephone_line|support_line|telefonnummer|telefonnr|telnr|telefon_nummer|nummer_till_er -within @third|new|nytt|nya|old|gamla -before change|update|new|wrong|byta|andra|nytt|my|mitt|old|merchant|updating
number|nummer|telefonnummer|telefonnr|numret|tel|tfn|telefon ~2 to|till|for|at|hos ~1 @org|a_human|customer_service|kundtjanst*|supporten|en_manniska -before my|mitt|byta|change|wrong|order
telefonnummer|telefonnr|tfnnr|telefontider|telefontid|telefonsupport|oppettider_telefon|telefonkundtjanst|phone_support|telephone_support|phone_line -before @third|mitt|byta|byter|byte|nya|andra|andrar|nytt|uppdatera|uppdaterar|my|fel|hennes|hans|gamla|sms|okant
har ni ~2 telefon|telefonnummer|nummer|vaxel|kundtjanst*
do you ~2 phone|number|hotline|telephone -before what -after my|bill|bills|contract|insurance|payment|case|cases
get|getting|come|komma|kommer|fa|far ~2 hold|in_touch|ahold|touch|kontakt|tag ~3 @org|@strong|someone|somebody|nagon|nan -after @third|@deed
how|hur ~3 contact|reach|kontakta|kontaktar|nar|na|find|hittar ~1 you|someone|somebody|support|customer|er|nagon|nan|dig|@strong|folk|people -after @third|@deed
contact_details|contact_info|contact_information|kontaktuppgifter|kontaktinfo ~2 to|for|till ~2 you|er|support|customer|@strong -before my|mina
who|whom|vem|vilka ~1 can|could|do|should|kan|ska|bor|skall ~2 i|we|jag|vi|man ~1 talk|speak|call|contact|chat|prata|kontakta|ringa|snacka|tala|vanda|turn -after @third

# is anybody there
is|isnt|are|r|arent|aint|any ~2 ppl|anyone|anybody|someone|somebody|people|humans|human|person|persons|nobody|no_one|noone|staff|agent|agents|operator|real_person|soul|employee|employees|advisor|adviser|representative|reps|rep ~3 @present|i_can|who_can|that_can|i_could|able|to_talk|to_speak|to_help|to_chat -within @third|besides|except|forutom -after return|pay|see|buy|use|cancel|pick|order|stolen|used|selling|with_my -before did|who|whos !keep
is|are|any ~1 there ~2 human|humans|real|live|person|people|actual|agent|agents|representative|staff|anyone|anybody|nobody|no_one|noone|somebody|someone ~2 i_can|who_can|that_can|to|here|there|around|can|available|who|i_could|on_the|behind|at|alive|working|anywhere|left $ -after same|fee|problem !keep
is_there|are_there ~3 @strong|real_people|actual_people|real_ones|humans|human -after fee|discount|limit !keep
does|doesnt|do|dont|dosent|will|wont|can|cant|did|why|has|have|hasnt|how_come ~2 anyone|anybody|nobody|no_one|noone|no-one|people|humans|human|human_beings|person|persons|someone|somebody|any_people|staff ~4 work|works|working|answer|answers|answering|read|reads|reading|reply|replies|listen|listens|care|cares|respond|exist|exists|help_me|helping|talk_to_me|see_this|look_at_this|there|here -within pay|paying|buy|usually|order|return|use -after husband|order|card|scheme|it_work|this_work !keep
nobody|no_one|noone ~2 works|work|there|home|answers|answering|here|listening|reading|left ~3 anymore|any_more|longer|there|here|at|or|then|today !keep
anyone|anybody|any1|nobody|no_one|noone|people ~1 home -before is_no|ask|if|with|tuesday -after tuesday|monday|on|delivery|can
anyone|anybody|someone|somebody|any1|nobody|no_one|noone|people ~1 there|here|alive|around|available|awake|online -before has|used|stole|was|because|if|when|order|else_was|is_someone_else -after used|stole|last|yesterday|when !keep
where|var|vart ~3 manniskor|manniskorna|personalen|folk|people|humans|human|humans_gone|everyone|everybody|staff|employees|agents|person -after money|refund|package !keep
do|dont|have|havent|dose|got ~2 have|any|got ~2 humans|human|people|staff|real_people|employees|agents|operators|representatives|live_chat|actual_people|person|customer_service|live_agents|phone_support -after pay|paying|same|discount !keep
ar|finns|sitter|jobbar|svarar|laser|har|existerar|lever ~2 nagon|nan|ngn|ingen|nagn|inga|manniska|manniskor|folk|personal|nagra|ni ~3 dar|bakom|hemma|levande|kvar|vaken|hos_er|pa_plats|manniskor|manniska|riktig|riktiga|levande_person|man_kan_prata|jag_kan_prata|jag_kan_snacka|att_prata|att_snacka|som_kan_hjalpa|som_lyssnar|som_jobbar|som_svarar|personal|i_tjanst|har_som|pa_kontoret|kundtjanst*|jag_kan_ringa|langre -after avgift|pengar|kvar_att|rabatt|belopp !keep
finns|ar ~2 @strong|riktiga_manniskor|levande_manniskor ~3 dar|bakom|hos|man|jag|som|att|har|tillganglig|online|ledig $ !keep
finns|ar ~1 det|dar ~2 manniska|manniskor|levande|riktig_person|riktiga_personer|kundtjanst*|handlaggare|operator|medarbetare|personal -after fel|avgift|samma !keep
sitter|jobbar|arbetar|svarar|laser|finns|bryr ~2 nagon|nan|ngn|ingen|manniskor|folk|inga ~4 dar|hos|langre|bakom|har|detta|pa_riktigt|eller|hos_er|i_andra_anden|kundtjanst* -before igar !keep
svarar|jobbar|sitter|lever|laser|finns ni|ingen|nagon|nan|ngn ~2 dar|har !keep
^ nagon|nan|ngn|ingen ~1 dar|har|hemma|levande|vaken $ !keep
hallo|halla ~1 nagon|nan|ngn|ingen|folk !keep
hello ~1 anyone|anybody|someone|somebody|people !keep

# a person as the other side of whatever is asked for
@ask|ratt|entitled ~9 with|med|by|av|ur =3 @strong|manager|managers|boss|bosses|chef|kollega|colleague|colleagues|nagon_av_er|one_of_you !far -within pay|betala|bought|kopte|swisha|dela|share -after @deed|@third
@ask ~8 to|till|from|hos|from_the =3 @human_only -after @deed|@third
@want ~6 @human_only -within pay|send|add|give|betala|skicka|lagga|swisha|be|become|bli|hire|anstalla|read|buy|order|kopa|bestalla|resources -after @deed|@third|@kit|resources|rights
want|vill|need|kraver|behover|onskar|ask|prefer ~2 att|that =3 @strong -within my|min
be contacted|connected|called|transferred|helped|assisted|phoned|reached by|with|to|pa|av ~2 @human -after @deed
connect|reconnect|switch to|with|till =2 @human -after @deed
transfer to|till =2 @human_only
reconnect|aterkoppla me|mig|us
chuck|sling|slang|throw|toss|bounce|kick|satt|satta|flytta|stall ~1 me|mig|over ~2 to|till|over|mig ~3 @human
get|fetch|find|bring|hamta|skaffa|fixa|kalla|leta|call ~2 somebody|someone|nagon|nan|ngn|folk|en ~2 at_mig|for_me|to_talk|to_speak|prata|snacka|hit|here|over_here|on_the_line|till_mig|jag_kan|i_can
only|bara|endast|enbart =2 human|humans|manniska|manniskor|person|people ~1 can|could|kan|will|understands
^ =3 human|humans|manniska|manniskor ~1 would|could|can|kan|hade|skulle|borde|maste|far|gor|forstar|understands|gets|should|must
^ =3 person|employee|anstalld|anstallda|colleague|kollega ~1 would|should|must|borde|far|skulle|hade -after @deed
^ =2 nagon|nan|ngn|someone|somebody ~1 som|who|that lyssnar|listens|forstar|understands|fattar|knows|vet|begriper|kan_nat|gets
^ person|manniska|human ~1 to|mot|till person|manniska|human -after payment|payments|transfer|limit|fee|betalning|betalningar|overforing|grans|avgift
talk|explain|discuss|sort|ta|prata|snacka|do|forklara|discuss|deal ~4 face_to_face|in_person|oga_mot_oga|ansikte_mot_ansikte|person_to_person|man_to_man|person_till_person
^ vill|want helst|just|bara|to ~2 prata|snacka|talk|tala|speak -after about|om|pa
vill prata|snacka|tala $ 
vill prata|snacka|tala inte
@ask ~6 over|on|by|via|pa|per|i|ta_det_pa the|en phone|telephone|telefon|telefonen|luren|tele -within pay|buy|bought|ordered|install|app|betala|kopa|kopt|order|salj|vanta -after number
@ask ~6 over|on|by|via|pa|per|i phone|telephone|telefon|telefonen|luren|tele -within pay|buy|bought|ordered|install|app|betala|kopa|kopt|order|salj -after number
uppringning|aterringning|telefonsamtal|callback|call_back ~2 tack|please|nu|now|idag|today|imorgon|tomorrow|onskas
boka|onskar|bestall|vill_ha|kan_jag_fa|book|arrange|request|schedule|order ~3 uppringning|aterringning|telefonsamtal|telefontid|callback|call|phonecall -after duty
sla|slar en|mig|oss signal|pling|trad|en_signal
hellre|vill|kan|far|foredrar|helst ~3 ringa|ringer $
var|hur|nar ~2 nar jag|man|vi er|nagon|nan
cut_off|disconnected|got_cut|bortkopplad|bortkopplade|samtalet_brots|brots|kopplades_bort|lost_connection ~10 back|again|igen|tillbaka|reconnect|agent|person|handlaggare|handlaggaren
back|tillbaka ~2 to|till ~1 her|him|them|hen|henne|honom|the_person|the_agent
is|ar ~2 hon|han|lady|woman|man|guy|person|tjejen|killen|kvinnan|mannen|den|handlaggaren|agenten|colleague som|who|that ~1 helped|hjalpte|spoke|pratade|talked|svarade
not|dont|inte|inget|ingen|never|isnt ~7 trust|comfortable|discuss|talk|tell|telling|deal|explain|explaining|litar|bekvam|ta|prata|beratta|diskutera|dela|question|fraga|share ~5 @bot|@machine -after broke|order !keep
orkar|vill|pallar|gillar|tycker ~1 inte ~2 med|ha|om ~1 @bot|@machine !keep
computers|datorer|robots|robotar|maskiner|machines|bots|botar|ai ~1 cant|dont|forstar|kan|never|fattar|begriper ~6 people|humans|manniskor|human|person|inte !keep
turn|switch|shut|stang off|av|ner ~2 @bot !keep
@bot go|piss|sod|bugger|fuck|get|forsvinn|dra|stick ~1 away|off|lost|at_helvete|harifran !keep
vad|allt|what|anything|nagot ~4 utom|but|forutom|than ~2 @bot|@machine !keep
inte ~1 ar ~2 @bot|@machine|brodrost|toaster !keep
som|who|that ~1 inte|isnt|not ~2 @bot|@machine|brodrost|en_brodrost !keep
done|through|finished|fardig|klar ~1 with|talking_to|med ~3 @bot !keep
until|till|tills|forran|before ~2 i|jag ~1 get|far|have|speak|talk|pratar|talar ~5 @human !keep
hell|fan|heck|helvete ~5 people|humans|staff|personal|personalen|manniskor|everyone|everybody|folk
har|have|got|has ni|you|er ~2 anstallda|manniskor|personal|staff|employees|people|humans|folk ~4 there|dar|alls|pa_riktigt|actually|even|ens|over|jobbar|some|any $
har ni ~1 anstallda|manniskor|riktiga_manniskor|levande|personal|nagra_manniskor|folk
is|are|ar ~1 everyone|everybody|alla ~2 gone|asleep|home|hemma|dead|lunch|borta|lediga|sleeping|holiday
has|have|har ~1 everyone|everybody|alla ~2 gone|left|gatt|quit|slutat|stuckit|somnat
does|is|do ~2 person|human|somebody|someone|anyone|anybody|people ~3 look|looks|read|reads|reading|see|sees|check|checks|write|writing|monitor|answer
bryr|laser|svarar|jobbar|kollar|ser|lyssnar ~1 sig|ni|verkligen ~1 nagon|nan|ngn|ingen|manniskor|folk
svarar|jobbar|lyssnar|laser ingen|nagon|nan|ngn
can|does|will|could nobody|noone|no_one|anybody|anyone ~2 pick_up|pick|answer|listen|respond|hear_me|come
living|levande|real|riktig|human|mansklig|actual|breathing being|soul|varelse|sjal|person|manniska|rost|voice ~5 other_end|andra_anden|andra_sidan|end|there|dar|behind|bakom
any|some|har|finns ~2 real|actual|riktiga|levande|human ~1 peeps|people|folk|humans|persons|snubbar|manniskor|ones|guys|folks|staff -after like
bloke|lass|chap|gubbe|snubbe|tant|farbror|tjej|kille|dude ~2 i|jag|man|one ~2 can|kan ~2 talk|prata|ringa|speak|snacka|call|chat
need|require|entitled|ratt|vill|want|behover|kraver|demand|right ~3 human|mansklig|manuell|manual|manniska ~2 review|prov*|provning|handlaggning|hantering|granskning|bedomning|check|decision
have|let|get|ha|lat|make =2 @human ~1 review|check|look|decide|handle|granska|kolla|titta|prova|avgora|read|assess|explain|sort|call
could|can|kan|kunde|would|skulle =3 human|manniska|real_person|actual_person|member_of_staff|employee|anstalld|kollega|colleague|handlaggare|medarbetare|specialist|expert|supervisor|manager|chef|representative|advisor ~2 check|review|look|help|handle|kolla|titta|hjalpa|forklara|explain|granska|confirm|verify|take|sort|ta|svara|answer|call|contact|ringa|kontakta|decide|see
specialist|expert|kollega|colleague|supervisor|chef|manager|advisor|handlaggare ~2 behover|needs|maste|must|should|borde|far|has_to|to ~3 kolla|titta|look|check|hjalpa|help|se|take|review
is|are|finns ~2 another|annan|other|different|nagon_annan|more|mer|senior ~1 colleague|kollega|person|agent|advisor|handlaggare|erfaren|senior|experienced|one_of_you|human
nagon|nan|ngn|someone|somebody ~1 mer|more|with|med erfaren|experienced|senior|kompetent|experience|erfarenhet|kunnig
vill|want|need|behover|ge|give ~2 ha|have ~2 annan|another|other|different =1 person|manniska|handlaggare|agent|human|advisor|medarbetare|kollega
someone|somebody|nagon|nan ~1 else|annan ~2 has|needs|must|should|maste|far|behover ~1 to|help|take|look|hjalpa|ta
plz|please|pls|snalla|just|bara|only =2 someone|somebody|nagon|nan|anyone =1 real|riktig|human|alive|levande|pa_riktigt
nan|nagon|ngn|someone|somebody pa_riktigt|for_real|real|riktig|levande|alive
chat|chatt|support|hjalp|help|service|kundtjanst|live ~1 with|med|fran|from|av =2 @human -before thanks|great|good|tack -after @third|@deed
kontakta mig|oss ~1 personligen|per_telefon|snarast|pa_telefon|tack|garna|idag|imorgon
vanligen|snalla|please|kindly|pls kontakta|contact|call|ring|phone|ringa mig|me|us|oss
appreciate|tacksam|glad|great|nice|helpful|skulle_uppskatta|uppskattar|grateful|bra|fint|toppen|skont ~4 someone|somebody|nagon|nan|ngn|en_person|a_person ~2 call|ring|ringde|ringer|kunde_ringa|contact|contacted|kontakta|kontaktar|could_call|called|get_back|hora_av|hor_av
bossen|chef|boss|manager|supervisor ~3 talk|prata|snacka|speak|tala ~1 to|med|with ~1 him|her|them|hen|honom|henne|dem|nu|now
prefer|rather|helst|hellre|foredrar|sooner =3 human|manniska|person|real_person -after @deed
prefer|rather|helst|hellre|foredrar|sooner ~4 to|for|med|till|with =3 person|human|manniska|somebody|someone -after @deed
tjota|sprakas|gagga|surra|snackas|byta_ord|vaxla_ord|byta_nagra_ord ~2 med|lite ~2 @human
snacke|prat|pratas|pratar|parla|snack ~1 me|med|with ~1 @human -before hon|han|de|vi|igar|brukar

# no machines
@refuse ~4 @bot -within not|inte -after vacuum|cleaner|mower|dammsugare|dammsugaren|grasklippare|toy|leksak|game|stocks|shares|kit|arm|return|order|bestallning|gift|present|course !keep
not|inte|ingen|no ~3 @bot -before im|i_am|jag_ar|iam|prove -after vacuum|cleaner|mower|dammsugare|dammsugaren|grasklippare|toy|leksak|delivery|order|return !keep
@refuse ~4 deal|talk|talking|speak|speaking|chat|chatting|prata|pratar|snacka|tala|chatta|dealing|argue|discuss|typing ~2 with|to|med|mot ~3 @bot|@machine|you|dig !keep
@bot|ai ~3 useless|stupid|dumb|worthless|sucks|crap|rubbish|hopeless|annoying|idiot|pointless|shit|garbage|vardelos|dum|kass|korkad|usel|suger|hopplos|idiotisk|trasig|understand|understanding|fattar|forstar|begriper|hjalper|help|helping|helps|solve|cant -after vacuum|cleaner|dammsugare|mower -before how_does|how_can !keep
talking|speaking|prata|pratar|snacka|chatta|chatting|talk|speak ~2 with|to|med|mot ~3 @bot|@machine ~5 pointless|useless|waste|annoying|frustrating|meningslost|tradigt|trist|stupid|hopeless|hopplost|jobbigt|frustrerande|nowhere|sucks|crap|ridiculous !keep
replace|swap|byt|byta|byter|ersatt ~3 @bot -after vacuum !keep
something|anything|anyone|nagot|allt ~1 but|than|utom|forutom|an ~2 @bot !keep
human|humans|person|people|manniska|manniskor|manniskan ~2 not|inte|instead|istallet|rather|over|och_inte|ej|no ~4 @bot|@machine -before are_you|are|ar !keep
turn|stang|switch|shut ~2 @bot|ai off|av|ner -after vacuum !keep
with|to|av|med flesh|kott|kott-och-blod ~1 and|och blood|blod !keep
flesh_and_blood|kott_och_blod !keep
someone|somebody|person|nagon|nan|ngn|one|en|anyone|manniska ~1 with|med|that_has|who_has|som_har ~2 pulse|brain|heartbeat|brains|puls|hjarna|hjarta|heart|soul|mandate|authority|befogenhet|mandat|hjartslag -before my !keep
puls|pulse|heartbeat|hjartslag -before my|min -after watch|klocka|rate !keep

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
speak|talk|prata|snacka|tala ~2 human|humans|people|manniska|folk -before book|bok|course|kurs|podcast
ta_mig|take_me|get_me ~2 @human -after gift
get_me_one|give_me_one|fetch_me_one|hamta_en|want_to_talk_to_one|prata_med_en_sadan
take|ta ~1 over|over_det -before when|nar -after @pay|plan|planen|plans|subscription
ta_over ~2 @human
@human ~1 take_over|ta_over|tar_over|takes_over -before bank
is_it|ar_det|gar_det|is|mojligt|possible ~3 to_|att|to ~2 @talk ~3 @human -after @third
du|you ~1 forstar|understand|fattar|begriper|hjalper ~2 inte|not|inget|ingenting|me|mig ~6 @human -after @deed
behover|need ~2 @strong|someone|somebody|nagon|nan|ngn -after @deed|@third|to_pay|betala|sign
min|my ~1 arende|case|issue|problem ~2 needs|requires|kraver|behover ~1 @strong
lat|let ~1 @strong ~2 hjalpa|help|svara|answer|avgora|decide|ta|handle|titta|look|check|kolla

^ @strong @strong
@talk ~2 to|with|med|till =2 @real -after madrid
get|fetch|find|bring|hamta|skaffa|fixa|kalla =3 @strong ~2 at|for|to|over|hit|here|pa|$
fixa|skaffa|hamta|fetch =3 @strong -after my
who|whos|vem|vilken ~2 manager|boss|chef|chefen|in_charge|ansvarig|supervisor -after shop|store|butiken
can|could|please|want|need|would|will|must|kan|vill|behover|maste ~4 get|have|send|find|bring|ask|fa someone|somebody|anyone|nagon|nan|ngn ~1 to|from|on|in|out|who|else|over|here|at|call|contact|help|att|som|fran|till -after pay|deliver|collect|pick -within use
someone|somebody|nagon|nan|ngn|en_person|a_person ~1 could|can|kan|kunde|from|fran ~5 call|ring|phone|contact|ringa|kontakta ~1 me|us|mig|oss -after if
can|could|kan|kunde someone|somebody|nagon|nan|ngn ~5 call|ring|phone|contact|ringa|kontakta ~1 me|us|mig|oss -after if
rather|hellre|sooner|prefer|helst|foredrar ~4 tell|telling|ask|explain|beratta|saga|sager|fraga|forklara|ta ~3 @strong|someone|somebody|nagon|nan !far
ta|get|take|remove bort|rid|away|off|ivag ~2 @bot !keep
snackar|pratar|talar|talk|speak|chat|chattar|skriver ~1 inte|not|dont|aldrig ~1 med|to|with ~2 @bot|@machine !keep
litar|trust|gillar|like ~1 inte|not ~2 @bot|@machine !keep
dont|not|never|inte trust|like|want|litar|gillar|vill ~3 @bot !keep
vill|want|need|behover ~1 ha|have|get folk|people|manniskor|humans -after to|att
if|om i|jag|we|vi ~1 talked|spoke|could_talk|could_speak|fick|kunde|may_talk|pratade ~3 @human -after @deed
vill|want|helst|hellre|rather prata|snacka|talk|speak ~1 inte|not|instead|istallet|rather|och_inte
prata|snacka|talk|speak inte|not skriva|chatta|type|text|write !keep
you|du|ni|this|det_har|det|detta ~1 are|re|ar|is|does|dont|do|isnt|arent|doesnt|forstar|hjalper|fattar|lyssnar|begriper ~1 not|inte|dont|no|understand|help|helping|listening|get|ingenting|inget|useless|hopeless|vardelos|meningslost ~3 helping|help|understand|understanding|listening|listen|me|mig|useless|working_for_me|getting_it|anything|ett_dugg|alls $ !keep -before i|jag|can|kan|if|om
^ you|youre|ur|you_are ~2 useless|hopeless|no_help|not_helping|worthless|pointless|not_listening|stupid|dumb $ !keep
^ du|ni ar ~2 vardelos|hopplos|meningslos|dum|korkad|kass|till_ingen_hjalp|oduglig $ !keep
you dont|do_not|didnt|cant ~1 understand|get_it|listen|help|get_me ~2 $ !keep
du|ni forstar|fattar|begriper|lyssnar|hjalper ~1 inte|ju_inte|ingenting|inget|mig_inte ~2 $ !keep
^ im|we|jag|vi|were|i|am ~1 getting|going|kommer|kom ~1 nowhere|ingenstans|ingen_vart -before my|parcel|paketet !keep
going|gar|round|runt ~1 in|around|runt|i ~1 circles|cirklar|cirkel !keep
this|det_har|detta|det ~1 is|ar ~2 frustrating|pointless|hopeless|useless|frustrerande|meningslost|hopplost|waste_of_time|ridiculous_bot $ !keep
wasting|waste|slosar|slosa ~2 my|min|mitt time|tid !keep
repeating|upprepar|upprepa ~1 yourself|dig|er !keep
same|samma ~1 answer|svar|thing|sak ~3 over|again|om_och_om|hela_tiden|every_time|igen !keep -before different
that|this|det|detta|svaret ~2 not|inte|didnt|doesnt|ingen ~3 help|what_i_asked|hjalpte|hjalper|hjalp|answer_my_question|svar_pa_min_fraga|det_jag_fragade -before if|om !keep
`

// areYouRules find the question who is speaking. Alone it is no request.
const areYouRules = `
ar det ~2 manniskor|manniska|person|folk|personer ~6 eller ~2 @bot|@machine -within prata|snacka|tala|ringa|koppla|hamta
is|are ~4 human|people|person|humans ~6 or ~3 @bot|@machine|automated|automatic -within talk|speak|get|connect|call|chat
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
vem|vad pratar|snackar|chattar|ar jag|du|vi|ni ~1 med|till
vem|vad ar du|ni $
vem|vad ar du|ni ~1 for|egentligen
who|what are|r you|u ~1 exactly|really|anyway
med|till vem|vad pratar|skriver|chattar|talar jag
ar ~1 det har|detta ~2 @bot|automatiskt|autosvar
bist|sind du|sie ein|eine mensch|bot|roboter
oletko ihminen|robotti|botti
er du|dette et|en|ett menneske|robot|bot|person
`
