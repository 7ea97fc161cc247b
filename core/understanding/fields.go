package understanding

// fields lists what belongs together when people tell of trouble: goods of any
// kind, ways to be broken, to be refused, to be out of work, to have died. One
// line is one field, English and Swedish, written as the thesaurus is. The
// house's detectors read them; a company's own labels do not (its goods and its
// trouble may be exactly what it tells apart).
const fields = `
shoe* sko skor skorna boot* stovl* kangor jack* coat* kapp* dress* klanning* troj* hoodie* jumper* cardigan kofta* shirt* skjort* jeans byx* trousers stockings vantar hat mossa tofflor slippers sneakers trainers
lamp* lampa* sofa* soff* couch bed beds sang* mattress* madrass* chair* stol stolen stolar* table* bord bordet desk skrivbord skap* cupboard wardrobe byra* kok koket kitchen tiles kakel floor golv* gardin* curtain* carpet* matta*
laptop* computer* dator* monitor* skarm* tv tvn telly headphones horlurar* router* printer* skrivare* console* kontroll* playstation ps4 ps5 xbox iphone* camera* kamera* speaker* hogtalar* tablet* padda* klocka* watch watches ring* ringen smycke* jewel*
washing_machine tvattmaskin* dishwasher diskmaskin* fridge* kyl* frys* oven ugn* hairdryer harfon* drill* borrmaskin* kettle vacuum dammsugar* mower* grasklippar* grill* barbecue* verktyg* tool* compressor* kompressor*
bike* cyk* car bil bilen moped* skoter* scooter* tyre* tire* dack* pram barnvagn* cot spjalsang* stroller helmet* hjalm* gitarr* guitar* book* bok boken bocker* toy* leksak* lego perfume parfym* cream kram* vitamin* flower* blomm* food mat foder*
ticket* biljett* concert* konsert* gig spelning* festival* course* kurs kursen* hotel* hotell* flight* flyg* trip resa* resan holiday semester* booking* bokning* kennel* gym gymmet membership* medlemskap* subscription* prenumeration* abonnemang* treatment behandling* photographer fotograf*
shop* store* merchant* retailer* seller* butik* affar* saljar* handlar* firm firma* company foretag* bolag* vendor* supplier* leverantor* trader* dealer* arrangor* organiser* airline* flygbolag* builder* plumber* rorfirm* verkstad* garage* salon* salong* tryckeri* webshop* webbutik* kedja* manufacturer* tillverkar* landlord* hyresvard*
broken trasig* sonder* sprick* sprack* spruck* crack* snapped shatter* smash* mogel* mould* mold* dead dott dog packed_up gick_sonder faulty defekt* leak* lack* lacker scratch* repig* repor repad stain* flack* torn bent dent* glapp* warped rusty rost* melted brinn* brann* burn* brunn* vissn* rotten ruined unusable oanvandbar* malfunction* useless funkar_inte
wrong fel felaktig* different annan annat another instead istallet stallet olika mismatch not_what inte_som bild* picture photo description beskriv* annons* advert* listing listed fake kopia* kopior counterfeit piratkopi* begagn* used secondhand refurbished liten litet small tiny size storlek colour farg*
refus* vagr* deny denies denied pastar paastar claims insist* havdar hanvisar* avvis* avslog nekar nekade skyller* blames blame blaming wont_take tar_inte vill_inte wont_give turned_down says_its sager_att menar reckon* argues avfard* dismiss*
svarar_inte inte_svarar no_reply slutat_svara slutade_svara ignor* silent tyst ghosted blockat blocked lagger_pa_luren hangs_up unreachable vanished disappear* forsvann forsvunn* gone_quiet gone_silent wont_answer never_answer* aldrig_svar* on_read nobody_answers ingen_svarar avstangd
never aldrig not_arrived inte_kommit inte_levererat not_delivered didnt_come kom_inte kom_aldrig dok_aldrig no_show never_came never_got inte_fatt not_received havent_received missing saknas fattas fattades
konkurs* bankrupt* bust insolven* administration* gone_under lagt_ner folded collapsed shut stangde nedlagd
promis* lovade lovat lovad* utlov* agreed overens* avtal* contract* offer* erbjud* guarantee* garanti* warranty advertised kampanj* rabatt* discount* terms villkor*
not_paying wont_pay inte_betala betalar_inte not_pay refuse_to_pay vagrar_betala innehall* withhold* withheld bestrid* dispute* contest* invand* object* motsatt* havt hava rescind* reject* reklamer* reklamation* krediter* credited credit_note kreditnota accepterar_inte godtar_inte dont_accept erkanner* motsat*
charged debited debiter* fakturer* billed invoiced drog dragit dragits draget taken took deducted tagit tog kravd kraver demand*
twice double dubbel* dubbla tva_ganger two_times again igen samma same both bada ovriga duplicate* tredje third fjarde fourth
two tva three tre four fyra five fem six sex seven sju eight atta nine nio ten tio eleven elva twelve tolv dozen twenty tjugo thirty trettio forty fyrtio hundred hundra
week* vecka veckor* veckan month* manad* year* ar aret day days dag dagar* dagen since sedan sen
pank broke skint fattig* poor penniless no_money inga_pengar ingen_peng* utan_pengar barskrap* inget_kvar nothing_left nollat zeroes tomt empty luspank fattiglapp breadline existensminimum* subsistence destitut*
racker* stretch* make_ends_meet ends_meet ihop get_by ga_ihop gar_ihop klara* manage* cope* afford rad_med har_rad cover tacka tacker spare avvara minus red
laid_off redundan* sacked sparken uppsag* uppsagd varsl* permitter* arbetslos* unemploy* fired out_of_work no_work utan_jobb inget_jobb lost_my_job blev_av jobless vikariat* timanstall* zero_hours strejk* strike
job jobb jobbet work working jobba* arbete* employ* anstall* shifts pass timmar hours uppdrag* freelance* frilans* extrajobb* boss chef* employer* arbetsgivar*
sick sjuk* ill illness cancer* stroke* utmattning* utbrand* burnout burnt_out hospital* sjukhus* diagnos* cytostatik* chemo* operation* operer* ms als rehab* surgery injur* skada* skadad olycka* accident* disability demens* dementia alzheimer* signed_off sjukskriv*
wage* salary lon lonen income inkomst* pension* a-kassa akassa bidrag* benefit* universal_credit sjukpenning* csn forsorjningsstod* socialen soc welfare allowance* aktivitetsersattning* barnbidrag* child_benefit garantipension* maternity foraldrapenning* dagersattning* sick_pay statutory lonegaranti* studiemed* studielan*
rent hyra hyran mortgage* bolan* evict* vrakt* vrakning* hemlos* homeless* hostel* electric* elen elrakning* heating gas leccy food_bank matkasse* food_parcel* makaroner diapers blojor
debt* skuld* inkasso* kronofogd* bailiff* loan* lan lanen sms-lan smslan payday_loan collector* collection* utmat* garnish* skuldsanering* budget* instalment* avbetal* delbetal* arrears efter_med behind backlog
child* kid kids barn barnen* unge ungar* son sonen daughter* dotter* twin* tvilling* baby bebis* boy girl pojk* flick* grabb*
mother* father* mum mom mam mama dad daddy mamma* pappa* mor mors far fars morsan farsan sister* brother* syster* syrra* bror* brors* brorsa* gran nan nana grandma* granny grandad grandpa granda mormor* farmor* morfar* farfar* uncle* aunt* moster* faster* morbror* farbror* svarfar* svarmor* kusin* cousin*
husband* wife* make maken maka makan hustru* fru frun* gubben partner* sambo* man mannen boyfriend girlfriend pojkvan* flickvan* ex exet exman* exfru* fiance* kompanjon*
died dies dog dott dod doda dode death* deceased avlid* avled somnade_in somnat_in gick_bort gatt_bort passed_away passed_on bortgang* slipped_away fell_asleep gone_home departed gatt_ur_tiden inte_langre_i_livet no_longer_living no_longer_alive not_alive late omkom* killed lever_inte finns_inte_langre lamnat_oss lamnade_oss left_us lost_our mist miste
funeral* begrav* estate* dodsbo* probate* bouppteckn* boutredning* executor* death_certificate dodsbevis* inherit* arv arva* arving* widow* ankan anka ankling buried jordfast* laid_to_rest bereave* sorg sorjer grie*
kill* suicid* sjalvmord* hang hanga hanger* hanged drunkna drown* overdos* strypa doda ta_mitt_liv ta_livet take_my_life own_life end_it end_my avsluta_livet skar_mig cutting_again cutting_myself self_harm* skada_mig
live living leva levt exist* finnas finns existera be_here alive vara_med wake_up vakna* waking vilja_leva sta_ut endure
pill* tablet tablets tabletter* rep rope bro bron bridge train taget spar sparet railway track knife kniv* gun pistol* bossa* vapen weapon* blade rakblad* balcony balkong* beam takbjalk* lorry lastbil* bergvagg* cliff bultpistol* bolt_gun
hopeless* hopplos* pointless meaningless meningslos* point mening* worthless vardelos* empty tom tomhet numb black svart dark morker* morkt alone ensam* lonely broken_inside future framtid* no_way_out utvag* way_out giving_up ger_upp ge_upp given_up gett_upp
orkar orka pallar ids cant_go_on cant_cope cant_take cant_face no_more inte_mer anymore any_more langre had_enough fatt_nog tired trott* exhausted slut* drained done_for kort
cry crying cried grat* gråt* tears tarar* sob* weep* sleep* sova somn* slept awake vaken eat ata atit starv* vomit* krakts sick_all
afraid scared radd radda frightened terrified skramd skrammer dare vagar hot hotar hotade threat* unsafe otrygg* safe saker
hits hit hitting slar slog slagen beat* beats strangl* stryp* violen* vald valdet misshandl* abus* refuge skyddat_boende kvinnojour* stalk* forfolj* controls kontrollerar raped valdtog* throat
panic* panik* angest* anxi* breath* breathe andas luft shak* skak* heart hjarta* chest faint* svimma* dizzy snurrar spinning trembl* darr*
angry arg arga furious rasande forbannad* jav* fan helvete* bloody damn* hell shit* skit* fuck* wtf livid pissed ilsk* sur irriter* crap bullshit
rude otrevlig* oforskam* unprofession* oprofession* insult* insolen* krank* lied ljug* ljog liar lognare arrogan* nonchal* condescend* nedlatand* disrespect* respektlos* shout* skrek skrik* laugh* skratt* mean elak* humiliat* fornedr* dismissive hung_up patronis* patroniz* spoke_to_me talade_till_mig talked_down calm_down lugna_ner
lawyer* advokat* solicitor* attorney* court* ratten domstol* tingsratt* sue suing stamma* stamning* ombudsm* arn konsumentverk* konsumentombud* konsumentvagled* regulator* fca imy finansinspektion* gdpr integritetsskydd* anmal* report report_you reporting trading_standards citizens_advice jurist* juridisk* legal* proceeding* ombud authorit* myndighet* diskriminer* discriminat* information_commissioner press media tidning* newspaper* journalist* damages
complain* klag* missnoj* dissatisf* besvik* disappoint* unaccept* oaccept* skam* shame* disgrac* ashamed disgust* dreadful shocking shambles appalling pathetic usel* urusel* kass* samst* worst incompeten* inkompeten* oseri* under_all_kritik vardelost ridicul* lojl* cirkus circus joke skamt duger not_good_enough ursakt* apolog* kompensation* compensat* ersattning*
get_back aterkom* come_back_to call_back hora_av reply replied svar svara svarat answer* response respon* promised lovat explain* forklar* told sagt said sa sager says
again_and_again every_time varje_gang third_time fourth_time fifth_time tredje_gangen fjarde_gangen femte_gangen for_the times ganger over_and_over om_och_om start_over borjar_om different_person bollad* bollat passed_around around_in_circles
person* manniska* human* hooman agent* handlagg* advis* operat* rep reps representative* staff* personal* someone somebody some1 nagon nan ngn nagan anyone anybody employee* anstallda medarbetar* kolleg* colleague* folk people manager* supervisor* kundtjanst* kundservice* customer_service switchboard vaxeln tjansteman* radgivar* bloke lad lass gubbe tjej flesh kott_och_blod medmannisk* pulse
talk* speak* spoke prata* pratstund snack* ring ringa ringer ring_me phone call calls calling connect* koppla* transfer_me put_me put_through patch contact* kontakt* chat* chatta* dma word_with tala dialog* get_hold tag_i tala_med on_the_line pa_traden
bot bots botten boten robot* machine* maskin* automat* ai program* script* chatbot* chattbot* chattrobot* computer dator datorn npc contraption menu* meny* buttons knappar auto* canned standardsvar* talking_to_a
real riktig* levande alive living_person actual_person proper breath* andas vaken awake mansklig* human_being fysisk* natural_person
rang ringde called phoned uppringd pretend* utgav* posing pastod claimed claiming impersonat* falsk* fake bluff* scam* lur lurad* luras lurades blast conned tricked duped fooled gick_pa_det fell_for mejl mail sms text_from link* lank* phish* qr website sida* sajt*
bankid code codes kod koder* koden dosa* pin cvc cvv login inlogg* logga* logged password* losenord* credential* card_number kortnummer* kortuppgift* details uppgifter* signed_in device enhet* security_number personnummer* identi* id leg legitim* passport*
not_me inte_jag nan_annan nagon_annan someone_else somebody_else without_my utan_min utan_mitt utan_att didnt_buy didnt_make inte_kopt inte_gjort never_ordered aldrig_bestallt aldrig_kopt never_been aldrig_varit dont_recogni* kanner_inte unknown okand* unauthor* obehor* in_my_name i_mitt_namn mitt_namn as_me som_jag my_name
stolen stulen stulit stulna nicked snott snodd* snatch* norpat robbed ranad* mugged pickpocket* thief tjuv* burgl* inbrott* forced uppbrut* lifted borta gone missing emptied tomt_kontot tomde drained hijack* kapad* hack* compromis* taken_over
transfer* overfor* swish* sent skickade money_gone pengar_borta withdraw* uttag* safe_account sakert_konto invest* gold guld* crypto* bitcoin*
block* freeze frys* sparr* stop stopp* lock* stang_av
return* retur* sent_back skickat_tillbaka skickade_tillbaka skicka_tillbaka lamnat_tillbaka lamnade_tillbaka took_back handed_back igen_lamnat
refund* money_back pengarna_tillbaka pengar_tillbaka aterbetal* refunded
reminder* paminn* krav kravet demand_letter letter letters brev breven* kuvert envelope* letterbox brevlad*
thanks thank tack tacksam* great bra fint fine lovely toppen perfect nice glad pleased happy nojd lugnt ingen_fara no_worries no_rush haha lol curious nyfiken undrar wondering
`

// aField tells the concepts of the fields from those of the thesaurus.
func aField(c byte) bool { return c > lastConcept }
