//! Tables of roots and affixes, words set apart by white space.

/// Nouns that stand for themselves, take a regular plural and most often come first in a ranking by frequency.
pub(super) const NOUNS: &str = "
account action address agent agreement airport alarm album alliance allowance amount analyst anchor angle animal answer apology
appeal application apron archive area argument army arrangement arrest arrival article artist aspect asset assistant
attack attempt auction author award balance ballot banner bargain barrel barrier basin basket battle beach beam bearing
belief bell benefit bid bill bishop blade blanket blast blaze block board boat body bond bonus border bottle boundary
branch brand breach bridge broker brother budget builder building bulletin bureau burden burial business buyer cabinet
cable cafe campaign canal candidate canyon capital captain career cargo carrier case castle ceiling celebration cell
ceremony chairman challenge chamber chance channel chapel chapter charge charity chart charter choice choir circle
circuit citizen claim clause cleaner clerk client climate clinic closure club coach coalition coast code collapse
collection collector college colony column comet comment commission committee commuter companion company compass
complaint concept concern concert conclusion condition conference conflict connection consequence constable container
contest contract contractor convention convoy corner corridor cost costume cottage council counsel counter couple courier
court cousin crane creditor crew critic crop crossing crowd current curtain customer cut cyclist dam dancer danger
daughter dealer debate debt decade decision defeat defence delay delegate delegation delivery demand demonstrator deposit
deputy descent design detail detective device diary dinner diplomat director disaster discovery discussion dispute
distance district division doctor document donor doorway doubt draft drama drawing driver drought dune duty earthquake
economist edge edition editor effort election elevator embassy emergency emission employer employee energy engine
engineer entrance envoy episode era error escape estate estimate evening event exchange executive exercise exhibit
exhibition expansion expedition expense experiment expert explosion export express extension eyewitness facility factor
factory failure fair family farm farmer fashion feature federation fee fence ferry festival figure file film filter final
finding fine fire fleet flight flood floor flower flyer folder footage forecast forest forum fossil foundation founder
fountain fragment framework friend front fuel function fund funeral furnace future gallery garage garden gardener garment
gate gathering generation ghost glacier goal governor grain grandfather grant graph grievance ground group guarantee guard
guardian guest guide guideline guitar habit hall hammer harbour harvest hazard hearing heater hedge heir helicopter
helmet heritage highway hill historian holiday home hospital hostel hotel household human hunter idea illness image
impact import impulse incentive incident income increase index industry infection inflation ingredient initiative injury
inmate inquiry inspection inspector installation institute instruction instrument insurer interest interval interview
invention inventory investment investor invoice island issue item jacket journal journey judge judgment junction jury
justice kitchen label laboratory labourer ladder lake landlord landmark landscape lane language lantern launch lawmaker
lawsuit lawyer leader leaflet league lecture legacy legend lender lesson letter level library licence lifeboat limit
line link list loan lobby location locomotive lorry loss lottery lyric machine magazine magistrate mandate manager
manuscript march margin mark market marriage material matter mayor meadow meal measure mechanic medal meeting member
memorial merchant merger message meter method migrant mile milestone mill mine miner minister ministry minority minute
mirror mission mixture mode model moment monitor monument morning mortgage mosque motion motive motorist mountain move
movement museum musician name narrative nation native nature neighbour neighbourhood network newcomer newsletter night
nomination norm notebook notice notion novel nurse object objection observer obstacle occasion ocean offence offer office
officer official opening opera operation operator opinion opponent option orchard orchestra order organiser outbreak
outcome outlook output oven owner package page painter painting palace panel parade parcel parent park parliament part
participant partner partnership passage passenger pastor patent path patient patrol pattern pavement payment peak
pedestrian penalty pension pensioner performance period permit petition phase photograph phrase physician pianist picture
pier pilgrim pilot pipeline pitch place plan planet planner plant plate platform player plaza plea pledge plot plumber
poem poet point pole policy politician poll pollutant pond port portion portrait position poster powder power practice
prayer precaution predecessor premise premium presence presentation president price priest principle printer priority
prisoner prize problem procedure proceeding process procession producer product professor profile profit programme
project promise proposal prosecutor prospect protest protester province provision pump pupil purchase purpose quarry
quarter question queue quota rail railway rally ranch range ranger rate ratio reader reaction reactor reason receipt
receiver recession recipe recipient recommendation record recovery referee reference referendum reform refugee refund
refusal regiment region register regulation regulator rehearsal relation relative release relief remark remedy reminder
rent repair replacement report reporter representative request requirement researcher reserve reservoir resident
residence resignation resolution resort resource response restaurant restoration restriction result retailer return
revenue review revision reward rider ridge right risk ritual river road robot rocket role roof room root route routine
rule ruling rumour runner safeguard sailor salary sale sample sanction satellite scandal scenario schedule scheme scholar
school scientist score screen script sculptor seal season seat secret secretary section sector segment seller seminar
senator sentence sequence sergeant server service session settlement settler shareholder shelter shepherd shift
ship shipment shock shop shore shortage shower sign signal singer sister site situation skill slope smuggler society
soldier solution song source spark speaker specialist spectator speech spending spokesman sponsor sport square
squad stadium staff stage stake stand standard star statement station statue status step steward stock storm story
strategy stream street strike structure student studio study subject submarine subsidy suburb success suggestion suit
summary summer summit supplier supply support supporter surface surgeon surgery surplus surprise survey survivor suspect
suspension swimmer switch symbol symptom system table tactic talent target tariff task tax teacher team technique
technology temple tenant tender tension term terminal territory terrorist test text theatre theme theory threat ticket
timber title toll tool topic tournament tower town trade trader tradition trail trailer train trainer trainee transaction
transfer transition translator trap traveller treasure treasurer treatment treaty trend trial tribe tribunal tribute
trophy truck trust trustee tunnel turbine tutor tyre unit university uprising user vaccine valley value valve van variety
vault vehicle vendor venture venue verdict version vessel veteran victim victory view village villager violin visit
visitor voice volcano volume volunteer vote voter voyage wage waiter walker wall warden warehouse warning warrant watch
wave weapon wedding week weekend weight well wheel wheelchair widow window winner winter wish witness workshop worker
worry writer yacht year zone";

/// First halves of compound nouns.
pub(super) const COMPOUND_FIRST: &str = "
apple ash bank barley barn bay bed bee bell birch black blue boat bone book bottom brick bridge broad broom bush camp
candle cart cattle chalk church clay cliff cloud coal coast cold copper cork corn cotton court cross crown dairy deer
dock door down dust east elm ember farm feather fern field fire fish flag flax flint flood fog foot forest fox frost
fruit gate glass gold grain grass gravel green grind ground guild hall hand harbour hawk hay hazel head heath hedge
herring high hill holly home honey hop horn horse ice iron ivy juniper kelp kiln king lamb lamp land lark leather lime
linen log long loom low lumber maple market marsh mast meadow mid milk mill moon moor moss mountain mud mule net night
north nut oak oat oil orchard over owl paper park pear peat pine pitch plough plum pond post quarry rail rain ram raven
red reed ridge river road rock roof root rope rose rush rye sail salt sand school sea seed sheep shell ship shore side
silk silver sky slate smoke snow south spring stable star steel stone storm straw summer sun swan tail tar thorn tide
timber tin top tower town track trout turf under up vale valley wagon wall water wax weather well west wheat wheel
willow wind wine winter wolf wood wool work yarn yew";

/// Second halves of compound nouns; all take a plain plural.
pub(super) const COMPOUND_SECOND: &str = "
bank barge basin bearer bed belt bird blade board boat bolt bottom bound box breaker bridge builder burner carrier
cart carver chain clerk cloth cutter dealer dipper dresser driver fall farm fighter fitter ford frame front garden gate
gatherer grower guard hall hand handler head hold holder hook house hunter keeper lamp land line loader lock maker
marker mark market master mill minder mound mover net owner parade park path picker pier pit planter plot pole pond
post press rack raker ridge ring road roof room root row runner sale seller setter shed ship shop side smith
spinner stack stall stand stead stone store stream tank tender terrace top tower track trader trail trap walk walker wall
ward warden watcher way weaver well wheel wharf worker yarn yard";

/// Regular verbs that take an object.
pub(super) const VERBS: &str = "
abandon accelerate accept accuse adjust administer adopt advance affect alert alter amend analyse announce answer approach
approve arrange assemble assess assign assist assure attract audit avoid await back balance barricade block boost borrow
broaden calculate cancel capture celebrate censure challenge change check chase cite claim classify clean clear collect
combine command compare compensate complete conceal conclude condemn confirm confront confuse connect consider construct
consult contest continue contradict convert convince correct counter crack create criticise cross damage deceive declare
decline decorate defeat defend define delay delight deliver demand demolish deny deplore deposit describe deserve design
destroy detect develop devote direct disappoint discourage discover discuss dismiss disrupt distribute disturb divide
document donate double doubt download draft duplicate earn educate elect embrace employ enable encounter encourage endanger
endorse enforce engage enhance enjoy enlarge ensure enter escort establish evacuate evaluate examine exceed exchange exclude
excuse execute exhaust exhibit expand expect expel explain exploit explore expose extend face favour fear feature fence file
film finance finish follow force frighten frustrate fuel fund furnish gather generate govern grant greet guarantee guard guide
halt handle harass harvest help highlight hinder honour house identify ignore illustrate imitate impress improve include
inflate influence inform inherit injure inspect inspire install instruct insult insure interrupt intimidate introduce invade
invent investigate invite isolate join judge justify label lack launch lengthen license lift limit list load loan locate
maintain manage manufacture mark market measure mention merge migrate mislabel miss mobilise modernise modify monitor move
murder neglect nominate notice notify obey object observe obstruct obtain occupy offend offer open operate oppose order
organise outline overlook overturn overwhelm own paint pardon pass patrol penalise perform permit persuade place plant plunder
postpone praise predict prepare present preserve pressure prevent print probe process produce prohibit prolong promise promote
propose prosecute protect protest prove provide provoke publish punish purchase pursue push question raise ransack rate reach
rebuke recall receive recognise recommend reconsider record recover recruit reduce reform refuse regain regard register
regulate reinforce reject release relocate remember remind remove renew renovate rent repair repeat replace report represent
request rescue resemble reserve resist resolve respect restore restrain restrict resume retain retrieve reveal reverse review
revise revive reward rival ruin sample sanction satisfy scold search secure select separate serve settle shape share shelter
shift shock shorten signal simplify sketch slow solve sponsor stage strengthen study submit subsidise suggest supervise
supply support surprise surround survey suspect suspend tackle target tax test thank threaten tighten tolerate touch trace
track trade train transform translate transport treat trigger trouble trust undermine unify unite unveil update upgrade urge
use vaccinate value view violate visit warn wash waste watch weaken welcome widen witness worry yield";

/// Put before a verb.
pub(super) const VERB_PREFIXES: &str = "re over under out mis pre co fore un cross back counter";

/// Adjectives that stand for themselves.
pub(super) const ADJECTIVES: &str = "
able absent abstract absurd accurate active actual adequate adult aerial agile alert alien ample ancient angry annual anxious
apparent arctic arid armed artistic atomic attractive autumnal available awkward bare basic beautiful bitter bleak blind bold
brave brief bright brilliant brisk brittle broad bronze calm candid capable careful casual cautious central certain cheap
cheerful chemical chief chilly chronic circular civic civil classic clean clear clever clumsy coastal cold colonial comic
commercial common compact complex concrete constant content costly covert cramped creative criminal critical crowded crucial
crude cruel cultural curious customary daily damp dangerous dark dear decent decisive deep defective defiant delicate dense
deputy desperate dietary difficult digital dim diplomatic direct dirty distant distinct domestic double downtown dramatic dry
dual dull durable dusty eager early earnest eastern economic educational effective efficient elaborate elastic elder electric
elegant eligible emotional empty enormous entire equal essential eternal ethical exact excellent exclusive exotic expensive
explicit external extra extreme fabled faint fair faithful false familiar famous fatal favourite federal feeble fertile fierce
final financial firm fiscal fitting fixed flat flexible fluent foggy foreign formal former fortunate fragile frank free frequent
fresh friendly frozen full functional furious general generous gentle genuine global golden gradual grand grateful grave grim
guilty handsome handy happy harmful harsh hasty hazardous healthy heavy helpful hidden historic hollow honest hopeful hostile
huge humble hungry ideal idle illegal immediate immense imminent impatient imperial implicit impossible inadequate incomplete
independent indirect industrial inevitable infamous informal inland innocent intact intense interim internal intimate invisible
joint jubilant judicial junior keen kind knowing large late lavish lawful lazy leading lean legal legitimate
lengthy lenient lesser liberal likely limited literary little lively local lone long loose loud loyal lucky lush luxurious
magnetic main major makeshift manual marginal marine maritime married massive mature meagre mechanical medical medieval medium
mental mere mild military minor misty mobile moderate modern modest moist monthly moral multiple municipal musical mutual mystic
naked narrow national native natural naval neat necessary negative nervous neutral new nimble noble nominal normal northern
notable novel nuclear numerous obscure obvious occasional odd offshore old open optical optimistic oral ordinary organic
original outdoor outer outright outspoken overdue overnight overseas painful pale partial passive patient peaceful peculiar
perfect periodic permanent persistent personal physical plain planned pleasant plentiful polar polite political poor popular
portable positive possible potent powerful practical precious precise pregnant preliminary premature present prime primitive
private probable prolific prominent prompt proper prosperous proud provincial prudent public punctual pure quarterly quick quiet
radical random rapid rare rational raw ready real rebellious recent reckless regional regular relevant reliable religious
reluctant remarkable remote repeated resilient restless retired rich rigid rival robust rough round royal rude rural rusty sacred
sad safe salty scarce scenic scientific seasonal secondary secret secular secure senior sensible separate serene serious severe
shabby shallow sharp short silent similar simple sincere single skilful sleepy slender slight slim slow small smart smooth sober
social soft solar sole solemn solid sombre southern spacious spare sparse special specific spectacular spiritual splendid
sporadic stable stale standard statutory steady steep stern sticky stiff strange strategic strict striking strong structural
stubborn sturdy subtle suburban sudden suitable superb supreme sure surplus swift symbolic tall technical temporary tender tense
terrible thick thin thirsty thorough thoughtful tidy tight timely tiny tired tough toxic traditional tragic tranquil tropical
troubled true turbulent typical ugly unanimous uneasy uniform unique universal unlikely unusual upbeat upper upset urban urgent
useful usual vacant vague valid valuable variable vast verbal viable vibrant vigorous violent virtual visible vital vivid
vocal volatile vulnerable warm wary wasteful watchful weak wealthy weekly weird western wet whole wicked wide wild willing windy
wise wonderful wooden worldwide worthy wrong young zealous";

/// Put after a compound's first half or a noun of one syllable to make an adjective.
pub(super) const ADJECTIVE_SUFFIXES: &str = "less like bound based wide side born free rich proof fed";

/// Adverbs that stand for themselves.
pub(super) const ADVERBS: &str = "
again almost already altogether anew apart aside barely besides closely elsewhere entirely even eventually finally frequently
gradually hardly indeed instead largely later lately locally mainly meanwhile mostly narrowly nearly never newly nonetheless
officially often once openly otherwise partly perhaps possibly presently privately promptly publicly quietly quickly quite
rarely rather readily recently repeatedly reportedly scarcely seldom separately sharply shortly slowly sometimes soon steadily
still strongly suddenly swiftly temporarily then therefore together twice unexpectedly unusually usually virtually widely";

/// What people in the news are.
pub(super) const OFFICES: &str = "
alderman ambassador analyst archivist astronomer banker barrister biologist broker builder cardinal caretaker cashier
chairwoman chemist commander commissioner conductor consultant controller coordinator coroner councillor curator dean
deputy designer director driver ecologist economist editor engineer envoy farmer forester geologist governor guide historian
inspector instructor judge librarian lecturer manager mayor mechanic minister negotiator novelist nurse officer organiser
painter pharmacist physicist pilot planner president principal producer professor prosecutor ranger rector registrar
researcher sculptor secretary senator sheriff solicitor spokesman spokeswoman surgeon surveyor teacher trainer treasurer
trustee tutor veterinarian warden";

/// Ways to say that somebody said it, in the past.
pub(super) const SAID: &str = "
said told-reporters wrote added explained argued insisted noted recalled warned stressed claimed maintained conceded
acknowledged remarked observed predicted suggested repeated announced complained confirmed declared estimated admitted
cautioned replied testified vowed";

/// Words that join two clauses.
pub(super) const JOINTS: &str = "
after although as because before but even-though given-that in-case now-that once since so-that though unless until when whenever
where whereas while and so yet";

/// Words that lead a noun to its clause.
pub(super) const PREPOSITIONS: &str = "
about above across after against along alongside among around at before behind below beneath beside between beyond by despite
during following for from in inside into near of off on opposite outside over past regarding through throughout to toward under
upon via with within without";

/// Words before a noun.
pub(super) const DETERMINERS: &str =
    "the the the the the this that its their his her our another each every one any some no the";

/// First syllables of invented names of people and places.
pub(super) const NAME_FIRST: &str = "
Ab Ad Al Am An Ar Ash Bal Bar Bel Ben Ber Bor Bran Bre Bri Cal Cam Car Cas Cel Chal Cor Cul Dal Dan Dar Del Der Don Dor Dra Dun
Ed El Em En Er Es Ev Fal Far Fen Fer Fin For Fre Gal Gar Gen Gil Gor Gra Gre Hal Han Har Hel Her Hol Hor Il Im In Is Jan Jar
Jol Jor Kal Kar Kel Ken Ker Kol Kor Kra Lam Lan Lar Len Ler Lin Lor Lun Mal Mar Mel Mer Mil Mir Mor Mul Nal Nar Nel Ner Nor Ol
Or Os Pal Par Pel Per Pol Por Pra Qua Ral Ran Rel Ren Rol Ros Sal San Sar Sel Sen Ser Sol Sor Ste Tal Tan Tar Tel Ten Ter Tol
Tor Tra Tul Ul Un Ur Val Van Var Vel Ven Ver Vol Vor Wal War Wel Wen Wil Wor Yal Yar Yel Zal Zan Zel Zor Dré Mü Sö";

/// Middles of invented names.
pub(super) const NAME_MIDDLE: &str = "
a e i o u an en in on ar er ir or al el il ol am em im as es is os ad ed id av ev iv eth ith oth";

/// Ends of invented surnames.
pub(super) const SURNAME_LAST: &str = "
bach berg bourne bridge by dale den der ding dorf feld ford gard gate ger grave ham hart hill holm holt hurst kamp ken ker kov land
ley lin lock low man mark mer mont more nen ner nik nov quist ran rell rick rop rosa rov sen sher sky sley son stad stein ster
stone strand sund tell ter thal thorn ton tov vale vall ver vic vik ville wald ward well wick wold worth yard zano";

/// Ends of invented first names.
pub(super) const FIRST_NAME_LAST: &str = "
a ah an ane ard as beth bert da dan den dra el ela elle en ena eth ette fred ia ian ic ica ida ie iel ik il ila in ina ine ion is
isa ita ix la lan len lia lin line lyn mar mir mund na nan ne nia nie nor o on ona or ra ran rek rian ric rin ris ron sa son ta
tan thea ton us va van via vin wen wyn yn";

/// Ends of invented places.
pub(super) const PLACE_LAST: &str = "
abad borg borough bridge burg bury by castle chester cliff combe dale don fell field ford gate grad grove ham haven heim hill
hurst keep kirk land leigh mere minster more mouth nes pool port quay rock shaw ster stead stoke stow strand thorpe ton vale
view ville wade water well wick wood worth";
