"""What loaders say, in French and English: of records, files, rows and cells that cannot be used, and the texts that they write.

The ids of what is wrong are the codes of `--format json`: programs rely on them.
"""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        # a problem and its place
        "problem.of": ("{place}: {subject} : {reason}", "{place}: {subject}: {reason}"),
        "problem.whole": ("{place}: {reason}", "{place}: {reason}"),
        # what an address gives
        "fetch.plain": (
            "seulement par https : ce qui passe en clair peut être changé en route",
            "over https only: what goes in plain text can be changed on its way",
        ),
        "fetch.failed": ("l'adresse ne répond pas comme il faut : {why}", "the address does not answer as it should: {why}"),
        "fetch.hash": (
            "empreinte SHA-256 {found}, et non {wanted} : ce n'est pas ce qui était annoncé ; rien n'est chargé",
            "SHA-256 is {found} and not {wanted}: this is not what was announced; nothing is loaded",
        ),
        "fetch.folder": ("un dossier n'a pas d'empreinte ; en faire une archive ZIP", "a folder has no hash; make a ZIP archive of it"),
        # answers to what may be one
        "answers.column": (
            "pas de colonne « {column} » (colonnes trouvées : {found}) ; il en faut trois : one, other, answer",
            "no column '{column}' (columns found: {found}); three are needed: one, other, answer",
        ),
        "answers.word": ("« {text} » n'est pas une réponse ; réponses : {known}", "'{text}' is no answer; answers: {known}"),
        "answers.ids": (
            "deux identifiants d'organisations différentes sont attendus (org:…), seuls ou à la fin de la cellule",
            "two different ids of organisations are needed (org:…), alone or at the end of the cell",
        ),
        # files of records
        "file.large": (
            "plus de {most} Mo ; une fiche est un incident ou un registre : la découper",
            "larger than {most} MB; a record is one incident or one registry: split it",
        ),
        "file.not_utf8": (
            "pas en UTF-8 (octet {byte}) ; enregistrer le fichier en UTF-8",
            "not UTF-8 (byte {byte}); save the file as UTF-8",
        ),
        "file.directory": ("un dossier, là où un fichier était attendu", "a directory where a file was expected"),
        "file.missing": ("aucun fichier ni dossier de ce nom ; vérifier le nom", "no file or folder of that name; check the name"),
        "file.unreadable": (
            "illisible ({why}) ; vérifier le nom et vos droits",
            "cannot be read ({why}); check the name and your rights",
        ),
        "file.empty": (
            "vide ; une fiche commence par `kind:` et `id:`",
            "empty; a record begins with `kind:` and `id:`",
        ),
        "file.broken_link": (
            "un lien qui ne mène nulle part ; le retirer, ou remettre le fichier à sa place",
            "a link that leads nowhere; remove it, or put the file back",
        ),
        "file.special": ("pas un fichier ordinaire ; le retirer du dossier", "not an ordinary file; take it out of the folder"),
        "file.linked_folder": (
            "un lien vers un dossier, qui n'est pas suivi ; nommer ce dossier lui-même pour qu'il soit lu",
            "a link to a folder, which is not followed; name that folder itself to have it read",
        ),
        "file.ending": (
            "n'est pas lu : seuls le sont les fichiers en {endings} ; peut-être « {meant} » ?",
            "is not read: only files that end in {endings} are; did you mean '{meant}'?",
        ),
        "folder.others": (
            "ne sont pas lus, n'étant pas en {endings} : {names}",
            "not read, since they do not end in {endings}: {names}",
        ),
        "folder.hidden": ("cachés, donc pas lus : {names}", "hidden, so not read: {names}"),
        "folder.more": ("… et {n} de plus", "… and {n} more"),
        "folder.empty": ("aucune fiche ici ; leur nom finit par {endings}", "no records here; they end in {endings}"),
        # articles, and drafts from them
        "article.empty": ("vide : il n'y a rien à lire", "empty: there is nothing to read"),
        "article.large": (
            "plus de {most} Mo : trop pour un article ; en enregistrer le texte seul",
            "larger than {most} MB: too much for an article; save its text alone",
        ),
        "article.long": (
            "{n:# caractère|# caractères}, plus de {most:#} : trop pour un article ; n'en garder que la partie qui raconte l'incident",
            "{n:# character|# characters}, more than {most:#}: too much for an article; keep only the part that tells of the incident",
        ),
        "article.none": (
            "aucun texte d'article dans cette page (menus et alentours : {around:#} caractères ; commentaires : {comments:#}) ; "
            "copier le texte de l'article dans un fichier",
            "no text of an article in this page (menus and surroundings: {around:#} characters; comments: {comments:#}); "
            "copy the text of the article to a file",
        ),
        "article.scan": (
            "un PDF sans texte (images, ou protégé) ; en faire reconnaître le texte, ou le copier dans un fichier",
            "a PDF without text (pictures, or protected); have its text recognised, or copy it to a file",
        ),
        "article.language": (
            "ce texte ne semble être ni en français ni en anglais, les seules langues lues, ou compte trop peu de mots",
            "this text seems to be neither in French nor in English, the only languages that are read, or has too few words",
        ),
        "article.missing": (
            "un fichier {form}, que lit l'extra `draft` : l'installer (pip install maillon[draft]), ou copier le texte dans un fichier",
            "a {form} file, which the extra `draft` reads: install it (pip install maillon[draft]), or copy the text to a file",
        ),
        "article.broken": (
            "ce fichier {form} est abîmé ou n'en est pas un ; copier le texte dans un fichier",
            "this {form} file is damaged or is none; copy the text to a file",
        ),
        "article.left_out": (
            "laissés de côté : {around:#} caractères de menus et d'alentours, {comments:#} de commentaires",
            "left out: {around:#} characters of menus and surroundings, {comments:#} of comments",
        ),
        "article.others": (
            "la page contient {n:# autre article, laissé|# autres articles, laissés} de côté ({characters:#} caractères) : vérifier "
            "que c'est le bon qui a été lu",
            "the page holds {n:# other article|# other articles}, left out ({characters:#} characters): check that the right one was read",
        ),
        "article.paywall": (
            "la page dit que la suite est réservée aux abonnés : ce n'est peut-être que le début de l'article",
            "the page says that the rest is for subscribers: this may be only the beginning of the article",
        ),
        "article.short": (
            "{n:# caractère|# caractères} seulement : peut-être pas tout l'article",
            "only {n:# character|# characters}: perhaps not the whole article",
        ),
        "undecided.line": (
            "à décider : {fields} ; écrire à la place de TODO, ou supprimer la ligne",
            "to be decided: {fields}; write it in place of TODO, or strike the line",
        ),
        "undecided.one": ("{field} ({allowed})", "{field} ({allowed})"),
        "undecided.many": ("{field} ({allowed}, … ; toutes : maillon schema)", "{field} ({allowed}, …; all of them: maillon schema)"),
        "undecided.field": (
            "à décider : écrire à la place de TODO l'un de ces champs ({allowed}) et y ranger les lignes, ou les supprimer",
            "to be decided: write one of these fields in place of TODO ({allowed}) and put the lines there, or strike them",
        ),
        "undecided.found": (
            "trouvé dans l'article, pas encore examiné : s'en servir plus haut, puis supprimer la ligne",
            "found in the article, not looked at yet: use it above, then strike the line",
        ),
        "sketch.head": (
            "Brouillon tiré d'un article par des règles : rien n'y est décidé, et `maillon check` le refuse tant qu'il y reste un "
            "TODO ou une ligne sous `found`.",
            "A draft from an article, by rule: nothing in it is decided, and `maillon check` refuses it while a TODO or a line under "
            "`found` is left.",
        ),
        "sketch.how": (
            "Accepter une ligne : écrire la valeur à la place de TODO. La rejeter : supprimer la ligne. char=N est la place de sa "
            "phrase dans le texte (--text).",
            "Accept a line: write the value in place of TODO. Reject it: strike the line. char=N is the place of its sentence in the "
            "text (--text).",
        ),
        "sketch.organisations": (
            "noms que personne ne connaît encore ; roles : {allowed}",
            "names that nobody knows yet; roles: {allowed}",
        ),
        "sketch.attackers": (
            "noms d'attaquants, jamais de personnes : écrire le nom à la place de TODO, ou supprimer la ligne",
            "names of attackers, never of persons: write the name in place of TODO, or strike the line",
        ),
        "sketch.dates": ("ranger chaque ligne sous {allowed}", "put each line under one of {allowed}"),
        "sketch.compromised": ("où la brèche s'est produite : org:… ou product:…", "where it broke: org:… or product:…"),
        "sketch.claims": (
            "field : la liste de `maillon schema` ; unit : {allowed} ; status : {status}",
            "field: the list of `maillon schema`; unit: {allowed}; status: {status}",
        ),
        "sketch.data": ("outcome : {allowed} ; of : {of}, ou supprimer `of`", "outcome: {allowed}; of: {of}, or strike `of`"),
        "sketch.relations": (
            "qui fait confiance à qui : {allowed}, ou supprimer la ligne",
            "who trusts whom: {allowed}, or strike the line",
        ),
        "sketch.found": (
            "trouvé, sans place encore : s'en servir plus haut, puis supprimer la ligne",
            "found, with no place yet: use it above, then strike the line",
        ),
        "sketch.lines": (
            "{n:# ligne à accepter ou à rejeter|# lignes à accepter ou à rejeter}",
            "{n:# line to accept or strike|# lines to accept or strike}",
        ),
        "sketch.relative": (
            "pas repris : {n:# jour donné|# jours donnés} par rapport au texte (hier, lundi, il y a trois jours)",
            "not drafted: {n:# day told|# days told} from the day of the text (yesterday, Monday, three days ago)",
        ),
        "sketch.persons": (
            "peut-être des noms de personnes, dans aucun fichier : {names}",
            "perhaps names of persons, in no file: {names}",
        ),
        "sketch.unsure": (
            "d'autres noms, dont rien ne dit s'ils sont d'organisations, dans aucun fichier : {names}",
            "other names, of which nothing tells whether they are organisations, in no file: {names}",
        ),
        "sketch.id": ("qui-AAAA-MM", "who-YYYY-MM"),
        "sketch.common": (
            "aussi un mot, un prénom ou le nom d'un autre : est-ce bien elle ?",
            "also a word, a given name or another's name: is it the one?",
        ),
        "sketch.may": ("conditionnel : {word}", "may be: {word}"),
        "sketch.role": ("parle : {role}", "speaks: {role}"),
        "sketch.times": ("{n:# fois|# fois}", "{n:# time|# times}"),
        "sketch.person": (
            "peut-être le nom d'une personne : à écrire soi-même, sans lui",
            "may hold the name of a person: write it yourself, without it",
        ),
        # YAML
        "yaml.broken": (
            "ce n'est pas du YAML valable ({why}) ; vérifier l'indentation, les guillemets et les deux-points de la ligne",
            "not YAML ({why}); check the indentation, quotes and colons of the line",
        ),
        "json.no_record": ("pas du JSON ({why})", "not JSON ({why})"),
        "json.fault.value": ("une valeur manque", "a value is missing"),
        "json.fault.key": ("une clé entre guillemets droits manque", "a key in double quotes is missing"),
        "json.fault.colon": ("un deux-points manque", "a colon is missing"),
        "json.fault.brace": ("une virgule ou une accolade fermante manque", "a comma or a closing brace is missing"),
        "json.fault.bracket": ("une virgule ou un crochet fermant manque", "a comma or a closing bracket is missing"),
        "json.fault.open": ("un texte ne se ferme pas", "a text is not closed"),
        "json.fault.text": ("un texte contient ce que JSON n'y admet pas", "a text holds what JSON does not allow in it"),
        "yaml.several": (
            "un second document commence ici ; un document par fichier",
            "a second document begins here; write one document per file",
        ),
        "yaml.no_mapping": (
            "pas une suite de champs ; une fiche commence par `kind:` et `id:`",
            "not a mapping; a record begins with `kind:` and `id:`",
        ),
        "yaml.anchor": (
            "les ancres (&) et renvois (*) ne servent pas dans les fiches ; répéter le texte, ou le mettre entre guillemets",
            "anchors (&) and aliases (*) are not used in records; repeat the text, or quote it",
        ),
        "yaml.deep": ("plus de {most} niveaux d'imbrication", "nested more than {most} levels deep"),
        "yaml.key": ("une clé est un mot", "a key must be a word"),
        "yaml.twice": (
            "« {key} » est ici deux fois (d'abord ligne {first}) ; n'en garder qu'un",
            "'{key}' appears twice here (first on line {first}); keep one",
        ),
        "yaml.tag": ("l'étiquette {tag} ne sert pas dans les fiches ; la retirer", "the tag {tag} is not used in records; remove it"),
        # fields
        "field.unknown": ("champ inconnu ; {hint}admis ici : {allowed}", "unknown field; {hint}allowed here: {allowed}"),
        "field.hint": ("peut-être « {close} » ? ", "did you mean '{close}'? "),
        "field.useless": ("champ inconnu ; le retirer", "unknown field; remove it"),
        "field.missing": ("absent ; il est obligatoire", "missing; it is required"),
        "field.no_evidence": (
            "absent ; tout fait dit où il a été lu (au moins un id de source)",
            "missing; every fact says where it was read (at least one source id)",
        ),
        "field.kind": ("kind manque ou est inconnu ; admis : {allowed}", "kind is missing or unknown; allowed: {allowed}"),
        "field.form": ("{value} n'a pas la forme attendue ({form})", "{value} does not have the expected form ({form})"),
        "field.value": ("{value} n'est pas connu ici ; admis : {allowed}", "{value} is not known here; allowed: {allowed}"),
        "field.no_integer": (
            "{value} n'est pas un nombre entier ; n'écrire que des chiffres (285000)",
            "{value} is not a whole number; write digits only (285000)",
        ),
        "field.no_number": (
            "{value} n'est pas un nombre ; écrire par exemple 0.51",
            "{value} is not a number; write for example 0.51",
        ),
        "field.low": ("{value}, c'est impossible ; admis : au moins {bound}", "{value} is not possible; allowed: at least {bound}"),
        "field.high": ("{value}, c'est impossible ; admis : au plus {bound}", "{value} is not possible; allowed: at most {bound}"),
        "field.empty": ("vide ; en donner au moins un", "empty; give at least one"),
        "field.no_text": ("{value} n'est pas un texte ; le mettre entre guillemets", "{value} is not a text; put it in quotes"),
        "field.short": ("un texte vide ; l'écrire, ou retirer le champ", "an empty text; write it, or leave the field out"),
        "text.strange": (
            "caractères qui ne se voient pas, lus comme une espace ou laissés de côté : {codes}",
            "characters that are not seen, read as a space or left out: {codes}",
        ),
        "text.strange_more": ("de même à {n:# autre endroit|# autres endroits}", "the same in {n} more places"),
        "field.long": ("plus de {most} caractères ; raccourcir", "longer than {most} characters; shorten it"),
        "field.no_list": (
            "{value} n'est pas une liste ; écrire [a, b] ou une ligne « - » par élément",
            "{value} is not a list; write [a, b] or one line '- ' an item",
        ),
        "field.no_mapping": (
            "{value} n'est pas un groupe de champs ; admis ici : {allowed}",
            "{value} is not a group of fields; allowed here: {allowed}",
        ),
        "field.no_boolean": ("{value} n'est ni true ni false", "{value} is neither true nor false"),
        "field.no_url": (
            "{value} n'est pas une adresse ; elle commence par https:// ou http://",
            "{value} is not an address; it begins with https:// or http://",
        ),
        "field.or_write": (" ; ou écrire {allowed}", "; or write {allowed}"),
        "field.other": ("{value} n'est pas admis ici ; le corriger ou le retirer", "{value} is not allowed here; correct it or remove it"),
        # records among themselves
        "id.twice": (
            "cet id est déjà en {file}:{line}, qui en dit autre chose ; ne garder qu'une entrée",
            "this id already appears in {file}:{line}, which says something else of it; keep one entry",
        ),
        "dataset.twice": (
            "une seconde description du jeu de données ; n'en garder qu'une",
            "a second description of the data set; keep one",
        ),
        "dataset.empty": (
            "aucune fiche à côté de cette description ; pour retirer le jeu de données : maillon unload {name}",
            "no records beside this description; to remove the data set: maillon unload {name}",
        ),
        "dataset.same_name": (
            "le jeu de données « {name} » serait aussi celui de {other} ; donner à l'un un autre `id:` dans son dataset.yaml, ou les "
            "charger séparément avec --dataset",
            "data set '{name}' would also be that of {other}; give one of them another `id:` in its dataset.yaml, or load them one by "
            "one with --dataset",
        ),
        "dataset.asked": (
            "l'entrée standard n'a pas de nom ; en donner un : --dataset NOM",
            "standard input has no name; give one: --dataset NAME",
        ),
        "dataset.several": (
            "plusieurs jeux de données ({names}), là où un seul est attendu",
            "several data sets ({names}) where one is expected",
        ),
        "text.one_language": (
            "pas de texte en {language} (l'autre langue est montrée) : {places}",
            "no text in {language} (the other language is shown): {places}",
        ),
        "language.fr": ("français", "French"),
        "language.en": ("anglais", "English"),
        "service.close": (
            "« {service} » ressemble à « {meant} », déjà en usage ; l'écrire ainsi si c'est la même chose",
            "'{service}' is nearly '{meant}', which is in use; write it so if it is the same",
        ),
        "status.other": (
            "« confirmed » vaut pour ce qu'une partie, ou qui répond d'elle, dit d'elle-même, et pour une autorité ; « {value} » parle ici "
            "d'une autre : écrire « reported », en gardant `by`",
            "'confirmed' is for what a party, or who answers for it, states of itself, and for an authority; '{value}' speaks of another "
            "here: write 'reported' and keep `by`",
        ),
        "status.nobody": (
            "« confirmed » sans `by` : dire qui confirme, ou écrire « reported »",
            "'confirmed' without `by`: say who confirms it, or write 'reported'",
        ),
        "seen.after": (
            "« {value} » est après l'incident : `seen_on` est le jour dont la source parle, non celui de l'article ; si quelqu'un parle "
            "bien de ce jour, `made_on` le dit",
            "'{value}' is after the incident: `seen_on` is the day that the source speaks of, not that of the article; if somebody does "
            "speak of that day, `made_on` says so",
        ),
        "reference.broken": (
            "à cause de cette erreur, « {named} » manque ailleurs (renvois : {times}) ; la corriger d'abord",
            "because of this error '{named}' is missing elsewhere (references: {times}); correct this one first",
        ),
        "reference.unread": (
            "« {named} » semble déclaré ici, dans un fichier qui n'est pas lu (renvois : {times}) ; le renommer",
            "'{named}' seems to be declared here, in a file that is not read (references: {times}); rename it",
        ),
        "reference.unknown": ("personne ne déclare « {named} » ; {next}", "nobody declares '{named}'; {next}"),
        "reference.close": ("au plus proche : {close}", "closest: {close}"),
        "reference.declare": (
            "le déclarer dans un registre (une entrée avec `id: {named}`)",
            "declare it in a registry (an entry with `id: {named}`)",
        ),
        "decision.person": (
            "c'est le nom d'une personne, qui n'est pas gardé ; dire un groupe ou un rôle (« équipe protection des données »)",
            "this is the name of a person, which is not kept; say a group or a role ('data-protection team')",
        ),
        "within.loop": (
            "se contient lui-même en passant par {through} ; rompre la boucle",
            "contains itself through {through}; break the loop",
        ),
        "within.larger": (
            "au moins {low} personnes dans {outer}, qui en compte au plus {high} ; corriger l'un des deux",
            "at least {low} persons lie within {outer}, which has at most {high}; correct one of the two",
        ),
        # files of lists
        "file.nothing": (
            "rien à lire ici ; sont lus les fichiers en {endings}, seuls, en dossier ou dans un .zip",
            "nothing to read here; files that end in {endings} are read, alone, in folders or in a .zip",
        ),
        "input.large": ("plus de {most:#} octets ; découper le fichier", "more than {most:#} bytes; cut the file"),
        "input.pdf": (
            "un PDF, et non un tableau : demander le fichier d'où il vient, ou l'enregistrer en CSV ou en XLSX",
            "a PDF and no table: ask for the file that it was made from, or save it as CSV or XLSX",
        ),
        "input.unreadable": ("illisible ({why}) ; vérifier le chemin", "cannot be read ({why}); check the path"),
        "input.empty": ("vide ; le télécharger à nouveau", "empty; download it again"),
        "file.page": (
            "une page web, pas des données : une erreur ou une page de connexion a été téléchargée ; télécharger le fichier lui-même",
            "a web page, not data: the download gave an error or a log-in page; download the file itself",
        ),
        "file.binary": (
            "contient des octets nuls : pas un fichier texte ; donner le CSV ou le JSON lui-même",
            "holds zero bytes: not a text file; give the CSV or JSON itself",
        ),
        "zip.damaged": (
            "pas une archive zip, ou abîmée ; la télécharger à nouveau",
            "not a zip archive, or a damaged one; download it again",
        ),
        "gzip.damaged": (
            "archive gzip abîmée ou coupée ; la télécharger à nouveau",
            "a damaged gzip file, or one that is cut off; download it again",
        ),
        "zip.bomb": (
            "donnerait plus de {most} octets à partir de {packed} ; refusé comme bombe zip ; sinon, le décompresser d'abord",
            "would unpack to more than {most} bytes from {packed}; refused as a zip bomb; if it is none, unpack it first",
        ),
        "zip.twice": (
            "ce nom est deux fois dans l'archive : rien ne dit lequel compte ; refaire l'archive",
            "this name stands twice in the archive: nothing says which one counts; make the archive again",
        ),
        "reader.memory": (
            "sa lecture demande plus de {most} Mo de mémoire : abîmé, fait pour cela, ou une cellule loin du tableau ; "
            "un tableau s'enregistre aussi en CSV",
            "reading it asks for more than {most} MB of memory: damaged, made to ask for it, or a cell far from the table; "
            "a table can be saved as CSV too",
        ),
        "reader.time": (
            "sa lecture dure plus de {seconds} secondes : abîmé, ou fait pour cela ; un tableau s'enregistre aussi en CSV",
            "reading it takes more than {seconds} seconds: damaged, or made to take them; a table can be saved as CSV too",
        ),
        "reader.died": (
            "sa lecture a fait tomber le lecteur : abîmé, fait pour cela, ou une cellule loin du tableau ; "
            "un tableau s'enregistre aussi en CSV",
            "the reader broke down over it: damaged, made for that, or a cell far from the table; a table can be saved as CSV too",
        ),
        "reader.start": (
            "le processus qui le lirait ne démarre pas ({why})",
            "the process that would read it does not start ({why})",
        ),
        "zip.longer": (
            "plus long que l'archive ne le dit ; refusé comme bombe zip",
            "is longer than the archive says; refused as a zip bomb",
        ),
        "zip.outside": (
            "cette entrée vise hors de l'archive ; rien de l'archive n'a été lu",
            "this entry points outside the archive; nothing of the archive was read",
        ),
        "zip.entry": (
            "ne se décompresse pas, l'archive est abîmée ; la télécharger à nouveau",
            "cannot be unpacked, the archive is damaged; download it again",
        ),
        "zip.password": (
            "protégé par un mot de passe ; le décompresser d'abord",
            "protected by a password; unpack it first",
        ),
        "zip.method": (
            "compressé d'une manière qui n'est pas lue ici ; le décompresser d'abord",
            "compressed in a way that is not read here; unpack it first",
        ),
        "json.broken": ("pas du JSON, ou coupé{place} ; télécharger à nouveau", "not JSON, or cut off{place}; download it again"),
        "json.place": (" (ligne {line:#}, colonne {column:#})", " (line {line:#}, column {column:#})"),
        "json.constant": ("{text} n'est pas un nombre en JSON", "{text} is not a number of JSON"),
        "json.deep": ("imbriqué trop profondément pour une fiche", "nested too deeply to be a record"),
        "json.object": ("un incident VERIS est un objet JSON", "a VERIS incident is a JSON object"),
        "text.broken": ("{name} abîmé (octet {byte}) ; l'enregistrer à nouveau", "damaged {name} (byte {byte}); save it again"),
        "text.encoding": (
            "dans aucun codage connu (UTF-8, UTF-16, Windows-1252, MacRoman, DOS 850) ; l'enregistrer en UTF-8",
            "in none of the encodings known (UTF-8, UTF-16, Windows-1252, MacRoman, DOS 850); save it as UTF-8",
        ),
        "text.repaired": (
            "de l'UTF-8 y avait été lu dans un autre codage (« RosÃ©e ») : {count:# endroit rétabli|# endroits rétablis}",
            "UTF-8 had been read in another encoding ('RosÃ©e'): put right in {count:# place|# places}",
        ),
        "text.lost": (
            "des lettres y étaient déjà perdues (�) ; lignes concernées : {lines} ; un nom qui en contient est refusé",
            "letters were already lost in it (�); lines concerned: {lines}; a name that holds one is refused",
        ),
        "text.asked": (
            "un point d'interrogation au milieu d'un mot y remplace sans doute une lettre perdue ; lignes concernées : {lines}",
            "a question mark inside a word probably stands for a lost letter; lines concerned: {lines}",
        ),
        # tables
        "table.title": (
            "ce qui précède la ligne {header} est pris pour un titre ; l'en-tête est la ligne {header}",
            "what stands above line {header} is taken for a title; line {header} is the header",
        ),
        "table.header_row": (
            "la ligne {line} n'est pas un en-tête d'au moins deux colonnes",
            "line {line} is no header of at least two columns",
        ),
        "table.no_row": ("aucune ligne sous l'en-tête", "no row below the header"),
        "table.total": ("un total, pas une ligne du tableau", "a total, not a row of the table"),
        "table.note": ("une note sous le tableau, pas une de ses lignes", "a note below the table, not a row of it"),
        "cell.failed": (
            "{column} : {value}, une formule a échoué ; corriger le classeur",
            "{column}: {value}, a formula failed; mend the workbook",
        ),
        "book.merged": (
            "cellules fusionnées sur plusieurs lignes ; les défusionner, ou enregistrer en XLSX, où elles sont comprises",
            "cells merged over several rows; unmerge them, or save as XLSX, where they are understood",
        ),
        "name.lost": ("un nom avec une lettre perdue (�)", "a name with a lost letter (�)"),
        "table.one_column": (
            "une seule colonne : pas un tableau séparé par des virgules, points-virgules ou tabulations",
            "one column only: not a table separated by commas, semicolons or tabs",
        ),
        "table.twice": ("deux colonnes s'appellent « {column} » ; en renommer une", "two columns are called '{column}'; rename one"),
        "table.broken": (
            "tableau illisible : un guillemet ne s'y ferme pas, ou une cellule dépasse {most:#} caractères",
            "not a readable table: a quote is not closed, or a cell is longer than {most:#} characters",
        ),
        "cell.long": (
            "une cellule de {found} caractères ; admis : au plus {most}",
            "a cell of {found} characters; allowed: at most {most}",
        ),
        "table.wide": ("{found} colonnes ; admis : au plus {most}", "{found} columns; allowed: at most {most}"),
        "json.lines": (
            "plus de {most:#} lignes ne sont pas du JSON, dont la ligne {line:#} : ce n'est pas un fichier de lignes JSON",
            "more than {most:#} lines are no JSON, line {line:#} among them: this is no file of JSON lines",
        ),
        "json.large": (
            "plus de {most} objets et listes : découper le fichier",
            "more than {most} objects and lists; cut the file",
        ),
        "table.ragged": (
            "{found:# cellule|# cellules} là où l'en-tête en a {wanted} ; un guillemet ou un séparateur manque",
            "{found:# cell|# cells} where the header has {wanted}; a quote or a delimiter is missing",
        ),
        "table.other": (
            "ce n'est pas un tableau de « {loader} » : il manque {missing} ; l'en-tête : {header}",
            "not a table that '{loader}' reads: no column holds {missing}; the header is: {header}",
        ),
        "table.column": (
            "aucune colonne ne s'appelle « {column} » ; l'en-tête : {header}",
            "no column is called '{column}'; the header is: {header}",
        ),
        "book.sheet": ("aucune feuille ne s'appelle « {sheet} » ; il y a : {sheets}", "no sheet is called '{sheet}'; there are: {sheets}"),
        "book.none": (
            "pas un classeur XLSX ou ODS, ou coupé ; l'enregistrer à nouveau en XLSX",
            "no XLSX or ODS workbook, or one that is cut off; save it again as XLSX",
        ),
        "book.ending": (
            "c'est un classeur sous un autre nom : l'appeler {ending}, ou l'enregistrer comme tel",
            "this is a workbook by another name: call it {ending}, or save it as such",
        ),
        "book.old": (
            "un classeur .xls d'Excel 97 à 2003, ou protégé par un mot de passe ; l'enregistrer en XLSX, sans mot de passe",
            "a .xls workbook of Excel 97 to 2003, or one with a password; save it as XLSX, without a password",
        ),
        "book.password": (
            "protégé par un mot de passe ; l'enregistrer sans mot de passe",
            "protected by a password; save it without one",
        ),
        "book.no_sheets": (
            "ce n'est pas un classeur : pas de feuille « {sheet} » ; retirer --sheet",
            "this is no workbook: there is no sheet '{sheet}'; leave out --sheet",
        ),
        "book.read": (
            "feuille lue : « {sheet} » ; feuilles laissées de côté : {others}",
            "sheet read: '{sheet}'; sheets left aside: {others}",
        ),
        "book.others": ("feuilles laissées de côté : {others}", "sheets left aside: {others}"),
        "book.broken": (
            "classeur abîmé, ou fait autrement que son format ne le veut ; l'ouvrir et l'enregistrer à nouveau en XLSX",
            "a workbook that is damaged, or does not follow its format; open it and save it again as XLSX",
        ),
        "book.reach": (
            "la feuille va jusqu'à la ligne {rows:#}, colonne {columns:#} : une cellule loin du tableau ? l'effacer, ou enregistrer en CSV",
            "the sheet reaches to row {rows:#}, column {columns:#}: a cell far from the table? delete it, or save as CSV",
        ),
        "book.large": (
            "plus de {cells} cellules ou de {characters} caractères ; l'enregistrer en CSV",
            "more than {cells} cells or {characters} characters; save it as CSV",
        ),
        "book.empty": (
            "la feuille ne contient pas de tableau d'au moins deux colonnes",
            "the sheet holds no table of at least two columns",
        ),
        "mapping.missing": (
            "donner un tableau et une correspondance (.yaml) ; `maillon loaders new TABLE -o mapping.yaml` en écrit une première",
            "give a table and one mapping (.yaml); `maillon loaders new TABLE -o mapping.yaml` writes a first one",
        ),
        "misp.none": (
            "aucun événement MISP : ni « Event », ni « response », ni objet avec « info »",
            "no MISP events: neither 'Event' nor 'response', nor an object with 'info'",
        ),
        "misp.uuid": ("événement sans uuid valable", "an event without a valid uuid"),
        "tlp.confidential": (
            "marqué TLP AMBER ou RED : ce que ce jeu de données est seul à dire reste confidentiel",
            "marked TLP AMBER or RED: what only this data set says is kept confidential",
        ),
        "left.no_target": ("événement sans cible ni incident décrit", "an event without a target or a described incident"),
        "mapping.ready": (
            "lu avec la correspondance prête « {name} », reconnue à l'en-tête",
            "read with the ready mapping '{name}', known by the header",
        ),
        "mapping.incidents_only": ("{part} : seulement pour `rows: incidents`", "{part}: for `rows: incidents` only"),
        "mapping.counts": (
            "counts : dire sous `constants` ce que compte un nombre de l'unité {unit} (par exemple persons-concerned)",
            "counts: say under `constants` what a figure of the unit {unit} counts (for example persons-concerned)",
        ),
        "mapping.field": (
            "{part} : « {name} » n'est pas un champ de {rows} ; admis : {allowed}",
            "{part}: '{name}' is not a field of {rows}; allowed: {allowed}",
        ),
        "mapping.needed": (
            "columns : il manque {missing}, nécessaire aux {rows} ; une valeur pour toutes les lignes se donne sous `constants`",
            "columns: {missing} is missing; rows of {rows} need it; one value for all rows stands under `constants`",
        ),
        "mapping.verb": (
            "donner le verbe, pour toutes les lignes sous `constants` ou par une colonne ; admis : {allowed}",
            "give the verb, for all rows under `constants` or by a column; allowed: {allowed}",
        ),
        "id.two_bodies": (
            "les identifiants de la ligne sont ceux de deux personnes morales ({numbers}) ; corriger l'un d'eux",
            "the numbers of the row are those of two legal bodies ({numbers}); correct one of them",
        ),
        "together": (
            "sans ville ni identifiant, {rows:#} lignes ne font que {n:# organisation|# organisations}, une par nom : {names} ; si ce sont "
            "des homonymes, donner leur ville ou leur identifiant",
            "without a town or a number {rows:#} rows make only {n:# organisation|# organisations}, one a name: {names}; if they are "
            "namesakes, give their town or their number",
        ),
        "together.name": ("« {name} » (lignes {lines})", "'{name}' (lines {lines})"),
        "number.names": (
            "un même numéro ({number}) sous des noms sans rien de commun : {names} (lignes {lines}) ; réunis par le numéro, à vérifier",
            "one number ({number}) under names that share nothing: {names} (lines {lines}); joined by the number, to be checked",
        ),
        "mapping.scheme": (
            "schemes : dire de quel répertoire est {name} (siren, siret, finess, lei…)",
            "schemes: say which scheme {name} is of (siren, siret, finess, lei, …)",
        ),
        "mapping.product": (
            "{name} : ce dont on se sert est un logiciel ou service : sans pays, ville ni identifiant ; l'éditeur est `provider`",
            "{name}: what is used is a product, of which no country, town or number is said; who makes it is `provider`",
        ),
        "mapping.ignored": ("ignore : la colonne « {column} » est lue", "ignore: the column '{column}' is read"),
        # rows and cells
        "row.same": ("la même ligne que la ligne {line}", "the same row as line {line}"),
        "row.same_elsewhere": ("la même ligne que la ligne {line} de {file}", "the same row as line {line} of {file}"),
        "row.same_file": ("la même chose que {file}", "the same as {file}"),
        "row.again": (
            "un incident de cet id a déjà été lu ; le premier par nom de fichier est gardé",
            "an incident with this id was read before; the first one in the order of file names is kept",
        ),
        "row.more": (
            "et {more:# autre|# autres} de ce genre ; corriger d'abord ceux-ci, puis recharger",
            "and {more} more like these; mend them first, then load again",
        ),
        "row.shape": ("un champ n'a pas la forme que lui donne {form}", "a field has another shape than {form} gives it"),
        "row.no_id": ("ni {one} ni {other} ; donner un id", "neither {one} nor {other}; give it an id"),
        "cell.nobody": ("{column} : personne n'est nommé", "{column}: nobody is named"),
        "cell.date": ("{column} : « {text} » n'est pas une date de la forme {form}", "{column}: '{text}' is not a date of the form {form}"),
        "cell.day": ("{column} : « {text} » n'est pas un jour du calendrier", "{column}: '{text}' is not a day of the calendar"),
        "date.contradicted": (
            "« {text} » montre que les dates ne sont pas écrites {order}, comme il est dit : aucune ligne n'a été lue ; corriger l'ordre, "
            "ou cette cellule",
            "'{text}' shows that dates are not written {order}, as stated: no row was read; mend the order, or this cell",
        ),
        "order.day-first": ("le jour d'abord", "day first"),
        "order.month-first": ("le mois d'abord", "month first"),
        "order.iso": ("l'année d'abord", "year first"),
        "form.day-first": (
            "13/03/2021, 13/03/21, 13 mars 2021, 2021-03-13, 03/2021 ou 2021",
            "13/03/2021, 13/03/21, 13 March 2021, 2021-03-13, 03/2021 or 2021",
        ),
        "form.month-first": (
            "03/13/2021, 03/13/21, 13 mars 2021, 2021-03-13, 03/2021 ou 2021",
            "03/13/2021, 03/13/21, 13 March 2021, 2021-03-13, 03/2021 or 2021",
        ),
        "form.iso": ("2021-03-13, 13 mars 2021, 2021-03 ou 2021", "2021-03-13, 13 March 2021, 2021-03 or 2021"),
        "cell.no_date": ("{column} : pas de date", "{column}: no date"),
        "cell.number": ("{column} : pas un nombre entier", "{column}: not a whole number"),
        "cell.state": ("{column} : pas deux lettres", "{column}: not two letters"),
        "cell.term": (
            "{column} : « {value} » n'est pas connu ; admis : {allowed}",
            "{column}: '{value}' is not a term that is known; allowed: {allowed}",
        ),
        "cell.reversed": ("la fuite finit ({end}) avant de commencer ({start})", "the breach ends ({end}) before it begins ({start})"),
        "cell.reversed_days": (
            "la fuite finirait ({end}) avant de commencer ({start}) : ces deux jours sont laissés de côté",
            "the breach would end ({end}) before it begins ({start}): both days are left out",
        ),
        "cell.order": (
            "« {text} » n'est pas une date ISO ; dire `dates: day-first` ou `dates: month-first` dans la correspondance",
            "'{text}' is not an ISO date; say `dates: day-first` or `dates: month-first` in the mapping",
        ),
        "cell.literal": (
            "{column} : pas une liste de textes en Python ; appels et expressions sont refusés",
            "{column}: not a Python list of texts; calls and expressions are refused",
        ),
        "name.long": (
            "un nom de {length} caractères est un texte, pas un nom ; au plus {most}",
            "a name of {length} characters is a text, not a name; at most {most}",
        ),
        "name.person": ("nommé comme une personne ; les fiches n'en gardent pas", "named like a person; records keep no persons"),
        "id.scheme": (
            "« {scheme} » n'est pas un répertoire connu ; admis : {allowed}",
            "'{scheme}' is not a scheme of identifiers; allowed: {allowed}",
        ),
        "id.form": ("{scheme} : pas de la forme attendue", "{scheme}: not of the form of that scheme"),
        "id.check": (
            "{scheme} : longueur ou clé fausse ; comparer au répertoire",
            "{scheme}: wrong length or check digits; compare it with the register",
        ),
        # formats
        "veris.version": (
            "schema_version : « {version} » n'est pas connu ; 1.2 à 1.4 sont lus",
            "schema_version: '{version}' is not known; 1.2 to 1.4 are read",
        ),
        "veris.missing": (
            "non valable selon son propre schéma ({version}) : il manque {missing}",
            "not valid by its own schema ({version}): missing {missing}",
        ),
        "stix.bundle": (
            "pas du STIX : un paquet (ou une enveloppe TAXII) avec une liste d'objets, une liste d'objets, un objet, ou un par ligne",
            "not STIX: a bundle (or a TAXII envelope) with a list of objects, an array of objects, one object, or one a line",
        ),
        "stix.object": ("un objet a un type et un id", "an object needs a type and an id"),
        "stix.count": ("said_n : pas un nombre de fiches", "said_n: not a count of records"),
        "model.refused": ("le modèle ne l'admet pas : {why}", "the model does not allow it: {why}"),
        "row.several": ("{reasons}", "{reasons}"),
        "row.field": ("{field}: {reason}", "{field}: {reason}"),
        "row.refused": (
            "une valeur ne peut se lire : une date qui n'existe pas, un nombre sans mesure ; corriger la ligne",
            "a value cannot be read: a date that does not exist, a number beyond measure; correct the row",
        ),
        # what a rule leaves out, and what was left unread
        "left.older": ("une version antérieure d'un objet", "an older version of an object"),
        "left.revoked": ("un objet révoqué, dans toutes ses versions", "a revoked object, in all its versions"),
        "left.repeats": (
            "une relation dite une seconde fois, dans les mots de la norme",
            "a relation told again, in the standard's own words",
        ),
        "left.within": (
            "une relation que dit déjà la chose comprise dans l'autre",
            "a relation that what lies within the other says itself",
        ),
        "left.repeated": ("la même ligne, une fois de plus", "the same row again"),
        "unread.file": ("fichier d'un autre genre : .{ending}", "file of another kind: .{ending}"),
        "unread.object": ("objet : {kind}{why}", "object: {kind}{why}"),
        "unread.relationship": ("relation : {kind} {ends}", "relationship: {kind} {ends}"),
        "unread.word": ("{field} : mot que la correspondance ne traduit pas", "{field}: a word that the mapping does not translate"),
        "unread.person": ("{field} : nommé comme une personne", "{field}: named like a person"),
        "unread.no_day": ("incident sans aucune date", "an incident without any date"),
        "unread.data": ("data (sans catégorie)", "data (no category)"),
        "unread.nobody": ("« {column} » : personne, ou soi-même", "'{column}': nobody, or oneself"),
        "unread.figure": ("nombre non compris", "number not understood"),
        # public contracts
        "ocds.shape": (
            "pas du JSON d'OCDS : un paquet, une publication ou une liste était attendu",
            "not JSON of OCDS: a package, a release or a list was expected",
        ),
        "ocds.none": ("aucune publication dans ce fichier", "no release in this file"),
        "ocds.release": ("une publication d'OCDS est un objet avec un `ocid`", "a release of OCDS is an object with an `ocid`"),
        "ocds.undated": (
            "une publication sans date, qui ne se range pas parmi les autres : lue avant elles",
            "a release without a date, which cannot be put in order with the others: read before them",
        ),
        "ocds.behind": (
            "une publication compilée plus ancienne que celles qui l'accompagnent : ce sont elles qui comptent",
            "a compiled release that is older than those beside it: these count",
        ),
        "ocds.pending": (
            "attribué, pas encore signé : on ignore si le contrat est entré en vigueur",
            "awarded and not signed yet: whether the contract came into force is not known",
        ),
        "contract.start.pending": (
            "Attribué, pas encore signé : on ignore s'il est entré en vigueur.",
            "Awarded and not signed yet: whether it came into force is not known.",
        ),
        "left.no_product": ("l'hôpital n'a déclaré aucun logiciel", "the hospital reported no product"),
        "left.no_award": ("prévu ou mis en concurrence, pas attribué", "planned or tendered, not awarded"),
        "left.award_gone": ("attribution annulée ou sans suite", "an award that was cancelled or unsuccessful"),
        "left.compiled": (
            "publication compilée, à côté de celles dont elle est faite",
            "a compiled release beside those that it was made of",
        ),
        "decp.shape": (
            "pas un fichier de données essentielles de marchés : un objet `marches` était attendu",
            "not a file of essential data of contracts: an object `marches` was expected",
        ),
        "decp.none": ("aucun marché dans ce fichier", "no contract in this file"),
        "decp.object": ("un marché est un objet JSON", "a contract is a JSON object"),
        "decp.party": (
            "une partie du contrat est écrite sous une forme inconnue ; un objet avec `id` était attendu",
            "a party of the contract is written in a shape that is not known; an object with `id` was expected",
        ),
        "xml.broken": ("pas du XML, ou coupé ; télécharger à nouveau", "not XML, or cut off; download it again"),
        "xml.doctype": (
            "déclare un type de document ; un avis n'en a pas, et rien n'en est développé : retirer la déclaration",
            "declares a document type; a notice has none, and nothing of one is expanded: take the declaration out",
        ),
        "parquet.missing": (
            "du Parquet, que lit le module `pyarrow` : l'installer (pip install maillon[parquet]), ou prendre le CSV",
            "Parquet, which the module `pyarrow` reads: install it (pip install maillon[parquet]), or take the CSV",
        ),
        "parquet.broken": ("pas du Parquet, ou coupé ; télécharger à nouveau", "not Parquet, or cut off; download it again"),
        "json.cut": (
            "coupé avant sa fin ; rien n'en est repris : le télécharger à nouveau",
            "cut off before its end; nothing of it is used: download it again",
        ),
        "contract.code": (
            "{code} n'est pas le début d'un code CPV : deux à huit chiffres, comme 72 ou 48180000",
            "{code} is not the beginning of a CPV code: two to eight digits, such as 72 or 48180000",
        ),
        "contract.no_buyer": (
            "aucun numéro d'acheteur valable (SIREN, SIRET, GB-COH-…) dans ce fichier",
            "no valid number of a buyer (SIREN, SIRET, GB-COH-…) in this file",
        ),
        "contract.buyer": ("l'acheteur n'est ni nommé ni numéroté", "the buyer is neither named nor numbered"),
        "contract.day": (
            "un jour qui n'existe pas, ou hors de 1990-2100 : non repris",
            "a day that does not exist, or outside 1990 to 2100: not kept",
        ),
        "contract.months": (
            "une durée qui n'est pas un nombre de mois entre 1 et 600 : non reprise",
            "a duration that is not a number of months from 1 to 600: not kept",
        ),
        "contract.number_kind": (
            "un numéro annoncé comme {kind} et qui est un SIREN ou un SIRET par ses clés : lu comme tel",
            "a number announced as {kind} that is a SIREN or a SIRET by its check digits: read as one",
        ),
        "contract.number_zero": (
            "un numéro dont un zéro du début s'était perdu : remis",
            "a number whose leading zero was lost: put back",
        ),
        "contract.number_wrong": (
            "un numéro dont la clé ou la forme est fausse : seul le nom compte, s'il y en a un",
            "a number with wrong check digits or of a wrong form: only the name counts, where there is one",
        ),
        "contract.act": (
            "la modification de l'acte de sous-traitance {number} correspond à plusieurs actes, ou à aucun : elle n'est appliquée à aucun",
            "the modification of sub-contract {number} fits several acts, or none: applied to none",
        ),
        "contract.remark": ("{what} ({n:# avis|# avis} : n° {lines})", "{what} ({n:# notice|# notices}: no. {lines})"),
        "contract.buyers_by": ("lignes d'acheteurs de santé : {rules}", "rows of health buyers: {rules}"),
        "contract.by.list": ("par la liste donnée : {n}", "by the list given: {n}"),
        "contract.by.graph": ("par un numéro que le graphe connaît : {n}", "by a number that the graph knows: {n}"),
        "contract.by.series": ("par la série du SIREN (26) : {n}", "by the series of the SIREN (26): {n}"),
        "contract.by.words": (
            "par des mots du nom, la règle la plus faible : {n}",
            "by words in the name, which is the weakest rule: {n}",
        ),
        "contract.title": ("contrat {contract}", "contract {contract}"),
        "contract.group": ("qui peut commander par l'accord-cadre {contract}", "those who may order under framework {contract}"),
        "contract.behind": ("fournisseur derrière {name} (contrat {contract})", "supplier behind {name} (contract {contract})"),
        "contract.supplier": ("titulaire non nommé (contrat {contract})", "unnamed supplier (contract {contract})"),
        "contract.sub": ("sous-traitant non nommé (contrat {contract})", "unnamed sub-contractor (contract {contract})"),
        "contract.one_of": ("l'un des titulaires du contrat {contract}", "one of the suppliers of contract {contract}"),
        "contract.person": (
            "{n:# contrat|# contrats} ; le nom et le numéro d'une personne ne sont pas conservés",
            "{n:# contract|# contracts}; the name and the number of a person are not kept",
        ),
        "contract.code_said": ("CPV {code} ({label})", "CPV {code} ({label})"),
        "contract.note": ("Contrat public, {code}. {start}", "Public contract, {code}. {start}"),
        "contract.note_title": ("Contrat public, {code} : « {title} ». {start}", 'Public contract, {code}: "{title}". {start}'),
        "contract.note_sub": (
            "Sous-traitance déclarée dans l'avis de l'acheteur.",
            "A sub-contract declared in the buyer's notice.",
        ),
        "contract.start.execution": ("Début : celui de l'exécution.", "Begins when it is first carried out."),
        "contract.start.notification": ("Début : sa notification.", "Begins with its notification."),
        "contract.start.signature": ("Début : sa signature.", "Begins with its signature."),
        "contract.start.award": ("Début : son attribution.", "Begins with its award."),
        "contract.start.tender": ("Début : celui que demandait l'appel d'offres.", "Begins on the day that the tender asked for."),
        "contract.start.change": (
            "Début : la modification qui a changé de titulaire.",
            "Begins with the modification that changed the supplier.",
        ),
        "contract.start.none": ("Date de début non indiquée.", "No beginning is given."),
        "left.code": (
            "code hors du champ : ni logiciel, ni service informatique ou de santé",
            "code out of scope: neither software nor a service of IT or health",
        ),
        "left.no_code": ("sans code CPV", "without a CPV code"),
        "left.buyer": ("acheteur qui n'est pas de santé", "a buyer that is not of health"),
        "left.earlier": ("une version antérieure du même avis", "an earlier version of the same notice"),
        "left.no_winner": ("lot sans titulaire (infructueux, sans suite)", "a lot without a winner"),
        # the comments of a mapping that `loaders new` writes
        "draft.head": (
            "Correspondance d'un tableau pour : maillon load table TABLEAU CE_FICHIER",
            "Mapping of a table for: maillon load table TABLE THIS_FILE",
        ),
        "draft.check": (
            "Vérifier chaque ligne ; les colonnes sont devinées d'après l'en-tête, et rien d'autre ne l'est au chargement.",
            "Check every line; the columns were guessed from the header, and nothing else is guessed when it is loaded.",
        ),
        "draft.source": (
            "le document qui est la source de chaque ligne",
            "the document that is the evidence of every row",
        ),
        "draft.publisher": ("qui a fait le tableau", "who made the table"),
        "draft.rows": ("relations, organisations ou incidents", "relations, organisations or incidents"),
        "draft.persons": (
            "la liste nomme aussi des personnes : ce qui pourrait être le nom de quelqu'un n'est pas gardé",
            "the list names persons too: what could be a person's name is not kept",
        ),
        "draft.confidential": (
            "ce que ce tableau est seul à dire n'entre ni dans les documents, ni dans les pages, ni dans les exports",
            "what only this table says stays out of documents, pages and exports",
        ),
        "draft.official": (
            "un registre officiel : ses noms passent avant ceux des listes",
            "an official register: its names rank above those of lists",
        ),
        "draft.dates": ("ou : day-first, month-first", "or: day-first, month-first"),
        "draft.dates_unproved": (
            "aucune cellule ne le prouve, l'en-tête est en français ; ou : iso, month-first",
            "no cell proves it, the header is in French; or: iso, month-first",
        ),
        "draft.sheet": ("les feuilles : {sheets}", "the sheets: {sheets}"),
        "draft.header_row": ("la ligne de l'en-tête", "the line of the header"),
        "draft.owner": ("à qui est cette liste, si aucune colonne ne le dit", "whose list it is, where no column says it"),
        "draft.words": ("champ : mot du tableau : ce qu'il veut dire", "field: word of the table: what it means"),
        "draft.category": ("identifiant d'une catégorie de données", "id of a data category"),
        "draft.data_columns": ("colonnes qui répondent oui ou non", "columns that answer yes or no"),
        "draft.empty": ("ce qui est écrit là où rien n'est dit", "what is written where nothing is said"),
        "draft.preview": (
            "{n:La première ligne, telle qu'elle serait lue|Les # premières lignes, telles qu'elles seraient lues} :",
            "The first {n:row, as it|# rows, as they} would be read:",
        ),
        "draft.line": ("ligne {line} :", "line {line}:"),
        "draft.no_preview": ("À compléter avant de pouvoir lire : {why}", "To be completed before anything can be read: {why}"),
        "preview.relation": ("{who} → {verb} → {whom} ({since} à {until})", "{who} → {verb} → {whom} ({since} to {until})"),
        "preview.least": ("au moins {n} {unit}", "at least {n} {unit}"),
        "preview.most": ("au plus {n} {unit}", "at most {n} {unit}"),
        "preview.between": ("de {low} à {high} {unit}", "{low} to {high} {unit}"),
        "preview.no_day": ("sans date", "no date"),
        "draft.columns": ("champ : en-tête", "field: header"),
        "draft.constants": ("champ : valeur, pour toutes les lignes", "field: value, for all rows"),
        "draft.schemes": (
            "de chaque identifiant : siren, siret, finess, lei, us-npi",
            "of each identifier: siren, siret, finess, lei, us-npi",
        ),
        "draft.ignore": (
            "en-têtes connus et laissés de côté ; les autres sont comptés comme non lus",
            "headers that are known and left out; the others are counted as unread",
        ),
        # what a column of a table can be
        "column.who": (
            "l'organisation qui confie (cliente, membre, filiale)",
            "the organisation that trusts (client, member, subsidiary)",
        ),
        "column.who_id": (
            "son identifiant, du répertoire donné sous `schemes`",
            "its identifier, of the scheme given under `schemes`",
        ),
        "column.who_id_2": ("un second identifiant", "a second identifier"),
        "column.who_region": ("son département, son État, par son code ou son nom", "its state or department, by code or name"),
        "column.who_town": ("sa ville : deux homonymes de deux villes restent deux", "its town: two namesakes of two towns stay two"),
        "column.who_postcode": ("son code postal", "its postcode"),
        "column.who_country": ("son pays, ISO 3166 (FR)", "its country, ISO 3166 (FR)"),
        "column.who_role": ("son rôle : {allowed}", "its role: {allowed}"),
        "column.whom": (
            "l'organisation à qui l'on confie (fournisseur, hébergeur, maison mère), pour uses le logiciel ; une cellule vide : non nommée",
            "the organisation that is trusted (supplier, host, parent), for uses the product; an empty cell is one that is not named",
        ),
        "column.whom_id": ("son identifiant", "its identifier"),
        "column.whom_id_2": ("un second identifiant", "a second identifier"),
        "column.whom_region": ("son département, son État", "its state or department"),
        "column.whom_town": ("sa ville", "its town"),
        "column.whom_postcode": ("son code postal", "its postcode"),
        "column.whom_country": ("son pays", "its country"),
        "column.whom_role": ("son rôle", "its role"),
        "column.verb": ("ce qu'est la relation : {allowed}", "what the relation is: {allowed}"),
        "column.provider": ("qui fournit le logiciel, pour uses", "who provides the product, for uses"),
        "column.host": ("qui héberge le logiciel, pour uses", "who hosts the product, for uses"),
        "column.service": ("ce qui est confié (hosting, billing…)", "what is entrusted (hosting, billing, …)"),
        "column.contract": ("le contrat dans lequel elle tient", "the contract inside which it holds"),
        "column.since": ("quand elle a commencé", "when it began"),
        "column.until": ("quand elle a fini", "when it ended"),
        "column.seen_on": ("quand une source l'a relevée en vigueur", "when it was seen in force"),
        "column.status": ("avec quelle certitude : {allowed}", "how firmly: {allowed}"),
        "column.data": (
            "catégories de données, en mots ou par leurs ids, séparées par des virgules ou points-virgules",
            "kinds of data, in words or by their ids, between commas or semicolons",
        ),
        "column.gdpr_role": ("ce qu'est celui à qui l'on confie : {allowed}", "what the trusted one is: {allowed}"),
        "column.share": ("part du capital, de 0 à 1, pour subsidiary_of", "part of the capital, 0 to 1, for subsidiary_of"),
        "column.locator": (
            "où la ligne se trouve dans la source (une page, un article)",
            "where in the source the row stands (a page, an article)",
        ),
        "column.victim": (
            "l'organisation dont les données ou les services ont été touchés ; plusieurs, séparées par des points-virgules",
            "the organisation whose data or services were hit; several, separated by semicolons",
        ),
        "column.victim_id": ("son identifiant", "its identifier"),
        "column.victim_country": ("son pays, ISO 3166 (FR)", "its country, ISO 3166 (FR)"),
        "column.victim_region": ("sa région (OH, IDF), partie de son identité", "its region (OH, IDF), a part of its identity"),
        "column.victim_town": ("sa ville, partie de son identité", "its town, a part of its identity"),
        "column.victim_postcode": ("son code postal", "its postcode"),
        "column.victim_role": ("son rôle : {allowed}", "its role: {allowed}"),
        "column.supplier": (
            "son fournisseur en cause ; plusieurs, séparés par des points-virgules",
            "its supplier that took part; several, separated by semicolons",
        ),
        "column.broke_at": (
            "où cela s'est produit : {allowed} ; sans colonne ni constante, la question reste ouverte dès qu'un fournisseur est nommé",
            "where it broke: {allowed}; without a column or constant that stays open as soon as a supplier is named",
        ),
        "column.title": ("un titre, sans phrase reprise d'un article", "a title, no sentence of an article"),
        "column.occurred": ("quand ; un jour, ou plusieurs", "when; a day, or several"),
        "column.occurred_from": ("le premier jour", "the first day"),
        "column.occurred_to": ("le dernier jour", "the last day"),
        "column.detected": ("quand cela a été découvert", "when it was discovered"),
        "column.disclosed": ("quand cela est devenu public", "when it became public"),
        "column.reported": (
            "quand cela a été déclaré à l'autorité, ou est entré dans la liste",
            "when it was reported to the authority, or entered in the list",
        ),
        "column.authority": (
            "l'autorité à qui cela a été déclaré, qui tient la liste",
            "the authority it was reported to, which keeps the list",
        ),
        "column.duty": ("l'obligation de déclarer : {allowed}", "the duty to report: {allowed}"),
        "column.figure": ("combien (1 200, « plus de 5 000 patients »)", "how many (1,200, 'more than 5,000 patients')"),
        "column.unit": ("de quoi : {allowed}", "of what: {allowed}"),
        "column.qualifier": ("avec quelle précision : {allowed}", "how exactly: {allowed}"),
        "column.counts": ("ce que le nombre compte (persons-concerned…)", "what the figure counts (persons-concerned, …)"),
        "column.residents": ("combien d'habitants d'un État", "how many residents of a state"),
        "column.residents_of": ("de quel État", "of which state"),
        "column.effect": ("ce qui a été touché : {allowed}", "what was hit: {allowed}"),
        "column.action": (
            "comment, comme action VERIS (hacking, malware.ransomware…)",
            "how, as a VERIS action (hacking, malware.ransomware, …)",
        ),
        "column.actor": ("le groupe qui l'a revendiqué ou à qui on l'attribue", "the group that claimed it or to which it is attributed"),
        "column.outcome": ("ce qu'il en est pour la victime : {allowed}", "what became of the victim: {allowed}"),
        "column.source_url": ("l'adresse du document d'où vient la ligne", "the address of the document behind the row"),
        "column.name": ("le nom de l'organisation", "the name of the organisation"),
        "column.id": ("son identifiant, du répertoire donné sous `schemes`", "its identifier, of the scheme given under `schemes`"),
        "column.id_2": ("un second identifiant, d'un autre répertoire", "a second identifier, of another scheme"),
        "column.id_3": ("un troisième", "a third"),
        "column.region": ("son département, son État, par son code ou son nom", "its state or department, by code or name"),
        "column.town": ("sa ville : deux homonymes de deux villes restent deux", "its town: two namesakes of two towns stay two"),
        "column.postcode": ("son code postal", "its postcode"),
        "column.former_name": ("un nom qu'elle a porté", "a name that it had"),
        "column.site_of": (
            "le nom de la personne morale dont elle est un établissement",
            "the name of the legal body that it is an establishment of",
        ),
        "column.site_of_id": ("l'identifiant de cette personne morale", "the identifier of that body"),
        "column.country": ("son pays, ISO 3166 (FR)", "its country, ISO 3166 (FR)"),
        "column.role": ("son rôle", "its role"),
        "column.alias": ("un autre de ses noms", "another name of it"),
        "column.subsidiary_of": ("le nom de l'organisation qui la possède", "the name of the organisation that owns it"),
        "column.member_of": (
            "le nom du groupe ou réseau auquel elle appartient",
            "the name of the group or network that it belongs to",
        ),
        # texts that enter the graph: titles and names of what the lists leave without one
        "title.leak": ("Fuite chez {party} ({day})", "Leak at {party} ({day})"),
        "title.cascade": ("Fuite chez {party} et ses clients ({day})", "Leak at {party} and its clients ({day})"),
        "title.breach": ("Fuite déclarée par {party} ({day})", "Breach reported by {party} ({day})"),
        "title.incident": ("Incident chez {party} ({year})", "Incident at {party} ({year})"),
        "title.row": ("ligne de {dataset}", "row of {dataset}"),
        "title.relationship": ("relation du paquet {bundle}", "relationship of the bundle {bundle}"),
        "product.name": (
            "ce n'est pas le nom d'un logiciel ou service : celui d'une personne, ou une lettre y est perdue",
            "no name of a product: it is that of a person, or a letter of it is lost",
        ),
        "party.role": ("{role}, nom non conservé ({row})", "{role}, name not kept ({row})"),
        "party.outside": ("identité hors du paquet ({mark})", "identity outside the bundle ({mark})"),
        "party.left_out": ("identité non reprise ({mark})", "identity not named here ({mark})"),
        "party.postcode": (
            "ce qui tient lieu de code postal n'en est pas un ; admis : dix lettres et chiffres au plus",
            "what stands for a postcode is none; allowed: at most ten letters and digits",
        ),
        "party.unnamed": ("organisme non nommé ({row})", "unnamed organisation ({row})"),
        "party.victim": ("victime non nommée ({stem})", "unnamed victim ({stem})"),
        "party.host": ("hébergeur non nommé ({stem})", "unnamed host ({stem})"),
        "party.supplier": ("sous-traitant non nommé ({stem})", "unnamed supplier ({stem})"),
        "party.partner": ("partenaire non nommé ({stem})", "unnamed partner ({stem})"),
        "party.associate": ("sous-traitant non nommé de {party} ({day})", "unnamed business associate of {party} ({day})"),
        "party.clients": ("clients non nommés de {party}", "unnamed covered entities served by {party}"),
        # lists of processors
        "list.no_owner": (
            "à qui est cette liste ? --owner « Mutuelle du Lac », ou l'identifiant d'une organisation connue (org:…)",
            "whose list is this? --owner 'Lake Mutual', or the id of an organisation that is known (org:…)",
        ),
        "list.owner_read": (
            "liste de « {owner} », seul responsable qu'elle nomme ; --owner en dit un autre",
            "the list of '{owner}', the only controller that it names; --owner says another",
        ),
        "list.owner_person": (
            "c'est le nom d'une personne, qui n'est pas gardé : dire un cabinet ou un rôle (« Cabinet médical du Lac »)",
            "this is the name of a person, which is not kept: say a practice or a role ('Lake Practice')",
        ),
        "list.day_read": (
            "le jour de la liste est celui de la fiche mise à jour en dernier, {day} ; --as-of en dit un autre",
            "the day of the list is that of the record brought up to date last, {day}; --as-of says another",
        ),
        "list.several_days": (
            "les fichiers sont de plusieurs jours ({days}) : ce sont des versions, à charger l'une après l'autre, la plus ancienne d'abord",
            "the files are of several days ({days}): they are versions, to be loaded one after the other, the oldest first",
        ),
        "list.no_day": (
            "rien ne dit de quel jour est cette liste : elle ne dit donc pas ce qui était en vigueur ce jour-là, ni ce qu'une suivante "
            "n'a plus ; --as-of 2026-01-31, ou un fichier nommé liste-2026-01-31.xlsx",
            "nothing says of which day this list is: so it does not say what was in force on that day, nor what a later one no longer "
            "holds; --as-of 2026-01-31, or a file called list-2026-01-31.xlsx",
        ),
        "list.older": (
            "cette liste est du {on}, et celle qui est chargée du {last} : charger les versions dans l'ordre, ou tout oublier : --replace",
            "this list is of {on}, and the one that is loaded of {last}: load the versions in their order, or begin anew with --replace",
        ),
        "list.undated": (
            "{n:# sous-traitant n'est|# sous-traitants ne sont} plus sur la liste ({names}) et rien ne dit de quel jour elle est : --as-of "
            "2026-01-31 pour que ces relations se terminent, --replace pour les oublier",
            "{n:# processor is|# processors are} no longer on the list ({names}) and nothing says of which day it is: --as-of 2026-01-31 "
            "to end these relations, --replace to forget them",
        ),
        "note.not_listed": ("absent de la liste du {on}", "not on the list of {on}"),
        "list.no_name": (
            "aucune colonne ne nomme les sous-traitants (prestataire, fournisseur, raison sociale…) ; l'en-tête est {header}",
            "no column names the processors (processor, supplier, vendor, company…); the header is {header}",
        ),
        "list.one_column": (
            "une seule colonne, et rien ne dit que ce sont des sous-traitants : écrire « Prestataire » au-dessus de leurs noms",
            "one column, and nothing says that these are processors: write 'Processor' above their names",
        ),
        "list.title": ("Liste des sous-traitants", "List of processors"),
        "list.words": (
            "{field} : {n:# expression inconnue, dont rien n'est déduit|# expressions inconnues, dont rien n'est déduit} : {words}",
            "{field}: {n:# expression is|# expressions are} not known; nothing is made of {n:it|them}: {words}",
        ),
        "list.word": ("« {word} » ({n:# fois|# fois})", "'{word}' ({n:# time|# times})"),
        "list.owners": (
            "d'autres responsables sont nommés ; si l'un d'eux est celui de la liste sous un autre nom, l'écrire pareil : {names}",
            "other controllers are named; if one of them is the owner of the list by another name, write it alike: {names}",
        ),
        "list.rank_for_whom": (
            "rang {rank}, mais sous-traitant de « {name} » : les deux ne s'accordent pas ; c'est l'entreprise qui est retenue",
            "rank {rank}, yet a sub-processor of '{name}': rank and party do not agree; the party is what is read",
        ),
        "list.rank_itself": (
            "rang {rank}, et sous-traitant de soi-même : pour qui il travaille n'est pas dit",
            "rank {rank}, and a sub-processor of itself: for whom it works is not said",
        ),
        "list.not_listed": (
            "« {name} », dont c'est un sous-traitant, n'a pas de ligne dans la liste ; est-ce un autre nom d'une entreprise qui en a une ?",
            "'{name}', for whom it is a sub-processor, has no row in the list; is it another name of one that has?",
        ),
        "list.tier": (
            "« {header} » peut dire une importance ou un rang de sous-traitance : rien n'en est lu ; l'appeler « Criticité » ou « Rang »",
            "'{header}' may say an importance or a rank in the chain: nothing is read of it; call it 'Criticality' or 'Rank'",
        ),
        "list.lines": (
            "une cellule de plusieurs lignes est lue comme autant de noms ({names}) ; si ce n'en est qu'un, l'écrire sur une ligne",
            "a cell of several lines is read as so many names ({names}); if they are one, write it in one line",
        ),
        "list.comma": (
            "{field} : « {cell} » est lu comme un seul nom ; s'il y en a plusieurs, un par ligne ou des points-virgules",
            "{field}: '{cell}' is read as one name; if there are several, one a line or semicolons",
        ),
        "list.reversed": (
            "fin ({until}) avant le début ({since}) : ni l'un ni l'autre n'est lu",
            "the end ({until}) lies before the start ({since}): neither is read",
        ),
        "list.number": (
            "un identifiant qui n'a la forme d'aucun répertoire connu (SIREN, SIRET, FINESS, LEI) : l'organisation est retenue par son nom",
            "an identifier of the form of no register that is known (SIREN, SIRET, FINESS, LEI): the organisation is kept by its name",
        ),
        "left.no_supplier": ("la ligne ne nomme aucun sous-traitant", "the row names no processor"),
        "left.no_processor": (
            "la ligne dit que ce n'est pas un sous-traitant, ou qu'il ne traite pas de données personnelles",
            "the row says that it is no processor, or processes no personal data",
        ),
        "left.recipient": ("un destinataire qui n'est pas un sous-traitant", "a recipient that is no processor"),
        "left.example": ("la fiche d'exemple du modèle", "the example of the model"),
        "left.own": ("le responsable lui-même : ce n'est pas un sous-traitant", "the owner of the list: no processor of its own"),
        "unread.listed": ("cellules non comprises : {field}", "cells that were not understood: {field}"),
        "unread.clause": (
            "sort des données : ce que prévoit le contrat, et non ce qui a été fait",
            "fate of the data: what the contract asks for, and not what was done",
        ),
        "note.listed": ("{field} : {cell}", "{field}: {cell}"),
        "note.agreed": ("sort des données convenu : {fate}", "fate of the data as agreed: {fate}"),
        "fate.kept": ("conservation", "kept"),
        "fate.returned": ("restitution", "return"),
        "fate.erased": ("effacement", "erasure"),
        "template.name": ("Sous-traitant", "Processor"),
        "about.name": (
            "Le nom de l'entreprise à qui des données sont confiées (RGPD, art. 28). Une ligne par entreprise, et par contrat.",
            "The name of the company that data is entrusted to (GDPR art. 28). One row for each company and contract.",
        ),
        "template.identifier": ("SIREN", "Registration number"),
        "about.identifier": (
            "Le numéro SIREN ou SIRET. C'est par lui que la liste en rejoint d'autres sans se tromper.",
            "A registration number (SIREN, SIRET or LEI). By it the list meets others without error.",
        ),
        "template.country": ("Pays", "Country"),
        "about.country": (
            "Le pays où l'entreprise est établie : France, Irlande, États-Unis…",
            "The country in which it is established: France, Ireland, United States, …",
        ),
        "template.service": ("Prestation", "Service"),
        "about.service": (
            "Ce qui est confié : tiers payant, hébergement, téléconsultation, paie…",
            "What is entrusted: third-party payment, hosting, teleconsultation, payroll, …",
        ),
        "template.processing": ("Activité de traitement", "Processing activity"),
        "about.processing": (
            "L'activité du registre des traitements à laquelle la prestation sert (art. 30).",
            "The activity of the record of processing that the service is for (art. 30).",
        ),
        "template.persons": ("Personnes concernées", "Data subjects"),
        "about.persons": (
            "Les personnes dont il traite les données ; plusieurs, séparées par des points-virgules.",
            "The people whose data it processes; several between semicolons.",
        ),
        "template.persons_count": ("Nombre de personnes concernées", "Number of data subjects"),
        "about.persons_count": (
            "Combien de personnes, si ce nombre est connu.",
            "How many people, where that is known.",
        ),
        "template.data": ("Catégories de données", "Personal data"),
        "about.data": (
            "Les catégories de données, séparées par des points-virgules : identité ; NIR ; données de santé…",
            "The kinds of data, between semicolons: identity; date of birth; health data, …",
        ),
        "template.host": ("Hébergeur", "Hosting provider"),
        "about.host": (
            "L'entreprise chez qui les données sont hébergées, si ce n'est pas le sous-traitant lui-même.",
            "The company at which the data is hosted, unless it is the processor itself.",
        ),
        "template.host_country": ("Pays d'hébergement", "Hosting country"),
        "about.host_country": (
            "Le pays où les données sont hébergées.",
            "The country in which the data is hosted.",
        ),
        "template.hds": ("Certification HDS", "HDS certificate"),
        "about.hds": (
            "Si l'hébergeur est certifié pour des données de santé (CSP, art. L. 1111-8).",
            "Whether the host is certified for health data in France (HDS).",
        ),
        "template.rank": ("Rang", "Rank"),
        "about.rank": (
            "1 : votre sous-traitant ; 2 : le sien ; et ainsi de suite.",
            "1: your own processor; 2: one of its own; and so on.",
        ),
        "template.for_whom": ("Sous-traitant de", "Sub-processor of"),
        "about.for_whom": (
            "À partir du rang 2 : pour laquelle des entreprises de cette liste il travaille.",
            "From rank 2 on: for which company of this list it works.",
        ),
        "template.contract": ("Référence du contrat", "Contract reference"),
        "about.contract": (
            "Le contrat ; le même pour le sous-traitant et pour ceux qu'il engage dans ce contrat.",
            "The contract; the same for a processor and for those whom it engages within it.",
        ),
        "template.since": ("Date de début", "Start date"),
        "about.since": (
            "Depuis quand les données lui sont confiées. Une date, un mois (03/2021) ou une année.",
            "Since when data is entrusted to it. A day, a month (03/2021) or a year.",
        ),
        "template.until": ("Date de fin", "End date"),
        "about.until": (
            "La fin du contrat, passée ou prévue ; vide s'il court sans terme.",
            "The end of the contract, past or planned; empty where it runs without one.",
        ),
        "template.state": ("État du contrat", "Contract status"),
        "about.state": (
            "Si le contrat court encore.",
            "Whether the contract still runs.",
        ),
        "template.fate": ("Sort des données", "Fate of the data"),
        "about.fate": (
            "Une fois le contrat terminé, ce qui a été fait des données (art. 28, § 3, g), et non ce que le contrat prévoit.",
            "Once the contract has ended, what was done with the data (art. 28(3)(g)), and not what the contract asks for.",
        ),
        "template.criticality": ("Criticité", "Criticality"),
        "about.criticality": (
            "L'importance du sous-traitant pour votre activité.",
            "How much your business depends on it.",
        ),
        "template.product": ("Logiciel", "Software"),
        "about.product": (
            "Le logiciel fourni, par son nom.",
            "The software that it provides, by name.",
        ),
        "choices.persons": (
            "adhérents, patients, salariés, professionnels de santé, utilisateurs, clients",
            "members, patients, employees, health professionals, users, customers",
        ),
        "choices.hds": ("oui, non", "yes, no"),
        "choices.rank": ("1, 2, 3, 4", "1, 2, 3, 4"),
        "choices.state": ("en cours, résilié", "in force, ended"),
        "choices.fate": ("restituées, effacées, conservées", "returned, erased, kept"),
        "choices.criticality": ("haute, moyenne, faible", "high, medium, low"),
        "field.name": ("sous-traitant", "processor"),
        "field.controller": ("responsable de traitement", "controller"),
        "field.identifier": ("identifiant", "identifier"),
        "field.country": ("pays", "country"),
        "field.service": ("prestation", "service"),
        "field.processing": ("traitement", "processing activity"),
        "field.persons": ("personnes concernées", "persons concerned"),
        "field.persons_count": ("nombre de personnes", "number of persons"),
        "field.data": ("données", "kinds of data"),
        "field.host": ("hébergeur", "host"),
        "field.host_country": ("lieu d'hébergement", "place of hosting"),
        "field.hds": ("certification HDS", "HDS certificate"),
        "field.processor": ("si c'est un sous-traitant", "whether it is a processor"),
        "field.rank": ("rang", "rank"),
        "field.for_whom": ("sous-traitant de", "sub-processor of"),
        "field.subprocessors": ("sous-traitants ultérieurs", "sub-processors"),
        "field.contract": ("contrat", "contract"),
        "field.since": ("début", "start"),
        "field.until": ("fin", "end"),
        "field.updated": ("jour de la fiche", "day of the record"),
        "field.state": ("état du contrat", "state of the contract"),
        "field.fate": ("sort des données", "fate of the data"),
        "field.criticality": ("criticité", "criticality"),
        "field.role": ("qualification RGPD", "role under the GDPR"),
        "field.party_role": ("rôle de l'organisation", "role of the organisation"),
        "field.share": ("part du capital", "share of the capital"),
        "field.of_product": ("pays, ville, identifiant ou rôle d'un logiciel ou service", "country, town, number or role of a product"),
        "field.product": ("logiciel", "software"),
        "column.unread": ("non lue", "not read"),
        "column.left_out": ("laissée de côté : {why}", "left out: {why}"),
        "leaves.person": ("nomme une personne", "names a person"),
        "leaves.address": ("une adresse, par laquelle on joint une personne", "an address by which a person may be reached"),
        "leaves.internal": ("un nom interne", "an internal name"),
        "leaves.free text": ("du texte libre, qui peut nommer des personnes", "free text, which may name persons"),
        "leaves.amount": ("un montant", "an amount"),
        "leaves.security": ("une évaluation de la sécurité", "an assessment of security"),
        "leaves.clause": ("une clause du contrat", "a clause of the contract"),
        "leaves.transfer": ("les garanties d'un transfert", "safeguards of a transfer"),
        "leaves.number": ("un numéro propre à la liste", "a number of the list's own"),
        "people.employees": ("salariés de {party}", "employees of {party}"),
        "people.professionals": ("professionnels de santé de {party}", "health professionals of {party}"),
        "people.users": ("utilisateurs de {party}", "users of {party}"),
        "people.donors": ("donateurs de {party}", "donors of {party}"),
        "people.students": ("étudiants de {party}", "students of {party}"),
        "people.patients": ("patients de {party}", "patients of {party}"),
        "people.insured": ("assurés de {party}", "insured of {party}"),
        "people.clients": ("clients de {party}", "customers of {party}"),
        "people.residents": ("résidents de {state}", "residents of {state}"),
        "year.unknown": ("année inconnue", "year unknown"),
        "note.at_risk.possible": (
            "lignes exposées à un risque ; la liste ne dit pas que quelqu'un les a eues",
            "records at risk; the list does not say that anybody got them",
        ),
        "note.at_risk.not_exposed": (
            "lignes exposées à un risque ; la liste dit qu'aucune n'a été divulguée",
            "records at risk; the list says that none was disclosed",
        ),
        "open.cascade": (
            "La liste ne dit pas que ces fuites sont un même événement chez {supplier} ; elles le citent à "
            "{days:# jour|# jours} d'écart au plus.",
            "The list does not say that these leaks are one event at {supplier}; they name it at most {days:# day|# days} apart.",
        ),
        "note.several": (
            "la liste écrit peut-être plusieurs organismes dans cette cellule ; rien n'y prouve où couper",
            "the list may have written several organisations in this cell; nothing in it proves where to cut",
        ),
        "note.unit": (
            "la liste ne dit pas de quoi : personnes, comptes ou lignes",
            "the list does not say of what: persons, accounts or lines",
        ),
        "note.placeholder": (
            "500 ou 501 s'inscrit quand le nombre n'est pas encore connu : le seuil légal de 500 personnes, sans maximum",
            "500 or 501 is entered while the number is not known: the legal threshold of 500 persons, without an upper bound",
        ),
        "note.direction": ("sens décidé par {by} le {on}{why}", "direction decided by {by} on {on}{why}"),
        "portal.no_breach": (
            "l'autorité a jugé que ce n'était pas une violation de données",
            "the authority found that this was no breach",
        ),
        "portal.duplicate": (
            "dossier joint à un autre, qui en compte les personnes ; déclarées ici : {count}",
            "the case is one with another, which counts its people; reported here: {count}",
        ),
        "portal.joined": ("l'autorité a joint ce dossier à un autre", "the authority joined this case to another"),
        # the register of information
        "dora.none": (
            "pas un registre d'informations : aucune table b_01.01 à b_07.01 n'y est ; nommer le paquet (ZIP) tel qu'il est déposé, "
            "ou le classeur de l'ABE",
            "no register of information: none of the tables b_01.01 to b_07.01 is in it; name the package (ZIP) as it is filed, or the "
            "EBA's workbook",
        ),
        "dora.long_form": (
            "la forme longue (datapoint, factValue) n'est pas lue ; admis : une table par fichier, colonnes c0010, c0020, …",
            "the long form (datapoint, factValue) is not read; allowed: one table a file, with columns c0010, c0020, …",
        ),
        "dora.two_tables": (
            "la table {table} est aussi dans {other} ; nommer un seul registre par paquet",
            "the table {table} is in {other} as well; a package holds one register",
        ),
        "dora.unknown_table": (
            "aucune table {table} dans la taxinomie ; admises : {allowed}",
            "the taxonomy has no table {table}; allowed: {allowed}",
        ),
        "dora.missing_table": (
            "la table {table} manque, que {file} (ligne {line}) annonce",
            "the table {table} is missing, which {file} (line {line}) announces",
        ),
        "dora.nobody": (
            "aucun prestataire n'y est : {tables} sont vides ou absentes",
            "nobody is entrusted with anything: {tables} are empty or missing",
        ),
        "dora.no_day": (
            "aucune date de référence (refPeriod de parameters.csv, ou B_01.01, c0060) ; la donner, car un registre parle de ce jour",
            "no reference date (refPeriod of parameters.csv, or B_01.01, c0060); give it: a register speaks of that day",
        ),
        "dora.column": (
            "{table} n'a pas de colonne « {column} » ; admises : {allowed}",
            "{table} has no column '{column}'; allowed: {allowed}",
        ),
        "dora.missing_columns": ("{table} : colonnes absentes : {missing}", "{table}: missing columns: {missing}"),
        "dora.trial": (
            "taxinomie de l'essai de 2024, dont les colonnes ont un autre sens ; admises : 4.0 et 4.2",
            "taxonomy of the trial of 2024, whose columns mean other things; allowed: 4.0 and 4.2",
        ),
        "dora.version": (
            "taxinomie inconnue : lue parce que ses tables ont les colonnes de la 4.0",
            "a taxonomy that is not known: read because its tables have the columns of 4.0",
        ),
        "dora.indicators": ("colonnes attendues : templateID, reported", "columns expected: templateID, reported"),
        "dora.parameters": ("colonnes attendues : name, value", "columns expected: name, value"),
        "dora.no_codes": (
            "{table} : aucune ligne ne porte les codes des colonnes ({example}, …)",
            "{table}: no row holds the codes of the columns ({example}, …)",
        ),
        "dora.sheets": (
            "feuilles non lues, n'ayant pas le nom d'une table : {names}",
            "sheets not read, since they do not bear the name of a table: {names}",
        ),
        "dora.branch": (
            "c0020 : le siège de cette succursale n'est dans aucune ligne de B_01.02",
            "c0020: no row of B_01.02 is the head office of this branch",
        ),
        "dora.no_contract": ("c0010 : aucune référence de contrat", "c0010: no reference of a contract"),
        "dora.rank": (
            "c0050 : « {rank} » n'est pas un rang ; admis : 1 à {most}",
            "c0050: '{rank}' is no rank; allowed: 1 to {most}",
        ),
        "dora.itself": (
            "au rang {rank}, le destinataire est le prestataire lui-même ; nommer celui du rang précédent",
            "at rank {rank} the recipient is the provider itself; name the one of the rank before",
        ),
        "dora.reversed": (
            "le contrat finirait ({end}) avant de commencer ({start})",
            "the contract would end ({end}) before it begins ({start})",
        ),
        "dora.left.assessment": ("évaluation d'un prestataire (B_07.01)", "assessment of a provider (B_07.01)"),
        "dora.left.definitions": ("définitions (B_99.01)", "definitions (B_99.01)"),
        "dora.remark.digits": (
            "{n:# code|# codes} aux chiffres de contrôle faux : gardés comme autre nom, joints à rien ({lines})",
            "{n:# code|# codes} with wrong check digits: kept as another name, joined with nothing ({lines})",
        ),
        "dora.remark.no_code": (
            "{n:# ligne|# lignes} où le code n'en est pas un (0, sans objet, …) : prestataire non nommé ({lines})",
            "{n:# row|# rows} whose code is none (0, not applicable, …): an unnamed provider ({lines})",
        ),
        "dora.remark.stranger": (
            "{n:# ligne renvoie|# lignes renvoient} à un code qu'aucune table ne nomme ({lines})",
            "{n:# row refers|# rows refer} to a code that no table names ({lines})",
        ),
        "dora.remark.contract": (
            "{n:# ligne renvoie|# lignes renvoient} à un contrat absent de B_02.01 ({lines})",
            "{n:# row refers|# rows refer} to a contract that is not in B_02.01 ({lines})",
        ),
        "dora.remark.zeros": (
            "{n:# code a|# codes ont} perdu des zéros au début, et {n:est lu|sont lus} avec eux ({lines})",
            "{n:# code has|# codes have} lost zeros in front, and {n:is|are} read with them ({lines})",
        ),
        "dora.remark.two_names": (
            "{n:# ligne donne|# lignes donnent} un autre nom au même code ({lines})",
            "{n:# row gives|# rows give} one code another name ({lines})",
        ),
        "dora.remark.double_key": (
            "{n:# ligne a|# lignes ont} la clé d'une autre et dit autre chose : les deux sont gardées ({lines})",
            "{n:# row has|# rows have} the key of another and says otherwise: both are kept ({lines})",
        ),
        "dora.remark.deduced": (
            "{n:# ligne ne dit|# lignes ne disent} pas qui confie la suite : c'est le seul prestataire du rang précédent ({lines})",
            "{n:# row does|# rows do} not say who hands on: it is the only provider of the rank before ({lines})",
        ),
        "dora.remark.recipient": (
            "{n:# ligne ne dit|# lignes ne disent} pas qui confie la suite, et rien ne l'établit ({lines})",
            "{n:# row does|# rows do} not say who hands on, and nothing tells it ({lines})",
        ),
        "dora.remark.rank": (
            "{n:# ligne a|# lignes ont} un rang que les destinataires contredisent : les deux sont gardés ({lines})",
            "{n:# row has|# rows have} a rank that the recipients contradict: both are kept ({lines})",
        ),
        "dora.remark.unattached": (
            "{n:# ligne ne tient|# lignes ne tiennent} à aucun prestataire direct de son contrat ({lines})",
            "{n:# row hangs|# rows hang} on no direct provider of its contract ({lines})",
        ),
        "dora.remark.loop": (
            "{n:# ligne revient|# lignes reviennent} en boucle sur un prestataire de la même chaîne ({lines})",
            "{n:# row leads|# rows lead} round to a provider of the same chain ({lines})",
        ),
        "dora.remark.no_user": (
            "{n:# contrat|# contrats} dont aucune ligne ne dit qui s'en sert : la chaîne commence au prestataire direct ({lines})",
            "{n:# contract|# contracts} of which no row says who uses it: the chain begins at the direct provider ({lines})",
        ),
        "dora.party.individual": ("prestataire individuel (personne physique)", "individual provider (natural person)"),
        "dora.party.direct": ("prestataire direct non nommé (contrat {contract})", "unnamed direct provider (contract {contract})"),
        "dora.party.below": ("sous-traitant non nommé (contrat {contract})", "unnamed sub-contractor (contract {contract})"),
        "dora.party.recipient": ("intermédiaire non nommé (contrat {contract})", "unnamed recipient (contract {contract})"),
        "dora.party.code": ("prestataire connu par son seul code ({code})", "provider known by its code alone ({code})"),
        "dora.note.linked": ("lié au contrat {contracts} (B_02.03)", "linked with the contract {contracts} (B_02.03)"),
        "dora.note.recipient": (
            "le registre ne dit pas qui confie la suite ; c'est le seul prestataire du rang {rank}",
            "the register does not say who hands on; it is the only provider of rank {rank}",
        ),
        "dora.ending.expired": ("fin : contrat arrivé à son terme", "ended: the contract expired"),
        "dora.ending.law": ("fin : manquement du prestataire", "ended: breach by the provider"),
        "dora.ending.impediments": ("fin : empêchements du prestataire", "ended: impediments of the provider"),
        "dora.ending.security": (
            "fin : faiblesses du prestataire dans la sécurité des données sensibles",
            "ended: weak security of sensitive data at the provider",
        ),
        "dora.ending.authority": ("fin : à la demande d'une autorité", "ended: at the request of an authority"),
        "dora.ending.other": ("fin : autre raison", "ended: another reason"),
        "dora.title": ("Registre d'informations (règlement DORA, art. 28)", "Register of information (DORA art. 28)"),
        # registers of organisations
        "gleif.left.annulled": ("entrée annulée ou en double", "annulled or duplicate entry"),
        "gleif.left.person": ("entrepreneur individuel", "sole proprietor"),
        "gleif.left.itself": ("relation d'une entité avec elle-même", "relation of an entity to itself"),
        "gleif.left.kind": ("relation d'un autre genre ({kind})", "relation of another kind ({kind})"),
        "gleif.left.inactive": ("relation finie, on ne sait quand", "relation that ended, nobody knows when"),
        "finess.other": (
            "pas un fichier FINESS : la ligne 1 devrait commencer par finess, les suivantes par structureet (établissements) ou "
            "structureej (entités juridiques)",
            "no file of FINESS: line 1 should begin with finess, the others with structureet (sites) or structureej (legal entities)",
        ),
        "finess.left.other": ("ligne d'un autre genre ({kind})", "line of another kind ({kind})"),
        "finess.left.person": ("entité juridique qui est une personne physique", "legal entity that is a natural person"),
        # terms of the lists
        "semicolon": (" ; ", "; "),
        "practice.person": ("personne", "person"),
        "practice.consultant": ("consultant (personne physique)", "consultant (natural person)"),
        "practice.trainer": ("formateur (personne physique)", "trainer (natural person)"),
        "practice.dentist": ("chirurgien-dentiste", "dentist"),
        "practice.physician": ("médecin", "physician"),
        "practice.podiatrist": ("podologue", "podiatrist"),
        "practice.psychologist": ("psychologue", "psychologist"),
        "practice.optometrist": ("optométriste", "optometrist"),
        "practice.chiropractor": ("chiropracteur", "chiropractor"),
        "practice.practitioner": ("professionnel indépendant", "sole practitioner"),
        "breach.Hacking/IT Incident": ("piratage ou incident informatique", "hacking or IT incident"),
        "breach.Theft": ("vol", "theft"),
        "breach.Loss": ("perte", "loss"),
        "breach.Improper Disposal": ("mise au rebut sans précaution", "improper disposal"),
        "breach.Unauthorized Access/Disclosure": ("accès ou divulgation non autorisés", "unauthorised access or disclosure"),
        "breach.Other": ("autre", "other"),
        "breach.Unknown": ("inconnu", "unknown"),
        "cause.Cyberattack": ("cyberattaque", "cyberattack"),
        "cause.Unauthorized Access": ("accès non autorisé", "unauthorised access"),
        "cause.Theft or Mistake": ("vol ou erreur", "theft or mistake"),
        "state.wa": ("l'État de Washington", "Washington"),
        "state.ca": ("Californie", "California"),
        "state.or": ("l'Oregon", "Oregon"),
        "state.tx": ("Texas", "Texas"),
        "state.me": ("Maine", "Maine"),
        # data categories that only the lists name
        "category.personal-data": ("données personnelles (sans autre précision)", "personal data (not further specified)"),
        "category.sensitive-personal-data": (
            "données personnelles sensibles (sans autre précision)",
            "sensitive personal data (not specified)",
        ),
        "category.other-data": ("autres données (nature connue, hors nomenclature)", "other data (kind known, outside the list's terms)"),
        "category.unknown-data": ("données de nature inconnue", "data of an unknown kind"),
        "category.classified-information": ("informations classifiées", "classified information"),
        "category.copyrighted-material": ("contenus protégés par le droit d'auteur", "copyrighted material"),
        "category.digital-certificates": ("certificats numériques", "digital certificates"),
        "category.internal-documents": ("documents internes", "internal documents"),
        "category.trade-secrets": ("secrets d'affaires", "trade secrets"),
        "category.source-code": ("code source", "source code"),
        "category.system-information": ("informations sur les systèmes", "system information"),
        "category.virtual-currency": ("monnaie virtuelle", "virtual currency"),
        "category.access-keys": ("clés d'accès et jetons de session", "access keys and session tokens"),
        "category.nationality": ("nationalité", "nationality"),
        "category.family-situation": ("situation familiale", "family situation"),
        "category.profession": ("profession et employeur", "profession and employer"),
        "category.income": ("revenus et crédits", "income and loans"),
        "category.photograph": ("photographie", "photograph"),
        "category.purchases": ("commandes et achats", "orders and purchases"),
        "category.licence-number": ("numéro de licence ou de client", "licence or client number"),
        "category.birth-place": ("lieu de naissance", "place of birth"),
        "category.online-identifiers": ("identifiants en ligne (adresse IP, appareil)", "online identifiers (IP address, device)"),
        "category.location": ("localisation", "location"),
        "category.vehicle": ("véhicule et immatriculation", "vehicle and number plate"),
        "category.schooling": ("scolarité et formation", "schooling and training"),
        "category.criminal-records": ("plaintes, infractions et condamnations", "complaints, offences and convictions"),
        "category.sexual-orientation": ("orientation et vie sexuelles", "sexual orientation and sex life"),
        "category.beliefs": ("convictions religieuses, politiques ou syndicales", "religious, political or trade union beliefs"),
        "category.ethnic-origin": ("origine ethnique", "ethnic origin"),
        "category.biometric-data": ("données biométriques", "biometric data"),
    }
)
