"""Words that the masking of names leaves alone, and words that tell it where a name stands.

All in lower case. A word that is missing here costs a mask too many, never a name.
"""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Written with a capital by the calendar, by the law or by habit, and nobody's name.
CAPITALISED_BY_HABIT = _words(
    "spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday january",
    "february march april may june july august september october november december mon tue tues",
    "wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec christmas",
    "easter eid ramadan diwali hanukkah halloween ok okay tv pc pdf id england english britain",
    "british uk wales welsh scotland scottish ireland irish london europe ehc ehcp ehcps ehcna",
    "ehcnas sen send senco sencos sendco sendcos sendiass iass snas sendis wiass nhs camhs gp gps",
    "ot ots salt slt ep eps ta tas lsa lsas lea la las asd asc adhd add ocd pda odd semh mld sld",
    "pmld gdd dld ept pru prus aln saln cic lac dfe dfes dhsc ofsted cqc icb ccg mash lado sencom",
    "covid corona zoom teams google microsoft outlook facebook whatsapp instagram youtube twitter",
    "gov makaton pecs braille bsl nursery autism autistic dyslexia dyslexic dyspraxia dyspraxic",
    "dyscalculia aspergers internet ipad iphone ppa pcf redacted unreadable illegible mr mrs ms",
    "drs dr doc docs prof x-ray xray t-shirt",
)

# Ordinary words that start sentences or are given a capital inside one.
ORDINARY = CAPITALISED_BY_HABIT | _words(
    # pronouns, articles, joining words, question words
    "a an the i me my mine myself we us our ours ourselves you your yours yourself he him his she",
    "her hers it its itself they them their theirs themself themselves this that these those one",
    "ones someone somebody something anyone anybody anything everyone everybody everything nobody",
    "nothing none no-one other others another each every both either neither all any some many",
    "much more most few fewer fewest less least several enough such same own who whom whose which",
    "what whatever whichever whoever when whenever where wherever why how however and or but nor",
    "so yet if unless until till while whilst as because since though although whereas whether",
    "than then therefore thus hence for of in on at by to from with without within into onto out",
    "off over under up down about above below before after again against between among through",
    "throughout during despite except besides beside behind beyond near next towards toward across",
    "along around via per not no yes yeah yep nope never ever always often sometimes usually",
    "rarely seldom once twice thrice only just also too even still already almost nearly quite",
    "rather very really truly simply maybe perhaps possibly probably definitely certainly clearly",
    "obviously especially particularly mainly mostly partly generally overall basically actually",
    "finally eventually initially firstly secondly thirdly lastly first second third last later",
    "earlier early late soon now today tomorrow yesterday tonight recently currently presently",
    "there here elsewhere anywhere everywhere nowhere somewhere else instead otherwise likewise",
    "similarly additionally furthermore moreover meanwhile unfortunately fortunately luckily sadly",
    "hopefully thankfully frankly honestly personally apparently allegedly supposedly further",
    "perfect",
    # verbs as they start sentences, and their helpers
    "am is are was were be been being do does did done doing have has had having can could shall",
    "should would may might must ought need needs needed dare let lets get gets got getting give",
    "gives gave given giving go goes went gone going come comes came coming make makes made making",
    "take takes took taken taking keep keeps kept keeping put puts say says said saying tell tells",
    "told telling ask asks asked asking see sees saw seen seeing hear hears heard hearing know",
    "knows knew known knowing think thinks thought thinking feel feels felt feeling find finds",
    "found finding try tries tried trying use uses used using want wants wanted wish wishes wished",
    "wards like likes liked hate hates hated help helps helped helping listen listens listened",
    "explain explains explained speak speaks spoke spoken talk talks talked call calls called",
    "calling ring rings rang rung phone phones phoned email emails emailed e-mail e-mails e-mailed",
    "write writes wrote written writing read reads send sends sent sending answer answers answered",
    "reply replies replied respond responds responded wait waits waited waiting start starts",
    "started stop stops stopped begin begins began begun end ends ended finish finishes finished",
    "leave leaves left stay stays stayed move moves moved work works worked working live lives",
    "lived pay pays paid show shows showed shown showing look looks looked looking seem seems",
    "seemed become becomes became understand understands understood believe believes believed",
    "remember remembers remembered forget forgets forgot forgotten expect expects expected appear",
    "appears appeared consider considers considered considering please thank thanks thankyou sorry",
    "hello hi dear hey regards sincerely cheers note notes apart according due based attend",
    "attends attended bring brings brought build builds built change changes changed check checks",
    "checked choose chooses chose chosen deal deals dealt delay delays delayed fail fails failed",
    "fight fights fought follow follows followed ignore ignores ignored improve improves improved",
    "include includes included inform informs informed involve involves involved learn learns",
    "learned learnt lose loses lost meet meets met offer offers offered provide provides provided",
    "reach receive receives received refuse refuses refused respect respects run runs ran set sets",
    "sit sits sat support supports supported train trains trained treat treats treated turn turns",
    "turned update updates updated visit visits visited arrange arranges arranged arrive arrives",
    "arrived cope copes coped couldnt didnt doesnt dont hasnt havent isnt wasnt werent wont",
    "wouldnt cant cannot im ive id ill its hes shes theyre youre thats whats theres",
    # what the comments are about
    "access accessible address advice adviser advisers advisor advisors agencies agency agreement",
    "ambulance amount annual answerphone anxiety appeal appeals appointment appointments area",
    "areas assessment assessments assistant assistants attitude authorities authority autumn baby",
    "babies bank basket behaviour board boards body bodies book booking borough boy boys box",
    "breakdown breaks brother building bus business cabinet car care carer carers case cases",
    "caseworker caseworkers category caring chair challenge chance charity chief child childhood",
    "children childrens choice city class classes classroom clinic clinical clinics club clubs",
    "clinician clinicians code college colleges comment comments commissioner committee common",
    "communication communications community complaint complaints complex concern concerns",
    "condition conditions confidence confusion consultant consultants contact contacts content",
    "coordinator co-ordinator council councillor councils counselling counsellor county couple",
    "course court covid-19 crisis critical customer customers dad daddy daily data date dates",
    "daughter daughters day days deadline deadlines decision decisions delivery department",
    "departments deputy details development difference different difficult difficulties difficulty",
    "director directors disability disabilities disabled disabling discharge district doctor",
    "doctors document documents draft driver drivers drug drugs duty education educational",
    "emergency equipment eight eleven escort evening event events evidence example excellent",
    "executive experience experiences expert experts eye eyes face facilities facility fact false",
    "families family fantastic far fast father feedback final five flexible food form forms forum",
    "four free frequent friend friendly friends frustrated frustrating frustration full funding",
    "future general gentle girl girls goal goals good governance government governor governors",
    "grandad grandma grandmother grandparent grandparents grateful great ground group groups",
    "guidance guardian half hand head headteacher headteachers health healthcare hearing help",
    "helpful helpline high higher home homes honest hospital hospitals hour hours house housing",
    "human hundred husband idea ideas ill illness important improvement improvements inclusion",
    "inclusive incident independent individual information infant initial inspector inspectors",
    "interpreter interest issue issues job journey junior key kind kindness lack language",
    "languages large law lead leader leaders learning legal lesson lessons letter letters level",
    "levels life line list local location long longer lots low lunch mainstream majority male man",
    "manager managers management manner maths math meal meals means mediation medical medication",
    "medicine meeting meetings member members men mental message messages midwife midwives mind",
    "minor minute minutes mistake mistakes moment money month monthly months morning mother",
    "mothers motor mum mummy mums name names nan national needless neighbour neurology",
    "neurodevelopmental neurodivergent new news nice night nine non normal north number nurse",
    "nurses nursing occupational office officer officers official old older open operator opinion",
    "opportunity option options order organisation outcome outcomes outreach outside outstanding",
    "owing paediatric paediatrician paediatricians page panel panels paper papers paperwork",
    "paramedic paramedics parent parental parents part partner partnership parts past patient",
    "patients people peoples person personal personnel pharmacy physical physio physiotherapist",
    "physiotherapists physiotherapy pick picture place placement placements places plan planning",
    "plans play playing playgroup please point points police policies policy polite poor position",
    "possible post practice practitioner practitioners prescription presentation pressure previous",
    "price primary principal private problem problems procedure procedures process processes",
    "professional professionals profound programme progress prompt proper proposal provision",
    "psychiatric psychiatrist psychiatrists psychiatry psychological psychologist psychologists",
    "psychology public pupil pupils quality question questionnaire questions queue quick quicker",
    "quickly quiet reason reasons receptionist reception record records referral referrals refusal",
    "region regional regular regulation regulations report reports request requests residential",
    "resource resources respite response responses responsible result results review reviews ride",
    "right rights road role room rooms rude rules safe safeguarding safety satisfied school",
    "schooling schools seat seating secondary section sections secretary senior sensory separate",
    "seriously service services session sessions setting settings seven severe short shorter side",
    "sign signed single sister situation six skill skills sibling siblings sleep slow small social",
    "sometime son sons sort south special specialist specialists specific speech speedy spring",
    "staff stage stages standard statement statements statutory step steps street stress stressful",
    "strategy strategic student students subject suggestion supervision supportive sure surgery",
    "survey surveys system systems taxi taxis teacher teachers teaching team technical teen",
    "teenager teenagers telephone ten term terms test tests text therapeutic therapies therapist",
    "therapists therapy thing things thousand three time timeframe timeliness timely times",
    "timescale timescales timing top total town training transfer transition translator transport",
    "travel treatment tribunal tribunals true trust trusts twelve twenty two twins type types",
    "understanding unit university unless updates urgent useful value various view views virtual",
    "visits visitor visitors voice voluntary volunteer volunteers vulnerable waits warm wards",
    "water way ways website websites week weekend weekly weeks welfare well west wheelchair whole",
    "wife woman women acute adult adults atmosphere aware caller callers catering centre centres",
    "chemist chiropodist continuing demand dentist east employment gym involvement ladies lady",
    "listening maternity outpatient outpatients pharmacist podiatric podiatrist podiatry responder",
    "spectrum staffing wonderful word words worker workers worried worry worse worst wrong year",
    "years young younger youngest eldest youth zero absolutely accommodating act active afternoon",
    "age ages amazing angry anxious appalling approachable appropriate available awful bad",
    "beautiful better best big brief brilliant calm clear close comfortable completely complete",
    "confusing considerate constant courteous cleaner cold correct cheerful dedicated delightful",
    "disappointed disappointing disgraceful disgusted efficient emotional empathy encouraging",
    "exceptional extra extremely extreme fab fabulous fair fairly faultless fine firm gently happy",
    "hard horrible huge impossible impressed incredible incredibly knowledgeable lovely major",
    "marvellous minimal modern neat negative obvious okay pleasant pleased pleasure pleasurable",
    "positive possibly practical praise precise prior proactive punctual pure ready reassured",
    "reassuring reassurance relaxed reliable relevant respectful satisfactory sensible serious",
    "sheer shocking shocked simple sincere smooth spot spotless straight strong super superb",
    "supporting sympathetic terrible terrific terrifying thorough thoroughly thoughtful tidy tired",
    "totally traumatic traumatised truthful unable unacceptable unaware unbelievable unclear",
    "understandable unhappy unhelpful uncomfortable unkind unprofessional unreliable unsafe unsure",
    "usual utterly utter vital weak welcoming worth worthless",
)

# Names that are everyday words as well. In lower case they are read as the word.
ALSO_NAMES = _words(
    "abbey able amber angel archer art ash autumn baker ball banks barber basil bay bean bell bill",
    "bird bishop black blue bob bond booth bow branch bright broad brook brown bud burn bush",
    "butcher butler carol carter cash cave chance charity chase christian church clay cliff coffey",
    "coin cole constable cook coral cotton crane cross crow crystal curry daisy dale dawn day dean",
    "dear dee drew drum duke earl earth east eve faith fern field fields finch fisher flint flower",
    "flowers foot forest fox frank franks frost gene gift ginger glen grace grant gray green grey",
    "grove gunn guy hale hall hardy harp hazel heath heather herb hill holly honey hook hope",
    "hunter iris ivy jack jade jay jean jewel joy judge kay king kit knight lamb lane lark laurel",
    "lee lily little lord love luck mark marks marsh marshal martin mason max may merry mercy mike",
    "miles mill miller mills moon moor moss noble norm oak oaks olive page paige parish park",
    "parker pat patience patty peace pearl penny pepper pike piper pitt pond pool poppy porter",
    "power powers pride prince quick queen rain ray reed rich rivers river rob robin rock roger",
    "rose rowan ruby rush russet rusty sage sally salmon sand sandy savage sharp shepherd silver",
    "sky skip sparks speed spencer star steel stern stone storm sue summer summers sunny swan",
    "tanner taylor terry thorn tiger tiny tom tucker tuck turner van vic violet walker wall walls",
    "ward warden watt waters webb wells west wheeler white wilde will winter winters wise wolf",
    "wood woods wren wright young",
)

# After a word at the start of a sentence, these say that it stands for a person.
PERSON_VERBS = _words(
    "was is has had isn't wasn't hasn't hadn't said says told tells asked rang called phoned",
    "emailed e-mailed wrote replied answered promised explained helped helps listened listens gave",
    "gives came comes went goes did didn't does doesn't never always also visited met made makes",
    "knew knows understood understands understand loves loved hates likes struggles struggled",
    "cried cries needed needs wanted wants got gets left kept keeps took takes from at who still",
    "just would wouldn't could couldn't can can't cannot will won't sent refused ignored assessed",
    "diagnosed seemed really looked became saw started stopped turned thought felt apologised",
    "chased",
)

# Endings that names at the start of a sentence hardly ever have.
ENDINGS_OF_ORDINARY_WORDS = (
    *("tion", "tions", "sion", "sions", "ness", "ship", "ships", "ism", "ology", "ities", "ments"),
    *("ably", "ibly", "ally", "fully", "ously", "ingly", "edly", "ately", "ively", "ically"),
    *("able", "ible", "ful", "less", "ious", "eous", "ical", "ative", "ists", "ities", "ers"),
)

# "Mrs Okafor": the word after these is a name however it is written.
TITLES = _words("mr mrs ms mx miss dr doctor prof professor sir dame rev reverend cllr councillor")
SURE_TITLES = _words("mr mrs ms mx")
# "my son jayden": the word after these is a name even in lower case.
RELATIVES = _words("son daughter brother sister husband wife partner child boy girl twin named")
OWNERS = _words("my our his her their")
ENDINGS_OF_VERBS = ("s", "ed", "ing", "ly", "n't")

# "van der Berg": these belong to the name on both sides of them.
PARTICLES = _words("al ap bin bint binti ben da de del den der di dos du el ibn la le ter van von")

# "Section F", "plan B": a letter after these is no initial.
BEFORE_LETTERS = _words(
    "section sections part parts plan grade grades type vitamin key band bands appendix annex",
    "group option schedule column row level hepatitis class year block room floor",
)
