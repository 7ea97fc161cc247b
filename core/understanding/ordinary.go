package understanding

// ordinary are words a slip away from a cue that mean something else. Words
// that the phrases use twice are ordinary too.
var ordinary = words(`punched tacked pratat pratade talat talade snackat snackade chattat chattade ringt ringde ringts kontaktat kontaktade kontaktades kopplade kopplat talked spoke
spoken chatted contacted connected transferred helped hjälpte hjälpt advise advised advises advice persona personas personal pension prison season
reason operate operates operated operation operations managed manage manages management humane humanity colleges college contract contracts contrast
talking walking walked taking waking chart charts cheat cheap wants went wait waits correct corrects collect collects employer employers employed
supports supported supposed phones photo photos photon called calls calling caller callers ringing rings bring bringing string strings speaker
speakers speaks special species specialty customs customer customers costume costumes service services serves servers server expects expected expect
export exports exploit gather father rather other another mother brother heather weather leather whether either neither fraud freud afraid died dies
diet tied lied ride side death dearth deaf dealt wealth health heath breath breathe breadth charge change changed changes charger chance chances court
count counts county country course courts loose lose loses losing lost host post cost most dust just must trust crush crash cash cashed stole stone
store storm story stale steal steel scan scanned scar scare scares score scores scary sorry worry worries hurry hurt curt cute cutter kill kiln kilt
bill bills fill fills will wills till tills skill skills spill chill hospital hospitals hospitality hostel debit debits debts debut dispatch
dispatched display displays displayed order ordered orders older holder folder colder border refund refunds refunded return returns returned retain
retail details detail kronor kontor kontot kontakten personer personers personens pensionen pensionär medarbete arbetet arbete arbetar betala betalar
betalat betalning betalningen handla handlar handlat handlade handling handlingar hantera hanterar hantering räkning räkningar räkningen riktning
riktningar ringar ringen springa springer sjunga bringa stinga klaga klagar klagade laga lagar lagat vaga saga sagan dagar dagarna lagret jagar döda
dödar doften dotter dottern datorer dator doktor faktor faktura fakturor fakturan skulder skuldra skulden skulle skulor vill ville villa villor valla
hjälp hjälpa hjälper hjälpt hjälpte bestrida bestride stulen stulet styrelse lurar lurade luras luren lura kurs kurad pengar pengarna penga perioden
period personlig personliga personligt mannen manner manner marken market maskin massan frakt frakten fraktad passet passat passar trakt brakt rakt
bilen bilar state states stated standing stands front applying applied accepted accepts accurate advisory andrades angrar arrives attempts aware
awaiting batterier batteries beach behåll bord boots bora brand businesses byte butiker butiken changing checking chose clever climbing close closes
closed completely completed conversion convert corrected couriers credited curious debet decide decided decline declines defekt defer depositing
deposits desperately desperate despite difference disable discounts discussed dollar doubled drawn duplicated easter eats exchanged exchanges failing
familiar farligt fatta firm firms flyttas follow follows förde forget förskott försökt france fridge fryst frysta fully fund gives given gjorts
godkänns gränser granskas growing hadnt handel handlare hanging happen happens härligt hava havet hearing heating helger hitar holidays hoppas hour
hours identify immediate impression included incorrectly initial instant interest involved issued issues juridik juridiskt kallar kassans kastar
katten keeping killer known knows kollat korte kostat krans lager laser lagligt landlords lane large låset laughter leaking learning legat letting
level lever limits linking listan lösningen mailed maker makes macken manads meddelandet merchants mines minns missat missed misses missing mistakenly
monster moneys näring nästan nearly nothing notis numbers obetalt offers options overdue packet pannan passade passed passport pausad pausar pausas
permitted physically pill places planet plants policy possibly pratande preference pretend prices priser provided providing proving pågå purchases
rain reached reaches reaching realize reasons receipts receiver recept records reflected regular rejecting remainder reminded reminder removed
repeated replaced replace representanten reser resolve retailers reverted router russian sale samla sänka satter saving seen seven selected sellers
sender separate separated settings shade shaped shorted showing sjuka skickades skratta slängt släpper slarvat smart smoking someones somethings spare
sparar sparat spärrar specified specify speed sports språk stan standard stängs startar starta statements stating stays stealing stockings stolen
stolden stores större stort stranden svaren swift swishat talande tank tappa taxes thought threw throw throws tider topped topping totala tracked
trainer trevlig trevliga trycka trycker tryggt turning typed unlocking unlock vagen vanligt väntas vasen verified verify verifies verification viken
vila virtuellt waited wanted warned watching white withdraw scratch scratched scrolled happy nice news paper papers kassa kasse kassan kassen mattan
mattor klockan klocka byta bytt tröjan tröja skjorta skjortor byxor jacka jackan stövlar lampan lampa
`)
