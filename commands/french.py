"""What `--help` says, in French: English paragraph → French paragraph. A test holds the table against every command."""

from __future__ import annotations

from collections.abc import Mapping

HEADINGS: Mapping[str, str] = {"Usage: ": "Utilisation : ", "Options": "Options ", "Commands": "Commandes "}

EXTRAS: Mapping[str, str] = {"[default: ": "[par défaut : ", "[env: ": "[environnement : ", "[required]": "[obligatoire]"}
"""What click puts behind the text of an option."""

TEXTS: Mapping[str, str] = {
    # the program
    "A knowledge graph of health-data supply chains: who trusts whom with what, and who is hit when one link breaks.": (
        "Un graphe de connaissances des chaînes de sous-traitance des données de santé : qui confie quoi à qui, et qui est "
        "touché quand un maillon cède."
    ),
    '\b Start with: maillon demo Then: maillon chains "insured of Audiens" maillon blast-radius Viamedis --as-of 2024-01-22 '
    "maillon incident medecindirect-2025-11": (
        '\b\nPour commencer : maillon demo\nPuis :           maillon chains "assurés d\'Audiens"\n'
        "                 maillon blast-radius Viamedis --as-of 2024-01-22\n"
        "                 maillon incident medecindirect-2025-11"
    ),
    "Show the version and exit.": "Affiche la version.",
    "Show tracebacks.": "Affiche la trace complète des erreurs.",
    "Show this message and exit.": "Affiche cette aide.",
    # the list of commands
    "Load the shipped incidents and show what can be asked.": "Charge les incidents fournis et montre ce qu'on peut demander.",
    "Load files: maillon load LOADER PATH…": "Charge des fichiers : maillon load LOADER PATH…",
    "What each loader reads, its licence, what it leaves out.": "Ce que lit chaque chargeur, sa licence, ce qu'il laisse de côté.",
    "Take a data set back.": "Retire un jeu de données.",
    "Engine, counts, data sets and their completeness.": "Moteur, décomptes, jeux de données, complets ou non.",
    "Validate records without a store.": "Vérifie des fiches sans base.",
    "Organisations that may be the same, with the reason.": "Organisations qui n'en font peut-être qu'une, et pourquoi.",
    "Search names, aliases and identifiers.": "Cherche dans les noms, alias et identifiants.",
    "All that is known of one thing, with evidence.": "Tout ce qu'on sait d'une chose, avec les sources.",
    "Delegated-trust chains from a population or organisation.": "Les chaînes de confiance déléguée d'une population ou organisation.",
    "Who is exposed if something breaks.": "Qui est exposé si quelque chose cède.",
    "What was said of an incident, who was hit, who told whom.": "Ce qui a été dit d'un incident, qui est touché, qui a averti qui.",
    "Which data about these people is out, from which breach.": "Quelles données de ces personnes sont sorties, et par quelle fuite.",
    "Who knew when, who was told after how many hours.": "Qui a su quand, qui a été averti au bout de combien d'heures.",
    "What changed between two days, or two exports.": "Ce qui a changé entre deux jours, ou deux exports.",
    "A document to hand over: incident, supplier or exposure.": "Un document à remettre : incident, fournisseur ou exposition.",
    "Which supplier, owner or host would hit the most people.": "Quel fournisseur, propriétaire ou hébergeur toucherait le plus de monde.",
    "The interactive page: one file, offline.": "La page interactive : un fichier, hors ligne.",
    "The library of questions: list, search, show, run.": "La bibliothèque de questions : lister, chercher, montrer, poser.",
    "Your own read-only Cypher.": "Votre propre Cypher, en lecture seule.",
    "The graph for other programs: json, csv, graphml, …": "Le graphe pour d'autres programmes : json, csv, graphml…",
    "Serve the embedded store to cypher-shell, notebooks, other tools.": (
        "Sert la base embarquée à cypher-shell, aux notebooks, à d'autres outils."
    ),
    "The record format, the graph model, the answers.": "Le format des fiches, le modèle du graphe, les réponses.",
    # options that many commands have
    "Folder of the embedded store.": "Dossier de la base embarquée.",
    "A Neo4j server instead (neo4j+s://HOST:PORT). The login comes from NEO4J_USERNAME and NEO4J_PASSWORD or "
    "NEO4J_PASSWORD_FILE, or is asked for; NEO4J_DATABASE names the database.": (
        "Un serveur Neo4j à la place (neo4j+s://HÔTE:PORT). L'identifiant vient de NEO4J_USERNAME et NEO4J_PASSWORD ou "
        "NEO4J_PASSWORD_FILE, ou est demandé ; NEO4J_DATABASE nomme la base."
    ),
    "Certificate (PEM) of the authority to trust for an encrypted --uri, where it is a private one.": (
        "Certificat (PEM) de l'autorité à laquelle se fier pour une --uri chiffrée, si elle est privée."
    ),
    "table (default), json, csv or md.": "table (par défaut), json, csv ou md.",
    "Language of what is printed.": "Langue de ce qui est affiché.",
    "Write to a file.": "Écrit dans un fichier.",
    "No progress, no remarks.": "Ni progression, ni remarques.",
    "Judge relations on that day (default: today).": "Juge les relations à ce jour (par défaut : aujourd'hui).",
    "Print the queries that were run, to stderr.": "Affiche les requêtes posées, sur la sortie d'erreur.",
    # demo, load, loaders, unload, status, check, duplicates
    "Load the shipped incidents (once is enough) and show a delegated-trust chain, a blast radius and what to try next.": (
        "Charge les incidents fournis (une fois suffit), puis montre une chaîne de confiance déléguée, un rayon d'impact et que "
        "tenter ensuite."
    ),
    "Load files with a loader (see `maillon loaders`). Loading again changes only what changed.": (
        "Charge des fichiers avec un chargeur (voir `maillon loaders`). Recharger ne change que ce qui a changé."
    ),
    "Name of the data set, where the files have none of their own.": "Nom du jeu de données, si les fichiers n'en portent pas.",
    "Read and check; change nothing.": "Lit et vérifie ; ne change rien.",
    "Refuse everything if one record is refused.": "Refuse tout si une fiche est refusée.",
    "Do not ask when the data set comes back more than 60 % smaller.": (
        "Ne demande rien quand le jeu de données revient réduit de plus de 60 %."
    ),
    "What each loader reads, from where, under which licence, and what it leaves out.": (
        "Ce que lit chaque chargeur, d'où, sous quelle licence, et ce qu'il laisse de côté."
    ),
    "A commented mapping for `load table`, its columns guessed from the header of TABLE.": (
        "Une correspondance commentée pour `load table`, ses colonnes devinées d'après l'en-tête de TABLE."
    ),
    "The mapping file to write.": "Le fichier de correspondance à écrire.",
    "Take a data set back: exactly what only it had said leaves the graph.": (
        "Retire un jeu de données : ce que lui seul disait quitte le graphe, et rien d'autre."
    ),
    "Engine, counts, and for each data set when it was loaded and whether it is complete.": (
        "Moteur, décomptes, et pour chaque jeu de données quand il a été chargé et s'il est complet."
    ),
    "Validate records without a store: every error of every file, with its line and what is allowed.": (
        "Vérifie des fiches sans base : chaque erreur de chaque fichier, avec sa ligne et ce qui est permis."
    ),
    "Organisations that may be one, with the reason and the values that met. Nothing is merged without a decision.": (
        "Organisations qui n'en font peut-être qu'une, pourquoi, et les valeurs qui concordent. Rien n'est fusionné sans décision."
    ),
    "Score from which a pair is proposed (default: 90).": "Score à partir duquel une paire est proposée (par défaut : 90).",
    "Write the pairs as a decision file to fill in; load it with: maillon load records FILE --dataset decisions": (
        "Écrit les paires dans un fichier de décisions à remplir ; à charger avec : maillon load records FILE --dataset decisions"
    ),
    # find, show, chains, blast-radius, incident
    "Search names, aliases and identifiers; accents and case do not matter. Exits with 1 if nothing is found.": (
        "Cherche dans les noms, alias et identifiants, sans égard aux accents ni à la casse. Code 1 si rien n'est trouvé."
    ),
    "Most things listed.": "Nombre maximal de choses listées.",
    "All that is known of one thing: what is said of it, its relations and incidents, with evidence.": (
        "Tout ce qu'on sait d'une chose : ce qui en est dit, ses relations et ses incidents, avec les sources."
    ),
    "Delegated-trust chains: whom FROM trusts, whom those trust, and so on, each hop with its dates and evidence.": (
        "Chaînes de confiance déléguée : à qui FROM se fie, à qui ceux-là se fient, etc. ; chaque maillon avec ses dates et ses sources."
    ),
    "Only chains that end there.": "Seulement les chaînes qui finissent là.",
    "Only chains that pass there.": "Seulement les chaînes qui passent par là.",
    "Only chains along which this kind of data can flow.": "Seulement les chaînes où ce type de données peut circuler.",
    "Longest chain, in relations.": "Longueur maximale d'une chaîne, en relations.",
    "Most chains shown.": "Nombre maximal de chaînes affichées.",
    "Leave out chains composed of several contracts.": "Écarte les chaînes composées de plusieurs contrats.",
    "Follow only confirmed relations.": "Ne suit que les relations confirmées.",
    "Who is exposed if ORIGIN (an organisation, product or incident) breaks, and how many people: honest bounds.": (
        "Qui est exposé si ORIGIN (une organisation, un produit ou un incident) cède, et combien de personnes : des bornes honnêtes."
    ),
    "Only this kind of data.": "Seulement ce type de données.",
    "What breaks (default: confidentiality, or what an incident had). Relations that had ended still count for confidentiality.": (
        "Ce qui cède (par défaut : la confidentialité, ou ce qu'un incident a touché). Les relations terminées comptent encore pour la "
        "confidentialité."
    ),
    "Relations that had ended do not count.": "Les relations terminées ne comptent pas.",
    "The door is X's account on the product: who else is behind it.": (
        "La porte est le compte de X sur le produit : qui d'autre se trouve derrière."
    ),
    "What was said of an incident (claims, conflicts), who was hit, who told whom when, what stays open.": (
        "Ce qui a été dit d'un incident (déclarations, contradictions), qui est touché, qui a averti qui et quand, ce qui reste ouvert."
    ),
    # cohort, notifications, diff, report, rank
    "Over all incidents: which data about these people is out, from which breach, how firmly, and since when.": (
        "Sur tous les incidents : quelles données de ces personnes sont sorties, par quelle fuite, avec quelle certitude, depuis quand."
    ),
    "Who knew when and told whom after how many hours, against the 72 h of GDPR art. 33(1); all incidents, or one.": (
        "Qui a su quand et averti qui au bout de combien d'heures, face aux 72 h de l'art. 33(1) du RGPD ; tous les incidents, ou un seul."
    ),
    "What changed from A to B: two days of the store (2023-12-31), or two files of `export json`.": (
        "Ce qui a changé de A à B : deux jours de la base (2023-12-31), ou deux fichiers de `export json`."
    ),
    "Only what touches X.": "Seulement ce qui touche X.",
    "A document to hand over: an incident, a supplier, or the exposure of an insurer or hospital.": (
        "Un document à remettre : un incident, un fournisseur, ou l'exposition d'un assureur ou d'un hôpital."
    ),
    "The file; .md or .html by its ending.": "Le fichier ; .md ou .html selon sa terminaison.",
    "Language of the document.": "Langue du document.",
    "No remarks.": "Pas de remarques.",
    "Which supplier, owner or host would hit the most people if it broke, and what only it carries.": (
        "Quel fournisseur, propriétaire ou hébergeur toucherait le plus de personnes s'il cédait, et ce que lui seul porte."
    ),
    "What to sort by; only: the people all of whose chains pass there.": (
        "Critère de tri ; only : les personnes dont toutes les chaînes passent par là."
    ),
    "Only this kind: SoftwareVendor, HostingProvider, Product, ….": "Seulement ce type : SoftwareVendor, HostingProvider, Product…",
    "Most rows shown.": "Nombre maximal de lignes affichées.",
    "What breaks. Relations that had ended still count for confidentiality.": (
        "Ce qui cède. Les relations terminées comptent encore pour la confidentialité."
    ),
    "What changes if X goes and nothing replaces it.": "Ce qui change si X disparaît sans être remplacé.",
    "What changes if all that trusts A trusts B instead.": "Ce qui change si tout ce qui se fie à A se fie à B.",
    "Show X with a shortest chain for each set of people behind it.": (
        "Montre X avec une des chaînes les plus courtes pour chaque ensemble de personnes derrière lui."
    ),
    # picture, query, cypher
    "The interactive picture as one self-contained page: of an incident, of an organisation's chains, or of all suppliers.": (
        "L'image interactive, en une page autonome : d'un incident, des chaînes d'une organisation, ou de tous les fournisseurs."
    ),
    "Only so many relations away from what is asked for (default: all the way).": (
        "Pas plus loin que tant de relations de ce qui est demandé (par défaut : jusqu'au bout)."
    ),
    "The day on which the page opens (default: today); its slider shows the others.": (
        "Le jour auquel la page s'ouvre (par défaut : aujourd'hui) ; son curseur montre les autres."
    ),
    "For an iframe in an article: less around the picture.": "Pour une iframe dans un article : moins de choses autour de l'image.",
    "Your title, as plain text.": "Votre titre, en texte simple.",
    "A line of yours on the page, as plain text.": "Une ligne de vous sur la page, en texte simple.",
    "Language in which the page opens; a button switches it.": "Langue dans laquelle la page s'ouvre ; un bouton en change.",
    "The page to write; a file that was there stays whole until the new one is.": (
        "La page à écrire ; un fichier déjà là reste entier jusqu'à ce que le nouveau le soit."
    ),
    "Do not say what was written.": "Ne dit pas ce qui a été écrit.",
    "The library of questions: each a documented Cypher query with typed parameters.": (
        "La bibliothèque de questions : chacune est une requête Cypher documentée, aux paramètres typés."
    ),
    "All questions.": "Toutes les questions.",
    "Run a question.": "Pose une question.",
    "A parameter of the query; may be repeated.": "Un paramètre de la requête ; peut être répété.",
    "Questions that hold these words, in French or English. Exits with 1 if there is none.": (
        "Les questions qui contiennent ces mots, en français ou en anglais. Code 1 s'il n'y en a aucune."
    ),
    "One question: what it asks, its parameters, its Cypher.": "Une question : ce qu'elle demande, ses paramètres, son Cypher.",
    "Run your own Cypher, read-only, with a time limit; `-` reads it from standard input.": (
        "Exécute votre propre Cypher, en lecture seule, en temps limité ; `-` le lit sur l'entrée standard."
    ),
    "Seconds before the query is stopped.": "Secondes avant l'arrêt de la requête.",
    "Most rows returned.": "Nombre maximal de lignes renvoyées.",
    # export, serve, schema
    "Write the whole graph for another program.": "Écrit le graphe entier pour un autre programme.",
    "json comes back with `diff`, csv is two tables, graphml is for Gephi or yEd, stix (2.1) comes back with `load stix`, misp is "
    "events, neo4j-admin a database's bulk import.": (
        "json se relit avec `diff`, csv donne deux tables, graphml est pour Gephi ou yEd, stix (2.1) se relit avec `load stix`, misp "
        "donne des événements, neo4j-admin l'import massif d'une base."
    ),
    "The file; for formats of several files, the folder.": "Le fichier ; pour les formats de plusieurs fichiers, le dossier.",
    "Serve the embedded store over Bolt on this machine, until Ctrl-C.": (
        "Sert la base embarquée par Bolt sur cette machine, jusqu'à Ctrl-C."
    ),
    "Two users: `reader`, who can only read, and an owner. Prints how to connect; the passwords are in files that only you can read.": (
        "Deux utilisateurs : `reader`, qui ne peut que lire, et un propriétaire. Affiche comment se connecter ; les mots de passe sont "
        "dans des fichiers que vous seul pouvez lire."
    ),
    "Port to listen on; a free one if not given.": "Port d'écoute ; un port libre s'il n'est pas donné.",
    "The graph model as tables, or the record format or the answers as JSON Schema.": (
        "Le modèle du graphe en tables, ou le format des fiches ou les réponses en JSON Schema."
    ),
    "\b maillon schema labels, arrows, properties maillon schema records -o record.schema.json for an editor that completes and checks "
    "maillon schema answers what --format json prints": (
        "\b\nmaillon schema                                  labels, flèches, propriétés\n"
        "maillon schema records -o record.schema.json    pour un éditeur qui complète et vérifie\n"
        "maillon schema answers                          ce qu'affiche --format json"
    ),
}
