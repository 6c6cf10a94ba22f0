"""Words by which names of persons and of organisations are told apart (`loaders.persons`), folded; French and English side by side."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CREDENTIALS = {
    "dentist": "dds dmd bds msd",
    "physician": "md do facp facs mbbs facog faap facc mbchb",
    "podiatrist": "dpm",
    "psychologist": "phd psyd edd lcsw lpc lmft lmhc lmsw licsw mft",
    "optometrist": "od",
    "chiropractor": "dc",
    "practitioner": "lac rn np pac crnp dvm aprn arnp msn mph cpa esq dpt rdn fnp cnm crna",
}
ROLE_OF = {word: role for role, words in CREDENTIALS.items() for word in words.split()}
"""Letters behind the name of a practitioner, and what they are."""

TITLES = _words(
    "dr drs docteur docteurs doctor mr mrs ms miss mme mlle monsieur madame mademoiselle maitre me prof professeur professor rev"
)
CALLINGS = {"consultant": "consultant", "consultante": "consultant", "formateur": "trainer", "formatrice": "trainer", "trainer": "trainer"}
"""What a person who is no practitioner does, as a role that may be said."""

LOUD_TITLES = _words("ms me mr")
"""Titles that are titles only where they are not written in capitals alone: `MS BAT` is a company."""

PRACTICE_WORDS = _words(
    "cabinet medical medicale dentaire dental practice office offices infirmier infirmiers kinesitherapie"
    " veterinaire law firm clinic clinique"
    " center centre the of du de des d la le l"
)
"""Words that may stand before the title of a single practitioner: `Cabinet médical Dr X`, `Office of Dr. X`."""

COMPANY_FORMS = _words(
    "inc incorporated llc llp lp ltd limited corp corporation company companies co plc gmbh ag kg ohg sa sas sasu"
    " sarl eurl sci snc scop scp"
    " scic selarl selas selafa nv bv spa srl oy ab group groupe cie gie spl"
)
"""Legal forms that make an organisation, unless a title or a credential says that it is a practitioner's own."""

PROFESSIONAL_FORMS = _words("pa pc pllc apc psc pl apmc sc professional ei eirl autoentrepreneur microentreprise jr sr ii iii iv chartered")
"""Forms and endings that a person may have alone, in practice of their own."""

GENERIC_WORDS = _words(
    "podiatry dentistry dental optometric podiatric medical law office offices family general surgery pediatrics orthodontics dermatology"
    " psychology psychiatry chiropractic practice cabinet dentaire medicale clinic a an and associates"
)
"""Words that say what a practice does and name none."""

PARTNERS = _words("associates associes partners partenaires sons fils freres brothers bros associate")
"""Those who are beside a person: `Dr. X & Associates` bears the name of X all the same."""

PROFESSIONS = _words(
    "architecte avocat avocate notaire huissier geometre photographe paysagiste plombier electricien menuisier macon consultant osteopathe"
    " orthophoniste infirmier infirmiere psychologue dentiste veterinaire pharmacien medecin podologue sagefemme kinesitherapeute ingenieur"
    " interpreter realtor graphiste coiffeur coiffeuse expert comptable"
)
"""What a person is: beside a name it makes no company."""

SOLE_TRADER = _words("ei eirl autoentrepreneur microentreprise")

BRANDS = (
    *("grant thornton", "perkin elmer", "e leclerc", "jones lang", "ernst young", "mr bricolage"),
    *("alain afflelou", "jean coutu"),
    *("henry schein", "mr cooper", "charles schwab", "eli lilly", "john hancock", "merrill lynch", "morgan stanley", "edward jones"),
    *("raymond james", "john deere", "johns hopkins", "henry ford", "thomas jefferson", "carl zeiss", "jean lefebvre", "yves rocher"),
    *(
        "pierre fabre",
        "mary kay",
        "ben jerry",
        "jerry ben",
        "neiman marcus",
        "michael kors",
        "ralph lauren",
        "tommy hilfiger",
        "ann taylor",
    ),
    *("dr reddys", "dr pepper", "doctors without", "jack daniels", "marie curie", "william osler", "helen keller", "fred hutchinson"),
    *("fred hutch", "dana farber", "sarah cannon", "betty ford", "mary washington", "louis vuitton", "christian dior", "jean coutu"),
)
"""Companies and houses that bear the name of a person, by how they begin, folded."""

ORGANISATION_WORDS = _words(
    "abbey academy aco administration administrator administrators advanced adventist aesthetics agence agency agglomeration"
    " airlines allergy alliance ambulance ambulances ambulatory america american analytics and anesthesia annuity apartments"
    " apothecary apparel aquarium archdiocese architectes architects army ascension associates association associes assurance"
    " assurances asthma atelier ateliers athletic atlantic attorney attorneys authority auto autocars automotive aviation avocats"
    " bakery ballet bancorp bank banks banque baptist bay beach belgique benefit benefits billing biologie biotech blue board"
    " borough boucherie boulangerie branch breast brewery broadband bros brothers builders bureau bureautique cabinet cable caf"
    " caisse campus campuses canada cancer cardiologie cardiology care cargo carsat casino cathedral catholic cattp center centers"
    " central centre centres ch chamber chapel charcuterie charity charpentes chemical chemicals chi children childrens"
    " chiropractic chr christian chru chu church cie cinema cities city clinic clinical clinics clinique cliniques clothing cloud"
    " club clubs cmp cmpp cnam coalition collection collections college colleges commerce commission committee communaute commune"
    " communications community compagnie complete comprehensive computer computers computing congress conseil consortium"
    " construction constructions consultants consulting contracting contractors convalescence convent cooperative corporation"
    " corrections cosmetic council councils counties county courtage courts cpam credit creek crf crisis croix crous crrf custom"
    " cyber dairy data daughters daycare decor delivery dentaire dentaires dental dentistry departement department dermatologie"
    " dermatology design deutschland diagnostic diagnostics dialyse digital diocese distribue distribution district districts"
    " division divisions dme domicile drug drugs drugstore ear east eastern ecole ehpad ehs electric electronics emergency employee"
    " employees endocrinology endodontics endoscopy energy engineering ent enterprises entreprise entreprises epicerie epsm epsmr"
    " equipment esat est etablissement etablissements ets etudes europe exchange express eye factory faculte fam family farm farms"
    " fashion federation fertility fils financial fire first fitness fondation food foods forest fort foundation foyer france"
    " freres fund funebres furniture games gaming garage gardens gas gastro gastroenterology general genetics genomics gh ght ghu"
    " glass global golf government group groupe groupement growers guard gym had hardware headquarters health healthcare heart"
    " helpline hematology hill hills hmo holding home hop hopital hopitaux hospice hospital hospitalet hospitalier hospitaliere"
    " hospitaliers hospitals hosting hotel hotels hotline housing huissiers ico imagerie imaging ime immunology imprimerie"
    " industrial industrie industriel industries infirmary infirmieres infirmiers information initiative inn institut institute"
    " insurance integrated internal international internet investments ipa island islands jail jardinerie jewelers jewelry jewish"
    " kaiser kidney kindergarten kine kinesitherapie klinik klinikken krankenhaus lab labo laboratoire laboratoires laboratories"
    " laboratory labos labs lake las laser law lawyers legal lending librairie library life loan lodge lodges logistics los ltc"
    " lumber lutheran lycee mailing mairie maison mall management manor manufacturing marine market marketing markets mas maternite"
    " media medical medicine memorial mental menuiserie menuiseries metal metals methodist midwest midwifery mills ministere"
    " ministries ministry mission missions molding monastery mortgage mosque motors mount mt municipal museum mutual mutualite"
    " mutuel mutuelle mutuelles national navy nephrologie nephrology network networks neurology new news nord north northeast"
    " northern northwest notaire notaires notariale notre nurses nursing obstetrics office officine officines oil oncologie"
    " oncology online ophtalmologie ophthalmology optical oral orchestra ordre orthodontic orthodontics orthopaedic orthopaedics"
    " orthopaedique orthopedic orthopedics ouest outlet outpatient pacific packaging pain paper parish park parks parole"
    " partenaires partners partnership pathology payroll pediatric pediatrics pension pepinieres perio periodontics pharma"
    " pharmaceuticals pharmacies pharmacy physical physician physicians plan plans plastic plastics plaza podiatric podiatry police"
    " polyclinique pompes port power ppo practice prefecture premier presbyterian preschool prescription press primary printing"
    " prison products professional program properties prosthodontics providers province psychiatric psychiatrie psychiatrique"
    " psychiatry psychology quality radio radiologie radiology ranch readaptation realty recovery rectorat reeducation region"
    " regional rehab rehabilitation rental rentals rescue research residence resort resorts resources restaurant restaurants retina"
    " retirees retirement rheumatology ridge river rx sacre saint sainte saints salud salvation san sanatorium santa santo savings"
    " school schools science scierie seafood seafoods security seguros senior service services sessad shelter shelters sheriff"
    " shipping shoes shop shops sisters site skin sleep smile smiles smr snf social societe societies society software solutions"
    " sons south southeast southern southwest spa specialists spine sporting sports springs ssr st staffing state ste steel storage"
    " store stores sts studio studios sud suisse supplies supply surgeons surgery surgical sygehus sykehus synagogue syndicat"
    " system systems taxi taxis teachers team teams technologies technology telecom telecommunications telephone television temple"
    " textiles theater theatre therapy tire total tower towers town toys traiteurs transcription transport transportation"
    " transports treatment trust tv uad udm union unit united units universite university urgent urologie urology urssaf usa usld"
    " utilities utility valley vascular veterans villas ville vision water web weight welfare wellness west western winery wireless"
    " women womens workers works worldwide yoga ziekenhuis zoo"
)

TRADES = _words(
    "acupuncture alu architecte architectes architecture arrosage ascenseur ascenseurs assainissement audit autocars avocat"
    " avocate bat batiment batiments biscuits bois bookkeeping btp bus carrelage carreleur catering charpente charpentier chauffage"
    " chauffagiste chirurgien coaching coiffeur coiffeuse coiffure communication comptable comptables conception confiture conseils"
    " consultant consultants counseling couverture couvertures deco decoration demolition dentiste dentistes depannage design"
    " developpement dieteticienne edition editions elagage electricien electricite electro electrotechnique energie energies espace"
    " espaces etancheite evenementiel evenements expert experts facade facades fleuriste fleurs formation formations geometre"
    " geometres graphisme graphiste heating huissier immo immobilier infirmier infirmiere informatique ingenierie ingenieur"
    " interpreter isolation jardin jardins kinesitherapeute landscaping location macon maconnerie maintenance massage medecin"
    " menuisier metal metallerie motoculture nettoyage notaire ophtalmologue opticien opticiens optique organisation orthophoniste"
    " osteopathe painting parquet parquets paysage paysages paysagiste peinture peintures pharmacien photo photographe photography"
    " piscine piscines plaquiste platrerie platrier player plomberie plombier plumbing podologue production productions proprete"
    " psychologue psychologues ravalement realisation realisations realtor renovation revetement revetements roofing sagefemme"
    " serrurerie service services sol sols sonorisation spectacle spectacles terrassement toiture toitures tp traiteur travaux"
    " tutoring vert verts veterinaire veterinaires vidange vin vins voyages zinguerie"
)
"""What one does: beside a given name alone it makes a company (`Camille Ascenseur`), beside a whole name it does not."""

GIVEN = _words(
    "aaron abdul abdullah achille adam adeline adrien agathe agnes ahmed aisha akira alain alan alban albane albert alec alejandro"
    " alex alexander alexandre alexia alexis alfonso alfredo alice alicia aline alison alix allen allison alphonse alyssa amanda"
    " amandine amelie amir amit amy ana anais anand anatole andre andrea andres andrew angela angelique angelo anil anita ann anna"
    " anne anthony antoine antonin antonio april armand armando armelle arnaud arthur arturo ashlee ashley astrid aude audra audrey"
    " augustin aurelie aurelien axel ayesha baptiste barbara bastien beatriz becky benedicte benjamin benoit berenice bernadette"
    " bernard bertrand beth betty beverly bill blake bob bonnie boris brad bradley brandon brenda brendan brent brett brian brice"
    " bridget brigitte brittany bruce bruno bryan bryant calvin cameron camilla camille candace candice carine carl carla carlos"
    " carmela carmen carol carole caroline carolyn carrie cassandra catherine cathy cecile cecilia cedric cedrick celeste celia"
    " celine cesar chad chantal charlene charles charlotte chelsea cheryl chloe chris christa christian christie christina"
    " christine christophe christopher cindy claire clara clarisse claude claudie claudine clelia clement clementine clifford"
    " clifton clinton clotilde colette colin connie connor constance coralie corey corinna corinne courtney craig cristina curt"
    " curtis cynthia cyril cyrille daisy dale damien damon dan dana daniel daniela danielle daphne darlene darrell darren daryl"
    " dave david dean deanna debbie deborah debra deepak delphine denis denise dennis denys derek diana diane dianne dick didier"
    " diego dimitri dolores dominique don donald donna donovan doreen dorian doris dorothea dorothy doug douglas dustin dwight"
    " dylan eddie eddy edgar edith edmond edmund edouard eduardo edward edwin elaine eleanor elena eleonore eli eliane elise eliza"
    " elizabeth ellen elmer elodie eloise elsa elsie emeline emile emilie emilien emily emma emmanuel emmett enrique enzo eric"
    " erica erik erika erin ernest ernesto esteban estelle esther ethan etienne etiennette eugene eugenie eunice eva evan evelyn"
    " evelyne fabien fabienne fabrice fanny farid fatima fay felicia felipe felix ferdinand fernand fernande fernando flavien flora"
    " florence florent florian floyd forrest frances francis francisco francois frank franklin fred freda frederic frederick"
    " frederique gabriel gabrielle gael gaelle gaetan gail garance gary gaston gauthier genevieve geoffrey geoffroy george georges"
    " georgia gerald geraldine gerard germain germaine ghislain ghislaine gilbert gilberte gilberto gilda gilles gina gladys glen"
    " glenn gloria gordon grace grant greg gregg gregoire gregory greta gretchen guillaume guillermo gustavo guy gwen gwenaelle"
    " gwendoline hal hank hannah harold harriet harry harvey hassan hazel heather hector heidi helen helena helene henri henriette"
    " henry herbert heriberto herman hermine hernan hilary hippolyte hiroshi honorine hope hortense howard hubert hugo hugues"
    " huguette hussein ian ibrahim ida ignacio imran ines ingrid ira irene irenee iris irma irving isaac isabel isabelle ivan jack"
    " jackie jacky jacob jacqueline jacques jaime jake jamal james jamie jane janet janice jared jasmine jason javier jay jean"
    " jeanine jeanne jeannette jeannine jeannot jed jeff jeffery jeffrey jenna jennifer jenny jerald jeremie jeremy jerome jerry"
    " jesse jessica jessie jill jim jimmy joachim joan joann joanne joaquin jocelyne jodi joe joel joelle johan johann johanna john"
    " johnny jon jonas jonathan jordan jordi jorge joris jose joseph josephe josephine josette josh joshua josiane josselin joy"
    " joyce juan juana juanita judicael judith judy julia julian julie julien juliette julius justin justine kaitlin kara karen"
    " kari karim karl katherine kathleen kathryn kathy katie katrina kayla keith kelley kelly kendra kenji kenneth kenny kerry"
    " kevin khalid killian kim kimberly kirk kristen kristi kristin kristina kurt kyle laetitia lana larry latasha laura lauren"
    " laurence laurene laurent laurie lawrence lea leah leila lena leo leon leonard leonie leopold leroy leslie lester leticia"
    " lewis lilian liliane lillian lillie linda lionel lisa lise lloyd loan loic lois lola lonnie lorena loretta lori lorna"
    " lorraine louis louise lourdes luc lucas luce lucette lucia lucie lucien lucienne lucile lucille lucy ludivine ludovic luis"
    " luther luz lydia lydie lynn mabel madeleine mael maelle magali maggie malcolm mallory mandy manon manuel manuela marc marcel"
    " marceline marcia marcos marcus margaret margarita margie margo marguerite maria marianne marie marielle mariette marilyn"
    " marina mario marion marius marjorie mark marla marlene marsha marta martha marthe martin martine marty marvin mary mathias"
    " mathieu mathilde mathis mathurin matilda matt matthew matthias mattie maud maude maureen maurice mauricette max maxence"
    " maxime maxine megan melanie melinda melissa melissandre melody meredith micah michael michel michele michelle mickael miguel"
    " mike mildred millie milton mindy minnie mireille miriam mitch mitchell mohamed mohammad mohammed molly mona monica monique"
    " morgan morgane morris muhammad muriel mustafa myra myriam myrtle nadege nadia nadine nancy nanette nans naomi natalie"
    " nathalie nathan neil nelda nelly nelson nicholas nicolas nicole nina noel noelle noemi noemie nolan nora norbert norma norman"
    " octave odette odile odilon olga olivia olivier ollie omar ophelie oriane orlando oscar osman otto pablo pam pamela pascal"
    " pascale pascaline pat patrice patricia patricio patrick patsy patty paul paula paule pauline pearl pedro peggy percy perrine"
    " perry pete peter phil philip philippe philippine phillip phoebe phyllis pierre pierrette pierrick priscilla priya prosper"
    " quentin quinn rachel rae rafael rahul raj rajesh ralph ramiro ramon ramona randall randolph randy raoul raphael raphaelle"
    " raul ravi raymond raymonde rebecca reginald regine regis remi remy rene renee rex reynald rhonda ricardo richard richarde"
    " rick ricky rita robbie robert roberta roberto robin robyn roch rochelle rodger rodney rodolfo rodolphe rodrigo rogelio roger"
    " roland rolande rolando romain romane romeo ron ronald ronan rosa rosalie rose roseline rosemary rosie ross rowena roxane"
    " roxanne roy ruben ruby rudolph rudy rufus russ russell ruth ryan sabrina sadie sally salome samantha samir sammy samson"
    " samuel sandra sandrine sanjay sara sarah sasha scott sean sebastien segolene selim serge sergio servane seth severine shane"
    " shannon shari sharlene sharon sheila shelby sheldon shelley sherman sherry shirley sid sidney sidonie silvia simon simone"
    " simonne solange soledad solene sonia sonja sophie spencer stacey stacy stanislas stanley stefan stefanie stella stephane"
    " stephanie stephen steve steven stewart stuart sue sung sunil suresh susan susanna suzanne suzette sybil sylvain sylvaine"
    " sylvestre sylvette sylvia sylviane sylvie tabitha tamara tami tammy tanguy tanya tara tariq tasha tatiana taylor ted teodoro"
    " teresa terrance terrence terry thelma theo theodore theophile theresa therese thibaud thibault thibaut thierry thomas tiffany"
    " tim timothee timothy tina tiphaine toby todd tom tomas tommy tony tonya tracey tracy travis trent trevor trina trisha tristan"
    " troy tyler ugo ursula usha valentin valentine valere valerie vanessa vanina velma vera vernon veronica veronique vianney"
    " vicente vicki vicky victor victoria vijay vikram vincent violaine virgile virginia virginie vivian viviane vivien wally"
    " walter wanda warren wayne wei wendy wesley wilbur wilfrid wilfried willard william willie wilma winifred winston woodrow"
    " xavier xaviere ximena yann yannick yasmin yohan yolanda yolande youri youssef yuki yusuf yvan yves yvette yvon yvonne zach"
    " zacharie zachary zelie zoe zoey"
)
"""Common given names of France and the United States, with those of Spanish, Arabic and Indian origin that their lists hold."""

SURNAMES_TOO = _words(
    "hill hills mills park parks forest lake river banks bank church temple farm north west east glass power steel"
    " court lodge port fort valley"
    " marine town village beach bay baker house home gardens water cook price wood woods kaiser christian law"
    " union general bishop hall young"
    " marina castle lane field fields brooks shore street major noble bell bush brown green white black gold silver king long day"
)
"""Words of organisations, and others, that are surnames where they end a short name that begins with a given one: `Jack Hill`."""
