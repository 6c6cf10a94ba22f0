"""What the graph says, in French and English: what a record cannot say, and the names of parties that a source leaves unnamed."""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        # files and folders
        "system.missing": ("aucun fichier ni dossier de ce nom", "no such file or directory"),
        "system.rights": ("droits insuffisants", "permission denied"),
        "system.read_only": ("système de fichiers en lecture seule", "read-only file system"),
        "system.folder": ("c'est un dossier", "is a directory"),
        "system.no_folder": ("un fichier est pris pour un dossier", "not a directory"),
        "system.there": ("ce nom existe déjà", "file exists"),
        "system.long": ("nom de fichier trop long", "file name too long"),
        "system.full": ("plus de place sur le disque", "no space left on device"),
        "system.quota": ("quota du disque atteint", "disk quota exceeded"),
        "system.large": ("fichier trop grand", "file too large"),
        "system.handles": ("trop de fichiers ouverts", "too many open files"),
        "system.device": ("erreur d'entrée-sortie", "input/output error"),
        "system.loop": ("des liens tournent en rond", "too many levels of symbolic links"),
        "system.other": ("le système le refuse (erreur {number})", "the system refuses it (error {number})"),
        "system.port": ("ce port est déjà pris", "that port is taken already"),
        # the network
        "network.name": (
            "aucune machine de ce nom, ou pas de réseau ; vérifier l'adresse",
            "no machine of that name, or no network; check the address",
        ),
        "network.closed": (
            "la machine n'accepte pas la connexion ; vérifier le port, et que le service y tourne",
            "the machine does not accept the connection; check the port, and that the service runs there",
        ),
        "network.broken": ("la connexion a été coupée ; réessayer", "the connection was cut; try again"),
        "network.unreachable": ("la machine ne peut être atteinte d'ici", "the machine cannot be reached from here"),
        "network.late": ("pas de réponse à temps ; réessayer plus tard", "no answer in time; try again later"),
        "network.certificate": (
            "son certificat n'est pas reconnu ici ; vérifier l'adresse et l'horloge de cette machine",
            "its certificate is not trusted here; check the address and the clock of this machine",
        ),
        "network.tls": ("la connexion chiffrée n'a pu s'établir", "no encrypted connection could be made"),
        "network.answer": ("ce qui répond n'est pas du HTTP, ou s'arrête en route", "what answers is no HTTP, or stops half-way"),
        "network.address": ("ce n'est pas une adresse https://…", "it is no https://… address"),
        "network.login": ("il faut un compte pour la lire (HTTP {code})", "it takes a login to read it (HTTP {code})"),
        "network.gone": ("il n'y a rien à cette adresse (HTTP {code})", "there is nothing at that address (HTTP {code})"),
        "network.busy": (
            "le serveur est surchargé ou en panne (HTTP {code}) ; réessayer plus tard",
            "the server is busy or broken (HTTP {code}); try again later",
        ),
        "network.status": ("le serveur refuse (HTTP {code})", "the server refuses (HTTP {code})"),
        # what breaks YAML
        "yaml.tab": ("une tabulation ; indenter avec des espaces", "a tab; indent with spaces"),
        "yaml.colon": (
            "un deux-points de trop, ou une ligne mal alignée ; mettre le texte entre guillemets, ou aligner la ligne",
            "one colon too many, or a line that is not aligned; put the text in quotes, or align the line",
        ),
        "yaml.bracket": ("une virgule ou un crochet fermant manque", "a comma or a closing bracket is missing"),
        "yaml.brace": ("une virgule ou une accolade fermante manque", "a comma or a closing brace is missing"),
        "yaml.key": (
            "un deux-points manque, la ligne n'est pas alignée sur les autres, ou du texte suit un guillemet fermé",
            "a colon is missing, the line is not aligned with the others, or text follows a closed quote",
        ),
        "yaml.dash": ("un tiret qui n'est pas aligné sur les autres", "a dash that is not aligned with the others"),
        "yaml.start": (
            "un texte ne peut commencer par ce signe ; le mettre entre guillemets",
            "a text cannot begin with that sign; put it in quotes",
        ),
        "yaml.open": ("un guillemet n'est pas fermé", "a quote is not closed"),
        "yaml.escape": (
            "une barre oblique inverse entre guillemets doubles ; employer des guillemets simples",
            "a backslash in double quotes; use single quotes",
        ),
        "yaml.block": ("rien ne suit | ou > sur sa ligne", "nothing may follow | or > on its line"),
        "yaml.character": ("un caractère qui ne s'affiche pas", "a character that cannot be shown"),
        "yaml.other": ("la ligne ne peut se lire", "the line cannot be read"),
        # dates
        "date.no_day": ("« {text} » n'est pas un jour du calendrier", "'{text}' is not a day of the calendar"),
        "date.form": (
            "« {text} » n'est pas une date ; écrire en EDTF : 2025, 2025-11, 2025-11-28, 2017~, ../2023-12-31, 2024-01-22/2024-02-01",
            "'{text}' is not a date; write EDTF: 2025, 2025-11, 2025-11-28, 2017~, ../2023-12-31, 2024-01-22/2024-02-01",
        ),
        "date.endless": (
            "« {text} » n'a ni début ni fin ; omettre la date si elle n'est pas connue",
            "'{text}' has neither a beginning nor an end; leave the date out if it is not known",
        ),
        "date.far": ("« {text} » sort des années {first} à {last}", "'{text}' lies outside the years {first} to {last}"),
        "date.reversed": ("« {text} » finit avant de commencer", "'{text}' ends before it begins"),
        # personal identifiers
        "privacy.found": (
            "ce texte contient {what} ; les fiches parlent d'organisations et de groupes, jamais de personnes : l'en retirer",
            "this text holds {what}; records speak of organisations and cohorts, never of persons: take it out",
        ),
        "privacy.mail": ("une adresse électronique", "an e-mail address"),
        "privacy.nir": ("un numéro de sécurité sociale (NIR)", "a French social security number (NIR)"),
        "privacy.phone": ("un numéro de téléphone", "a telephone number"),
        # texts
        "text.character": (
            "le caractère {code} ne se voit pas, et peut commander un terminal ou cacher du texte : le retirer",
            "the character {code} is not seen, and can command a terminal or hide text: take it out",
        ),
        "text.none": (
            "un texte vide ; l'écrire en français (fr), en anglais (en) ou dans les deux langues",
            "an empty text; write it in French (fr), in English (en) or in both",
        ),
        # fields of claims
        "claim.field": (
            "« {field} » n'est pas un sujet connu ; la liste : maillon schema. Un fait sans sujet connu se dit sous « context »",
            "'{field}' is no known field; the list: maillon schema. A fact that has no field is told under 'context'",
        ),
        "claim.field_close": (
            "« {field} » n'est pas un sujet connu ; les plus proches : {close}. La liste : maillon schema",
            "'{field}' is no known field; closest: {close}. The list: maillon schema",
        ),
        # figures
        "figure.none": (
            "donner low, high ou les deux ; si aucune source ne donne de nombre, écrire « unknown » à la place",
            "give low, high or both; if no source gives a number write 'unknown' instead",
        ),
        "figure.reversed": (
            "low ({low}) dépasse high ({high}) ; les échanger ou corriger le chiffre",
            "low ({low}) is above high ({high}); swap them or correct the figure",
        ),
        "figure.rounded": (
            "approximate dit qu'un chiffre est arrondi, et il n'y en a pas ; donner low, high ou les deux, ou retirer approximate",
            "approximate says that a figure is rounded, and there is none; give low, high or both, or leave approximate out",
        ),
        "figure.unit": ("un chiffre a besoin d'une unité (unit) ; admis : {allowed}", "a figure needs a unit; allowed: {allowed}"),
        "figure.impossible": (
            "{value} {unit}, c'est impossible ; admis : au plus {most}",
            "{value} {unit} is not possible; allowed: at most {most}",
        ),
        # claims
        "claim.empty": (
            "une déclaration dit quelque chose : donner low ou high avec unit, une réponse (answer : yes ou no), ou un texte (text)",
            "a claim says something: give low or high with a unit, an answer (yes or no), or a text",
        ),
        "claim.both": (
            "une déclaration est un chiffre ou une réponse par oui ou non, pas les deux ; en écrire deux",
            "a claim is a figure or a yes/no answer, not both; write two claims",
        ),
        "claim.twice": ("deux déclarations ont l'id « {id} » ; un id pour chacune", "two claims have the id '{id}'; give each its own"),
        "claim.earlier_unknown": (
            "supersedes : aucune déclaration n'a l'id « {id} » ; admis : {allowed}",
            "supersedes: no claim has the id '{id}'; allowed: {allowed}",
        ),
        "claim.reply_unknown": (
            "replies_to : rien de ce qui est dit n'a l'id « {id} » ; admis : {allowed}",
            "replies_to: nothing that is said has the id '{id}'; allowed: {allowed}",
        ),
        "claim.reply_own": (
            "replies_to « {id} » : une réponse est d'un auteur nommé (by), autre que celui à qui il répond ; ici : {by}",
            "replies_to '{id}': a reply is by a named speaker (by), other than the one who is answered; here: {by}",
        ),
        "claim.earlier_differs": (
            "supersedes « {id} » : {field} diffère ({earlier} / {later}) ; "
            "seule une déclaration plus récente du même auteur, sur le même sujet et de même unité, en remplace une autre",
            "supersedes '{id}': {field} differs ({earlier} / {later}); "
            "only a later statement of the same speaker, field and unit replaces an earlier one",
        ),
        "claim.loop": (
            "la déclaration « {id} » se remplace elle-même en boucle ; rompre la boucle à la plus récente",
            "the claim '{id}' supersedes itself through a loop; break it at the later claim",
        ),
        # relations
        "relation.verbs": (
            "une relation a exactement un verbe, ici : {found} ; admis : {allowed}",
            "a relation has exactly one verb, here: {found}; allowed: {allowed}",
        ),
        "relation.ends": (
            "{who} {verb} {whom} : {start} ne peut pas pointer vers {end} ici ; admis : {starts} {verb} {ends}",
            "{who} {verb} {whom}: {start} cannot point to {end} here; allowed: {starts} {verb} {ends}",
        ),
        "relation.itself": (
            "{who} ne peut pas être des deux côtés de « {verb} »",
            "{who} cannot be on both sides of '{verb}'",
        ),
        "relation.qualifier": (
            "« {name} » n'a pas sa place avec « {verb} » ; admis là : {allowed}",
            "'{name}' has no place on '{verb}'; allowed there: {allowed}",
        ),
        "relation.reversed": (
            "until ({until}) précède since ({since}) ; les échanger ou les corriger",
            "until ({until}) lies before since ({since}); swap or correct them",
        ),
        "group.count": (
            "seul un groupe a un effectif (count) ; ajouter `named: false`, ou retirer count",
            "only a group has a count; add `named: false`, or leave the count out",
        ),
        # sources
        "source.undated": (
            "un document daté de {on} n'est pas sans date ; garder l'un de published_on et undated",
            "a document of {on} is not undated; keep one of published_on and undated",
        ),
        # decisions
        "decision.one": (
            "une décision est l'un de {allowed} ; ici : {found}",
            "a decision is one of {allowed}; here: {found}",
        ),
        "decision.twice": (
            "un id est deux fois dans la décision ; en nommer deux différents",
            "an id appears twice in the decision; name two different ones",
        ),
        "decision.kinds": (
            "des ids de natures différentes ne sont jamais une même chose ; décider sur des ids de même préfixe",
            "ids of different kinds are never one thing; decide about ids with the same prefix",
        ),
        "decision.use": (
            "{verdict} dit d'une organisation et d'un logiciel si elle s'en sert ; écrire [org:…, product:…]",
            "{verdict} says of an organisation and a product whether the one uses the other; write [org:…, product:…]",
        ),
        "decision.contracts": (
            "contracts dit où un logiciel est nommé : il en faut un pour une organisation et un logiciel, et aucun sinon",
            "contracts says where a product is named: give one for an organisation and a product, and none otherwise",
        ),
        "decision.use_note": (
            "L'objet du contrat nomme ce logiciel ; que l'organisation s'en serve est une décision : {by}.",
            "The contract is said to be about this product; that the organisation uses it is a decision: {by}.",
        ),
        "decision.keep": ("keep n'est pas l'un de `same` ; le choisir parmi eux", "keep is not one of `same`; choose it among them"),
        "none": ("aucun", "none"),
        # ids
        "id.prefix": (
            "l'id « {id} » n'a pas de préfixe connu ; admis : {allowed}",
            "the id '{id}' has no known prefix; allowed: {allowed}",
        ),
        # what a party is called that a source leaves unnamed, by the verb of the relation: in the graph, and in answers
        "unnamed": ("{role} (non nommé)", "{role} (not named)"),
        "role.hosted_by": ("hébergeur {who:de}", "host of {who}"),
        "role.provided_by": ("éditeur {who:de}", "publisher of {who}"),
        "role.delegates_to": ("prestataire {who:de}", "provider of {who}"),
        "role.insured_by": ("assureur {who:de}", "insurer of {who}"),
        "role.patient_of": ("soignant {who:de}", "carer of {who}"),
    }
)
