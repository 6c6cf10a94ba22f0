"""What can go wrong with a store, in French and English: what happened, where, and what to do next.

Texts of the engine, the driver and the system stand in the gaps as they are. The engine's process imports this.
"""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        # the place
        "place.both": (
            "un dossier ({store}) et l'adresse d'un serveur ({uri}) sont nommés tous deux ; n'en nommer qu'un",
            "a folder ({store}) and the address of a server ({uri}) are both named; name one",
        ),
        "place.no_address": (
            "aucune adresse : un texte vide, sans doute une variable qui n'a pas de valeur",
            "no address: an empty text, perhaps a variable without a value",
        ),
        "place.both_set": (
            "MAILLON_STORE ({store}) et NEO4J_URI ({uri}) sont donnés tous deux ; dire laquelle des deux bases (--store ou --uri)",
            "MAILLON_STORE ({store}) and NEO4J_URI ({uri}) are both set; say which of the two (--store or --uri)",
        ),
        "place.password": (
            "NEO4J_PASSWORD_FILE : {path} ne peut être lu : {reason}",
            "NEO4J_PASSWORD_FILE: {path} cannot be read: {reason}",
        ),
        "place.password.not_text": ("ce n'est pas un texte", "not text"),
        # the folder and its disk
        "folder.file": (
            "{where} est un fichier, pas le dossier d'une base : nommer un dossier",
            "{where} is a file, not the folder of a store: name a folder",
        ),
        "folder.other": (
            "{where} n'est pas une base et n'est pas vide (s'y trouve {first}) : nommer un dossier vide ou nouveau",
            "{where} is not a store and not empty (it holds {first}): name an empty or new folder",
        ),
        "folder.new": (
            "{where} n'est pas encore une base : rien n'y a été chargé. La remplir avec : maillon demo (ou maillon load) ; si la vôtre est "
            "ailleurs, la nommer avec --store ou MAILLON_STORE",
            "{where} is no store yet: nothing was ever loaded there. Fill it with: maillon demo (or maillon load); if yours is elsewhere, "
            "name it with --store or MAILLON_STORE",
        ),
        "store.empty": (
            "cette base est vide ({where}). La remplir avec : maillon demo (ou maillon load) ; si la vôtre est ailleurs, la nommer avec "
            "--store, MAILLON_STORE ou --uri",
            "this store is empty ({where}). Fill it with: maillon demo (or maillon load); if yours is elsewhere, name it with --store, "
            "MAILLON_STORE or --uri",
        ),
        "dataset.unknown": ("aucun jeu de données « {name} » ; chargés : {known}", "no data set is called '{name}'; loaded: {known}"),
        "dataset.none": ("aucun", "none"),
        "folder.gone": (
            "la base {where} a été supprimée ou remplacée depuis qu'elle est ouverte : la rouvrir, ou la recharger",
            "the store {where} was deleted or replaced since it was opened: open it again, or load it again",
        ),
        "folder.marker": (
            "{path} manque ou est illisible : remettre la base en état avec maillon repair",
            "{path} is missing or cannot be read: put the store right with: maillon repair",
        ),
        "folder.newer": (
            "{where} est une base au format {found}, ce maillon lit jusqu'au format {known} : mettre maillon à jour",
            "{where} is a store of format {found}, this maillon reads up to {known}: update maillon",
        ),
        "folder.read_only": (
            "{where} ne peut être écrit : nommer avec --store un dossier à vous",
            "{where} cannot be written: name a folder that is yours with --store",
        ),
        "folder.other_user": (
            "{where} est à un autre utilisateur ({user}) : lui demander de partager sa base (maillon serve, ou un serveur Neo4j), "
            "ou nommer avec --store un dossier à vous",
            "{where} is another user's ({user}): ask them to share their store (maillon serve, or a Neo4j server), or name a folder "
            "that is yours with --store",
        ),
        "folder.unusable": ("{where} ne peut servir de base : {reason}", "{where} cannot be used as a store: {reason}"),
        "folder.not_text": (
            "le nom du dossier {where} n'est pas un texte en UTF-8, et le moteur ne peut l'ouvrir : en choisir un autre",
            "the name of the folder {where} is no text in UTF-8, and the engine cannot open it: choose another",
        ),
        "folder.held": (
            "une autre commande tient {where} et ne le lâche pas : l'arrêter, ou attendre et réessayer",
            "another command holds {where} and does not let go: end it, or wait and try again",
        ),
        "folder.left": (
            "une commande interrompue a laissé un processus ({pid}) qui tient {where} et ne finit pas : l'arrêter (kill -9 {pid}, rien "
            "n'est perdu), puis relancer la commande",
            "a command that was cut left a process ({pid}) that holds {where} and does not end: end it (kill -9 {pid}, nothing is lost), "
            "and run the command again",
        ),
        "disk.full": (
            "il n'y a plus de place pour la base dans {where} : libérer de l'espace et relancer la commande",
            "no room is left for the store in {where}: free some space and run the command again",
        ),
        "disk.inodes": (
            "le disque de {where} ne peut recevoir de fichier de plus (plus d'inodes) : y supprimer des fichiers et relancer la commande",
            "the disk of {where} can hold no more files (no inodes are left): delete some there and run the command again",
        ),
        "disk.quota": (
            "le quota de cet utilisateur est atteint dans {where} : libérer de l'espace, ou faire relever le quota, et relancer la "
            "commande",
            "this user's quota is reached in {where}: free some space, or have the quota raised, and run the command again",
        ),
        "disk.file_size": (
            "le système limite la taille des fichiers (ulimit -f) et {where} demande plus : relever la limite et relancer la commande",
            "the system limits the size of files (ulimit -f) and {where} needs more: raise the limit and run the command again",
        ),
        "folder.handles": (
            "le système n'accorde plus de fichiers ouverts (ulimit -n) pour {where} : relever la limite et relancer la commande",
            "the system grants no more open files (ulimit -n) for {where}: raise the limit and run the command again",
        ),
        "engine.handles": (
            "le moteur de {where} ne peut ouvrir que {limit} fichiers, ce qui ne suffit pas : relever la limite (ulimit -n) et relancer la "
            "commande",
            "the engine of {where} may open {limit} files only, which is too few: raise the limit (ulimit -n) and run the command again",
        ),
        "disk.output": (
            "pas de place pour écrire {path} ({reason}) : libérer de l'espace et relancer la commande",
            "there is no room to write {path} ({reason}): free some space and run the command again",
        ),
        "disk.copy": (
            "{where} ne peut être écrit et se lit par une copie, mais la place manque dans {temporary} : en libérer, ou définir TMPDIR",
            "{where} cannot be written and is read through a copy, for which {temporary} has no room: free some, or set TMPDIR",
        ),
        "disk.temporary": (
            "les fichiers temporaires ne peuvent être écrits dans {where} : y libérer de l'espace, ou définir TMPDIR",
            "temporary files cannot be written in {where}: free some space there, or set TMPDIR",
        ),
        # the embedded engine
        "engine.missing": (
            "le moteur embarqué n'est pas installé ici : l'ajouter à cet environnement par pip install \"maillon[engine]\" (il existe pour "
            "Linux avec glibc 2.28 ou plus, macOS sur puce Apple et Windows sur x86-64), ou nommer un serveur Neo4j avec --uri",
            'the embedded engine is not installed here: add it to this environment with pip install "maillon[engine]" (it exists for '
            "Linux with glibc 2.28 or later, macOS on Apple silicon and Windows on x86-64), or name a Neo4j server with --uri",
        ),
        "engine.python": (
            "le moteur s'exécute dans un processus à lui, et ce Python ne peut être lancé une seconde fois ({python} : {reason}) : "
            "exécuter maillon avec un Python qui peut l'être, ou nommer un serveur Neo4j avec --uri",
            "the engine runs in a process of its own, and this Python cannot be started a second time ({python}: {reason}): run maillon "
            "with one that can, or name a Neo4j server with --uri",
        ),
        "engine.stopped": (
            "le moteur de {where} (processus {pid}) ne répond pas depuis {seconds:.0f} s : s'il est suspendu, le reprendre "
            "(kill -CONT {pid}) ou l'arrêter (kill -9 {pid}, rien n'est perdu), puis relancer la commande",
            "the engine of {where} (process {pid}) has not answered for {seconds:.0f} s: if it is stopped, let it go on "
            "(kill -CONT {pid}) or end it (kill -9 {pid}, nothing is lost), and run the command again",
        ),
        "engine.silent": (
            "un moteur tient {where} et ne répond pas : l'arrêter, ou attendre et réessayer",
            "an engine holds {where} and does not answer: end it, or wait and try again",
        ),
        "engine.stuck": (
            "le moteur (processus {pid}) de {where} ne s'arrête pas : l'arrêter à la main",
            "the engine (process {pid}) of {where} does not end: end it by hand",
        ),
        "engine.slow": (
            "le moteur n'a pas démarré en {seconds:.0f} s : voir {log}",
            "the engine did not start within {seconds:.0f} s: see {log}",
        ),
        "engine.foreign": (
            "un autre processus tient les fichiers de {where} : l'arrêter, ou prendre un autre dossier avec --store",
            "another process holds the files of {where}: end it, or use another folder with --store",
        ),
        "engine.cannot_open": (
            "le moteur ne peut ouvrir {where}. La remettre en état avec : maillon repair (journal : {log})",
            "the engine cannot open {where}. Put it right with: maillon repair (log: {log})",
        ),
        "engine.failed": (
            "le moteur de {where} a échoué et a été arrêté : relancer la commande ; en cas de nouvel échec, maillon repair "
            "(journal : {log})",
            "the engine of {where} failed and was ended: run the command again, and if it fails again, maillon repair (log: {log})",
        ),
        "engine.memory": (
            "le moteur de {where} n'obtient pas de mémoire : relever la limite (ulimit -v, ou celle du conteneur) et relancer la commande",
            "the engine of {where} gets no memory: raise the limit (ulimit -v, or that of the container) and run the command again",
        ),
        "building.killed": (
            "le processus qui construisait la base dans {where} a été arrêté de l'extérieur (signal {signal}), le plus souvent faute de "
            "mémoire ; la base est restée ce qu'elle était : relever la limite, du conteneur par exemple, et relancer la commande",
            "the process that was building the store in {where} was ended from outside (signal {signal}), most often for want of memory; "
            "the store is as it was: raise the limit, such as that of the container, and run the command again",
        ),
        "building.stopped": (
            "le processus qui construisait la base dans {where} (processus {pid}) a été suspendu pendant {seconds:d} s et a été arrêté ; "
            "la base est restée ce qu'elle était : relancer la commande",
            "the process that was building the store in {where} (process {pid}) was stopped for {seconds:d} s and was ended; the store "
            "is as it was: run the command again",
        ),
        "building.lost": (
            "ce qui a été construit dans {where} ne contient pas tout ce qui devait y être et a été jeté ; la base est restée ce qu'elle "
            "était : relancer la commande (journal : {log})",
            "what was built in {where} does not hold all that it must and was thrown away; the store is as it was: run the command again "
            "(log: {log})",
        ),
        "building.failed": (
            "la base n'a pu être construite dans {where} et est restée ce qu'elle était : relancer la commande (journal : {log})",
            "the store could not be built in {where} and is as it was: run the command again (log: {log})",
        ),
        "engine.ended": ("le moteur s'est arrêté avec le code {code}", "the engine ended with code {code}"),
        "engine.no_port": (
            "le moteur n'a pas dit sur quel port il écoute",
            "the engine did not say on which port it listens",
        ),
        "damage.schema": ("le schéma manque ou est illisible", "the schema is missing or cannot be read"),
        "damage.type": ("il n'y a pas de fichier pour {name}", "there is no file for {name}"),
        "damage.dictionary": ("le dictionnaire des noms manque ou est vide", "the dictionary of names is missing or empty"),
        "damage.store": (
            "la base {where} n'est pas entière : {reason}. {remedy}",
            "the store {where} is not whole: {reason}. {remedy}",
        ),
        "remedy.folder": (
            "La remettre en état avec : maillon repair (ou recharger les mêmes fichiers)",
            "Put it right with: maillon repair (or load the same files again)",
        ),
        "remedy.server": (
            "Garder ce que dit son registre avec maillon backup FICHIER, vider la base de données, puis maillon restore FICHIER",
            "Keep what its ledger says with maillon backup FILE, empty the database, then maillon restore FILE",
        ),
        "damage.gone": ("le fichier {file} manque", "the file {file} is missing"),
        "damage.size": (
            "le fichier {file} fait {found:d} octets au lieu de {was:d}",
            "the file {file} has {found:d} bytes instead of {was:d}",
        ),
        "damage.content": (
            "le fichier {file} a été changé depuis que le moteur s'est arrêté",
            "the file {file} was changed since the engine ended",
        ),
        "damage.strange": (
            "le fichier {file} a été ajouté depuis que le moteur s'est arrêté",
            "the file {file} was added since the engine ended",
        ),
        # a store made anew
        "repair.gone": ("rien n'en est lisible", "nothing of it can be read"),
        "repair.failed": (
            "la base refaite dans {where} n'est pas entière : {reason}",
            "the store made anew in {where} is not whole: {reason}",
        ),
        # a store in one file
        "backup.none": ("{file} n'est pas une sauvegarde de maillon", "{file} is no backup of maillon"),
        "backup.unreadable": ("{file} ne peut être lu : {reason}", "{file} cannot be read: {reason}"),
        "backup.newer": (
            "{file} est une sauvegarde au format {found}, ce maillon lit jusqu'au format {known} : mettre maillon à jour",
            "{file} is a backup of format {found}, this maillon reads up to {known}: update maillon",
        ),
        "backup.cut": ("la fin de {file} manque : prendre une autre sauvegarde", "the end of {file} is missing: take another backup"),
        "backup.changed": (
            "{file} a été changé depuis qu'il a été écrit : prendre une autre sauvegarde",
            "{file} was changed since it was written: take another backup",
        ),
        "backup.not_empty": (
            "{where} contient déjà autre chose ({names}) : une sauvegarde se restaure dans une base vide ; en nommer une avec --store",
            "{where} holds something else already ({names}): a backup is restored into an empty store; name one with --store",
        ),
        # comparing a store with its ledger
        "verify.dataset": (
            "le registre de {dataset} n'est pas celui du dernier chargement : {found:# page|# pages}, {must:# écrite|# écrites} alors",
            "the ledger of {dataset} is not that of its last load: {found:# page|# pages}, {must} written then",
        ),
        "verify.loading": (
            "un chargement est en cours dans {where} : la vérifier quand il sera fini",
            "a load is running in {where}: verify it when that has ended",
        ),
        "verify.page": (
            "la page {page} du registre de {dataset} est illisible ou changée",
            "page {page} of the ledger of {dataset} cannot be read or was changed",
        ),
        "verify.missing": (
            "du registre, {number:# nœud ou relation manque|# nœuds ou relations manquent} dans le graphe",
            "of the ledger, {number:# node or relation is|# nodes or relations are} missing in the graph",
        ),
        "verify.different": ("{what} : le graphe dit autre chose que le registre", "{what}: the graph says something else than the ledger"),
        "verify.strange": ("{what} : dans le graphe, et dans aucun registre", "{what}: in the graph, and in no ledger"),
        "verify.shown": (
            "{what} : ce qui est montré ne suit pas de ce qui est dit",
            "{what}: what is shown does not follow from what is said",
        ),
        "verify.twice": ("{what} : deux nœuds de cet id", "{what}: two nodes of that id"),
        "verify.index": ("{what} : l'index ne le trouve pas", "{what}: the index does not find it"),
        "verify.ends": (
            "{number:# relation n'est connue|# relations ne sont connues} que d'une extrémité",
            "{number:# relation is|# relations are} known at one end only",
        ),
        "verify.foreign": (
            "{number:d} × {what} : écrit par un autre programme",
            "{number:d} × {what}: written by another program",
        ),
        "verify.count": ("{kind} : {found:d} au lieu de {must:d}", "{kind}: {found:d} instead of {must:d}"),
        "serve.already": (
            "{where} est déjà servi : s'en servir, ou arrêter d'abord ce service",
            "{where} is served already: use that, or end it first",
        ),
        "serve.port": (
            "le port {port} est pris, ou {where} est en service à l'adresse {uri} : omettre --port, ou attendre",
            "port {port} is taken, or {where} is in use at {uri}: leave out --port, or wait",
        ),
        "serve.left": (
            "le service est terminé, mais ses mots de passe restent dans {paths}, que le système ne laisse pas supprimer ({reason}) : "
            "les supprimer à la main ; le prochain service en aura d'autres",
            "the service has ended, but its passwords stay in {paths}, which the system does not let it remove ({reason}): remove them by "
            "hand; the next service will have others",
        ),
        # the address of a server
        "address.login": (
            "{where} : pas d'identifiants dans une adresse, on les verrait ; utiliser NEO4J_USERNAME et NEO4J_PASSWORD",
            "{where}: no login in an address, it would be seen; use NEO4J_USERNAME and NEO4J_PASSWORD",
        ),
        "address.form": (
            "{where} n'est pas l'adresse d'un serveur : écrire bolt://HÔTE:PORT ou neo4j+s://HÔTE:PORT",
            "{where} is not the address of a server: write bolt://HOST:PORT or neo4j+s://HOST:PORT",
        ),
        "address.refused": (
            "{where} n'est pas l'adresse d'un serveur : l'écrire bolt://HÔTE:PORT ou neo4j://HÔTE:PORT",
            "{where} is not the address of a server: write bolt://HOST:PORT or neo4j://HOST:PORT",
        ),
        "address.ca_unused": (
            "{where} n'est pas chiffrée avec des certificats vérifiés, {ca} n'y sert donc à rien : écrire {scheme}+s://…",
            "{where} is not encrypted with checked certificates, so {ca} has no use: write {scheme}+s://…",
        ),
        "address.ca": (
            "{ca} doit être le certificat de l'autorité à reconnaître, au format PEM : {reason}",
            "{ca} must be the certificate of the authority to trust, in PEM format: {reason}",
        ),
        "address.ca_empty": ("il n'en contient aucun", "it holds none"),
        # what a server answers
        "server.login": (
            "{where} refuse l'identifiant ou le mot de passe : vérifier NEO4J_USERNAME et NEO4J_PASSWORD (ou NEO4J_PASSWORD_FILE)",
            "{where} refuses the login: check NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)",
        ),
        "server.refuses": (
            "{where} refuse d'écrire : ce compte n'en a pas le droit, ou la base est en lecture seule ({reason})",
            "{where} refuses to write: this account may not, or the database is read-only ({reason})",
        ),
        "server.no_answer": ("pas de réponse", "no answer"),
        "server.certificate": (
            "{where} présente un certificat qui n'est pas reconnu ici : donner celui de son autorité avec --ca FICHIER",
            "{where} shows a certificate that is not trusted here: give that of its authority with --ca FILE",
        ),
        "server.silent": (
            "{where} ne répond pas : le serveur est-il en marche et l'adresse juste ? ({reason})",
            "{where} does not answer: is the server running and the address right? ({reason})",
        ),
        "server.database": (
            "{where} n'a pas de base de ce nom : vérifier NEO4J_DATABASE",
            "{where} has no such database: check NEO4J_DATABASE",
        ),
        "server.old": (
            "{where} est en {agent} : il faut à maillon Neo4j 5.26 ou plus récent",
            "{where} runs {agent}: maillon needs Neo4j 5.26 or later",
        ),
        "server.old_arcadedb": (
            "{where} est en {agent}, qui modifie d'autres relations que celles demandées : il faut à maillon ArcadeDB 26.10 ou plus récent",
            "{where} runs {agent}, which changes other relations than those it is told: maillon needs ArcadeDB 26.10 or later",
        ),
        "server.other": ("{where} : {reason}", "{where}: {reason}"),
        # a person's query, before it is sent
        "query.empty": (
            "la requête est vide : en donner une qui finit par RETURN",
            "the query is empty: give one that ends with RETURN",
        ),
        "query.escapes": (
            "la requête écrit des lettres simples en échappements \\u : les écrire telles quelles",
            "the query spells plain letters as \\u escapes: write them as they are",
        ),
        "query.open": ("la requête ouvre {mark} et ne le ferme pas", "the query opens {mark} and does not close it"),
        "query.not_sent": (
            "la requête n'a pas été envoyée : {reason} ; un nom écrit ainsi se met entre accents graves : `{name}`",
            "the query was not sent: {reason}; a name spelled like this goes in backticks: `{name}`",
        ),
        "query.writes": ("elle écrirait ({word})", "it would write ({word})"),
        "query.commands": ("c'est une commande adressée au serveur ({word})", "it is a command to the server ({word})"),
        "query.reads_files": ("elle lirait des fichiers ({word})", "it would read files ({word})"),
        "query.calls": (
            "la requête n'a pas été envoyée : elle appelle {name}, qui peut faire plus que lire le graphe",
            "the query was not sent: it calls {name}, which may do more than read the graph",
        ),
        "query.procedure": ("une procédure", "a procedure"),
        "query.large": (
            "la requête et ses paramètres sont trop longs : au plus {most} Mio",
            "the query and its parameters are too large: at most {most} MiB",
        ),
        "query.parameters": (
            "les paramètres d'une requête sont trop longs pour un message : au plus {most} Mio",
            "the parameters of a query are too large for one message: at most {most} MiB",
        ),
        # a person's query, once it was sent
        "query.syntax_at": (
            "la requête est illisible ligne {line}, colonne {column} : {reason}\n  {shown}\n  {caret}",
            "the query cannot be read at line {line}, column {column}: {reason}\n  {shown}\n  {caret}",
        ),
        "query.syntax": ("la requête est illisible : {reason}", "the query cannot be read: {reason}"),
        "query.refused": ("le moteur refuse la requête : {reason}", "the engine refuses the query: {reason}"),
        "query.failed": ("le moteur ne peut répondre à la requête : {reason}", "the engine cannot answer the query: {reason}"),
        "query.unreadable": (
            "une valeur de la réponse n'a pas d'équivalent ici, par exemple une date avant l'an 1 : la rendre en texte, avec toString(…)",
            "a value of the answer cannot be held here, such as a date before the year 1: return it as text, with toString(…)",
        ),
        "query.unsendable": (
            "la requête ou l'un de ses paramètres ne peut être envoyé, ou la réponse lue : {reason}",
            "the query or one of its parameters cannot be sent or its answer not read: {reason}",
        ),
        "query.slow": (
            "la requête a duré plus de {seconds:g} s et a été arrêtée{how} : la restreindre, ou lui donner plus de temps",
            "the query took longer than {seconds:g} s and was stopped{how}: narrow it, or give it more time",
        ),
        "query.restarted": (", et le moteur a été redémarré", ", and the engine was restarted"),
        "query.stopped_here": (
            " ici, mais le serveur ne l'arrête pas : son administrateur peut redémarrer le serveur",
            " here, but the server does not stop it: its administrator can restart the server",
        ),
        "query.limit": (
            "le moteur a arrêté la requête à sa limite : la restreindre, ou lui donner plus de temps ({reason})",
            "the engine stopped the query at its limit: narrow it, or give it more time ({reason})",
        ),
        "query.memory": (
            "le moteur a abandonné la requête, faute de mémoire : la restreindre ({reason})",
            "the engine gave the query up for want of memory: narrow it ({reason})",
        ),
        "query.given_up": (
            "le moteur a abandonné la requête, sans doute faute de mémoire : la restreindre ({reason})",
            "the engine gave the query up, most likely for want of memory: narrow it ({reason})",
        ),
        # loading
        "load.busy": (
            "un autre chargement est en cours dans {where} et ne finit pas : l'attendre ou l'arrêter, puis relancer la commande",
            "another load is running in {where} and does not end: wait for it, or end it, and run the command again",
        ),
        "load.taken_over": (
            "un autre chargement a pris le relais dans {where} : relancer la commande, et le chargement reprend là où il s'est arrêté",
            "another load took over in {where}: run the command again, it goes on where this one ended",
        ),
        "load.cut": (
            " ; le chargement a été coupé : le relancer quand le serveur sera revenu, il reprend de là",
            "; the load was cut: run it again when the server is back, it goes on from there",
        ),
        "load.less": (
            "le graphe contient moins de {what} que son registre : a-t-il été modifié à la main ? Charger dans une base vide",
            "the graph holds less of {what} than its ledger: was it changed by hand? Load into an empty store",
        ),
        "load.dataset": (
            "« {name} » ne peut nommer un jeu de données : minuscules, chiffres, « . », « _ » et « - », 100 au plus",
            "'{name}' cannot name a data set: lower-case letters, digits, '.', '_' and '-', up to 100",
        ),
        # records that the model does not allow
        "record.id": (
            "l'id de fiche {id} est vide ou contient des caractères de contrôle",
            "the record id {id} is empty or holds control characters",
        ),
        "record.large": ("la fiche {id} est trop longue ({size} Mio) : la découper", "record {id} is too large ({size} MiB): split it"),
        "record.row": (
            "{name} est trop long pour la base ({size} Mio, {most} au plus) : en dire moins, ou le découper",
            "{name} is too large to store ({size} MiB, at most {most}): say less of it, or split it",
        ),
        "record.unicode": (
            "la fiche {id} contient des caractères qui ne sont pas du texte Unicode",
            "record {id} holds characters that are not Unicode text",
        ),
        "record.twice": (
            "deux fiches ont l'id {id} et disent des choses différentes : un id ne sert qu'une fois dans un jeu de données",
            "two records have the id {id} and say different things: ids must be unique in a data set",
        ),
        "record.refused": ("fiche {id} : {reason}", "record {id}: {reason}"),
        "statement.role": ("{id} ne peut avoir le rôle « {role} »", "{id} cannot have the role '{role}'"),
        "statement.type": ("aucune flèche ne s'appelle « {type} »", "no arrow is called '{type}'"),
        "statement.ends": (
            "{start} ne peut être {type} {end} : pas de flèche ainsi de {start_label} à {end_label}",
            "{start} cannot be {type} {end}: no such arrow from {start_label} to {end_label}",
        ),
        "statement.key": (
            "{type} a besoin de la clé {key}, en texte, et a reçu {found}",
            "{type} needs the key {key}, as text, and got {found}",
        ),
        "statement.property": ("{owner} n'a pas de propriété « {name} »", "{owner} has no property '{name}'"),
        "statement.value": (
            "« {name} » de {owner} doit être de type {type}, et non {found}",
            "'{name}' of {owner} must be {type}, not {found}",
        ),
        "quoted": (" ({text})", " ({text})"),
    }
)
