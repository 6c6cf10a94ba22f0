"""What commands say: their help, and what they refuse, in French and English."""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        # the program
        "maillon.help": (
            "Un graphe de connaissances des chaînes de sous-traitance des données de santé : qui confie quoi à qui, et qui "
            "est touché quand un maillon cède.",
            "A knowledge graph of health-data supply chains: who trusts whom with what, and who is hit when one link breaks.",
        ),
        "maillon.start": (
            "\n\n\b\nPour commencer : maillon demo\n"
            'Puis :           maillon chains "assurés d\'Audiens"\n'
            "                 maillon blast-radius Viamedis --as-of 2024-01-22\n"
            "                 maillon incident medecindirect-2025-11",
            "\n\n\b\nStart with:   maillon demo\n"
            'Then:         maillon chains "insured of Audiens"\n'
            "              maillon blast-radius Viamedis --as-of 2024-01-22\n"
            "              maillon incident medecindirect-2025-11",
        ),
        "version": (
            "Affiche la version, avec celles du moteur, du pilote et des fiches fournies.",
            "Show the version, with those of the engine, the driver and the shipped records, and exit.",
        ),
        "installed.engine": ("moteur embarqué (arcadedb) {version}", "embedded engine (arcadedb) {version}"),
        "installed.driver": ("pilote (neo4j) {version}", "driver (neo4j) {version}"),
        "installed.records": ("fiches fournies {version} ({day})", "shipped records {version} ({day})"),
        "installed.not": ("pas installé", "not installed"),
        "debug": ("Affiche aussi la trace des erreurs.", "Show tracebacks too."),
        "renamed": ("{old} s'écrit maintenant {new}", "{old} is written {new} now"),
        "help.commands": ("Commandes\u202f", "Commands"),
        # the one table of exit codes
        "help.exit_codes": ("Codes de sortie\u202f", "Exit codes"),
        "exit.0": ("c'est fait", "done"),
        "exit.1": (
            "la réponse est vide, ou c'est « non » ; avec diff --exit-code : il y a des différences",
            'the answer is empty, or is "no"; with diff --exit-code: something differs',
        ),
        "exit.2": (
            "mauvais usage : un nom, une option, une question ou une requête que rien n'autorise",
            "wrong use: a name, an option, a question or a query that is not allowed",
        ),
        "exit.3": ("rien n'est chargé : les données sont refusées", "nothing loaded: the data is refused"),
        "exit.4": (
            "la base, son disque ou son serveur : absente, vide, verrouillée, pleine, endommagée, hors d'atteinte, ou requête arrêtée",
            "the store, its disk or its server: missing, empty, locked, full, damaged, out of reach, or a query that was stopped",
        ),
        "exit.5": (
            "des lignes sont rejetées, ou des jeux de données à recharger ; le reste est chargé, ou remis en état",
            "some rows rejected, or data sets to be loaded again; the rest is loaded, or put right",
        ),
        "exit.6": (
            "c'est fait, mais la réponse est coupée à une limite que personne n'a fixée",
            "done, but cut at a limit that nobody set",
        ),
        # what was cut
        "cut.rows": (
            "{shown:# ligne montrée|# lignes montrées} ; il y en a d'autres ; toutes : {all}",
            "{shown:# row|# rows} shown; there are more; all of them: {all}",
        ),
        "cut.count": (
            "{shown:#} sur {total:#} ({what}) ; tout voir : --limit 0",
            "{shown:#} of {total:#} shown ({what}); all of them: --limit 0",
        ),
        "cut.matches": ("résultats", "results"),
        "cut.chains": ("chaînes", "chains"),
        "cut.origins": ("classement", "ranking"),
        "cut.owners": ("propriétaires", "owners"),
        "cut.hidden": ("dépendances absentes des contrats directs", "points that no contract names"),
        "cut.changes": ("lignes qui changent", "rows that change"),
        "cut.ways": ("chemins", "ways"),
        "cut.chains.hops": (
            "{n:# chaîne continue|# chaînes continuent} au-delà de --max-hops {hops} ; pour aller jusqu'au bout : sans --max-hops",
            "{n:# chain goes|# chains go} on beyond --max-hops {hops}; to follow to the end: without --max-hops",
        ),
        "cut.chains.gave_up": (
            "trop de chaînes : la recherche s'est arrêtée après {steps:# début|# débuts} de chaîne ; la restreindre avec "
            "--to, --via, --data ou --max-hops",
            "too many chains: the search stopped after {steps:# partial chain|# partial chains}; narrow it with --to, --via, "
            "--data or --max-hops",
        ),
        "cut.picture.suppliers": (
            "trop grand pour une page : {nodes:# acteur|# acteurs} et {relations:# relation|# relations} n'y sont pas ; "
            "nommer ce qui vous intéresse : maillon picture ID",
            "too large for one page: {nodes:# node|# nodes} and {relations:# relation|# relations} are not on it; name what "
            "you are after: maillon picture ID",
        ),
        "cut.picture.hops": (
            "{n:# acteur voisin est|# acteurs voisins sont} plus loin que --max-hops {hops} ; aller jusqu'au bout : sans --max-hops",
            "{n:# neighbouring node is|# neighbouring nodes are} further away than --max-hops {hops}; to go all the way: "
            "without --max-hops",
        ),
        "cut.duplicates": (
            "{n:# groupe|# groupes} de plus de {most:#} organisations non {n:comparé|comparés} par ce que leurs noms "
            "partagent ({words}) ; leurs identifiants le sont toujours",
            "{n:# group|# groups} of more than {most:#} organisations {n:was|were} not compared by what their names share "
            "({words}); their identifiers always are",
        ),
        "cut.picture.cards": (
            "{n:# acteur n'est pas dessiné|# acteurs ne sont pas dessinés}, une page en montre {most:#} ; nommer ce qui vous "
            "intéresse, ou réduire avec --max-hops",
            "{n:# node is|# nodes are} not drawn, a page shows {most:#}; name what you are after, or narrow it with --max-hops",
        ),
        # the list of commands
        "demo.short": (
            "Charge les incidents fournis et montre ce qu'on peut demander.",
            "Load the shipped incidents and show what can be asked.",
        ),
        "load.short": ("Charge des fichiers : maillon load CHARGEUR CHEMIN…", "Load files: maillon load LOADER PATH…"),
        "loaders.short": (
            "Ce que lit chaque chargeur, sa licence, ce qu'il laisse de côté.",
            "What each loader reads, its licence, what it leaves out.",
        ),
        "template.short": ("Une liste vide à remplir.", "An empty list to fill in."),
        "unload.short": ("Retire un jeu de données.", "Remove a data set."),
        "verify.short": ("Dit si la base est entière.", "Say whether the store is whole."),
        "repair.short": ("Refait une base endommagée.", "Make a damaged store whole."),
        "backup.short": ("Toute la base en un fichier.", "The whole store in one file."),
        "restore.short": ("Une base d'après sa sauvegarde.", "A store from its backup."),
        "status.short": ("Moteur, décomptes, jeux de données complets ou non.", "Engine, counts, data sets and their completeness."),
        "check.short": ("Vérifie des fiches avant de les charger.", "Validate records before they are loaded."),
        "duplicates.short": (
            "Organisations qui n'en font peut-être qu'une, et pourquoi.",
            "Organisations that may be the same, with the reason.",
        ),
        "find.short": ("Cherche dans les noms et les identifiants.", "Search names, aliases and identifiers."),
        "show.short": ("Tout ce qu'on sait d'un acteur, d'un incident, d'une source.", "All that is known of one thing, with evidence."),
        "chains.short": (
            "À qui un groupe de personnes ou une organisation fait confiance, de proche en proche.",
            "Delegated-trust chains from a population or organisation.",
        ),
        "blast-radius.short": ("Qui est exposé en cas de défaillance.", "Who is exposed if something breaks."),
        "incident.short": (
            "Ce qui a été dit d'un incident, qui est touché, qui a prévenu qui.",
            "What was said of an incident, who was hit, who told whom.",
        ),
        "cohort.short": (
            "Quelles données de ces personnes sont en cause, et par quelle fuite.",
            "Which data about these people is concerned, and by which breach.",
        ),
        "concerned.short": (
            "Sommes-nous concernés, par quel contrat, et quoi demander à qui.",
            "Whether we are concerned, by which contract, and what to ask of whom.",
        ),
        "notifications.short": (
            "Qui a su quand, qui a été prévenu au bout de combien d'heures.",
            "Who knew when, who was told after how many hours.",
        ),
        "diff.short": ("Ce qui a changé entre deux jours, ou deux exports.", "What changed between two days, or two exports."),
        "report.short": (
            "Un document à remettre : incident, fournisseur ou exposition.",
            "A document to hand over: incident, supplier or exposure.",
        ),
        "rank.short": (
            "La défaillance de quel fournisseur, propriétaire ou hébergeur toucherait le plus de personnes.",
            "Whose failure would affect most people: suppliers, owners, hosts.",
        ),
        "completion.short": ("Ce qui fait compléter les lignes par le shell.", "What makes a shell complete lines."),
        "mcp.short": ("Des outils pour un assistant (Model Context Protocol).", "Tools for an assistant (Model Context Protocol)."),
        "explore.short": ("L'atlas en direct, dans le navigateur.", "The atlas live, in the browser."),
        "site.short": ("L'atlas à publier : une page par chose, en fichiers.", "The atlas to publish: a page for everything, as files."),
        "picture.short": ("La page interactive : un fichier, hors ligne.", "The interactive page: one file, offline."),
        "query.short": (
            "La bibliothèque de questions : lister, chercher, montrer, poser.",
            "The library of questions: list, search, show, run.",
        ),
        "cypher.short": ("Votre propre Cypher, en lecture seule.", "Your own read-only Cypher."),
        "export.short": ("Le graphe à transmettre : records, json, csv, graphml…", "The graph to hand on: records, json, csv, graphml, …"),
        "serve.short": ("Ouvre la base locale aux autres programmes (Bolt).", "Open the local store to other programs (Bolt)."),
        "schema.short": ("Le format des fiches, le modèle du graphe, les réponses.", "The record format, the graph model, the answers."),
        "help.short": ("L'aide d'une commande.", "The help of a command."),
        # options that many commands have
        "option.store": ("Dossier de la base locale.", "Folder of the local store."),
        "option.uri": (
            "Un serveur Neo4j à la place (neo4j+s://HÔTE:PORT). L'identifiant vient de NEO4J_USERNAME et NEO4J_PASSWORD ou "
            "NEO4J_PASSWORD_FILE, ou est demandé ; NEO4J_DATABASE nomme la base.",
            "A Neo4j server instead (neo4j+s://HOST:PORT). The login comes from NEO4J_USERNAME and NEO4J_PASSWORD or "
            "NEO4J_PASSWORD_FILE, or is asked for; NEO4J_DATABASE names the database.",
        ),
        "option.ca": (
            "Certificat (PEM) de l'autorité qui garantit une --uri chiffrée, si elle est privée.",
            "Certificate (PEM) of the authority to trust for an encrypted --uri, where it is a private one.",
        ),
        "option.format": (
            "Format (par défaut : selon la terminaison de FICHIER, sinon le premier).",
            "Format (default: by the ending of FILE, else the first).",
        ),
        "option.lang": (
            "Langue de ce qui est affiché (par défaut : MAILLON_LANG, ou celle du système).",
            "Language of what is printed (default: MAILLON_LANG, or that of the system).",
        ),
        "option.output": (
            "Le fichier à écrire, remplacé en entier s'il existe ; - : la sortie standard.",
            "File to write, replaced whole where it is there; -: standard output.",
        ),
        "option.yes": (
            "Ne demande rien avant de retirer ou d'écraser quelque chose.",
            "Do not ask before something is removed or written over.",
        ),
        "option.quiet": ("Ni progression, ni remarques.", "No progress, no remarks."),
        "option.as-of": (
            "État des relations à cette date (par défaut : aujourd'hui ; pour un incident, ses propres dates).",
            "Judge relations on that day (default: today; of an incident, its own days).",
        ),
        "option.only-data": ("Seulement ce type de données.", "Only this kind of data."),
        "option.active-only": ("Les relations terminées ne comptent pas.", "Relations that had ended do not count."),
        "option.show-cypher": ("Affiche les requêtes posées, sur la sortie d'erreur.", "Print the queries that were run, to stderr."),
        "option.with": (
            "Nomme un jeu de données confidentiel qui peut en faire partie ; peut être répété.",
            "Name a confidential data set that may be part of it; may be repeated.",
        ),
        "option.parameter": ("Un paramètre de la requête ; peut être répété.", "A parameter of the query; may be repeated."),
        # demo, load, loaders, unload, status, check, duplicates
        "demo.picture-file": ("La page à écrire.", "The page to write."),
        "demo.help": (
            "Charge les incidents fournis (une fois suffit), puis montre une chaîne de confiance, qui est exposé à une "
            "défaillance, et que tenter ensuite.",
            "Load the shipped incidents (once is enough) and show a chain of trust, a blast radius and what to try next.",
        ),
        "load.help": (
            "Charge des fichiers avec un chargeur (voir `maillon loaders`). Recharger ne change que ce qui a changé ; un jeu de données "
            "qui revient réduit de plus de 60 %, ou d'autres fichiers, et perdrait des fiches, n'est remplacé qu'après une question.",
            "Load files with a loader (see `maillon loaders`). Loading again changes only what changed; a data set that comes back more "
            "than 60 % smaller, or from other files, and would lose records, is replaced only when you say so.",
        ),
        "load.dataset": (
            "Nom du jeu de données (par défaut : celui que donnent les fichiers, sinon celui du dossier).",
            "Name of the data set (default: the one that the files give, else that of the folder).",
        ),
        "load.owner": (
            "À qui est la liste (processors) : un nom, ou l'identifiant d'une organisation connue.",
            "Whose list it is (processors): a name, or the id of an organisation that is known.",
        ),
        "load.as-of": (
            "De quel jour est la liste (processors) ; par défaut, le jour que donne le nom du fichier.",
            "Of which day the list is (processors); default: the day in the name of the file.",
        ),
        "load.respelt": (
            "Tient pour le même un sous-traitant dont la nouvelle liste n'écrit que le nom autrement, sans demander.",
            "Take a processor whose name the newer list only spells otherwise for the same, without asking.",
        ),
        "load.replace": (
            "Oublie ce que la nouvelle liste n'a plus, au lieu d'y mettre fin ; rien n'est demandé.",
            "Forget what the newer list no longer holds, instead of ending it; nothing is asked.",
        ),
        "load.respelt.ask": (
            "« {gone} » n'est plus sur la liste, et « {new} » y est nouveau : est-ce le même ?",
            "'{gone}' is no longer on the list, and '{new}' is new: is it the same?",
        ),
        "load.respelt.how": (
            " --respelt : c'est le même ; --yes : ce sont deux sous-traitants, et le premier a été quitté",
            " --respelt: it is the same; --yes: they are two, and the first was left",
        ),
        "load.no_owner": (
            "{option} ne vaut que pour les listes que quelqu'un tient ({known}) ; {loader} n'en lit pas",
            "{option} is for lists that somebody keeps ({known}); {loader} reads none",
        ),
        "load.confidential": (
            "Marque le jeu de données confidentiel : ce que lui seul dit ne sort de la base que s'il est nommé.",
            "Mark the data set confidential: what only it says leaves the store only where it is named.",
        ),
        "load.opened": (
            "{dataset} était confidentiel et ne l'est plus ; --confidential le garde ainsi",
            "{dataset} was confidential and is so no longer; --confidential keeps it so",
        ),
        "load.dry-run": (
            "Lit, vérifie et dit ce qui serait chargé et retiré ; ne change rien.",
            "Read, check, and say what would be loaded and removed; change nothing.",
        ),
        "load.strict": ("Refuse tout si une seule fiche est refusée.", "Refuse everything if one record is refused."),
        "load.allow-rejects": (
            "Code de sortie 0, et non 5, tant que N fiches au plus sont refusées.",
            "Exit with 0 and not 5 while at most N records are refused.",
        ),
        "load.explain-names": (
            "Montre comment ont été jugés les noms de personnes, et ceux qui pourraient l'être.",
            "Show how names of persons were judged, and those that might be.",
        ),
        "load.cpv": (
            "Marchés publics : codes CPV lus au lieu de ceux prévus, par leur début (48, 72, 8514…) ; répétable.",
            "Public contracts: CPV codes to read instead of those of the rules, by their beginning (48, 72, 8514…); repeatable.",
        ),
        "load.buyers": (
            "Marchés publics : les seuls acheteurs dont le numéro (SIREN, SIRET, GB-COH-…) est dans FILE.",
            "Public contracts: only buyers whose number (SIREN, SIRET, GB-COH-…) is in FILE.",
        ),
        "load.all": (
            "Marchés publics : tous les codes et tous les acheteurs.",
            "Public contracts: every code and every buyer.",
        ),
        "loaders.help": (
            "Ce que lit chaque chargeur, d'où, sous quelle licence, et ce qu'il laisse de côté.",
            "What each loader reads, from where, under which licence, and what it leaves out.",
        ),
        "loaders-new.help": (
            "Écrit une correspondance commentée pour `load table` : ses colonnes sont devinées d'après l'en-tête de TABLE.",
            "A commented mapping for `load table`, its columns guessed from the header of TABLE.",
        ),
        "loaders-new.sheet": (
            "La feuille du classeur ; sinon la première qui contient une liste.",
            "The sheet of the workbook; otherwise the first that holds a list.",
        ),
        "loaders-new.header_row": (
            "La ligne de l'en-tête ; sinon elle est cherchée.",
            "The line of the header; otherwise it is looked for.",
        ),
        "loaders-new.lang": ("Langue de ses commentaires.", "Language of its comments."),
        "loaders-new.output": (
            "Le fichier de correspondance à écrire ; - (par défaut) : la sortie standard.",
            "The mapping file to write; - (default): standard output.",
        ),
        "template.help": (
            "Écrit une liste vide (XLSX) : les sous-traitants que doit tenir un responsable de traitement (RGPD, art. 28 et 30), avec des "
            "commentaires et des choix, pour `maillon load processors`.",
            "Write an empty list (XLSX): the processors that a controller keeps (GDPR art. 28 and 30), with comments and lists to choose "
            "from, for `maillon load processors`.",
        ),
        "template.lang": ("Langue des en-têtes et des commentaires.", "Language of headers and comments."),
        "template.output": ("Fichier à écrire (.xlsx).", "File to write (.xlsx)."),
        "unload.help": (
            "Retire un jeu de données, après une question : ce que lui seul disait quitte le graphe, et rien d'autre.",
            "Remove a data set, when you say so: exactly what only it had said leaves the graph.",
        ),
        "unload.dry-run": ("Dit ce qui serait retiré ; ne change rien.", "Say what would be removed; change nothing."),
        "unload.sure": (
            "{dataset} : {n:# fiche serait retirée|# fiches seraient retirées} : {names}. {n:La|Les} retirer ?",
            "{dataset}: {n:# record|# records} would be removed: {names}. Remove {n:it|them}?",
        ),
        "status.help": (
            "Moteur, décomptes, et pour chaque jeu de données quand il a été chargé et s'il est complet.",
            "Engine, counts, and for each data set when it was loaded and whether it is complete.",
        ),
        "verify.help": (
            "Compare le graphe au registre de tout ce qui a été chargé, dans les deux sens, et à lui-même : ce qui est montré à ce qui "
            "est dit, les index à ce qui est là, chaque relation à ses deux extrémités. Code de sortie 4 si la base n'est pas entière.",
            "Compare the graph with the ledger of all that was loaded, in both directions, and with itself: what is shown with what is "
            "said, the indexes with what is there, each relation at both its ends. Exits with 4 where the store is not whole.",
        ),
        "verify.step": ("comparés", "compared"),
        "repair.help": (
            "Refait la base d'après son registre si elle n'est pas entière, et nomme les jeux de données qu'il faut recharger (code de "
            "sortie 5). Charger les mêmes fichiers dans une base endommagée la remet en état de la même manière.",
            "Make the store anew from its ledger where it is not whole, and name the data sets that must be loaded again (exit code 5). "
            "Loading the same files into a damaged store puts it right in the same way.",
        ),
        "store.copied": (
            "{where} ne peut être écrit : la réponse vient d'une copie temporaire ({size:.0f} Mo)",
            "{where} cannot be written: the answer comes from a temporary copy ({size:.0f} MB)",
        ),
        "repair.first": (
            "la base n'était pas entière ({reason}) : elle a été refaite d'après son registre avant ce chargement",
            "the store was not whole ({reason}): it was made anew from its ledger before this load",
        ),
        "repair.again": (
            "à recharger aussi : {dataset} (maillon load {loader} …) : {reason}",
            "to be loaded again, too: {dataset} (maillon load {loader} …): {reason}",
        ),
        "backup.help": (
            "Écrit tous les jeux de données avec leur registre dans un fichier, pendant que d'autres lisent et chargent, et affiche son "
            "empreinte.",
            "Write every data set with its ledger to one file, while others read and load, and print its hash.",
        ),
        "backup.step": ("pages", "pages"),
        "restore.help": (
            "Charge tous les jeux de données d'une sauvegarde dans une base vide, puis la vérifie. Un fichier coupé ou changé d'un seul "
            "bit est refusé ; une restauration coupée se relance telle quelle.",
            "Load every data set of a backup into an empty store, then verify it. A file that was cut or changed in one bit is refused; "
            "a restore that was cut is run again as it was.",
        ),
        "check.help": (
            "Vérifie des fiches avant de les charger : chaque erreur de chaque fichier, avec sa ligne et ce qui est permis.\n"
            "\n"
            "Ce qu'elles nomment peut être déclaré par elles-mêmes, par les fiches fournies ou par la base, qui n'est ouverte que s'il le "
            "faut et n'est jamais créée.",
            "Validate records before they are loaded: every error of every file, with its line and what is allowed.\n"
            "\n"
            "What they name may be declared by themselves, by the shipped records or by the store, which is opened only where it is "
            "needed and never made.",
        ),
        "duplicates.help": (
            "Organisations qui n'en font qu'une, ou peut-être : les sûres (même numéro ; même nom au même endroit), que --join réunit "
            "d'un coup et que « maillon unload joined » sépare d'un coup ; puis celles à trancher, avec ce qui parle pour et contre, "
            "que le format yaml écrit en fichier de décisions à remplir.",
            "Organisations that are one, or may be: the sure ones (one number; one name in one place), which --join joins in one stroke "
            "and 'maillon unload joined' parts in one; then those to decide, with what speaks for and against, which the format yaml "
            "writes as a decision file to fill in.",
        ),
        "duplicates.threshold": (
            "Score à partir duquel une paire est proposée (par défaut : 90).",
            "Score from which a pair is proposed (default: 90).",
        ),
        "duplicates.join": (
            "Réunit ce qui est sûr, comme jeu de données « joined » ; refait à chaque fois à partir de ce qui est chargé.",
            "Join what is sure, as the data set 'joined'; made anew each time from what is loaded.",
        ),
        "duplicates.names": (
            "Tient pour sûr aussi un même nom de deux mots distinctifs, ou d'un seul à côté d'un mot du métier, là où aucune liste ne "
            "donne de lieu (environ 5 erreurs sur 100).",
            "Take for sure also one name of two telling words, or of one beside a word of the trade, where no list gives a place "
            "(some 5 in 100 are wrong).",
        ),
        "duplicates.products": (
            "À la place : les logiciels que des contrats nomment peut-être, avec les mots et ce qui parle pour et contre ; une décision "
            "dit lesquels servent.",
            "Instead: the products that contracts may name, with the words and what speaks for and against; a decision says which of "
            "them are used.",
        ),
        "duplicates.products_alone": (
            "--products propose des logiciels ; --join, --names et --threshold sont pour les organisations",
            "--products proposes products; --join, --names and --threshold are for organisations",
        ),
        # draft
        "draft.short": ("D'un article à une fiche à relire.", "From an article to a record to review."),
        "draft.help": (
            "Écrit ce que des règles lisent dans un article (texte, page HTML ou PDF ; français ou anglais) : source, organisations, "
            "dates, chiffres, sortes de données, qui parle, chaque ligne avec la place de sa phrase. Rien n'est décidé : ce qui "
            "revient à une "
            "personne est un TODO avec ses choix, et « check » refuse la fiche tant qu'il en reste. Aucune phrase de l'article, aucun "
            "nom de personne n'est écrit.",
            "Write what rules read off an article (text, HTML page or PDF; French or English): source, organisations, dates, figures, "
            "kinds of data, who speaks, each line with the place of its sentence. Nothing is decided: what a person decides stands "
            "as TODO with "
            "the choices, and 'check' refuses the record while one is left. No sentence of the article and no name of a person is written.",
        ),
        "draft.url": ("L'adresse de l'article, si la page ne la dit pas.", "The address of the article, where the page does not say it."),
        "draft.text": (
            "Écrit aussi le texte qui a été lu, une phrase par ligne après sa place, pour relire à côté ; à ne pas garder avec les fiches.",
            "Write the text that was read too, a sentence a line after its place, to review beside it; not to be kept with the records.",
        ),
        "draft.lang": ("Langue des commentaires du brouillon.", "Language of the comments of the draft."),
        "draft.output": (
            "Le brouillon à écrire ; - (par défaut) : la sortie standard.",
            "The draft to write; - (default): standard output.",
        ),
        "duplicates.joined_title": ("Organisations réunies d'office", "Organisations joined because it is sure"),
        "duplicates.joined": (
            "{n:# identifiant réuni|# identifiants réunis} en {groups:# organisation|# organisations} ; "
            "pour défaire : maillon unload joined",
            "{n:# id|# ids} joined into {groups:# organisation|# organisations}; to undo: maillon unload joined",
        ),
        # update, watch
        "update.short": (
            "De nouveaux incidents, d'un fichier, d'un dossier ou d'une adresse.",
            "New incidents, from a file, folder or address.",
        ),
        "update.help": (
            "Charge des fiches dans une base qui est là, et dit ce qui est venu : d'un fichier, d'une archive ZIP, d'un dossier, ou "
            "d'une adresse https que l'on nomme ; sans SOURCE, celles que cette version apporte. Chaque jeu de données remplace celui "
            "de son nom.",
            "Load records into a store that is there, and say what came: from a file, a ZIP archive, a folder, or an https address "
            "that you name; without SOURCE, those that this version brings. Each data set replaces the one of its name.",
        ),
        "update.sha256": (
            "Empreinte SHA-256 que doit avoir ce qui vient ; sinon rien n'est chargé.",
            "SHA-256 that what comes must have; else nothing is loaded.",
        ),
        "update.hash": ("{source} : SHA-256 {sha256}", "{source}: SHA-256 {sha256}"),
        "watch.short": ("Du nouveau depuis la dernière fois ?", "Anything new since the last time?"),
        "watch.help": (
            "Ce que « concerned » dit de nouveau pour NOM depuis le dernier passage : un contrat ou chemin, une déclaration, un "
            "acteur, un statut ; ni une remarque récrite, ni des fiches rechargées. Code de sortie 1 s'il y a du nouveau, sinon 0. Ce "
            "qui est connu est gardé à côté de la base, en empreintes.",
            "What 'concerned' says that is new for NAME since the last run: a contract or path, a statement, a party, a status; "
            "neither a note written anew nor records loaded again. Ends with 1 if there is something new, else with 0. What is known "
            "is kept beside the store, as fingerprints.",
        ),
        "watch.update": (
            "D'abord, charge de nouveaux incidents, comme « maillon update SOURCE ».",
            "First load new incidents, as 'maillon update SOURCE' does.",
        ),
        "watch.feed": (
            "Écrit aussi tout ce qui est connu en flux Atom, pour un lecteur de flux.",
            "Write all that is known as an Atom feed too, for a feed reader.",
        ),
        # decide
        "decide.help": (
            "Tranche, paire par paire, quelles organisations n'en font qu'une : ce qu'on sait des deux, et une touche par réponse. Chaque "
            "réponse est gardée dans le jeu de données « decided » et vaut aussitôt ; le relancer reprend où l'on en était, et « maillon "
            "unload decided » défait tout. Avec NOM : seulement ceux à qui NOM fait confiance.",
            "Decide pair by pair which organisations are one: what is known of both, and one key an answer. Each answer is kept in the "
            "data set 'decided' and takes effect at once; running it again goes on from there, and 'maillon unload decided' undoes all. "
            "With NAME: only those whom NAME trusts.",
        ),
        "decide.from": (
            "Prend les réponses d'un tableau (CSV, XLSX, ODS) : colonnes one, other, answer (same, not same, unsure), par exemple la "
            "sortie de « maillon duplicates --format csv » avec une colonne answer.",
            "Take the answers of a table (CSV, XLSX, ODS): columns one, other, answer (same, not same, unsure), such as what 'maillon "
            "duplicates --format csv' prints, with a column answer.",
        ),
        "decide.rule": (
            "Réunit d'un coup, après les avoir montrées, les paires de même numéro, ou de mêmes nom et pays.",
            "Join in one stroke, after they were shown, the pairs with the same identifier, or the same name and country.",
        ),
        "decide.who": (
            "Qui tranche : un groupe ou une fonction, jamais une personne.",
            "Who decides: a group or role, never a person.",
        ),
        "decide.output": (
            "Le fichier de décisions (YAML) : tout ce qui est dans « decided », récrit à chaque réponse.",
            "The file of decisions (YAML): all that is in 'decided', written anew with each answer.",
        ),
        "decide.short": (
            "Trancher quelles organisations n'en font qu'une, une touche par paire.",
            "Decide which organisations are one, a key a pair.",
        ),
        "decide.one": ("--from ou --rule, pas les deux", "--from or --rule, not both"),
        "decide.title": ("Décisions prises avec maillon decide", "Decisions taken with maillon decide"),
        "decide.who_asked": (
            "Qui tranche (un groupe ou une fonction, jamais une personne)",
            "Who decides (a group or role, never a person)",
        ),
        "decide.who_missing": (
            'qui tranche ? --who "équipe protection des données" (un groupe ou une fonction, jamais une personne)',
            'who decides? --who "data-protection team" (a group or role, never a person)',
        ),
        "decide.who_refused": ("--who : {reason}", "--who: {reason}"),
        "decide.nobody": (
            "personne au clavier pour répondre ; réponses en tableau : --from FICHIER, ou une règle : --rule",
            "nobody is there to answer; answers in a table: --from FILE, or a rule: --rule",
        ),
        "decide.none": ("Rien à trancher.", "Nothing to decide."),
        "decide.list": ("{n:# paire à réunir|# paires à réunir}", "{n:# pair|# pairs} to be joined"),
        "decide.sure": ("Les réunir ({n:#}) ?", "Join them ({n:#})?"),
        "decide.rows": (
            "{read:# ligne|# lignes} = {used:# réponse|# réponses} + {refused:# rejetée|# rejetées} + {blank:#} sans réponse",
            "{read:# row|# rows} = {used:# answer|# answers} + {refused:#} refused + {blank:#} without an answer",
        ),
        "decide.person": (
            "--who : c'est le nom d'une personne, qui n'est pas gardé ; dire une équipe ou un rôle (« équipe protection des données »)",
            "--who: this is the name of a person, which is not kept; say a team or a role ('data-protection team')",
        ),
        "decide.unknown": ("pas d'organisation de ce nom ici : {ids}", "no such organisation here: {ids}"),
        "decide.twice": (
            "une ligne plus haut répond autrement à la même paire",
            "a row above answers otherwise about the same pair",
        ),
        "decide.done": (
            "{n:# décision prise|# décisions prises} ; « {dataset} » en garde {kept:#} (pour défaire : maillon unload {dataset})",
            "{n:# decision|# decisions} taken; '{dataset}' holds {kept:#} (to undo: maillon unload {dataset})",
        ),
        "decide.keys": (
            "[o] la même  [n] une autre  [i] incertain  [p] plus tard  [a] annuler la réponse d'avant  [q] quitter :",
            "[y] same  [n] not same  [u] unsure  [l] later  [z] take the last answer back  [q] quit:",
        ),
        "decide.earlier": (
            "Tranché auparavant : {names} ({verdict} ; {by}, {on})",
            "Decided before: {names} ({verdict}; {by}, {on})",
        ),
        "decide.earlier_keys": (
            "[a] revenir sur cette décision  [p] la précédente  [q] n'en changer aucune :",
            "[z] take this back  [l] the one before  [q] change none:",
        ),
        "decide.earlier_none": ("Aucune autre décision n'est gardée ici.", "No other decision is kept here."),
        "decide.all": ("Plus rien à trancher.", "Nothing is left to decide."),
        "decide.key.same": ("o", "y"),
        "decide.key.not_same": ("n", "n"),
        "decide.key.unsure": ("i", "u"),
        "decide.key.later": ("p", "l"),
        "decide.key.undo": ("a", "z"),
        "decide.key.quit": ("q", "q"),
        # find, show, chains, blast-radius, incident
        "find.help": (
            "Cherche dans les noms et les identifiants, sans égard aux accents ni à la casse. Code 1 si rien n'est trouvé.",
            "Search names, aliases and identifiers; accents and case do not matter. Exits with 1 if nothing is found.",
        ),
        "find.limit": ("Nombre maximal de résultats ; 0 : tous.", "Most results listed; 0: all of them."),
        "show.help": (
            "Tout ce qu'on sait d'un acteur, d'un incident ou d'une source : ce qui en est dit, ses relations et ses "
            "incidents, avec les sources.",
            "All that is known of one thing: what is said of it, its relations and incidents, with evidence.",
        ),
        "chains.help": (
            "Chaînes de confiance : à qui NOM confie ses données, à qui ceux-là les confient, et ainsi de suite ; chaque "
            "maillon avec ses dates et ses sources.",
            "Delegated-trust chains: whom NAME trusts, whom those trust, and so on, each link with its dates and evidence.",
        ),
        "chains.to": ("Seulement les chaînes qui finissent là.", "Only chains that end there."),
        "chains.via": ("Seulement les chaînes qui passent par là.", "Only chains that pass there."),
        "chains.data": (
            "Seulement les chaînes où ce type de données peut circuler.",
            "Only chains along which this kind of data can flow.",
        ),
        "chains.max-hops": ("Longueur maximale d'une chaîne, en maillons.", "Longest chain, in links."),
        "chains.limit": ("Nombre maximal de chaînes affichées ; 0 : toutes.", "Most chains shown; 0: all of them."),
        "chains.stated-only": ("Écarte les chaînes composées de plusieurs contrats.", "Leave out chains composed of several contracts."),
        "chains.confirmed-only": ("Ne suit que les relations confirmées.", "Follow only confirmed relations."),
        "blast-radius.help": (
            "Qui est exposé en cas de défaillance de NOM (une organisation, un logiciel ou un incident), et combien de "
            "personnes : des bornes honnêtes.",
            "Who is exposed if NAME (an organisation, product or incident) breaks, and how many people: honest bounds.",
        ),
        "blast-radius.effect": (
            "Ce qui est atteint (par défaut : la confidentialité, ou ce qu'un incident a touché). Les relations terminées "
            "comptent encore pour la confidentialité.",
            "What breaks (default: confidentiality, or what an incident had). Relations that had ended still count for confidentiality.",
        ),
        "blast-radius.from-account-of": (
            "La voie d'entrée est le compte de NOM sur le logiciel : qui d'autre est exposé.",
            "The way in is NAME's account on the product: who else is behind it.",
        ),
        "incident.help": (
            "Ce qui a été dit d'un incident (déclarations, contradictions), qui est touché, qui a prévenu qui et quand, ce "
            "qui reste inconnu.",
            "What was said of an incident (statements, conflicts), who was hit, who told whom when, what stays open.",
        ),
        "incident.as-of": ("Seulement ce qui avait été dit à cette date.", "Only what had been said by that day."),
        # cohort, notifications, diff, report, rank
        "concerned.help": (
            "Sommes-nous concernés ? Une ligne par contrat ou chemin et par incident chez ceux à qui NOM fait confiance, à tout rang : par "
            "qui, avant, pendant ou après la relation, ce qu'on sait pour NOM, qui a prévenu, et quoi demander à qui, avec l'article. "
            "D'abord, combien de fournisseurs ressemblent à une organisation connue sans que personne n'ait tranché. À la place de NOM, "
            "une "
            "liste en fichier : lue avec les fiches livrées, et rien n'est gardé.",
            "Are we concerned? A row for each contract or path and incident at those whom NAME trusts, at any rank: through whom, before, "
            "while or after the relation held, what is known for NAME, who told it, and what to ask of whom, with the article. First, how "
            "many suppliers look like a known organisation and nobody has decided. In the place of NAME, a list as a file: read with the "
            "shipped records, and nothing is kept.",
        ),
        "concerned.owner": (
            "Avec une liste de sous-traitants en fichier à la place de NOM : à qui est cette liste.",
            "With a list of processors as a file in the place of NAME: whose list it is.",
        ),
        "concerned.decisions": (
            "Avec une liste en fichier : un fichier de décisions (YAML), comme l'écrit « maillon decide -o ».",
            "With a list as a file: a file of decisions (YAML), as 'maillon decide -o' writes it.",
        ),
        "concerned.no_list": (
            "{option} va avec une liste en fichier (CSV, XLSX, ODS) à la place de NOM",
            "{option} goes with a list as a file (CSV, XLSX, ODS) in the place of NAME",
        ),
        "concerned.nobody": (
            "aucune ligne ne nomme un sous-traitant : rien à demander",
            "no row names a processor: there is nothing to ask about",
        ),
        "concerned.nothing_kept": (
            "{rows:# ligne lue|# lignes lues} de {path}, avec les fiches livrées ; rien n'est gardé. Pour garder et trancher : maillon "
            "load "
            "processors, puis maillon decide",
            "{rows:# row|# rows} of {path} read, with the shipped records; nothing is kept. To keep it and to decide: maillon load "
            "processors, then maillon decide",
        ),
        "concerned.doubts": ("de cette liste : {found} ; tout voir : {line}", "of this list: {found}; to see all: {line}"),
        "concerned.left": (
            "{n:# ligne laissée|# lignes laissées} de côté par règle",
            "{n:# row|# rows} left out by rule",
        ),
        "concerned.unknown": (
            "{n:# colonne non reconnue|# colonnes non reconnues}",
            "{n:# column|# columns} not recognised",
        ),
        "concerned.remarks": ("{n:# remarque|# remarques}", "{n:# remark|# remarks}"),
        "concerned.since": (
            "Sans les incidents terminés et connus avant cette date ; ceux dont on ignore la date restent.",
            "Leave out incidents that were over and known before that day; those without a known day stay.",
        ),
        "cohort.help": (
            "Sur tous les incidents : quelles données de ces personnes sont en cause, par quelle fuite, avec quelle "
            "certitude, depuis quand.",
            "Over all incidents: which data about these people is concerned, by which breach, how firmly, and since when.",
        ),
        "notifications.help": (
            "Qui a su quand et prévenu qui au bout de combien d'heures, au regard des 72 h de l'art. 33(1) du RGPD ; tous "
            "les incidents, ou un seul.",
            "Who knew when and told whom after how many hours, against the 72 h of GDPR art. 33(1); all incidents, or one.",
        ),
        "notifications.duties": (
            "Plutôt : quelles notifications l'incident appelle de chaque acteur d'après son rôle, avec délai et texte (RGPD, DORA, NIS 2, "
            "code de la santé publique), et ce qui en est recensé.",
            "Instead: which notices the incident calls for from each party by its role, with deadline and text (GDPR, DORA, NIS 2, French "
            "public health code), and what of it is recorded.",
        ),
        "diff.help": (
            "Ce qui a changé d'AVANT à APRÈS : deux jours de la base (2023-12-31), ou deux fichiers de `maillon export`. Tout ce qui "
            "diffère, avant et après, avec qui le dit, le plus grave d'abord.",
            "What changed from BEFORE to AFTER: two days of the store (2023-12-31), or two files of `maillon export`. All that differs, "
            "before and after, with who says so, the gravest first.",
        ),
        "diff.only-short": (
            "Une ligne par changement, sous des titres qui les comptent (table et md ; json et csv disent toujours tout).",
            "One line a change, under headings that count them (table and md; json and csv always say all).",
        ),
        "diff.exit-code": ("Code de sortie 1 s'il y a des différences, sinon 0.", "Exit with 1 if anything differs, else with 0."),
        "diff.of": ("Seulement ce qui touche NOM.", "Only what touches NAME."),
        "report.help": (
            "Un document à remettre : un incident, un fournisseur, ou l'exposition d'un assureur ou d'un hôpital.",
            "A document to hand over: an incident, a supplier, or the exposure of an insurer or hospital.",
        ),
        "report.lang": ("Langue du document.", "Language of the document."),
        "rank.help": (
            "La défaillance de quel fournisseur, propriétaire ou hébergeur toucherait le plus de personnes, et lesquelles "
            "n'ont pas d'autre chemin.",
            "Whose failure would affect most people (suppliers, owners, hosts), and which people have no other way.",
        ),
        "rank.by": (
            "Critère de tri ; only : les personnes dont toutes les chaînes passent par là.",
            "What to sort by; only: the people all of whose chains pass there.",
        ),
        "rank.type": (
            "Seulement ce type : SoftwareVendor, HostingProvider, Product…",
            "Only this kind: SoftwareVendor, HostingProvider, Product, ….",
        ),
        "rank.limit": ("Nombre maximal de lignes affichées ; 0 : toutes.", "Most rows shown; 0: all of them."),
        "rank.effect": (
            "Ce qui est atteint. Les relations terminées comptent encore pour la confidentialité.",
            "What breaks. Relations that had ended still count for confidentiality.",
        ),
        "rank.what-if-gone": ("Ce qui change si NOM disparaît sans être remplacé.", "What changes if NAME goes and nothing replaces it."),
        "rank.what-if-moved": (
            "Ce qui change si tous les clients du premier passent au second.",
            "What changes if all that trusts the first trusts the second instead.",
        ),
        "rank.why": (
            "Montre NOM avec une des chaînes les plus courtes pour chaque groupe de personnes derrière lui.",
            "Show NAME with a shortest chain for each set of people behind it.",
        ),
        # picture, query, cypher
        "completion.help": (
            "Affiche le script qui fait compléter par le shell les commandes, les options, les fichiers, les noms et identifiants de la "
            "base, les questions et les jeux de données.",
            "Print the script that makes a shell complete commands, options, files, names and ids of the store, questions and data sets.",
        ),
        "mcp.help": (
            "Offre les réponses à un assistant comme outils du Model Context Protocol, sur l'entrée et la sortie standard, jusqu'à la "
            "fin de l'entrée. Les outils ne font que lire ; rien ne passe par le réseau. Ce que seuls disent des jeux de données "
            "confidentiels n'y est pas, sauf si on le demande.",
            "Offer the answers to an assistant as tools of the Model Context Protocol, over standard input and output, until the "
            "input ends. The tools only read; nothing goes over a network. What only confidential data sets say is left out unless "
            "it is asked for.",
        ),
        "mcp.timeout": ("Secondes au plus pour une réponse.", "Seconds that an answer may take."),
        "mcp.max-characters": (
            "Caractères de JSON d'une réponse ; au-delà, elle est raccourcie et le dit.",
            "Characters of JSON of an answer; beyond, it is made shorter and says so.",
        ),
        "mcp.missing": (
            "`mcp` demande une bibliothèque qui n'est pas installée : pip install 'maillon[mcp]'",
            "`mcp` needs a library that is not installed: pip install 'maillon[mcp]'",
        ),
        "explore.help": (
            "Ouvre l'atlas dans le navigateur, sur la base telle qu'elle est : chercher, cliquer de page en page, choisir un jour, poser "
            "une question, écrire du Cypher. Sur cette machine seulement, en lecture seule, jusqu'à Ctrl-C.",
            "Open the atlas in the browser, over the store as it is: search, click from page to page, choose a day, ask a question, write "
            "Cypher. On this machine only, reading only, until Ctrl-C.",
        ),
        "explore.no-browser": ("N'ouvre pas le navigateur ; l'adresse est affichée.", "Open no browser; the address is printed."),
        "explore.missing": (
            "`explore` demande un serveur qui n'est pas installé : pip install 'maillon[explore]'",
            "`explore` needs a server that is not installed: pip install 'maillon[explore]'",
        ),
        "explore.port": (
            "le port {port} ne peut être pris ({reason}) ; en nommer un autre, ou aucun",
            "the port {port} cannot be taken ({reason}); name another, or none",
        ),
        "explore.ended": ("fin", "ended"),
        "site.help": (
            "Écrit une page pour chaque organisation, produit, groupe de personnes, incident, source et question, en français et en "
            "anglais, avec la recherche, les données en JSON et un flux des incidents. Rien n'est demandé à un autre site. Ce que seuls "
            "des jeux confidentiels disent n'y est pas.",
            "Write a page for every organisation, product, group of people, incident, source and question, in French and English, with "
            "search, the data as JSON and a feed of incidents. Nothing is asked of another site. What only confidential data sets say is "
            "not in it.",
        ),
        "site.output": (
            "Le dossier du site : vide, nouveau, ou celui d'un site écrit ici, que celui-ci remplace. Rien d'autre n'y est effacé.",
            "The folder of the site: empty, new, or that of a site written here, which this one replaces. Nothing else in it is deleted.",
        ),
        "site.url": (
            "L'adresse où le site sera publié : son plan (sitemap.xml) et ses flux la donnent.",
            "The address at which the site will stand: its map (sitemap.xml) and its feeds give it.",
        ),
        "site.publisher": ("Qui publie, au bas de chaque page.", "Who publishes it, at the foot of each page."),
        "site.no-index": (
            "Demande aux moteurs de recherche de ne pas répertorier le site.",
            "Ask search engines not to list the site.",
        ),
        "site.pages": ("fichiers", "files"),
        "site.written": ("{path} : {n:# fichier écrit|# fichiers écrits}", "{path}: {n:# file|# files} written"),
        "picture.help": (
            "L'image interactive, en une page autonome : d'un incident, des chaînes d'une organisation, ou de tous les fournisseurs.",
            "The interactive picture as one self-contained page: of an incident, of an organisation's chains, or of all suppliers.",
        ),
        "picture.max-hops": (
            "Pas plus loin que ce nombre de relations (par défaut : jusqu'au bout).",
            "Only so many relations away from what is asked for (default: all the way).",
        ),
        "picture.as-of": (
            "Le jour sur lequel la page s'ouvre (par défaut : aujourd'hui) ; son curseur montre les autres.",
            "The day on which the page opens (default: today); its slider shows the others.",
        ),
        "picture.embed": ("Pour une iframe dans un article : habillage réduit.", "For an iframe in an article: less around the picture."),
        "picture.title": ("Votre titre, en texte simple.", "Your title, as plain text."),
        "picture.note": ("Votre note sur la page, en texte simple.", "A note of yours on the page, as plain text."),
        "picture.lang": (
            "Langue dans laquelle la page s'ouvre ; un bouton permet d'en changer.",
            "Language in which the page opens; a button switches it.",
        ),
        "picture.output": (
            "La page à écrire, remplacée en entier si elle existe ; - : la sortie standard.",
            "The page to write, replaced whole where it is there; -: standard output.",
        ),
        "query.help": (
            "La bibliothèque de questions : chacune est documentée, avec ses paramètres.",
            "The library of questions: each documented, with typed parameters.",
        ),
        "query-list.help": ("Toutes les questions.", "All questions."),
        "query-search.help": (
            "Les questions qui contiennent ces mots, en français ou en anglais. Code 1 s'il n'y en a aucune.",
            "Questions that hold these words, in French or English. Exits with 1 if there is none.",
        ),
        "query-show.help": (
            "Une question : ce qu'elle demande, ses paramètres, son Cypher.",
            "One question: what it asks, its parameters, its Cypher.",
        ),
        "query-run.help": ("Pose une question.", "Run a question."),
        "query.limit": ("Nombre maximal de lignes ; 0 : toutes.", "Most rows; 0: all of them."),
        "cypher.help": (
            "Exécute votre propre Cypher, en lecture seule, en temps limité ; `-` le lit sur l'entrée standard.",
            "Run your own Cypher, read-only, with a time limit; `-` reads it from standard input.",
        ),
        "cypher.timeout": (
            "Secondes avant l'arrêt de la requête ; sans limite de lignes, secondes d'attente de chaque ligne.",
            "Seconds before the query is stopped; without a limit of rows, seconds that a row is waited for.",
        ),
        "cypher.limit": ("Nombre maximal de lignes ; 0 : toutes.", "Most rows; 0: all of them."),
        # export, serve, schema
        "export.help": (
            "Écrit le graphe, entier ou en partie, pour le transmettre ou pour un autre programme.\n\nrecords donne des fiches que `load "
            "records` relit à l'identique ; json se relit avec `diff` ; csv donne deux tables et leur description ; graphml est "
            "pour Gephi, yEd ou igraph, gexf pour la chronologie de Gephi ; json-ld pour les triplets ; stix "
            "(2.1) se relit avec `load stix` ; misp donne des "
            "événements ; neo4j-admin sert à l'import massif d'une base.",
            "Write the graph, whole or in part, to hand it on or for another program.\n\nrecords is records that `load records` reads "
            "again as they were; json comes back with `diff`, csv is two tables and what describes them, graphml is for Gephi, "
            "yEd or igraph, gexf for Gephi's timeline, json-ld for triple stores, stix (2.1) comes "
            "back with `load stix`, misp is events, neo4j-admin a "
            "database's bulk import.",
        ),
        "export.format": (
            "Format (par défaut : selon la terminaison de FICHIER, sinon json).",
            "Format (default: by the ending of FILE, else json).",
        ),
        "export.output": (
            "Le fichier ; pour les formats de plusieurs fichiers, le dossier ; - (par défaut) : la sortie standard.",
            "The file; for formats of several files, the folder; - (default): standard output.",
        ),
        "export.of": (
            "Seulement ce qui entoure NOM : ses relations, les incidents qui le touchent, et ce qui en est dit.",
            "Only what is around NAME: its relations, the incidents at it, and what is said of them.",
        ),
        "export.max-hops": (
            "Avec --of : jusqu'à tant de relations de NOM, dans les deux sens (par défaut : 1).",
            "With --of: up to so many relations from NAME, both ways (default: 1).",
        ),
        "export.hops_of": (
            "--max-hops dit jusqu'où aller depuis un NOM ; le nommer avec --of",
            "--max-hops says how far to go from a NAME; name it with --of",
        ),
        "export.only": (
            "Seulement ces relations, séparées par des virgules : trust (confiance), governance (gouvernance), inclusion, incident, "
            "evidence (preuves), et ce qu'elles relient.",
            "Only these arrows, apart by commas: trust, governance, inclusion, incident, evidence; and what stands at their ends.",
        ),
        "export.family": (
            "« {text} » n'est pas une famille de relations : {known}",
            "'{text}' is no family of arrows: {known}",
        ),
        "export.previous": (
            "stix, misp : le dernier fichier transmis ; ce qui n'a pas changé garde sa date, ce qui n'y est plus est révoqué (par "
            "défaut : celui que -o remplace).",
            "stix, misp: the file that was handed on last; what did not change keeps its time, what is gone is revoked (default: the "
            "one that -o replaces).",
        ),
        "export.publisher": (
            "stix, misp : qui publie ; les identifiants sont alors les siens.",
            "stix, misp: who publishes it; the ids are then its own.",
        ),
        "export.core": (
            "stix : chaque relation aussi comme `related-to`, pour les outils qui ignorent les autres types.",
            "stix: each relation as `related-to` too, for tools that pass over other types.",
        ),
        "serve.help": (
            "Ouvre la base locale aux autres programmes de cette machine (Bolt), jusqu'à Ctrl-C.\n\nDeux utilisateurs : "
            "`reader`, qui ne peut que lire, et un propriétaire. Affiche comment se connecter ; les mots de passe sont dans "
            "des fichiers que vous seul pouvez lire.",
            "Open the local store to other programs on this machine (Bolt), until Ctrl-C.\n\nTwo users: `reader`, who can only "
            "read, and an owner. Prints how to connect; the passwords are in files that only you can read.",
        ),
        "serve.port": ("Port d'écoute ; un port libre s'il n'est pas donné.", "Port to listen on; a free one if not given."),
        "help.help": ("L'aide d'une commande, comme `COMMANDE --help`.", "The help of a command, as `COMMAND --help`."),
        "schema.help": (
            "Le modèle du graphe en tableaux ; le format des fiches, des réponses ou de l'export JSON en JSON Schema ; de quoi dessiner "
            "le graphe dans Neo4j Browser ou Bloom.\n\n\b\n"
            "maillon schema                                  étiquettes, relations, propriétés\n"
            "maillon schema records -o record.schema.json    "
            "pour un éditeur qui complète et vérifie\nmaillon schema answers                          le contenu de "
            "--format json, commande par commande\nmaillon schema export                           ce que `maillon export` écrit en JSON\n"
            "maillon schema style -o style.grass             les couleurs des images, pour Neo4j Browser\n"
            "maillon schema perspective -o bloom.json        les mêmes, pour Bloom",
            "The graph model as tables; the record format, the answers or the JSON of `export` as JSON Schema; what draws the graph in "
            "Neo4j Browser or Bloom.\n\n\b\n"
            "maillon schema                                  labels, arrows, properties\n"
            "maillon schema records -o record.schema.json    for an editor that "
            "completes and checks\nmaillon schema answers                          what is in --format json, command by command\n"
            "maillon schema export                           what `maillon export` writes as JSON\n"
            "maillon schema style -o style.grass             the colours of the pictures, for Neo4j Browser\n"
            "maillon schema perspective -o bloom.json        the same, for Bloom",
        ),
        # what is remarked
        "store.outdated": (
            "cette base a été chargée par une autre version de maillon et montre encore ce qui a été corrigé depuis : "
            "recharger l'un de ses jeux de données (« maillon status » les nomme) la met à jour",
            "another version of maillon loaded this store, and it still shows what has been corrected since: load one of its "
            "data sets again (`maillon status` names them) to bring it up to date",
        ),
        "confidential.left_out": (
            "laissé de côté, car confidentiel : ce que seuls disent les jeux de données {names} ; l'ajouter : {words}",
            "left out as confidential: what only these data sets say: {names}; to put it in: {words}",
        ),
        "confidential.put_in": (
            "contient ce que disent seuls des jeux de données confidentiels : {names}",
            "holds what only confidential data sets say: {names}",
        ),
        "confidential.whole": (
            "cette commande montre toute la base, donc aussi ce que disent des jeux de données confidentiels : {names} ; pour l'accepter, "
            "les nommer : {words}",
            "this command shows the whole database, what confidential data sets say too: {names}; to accept that, name them: {words}",
        ),
        "stopped": ("interrompu", "stopped"),
        "status.empty": (
            "cette base est vide ({where}) ; la remplir avec : maillon demo (ou maillon load)",
            "this store is empty ({where}); fill it with: maillon demo (or maillon load)",
        ),
        "status.cut": (
            "{dataset} : son dernier chargement a été interrompu ; le recharger pour le finir",
            "{dataset}: its last load was cut; load it again to finish",
        ),
        "demo.kept": (
            "le jeu de données « {dataset} » de cette base ne vient pas des fiches fournies et en diffère : maillon demo n'y touche pas. "
            "Choisir une autre base (--store DOSSIER), ou le remplacer : maillon load records {path} --yes",
            "data set '{dataset}' of this store does not come from the shipped records and differs from them: maillon demo leaves it "
            "alone. Choose another store (--store FOLDER), or replace it: maillon load records {path} --yes",
        ),
        "demo.picture": (
            "{path} : l'image interactive, à ouvrir dans un navigateur",
            "{path}: the interactive picture; open it in a browser",
        ),
        # what is refused
        "fault": (
            "cela ne devrait pas arriver ({kind} : {text}) ; relancer avec --debug et le signaler à {whom}",
            "this should not happen ({kind}: {text}); run again with --debug and report it to {whom}",
        ),
        "load.smaller": (
            "{dataset} : {now:# fiche|# fiches} au lieu de {before:#} ; seraient retirées : {names}. Remplacer ?",
            "{dataset}: {now:# record|# records} instead of {before:#}; these would be removed: {names}. Replace?",
        ),
        "load.other_files": (
            "{dataset} : ce jeu de données vient d'autres fichiers ; {n:# fiche serait retirée|# fiches seraient retirées} : "
            "{names}. Remplacer ?",
            "{dataset}: this data set comes from other files; {n:# record|# records} would be removed: {names}. Replace?",
        ),
        "load.taking_back": (
            "{dataset} : {n:# fiche retirée|# fiches retirées} : {names}",
            "{dataset}: {n:# record|# records} removed: {names}",
        ),
        "load.more": ("… et {n:#} de plus", "… and {n:#} more"),
        "load.borrowed": (
            "ces fiches nomment {n:# acteur ou source|# acteurs ou sources} que décrivent les fiches fournies (dont {first}) "
            "et que cette base n'a pas ; pour les y mettre : maillon load records {path}",
            "these records name {n:# thing|# things} that the shipped records describe ({first} among them) and this store "
            "does not hold; to have them: maillon load records {path}",
        ),
        "load.new_store": ("nouvelle base : {path}", "a new store: {path}"),
        "load.number_met": (
            "{n:# organisation porte un numéro qu'une autre porte aussi|# organisations portent un numéro que d'autres portent aussi} :"
            " {number}, {own} et {other} ; `maillon duplicates` les montre, et décider les réunit",
            "{n:# organisation carries a number that another carries too|# organisations carry a number that others carry too}:"
            " {number}, {own} and {other}; `maillon duplicates` shows them, and a decision joins them",
        ),
        "load.at_odds": (
            "des décisions se contredisent, et leur groupe reste séparé : {decisions}",
            "decisions contradict one another, and their group stays apart: {decisions}",
        ),
        "load.decided": ("{ids} : {verdict} ({by}, {on})", "{ids}: {verdict} ({by}, {on})"),
        "load.same": ("la même", "the same"),
        "load.not_same": ("pas la même", "not the same"),
        "load.same_things": (
            "un autre jeu de données décrit déjà {n:# de ces incidents|# de ces incidents} (dont {first}) : ce que dit chacun est gardé",
            "another data set describes {n:# of these incidents|# of these incidents} already ({first} among them): what each says is kept",
        ),
        "load.how": (
            " Si oui, ajouter --yes ; sinon, donner un autre nom avec --dataset.",
            " If so, add --yes; if not, give another name with --dataset.",
        ),
        "ask.how": (" Si oui, ajouter --yes.", " If so, add --yes."),
        "query.no_day": (
            "la question « {name} » ne dépend pas d'un jour ; la poser sans --as-of",
            "the question '{name}' asks for no day; run it without --as-of",
        ),
        "command.unknown": ("aucune commande « {name} »{hint}", "no command '{name}'{hint}"),
        "command.close": (" ; peut-être {names} ?", "; did you mean {names}?"),
        "command.list": (" ; les lister avec : maillon --help", "; list them with: maillon --help"),
        "path.empty": (
            "aucun chemin : un texte vide, sans doute une variable qui n'a pas de valeur",
            "no path: an empty text, perhaps a variable without a value",
        ),
        "path.nowhere": (
            "{path} : le dossier courant n'existe plus ({reason}) ; en choisir un autre avec cd",
            "{path}: the folder in which you are is gone ({reason}); change to another with cd",
        ),
        "path.unusable": ("{path} : {reason}", "{path}: {reason}"),
        "day": ("« {text} » n'est pas un jour ; l'écrire 2024-01-22", "'{text}' is not a day; write it as 2024-01-22"),
        "pair": ("« {text} » n'est pas k=v ; l'écrire -p nom=valeur", "'{text}' is not k=v; write it as -p name=value"),
        "pair.twice": ("« {name} » est donné deux fois ; n'en garder qu'un", "'{name}' is given twice; keep one of the two"),
        "argument.not_text": (
            "un des mots de la ligne n'est pas un texte en UTF-8 : {text}",
            "a word of the line is no text in UTF-8: {text}",
        ),
        "login.password": ("mot de passe de {name} sur {uri}", "password of {name} at {uri}"),
        "file.no_text": (
            "un classeur n'est pas un texte à afficher ; nommer un fichier : -o FICHIER.xlsx",
            "a workbook is no text to print; name a file: -o FILE.xlsx",
        ),
        "standard_output": ("sur la sortie standard", "to standard output"),
        "file.unwritable": (
            "{path} ne peut être écrit : {reason} ; vérifier le dossier et vos droits",
            "{path} cannot be written: {reason}; check the folder and your rights",
        ),
        "file.no_folder": (
            "{path} ne peut être un dossier : {reason} ; en nommer un autre",
            "{path} cannot be a folder: {reason}; name another one",
        ),
        "file.there": (
            "{path} existe déjà, et quelqu'un l'a peut-être rempli. L'écraser ?",
            "{path} is there already, and somebody may have filled it in. Write over it?",
        ),
        "backup.there": (
            "{path} existe déjà. L'écraser ?",
            "{path} is there already. Write over it?",
        ),
        "file.ending": (
            "{path} : cette commande n'écrit pas ce format ; permis : {formats} ; ou dire lequel avec --format",
            "{path}: this command does not write that format; allowed: {formats}; or say which with --format",
        ),
        "file.contradicts": (
            "{path} : ce nom dit un autre format que --format {format} ; changer l'un ou ôter --format",
            "{path}: this name says another format than --format {format}; change one of them, or leave --format out",
        ),
        "file.in_store": (
            "{path} : la base {where} ne contient que ses propres fichiers ; écrire ailleurs",
            "{path}: the store {where} holds nothing but its own files; write it elsewhere",
        ),
        "schema.one_format": (
            "{what} n'a qu'un format ; ôter --format",
            "{what} has one format only; leave --format out",
        ),
        "query.empty": (
            "la requête est vide ; par exemple : maillon cypher 'MATCH (n) RETURN count(n)'",
            "the query is empty; for example: maillon cypher 'MATCH (n) RETURN count(n)'",
        ),
        "export.not_empty": (
            "{path} contient déjà des fichiers, qui seraient chargés avec ceux-ci ; nommer un dossier vide ou nouveau",
            "{path} holds files already, which would be loaded together with these; name an empty or a new folder",
        ),
        "export.folder": (
            "{format} donne plusieurs fichiers ; nommer un dossier : maillon export --format {format} -o DOSSIER",
            "{format} is several files; name a folder: maillon export --format {format} -o FOLDER",
        ),
        "rank.one": (
            "--what-if-gone, --what-if-moved et --why s'excluent ; n'en donner qu'une",
            "--what-if-gone, --what-if-moved and --why exclude each other; give one",
        ),
        "rank.label": (
            "--type : « {label} » n'est pas une étiquette ; les lister avec : maillon schema",
            "--type: '{label}' is no label; list them with: maillon schema",
        ),
        "diff.sides": (
            "« {a} » et « {b} » sont un jour et un fichier ; donner deux jours (2023-12-31) ou deux fichiers de : maillon export",
            "'{a}' and '{b}' are a day and a file; give two days (2023-12-31) or two files of: maillon export",
        ),
        "loader.no_contracts": (
            "--cpv, --buyers et --all choisissent des marchés publics, que « {name} » ne lit pas ; chargeurs qui en lisent : {known}",
            "--cpv, --buyers and --all choose public contracts, which '{name}' does not read; loaders that do: {known}",
        ),
        "loader.unknown": ("aucun chargeur « {name} » ; permis : {known}", "no loader is called '{name}'; allowed: {known}"),
        "unload.erased": (
            "aucun fichier de cette base n'en garde un nom ; reste à supprimer ce qui en a été écrit ailleurs (sauvegardes, "
            "exports, images, flux)",
            "no file of this store keeps a name of it; left to delete is what was written of it elsewhere (backups, exports, "
            "pictures, feeds)",
        ),
        "unload.server": (
            "le graphe n'en garde rien ; les fichiers du serveur (journal des transactions, sauvegardes) lui appartiennent et peuvent "
            "encore en garder des noms",
            "the graph keeps nothing of it; the server's files (log of transactions, backups) are its own, and may still keep names of it",
        ),
    },
    labels={
        "ADDRESS": ("ADRESSE", "ADDRESS"),
        "AFTER": ("APRÈS", "AFTER"),
        "BEFORE": ("AVANT", "BEFORE"),
        "CATEGORY": ("CATÉGORIE", "CATEGORY"),
        "COMMAND": ("COMMANDE", "COMMAND"),
        "DATASET": ("JEU", "DATASET"),
        "FILE": ("FICHIER", "FILE"),
        "FOLDER": ("DOSSIER", "FOLDER"),
        "LABEL": ("ÉTIQUETTE", "LABEL"),
        "LOADER": ("CHARGEUR", "LOADER"),
        "NAME": ("NOM", "NAME"),
        "PATH": ("CHEMIN", "PATH"),
        "QUERY": ("REQUÊTE", "QUERY"),
        "TEXT": ("TEXTE", "TEXT"),
        "VALUE": ("VALEUR", "VALUE"),
        "WORD": ("MOT", "WORD"),
    },
)
"""By id: `COMMAND.help`, `COMMAND.OPTION`, and what commands refuse themselves."""
